package import BudgetModel
package import JSONText
package import Quantities

/// How an assessor marked one item.
package struct ItemMark: Hashable, Sendable {
    package var grade: Grade?
    /// The assessor's own points, where the grade's share is not what was meant.
    package var points: ExactDecimal?

    package init(grade: Grade?, points: ExactDecimal? = nil) {
        self.grade = grade
        self.points = points
    }
}

/// Points of one item or group, with the steps that lead to them.
package struct PointLine: Hashable, Sendable {
    package var id: String
    package var name: Wording
    package var of: ExactDecimal
    /// Nil while something is not marked.
    package var points: ExactDecimal?
    package var steps: [TraceStep]
}

/// The points of a whole scheme.
package struct PointTally: Hashable, Sendable {
    package var items: [PointLine]
    package var groups: [PointLine]
    /// Nil while an item is not marked; `range` is what it can still be.
    package var total: ExactDecimal?
    package var range: ClosedRange<ExactDecimal>
    package var steps: [TraceStep]
}

extension PointScheme {
    /// Adds up marks: points given, else the grade's share of the item's points. Nothing is rounded, for nothing needs it.
    ///
    /// - Parameter marks: marks of items that the scheme lacks are left to the caller.
    /// - Throws: `QuantityError.overflow` for absurd points.
    func tally(_ marks: [PointItem.ID: ItemMark]) throws(QuantityError) -> PointTally {
        var items: [PointLine] = [], lines: [PointLine] = []
        var known = ExactDecimal.zero, open = ExactDecimal.zero
        for group in groups {
            var sum = ExactDecimal.zero, openHere = ExactDecimal.zero
            for item in group.items {
                let line = try line(item, marks[item.id])
                items.append(line)
                if let points = line.points { sum = try sum + points } else { openHere = try openHere + item.points }
            }
            known = try known + sum
            open = try open + openHere
            var steps: [TraceStep] = [.clause(group.reference)]
            if openHere.isZero {
                steps.append(.result(name: Wording(zh: "\(group.name.zh)合计（满分\(group.points.plain)）", en: "\(group.name.en), of \(group.points.plain)"), value: sum.plain))
            } else {
                steps.append(
                    .note(
                        Wording(
                            zh: "\(group.name.zh)有\(openHere.plain)分的内容尚未评定，已评定的得\(sum.plain)分", en: "\(group.name.en): \(openHere.plain) points are not marked yet, the rest has \(sum.plain)")))
            }
            lines.append(PointLine(id: group.id.text, name: group.name, of: group.points, points: openHere.isZero ? sum : nil, steps: steps))
        }
        let upper = try known + open
        let shown = lines.map { $0.points.map(\.plain) ?? "?" }.joined(separator: " + ")
        let steps: [TraceStep] =
            open.isZero
            ? [.formula("Σ", substituted: "\(shown) = \(known.plain)")]
            : [.note(Wording(zh: "还有\(open.plain)分的内容未评定，总分在\(known.plain)至\(upper.plain)之间", en: "\(open.plain) points are not marked yet; the total lies from \(known.plain) to \(upper.plain)"))]
        return PointTally(items: items, groups: lines, total: open.isZero ? known : nil, range: known...upper, steps: steps)
    }

    private func line(_ item: PointItem, _ mark: ItemMark?) throws(QuantityError) -> PointLine {
        var line = PointLine(id: item.id.text, name: item.text, of: item.points, points: nil, steps: [])
        guard let mark, mark.grade != nil || mark.points != nil else {
            line.steps = [.note(Wording(zh: "未评定", en: "not marked"))]
            return line
        }
        if let points = mark.points, points.isNegative || points > item.points {
            line.steps = [.note(Wording(zh: "得分\(points.plain)超出分值，不计", en: "\(points.plain) is outside the item's points and does not count"))]
        } else if let points = mark.points {
            line.points = points
            line.steps = [.input(symbol: "", name: Wording(zh: "评定得分", en: "points given"), value: points.plain)]
        } else if let grade = mark.grade, let share = shares.value.first(where: { $0.grade == grade }) {
            let points = try item.points * share.share
            line.points = points.trimmed
            line.steps = [
                .clause(shares.reference), .grade(grade),
                .formula("W × s", substituted: "\(item.points.plain) × \(share.share.plain) = \(points.plain)"),
            ]
        }
        return line
    }

    /// What is wrong with a mark: points outside the item, or outside the grade beside them.
    func objection(to mark: ItemMark, of item: PointItem) throws(QuantityError) -> Wording? {
        guard let points = mark.points else { return nil }
        if points.isNegative || points > item.points {
            return Wording(zh: "「\(item.text.zh)」得\(points.plain)分，超出0至\(item.points.plain)分", en: "“\(item.text.en)” has \(points.plain) points, outside 0 to \(item.points.plain)")
        }
        guard let grade = mark.grade, let bounds = bounds(of: grade) else { return nil }
        let least = try item.points * bounds.from, most = try bounds.below.map { below throws(QuantityError) in try item.points * below }
        guard points < least || most.map({ points >= $0 }) ?? false else { return nil }
        let range = most.map { Wording(zh: "\(least.plain)分以上、不到\(($0).plain)分", en: "from \(least.plain) to below \($0.plain)") } ?? Wording(zh: "\(least.plain)分以上", en: "from \(least.plain) on")
        return Wording(
            zh: "「\(item.text.zh)」评为“\(grade.name)”，却得\(points.plain)分；该档应为\(range.zh)（满分\(item.points.plain)）",
            en: "“\(item.text.en)” is graded \(grade.rawValue) but has \(points.plain) points; this grade is \(range.en) of \(item.points.plain)")
    }
}

extension PointLine {
    var json: JSONValue {
        .object(["id": .string(id), "name": name.json, "of": .decimal(of), "points": .decimal(points), "steps": steps.json])
    }
}

extension PointTally {
    package var json: JSONValue {
        .object([
            "items": .array(items.map(\.json)), "groups": .array(groups.map(\.json)), "total": .decimal(total),
            "range": .object(["min": .decimal(range.lowerBound), "max": .decimal(range.upperBound)]), "steps": steps.json,
        ])
    }
}
