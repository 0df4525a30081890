package import BudgetModel
package import Quantities

/// What a report is as a document: its outline, whether it is whole, its object, year and signature.
package struct ReportShape: Sendable {
    /// How much of a report a text is.
    package enum Extent: String, Hashable, Sendable, CaseIterable {
        /// Several chapters, long enough, signed and dated.
        case whole
        /// Several chapters up to a usual last one, without a signature.
        case likelyWhole = "likely-whole"
        case excerpt
        /// Forms whose cells were run together.
        case form
    }

    /// What is evaluated, as the title says.
    package enum Object: String, Hashable, Sendable, CaseIterable { case department, project }

    package struct Signature: Hashable, Sendable {
        package var date: CalendarDay
        package var place: Range<Int>
        /// The unit that signs.
        package var unit: Range<Int>?
    }

    package let outline: Outline
    package let words: WordPlaces
    package let extent: Extent
    /// Why it is taken for that.
    package let reason: Wording
    package let object: Object?
    /// The year in the title.
    package let year: Int?
    package let signature: Signature?
    /// The outline it follows, with the places that no chapter fills; nil where none is followed.
    package let standard: (outline: OutlineStandard, missing: [[ChapterPart]], isNamed: Bool)?

    package init(_ text: ReportText) {
        let signature = SignatureReader.read(text)
        self.signature = signature
        outline = Outline(text, end: signature.map { ($0.unit ?? $0.place).lowerBound } ?? text.count)
        words = WordPlaces(text)
        let title = outline.title ?? 0..<0
        let isDepartment = !words.all(.department, in: title).isEmpty
        object = title.isEmpty ? nil : isDepartment ? .department : SignatureReader.contains(text.codes[title], "项目") ? .project : nil
        year = SignatureReader.year(text.codes, in: title)
        let (extent, reason) = Self.extent(text, outline, signature)
        self.extent = extent
        self.reason = reason
        let standard = Self.standard(text, outline)
        self.standard = standard
        let missing = extent == .excerpt || extent == .form ? [] : Set((standard?.missing ?? []).joined())
        mentioned = missing.isEmpty ? [] : Self.mentions(text, missing)
    }

    /// Parts that the running text names though no heading does; known only where a place of the outline is empty.
    private let mentioned: Set<ChapterPart>

    /// Whether the text touches one of these parts anywhere.
    package func mentions(_ place: [ChapterPart]) -> Bool { !mentioned.isDisjoint(with: place) }

    // MARK: Whole or not

    /// The shortest text that is asked for all its chapters, in characters without blanks.
    private static let shortest = 900

    private static func extent(_ text: ReportText, _ outline: Outline, _ signature: Signature?) -> (Extent, Wording) {
        var size = 0, stops = 0
        for code in text.codes where !Code.isSpace(code) && code != Code.newline {
            size += 1
            if code == Code.stop { stops += 1 }
        }
        let tabular = text.lines.reduce(0) { $1.kind == .tableRow ? $0 + $1.range.count : $0 }
        if tabular * 2 > text.count || size > 200 && stops * 120 < size {
            return (.form, Wording(zh: "大部分是表格内容，句子很少", en: "most of it is cells of forms, with few sentences"))
        }
        guard size >= shortest else { return (.excerpt, Wording(zh: "全文只有\(size)字，按节选看待", en: "it has \(size) characters only and is taken for an excerpt")) }
        let parts = Set(outline.tops.flatMap(\.parts)).subtracting([.other])
        guard parts.count >= 3 else {
            return (.excerpt, Wording(zh: "能认出的主要章节只有\(parts.count)个，按节选看待", en: "only \(parts.count) main chapters are known and it is taken for an excerpt"))
        }
        if signature != nil { return (.whole, Wording(zh: "有\(parts.count)类主要章节，文末有日期", en: "it has \(parts.count) kinds of main chapters and a date at its end")) }
        if let last = outline.tops.last, !Set(last.parts).isDisjoint(with: [.problems, .measures, .use, .other]), endsWithStop(text) {
            return (.likelyWhole, Wording(zh: "有\(parts.count)类主要章节，并写到通常的最后一章", en: "it has \(parts.count) kinds of main chapters and ends with a usual last one"))
        }
        return (.excerpt, Wording(zh: "没有写到通常的最后一章，文末也没有日期，按节选看待", en: "neither a usual last chapter nor a date ends it, so it is taken for an excerpt"))
    }

    private static func endsWithStop(_ text: ReportText) -> Bool {
        var place = text.count - 1
        while place >= 0, Code.isSpace(text.codes[place]) || text.codes[place] == Code.newline { place -= 1 }
        return place >= 0 && (text.codes[place] == Code.stop || text.codes[place] == 0x65E0)
    }

    /// Only longer words are telling; 措施 alone stands anywhere.
    private static func mentions(_ text: ReportText, _ parts: Set<ChapterPart>) -> Set<ChapterPart> {
        var found: Set<ChapterPart> = []
        var place = 0
        while place < text.count {
            guard let hit = OutlineWords.parts.longest(in: text.codes, at: place, before: text.count) else {
                place += 1
                continue
            }
            if hit.length >= 4, parts.contains(hit.meaning) { found.insert(hit.meaning) }
            place += hit.length
        }
        return found
    }

    // MARK: Which outline

    private static func standard(_ text: ReportText, _ outline: Outline) -> (outline: OutlineStandard, missing: [[ChapterPart]], isNamed: Bool)? {
        let parts = Set(outline.tops.flatMap(\.parts))
        let all = Set(outline.chapters.flatMap(\.parts))
        var best: (outline: OutlineStandard, missing: [[ChapterPart]], isNamed: Bool)?
        var bestRank = 0
        for standard in OutlineWords.standards {
            let filled = standard.places.count { !parts.isDisjoint(with: $0) }
            let isNamed = outline.title.map { title in standard.titleWords.contains { SignatureReader.contains(text.codes[title], $0) } } ?? false
            // Three chapters and more than half of them; all but one where the title does not name it. Else the outline is another one.
            guard filled >= 3, filled * 5 >= standard.places.count * 3, isNamed || filled + 1 >= standard.places.count, isNamed || standard.id != .department else { continue }
            let rank = filled * 10 / standard.places.count + (isNamed ? 5 : 0)
            if rank > bestRank {
                bestRank = rank
                best = (standard, standard.places.filter { all.isDisjoint(with: $0) }, isNamed)
            }
        }
        return best
    }
}
