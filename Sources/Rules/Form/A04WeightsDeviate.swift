import BudgetModel
import Quantities

extension Rule {
    /// Flags points of level 1 that differ from those of the framework.
    package static let weightsDeviate = Rule(
        "A04", Wording(zh: "一级指标分值与评价方案不一致", en: "Points of level 1 differ from the framework"),
        since: "0.1.0", status: .stable, nature: .exact, precision: Precision(12, of: 12), stages: [.goal, .selfEvaluation], severity: .warning,
        citing: [.evaluationMeasures, .coreIndicatorGuide],
        because: Wording(
            zh: "方案给一级指标规定了分值，可比的对象分值应当一致；因地制宜调整的要写明理由。没有满意度指标的，其分值归效益指标。评价方案规定必须照用的，为错误；分值合计不是100的由A01提示，印出的块分值与各行不符的由A02提示。",
            en: "The framework sets the points of level 1, and comparable objects should carry the same ones; a change needs its reason. Without satisfaction indicators their points go to benefit. Where the framework is binding this is an error. Points that do not add up to 100 are A01's, printed points of a block that are not those of its rows A02's."),
        triggering: [
            Example(
                Wording(zh: "产出60分、效益20分", en: "60 for output and 20 for benefit"), at: ["B13"],
                ExampleForm().row("巡查次数", ">=", "12", "次", actual: "12", weight: "60").under(.output)
                    .row("受益人数", ">=", "300", "人", actual: "300", weight: "20").under(.benefit)
                    .row("群众满意度", ">=", "90", "%", actual: "95", weight: "10").under(.satisfaction).execution(weight: "10").nationalTree()),
            Example(
                Wording(zh: "没有满意度指标，产出占60分", en: "no satisfaction, 60 for output"), at: ["B13"],
                ExampleForm().row("巡查次数", ">=", "12", "次", actual: "12", weight: "60").under(.output)
                    .row("受益人数", ">=", "300", "人", actual: "300", weight: "30").under(.benefit).execution(weight: "10").nationalTree()),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "50、30、10，执行率10", en: "50, 30, 10 and execution 10"),
                ExampleForm().row("巡查次数", ">=", "12", "次", actual: "12", weight: "50").under(.output)
                    .row("受益人数", ">=", "300", "人", actual: "300", weight: "30").under(.benefit)
                    .row("群众满意度", ">=", "90", "%", actual: "95", weight: "10").under(.satisfaction).execution(weight: "10").nationalTree()),
            Example(
                Wording(zh: "没有满意度指标，其10分归效益", en: "no satisfaction, its 10 points with benefit"),
                ExampleForm().row("巡查次数", ">=", "12", "次", actual: "12", weight: "50").under(.output)
                    .row("受益人数", ">=", "300", "人", actual: "300", weight: "40").under(.benefit).execution(weight: "10").nationalTree()),
            Example(
                Wording(zh: "四川的表，分值由单位分配", en: "the Sichuan form, where the unit shares out its points"),
                ExampleForm().fund(.total, adjusted: "100", executed: "95").with { evaluation, _ in evaluation.funds[0].reason = Sourced("预算执行率=预算执行数/调整后预算数", nil) }
                    .row("巡查次数", ">=", "12", "次", actual: "12", weight: "60").under(.output).row("受益人数", ">=", "300", "人", actual: "300", weight: "30").under(.benefit)
                    .execution(weight: "10").nationalTree()),
            Example(
                Wording(zh: "写明了调整分值的理由", en: "the change is explained"),
                ExampleForm().row("巡查次数", ">=", "12", "次", actual: "12", weight: "60").under(.output)
                    .row("受益人数", ">=", "300", "人", actual: "300", weight: "30").under(.benefit).execution(weight: "10")
                    .text("分值调整说明", "本项目不直接服务公众，产出占60分").nationalTree()),
        ]
    ) { facts throws(QuantityError) in
        let evaluation = facts.evaluation
        guard evaluation.kind.isOfProject || facts.framework.weightsAreBinding || !facts.framework.kinds.contains(.projectSelfEvaluation) else { return [] }
        // The Sichuan form, known by what it prints beside its money, leaves its 90 points free even where its number is lost.
        if evaluation.funds.contains(where: { $0.reason?.value.holds("调整后预算数") ?? false }) { return [] }
        var points: [Level1: ExactDecimal] = [:]
        var places: [Level1: CellRef] = [:]
        var total = facts.separateExecution?.weight?.value ?? .zero
        for index in evaluation.indicators.indices where evaluation.indicators[index].period == .year {
            if evaluation.indicators[index].isExecutionRate {
                total = try total + (evaluation.indicators[index].weight?.value ?? .zero)
                continue
            }
            // Another tree, or a row without points: nothing to compare.
            guard let kind = evaluation.indicators[index].level1Kind, let weight = evaluation.indicators[index].weight?.value,
                evaluation.indicators[index].goalIndex.map({ $0 == 0 }) ?? true
            else { return [] }
            // Numbers out of reach are A01's.
            guard let sum = try? total + weight, let block = try? (points[kind] ?? .zero) + weight else { return [] }
            total = sum
            points[kind] = block
            if places[kind] == nil { places[kind] = evaluation.indicators[index].level1Cell ?? evaluation.indicators[index].name.cell }
        }
        guard points.count > 1, total == .hundred, facts.separateExecution?.weight != nil, try !Rule.hasWrongBlock(evaluation), var planned = facts.framework.pointsOfLevel1 else { return [] }
        // A framework without satisfaction counts it with benefit, one without cost counts it with output.
        for (kind, whole) in [(Level1.satisfaction, Level1.benefit), (.cost, .output)] {
            guard planned[kind] == nil, let part = points[kind], let rest = points[whole] else { continue }
            points[kind] = nil
            points[whole] = try rest + part
        }
        if points[.satisfaction] == nil, let moved = planned[.satisfaction], let benefit = planned[.benefit] {
            planned[.satisfaction] = nil
            planned[.benefit] = try benefit + moved
        }
        let off = Level1.allCases.filter { (points[$0] ?? .zero) != (planned[$0] ?? .zero) }
        guard let first = off.first(where: { places[$0] != nil }) ?? off.first,
            !evaluation.texts.contains(where: { $0.label.holds(anyOf: ["分值", "权重"]) && $0.text.value.saysSomething })
        else { return [] }
        let list = off.map { "\($0.wording.zh)\((points[$0] ?? .zero).plain)分（方案\((planned[$0] ?? .zero).plain)分）" }.joined(separator: "、")
        let listed = off.map { "\($0.wording.en) \((points[$0] ?? .zero).plain) (framework \((planned[$0] ?? .zero).plain))" }.joined(separator: ", ")
        return [
            Hit(
                at: places[first],
                Wording(
                    zh: "一级指标分值与评价方案“\(facts.framework.title.zh)”不一致：\(list)。请按方案调整；本地另有规定的，请选用本地方案或写明理由。",
                    en: "The points of level 1 differ from the framework “\(facts.framework.title.en)”: \(listed). Follow it; where your region has its own rule, choose its framework or give the reason."),
                severity: facts.framework.weightsAreBinding ? .error : nil, expected: (planned[first] ?? .zero).plain, found: (points[first] ?? .zero).plain)
        ]
    }

    /// Whether points printed for a level 1 are not those of its rows; A02 says so.
    private static func hasWrongBlock(_ evaluation: Evaluation) throws(QuantityError) -> Bool {
        for block in evaluation.blocks where block.level2 == nil {
            if try ExactDecimal.sum(block.members.compactMap { evaluation.indicators[$0].weight?.value }) != block.weight.value { return true }
        }
        return false
    }
}

extension FormKind {
    /// Whether the form is about one project.
    var isOfProject: Bool {
        switch self {
        case .projectSelfEvaluation, .projectGoal, .transferSelfEvaluation: true
        case .departmentSelfEvaluation, .departmentGoal, .departmentScoringTable, .indicatorList, .monitoring, .selfEvaluationReview: false
        }
    }
}

extension Level1 {
    var wording: Wording {
        switch self {
        case .cost: Wording(zh: "成本指标", en: "cost")
        case .output: Wording(zh: "产出指标", en: "output")
        case .benefit: Wording(zh: "效益指标", en: "benefit")
        case .satisfaction: Wording(zh: "满意度指标", en: "satisfaction")
        }
    }

    fileprivate init?(node name: String) {
        if name.hasPrefix("成本") { self = .cost } else if name.hasPrefix("产出") { self = .output } else if name.hasPrefix("效益") { self = .benefit } else if name.hasPrefix("满意度") { self = .satisfaction } else { return nil }
    }
}

extension Framework {
    /// The fixed points of level 1; nil where a node is free or of another tree.
    fileprivate var pointsOfLevel1: [Level1: ExactDecimal]? {
        var points: [Level1: ExactDecimal] = [:]
        for node in tree {
            guard let kind = Level1(node: node.name), case .fixed(let weight) = node.weight else { return nil }
            points[kind] = weight.value
        }
        return points.isEmpty ? nil : points
    }
}
