package import BudgetModel
import Crypto
import Yams

/// Reads a profile: which rules of the catalogue an office switches off or holds for more or less grave.
package enum ProfileFile {
    /// - Parameters:
    ///   - name: the file as the user named it, for problems.
    ///   - codes: the rules there are; retired ones are not among them.
    /// - Throws: `FrameworkRefused` with every problem and its line.
    package static func read(_ text: String, name: String, codes: Set<String>) throws(FrameworkRefused) -> RuleProfile {
        let reader = FrameworkReader(file: name, subject: "方案文件", page: "docs/check.md")
        let root = try FrameworkSource.compose(text, reader)
        let profile = profile(root, reader, codes)
        guard reader.problems.isEmpty, var profile else { throw FrameworkRefused(problems: reader.sortedProblems) }
        profile.digest = "sha256:" + FrameworkSource.hex(SHA256.hash(data: Array(text.utf8)))
        return profile
    }

    private static func profile(_ root: Node, _ reader: FrameworkReader, _ codes: Set<String>) -> RuleProfile? {
        guard let fields = reader.fields(root, "", allowed: ["id", "title", "decidedBy", "rules"]) else { return nil }
        let id = fields.required("id", reader).flatMap { reader.text($0, "id") }
        let title = fields.required("title", reader).flatMap { words($0, reader) }
        let office = fields["decidedBy"].flatMap { reader.text($0, "decidedBy") }
        guard let rules = fields.required("rules", reader), let entries = reader.entries(rules, "rules") else { return nil }
        var decisions: [RuleProfile.Decision] = []
        for (code, keyNode, value) in entries {
            guard codes.contains(code) else {
                reader.refuse(
                    keyNode, zh: "没有编号为“\(code)”的规则；全部编号见 jixiao rules list", en: "there is no rule “\(code)”; jixiao rules list shows all codes")
                continue
            }
            let place = "rules.\(code)"
            guard let fields = reader.fields(value, place, allowed: ["set", "reason", "decidedBy"]) else { continue }
            let setting: RuleProfile.Setting? = fields.required("set", reader).flatMap { reader.choice($0, "\(place).set") }
            let reason = fields.required("reason", reader).flatMap { reader.text($0, "\(place).reason") }
            let decidedBy = fields["decidedBy"].flatMap { reader.text($0, "\(place).decidedBy") } ?? office
            if decidedBy == nil {
                reader.refuse(
                    keyNode, zh: "\(place) 没有写明由哪个处室决定（decidedBy）；请在这里或文件开头补上", en: "\(place) does not say which office decided it (decidedBy); please add it here or at the top of the file")
            }
            guard let setting, let reason, let decidedBy else { continue }
            decisions.append(RuleProfile.Decision(code: code, setting: setting, reason: reason, decidedBy: decidedBy, line: keyNode.mark?.line))
        }
        guard let id, let title else { return nil }
        return RuleProfile(id: id, title: title, file: reader.file, digest: "", decisions: decisions)
    }

    /// `{zh: …, en: …}`, or one text for both.
    private static func words(_ node: Node, _ reader: FrameworkReader) -> Wording? {
        if case .scalar = node { return reader.text(node, "title").map { Wording(zh: $0, en: $0) } }
        guard let fields = reader.fields(node, "title", allowed: ["zh", "en"]) else { return nil }
        let zh = fields.required("zh", reader).flatMap { reader.text($0, "title.zh") }, en = fields.required("en", reader).flatMap { reader.text($0, "title.en") }
        guard let zh, let en else { return nil }
        return Wording(zh: zh, en: en)
    }
}
