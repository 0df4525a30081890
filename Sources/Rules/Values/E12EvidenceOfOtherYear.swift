import BudgetModel
import Quantities

extension Rule {
    /// Flags evidence of another year.
    package static let evidenceOfOtherYear = Rule(
        "E12", Wording(zh: "佐证材料不是本年度的", en: "Evidence of another year"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(0, of: 0), stages: [.selfEvaluation], severity: .warning,
        citing: [.practice],
        because: Wording(
            zh: "材料要证明本年度的完成情况。自评在次年上半年进行，次年6月底前形成的汇总、调查材料仍算。日期取自文件名或材料文字，不取文件的修改时间；写明是制度、规划、批复等依据的不提。",
            en: "Evidence proves what was done in the year. Self-evaluation takes place in the first half of the next one, so papers up to the end of its June count. Days come from names and texts, never from the file system; rules, plans and approvals are passed over."),
        needs: [.evidence],
        triggering: [
            Example(
                Wording(zh: "两年前的签到表", en: "a list two years old"), at: ["D13"],
                ExampleForm().row("培训人数", ">=", "100", "人", actual: "110").evidence([EvidenceFile(path: "01 培训人数/签到表.pdf", digest: "a", day: ExampleForm.day(2021, 5, 8))])),
            Example(
                Wording(zh: "文件名写着上一年", en: "the name speaks of the year before"), at: ["D13"],
                ExampleForm().row("巡查次数", ">=", "12", "次", actual: "12").evidence([EvidenceFile(path: "巡查次数/2022年巡查台账.xlsx", digest: "a", year: 2022)])),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "次年二月的汇总", en: "a summary of next February"),
                ExampleForm().row("培训人数", ">=", "100", "人", actual: "110").evidence([EvidenceFile(path: "01 培训人数/汇总.pdf", digest: "a", day: ExampleForm.day(2024, 2, 8))])),
            Example(
                Wording(zh: "上年印发的制度", en: "a rule of the year before"),
                ExampleForm().row("巡查次数", ">=", "12", "次", actual: "12").evidence([EvidenceFile(path: "巡查次数/2022年巡查管理办法.pdf", digest: "a", year: 2022)])),
        ]
    ) { facts in
        guard let evidence = facts.context.evidence, let year = facts.evaluation.year?.value else { return [] }
        var hits: [Hit] = []
        for (index, files) in facts.evidenceRows.enumerated() {
            for file in files.map({ evidence.files[$0] }) {
                guard !file.name.holds(anyOf: ["办法", "制度", "规划", "方案", "批复", "通知", "意见", "标准", "合同", "立项"]) else { continue }
                let isOutside: Bool
                if let day = file.day { isOutside = day.year < year || day.year > year + 1 || day.year == year + 1 && day.month > 6 } else if let other = file.year {
                    isOutside = other < year || other > year + 1
                } else {
                    continue
                }
                guard isOutside else { continue }
                let name = facts.evaluation.indicators[index].name
                let when = file.day?.iso ?? file.year.map(String.init) ?? ""
                hits.append(
                    Hit(
                        at: name.cell,
                        Wording(
                            zh: "「\(name.value)」的材料“\(file.name)”是\(when)的，不能证明\(year)年的完成情况。请换成本年度的材料。",
                            en: "“\(file.name)”, evidence of “\(name.value)”, is of \(when) and proves nothing for \(year). Give papers of the year."),
                        expected: String(year), found: when))
            }
        }
        return hits
    }
}
