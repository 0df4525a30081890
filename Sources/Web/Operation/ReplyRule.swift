package import BudgetModel

/// A reply an operation may give, as the document says it. Those that follow from the operation itself (401, 422 …) are added by `OpenAPIDocument`.
package struct ReplyRule: Sendable {
    let status: Int
    let words: Wording
    /// Nil where the reply is no JSON.
    var schema: Schema?
    var mediaTypes: [String] = []
    var givesVersion = false
    var givesLocation = false
    var isPage = false
    var setsSession = false

    package static func ok(_ schema: Schema, _ words: Wording = .done, etag: Bool = false) -> ReplyRule {
        ReplyRule(status: 200, words: words, schema: schema, mediaTypes: ["application/json"], givesVersion: etag)
    }

    /// A list with a `Link` to the page that follows.
    package static func page(of element: Schema, _ words: Wording = .onePage) -> ReplyRule {
        ReplyRule(status: 200, words: words, schema: Page.schema(of: element), mediaTypes: ["application/json"], isPage: true)
    }

    package static func created(_ schema: Schema, _ words: Wording = .made, etag: Bool = false) -> ReplyRule {
        ReplyRule(status: 201, words: words, schema: schema, mediaTypes: ["application/json"], givesVersion: etag, givesLocation: true)
    }

    package static func accepted(_ schema: Schema, _ words: Wording = .begun) -> ReplyRule {
        ReplyRule(status: 202, words: words, schema: schema, mediaTypes: ["application/json"], givesLocation: true)
    }

    package static let noContent = ReplyRule(status: 204, words: .done)

    package static func file(_ mediaTypes: String..., words: Wording = .file, etag: Bool = false) -> ReplyRule {
        ReplyRule(status: 200, words: words, mediaTypes: mediaTypes, givesVersion: etag)
    }

    package static let notFound = ReplyRule.problem(404, .notThere)
    package static let conflict = ReplyRule.problem(409, .conflicting)

    /// A refusal of this operation's own.
    package static func problem(_ status: Int, _ words: Wording) -> ReplyRule { ReplyRule(status: status, words: words) }

    /// Sets or ends the session cookie besides.
    package var withSession: ReplyRule {
        var rule = self
        rule.setsSession = true
        return rule
    }
}

extension Wording {
    package static let done = Wording(zh: "已完成", en: "Done")
    package static let made = Wording(zh: "已新建", en: "Created")
    package static let begun = Wording(zh: "已受理，正在进行", en: "Accepted, under way")
    package static let onePage = Wording(zh: "一页结果", en: "A page of results")
    package static let file = Wording(zh: "文件", en: "A file")
    package static let notThere = Wording(zh: "没有这一项，或无权查看", en: "There is no such thing, or it is not yours to see")
    package static let conflicting = Wording(zh: "与现状冲突", en: "In conflict with how things stand")
}
