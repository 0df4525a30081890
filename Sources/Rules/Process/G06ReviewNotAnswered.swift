import BudgetModel
import Quantities

extension Rule {
    /// Flags results of a re-evaluation that were not answered in time.
    package static let reviewNotAnswered = Rule(
        "G06", Wording(zh: "复核、评价结果没有按期整改反馈", en: "The result of a review was not answered in time"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.selfEvaluation], severity: .warning,
        citing: [.practice],
        because: Wording(
            zh: "评价、复核结果书面反馈后，被评价单位应在规定期限内（见到的地方规定为30日）报送整改情况。期限可在过程记录里写明。",
            en: "After the result of an evaluation or review was sent, the unit reports its measures within the days given (30 in the local rule seen). The record of the process may set another number."),
        needs: [.notice],
        triggering: [
            Example(
                Wording(zh: "第45天才反馈", en: "answered on the 45th day"), at: ["A1"],
                ExampleForm().process { ($0.noticeSent, $0.answered) = (ExampleForm.day(2024, 5, 1), ExampleForm.day(2024, 6, 15)) }),
            Example(
                Wording(zh: "期限20天，至今没有反馈", en: "20 days given, no answer yet"), at: ["A1"],
                ExampleForm().process { ($0.noticeSent, $0.today, $0.answerDays) = (ExampleForm.day(2024, 5, 1), ExampleForm.day(2024, 5, 25), 20) }),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "第30天反馈", en: "answered on the 30th day"),
                ExampleForm().process { ($0.noticeSent, $0.answered) = (ExampleForm.day(2024, 5, 1), ExampleForm.day(2024, 5, 31)) }),
            Example(
                Wording(zh: "还在期限内", en: "still within the days given"),
                ExampleForm().process { ($0.noticeSent, $0.today) = (ExampleForm.day(2024, 5, 1), ExampleForm.day(2024, 5, 25)) }),
        ]
    ) { facts in
        guard let process = facts.context.process, let sent = process.noticeSent, let day = process.answered ?? process.today else { return [] }
        let days = day.days(after: sent)
        // 30 days unless the notice gave others.
        let answerDays = process.answerDays ?? 30
        guard days > answerDays else { return [] }
        let isAnswered = process.answered != nil
        return [
            Hit(
                at: facts.evaluation.head,
                Wording(
                    zh: "评价结果\(sent.iso)发出，应在\(answerDays)日内反馈整改情况，\(isAnswered ? "实际用了\(days)日" : "已过\(days)日尚未反馈")。请\(isAnswered ? "说明原因" : "尽快报送整改情况")。",
                    en: "The result was sent on \(sent.iso) and was to be answered within \(answerDays) days; \(isAnswered ? "it took \(days)" : "\(days) have passed without an answer"). \(isAnswered ? "Say why." : "Report the measures taken.")"),
                expected: "≤ \(answerDays)", found: String(days))
        ]
    }
}

extension Need {
    fileprivate static let notice = process(Wording(zh: "结果通知日和反馈日", en: "the day the result was sent and the day of the answer")) {
        $0.noticeSent != nil && ($0.answered != nil || $0.today != nil)
    }
}
