/// The parts of the built-in document that no report changes.
enum OfficialParts {
    static let namespaces =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""

    private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

    static func contentTypes(isDraft: Bool) -> String {
        var parts = [
            ("/word/document.xml", word + "document.main+xml"), ("/word/styles.xml", word + "styles+xml"),
            ("/word/settings.xml", word + "settings+xml"), ("/word/fontTable.xml", word + "fontTable+xml"),
            ("/word/footer1.xml", word + "footer+xml"), ("/word/footer2.xml", word + "footer+xml"),
            ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
            ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
        ]
        if isDraft { parts.append(("/word/header1.xml", word + "header+xml")) }
        return declaration + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + parts.map { "<Override PartName=\"\($0.0)\" ContentType=\"\($0.1)\"/>" }.joined() + "</Types>"
    }

    static let packageRelations =
        declaration + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + "<Relationship Id=\"rId1\" Type=\"\(office)officeDocument\" Target=\"word/document.xml\"/>"
        + "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
        + "<Relationship Id=\"rId3\" Type=\"\(office)extended-properties\" Target=\"docProps/app.xml\"/></Relationships>"

    static func documentRelations(isDraft: Bool) -> String {
        var targets = [("styles", "styles.xml"), ("settings", "settings.xml"), ("fontTable", "fontTable.xml"), ("footer", "footer1.xml"), ("footer", "footer2.xml")]
        if isDraft { targets.append(("header", "header1.xml")) }
        return declaration + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + targets.enumerated().map { "<Relationship Id=\"rId\($0.offset + 1)\" Type=\"\(office)\($0.element.0)\" Target=\"\($0.element.1)\"/>" }.joined()
            + "</Relationships>"
    }

    /// Title and language only: no person's name, no time.
    static func core(title: String) -> String {
        var markup = Markup()
        markup.raw(declaration)
        markup.raw(
            "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>"
        )
        markup.text(title)
        markup.raw("</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>")
        return markup.string
    }

    static let app =
        declaration
        + "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>Jixiao</Application></Properties>"

    static let settings =
        declaration
        + "<w:settings \(namespaces)><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"420\"/><w:evenAndOddHeaders/><w:drawingGridVerticalSpacing w:val=\"\(OfficialLayout.linePitch / 2)\"/><w:characterSpacingControl w:val=\"compressPunctuation\"/><w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:adjustLineHeightInTable/><w:useFELayout/><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>"

    static let fontTable: String = {
        var xml = declaration + "<w:fonts \(namespaces)>"
        for font in OfficialLayout.fallbacks {
            xml += "<w:font w:name=\"\(font.name)\"><w:altName w:val=\"\(font.alternatives)\"/>"
            if let panose = font.panose { xml += "<w:panose1 w:val=\"\(panose)\"/>" }
            xml += "<w:charset w:val=\"\(font.name == OfficialLayout.latin ? "00" : "86")\"/><w:family w:val=\"\(font.family)\"/>"
            xml += "<w:pitch w:val=\"\(font.family == "modern" ? "fixed" : "variable")\"/></w:font>"
        }
        return xml + "</w:fonts>"
    }()

    static let styles: String = {
        typealias L = OfficialLayout
        let fonts =
            "<w:rFonts w:ascii=\"\(L.latin)\" w:hAnsi=\"\(L.latin)\" w:eastAsia=\"\(L.fangSong)\" w:cs=\"\(L.latin)\"/>"
        var xml = declaration + "<w:styles \(namespaces)><w:docDefaults><w:rPrDefault><w:rPr>\(fonts)<w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        xml +=
            "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/><w:pPr><w:widowControl w:val=\"0\"/><w:spacing w:line=\"\(L.linePitch)\" w:lineRule=\"exact\"/><w:jc w:val=\"both\"/></w:pPr><w:rPr>\(fonts)<w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/></w:rPr></w:style>"
        xml += "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>"
        xml +=
            "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>"
        for role in WordRole.allCases {
            let look = role.look
            xml += "<w:style w:type=\"paragraph\" w:styleId=\"\(look.id)\"><w:name w:val=\"\(look.name)\"/><w:basedOn w:val=\"Normal\"/>"
            if look.outline != nil, role != .annexTitle { xml += "<w:next w:val=\"BodyText\"/>" }
            xml += "<w:qFormat/><w:pPr>\(look.paragraphProperties())</w:pPr><w:rPr>\(look.runProperties)</w:rPr></w:style>"
        }
        xml += pageNumberStyle
        return xml + "</w:styles>"
    }()

    /// 4号 in 宋体.
    private static let pageNumberStyle =
        "<w:style w:type=\"paragraph\" w:styleId=\"PageNumber\"><w:name w:val=\"页码\"/><w:basedOn w:val=\"Normal\"/><w:pPr><w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:rPr><w:rFonts w:ascii=\"\(OfficialLayout.song)\" w:hAnsi=\"\(OfficialLayout.song)\" w:eastAsia=\"\(OfficialLayout.song)\" w:cs=\"\(OfficialLayout.latin)\"/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/></w:rPr></w:style>"

    /// The page number between dashes, one character in from the outer edge.
    static func footer(isEven: Bool) -> String {
        let side = isEven ? "left" : "right"
        func field(_ type: String) -> String { "<w:r><w:fldChar w:fldCharType=\"\(type)\"/></w:r>" }
        return declaration
            + "<w:ftr \(namespaces)><w:p><w:pPr><w:pStyle w:val=\"PageNumber\"/><w:ind w:\(side)=\"280\" w:\(side)Chars=\"100\"/><w:jc w:val=\"\(side)\"/></w:pPr>"
            + "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">— </w:t></w:r>\(field("begin"))<w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>\(field("separate"))<w:r><w:t>\(isEven ? 2 : 1)</w:t></w:r>\(field("end"))"
            + "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\"> —</w:t></w:r></w:p></w:ftr>"
    }

    static let oddFooter = footer(isEven: false)
    static let evenFooter = footer(isEven: true)

    /// 草稿 at the head of each page.
    static let draftHeader =
        declaration
        + "<w:hdr \(namespaces)><w:p><w:pPr><w:pStyle w:val=\"PageNumber\"/><w:pBdr><w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"4\" w:color=\"000000\"/></w:pBdr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii=\"\(OfficialLayout.hei)\" w:hAnsi=\"\(OfficialLayout.hei)\" w:eastAsia=\"\(OfficialLayout.hei)\" w:hint=\"eastAsia\"/><w:b/><w:spacing w:val=\"200\"/></w:rPr><w:t>草稿</w:t></w:r></w:p></w:hdr>"

    static func section(isDraft: Bool) -> String {
        typealias L = OfficialLayout
        let headers = isDraft ? "<w:headerReference w:type=\"default\" r:id=\"rId6\"/><w:headerReference w:type=\"even\" r:id=\"rId6\"/>" : ""
        return
            "<w:sectPr>\(headers)<w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:footerReference w:type=\"even\" r:id=\"rId5\"/><w:pgSz w:w=\"\(L.pageWidth)\" w:h=\"\(L.pageHeight)\"/><w:pgMar w:top=\"\(L.top)\" w:right=\"\(L.right)\" w:bottom=\"\(L.bottom)\" w:left=\"\(L.left)\" w:header=\"\(L.header)\" w:footer=\"\(L.footer)\" w:gutter=\"0\"/><w:pgNumType w:start=\"1\"/><w:cols w:space=\"720\"/><w:docGrid w:type=\"linesAndChars\" w:linePitch=\"\(L.linePitch)\" w:charSpace=\"\(L.characterSpace)\"/></w:sectPr>"
    }
}
