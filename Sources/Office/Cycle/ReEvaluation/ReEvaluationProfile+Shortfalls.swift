import BudgetModel
import Quantities

/// Checks of the review itself.
extension ReEvaluationProfile {
    func shortfalls(
        of sheet: ReEvaluationSheet, _ indicators: [ScoredIndicator], _ execution: ScoredExecution?, _ result: ReEvaluationResult
    ) throws(QuantityError) -> [Shortfall] {
        var shortfalls = coverage(sheet, indicators)
        for (index, row) in sheet.rows.enumerated() {
            let pointer = "/rows/\(index)"
            for (place, deduction) in row.deductions.enumerated() { shortfalls += try reasons(deduction, row.indicator, "\(pointer)/deductions/\(place)") }
            guard let indicator = indicators.first(where: { $0.key == row.indicator }) else { continue }
            shortfalls += try points(row, indicator, sheet.base, pointer)
        }
        shortfalls += sameDefects(sheet)
        shortfalls += reportChecks(sheet, hasUnexplained: shortfalls.contains { Self.reasonCodes.contains($0.code) })
        if let execution, let stated = execution.stated, let determined = result.execution?.layers.determined, determined > stated, let budget = execution.budget, let executed = execution.executed,
            executed > budget
        {
            shortfalls.append(
                Shortfall(
                    .reEvaluationAddedAfterOverspending, .error, at: "/execution",
                    Wording(
                        zh: "预算执行超过全年预算，复核得分\(determined.plain)却高于自评得分\(stated.plain)",
                        en: "more than the annual budget was spent, yet the review gives \(determined.plain), above the stated \(stated.plain)"),
                    basis: rules.reference.wording, help: Wording(zh: "超支不加分，请改正", en: "overspending earns no points; please correct it")))
        }
        return shortfalls
    }

    private static let reasonCodes: Set<ShortfallCode> = [.reEvaluationNoReason, .reEvaluationNoRule, .reEvaluationShareNotStated]

    /// Every indicator once, and none beside.
    private func coverage(_ sheet: ReEvaluationSheet, _ indicators: [ScoredIndicator]) -> [Shortfall] {
        let basis = rules.reference.wording
        var shortfalls: [Shortfall] = []
        for indicator in indicators where !indicator.isLeftOut && !sheet.rows.contains(where: { $0.indicator == indicator.key }) {
            shortfalls.append(
                Shortfall(
                    .reEvaluationNotReviewed, .error, at: "/rows", indicator: indicator.key, Wording(zh: "\(indicator.key.quoted.zh)没有复核", en: "\(indicator.key.quoted.en) is not reviewed"),
                    basis: basis,
                    help: Wording(zh: "请逐项复核；不扣分的也要列出", en: "review each one; list those that lose nothing too")))
        }
        var seen: Set<IndicatorKey> = []
        for (index, row) in sheet.rows.enumerated() {
            if !seen.insert(row.indicator).inserted {
                shortfalls.append(
                    Shortfall(
                        .reEvaluationTwice, .error, at: "/rows/\(index)", indicator: row.indicator,
                        Wording(zh: "\(row.indicator.quoted.zh)复核了两次，只按第一次计", en: "\(row.indicator.quoted.en) is reviewed twice; the first counts"),
                        basis: basis, help: Wording(zh: "请删去重复的一行", en: "remove the second row")))
            }
            if !indicators.contains(where: { $0.key == row.indicator }) {
                shortfalls.append(
                    Shortfall(
                        .reEvaluationUnknown, .error, at: "/rows/\(index)", indicator: row.indicator,
                        Wording(zh: "自评表中没有\(row.indicator.quoted.zh)", en: "the self-evaluation has no \(row.indicator.quoted.en)"), basis: basis,
                        help: Wording(zh: "请核对指标名称", en: "check the name of the indicator")))
            }
        }
        return shortfalls
    }

    /// Each deduction names its rule, gives its reason and takes what the rule takes.
    private func reasons(_ deduction: ReEvaluationSheet.Deduction, _ key: IndicatorKey, _ pointer: String) throws(QuantityError) -> [Shortfall] {
        let basis = rules.reference.wording
        var shortfalls: [Shortfall] = []
        func add(_ code: ShortfallCode, _ zh: String, _ en: String, help: Wording) {
            shortfalls.append(Shortfall(code, .error, at: pointer, indicator: key, Wording(zh: "\(key.quoted.zh)\(zh)", en: "\(key.quoted.en) \(en)"), basis: basis, help: help))
        }
        if deduction.reason.isBlank { add(.reEvaluationNoReason, "扣分没有写理由", "loses points without a reason", help: Wording(zh: "请写明理由和看过的材料", en: "give the reason and what was looked at")) }
        guard let number = deduction.rule else {
            add(.reEvaluationNoRule, "扣分没有指明条款", "loses points by no rule that is named", help: Wording(zh: "请选择依据的条款", en: "choose the rule it rests on"))
            return shortfalls
        }
        guard let rule = rule(number), !rule.isOfReport else {
            add(
                .reEvaluationRuleUnknown, "按第\(number)条扣分，但方案没有可用于指标的这一条", "loses points by rule \(number), which the profile does not have for indicators",
                help: Wording(zh: "请改选条款", en: "choose another rule"))
            return shortfalls
        }
        let taken = share(of: deduction)
        guard let due = rule.share(deduction.level) else {
            add(.reEvaluationLevelMissing, "按第\(number)条扣分，没有选择轻重程度", "loses points by rule \(number) without a level", help: Wording(zh: "请选择重度、中度或轻度", en: "choose severe, medium or light"))
            return shortfalls
        }
        let percent = try taken.shifted(by: 2), duePercent = try due.shifted(by: 2)
        if taken != due {
            add(
                .reEvaluationShareNotOfRule, "按第\(number)条应扣\(duePercent.plain)%，实扣\(percent.plain)%", "should lose \(duePercent.plain) % by rule \(number), but loses \(percent.plain) %",
                help: Wording(zh: "请改正比例，或改选条款和程度", en: "correct the share, or choose another rule or level"))
        }
        for stated in StatedShare.all(in: deduction.reason) {
            let gap = try (stated - taken).magnitude.shifted(by: 2)
            guard gap > tolerance.value else { continue }
            let told = try stated.shifted(by: 2)
            add(
                .reEvaluationShareNotStated, "理由写扣\(told.plain)%，实扣\(percent.plain)%，相差超过\(tolerance.value.plain)个百分点",
                "names \(told.plain) % in the reason, loses \(percent.plain) %, more than \(tolerance.value.plain) points apart", help: Wording(zh: "请改正比例或理由", en: "correct the share or the reason"))
        }
        return shortfalls
    }

    /// Points entered against what the deductions give, and against the unit's own.
    private func points(_ row: ReEvaluationSheet.Row, _ indicator: ScoredIndicator, _ base: ReEvaluationSheet.Base, _ pointer: String) throws(QuantityError) -> [Shortfall] {
        let basis = rules.reference.wording, key = row.indicator
        var shortfalls: [Shortfall] = [], steps: [TraceStep] = []
        func add(_ code: ShortfallCode, _ severity: Severity, at place: String = "", _ zh: String, _ en: String, help: Wording) {
            shortfalls.append(Shortfall(code, severity, at: pointer + place, indicator: key, Wording(zh: "\(key.quoted.zh)\(zh)", en: "\(key.quoted.en) \(en)"), basis: basis, help: help))
        }
        let computed = try pointsByDeductions(indicator, row, base, &steps)
        if let entered = row.determined {
            if row.entered(for: indicator.weight) == nil {
                add(
                    .reEvaluationPointsOutOfRange, .error, at: "/determined", "复核得分\(entered.plain)超出0至\(indicator.weight?.plain ?? "?")分，不计",
                    "has \(entered.plain) points, outside 0 to \(indicator.weight?.plain ?? "?"); they do not count", help: Wording(zh: "请改正得分", en: "correct the points"))
            } else if let computed, entered != computed {
                if entered < computed, row.deductions.isEmpty {
                    add(
                        .reEvaluationNoReason, .error, at: "/determined", "扣了分，没有写理由和条款", "loses points without reason and rule",
                        help: Wording(zh: "请列出扣分条款、理由和看过的材料", en: "list rule, reason and what was looked at"))
                } else {
                    add(
                        .reEvaluationPointsDiffer, .error, at: "/determined", "复核得分填\(entered.plain)，按所列扣分应为\(computed.plain)",
                        "has \(entered.plain) points entered, the deductions give \(computed.plain)", help: Wording(zh: "请改正得分或扣分", en: "correct the points or the deductions"))
                }
            }
        }
        if !row.determinedActual.isBlank, row.rescored == nil {
            add(
                .reEvaluationNotRescored, .warning, at: "/rescored", "改了完成值，没有按它重新核算得分", "has another actual, but its points are not computed again",
                help: Wording(zh: "请按复核完成值重新核算", en: "compute the points of the determined actual"))
        }
        if let stated = indicator.stated, let determined = row.entered(for: indicator.weight) ?? computed, determined > stated {
            if indicator.isOverspent {
                add(
                    .reEvaluationAddedAfterOverspending, .error, "超出上限，复核得分\(determined.plain)却高于自评得分\(stated.plain)",
                    "exceeded its bound, yet the review gives \(determined.plain), above the stated \(stated.plain)",
                    help: Wording(zh: "超支不加分，请改正", en: "overspending earns no points; please correct it"))
            } else if row.remark.isBlank {
                add(
                    .reEvaluationAdded, .warning, at: "/remark", "复核得分\(determined.plain)高于自评得分\(stated.plain)，没有备注", "gains points: \(determined.plain) against \(stated.plain), without a remark",
                    help: Wording(zh: "请备注加分的理由", en: "say in the remark why points are added"))
            }
        }
        if let percent = indicator.completionPercent, percent > overAchievedAbove.value, row.remark.isBlank, row.deductions.allSatisfy(\.reason.isBlank) {
            add(
                .reEvaluationOverAchieved, .warning, at: "/remark", "完成\(percent.plain)%，超过\(overAchievedAbove.value.plain)%，没有备注",
                "reached \(percent.plain) %, above \(overAchievedAbove.value.plain) %, without a remark", help: Wording(zh: "请备注超额的原因；不因此扣分", en: "say in the remark why; nothing is taken off for it"))
        }
        return shortfalls
    }
}
