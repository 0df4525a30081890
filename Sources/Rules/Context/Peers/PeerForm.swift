package import BudgetModel
package import Quantities

/// What the comparison keeps of one form.
package struct PeerForm: Sendable {
    /// The file as it is shown, and where it truly lies.
    package var file: String
    package var origin: String
    package var sheet: String
    package var firstRow: Int
    package var kind: FormKind
    package var unit: String?
    package var programme: String?
    let subject: FormSubject
    /// The department whose forms are looked at together.
    package var department: String?
    package var totalCell: CellRef?
    package var total: ExactDecimal?
    /// The first row far above its target.
    package var overshoot: CellRef?
    package var hasFullMarks: Bool
    package var hasHighTotal: Bool

    package init(_ evaluation: Evaluation, origin: String) {
        file = evaluation.file
        self.origin = origin
        sheet = evaluation.sheet
        firstRow = evaluation.area?.top ?? 0
        kind = evaluation.kind
        subject = FormSubject(evaluation)
        unit = (evaluation.implementingUnit ?? evaluation.department)?.value
        programme = evaluation.programme?.value
        department = (evaluation.department ?? evaluation.implementingUnit).flatMap { FormSubject.comparable($0.value) }
        total = evaluation.statedTotal?.value
        totalCell = evaluation.statedTotal?.cell ?? evaluation.execution?.statedScore?.cell ?? evaluation.indicators.first?.name.cell
        let rows = evaluation.indicators.filter { $0.weight != nil && $0.statedScore != nil }
        hasFullMarks = evaluation.kind.isScored && rows.count >= 3 && rows.allSatisfy { $0.statedScore?.value == $0.weight?.value }
        hasHighTotal = evaluation.kind.isScored && total.map { $0 >= ExactDecimal(95) } == true
        overshoot = evaluation.kind.isScored ? evaluation.indicators.first { $0.isFarAboveTarget }?.actual?.cell : nil
    }

    /// Whether both are the same object, so that neither can have copied the other: another year, another copy of the file.
    func isSameObject(_ other: PeerForm) -> Bool {
        if origin == other.origin, sheet == other.sheet, firstRow == other.firstRow { return true }
        if let code = subject.code, code == other.subject.code { return true }
        return subject.isDepartment == other.subject.isDepartment && subject.name != nil && subject.name == other.subject.name && subject.unit == other.subject.unit
    }

    /// `b.xlsx B11`, with the unit where the form names it.
    package func place(_ cell: CellRef?) -> Wording {
        let cell = cell.map { "\($0.sheet)!\($0.a1)" } ?? sheet
        return Wording(zh: "\(file) 的 \(cell)" + (unit.map { "（\($0)）" } ?? ""), en: "\(cell) of \(file)" + (unit.map { " (\($0))" } ?? ""))
    }
}

extension Indicator {
    /// Whether more than 130 % of the target was reached, of those where more is better.
    var isFarAboveTarget: Bool {
        guard let target = effectiveTarget?.number, let actual = actual?.number, target.isPositive, effectiveTarget?.unit == unitOfActual, comparator?.isUpperBound != true,
            let reached = try? actual * ExactDecimal(10), let bound = try? target * ExactDecimal(13)
        else { return false }
        return reached > bound
    }

    /// The unit of the actual value, that of the target where none is printed.
    private var unitOfActual: String? { actual?.unit ?? effectiveTarget?.unit }
}
