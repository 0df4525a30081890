package import BudgetModel
import Office
import Quantities
import Rules

/// One thing that a workbook says otherwise than when it was taken out.
package struct OfflineChange: Hashable, Sendable {
    package enum Standing: String, Hashable, Sendable, CaseIterable {
        /// Nobody else has touched it.
        case applies
        /// The office says the same by now.
        case same
        /// Somebody else has changed it to something else meanwhile.
        case conflict
    }

    /// `「水质合格率」实际完成值`
    package var place: Wording
    package var before: String
    package var after: String
    /// What the office says now.
    package var current: String
    package var standing: Standing
}

/// Brings what was filled in outside into the form of today: each cell that was changed outside, and nothing else.
///
/// `out` is the workbook as it was taken out and `back` as it came back, both as a reader of workbooks reads them; so nothing that a workbook cannot
/// show is touched.
struct FormMerge {
    enum Preference: String, CaseIterable { case refuse, mine, theirs }

    private(set) var form: Evaluation
    private(set) var changes: [OfflineChange] = []
    /// What came back and has no place: rows and texts, said once each.
    private(set) var notes: [Wording] = []
    private let base: Evaluation
    private let out: Evaluation
    private let back: Evaluation
    private let takesMine: Bool

    /// - Parameters:
    ///   - base: what `out` was written from.
    ///   - present: the form of today.
    init(base: Evaluation, out: Evaluation, back: Evaluation, into present: Evaluation, prefers preference: Preference) {
        (self.base, self.out, self.back, form) = (base, out, back, present)
        takesMine = preference != .theirs
        mergeForm()
        mergeFunds()
        mergeRows()
    }

    var conflicts: [OfflineChange] { changes.filter { $0.standing == .conflict } }

    /// Takes over a field that differs between out and back.
    private mutating func merge<Row>(_ field: FormField<Row>, _ place: Wording, out: Row, back: Row, base: Row, present: inout Row) {
        let before = field.text(out), after = field.text(back)
        guard before != after else { return }
        let current = field.text(present)
        var applied = present
        field.copy(back, &applied)
        let standing: OfflineChange.Standing = field.text(applied) == current ? .same : current == field.text(base) ? .applies : .conflict
        let name = Wording(zh: place.zh + field.label.zh, en: place.en.isEmpty ? field.label.en : place.en + " " + field.label.en)
        changes.append(OfflineChange(place: name, before: before, after: after, current: current, standing: standing))
        if standing == .applies || standing == .conflict && takesMine { present = applied }
    }

    private mutating func mergeForm() {
        var present = form
        for field in FormField<Evaluation>.all { merge(field, Wording(zh: "", en: ""), out: out, back: back, base: base, present: &present) }
        form = present
    }

    /// Which money row is meant: several may have the same source.
    private struct FundKey: Hashable {
        var name: String
        var ordinal: Int
    }

    private static func yearFunds(_ form: Evaluation) -> [FundKey: Int] {
        var seen: [String: Int] = [:], places: [FundKey: Int] = [:]
        for (index, line) in form.funds.enumerated() where line.period == .year {
            let name = line.source?.rawValue ?? line.label.value.foldedName
            seen[name, default: 0] += 1
            places[FundKey(name: name, ordinal: seen[name] ?? 1)] = index
        }
        return places
    }

    private mutating func mergeFunds() {
        let (outs, bases, presents) = (Self.yearFunds(out), Self.yearFunds(base), Self.yearFunds(form)), fields = FormField<FundLine>.all
        // A workbook has the rows of its base in their order; a reader may know a label for another source.
        let (outOrder, baseOrder) = (outs.sorted { $0.value < $1.value }.map(\.key), bases.sorted { $0.value < $1.value }.map(\.key))
        let known = outOrder.count == baseOrder.count ? Dictionary(uniqueKeysWithValues: zip(outOrder, baseOrder)) : [:]
        for (key, place) in Self.yearFunds(back).sorted(by: { $0.value < $1.value }) {
            let line = back.funds[place], empty = FundLine(source: line.source, label: line.label)
            let before = outs[key].map { out.funds[$0] } ?? empty
            guard fields.contains(where: { $0.text(before) != $0.text(line) }) else { continue }
            let name = Wording(zh: "“\(line.label.value)”", en: "“\(line.label.value)”")
            let own = known[key] ?? key
            guard let index = presents[own] else {
                if bases[own] == nil {
                    add(line)
                } else {
                    notes.append(Wording(zh: "资金\(name.zh)在办公系统里已经没有这一行，离线填写的没有收。", en: "Money \(name.en) is no longer in the form; what was filled in for it was not taken."))
                }
                continue
            }
            var present = form.funds[index]
            for field in fields { merge(field, name, out: before, back: line, base: bases[own].map { base.funds[$0] } ?? empty, present: &present) }
            form.funds[index] = present
        }
    }

    private mutating func add(_ line: FundLine) {
        changes.append(OfflineChange(place: Wording(zh: "资金“\(line.label.value)”", en: "money “\(line.label.value)”"), before: "", after: line.label.value, current: "", standing: .applies))
        form.funds.append(line)
    }

    private mutating func mergeRows() {
        let (outKeys, backKeys, presentKeys, baseKeys) = (IndicatorKey.all(out), IndicatorKey.all(back), IndicatorKey.all(form), IndicatorKey.all(base))
        let (outRows, baseRows) = (out.shownRows, base.shownRows)
        // A workbook has the rows of its base in their order, perhaps under levels that are spelt otherwise.
        let isInStep = outRows.count == baseRows.count
        func baseRow(of row: Int) -> Int? { isInStep ? outRows.firstIndex(of: row).map { baseRows[$0] } : baseKeys.firstIndex(of: outKeys[row]) }
        var removed = Set(outRows)
        var last: Int?
        for row in back.shownRows {
            let name = Wording(zh: "「\(back.indicators[row].name.value)」", en: "“\(back.indicators[row].name.value)”")
            guard let before = outRows.first(where: { outKeys[$0] == backKeys[row] }) else {
                // Empty rows of the sheet say nothing.
                guard !back.indicators[row].name.value.isEmpty else { continue }
                // The same file again, or somebody else with the same row.
                if let index = position(of: backKeys[row], among: presentKeys) {
                    var present = form.indicators[index]
                    let empty = Indicator(level1: present.level1, level2: present.level2, name: present.name)
                    for field in FormField<Indicator>.all { merge(field, name, out: empty, back: back.indicators[row], base: empty, present: &present) }
                    form.indicators[index] = present
                    last = index
                    continue
                }
                let place = last.map { $0 + 1 } ?? form.indicators.count
                var added = back.indicators[row]
                added.goalIndex = last.flatMap { form.indicators[$0].goalIndex }
                changes.append(OfflineChange(place: name, before: "", after: Self.line(back.indicators[row]), current: "", standing: .applies))
                form.insert(added, at: place)
                last = place
                continue
            }
            removed.remove(before)
            guard let old = baseRow(of: before), let index = position(of: baseKeys[old], among: presentKeys) else {
                notes.append(Wording(zh: "\(name.zh)在办公系统里已经没有这一行，离线填写的没有收。", en: "\(name.en) is no longer in the form; what was filled in for it was not taken."))
                continue
            }
            var present = form.indicators[index]
            for field in FormField<Indicator>.all { merge(field, name, out: out.indicators[before], back: back.indicators[row], base: base.indicators[old], present: &present) }
            form.indicators[index] = present
            last = index
        }
        for row in removed.sorted(by: >) {
            guard let old = baseRow(of: row), let index = position(of: baseKeys[old], among: presentKeys) else { continue }
            let current = Self.line(form.indicators[index])
            let isTouched = FormField<Indicator>.all.contains { $0.text(form.indicators[index]) != $0.text(base.indicators[old]) }
            changes.append(
                OfflineChange(
                    place: Wording(zh: "「\(baseKeys[old].name)」", en: "“\(baseKeys[old].name)”"), before: Self.line(base.indicators[old]), after: "", current: current,
                    standing: isTouched ? .conflict : .applies))
            if !isTouched || takesMine { form.remove(at: index) }
        }
    }

    /// Where a row of the present form stands now, after rows were put in or taken out.
    private func position(of key: IndicatorKey, among keys: [IndicatorKey]) -> Int? { keys.contains(key) ? IndicatorKey.all(form).firstIndex(of: key) : nil }

    private static func line(_ row: Indicator) -> String { FormField<Indicator>.all.map { $0.text(row) }.filter { !$0.isEmpty }.joined(separator: "；") }
}

extension Evaluation {
    /// Rows that others point at move on.
    fileprivate mutating func insert(_ row: Indicator, at place: Int) {
        indicators.insert(row, at: place)
        if let index = execution?.indicatorIndex, index >= place { execution?.indicatorIndex = index + 1 }
        for block in blocks.indices { blocks[block].members = blocks[block].members.map { $0 >= place ? $0 + 1 : $0 } }
    }

    fileprivate mutating func remove(at place: Int) {
        indicators.remove(at: place)
        if execution?.indicatorIndex == place { execution?.indicatorIndex = nil }
        if let index = execution?.indicatorIndex, index > place { execution?.indicatorIndex = index - 1 }
        for block in blocks.indices { blocks[block].members = blocks[block].members.filter { $0 != place }.map { $0 > place ? $0 - 1 : $0 } }
    }
}
