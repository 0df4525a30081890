package import BudgetModel
import Quantities

/// Makes the official self-evaluation report of one form.
///
/// Every figure is the form's or the score sheet's; what the form does not say stays a marked gap for
/// the author. Sentences state and never praise.
///
/// - Source: outlines of rules.md 5.7.
package enum ReportBuilder {
    /// - Parameters:
    ///   - evaluation: a form of a scored kind (`FormKind.isScored`).
    ///   - findings: all that was found on it; errors make the report a draft.
    ///   - notChecked: rules that did not run; those that a profile switched off are told.
    package static func build(
        _ evaluation: Evaluation, scoreSheet: ScoreSheet, framework: Framework, findings: [Finding], notChecked: [NotChecked] = [], options: ReportOptions = ReportOptions()
    ) -> SelfEvaluationReport {
        let facts = ReportFacts(evaluation, scoreSheet, framework, findings, switchedOff: notChecked.filter { $0.cause == .switchedOff }, options)
        let annexes = ReportAnnexes(facts).all
        var composer = SectionComposer(facts, annexes: annexes)
        let sections = composer.sections()
        let isDraft = !facts.standingErrors.isEmpty
        let titleLines = title(facts)
        let signature = ReportSignature(unit: facts.signatory, date: options.signatureDate.map { Span(dateText($0)) } ?? .gap("日期"))
        return SelfEvaluationReport(
            titleLines: titleLines, isDraft: isDraft, draftNote: isDraft ? draftNote(facts, annexes) : nil, sections: sections,
            signature: signature, annexes: annexes,
            fields: FieldComposer(facts, title: titleLines, signature: signature, isDraft: isDraft).fields)
    }

    /// `2024年3月15日`, without zeros in front.
    static func dateText(_ day: CalendarDay) -> String { "\(day.year)年\(day.month)月\(day.day)日" }

    private static func title(_ facts: ReportFacts) -> [Span] {
        let year = facts.yearText ?? ""
        switch facts.outline {
        case .department: return [facts.subject, Span(year + "部门整体支出绩效自评报告")]
        case .project: return [facts.subject, Span(year + "项目支出绩效自评报告")]
        case .transferPayment: return [facts.subject, Span(year + "转移支付绩效自评报告")]
        }
    }

    private static func draftNote(_ facts: ReportFacts, _ annexes: [ReportAnnex]) -> ReportParagraph {
        let number = annexes.firstIndex { $0.kind == .comparison }.map { "，详见附件\($0 + 1)" } ?? ""
        let marked = facts.errors.isEmpty ? "" : "，所在之处以黄色标出"
        return ReportParagraph(
            "本稿为草稿：自评表中尚有\(facts.standingErrors.count)处错误未更正\(marked)\(number)。请更正自评表后重新生成；以青色标出的【待补充】由编写人填写。")
    }
}

/// Chinese numerals for headings, 1 … 99.
func chineseNumeral(_ number: Int) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    guard (1...99).contains(number) else { return String(number) }
    let (tens, ones) = number.quotientAndRemainder(dividingBy: 10)
    return (tens > 1 ? digits[tens] : "") + (tens > 0 ? "十" : "") + digits[ones]
}
