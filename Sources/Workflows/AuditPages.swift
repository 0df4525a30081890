package import BudgetModel
package import Reports

/// Writes the page of each audited report into a folder.
package struct AuditPages: Sendable {
    private let folder: String
    private let language: Language
    private let engine: String
    private let showsHolding: Bool
    private let names = UsedNames()

    /// - Throws: `WriteProblem` when the folder cannot be made.
    package init(folder: String, showsHolding: Bool, language: Language, engine: String) throws(WriteProblem) {
        self.folder = folder
        self.language = language
        self.engine = engine
        self.showsHolding = showsHolding
        try OutputFiles.makeFolder(folder)
    }

    /// - Returns: what the user should know, such as an earlier page that was kept.
    package func write(_ report: AuditReport) throws(WriteProblem) -> [Wording] {
        let base = names.unique(ReportWriter.baseName(report.file, "report"))
        let page = AuditPage.render(report, language: language, engine: engine, showsHolding: showsHolding)
        let (path, note) = try OwnDocument.place(for: folder + "/" + base + "-核对", ".html")
        try OutputFiles.write(OwnDocument.stamped(Array(page.utf8), as: .auditPage), to: path)
        return note.map { [$0] } ?? []
    }
}
