import BudgetModel
import Quantities

extension Rule {
    /// Flags a completion date before the day of the acceptance paper.
    package static let acceptanceContradicts = Rule(
        "E13", Wording(zh: "完成日期与验收材料不符", en: "The completion date contradicts the acceptance paper"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(0, of: 0), stages: [.selfEvaluation], severity: .warning,
        citing: [.practice],
        because: Wording(
            zh: "时效指标的完成日期以验收、竣工材料的日期为准。验收晚于填报的完成日期一个月以上的提出；一个月之内是办理验收的通常时间。",
            en: "A timeliness row is completed by the day of its acceptance. Acceptance more than a month after the reported day is raised; within a month it is the usual time to get it."),
        needs: [.evidence],
        triggering: [
            Example(
                Wording(zh: "填6月完成，11月验收", en: "June reported, accepted in November"), at: ["F13"],
                ExampleForm().row("工程完工时间", "date", "6月30日", actual: "6月20日").due(6, 30, 6, 20)
                    .evidence([EvidenceFile(path: "工程完工时间/竣工验收单.pdf", digest: "a", day: ExampleForm.day(2023, 11, 25))])),
            Example(
                Wording(zh: "填本年完成，次年验收", en: "this year reported, accepted in the next"), at: ["F13"],
                ExampleForm().row("设备安装完成时间", "date", "11月底", actual: "11月10日").due(11, 30, 11, 10)
                    .evidence([EvidenceFile(path: "1 验收报告.pdf", digest: "a", day: ExampleForm.day(2024, 1, 15))])),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "半个月后验收", en: "accepted half a month later"),
                ExampleForm().row("工程完工时间", "date", "6月30日", actual: "6月20日").due(6, 30, 6, 20)
                    .evidence([EvidenceFile(path: "工程完工时间/竣工验收单.pdf", digest: "a", day: ExampleForm.day(2023, 7, 5))])),
            Example(
                Wording(zh: "材料不是验收单", en: "the paper is no acceptance"),
                ExampleForm().row("工程完工时间", "date", "6月30日", actual: "6月20日").due(6, 30, 6, 20)
                    .evidence([EvidenceFile(path: "工程完工时间/付款凭证.pdf", digest: "a", day: ExampleForm.day(2023, 11, 25))])),
        ]
    ) { facts in
        guard let evidence = facts.context.evidence, let year = facts.evaluation.year?.value else { return [] }
        var hits: [Hit] = []
        for index in facts.evaluation.indicators.indices {
            guard case .date(let date)? = facts.evaluation.indicators[index].actual?.content, let actual = facts.evaluation.indicators[index].actual, (1...12).contains(date.month) else { continue }
            let inYear = date.year ?? year
            guard let reported = try? CalendarDay(year: inYear, month: date.month, day: date.day ?? CalendarDay.lastDay(of: date.month, year: inYear)) else { continue }
            for file in facts.evidenceRows[index].map({ evidence.files[$0] }) where file.path.holds(anyOf: ["验收", "竣工", "交付"]) {
                guard let accepted = file.day, accepted.days(after: reported) > 31 else { continue }
                let name = facts.evaluation.indicators[index].name.value
                hits.append(
                    Hit(
                        at: actual.cell,
                        Wording(
                            zh: "「\(name)」填\(actual.raw)完成，“\(file.name)”的日期是\(accepted.iso)，晚\(accepted.days(after: reported))天。请按验收日期更正完成时间和得分。",
                            en: "“\(name)” is reported for \(actual.raw), but “\(file.name)” is of \(accepted.iso), \(accepted.days(after: reported)) days later. Correct the date and its points by the acceptance."),
                        expected: accepted.iso, found: reported.iso))
            }
        }
        return hits
    }
}

extension ExampleForm {
    /// Reads target and actual of the last row as days.
    fileprivate func due(_ month: Int, _ day: Int, _ actualMonth: Int, _ actualDay: Int) -> Self {
        with { evaluation, _ in
            let last = evaluation.indicators.count - 1
            evaluation.indicators[last].target?.content = .date(DueDate(month: month, day: day))
            evaluation.indicators[last].actual?.content = .date(DueDate(month: actualMonth, day: actualDay))
        }
    }
}
