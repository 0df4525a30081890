import BudgetModel
import Frameworks
import Storage
import Workflows

extension Desk {
    /// A text that scores rest on.
    struct RuleText: Hashable, Sendable {
        var name: String
        var body: String
        var digest: String { Digest.sha256(body.utf8) }
    }

    /// The text of a framework, so that its scores can be computed again years later.
    func frameworkText(_ framework: Framework) throws -> RuleText? {
        if let text = FrameworkCatalogue.text(of: framework.id) { return RuleText(name: framework.id, body: text) }
        guard let frameworkName else { return nil }
        do throws(FrameworkRefused) { return RuleText(name: framework.id, body: try FrameworkStore.text(of: frameworkName)) } catch { return nil }
    }

    func keepText(_ text: RuleText, _ writing: Writing) throws(StorageError) {
        try writing.connection.run(
            "INSERT INTO rule_text (digest, kind, name, body, added_at) VALUES (?, 'framework', ?, ?, ?) ON CONFLICT DO NOTHING",
            [text.digest.sql, text.name.sql, text.body.sql, writing.now.sql])
    }
}
