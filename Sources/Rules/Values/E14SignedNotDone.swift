import BudgetModel
import Quantities

extension Rule {
    /// Flags full points for a quantity that was only signed or begun.
    package static let signedNotDone = Rule(
        "E14", Wording(zh: "把“已签约、已开工”当作“已完成”", en: "Signed or begun counted as done"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(0, of: 0), stages: [.selfEvaluation], severity: .warning,
        citing: [.practice],
        because: Wording(
            zh: "数量指标按完成的数计分。只签了合同、开了工、还没验收的，不算完成；同表质量指标因未验收得0分的，数量满分也站不住。",
            en: "A quantity earns its points by what was completed. A signed contract, a begun work or one not yet accepted is not complete; nor can the quantity be full where the quality row has 0 because nothing was accepted."),
        triggering: [
            Example(
                Wording(zh: "备注写“已签订合同”", en: "the remark says that contracts were signed"), at: ["H13"],
                ExampleForm().row("改造小区数", ">=", "3", "个", actual: "3", weight: "10", stated: "10", computed: "10", reason: "3个小区均已签订合同，尚未完工").under(.output, .quantity)),
            Example(
                Wording(zh: "质量因未验收得0分", en: "quality has 0, not accepted"), at: ["H13"],
                ExampleForm().row("改造小区数", ">=", "3", "个", actual: "3", weight: "10", stated: "10", computed: "10").under(.output, .quantity)
                    .row("验收合格率", ">=", "100", "%", actual: "0", weight: "10", stated: "0", computed: "0", met: false, reason: "尚未验收").under(.output, .quality)),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "指标考核的就是签约", en: "signing is what is measured"),
                ExampleForm().row("签约项目数", ">=", "3", "个", actual: "3", weight: "10", stated: "10", computed: "10", reason: "均已签订合同").under(.output, .quantity)),
            Example(
                Wording(zh: "已扣分", en: "points were taken off"),
                ExampleForm().row("改造小区数", ">=", "3", "个", actual: "2", weight: "10", stated: "6.67", computed: "6.67", met: false, reason: "一个小区已签订合同，尚未完工").under(.output, .quantity)),
        ]
    ) { facts in
        let indicators = facts.evaluation.indicators
        // A quality row without points because nothing was accepted yet.
        let unaccepted = indicators.firstIndex {
            $0.level2Kind == .quality && $0.statedScore?.value.isZero == true && ($0.reason?.value ?? $0.remark?.value ?? $0.actual?.raw ?? "").holds(anyOf: ["未验收", "没有验收", "未组织验收", "未通过验收"])
        }
        var hits: [Hit] = []
        for index in indicators.indices where indicators[index].level2Kind == .quantity {
            guard let stated = indicators[index].statedScore, let weight = indicators[index].weight, stated.value == weight.value, weight.value.isPositive else { continue }
            let name = indicators[index].name.value
            guard !name.holds(anyOf: ["签", "合同", "开工", "招标", "采购"]) else { continue }
            let said = [indicators[index].reason?.value, indicators[index].remark?.value, indicators[index].actual?.raw].compactMap { $0 }
            let begun = said.first { $0.isOnlyBegun }
            guard begun != nil || (unaccepted != nil && hits.isEmpty) else { continue }
            hits.append(
                Hit(
                    at: stated.cell,
                    begun.map {
                        Wording(
                            zh: "「\(name)」得满分\(stated.value.plain)，说明却是“\($0)”：尚未完成。请按已完成、已验收的数填写完成值和得分。",
                            en: "“\(name)” has all \(stated.value.plain) points, yet it says “\($0)”: not complete. Give what was completed and accepted, and its points.")
                    }
                        ?? Wording(
                            zh: "「\(name)」得满分\(stated.value.plain)，而「\(indicators[unaccepted ?? 0].name.value)」因未验收得0分。请按已验收的数填写完成值和得分。",
                            en: "“\(name)” has all \(stated.value.plain) points, while “\(indicators[unaccepted ?? 0].name.value)” has none because nothing was accepted. Give what was accepted, and its points."),
                    found: stated.value.plain))
        }
        return hits
    }
}

extension String {
    /// Says that something was signed or begun, and that it is not complete.
    fileprivate var isOnlyBegun: Bool {
        holds(anyOf: ["尚未完工", "未完工", "未竣工", "尚未验收", "未验收", "尚未完成", "正在施工", "正在实施", "仍在施工", "尚未安装", "尚未交付", "未交付"])
            || (holds(anyOf: ["已签订合同", "已签合同", "已签约", "已完成招标", "已开工"]) && !holds(anyOf: ["完工", "竣工", "验收", "已完成", "交付", "建成"]))
    }
}
