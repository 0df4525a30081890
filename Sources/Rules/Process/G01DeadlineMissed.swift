import BudgetModel
import Quantities

extension Rule {
    /// Flags forms handed in after their deadline.
    package static let deadlineMissed = Rule(
        "G01", Wording(zh: "超过报送期限", en: "The deadline was missed"),
        since: "0.1.0", status: .stable, nature: .exact, stages: Stage.allCases, severity: .error,
        citing: [.practice],
        because: Wording(
            zh: "目标、监控、自评各有报送期限，逾期影响汇总和预算安排。还没有报送而期限已过的也算；期限由当地规定，写在过程记录里。",
            en: "Goals, monitoring and self-evaluation have their deadlines; late ones hold up the whole. Not yet handed in after the deadline counts too. The deadline is set locally and stands in the record of the process."),
        needs: [.deadline],
        triggering: [
            Example(
                Wording(zh: "晚5天", en: "5 days late"), at: ["A1"],
                ExampleForm().process { ($0.deadline, $0.handedIn) = (ExampleForm.day(2024, 3, 31), ExampleForm.day(2024, 4, 5)) }),
            Example(
                Wording(zh: "期限已过，尚未报送", en: "the deadline has passed, nothing handed in"), at: ["A1"],
                ExampleForm(.monitoring).process { ($0.deadline, $0.today) = (ExampleForm.day(2023, 8, 31), ExampleForm.day(2023, 9, 2)) }),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "期限当天报送", en: "on the last day"),
                ExampleForm().process { ($0.deadline, $0.handedIn) = (ExampleForm.day(2024, 3, 31), ExampleForm.day(2024, 3, 31)) }),
            Example(Wording(zh: "没有过程记录（未检查）", en: "no record of the process (not checked)"), ExampleForm()),
        ]
    ) { facts in
        guard let process = facts.context.process, let deadline = process.deadline else { return [] }
        let name = facts.evaluation.objectName
        if let day = process.handedIn {
            guard day > deadline else { return [] }
            return [
                Hit(
                    at: facts.evaluation.head,
                    Wording(
                        zh: "\(name.zh)报送期限是\(deadline.iso)，\(day.iso)才报送，晚\(day.days(after: deadline))天。请说明原因，或附经批准的延期。",
                        en: "\(name.en) was due on \(deadline.iso) and handed in on \(day.iso), \(day.days(after: deadline)) days late. Give the reason, or the extension granted."),
                    expected: deadline.iso, found: day.iso)
            ]
        }
        guard let today = process.today, today > deadline else { return [] }
        return [
            Hit(
                at: facts.evaluation.head,
                Wording(
                    zh: "\(name.zh)报送期限是\(deadline.iso)，已过\(today.days(after: deadline))天，尚未报送。请尽快报送并说明原因。",
                    en: "\(name.en) was due on \(deadline.iso), \(today.days(after: deadline)) days ago, and is not handed in. Hand it in and say why."),
                expected: deadline.iso)
        ]
    }
}

extension Need {
    fileprivate static let deadline = process(Wording(zh: "报送期限和报送日", en: "deadline and day of handing in")) {
        $0.deadline != nil && ($0.handedIn != nil || $0.today != nil)
    }
}
