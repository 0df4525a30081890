import BudgetModel
import Narrative

extension Rule {
    /// Asks about conclusions that follow from no indicator.
    package static let conclusionOfNothing = Rule(
        "F14", Wording(zh: "结论没有指标支持", en: "A conclusion that follows from no indicator"),
        since: "0.1.0", status: .stable, nature: .question, stages: [.report], severity: .warning,
        citing: [.evaluationMeasures],
        because: Wording(
            zh: "“社会效益显著”“群众反响较好”要有指标、调查或记录支持。程序看不出依据够不够，请审核的人问一句。",
            en: "“Considerable benefit” or “well received” need an indicator, a survey or a record behind them. A program cannot tell whether there is one; the reviewer asks."),
        triggering: [
            Example(Wording(zh: "社会效益显著", en: "considerable benefit"), stating: ["社会效益显著"], in: "项目实施后社会效益显著，居民出行更加方便。"),
            Example(Wording(zh: "群众反响较好", en: "well received"), stating: ["群众反响较好"], in: "活动形式多样，群众反响较好。"),
        ],
        nonTriggering: [
            Example(Wording(zh: "同一句有数字", en: "a figure in the same sentence"), in: "居民满意度由84%提高到91%，社会效益显著。"),
            Example(Wording(zh: "没有这类结论", en: "no such conclusion"), in: "全年维修道路12公里，投诉降到187件。"),
        ],
        audit: { facts in
            facts.shape.words.all(.conclusion, in: 0..<facts.text.count).prefix(20).compactMap { place -> Hit? in
                guard !facts.hasFigures(facts.text.sentence(around: place)) else { return nil }
                return facts.hit(
                    place, kind: .outline,
                    Wording(
                        zh: "“\(facts.text.quote(place))”由哪项指标、调查或记录得出？请补上依据，或删去这句。",
                        en: "Which indicator, survey or record is “\(facts.text.quote(place))” drawn from? Name it, or leave the sentence out."))
            }.prefix(3).map(\.self)
        })
}
