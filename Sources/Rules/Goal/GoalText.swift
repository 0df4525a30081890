import BudgetModel

/// A goal with its sentences.
struct GoalText: Sendable {
    struct Sentence: Sendable {
        var range: Range<Int>
        /// Whether a number, a date or a share such as 全覆盖 stands in it.
        var hasFigure: Bool
    }

    let text: ScannedText
    let cell: CellRef?
    /// Its place in `Evaluation.goals`.
    let index: Int
    let sentences: [Sentence]

    init(_ goal: String, at cell: CellRef?, index: Int) {
        let text = ScannedText(goal, limit: 20_000)
        self.text = text
        self.cell = cell
        self.index = index
        var sentences: [Sentence] = []
        var start = 0
        for end in 0...text.scalars.count where end == text.scalars.count || Self.endsSentence(text.scalars[end]) {
            if end - start > 1 { sentences.append(Sentence(range: start..<end, hasFigure: Self.hasFigure(text.scalars, start..<end))) }
            start = end + 1
        }
        self.sentences = sentences
    }

    var hasFigure: Bool { sentences.contains(where: \.hasFigure) }

    private static func endsSentence(_ scalar: UInt32) -> Bool {
        // 。 ； ; ! ? and the line's end
        scalar == 0x3002 || scalar == 0xFF1B || scalar == 0x3B || scalar == 0x21 || scalar == 0x3F || scalar == 0x0A
    }

    /// Numbers of lists (1. 目标2：) and bare years (2023年度) are no figures.
    fileprivate static func hasFigure(_ scalars: [UInt32], _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            if ScannedText.isDigit(scalars[index]) {
                var end = index
                while end < range.upperBound, ScannedText.isDigit(scalars[end]) { end += 1 }
                let next = end < range.upperBound ? scalars[end] : 0
                let isLabel = end - index <= 2 && (isListMark(next) || next == 0) && (index == range.lowerBound || beginsLabel(scalars, index, range.lowerBound))
                // 年, and no month or day of it behind.
                let isBareYear = end - index == 4 && next == 0x5E74 && !isDayPart(end + 1 < range.upperBound ? scalars[end + 1] : 0)
                if !isLabel, !isBareYear { return true }
                index = end
            } else if index + 1 < range.upperBound,
                // 一名, and not 一批 or 一次性.
                isChineseDigit(scalars[index]) && isCounted(scalars[index + 1]) || scalars[index] == 0x4E00 && thingsCounted.contains(scalars[index + 1])
            {
                return true
            } else {
                index += 1
            }
        }
        return shares.contains { stands($0, scalars, range) }
    }

    private static let shares = ["全覆盖", "百分之", "年底前", "为零", "零事故", "零投诉"].map { $0.unicodeScalars.map(\.value) }

    /// . 、 ： : ） ) behind the number of a list.
    private static func isListMark(_ scalar: UInt32) -> Bool { [0x2E, 0x3001, 0x3A, 0xFF1A, 0x29, 0xFF0C, 0x2C].contains(scalar) }

    /// 标 of 目标1, ( of (1), and punctuation.
    private static func beginsLabel(_ scalars: [UInt32], _ index: Int, _ start: Int) -> Bool {
        let before = scalars[index - 1]
        return before == 0x6807 || before == 0x28 || (index - 1 == start && ScannedText.isPunctuation(before))
    }

    /// A month's digit, 底, 末, 初, 前.
    private static func isDayPart(_ scalar: UInt32) -> Bool { ScannedText.isDigit(scalar) || [0x5E95, 0x672B, 0x521D, 0x524D].contains(scalar) }

    private static let chineseDigits: Set<UInt32> = Set("二三四五六七八九十百千万两".unicodeScalars.map(\.value))
    private static let counters: Set<UInt32> = Set("个项座次人户年月日天所家条处名套台批期场种类部册件只间栋千百万十亿余亩吨元成倍".unicodeScalars.map(\.value))
    private static let thingsCounted: Set<UInt32> = Set("名座台套所家辆栋条间处".unicodeScalars.map(\.value))
    private static func isChineseDigit(_ scalar: UInt32) -> Bool { chineseDigits.contains(scalar) }
    private static func isCounted(_ scalar: UInt32) -> Bool { counters.contains(scalar) }

    private static func stands(_ word: [UInt32], _ scalars: [UInt32], _ range: Range<Int>) -> Bool {
        guard range.count >= word.count else { return false }
        return (range.lowerBound...range.upperBound - word.count).contains { start in scalars[start..<start + word.count].elementsEqual(word) }
    }
}

extension GoalText {
    /// Whether a short text, such as a target in words, names a number or a share.
    static func holdsFigure(_ scalars: [UInt32]) -> Bool { hasFigure(scalars, 0..<scalars.count) }
}
