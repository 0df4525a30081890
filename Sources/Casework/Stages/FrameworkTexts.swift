import BudgetModel
import Frameworks
import Office
import Quantities
import Storage
import Synchronization
import Workflows

extension Desk {
    /// A text that scores and reviews rest on.
    struct RuleText: Hashable, Sendable {
        /// `framework`, or the kind of a profile.
        let kind: String
        let name: String
        let body: String
        /// Of kind, name and text, so that none of them changes unseen.
        let digest: String

        init(kind: String, name: String, body: String) {
            self.kind = kind
            self.name = name
            self.body = body
            digest = RuleTexts.digest(kind: kind, name: name, body: body)
        }
    }

    /// The text of a framework and of those it extends, so that its scores can be computed again years later.
    ///
    /// Made once for each framework, as every save asks for them.
    func frameworkTexts(_ framework: Framework) -> [RuleText] {
        if let known = ruleTexts.withLock({ $0[framework.digest] }) { return known }
        let texts = readFrameworkTexts(framework)
        ruleTexts.withLock { $0[framework.digest] = texts }
        return texts
    }

    private func readFrameworkTexts(_ framework: Framework) -> [RuleText] {
        var texts: [RuleText] = [], next: String? = framework.id
        while let id = next, texts.count < 5 {
            let added = texts.isEmpty ? frameworks.addedText(digest: framework.digest) : nil
            let name = added != nil ? framework.digest : FrameworkCatalogue.ids.contains(id) ? id : frameworkName
            let source = name.flatMap { try? frameworks.source($0) }
            guard let body = added ?? FrameworkCatalogue.text(of: id) ?? frameworkName.flatMap({ try? FrameworkStore.text(of: $0) }) else { break }
            texts.append(RuleText(kind: "framework", name: id, body: body))
            next = source?.extends
        }
        return texts
    }

    func keepTexts(_ texts: [RuleText], _ writing: Writing) throws(StorageError) {
        for text in texts where !keptTexts.withLock({ $0.contains(text.digest) }) {
            try writing.connection.run(
                "INSERT INTO rule_text (digest, kind, name, body, added_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [text.digest.sql, text.kind.sql, text.name.sql, text.body.sql, writing.now.sql])
        }
    }

    /// Keeps the text of the workflow, so that it can be read later by which one the office worked; asked for when a server begins.
    package func keepWorkflow() async throws {
        let text = RuleText(kind: "workflow", name: workflow.name, body: workflow.text), now = now
        _ = try await database.write(in: "workflow") { connection in
            try connection.run("INSERT INTO rule_text (digest, kind, name, body, added_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", [text.digest.sql, text.kind.sql, text.name.sql, text.body.sql, now.sql])
        }
    }

    /// After the transaction that kept them: such a text never goes away.
    func areKept(_ texts: [RuleText]) { keptTexts.withLock { kept in texts.forEach { kept.insert($0.digest) } } }

    /// The texts that are kept.
    static func keptFrameworks(_ connection: any SQLConnection) throws(StorageError) -> KeptFrameworks {
        KeptFrameworks(
            try connection.rows("SELECT name, body FROM rule_text WHERE kind = 'framework' ORDER BY added_at, digest") { (row) throws(StorageError) in (id: try row.text(), body: try row.text()) })
    }
}
