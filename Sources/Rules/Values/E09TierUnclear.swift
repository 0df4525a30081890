import BudgetModel
import Quantities

extension Rule {
    /// Flags qualitative results in words that are none of the tiers.
    package static let tierUnclear = Rule(
        "E09", Wording(zh: "定性指标的完成情况不是规定的档次", en: "A qualitative result is none of the tiers"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(2, of: 2), stages: [.selfEvaluation], severity: .warning,
        citing: [.annex1],
        because: Wording(
            zh: "定性指标按“达成年度指标”“部分达成年度指标并具有一定效果”“未达成年度指标且效果较差”三档计分。写“基本完成”“较好”，看不出是第一档还是第二档，得分就没有依据；没有档次而只得一部分分值的也是。照抄指标值、明确写达成的不提；得分已在该档之外的由A08提示。",
            en: "Qualitative rows are scored by three tiers: achieved, partly achieved, not achieved. 基本完成 or 较好 may be the first or the second, so its points rest on nothing; nor do part of the points without any tier. Words that repeat the target or say that it was achieved are passed over; points outside the tier are A08's."),
        triggering: [
            Example(
                Wording(zh: "写“基本完成”", en: "基本完成"), at: ["F13"],
                ExampleForm().row("制度建设", "qualitative", "健全", actual: "基本完成", weight: "10", stated: "7", tier: .partlyAchieved, tierBasis: .inferred)),
            Example(
                Wording(zh: "写“较好”", en: "较好"), at: ["F13"],
                ExampleForm().row("环境改善", "qualitative", "明显", actual: "较好", weight: "10", stated: "7", tier: .partlyAchieved, tierBasis: .inferred)),
            Example(
                Wording(zh: "目标“优”，写“良”，得9分", en: "the target is 优, 良 with 9 points"), at: ["F13"],
                ExampleForm().row("出行改善度", "qualitative", "优", actual: "良", weight: "10", stated: "9")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "写规定的档次", en: "the words of the tier"),
                ExampleForm().row("制度建设", "qualitative", "健全", actual: "达成年度指标", weight: "10", stated: "9", tier: .achieved, tierBasis: .stated)),
            Example(
                Wording(zh: "写明“部分落实”", en: "部分落实 says that it is the second tier"),
                ExampleForm().row("制度建设", "qualitative", "健全", actual: "部分落实", weight: "10", stated: "7", tier: .partlyAchieved, tierBasis: .inferred)),
            Example(
                Wording(zh: "与指标值一致", en: "the words of the target"),
                ExampleForm().row("制度建设", "qualitative", "健全", actual: "健全", weight: "10", stated: "10", tier: .achieved, tierBasis: .inferred)),
        ]
    ) { facts in
        var hits: [Hit] = []
        for index in facts.evaluation.indicators.indices {
            guard facts.evaluation.indicators[index].level1Kind != nil, let actual = facts.evaluation.indicators[index].actual, case .text = actual.content, actual.raw.utf8.count <= 60,
                facts.evaluation.indicators[index].notApplicable == nil, !facts.isLeftOut(index)
            else { continue }
            if facts.evaluation.indicators[index].tier == nil {
                // Part of the points without any tier.
                guard let points = facts.partOfPoints(index), actual.saysSomething, !actual.raw.unicodeScalars.contains(where: { (48...57).contains($0.value) }) else { continue }
                let name = facts.evaluation.indicators[index].name.value
                hits.append(
                    Hit(
                        at: actual.cell,
                        Wording(
                            zh: "「\(name)」得\(points)分，完成情况写作“\(actual.raw)”，看不出属于哪一档。请写明“达成”“部分达成并具有一定效果”或“未达成且效果较差”，得分在该档之内。",
                            en: "“\(name)” has \(points) points and is said to be “\(actual.raw)”, which shows no tier. State achieved, partly achieved or not achieved, with points inside that tier."),
                        expected: Tier.allCases.map(\.wording.zh).joined(separator: " / "), found: actual.raw))
                continue
            }
            guard facts.evaluation.indicators[index].tierBasis == .inferred, facts.evaluation.indicators[index].tier != .achieved, !actual.raw.holds(anyOf: ["部分", "未"]),
                !facts.isOutsideTier(index)
            else { continue }
            let name = facts.evaluation.indicators[index].name.value
            hits.append(
                Hit(
                    at: actual.cell,
                    Wording(
                        zh: "「\(name)」的完成情况写作“\(actual.raw)”，不是规定的档次。请写明“达成”“部分达成并具有一定效果”或“未达成且效果较差”，得分在该档之内。",
                        en: "“\(name)” is said to be “\(actual.raw)”, which is none of the tiers. State achieved, partly achieved or not achieved, with points inside that tier."),
                    expected: Tier.allCases.map(\.wording.zh).joined(separator: " / "), found: actual.raw))
        }
        return hits
    }
}

extension Facts {
    /// `9/10` where a qualitative row has only part of its points.
    fileprivate func partOfPoints(_ index: Int) -> String? {
        guard case .text? = evaluation.indicators[index].effectiveTarget?.content, let stated = evaluation.indicators[index].statedScore?.value,
            let weight = evaluation.indicators[index].weight?.value, stated < weight, stated.isPositive
        else { return nil }
        return "\(stated.plain)/\(weight.plain)"
    }

    /// Whether A08 speaks of the row's score.
    fileprivate func isOutsideTier(_ index: Int) -> Bool {
        claims.contains { claim in
            guard claim.subject == .indicator(index), case .outsideTier = claim.verdict else { return false }
            return true
        }
    }
}
