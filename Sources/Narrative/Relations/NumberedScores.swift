import Quantities

/// Indicators numbered from 1 on, each with its score at the end of its line: `1.免疫密度，目标值≥90%，…，自评得分20分；`.
struct NumberedScores {
    /// The scores of each list, in order.
    static func lists(_ parts: TakenApart) -> [[Int]] {
        var lists: [[Int]] = []
        var current: [Int] = []
        var expected = 1, gap = 0
        func close() {
            if current.count >= 3 { lists.append(current) }
            (current, expected, gap) = ([], 1, 0)
        }
        for line in parts.lines.indices {
            if let number = ordinal(line, parts) {
                if number != expected { close() }
                if number == expected, let score = score(line, parts) {
                    current.append(score)
                    (expected, gap) = (expected + 1, 0)
                } else if number == 1 || !current.isEmpty {
                    close()
                }
            } else if !current.isEmpty {
                gap += 1
                let isHeading: Bool = if case .heading = parts.text.lines[line].kind { true } else { false }
                if gap > 2 || isHeading { close() }
            }
        }
        close()
        return lists
    }

    /// The number a line opens with: 1. (2) 3、
    private static func ordinal(_ line: Int, _ parts: TakenApart) -> Int? {
        let codes = parts.text.codes
        let range = parts.text.lines[line].range
        var place = range.lowerBound
        while place < range.upperBound, Code.isSpace(codes[place]) || codes[place] == Code.open { place += 1 }
        var number = 0
        let begin = place
        while place < range.upperBound, Code.isDigit(codes[place]), place - begin < 2 {
            number = number * 10 + Int(codes[place] - 0x30)
            place += 1
        }
        guard place > begin, place + 1 < range.upperBound, codes[place] == Code.point || codes[place] == Code.pause || codes[place] == Code.close, !Code.isDigit(codes[place + 1]) else { return nil }
        return number
    }

    /// The one score of a line; nil where it has points of any other kind.
    private static func score(_ line: Int, _ parts: TakenApart) -> Int? {
        var found: Int?
        for token in parts.lines[line] {
            guard case .figure(let number) = parts.tokens[token].kind, parts.figures[number].measure.dimension == .points else { continue }
            guard found == nil else { return nil }
            found = number
        }
        guard let found, parts.figures[found].role == .score || parts.figures[found].role == .totalScore, parts.figures[found].isExact, parts.figures[found].number <= ExactDecimal(60) else { return nil }
        return found
    }
}
