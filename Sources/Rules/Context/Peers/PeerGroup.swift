package import BudgetModel
package import Quantities

/// Forms of other units, kept so that a form can be held against all of them in almost no time.
///
/// Building takes time in proportion to the text (and n log n for sorting); what a form is asked costs the same
/// however many peers there are. Nothing is compared pair by pair.
package final class PeerGroup: Sendable {
    /// What a department's forms have in common.
    package struct Department: Sendable {
        package var forms = 0
        package var fullMarks = 0
        package var highTotals = 0
        package var overshoots = 0
        /// The first two of each, so that one stays where the form itself is the other.
        var firstFullMarks: [Int] = []
        var firstHighTotals: [Int] = []
        var firstOvershoots: [Int] = []
    }

    /// A department's counts, and another of its forms for each trait.
    package struct Shared: Sendable {
        package var counts: Department
        package var fullMarks: PeerForm?
        package var highTotal: PeerForm?
        package var overshoot: PeerForm?
    }

    /// The points of one indicator in one form.
    package struct PointsPlace: Sendable {
        package var points: ExactDecimal
        package var peer: Int
        package var cell: CellRef?
    }

    package let forms: [PeerForm]
    private let goals: WordingIndex
    private let narrative: WordingIndex
    private let departments: [String: Department]
    /// By comparable object and indicator, the fewest and the most points.
    private let points: [String: [PointsPlace]]
    private let origins: Set<String>

    /// The texts that one form can have copied from another's.
    package static func goals(_ evaluation: Evaluation) -> [Sourced<String>] { evaluation.goals.compactMap(\.expected) }

    package static func narrative(_ evaluation: Evaluation) -> [Sourced<String>] {
        evaluation.goals.compactMap(\.achieved) + evaluation.texts.map(\.text) + evaluation.indicators.compactMap(\.reason)
    }

    package init(_ members: some Sequence<(evaluation: Evaluation, origin: String)>) {
        var forms: [PeerForm] = []
        var goals = WordingIndex(), narrative = WordingIndex()
        var departments: [String: Department] = [:]
        var points: [String: [PointsPlace]] = [:]
        for (evaluation, origin) in members {
            let index = forms.count
            let form = PeerForm(evaluation, origin: origin)
            forms.append(form)
            for text in Self.goals(evaluation) { goals.add(text.value, at: WordingPlace(peer: index, cell: text.cell)) }
            for text in Self.narrative(evaluation) { narrative.add(text.value, at: WordingPlace(peer: index, cell: text.cell)) }
            if let name = form.department, form.kind.isScored { departments[name, default: Department()].count(form, index) }
            for indicator in evaluation.indicators {
                guard let weight = indicator.weight, let key = Self.comparable(form, indicator) else { continue }
                points[key, default: []].append(PointsPlace(points: weight.value, peer: index, cell: weight.cell))
            }
        }
        goals.finish()
        narrative.finish()
        self.forms = forms
        self.goals = goals
        self.narrative = narrative
        self.departments = departments
        origins = Set(forms.map(\.origin))
        // Three at either end: two may be of the form itself.
        self.points = points.mapValues { places in
            guard places.count > 6 else { return places.sorted { $0.points < $1.points } }
            let sorted = places.enumerated().sorted { $0.element.points != $1.element.points ? $0.element.points < $1.element.points : $0.offset < $1.offset }.map(\.element)
            return Array(sorted.prefix(3) + sorted.suffix(3))
        }
    }

    /// Objects are comparable when they are of one kind and one name; departments with each other.
    private static func comparable(_ form: PeerForm, _ indicator: Indicator) -> String? {
        guard let name = FormSubject.comparable(indicator.name.value), form.subject.isDepartment || form.subject.name != nil else { return nil }
        return "\(form.kind.rawValue)|\(form.subject.isDepartment ? "" : form.subject.name ?? "")|\(indicator.level1Kind?.rawValue ?? indicator.level1)|\(name)"
    }
}

// MARK: - Questions

extension PeerGroup {
    package func goalMatch(_ text: String, of form: PeerForm, least: Int = 90) -> WordingMatch? {
        goals.match(text, least: least) { !form.isSameObject(self.forms[$0]) }
    }

    package func narrativeMatch(_ text: String, of form: PeerForm, least: Int = 90) -> WordingMatch? {
        narrative.match(text, least: least) { !form.isSameObject(self.forms[$0]) }
    }

    /// The points of a comparable object's indicator of this name that differ most, by more than `limit`.
    package func farthestPoints(_ indicator: Indicator, of form: PeerForm, limit: ExactDecimal) throws(QuantityError) -> (place: PointsPlace, difference: ExactDecimal)? {
        guard let own = indicator.weight?.value, let key = Self.comparable(form, indicator) else { return nil }
        var farthest: (place: PointsPlace, difference: ExactDecimal)?
        for place in points[key] ?? [] where !form.isSameObject(forms[place.peer]) {
            let difference = try (place.points - own).magnitude
            if difference > limit, farthest.map({ difference > $0.difference }) ?? true { farthest = (place, difference) }
        }
        return farthest
    }

    /// The department's forms with this one among them, and another one's place for each thing they share.
    package func department(of form: PeerForm) -> Shared? {
        guard let name = form.department, var counts = departments[name] else { return nil }
        let isOwn = { (index: Int) in self.forms[index].origin == form.origin && self.forms[index].sheet == form.sheet && self.forms[index].firstRow == form.firstRow }
        func other(_ places: [Int]) -> PeerForm? { places.first { !isOwn($0) }.map { forms[$0] } }
        let others = (other(counts.firstFullMarks), other(counts.firstHighTotals), other(counts.firstOvershoots))
        if !origins.contains(form.origin) { counts.count(form, nil) }
        return Shared(counts: counts, fullMarks: others.0, highTotal: others.1, overshoot: others.2)
    }
}

extension PeerGroup.Department {
    mutating func count(_ form: PeerForm, _ index: Int?) {
        forms += 1
        func add(_ isSo: Bool, _ count: inout Int, _ first: inout [Int]) {
            guard isSo else { return }
            count += 1
            if let index, first.count < 2 { first.append(index) }
        }
        add(form.hasFullMarks, &fullMarks, &firstFullMarks)
        add(form.hasHighTotal, &highTotals, &firstHighTotals)
        add(form.overshoot != nil, &overshoots, &firstOvershoots)
    }
}
