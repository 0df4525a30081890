/// What a placeholder of a template stands for.
enum Placeholder: Hashable {
    /// A single value inside a line.
    case value(ReportField)
    /// A value of the row that repeats.
    case row(ReportRows, ReportRowField)
    /// Paragraphs and tables in place of the whole paragraph.
    case block(TemplateBlock)
}

/// The placeholders that become whole paragraphs.
enum TemplateBlock: Hashable {
    case body, draftNote, annexList, annexes, signature
    case annex(AnnexKind)
    case table(ReportTable.Kind)
    case topic(ReportTopic)
}

/// All placeholders by their Chinese names and English aliases.
package enum PlaceholderCatalogue {
    private static let blocks: [(name: String, alias: String, block: TemplateBlock)] =
        [
            ("正文", "body", .body), ("草稿说明", "draftNote", .draftNote), ("附件说明", "annexList", .annexList), ("附件", "annexes", .annexes),
            ("落款", "signature", .signature), ("表:绩效自评表", "table:form", .annex(.form)),
        ]
        + AnnexKind.allCases.map { ("附件:" + $0.name, "annex:" + $0.rawValue, .annex($0)) }
        + ReportTable.Kind.allCases.map { ("表:" + $0.name, "table:" + $0.rawValue, .table($0)) }
        + ReportTopic.allCases.map { ("节:" + $0.name, "section:" + $0.rawValue, .topic($0)) }

    private static let rows: [(name: String, alias: String, rows: ReportRows, field: ReportRowField)] = ReportRows.allCases.flatMap { rows in
        rows.fields.map { (rows.name + "." + $0.name, rows.rawValue + "." + $0.rawValue, rows, $0) }
    }

    /// Chinese names in the order of the documentation.
    package static let names: [String] = ReportField.allCases.map(\.name) + rows.map(\.name) + blocks.map(\.name)
    /// English aliases in the same order.
    package static let aliases: [String] = ReportField.allCases.map(\.rawValue) + rows.map(\.alias) + blocks.map(\.alias)

    private static let known: [String: Placeholder] = {
        var known: [String: Placeholder] = [:]
        for field in ReportField.allCases {
            known[field.name] = .value(field)
            known[field.rawValue.lowercased()] = .value(field)
        }
        for row in rows {
            known[row.name] = .row(row.rows, row.field)
            known[row.alias.lowercased()] = .row(row.rows, row.field)
        }
        for block in blocks {
            known[block.name] = .block(block.block)
            known[block.alias.lowercased()] = .block(block.block)
        }
        return known
    }()

    /// What stands between the braces; spaces, letter case and full-width colons and points do not matter.
    static func placeholder(_ text: String) -> Placeholder? {
        var name = ""
        for character in text where !character.isWhitespace {
            switch character {
            case "：": name.append(":")
            case "．", "。": name.append(".")
            default: name.append(contentsOf: character.lowercased())
            }
        }
        return known[name]
    }

    /// Up to three known names that resemble a wrong one, in its script, nearest first.
    static func nearest(to text: String) -> [String] {
        let wanted = Array(text.filter { !$0.isWhitespace }.lowercased())
        guard (1...40).contains(wanted.count) else { return [] }
        let known = text.allSatisfy(\.isASCII) ? aliases : names
        let ranked = known.enumerated().compactMap { index, name -> (distance: Int, index: Int, name: String)? in
            let letters = Array(name.lowercased())
            let distance = distance(wanted, letters)
            // Half of the letters must be right, or one name stands inside the other.
            let isPart = wanted.count >= 2 && letters.count >= 2 && (name.lowercased().contains(String(wanted)) || String(wanted).contains(name.lowercased()))
            return distance * 2 <= max(wanted.count, letters.count) || isPart ? (distance, index, name) : nil
        }
        return ranked.sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }.prefix(3).map(\.name)
    }

    /// How many letters have to be put in, taken out or changed.
    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var row = Array(0...b.count)
        for (i, letter) in a.enumerated() {
            var corner = row[0]
            row[0] = i + 1
            for (j, other) in b.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(corner + (letter == other ? 0 : 1), above + 1, row[j] + 1)
                corner = above
            }
        }
        return row[b.count]
    }
}
