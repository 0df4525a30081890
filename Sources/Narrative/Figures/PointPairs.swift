import Quantities

/// Points beside their score, told apart by where they stand: 15/15分, 执行率10分，得8.2分.
enum PointPairs {
    static func assign(_ parts: inout TakenApart) {
        for number in parts.figures.indices.dropFirst() {
            let second = parts.figures[number], first = parts.figures[number - 1]
            guard second.measure.dimension == .points, second.sentence == first.sentence, first.isPlain, second.isPlain, first.role == .none || first.role == .score else { continue }
            let gap = parts.text.codes[first.range.upperBound..<max(first.range.upperBound, second.digits.lowerBound)]
            if gap.count == 1, gap.first == 0x2F, first.number <= second.number, second.number <= .hundred, first.measure == .none || first.measure.dimension == .points {
                parts.figures[number - 1].measure = second.measure
                parts.figures[number - 1].role = .score
                parts.figures[number].role = .weight
            } else if first.role == .none, first.measure.dimension == .points, first.depth == second.depth, second.number <= first.number, !first.label.isEmpty, gap.first == Code.comma, parts.text.words(second.label).isOne(of: ["得", "得分", "实得", "自评得", "自评得分", "实际得分", "实得分"]) {
                parts.figures[number - 1].role = .weight
            }
        }
    }
}
