package import BudgetModel
package import Office
package import Storage

/// One thing wrong with what was sent, and where it stands.
package struct Flaw: Hashable, Sendable {
    /// RFC 6901, or empty for the whole.
    package var pointer: String
    package var sentence: Wording

    package init(_ pointer: String, zh: String, en: String) {
        self.pointer = pointer
        sentence = Wording(zh: zh, en: en)
    }
}

/// Why the office did not do what it was asked: never half done, always with a sentence and what would help.
package struct Declined: Error, Sendable {
    /// What kind of answer it is; faces turn it into status and exit code.
    package enum Kind: Hashable, Sendable { case unauthenticated, forbidden, notFound, conflict, stale, invalid, tooLarge, tooMany, busy }

    package var kind: Kind
    /// The stable word of problem details.
    package var code: String
    package var why: Wording
    package var help: Wording?
    package var flaws: [Flaw] = []
    /// What is there by now, where somebody else was faster.
    package var stale: StaleRecord?
    /// The document that lies there by now, and in what the refused one differs; nil where it is not to be seen.
    package var staleDocument: StaleDocument?
    /// After how long it is worth another try, where time helps.
    package var retrySeconds: Int?

    package init(_ kind: Kind, _ code: String, _ why: Wording, help: Wording? = nil, flaws: [Flaw] = []) {
        self.kind = kind
        self.code = code
        self.why = why
        self.help = help
        self.flaws = flaws
    }

    package init(_ refusal: Refusal) {
        self.init(refusal.isOfRights ? .forbidden : .conflict, refusal.code, refusal.why, help: refusal.help)
    }

    package init(_ stale: StaleRecord) {
        self.init(
            .stale, "stale-version", Wording(zh: "您打开以后，别人已经改过；您的改动没有保存，也没有丢失。", en: "Somebody else has changed it since you read it; yours was not saved, and is not lost."),
            help: Wording(zh: "请对照两个版本，在新版本上再改一次。", en: "Compare both versions and make your change on the new one."))
        self.stale = stale
    }

    static func notFound(_ zh: String, _ en: String) -> Declined {
        Declined(
            .notFound, "not-found", Wording(zh: "没有找到这个\(zh)，或者您没有查看它的权限。", en: "There is no such \(en), or you have no right to see it."),
            help: Wording(zh: "请核对编号；需要权限的，请联系系统管理员。", en: "Check the key; ask the administrator for the right."))
    }

    /// The stage is there and may be seen, but nobody has saved such a document in it.
    static let nothingSaved = Declined(
        .notFound, "nothing-saved", Wording(zh: "这个环节里还没有保存过这样的内容。", en: "Nothing of this kind has been saved in this stage yet."),
        help: Wording(zh: "请先填写并保存。", en: "Fill it in and save it first."))

    static func invalid(_ flaws: [Flaw]) -> Declined {
        Declined(.invalid, "invalid", Wording(zh: "内容有 \(flaws.count) 处不对，没有保存。", en: "\(flaws.count) things are wrong; nothing was saved."), flaws: flaws)
    }

    static func invalid(_ pointer: String, _ zh: String, _ en: String) -> Declined { invalid([Flaw(pointer, zh: zh, en: en)]) }
}
