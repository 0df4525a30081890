import BudgetModel
import Narrative
import Quantities

/// Holds sentences that name an indicator of a form against its target, result, points and score.
///
/// A figure belongs to a name before it in the same sentence, up to the next name. Its unit decides whether it can be
/// compared at all; words such as 目标 and 完成 decide with what.
struct IndicatorComparison {
    private struct Mention {
        var range: Range<Int>
        var indicator: Indicator
    }

    private enum Field { case target, actual, weight, score }

    private let reading: ReportReading
    private let forms: [Evaluation]
    private let scalars: [Unicode.Scalar]

    init(_ reading: ReportReading, _ forms: [Evaluation]) {
        self.reading = reading
        self.forms = forms
        scalars = Array(reading.text.quote(0..<reading.text.count).unicodeScalars)
    }

    func hits() throws(QuantityError) -> [Hit] {
        guard scalars.count == reading.text.count else { return [] }
        let mentions = mentions()
        var hits: [Hit] = []
        for (place, mention) in mentions.enumerated() {
            let begin = mention.range.upperBound
            let line = reading.text.line(at: mention.range.lowerBound)
            // Rows of tables give their cells without words to tell them apart.
            guard line < reading.text.lines.count, reading.text.lines[line].kind != .tableRow else { continue }
            var end = min(reading.text.lines[line].range.upperBound, begin + 60)
            if place + 1 < mentions.count { end = min(end, mentions[place + 1].range.lowerBound) }
            if let stop = scalars[begin..<max(begin, end)].firstIndex(where: { "。；;".unicodeScalars.contains($0) }) { end = stop }
            var seen: Set<Field> = []
            for index in firstFigure(from: begin)..<reading.figures.count {
                let figure = reading.figures[index]
                guard figure.range.upperBound <= end else { break }
                guard isComparable(figure), let fields = fields(of: figure, mention), seen.isDisjoint(with: fields) else { continue }
                seen.formUnion(fields)
                if let hit = try compare(index, fields, mention) { hits.append(hit) }
            }
        }
        return hits
    }

    private func firstFigure(from position: Int) -> Int {
        reading.figures.firstIndex { $0.range.lowerBound >= position } ?? reading.figures.count
    }

    // MARK: Names

    /// Where names of indicators stand, in order; of names within each other the longest.
    private func mentions() -> [Mention] {
        var found: [Mention] = []
        for form in forms {
            for indicator in form.indicators where indicator.period == .year {
                let name = indicator.name.value.unicodeScalars.filter { !$0.properties.isWhitespace }
                // 效益指标 is no name of an indicator, though short tables have it in that place.
                guard name.count >= 4, name.count > 6 || !indicator.name.value.hasSuffix("指标") else { continue }
                found += places(of: Array(name)).map { Mention(range: $0, indicator: indicator) }
            }
        }
        found.sort { ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound) }
        var kept: [Mention] = []
        for mention in found where kept.last.map({ $0.range.upperBound <= mention.range.lowerBound }) ?? true { kept.append(mention) }
        // The same name in two rows says nothing about which is meant.
        let names = kept.map { name in forms.reduce(0) { $0 + $1.indicators.count { $0.name.value == name.indicator.name.value } } }
        return zip(kept, names).filter { $0.1 == 1 }.map(\.0)
    }

    private func places(of name: [Unicode.Scalar]) -> [Range<Int>] {
        guard scalars.count >= name.count else { return [] }
        return (0...scalars.count - name.count).filter { scalars[$0] == name[0] && scalars[$0..<$0 + name.count].elementsEqual(name) }.map { $0..<$0 + name.count }
    }

    // MARK: Figures

    private func isComparable(_ figure: Narrative.Figure) -> Bool {
        guard figure.marks.isDisjoint(with: [.range, .approximate, .each, .perUnit, .factor, .ordinal]) else { return false }
        switch figure.role {
        case .growth, .decline, .increase, .decrease, .previous, .deduction: return false
        default: break
        }
        let label = reading.text.quote(figure.label)
        guard !["上年", "去年", "上一年", "同期", "累计", "其中", "较", "比", "扣", "完成率"].contains(where: label.contains) else { return false }
        return figure.year == nil || figure.year == reading.parts.year
    }

    /// What the figure can be compared with; nil for a unit of another kind.
    private func fields(of figure: Narrative.Figure, _ mention: Mention) -> Set<Field>? {
        let label = reading.text.quote(max(figure.label.lowerBound, mention.range.upperBound)..<max(figure.digits.lowerBound, mention.range.upperBound))
        if figure.measure.dimension == .points {
            if figure.role == .weight || label.contains("分值") || label.contains("权重") || label.contains("满分") { return [.weight] }
            return figure.role == .score || label.contains("得") ? [.score] : nil
        }
        let unit = mention.indicator.effectiveTarget?.unit ?? mention.indicator.actual?.unit
        guard let unit, unit == figure.measure.printed.text || unit == "%" && figure.isPercent else { return nil }
        if !figure.marks.isDisjoint(with: [.lowerBound, .upperBound]) || ["目标", "指标值", "计划", "预期", "要求", "任务"].contains(where: label.contains) { return [.target] }
        if ["实际", "完成", "达到", "实现"].contains(where: label.contains) { return [.actual] }
        // Right behind the name it is one of the two.
        return figure.range.lowerBound - mention.range.upperBound <= 4 ? [.target, .actual] : nil
    }

    private func compare(_ index: Int, _ fields: Set<Field>, _ mention: Mention) throws(QuantityError) -> Hit? {
        let indicator = mention.indicator
        let figure = reading.figures[index]
        let unit = figure.measure.printed.text
        var values: [(value: ExactDecimal, cell: CellRef?, word: Wording)] = []
        for field in [Field.actual, .target, .weight, .score] where fields.contains(field) {
            switch field {
            case .actual: if let value = indicator.actual, let number = value.number { values.append((number, value.cell, Wording(zh: "完成值", en: "result"))) }
            case .target:
                for value in [indicator.effectiveTarget, indicator.target].compactMap(\.self) {
                    if let number = value.number { values.append((number, value.cell, Wording(zh: "指标值", en: "target"))) }
                }
            case .weight: if let weight = indicator.weight { values.append((weight.value, weight.cell, Wording(zh: "分值", en: "points"))) }
            case .score: if let score = indicator.statedScore { values.append((score.value, score.cell, Wording(zh: "得分", en: "score"))) }
            }
        }
        guard let first = values.first else { return nil }
        // Both are in the unit of the form, so numbers are compared as they stand.
        for entry in values {
            let gap = try (figure.number - entry.value).magnitude
            if gap.isZero || gap < ExactDecimal(significand: 1, scale: figure.number.scale) && figure.number.scale < entry.value.scale { return nil }
        }
        let name = indicator.name.value.filter { !$0.isWhitespace }
        return try FormComparison.hit(
            reading, index, from: mention.range.lowerBound, form: first.value, unit: unit, first.cell,
            Wording(zh: "「\(name)」的\(first.word.zh)", en: "\(first.word.en) of “\(name)”"), severity: nil)
    }
}
