import BudgetModel
import Documents
import Quantities

@testable import Workbooks

/// Small workbooks as other programs write them, part by part.
struct OddWorkbook {
    var workbook =
        "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relations)\"><sheets><sheet name=\"表\" sheetId=\"7\" r:id=\"rId1\"/></sheets></workbook>"
    var sheet = "<worksheet xmlns=\"\(main)\"><sheetData/></worksheet>"
    var styles: String?
    /// Further parts, and relations of the sheet.
    var parts: [String: [UInt8]] = [:]
    var sheetRelations: [(id: String, kind: String, target: String)] = []
    var sheetBytes: [UInt8]?

    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let package = "http://schemas.openxmlformats.org/package/2006"

    func bytes() throws -> [UInt8] {
        var zip = ZipWriter()
        let spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        var types =
            "<Types xmlns=\"\(Self.package)/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"\(spreadsheet).sheet.main+xml\"/>"
            + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"\(spreadsheet).worksheet+xml\"/>"
        if styles != nil { types += "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(spreadsheet).styles+xml\"/>" }
        for part in parts.keys.sorted() where part.hasPrefix("xl/comments") {
            types += "<Override PartName=\"/\(part)\" ContentType=\"\(spreadsheet).comments+xml\"/>"
        }
        if parts.keys.contains(where: { $0.hasSuffix(".vml") }) {
            types += "<Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>"
        }
        func relation(_ id: String, _ kind: String, _ target: String) -> String {
            "<Relationship Id=\"\(id)\" Type=\"\(Self.relations)/\(kind)\" Target=\"\(target)\"/>"
        }
        func list(_ relations: [String]) -> String { "<Relationships xmlns=\"\(Self.package)/relationships\">" + relations.joined() + "</Relationships>" }
        zip.add("[Content_Types].xml", types + "</Types>")
        zip.add("_rels/.rels", list([relation("rId1", "officeDocument", "xl/workbook.xml")]))
        zip.add("xl/workbook.xml", workbook)
        var book = [relation("rId1", "worksheet", "worksheets/sheet1.xml")]
        if let styles {
            book.append(relation("rId2", "styles", "styles.xml"))
            zip.add("xl/styles.xml", styles)
        }
        zip.add("xl/_rels/workbook.xml.rels", list(book))
        zip.add("xl/worksheets/sheet1.xml", sheetBytes ?? Array(sheet.utf8))
        if !sheetRelations.isEmpty {
            zip.add("xl/worksheets/_rels/sheet1.xml.rels", list(sheetRelations.map { relation($0.id, $0.kind, $0.target) }))
        }
        for (name, bytes) in parts.sorted(by: { $0.key < $1.key }) { zip.add(name, bytes) }
        return try zip.finish()
    }
}

extension ReviewedForm {
    /// A form that says nothing but these findings.
    static func saying(_ findings: [Finding], on sheet: String = "表", area: CellRange? = nil) -> ReviewedForm {
        var evaluation = Evaluation(file: "表.xlsx", sheet: sheet, kind: .projectGoal)
        evaluation.area = area
        let scores = ScoreSheet(frameworkID: "cn-2020", frameworkDigest: "", chosenBecause: Wording(zh: "测试", en: "test"))
        return ReviewedForm(evaluation: evaluation, scores: scores, framework: .tested, findings: findings)
    }
}

extension Finding {
    static func at(_ a1: String, _ code: String = "E03", _ severity: Severity = .error, sheet: String = "表") -> Finding {
        Finding(
            code: code, severity: severity, at: CellRef(sheet: sheet, position: CellPosition(a1: a1)!),
            message: Wording(zh: "\(a1) 的得分应为 9.47 <请> & 改正", en: "\(a1) should be 9.47"), expected: "9.47", found: "10", difference: "0.53",
            basis: Wording(zh: "财预〔2020〕10号", en: "Circular 10/2020"))
    }
}
