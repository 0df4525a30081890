import Documents

/// Writes a report as a Word document laid out by GB/T 9704-2012, or into an office's own template.
package enum DOCXRenderer {
    /// - Throws: `ReportError`.
    package static func render(_ report: SelfEvaluationReport, template: DOCXTemplate? = nil) throws(ReportError) -> [UInt8] {
        if let template { return try template.fill(report) }
        var composer = WordComposer()
        composer.raw("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document \(OfficialParts.namespaces)><w:body>")
        composer.titleLines(report.titleLines)
        composer.draftNote(report)
        for section in report.sections {
            composer.blocks(section.headings)
            composer.blocks(section.content)
        }
        if !report.annexes.isEmpty {
            composer.blankLine()
            composer.annexList(report.annexes)
        }
        composer.blankLine()
        composer.signature(report.signature)
        composer.annexes(report.annexes)
        if !report.annexes.isEmpty { composer.endParagraph() }
        composer.raw(OfficialParts.section(isDraft: report.isDraft) + "</w:body></w:document>")
        let parts = ["word/document.xml": composer.output.bytes, "docProps/core.xml": Array(OfficialParts.core(title: report.title).utf8)]
        // Level 1 packs a report in a third of the time of level 6.
        do { return try ZipArchive.replacing(parts, in: report.isDraft ? draftFrame.get() : cleanFrame.get(), level: 1) } catch { throw .packing(error) }
    }

    // The parts that never change are packed once; each report adds its own two to a copy. (A part that
    // stood there already would be packed at level 6 by libzip, whatever level is asked for.)
    private static let cleanFrame = frame(isDraft: false)
    private static let draftFrame = frame(isDraft: true)

    private static func frame(isDraft: Bool) -> Result<[UInt8], DocumentError> {
        var zip = ZipWriter()
        zip.add("[Content_Types].xml", OfficialParts.contentTypes(isDraft: isDraft))
        zip.add("_rels/.rels", OfficialParts.packageRelations)
        zip.add("word/_rels/document.xml.rels", OfficialParts.documentRelations(isDraft: isDraft))
        zip.add("word/styles.xml", OfficialParts.styles)
        zip.add("word/settings.xml", OfficialParts.settings)
        zip.add("word/fontTable.xml", OfficialParts.fontTable)
        zip.add("word/footer1.xml", OfficialParts.oddFooter)
        zip.add("word/footer2.xml", OfficialParts.evenFooter)
        if isDraft { zip.add("word/header1.xml", OfficialParts.draftHeader) }
        zip.add("docProps/app.xml", OfficialParts.app)
        do { return .success(try zip.finish()) } catch { return .failure(error) }
    }
}
