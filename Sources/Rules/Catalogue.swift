package import BudgetModel

/// All rules, in the order of their codes.
package enum Catalogue {
    package static let all: [Rule] = [
        .weightsNotHundred, .blockWeightsDiffer, .weightMissing, .scoreOutOfRange, .scoreDiffers, .totalDiffers, .scoreOutsideTier,
        .roundedOnly, .moneyRowsDoNotAddUp, .moneyUnitMixed, .requiredCellEmpty, .valueNotNumeric, .gradeDiffers, .gradeWithoutTotal,
        .gradeChanges,
        .spendingExceedsBudget, .spendingWithoutBudget,
        .fullPointsThoughMissed, .noReason, .actualNotNumeric, .unitChanged,
    ]

    package static func rule(_ code: String) -> Rule? { all.first { $0.code == code } }

    /// Every finding of the rules that concern this kind of form, sorted by place, and the rules that could not run.
    package static func run(_ facts: Facts, rules: [Rule] = all) -> (findings: [Finding], notChecked: [NotChecked]) {
        let stage = facts.evaluation.kind.stage
        var findings: [Finding] = []
        var notChecked: [NotChecked] = []
        for rule in rules where rule.status != .retired && rule.stages.contains(stage) {
            switch rule.run(facts) {
            case .findings(let found): if !found.isEmpty { findings += found }
            case .notChecked(let lacking): notChecked.append(lacking)
            }
        }
        return (sorted(findings, firstSheet: facts.evaluation.sheet), notChecked)
    }

    /// What a finding is sorted by; the finding itself is a large value and moves only once.
    private struct Place {
        var at: CellRef?
        var code: String
        var index: Int
    }

    private static func sorted(_ findings: [Finding], firstSheet: String) -> [Finding] {
        guard findings.count > 1 else { return findings }
        var places = findings.indices.map { Place(at: findings[$0].at, code: findings[$0].code, index: $0) }
        places.sort { isBefore($0, $1, firstSheet) }
        return places.map { findings[$0.index] }
    }

    /// By sheet, row, column and code; findings without a place come last.
    private static func isBefore(_ left: Place, _ right: Place, _ firstSheet: String) -> Bool {
        guard let a = left.at, let b = right.at else {
            return left.at == nil && right.at == nil ? left.code < right.code : left.at != nil
        }
        if a.sheet != b.sheet {
            if a.sheet == firstSheet || b.sheet == firstSheet { return a.sheet == firstSheet }
            // T2 before T10.
            return (a.sheet.utf8.count, a.sheet) < (b.sheet.utf8.count, b.sheet)
        }
        if a.position != b.position { return a.position < b.position }
        return left.code < right.code
    }
}
