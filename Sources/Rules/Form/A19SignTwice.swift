import BudgetModel
import Quantities

extension Rule {
    /// Flags targets that print their sign twice, or the name of a unit for its symbol.
    package static let signTwice = Rule(
        "A19", Wording(zh: "指标值的符号重复，或单位写成文字", en: "A sign printed twice, or a unit in words"),
        since: "0.1.0", status: .stable, nature: .exact, precision: Precision(3, of: 3), stages: [.goal, .selfEvaluation], severity: .hint,
        citing: [.practice],
        because: Wording(
            zh: "指标值应写作“符号+数值+单位”，如“≥100%”。“≥≥100”“≥100百分比”多为系统导出或重复填写，读者容易误解；符号前后矛盾的无法计分，为提醒。",
            en: "A target is a sign, a number and a unit: ≥100%. ≥≥100 or ≥100百分比 come from exports or from typing twice and are easily misread. Signs that contradict each other are a warning, since no score follows."),
        triggering: [
            Example(Wording(zh: "≥100百分比", en: "≥100百分比"), at: ["E13"], ExampleForm().row("报告合格率", ">=", "100", "%", actual: "100").printed("≥100百分比")),
            Example(Wording(zh: "符号写了两遍", en: "the sign twice"), at: ["E13"], ExampleForm(.projectGoal).row("培训人数", ">=", "100", "人").printed("≥≥100人")),
            Example(
                Wording(zh: "两个符号相反（提醒）", en: "two opposite signs (a warning)"), at: ["E13"],
                ExampleForm(.projectGoal).row("培训人数", ">=", "100", "人").printed("≥不高于100人")),
        ],
        nonTriggering: [
            Example(Wording(zh: "写法规范", en: "as it should be"), ExampleForm().row("报告合格率", ">=", "100", "%", actual: "100").printed("≥100%")),
            Example(Wording(zh: "区间有两个数", en: "a range has two numbers"), ExampleForm().row("室温", "range", "18-22", "℃", actual: "20").printed("18℃-22℃")),
        ]
    ) { facts in
        var hits: [Hit] = []
        var worded: [Int] = []
        for index in facts.evaluation.indicators.indices {
            guard let raw = facts.evaluation.indicators[index].target?.raw, raw.utf8.count < 60 else { continue }
            let signs = raw.leadingSigns
            if signs.count > 1 {
                let name = facts.evaluation.indicators[index].name.value
                let isContrary = Set(signs.map(\.isUpperBound)).count > 1
                hits.append(
                    Hit(
                        at: facts.evaluation.indicators[index].target?.cell,
                        isContrary
                            ? Wording(
                                zh: "「\(name)」的指标值“\(raw)”有两个相反的符号。请只留一个。", en: "The target “\(raw)” of “\(name)” has two opposite signs. Keep one.")
                            : Wording(zh: "「\(name)」的指标值“\(raw)”把符号写了两遍。请只留一个。", en: "The target “\(raw)” of “\(name)” has its sign twice. Keep one."),
                        severity: isContrary ? .warning : nil, found: raw))
            } else if raw.holds(anyOf: ["百分比", "百分号"]), facts.evaluation.indicators[index].target?.number != nil {
                worded.append(index)
            }
        }
        if let first = worded.first, let target = facts.evaluation.indicators[first].target {
            let name = facts.evaluation.indicators[first].name.value
            let others = worded.count > 1 ? Wording(zh: "等\(worded.count)项", en: " and \(worded.count - 1) more") : Wording(zh: "", en: "")
            hits.append(
                Hit(
                    at: target.cell,
                    Wording(
                        zh: "「\(name)」\(others.zh)的指标值写作“\(target.raw)”，单位是文字。请写成“%”。",
                        en: "The target of “\(name)”\(others.en) is written “\(target.raw)”, with its unit in words. Write %."), found: target.raw))
        }
        return hits
    }
}

extension String {
    /// The signs at the beginning, by symbol or word.
    fileprivate var leadingSigns: [Comparator] {
        var signs: [Comparator] = []
        // Bytes, because every target is looked at.
        var rest = utf8[...]
        scan: while let first = rest.first {
            switch first {
            case 0x20, 0x09, 0x0A, 0x0D: rest = rest.dropFirst()
            case 0xC2 where rest.starts(with: [0xC2, 0xA0]): rest = rest.dropFirst(2)
            case 0xE3 where rest.starts(with: [0xE3, 0x80, 0x80]): rest = rest.dropFirst(3)
            // Nearly every target ends the search here, at its first digit.
            case 0x30...0x39: break scan
            default:
                guard let found = Self.signs.first(where: { rest.starts(with: $0.0.utf8) }) else { break scan }
                signs.append(found.1)
                rest = rest.dropFirst(found.0.utf8.count)
            }
        }
        return signs
    }

    // 大于等于 before 大于, so that it is one sign.
    private static let signs: [(String, Comparator)] = [
        ("大于或等于", .atLeast), ("大于等于", .atLeast), ("小于或等于", .atMost), ("小于等于", .atMost), (">=", .atLeast), ("<=", .atMost), ("≥", .atLeast), ("≧", .atLeast),
        ("≤", .atMost), ("≦", .atMost), ("不低于", .atLeast), ("不少于", .atLeast), ("不小于", .atLeast), ("不高于", .atMost), ("不超过", .atMost), ("不大于", .atMost), ("大于", .above),
        ("小于", .below), (">", .above), ("＞", .above), ("<", .below), ("＜", .below),
    ]
}

extension ExampleForm {
    fileprivate func printed(_ raw: String) -> Self {
        with { evaluation, _ in evaluation.indicators[evaluation.indicators.count - 1].target?.raw = raw }
    }
}
