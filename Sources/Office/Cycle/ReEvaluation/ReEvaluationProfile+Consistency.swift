import BudgetModel
import Quantities

extension ReEvaluationProfile {
    /// The same defect costs the same in the whole sheet.
    func sameDefects(_ sheet: ReEvaluationSheet) -> [Shortfall] {
        struct Taken { var key: IndicatorKey, share: ExactDecimal, pointer: String, deduction: ReEvaluationSheet.Deduction }
        let taken = sheet.rows.enumerated().flatMap { index, row in
            row.deductions.enumerated().map { Taken(key: row.indicator, share: share(of: $1), pointer: "/rows/\(index)/deductions/\($0)", deduction: $1) }
        }
        var told: Set<String> = []
        var shortfalls: [Shortfall] = []
        func compare(_ groups: [[Taken]], _ name: ([Taken]) -> Wording) {
            for group in groups where Set(group.map(\.share)).count > 1 {
                guard group.contains(where: { told.insert($0.pointer).inserted }) else { continue }
                group.forEach { told.insert($0.pointer) }
                let shown = group.map { "\($0.key.quoted.zh)\((try? $0.share.shifted(by: 2).plain) ?? "?")%" }.joined(separator: "、")
                let shownEnglish = group.map { "\($0.key.quoted.en) \((try? $0.share.shifted(by: 2).plain) ?? "?") %" }.joined(separator: ", ")
                let name = name(group)
                shortfalls.append(
                    Shortfall(
                        .reEvaluationUnequal, .error, at: group[1].pointer, indicator: group[1].key,
                        Wording(zh: "同样的问题\(name.zh)扣分不一：\(shown)", en: "the same defect \(name.en) costs differently: \(shownEnglish)"),
                        basis: rules.reference.wording, help: Wording(zh: "请统一扣分比例，或写明不同之处", en: "take the same share, or say what differs")))
            }
        }
        func grouped<Name: Hashable>(_ name: (Taken) -> Name?) -> [[Taken]] {
            var order: [Name] = [], groups: [Name: [Taken]] = [:]
            for one in taken {
                guard let name = name(one) else { continue }
                if groups[name] == nil { order.append(name) }
                groups[name, default: []].append(one)
            }
            return order.compactMap { groups[$0] }
        }
        struct RuleLevel: Hashable { var rule: Int, level: DefectLevel? }
        compare(grouped { one in one.deduction.rule.map { RuleLevel(rule: $0, level: one.deduction.level) } }) { group in
            let number = group[0].deduction.rule ?? 0, level = group[0].deduction.level?.name
            return Wording(zh: "（第\(number)条\(level?.zh ?? "")）", en: "(rule \(number)\(level.map { ", " + $0.en } ?? ""))")
        }
        // Short reasons are too common to be one defect.
        compare(grouped { one in StatedShare.words(of: one.deduction.reason).count >= 4 ? StatedShare.words(of: one.deduction.reason) : nil }) { group in
            Wording(zh: "（\(group[0].deduction.reason)）", en: "(\(group[0].deduction.reason))")
        }
        return shortfalls
    }

    /// Rules of the report are each answered, and the one on reasons truthfully.
    func reportChecks(_ sheet: ReEvaluationSheet, hasUnexplained: Bool) -> [Shortfall] {
        let basis = rules.reference.wording
        var shortfalls: [Shortfall] = []
        for rule in rules.value where rule.isOfReport {
            guard let index = sheet.reportChecks.firstIndex(where: { $0.rule == rule.number }) else {
                // What the sheet itself shows need not be asked.
                guard rule.effect == .report else { continue }
                shortfalls.append(
                    Shortfall(
                        .reEvaluationReportUnchecked, .warning, at: "/reportChecks", Wording(zh: "没有核对第\(rule.number)条：\(rule.text.zh)", en: "rule \(rule.number) is not checked: \(rule.text.en)"),
                        basis: basis,
                        help: Wording(zh: "请核对后填写是否符合", en: "check it and say whether it holds")))
                continue
            }
            let check = sheet.reportChecks[index]
            if check.holds, rule.effect == .reasons, hasUnexplained {
                shortfalls.append(
                    Shortfall(
                        .reEvaluationReportContradicted, .error, at: "/reportChecks/\(index)",
                        Wording(zh: "第\(rule.number)条填为符合，但有扣分没有写明理由、条款或比例不符", en: "rule \(rule.number) is said to hold, but deductions lack a reason or rule, or their share differs"),
                        basis: basis, help: Wording(zh: "请补全扣分理由，或改填不符合", en: "complete the reasons, or say that it does not hold")))
            }
            if !check.holds, check.remark.isBlank {
                shortfalls.append(
                    Shortfall(
                        .reEvaluationReportUnexplained, .error, at: "/reportChecks/\(index)", Wording(zh: "第\(rule.number)条填为不符合，没有说明", en: "rule \(rule.number) is said not to hold, without a word"),
                        basis: basis,
                        help: Wording(zh: "请写明哪里不符合", en: "say what does not hold")))
            }
        }
        for (index, check) in sheet.reportChecks.enumerated() where !(rule(check.rule)?.isOfReport ?? false) {
            shortfalls.append(
                Shortfall(
                    .reEvaluationRuleUnknown, .error, at: "/reportChecks/\(index)", Wording(zh: "第\(check.rule)条不是报告核对的条款", en: "rule \(check.rule) is none of the report"), basis: basis,
                    help: Wording(zh: "请删去这一项", en: "remove it")))
        }
        return shortfalls
    }
}
