import BudgetModel
import Quantities

extension Rule {
    /// Flags lists of beneficiaries with too many repeated, unreachable or wrong lines.
    package static let beneficiaryList = Rule(
        "E21", Wording(zh: "受益名单问题较多", en: "A list of beneficiaries with too many flaws"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.selfEvaluation], severity: .warning,
        citing: [.practice],
        because: Wording(
            zh: "审计核对发放名单的通行界限：重复超过3%，抽查联系不上超过5%，金额与本人所述不符超过10%。只看各类行数，名单内容不保存、不显示。",
            en: "The bounds auditors use on lists of payments: more than 3 % repeated, more than 5 % of those asked not reachable, more than 10 % with another amount than they say. Only numbers of lines are looked at; nothing of the list is kept or shown."),
        needs: [.evidence],
        triggering: [
            Example(
                Wording(zh: "200行重复8行", en: "8 of 200 lines repeated"), at: ["D13"],
                ExampleForm().row("补助发放人数", ">=", "200", "人", actual: "200").listed(BeneficiaryList(lines: 200, repeated: 8))),
            Example(
                Wording(zh: "抽查50人，4人联系不上，6人金额不符", en: "of 50 asked, 4 unreachable and 6 with another amount"), at: ["D13", "D13"],
                ExampleForm().row("补助发放人数", ">=", "200", "人", actual: "200").listed(BeneficiaryList(lines: 200, repeated: 0, asked: 50, unreachable: 4, wrongAmount: 6))),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "重复正好3%", en: "exactly 3 % repeated"),
                ExampleForm().row("补助发放人数", ">=", "200", "人", actual: "200").listed(BeneficiaryList(lines: 200, repeated: 6))),
            Example(
                Wording(zh: "材料里没有名单", en: "no list in the evidence"), ExampleForm().row("补助发放人数", ">=", "200", "人", actual: "200").evidence("1 汇总.pdf")),
        ]
    ) { facts throws(QuantityError) in
        guard let evidence = facts.context.evidence else { return [] }
        var hits: [Hit] = []
        for (number, file) in evidence.files.enumerated() {
            guard let list = file.list else { continue }
            let row = facts.evidenceRows.firstIndex { $0.contains(number) }
            let at = row.flatMap { facts.evaluation.indicators[$0].name.cell }
            let checks: [(Int, Int, Int, Wording, Wording)] = [
                (list.repeated, list.lines, 3, Wording(zh: "重复的行", en: "repeated lines"), Wording(zh: "请剔除重复后重新统计", en: "Remove them and count again")),
                (list.unreachable, list.asked, 5, Wording(zh: "抽查联系不上的", en: "asked and not reachable"), Wording(zh: "请逐一核实", en: "Verify them one by one")),
                (list.wrongAmount, list.asked, 10, Wording(zh: "抽查金额不符的", en: "asked with another amount"), Wording(zh: "请核对发放凭证", en: "Check the vouchers")),
            ]
            for (count, of, bound, what, demand) in checks where of > 0 && count * 100 > of * bound {
                let share = try (Ratio(ExactDecimal(count), over: ExactDecimal(of)) * ExactDecimal.hundred).rounded(to: 2, .halfUp)
                hits.append(
                    Hit(
                        at: at,
                        Wording(
                            zh: "名单“\(file.name)”\(what.zh)\(count)（共\(of)），占\(share.plain)%，超过\(bound)%。\(demand.zh)。",
                            en: "“\(file.name)”: \(what.en) \(count) of \(of), \(share.plain) %, above \(bound) %. \(demand.en)."),
                        expected: "≤ \(bound)%", found: share.plain + "%"))
            }
        }
        return hits
    }
}

extension ExampleForm {
    fileprivate func listed(_ list: BeneficiaryList) -> Self {
        evidence([EvidenceFile(path: "1 补助发放名单.csv", digest: "a", list: list)])
    }
}
