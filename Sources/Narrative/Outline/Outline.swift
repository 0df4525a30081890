/// The chapters of a report, each with its range, and what they are about.
package struct Outline: Sendable {
    package struct Chapter: Hashable, Sendable {
        /// The line it begins in.
        package var line: Int
        /// The words of its heading, without the number.
        package var title: Range<Int>
        /// From its number to the next chapter of its level or above.
        package var range: Range<Int>
        /// What stands below the heading.
        package var body: Range<Int>
        package var rank: Int
        package var number: Int?
        /// The chapter around it.
        package var parent: Int?
        /// What its heading says it is about; 存在的问题及改进措施 is about two things.
        package var parts: [ChapterPart]
        /// Whether another chapter of its level or above follows, so that nothing of it was cut off.
        package var isClosed: Bool
    }

    package let chapters: [Chapter]
    /// The chapters of the highest level that has more than one.
    package let tops: [Chapter]
    /// The line of the title, where there is one.
    package let title: Range<Int>?

    /// - Parameter end: where the unit and the date begin that close the report; they belong to no chapter.
    init(_ text: ReportText, end: Int) {
        var reader = HeadingReader(text)
        reader.read()
        title = reader.title
        chapters = Outline.tree(reader.headings, text, end)
        tops = Outline.tops(of: chapters)
    }

    /// Chapters of a kind, in the order of the text; those that hold others of the kind come first.
    package func all(_ part: ChapterPart) -> [Chapter] { chapters.filter { $0.parts.contains(part) } }

    /// The chapter of a kind that holds most: the first without another of the kind around it.
    package func first(_ part: ChapterPart) -> Chapter? {
        chapters.first { chapter in chapter.parts.contains(part) && !(chapter.parent.map { chapters[$0].parts.contains(part) } ?? false) }
    }

    private static func tops(of chapters: [Chapter]) -> [Chapter] {
        let ranks = Set(chapters.map(\.rank)).sorted()
        let rank = ranks.first { rank in chapters.count { $0.rank == rank && $0.parent == nil } >= 2 } ?? ranks.first
        return chapters.filter { $0.rank == rank }
    }

    private static func tree(_ headings: [HeadingReader.Heading], _ text: ReportText, _ end: Int) -> [Chapter] {
        var chapters: [Chapter] = []
        var open: [Int] = []
        for heading in headings {
            while let last = open.last, chapters[last].rank >= heading.rank {
                chapters[last].range = chapters[last].range.lowerBound..<max(chapters[last].range.lowerBound, heading.begin)
                chapters[last].isClosed = true
                open.removeLast()
            }
            // Annexes may follow the date.
            let limit = heading.begin < end ? end : text.count
            chapters.append(
                Chapter(
                    line: heading.line, title: heading.title, range: heading.begin..<limit, body: min(heading.bodyStart, limit)..<limit, rank: heading.rank, number: heading.number, parent: open.last,
                    parts: heading.parts, isClosed: false))
            open.append(chapters.count - 1)
        }
        for index in chapters.indices {
            let end = chapters[index].range.upperBound
            chapters[index].body = min(chapters[index].body.lowerBound, end)..<end
        }
        return chapters
    }
}

/// Finds the headings of a text.
struct HeadingReader {
    struct Heading: Hashable, Sendable {
        var line: Int
        /// Where the number stands.
        var begin: Int
        var title: Range<Int>
        var bodyStart: Int
        var rank: Int
        var number: Int?
        var parts: [ChapterPart]
    }

    private let text: ReportText
    private(set) var headings: [Heading] = []
    private(set) var title: Range<Int>?

    init(_ text: ReportText) { self.text = text }

    mutating func read() {
        for (number, line) in text.lines.enumerated() {
            switch line.kind {
            case .tableRow: continue
            case .heading(let level): read(line.range, number, level: level)
            case .body: read(line.range, number, level: nil)
            }
        }
        dropContents()
    }

    private mutating func read(_ range: Range<Int>, _ number: Int, level: Int?) {
        let codes = text.codes
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, Code.isSpace(codes[start]) { start += 1 }
        while start < end, Code.isSpace(codes[end - 1]) { end -= 1 }
        guard start < end else { return }
        if let mark = HeadingMark.read(codes, at: start, before: end) {
            if let heading = heading(mark, start, end, number, midLine: false) { headings.append(heading) }
        } else if end - start <= 60, title == nil, headings.isEmpty, number < 6, isTitle(start..<end) {
            title = start..<end
        } else if let level, end - start <= 40 {
            headings.append(Heading(line: number, begin: start, title: start..<end, bodyStart: end, rank: level, number: nil, parts: parts(start..<end)))
        } else if end - start <= 16, let known = known(start, end), known.begin == start, end - known.end <= 4, codes[end - 1] != Code.stop, codes[end - 1] != Code.colon {
            headings.append(Heading(line: number, begin: start, title: start..<end, bodyStart: end, rank: 1, number: nil, parts: parts(start..<end)))
        }
        guard end - start > 60 else { return }
        // Texts whose line breaks were lost: 一、 and （一） behind a full stop, before a title that is known.
        var place = start + 1
        while place < end {
            defer { place += 1 }
            guard codes[place - 1] == Code.stop || codes[place - 1] == Code.blank || codes[place - 1] == Code.semicolon else { continue }
            guard let mark = HeadingMark.read(codes, at: place, before: end), mark.rank <= 2, !mark.isWeak, let heading = heading(mark, place, end, number, midLine: true) else { continue }
            headings.append(heading)
        }
    }

    /// A title that ends with the line, with 。 or ：, or behind the words that are known.
    private func heading(_ mark: HeadingMark, _ begin: Int, _ end: Int, _ line: Int, midLine: Bool) -> Heading? {
        let codes = text.codes
        guard mark.end < end else { return nil }
        var stop = mark.end
        var hasComma = false
        while stop < end, stop - mark.end <= 41, codes[stop] != Code.stop, codes[stop] != Code.colon, codes[stop] != Code.semicolon {
            if codes[stop] == Code.comma { hasComma = true }
            stop += 1
        }
        let length = stop - mark.end
        let known = known(mark.end, min(end, mark.end + 24))
        func made(_ upper: Int, _ bodyStart: Int) -> Heading {
            var upper = upper
            // 基本情况……3 of a table of contents keeps its words only.
            while upper > mark.end, Code.isDigit(codes[upper - 1]) || codes[upper - 1] == 0x2026 || codes[upper - 1] == Code.point || Code.isSpace(codes[upper - 1]) || codes[upper - 1] == 0xB7 { upper -= 1 }
            return Heading(line: line, begin: begin, title: mark.end..<upper, bodyStart: min(end, bodyStart), rank: mark.rank, number: mark.number, parts: parts(mark.end..<upper))
        }
        if stop == end, length <= 40, !hasComma || known != nil && length <= 30, !mark.isWeak || known != nil, !midLine { return made(stop, stop) }
        guard let known else {
            // 一、项目简介。…: only the upper levels may be unknown.
            guard mark.rank <= 2, !mark.isWeak, !midLine, stop < end, length <= 16, length > 0, !hasComma, codes[stop] != Code.semicolon else { return nil }
            return made(stop, stop + 1)
        }
        if stop < end, length <= 24, !hasComma, codes[stop] != Code.semicolon { return made(stop, stop + 1) }
        // The title and the text are glued together: 资金投入情况分析，2021年度…
        guard mark.rank <= 2, known.begin - mark.end <= 8 else { return nil }
        var upper = known.end
        while upper + 2 <= end, Self.closing.contains(where: { $0.elementsEqual(codes[upper..<upper + 2]) }) { upper += 2 }
        return made(upper, upper)
    }

    /// The known words of a title: where they begin and end.
    private func known(_ start: Int, _ end: Int) -> (begin: Int, end: Int)? {
        var found: (begin: Int, end: Int)?
        var place = start
        while place < end {
            if let hit = OutlineWords.parts.longest(in: text.codes, at: place, before: end) {
                found = (found?.begin ?? place, place + hit.length)
                place += hit.length
            } else {
                if found != nil, text.codes[place] == Code.comma || text.codes[place] == Code.stop || text.codes[place] == Code.colon || Code.isDigit(text.codes[place]) { break }
                place += 1
            }
        }
        return found
    }

    private func parts(_ range: Range<Int>) -> [ChapterPart] {
        var parts: [ChapterPart] = []
        var place = range.lowerBound
        while place < range.upperBound {
            if let hit = OutlineWords.parts.longest(in: text.codes, at: place, before: range.upperBound) {
                if !parts.contains(hit.meaning) { parts.append(hit.meaning) }
                place += hit.length
            } else {
                place += 1
            }
        }
        return parts
    }

    /// Words that close a title: 资金投入情况分析.
    private static let closing: [[UInt16]] = ["情况", "分析", "说明"].map { $0.unicodeScalars.map { UInt16($0.value) } }
    private static let report: [UInt16] = "报告".unicodeScalars.map { UInt16($0.value) }
    private static let performance: [UInt16] = "绩效".unicodeScalars.map { UInt16($0.value) }

    private func isTitle(_ range: Range<Int>) -> Bool {
        let line = text.codes[range]
        return line.last != Code.stop && (SignatureReader.contains(line, Self.report) || SignatureReader.contains(line, Self.performance)) && !line.contains(Code.comma)
    }

    /// A table of contents repeats every heading before the text: those whose words come again are none.
    private mutating func dropContents() {
        guard headings.count > 3 else { return }
        var seen: Set<ArraySlice<UInt16>> = []
        var kept: [Heading] = []
        for (index, heading) in headings.enumerated().reversed() {
            let words = text.codes[heading.title]
            let isEmpty = index + 1 < headings.count && headings[index + 1].begin - heading.bodyStart <= 8
            if isEmpty, words.count >= 3, seen.contains(words) { continue }
            seen.insert(words)
            kept.append(heading)
        }
        headings = kept.reversed()
    }
}
