/// Sizes of an official paper.
///
/// - Source: GB/T 9704-2012, 5 and 7.
enum OfficialLayout {
    static let pageWidth = 11_906
    static let pageHeight = 16_838
    /// 37 mm.
    static let top = 2098
    /// 28 mm.
    static let left = 1587
    /// 26 mm, which leaves 156 mm of text.
    static let right = 1474
    /// 35 mm, which leaves 225 mm of text.
    static let bottom = 1984
    static let textWidth = pageWidth - left - right
    static let header = 1134
    /// Puts the dashes of the page number 7 mm below the text.
    static let footer = 1417
    /// 22 lines in 225 mm: 28.95 pt.
    static let linePitch = 579
    /// 28 characters of 16 pt in 156 mm, in 1/4096 pt beside the size.
    static let characterSpace = -849

    /// The same 28 characters for paragraphs off the grid, in twips: 15.75 pt a character.
    static let characterTightening = -5

    static let songTitle = "方正小标宋简体"
    static let fangSong = "仿宋_GB2312"
    static let kai = "楷体_GB2312"
    static let hei = "黑体"
    static let song = "宋体"
    static let latin = "Times New Roman"

    /// Names that stand in where an office has not installed the first one.
    static let fallbacks: [(name: String, alternatives: String, panose: String?, family: String)] = [
        (songTitle, "方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,宋体", nil, "roman"),
        (fangSong, "仿宋,FangSong,华文仿宋,STFangsong", "02010609030101010101", "modern"),
        (kai, "楷体,KaiTi,华文楷体,STKaiti", "02010609030101010101", "modern"),
        (hei, "SimHei,Noto Sans CJK SC", "02010609060101010101", "modern"),
        (song, "SimSun,Noto Serif CJK SC", "02010600030101010101", "auto"),
        (latin, "Liberation Serif", "02020603050405020304", "roman"),
    ]
}

/// What a paragraph of the report is, and so how it looks.
enum WordRole: String, CaseIterable {
    case title, draftNote, body, section, subsection, item, caption, tableHead, tableText, denseHead, denseText
    case annexList, annexLabel, annexTitle, signature

    var look: WordLook {
        typealias L = OfficialLayout
        switch self {
        case .title: return WordLook(id: "Title", name: "Title", font: L.songTitle, size: 44, line: 700, after: L.linePitch, alignment: "center")
        case .draftNote:
            return WordLook(id: "DraftNote", name: "草稿说明", font: L.kai, size: 28, line: 480, after: 240, alignment: "both", firstLineCharacters: 2)
        case .body:
            return WordLook(id: "BodyText", name: "Body Text", font: L.fangSong, size: 32, line: L.linePitch, alignment: "both", firstLineCharacters: 2)
        case .section:
            return WordLook(
                id: "Heading1", name: "heading 1", font: L.hei, size: 32, line: L.linePitch, alignment: "both", firstLineCharacters: 2,
                keepsWithNext: true, outline: 0)
        case .subsection:
            return WordLook(
                id: "Heading2", name: "heading 2", font: L.kai, size: 32, line: L.linePitch, alignment: "both", firstLineCharacters: 2,
                keepsWithNext: true, outline: 1)
        case .item:
            return WordLook(
                id: "Heading3", name: "heading 3", font: L.fangSong, size: 32, line: L.linePitch, alignment: "both", firstLineCharacters: 2,
                keepsWithNext: true, outline: 2)
        case .caption:
            return WordLook(id: "Caption", name: "caption", font: L.hei, size: 24, line: 400, before: 100, after: 60, alignment: "center", keepsWithNext: true)
        case .tableHead: return WordLook(id: "TableHead", name: "表头", font: L.hei, size: 21, line: 320, before: 20, after: 20, alignment: "center")
        case .tableText:
            return WordLook(id: "TableText", name: "表格文字", font: L.fangSong, size: 21, line: 320, before: 20, after: 20, alignment: "left")
        case .denseHead: return WordLook(id: "DenseHead", name: "小表头", font: L.hei, size: 18, line: 260, before: 20, after: 20, alignment: "center")
        case .denseText:
            return WordLook(id: "DenseText", name: "小表格文字", font: L.fangSong, size: 18, line: 260, before: 20, after: 20, alignment: "left")
        case .annexList:
            return WordLook(id: "AnnexList", name: "附件说明", font: L.fangSong, size: 32, line: L.linePitch, alignment: "left", hanging: true)
        case .annexLabel: return WordLook(id: "AnnexLabel", name: "附件序号", font: L.hei, size: 32, line: L.linePitch, alignment: "left", keepsWithNext: true)
        case .annexTitle:
            return WordLook(
                id: "AnnexTitle", name: "附件标题", font: L.songTitle, size: 44, line: 700, before: 290, after: 290, alignment: "center", keepsWithNext: true, outline: 0)
        case .signature: return WordLook(id: "Signature", name: "Signature", font: L.fangSong, size: 32, line: L.linePitch, alignment: "right", keepsTogether: true)
        }
    }

    static let looks: [WordRole: WordLook] = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.look) })
}

/// Paragraph and character properties of a role; written as a style or, in templates, on the spot.
struct WordLook {
    var id: String
    var name: String
    var font: String
    /// Half points.
    var size: Int
    /// Exact, in twips.
    var line: Int
    var before = 0
    var after = 0
    var alignment: String
    var firstLineCharacters = 0
    /// Five characters in, the first two of them for the label: the list of annexes.
    var hanging = false
    var keepsWithNext = false
    var keepsTogether = false
    var outline: Int?

    /// The content of `w:pPr` after the style, in the order of the schema.
    func paragraphProperties(alignment override: String? = nil, breaksPage: Bool = false, keepsNext: Bool = false, rightIndent: Int? = nil) -> String {
        var xml = ""
        if keepsWithNext || keepsNext { xml += "<w:keepNext/>" }
        if keepsTogether { xml += "<w:keepLines/>" }
        if breaksPage { xml += "<w:pageBreakBefore/>" }
        xml += "<w:snapToGrid w:val=\"0\"/>"
        xml += "<w:spacing w:before=\"\(before)\" w:after=\"\(after)\" w:line=\"\(line)\" w:lineRule=\"exact\"/>"
        if hanging {
            xml += "<w:ind w:left=\"2240\" w:right=\"0\" w:hanging=\"1600\"/>"
        } else {
            let first = firstLineCharacters
            xml +=
                "<w:ind w:left=\"0\" w:right=\"\(rightIndent ?? 0)\" w:firstLineChars=\"\(first * 100)\" w:firstLine=\"\(first * size * 10)\"/>"
        }
        xml += "<w:jc w:val=\"\(override ?? alignment)\"/>"
        if let outline { xml += "<w:outlineLvl w:val=\"\(outline)\"/>" }
        return xml
    }

    /// The content of `w:rPr`.
    var runProperties: String {
        // Off the grid, so that every program sets 28 characters of 15.75 pt in a line and none snaps digits to cells.
        let spacing = size == 32 ? "<w:spacing w:val=\"\(OfficialLayout.characterTightening)\"/>" : ""
        return "<w:rFonts w:ascii=\"\(OfficialLayout.latin)\" w:hAnsi=\"\(OfficialLayout.latin)\" w:eastAsia=\"\(font)\" w:cs=\"\(OfficialLayout.latin)\"/>"
            + spacing + "<w:sz w:val=\"\(size)\"/><w:szCs w:val=\"\(size)\"/>"
    }
}
