package import BudgetModel

/// Forms given beside those that are checked, found by what they are about.
///
/// A match is by programme code; where one of both forms has none, by the programme's name and the unit. Forms of a
/// department are matched by its name. The year decides which of several is meant.
package final class FormShelf: Sendable {
    /// What the forms are to those that are checked.
    package enum Role: Hashable, Sendable {
        /// Of an earlier year.
        case previous
        /// The goal as approved, of the same year.
        case approved
    }

    package struct Match: Sendable {
        package var evaluation: Evaluation
        /// What both have in common: 项目编码, 项目名称.
        package var by: Wording
    }

    package let role: Role
    private let forms: [Evaluation]
    private let subjects: [FormSubject]
    private let byCode: [String: [Int]]
    private let byName: [String: [Int]]
    /// Thousands of units may run programmes of one name.
    private let byNameAndUnit: [String: [Int]]

    package init(_ forms: [Evaluation], as role: Role) {
        self.role = role
        self.forms = forms
        subjects = forms.map { FormSubject($0) }
        var byCode: [String: [Int]] = [:], byName: [String: [Int]] = [:], byNameAndUnit: [String: [Int]] = [:]
        for (index, subject) in subjects.enumerated() {
            if let code = subject.code { byCode[code, default: []].append(index) }
            guard let name = subject.name else { continue }
            byName[name, default: []].append(index)
            byNameAndUnit[Self.key(name, subject.unit), default: []].append(index)
        }
        self.byCode = byCode
        self.byName = byName
        self.byNameAndUnit = byNameAndUnit
    }

    private static func key(_ name: String, _ unit: String?) -> String { name + "|" + (unit ?? "") }

    /// The form that stands for this one; nil when none does.
    package func match(_ evaluation: Evaluation) -> Match? {
        let subject = FormSubject(evaluation)
        if let code = subject.code, let found = best(byCode[code] ?? [], for: evaluation, subject) {
            return Match(evaluation: forms[found], by: Wording(zh: "项目编码", en: "programme code"))
        }
        guard let name = subject.name else { return nil }
        let candidates = subject.unit == nil ? byName[name] : (byNameAndUnit[Self.key(name, subject.unit)] ?? []) + (byNameAndUnit[Self.key(name, nil)] ?? [])
        // Two codes that differ are two programmes, whatever their names.
        let named = (candidates ?? []).filter { subject.code == nil || subjects[$0].code == nil }
        return best(named, for: evaluation, subject).map {
            Match(evaluation: forms[$0], by: subject.isDepartment ? Wording(zh: "部门名称", en: "name of the department") : Wording(zh: "项目名称和单位", en: "name of the programme and unit"))
        }
    }

    /// The nearest kind of form, then the latest year, then the first.
    private func best(_ candidates: [Int], for evaluation: Evaluation, _ subject: FormSubject) -> Int? {
        candidates.filter { subjects[$0].isDepartment == subject.isDepartment && fits(forms[$0], evaluation) }.min { left, right in
            let kinds = (distance(forms[left], evaluation), distance(forms[right], evaluation))
            if kinds.0 != kinds.1 { return kinds.0 < kinds.1 }
            let years = (forms[left].year?.value ?? 0, forms[right].year?.value ?? 0)
            return years.0 != years.1 ? years.0 > years.1 : left < right
        }
    }

    private func fits(_ form: Evaluation, _ evaluation: Evaluation) -> Bool {
        switch role {
        case .previous:
            guard let year = evaluation.year?.value, let other = form.year?.value else { return true }
            return other < year
        case .approved:
            guard form.kind.stage == .goal else { return false }
            guard let year = evaluation.year?.value, let other = form.year?.value else { return true }
            return other == year
        }
    }

    /// The same kind, then the same stage, then any.
    private func distance(_ form: Evaluation, _ evaluation: Evaluation) -> Int {
        form.kind == evaluation.kind ? 0 : form.kind.stage == evaluation.kind.stage ? 1 : 2
    }
}

/// What a form is about, in a spelling that can be compared.
struct FormSubject: Hashable, Sendable {
    let isDepartment: Bool
    let code: String?
    let name: String?
    let unit: String?

    init(_ form: Evaluation) {
        switch form.kind {
        case .departmentSelfEvaluation, .departmentScoringTable, .departmentGoal: isDepartment = true
        case .projectSelfEvaluation, .transferSelfEvaluation, .indicatorList, .projectGoal, .monitoring, .selfEvaluationReview: isDepartment = false
        }
        let unit = (form.implementingUnit ?? form.department).flatMap { Self.comparable($0.value) }
        self.unit = unit
        code = isDepartment ? nil : form.programmeCode.flatMap { Self.comparable($0.value) }
        name = isDepartment ? form.department.flatMap { Self.comparable($0.value) } ?? unit : form.programme.flatMap { Self.comparable($0.value) }
    }

    /// Letters and digits only, full-width ones made ordinary, without a year; nil when nothing is left.
    static func comparable(_ text: String) -> String? {
        var scalars: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E:
                if let plain = Unicode.Scalar(scalar.value - 0xFEE0), plain.properties.isAlphabetic || ("0"..."9").contains(plain) { scalars.append(plain) }
            default: if scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) { scalars.append(scalar) }
            }
        }
        var result = ""
        var index = 0
        while index < scalars.count {
            if let end = yearEnd(scalars, index) {
                index = end
                continue
            }
            result.unicodeScalars.append(scalars[index])
            index += 1
        }
        return result.isEmpty ? nil : result.lowercased()
    }

    /// Behind `2023年` or `2023年度`.
    private static func yearEnd(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
        guard start + 4 < scalars.count, scalars[start] == "2", scalars[start + 1] == "0", scalars[start + 4] == "年",
            scalars[start + 2...start + 3].allSatisfy({ ("0"..."9").contains($0) })
        else { return nil }
        return start + 5 < scalars.count && scalars[start + 5] == "度" ? start + 6 : start + 5
    }
}
