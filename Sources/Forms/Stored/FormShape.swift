package import BudgetModel

/// What a form may say as JSON.
///
/// Keys are those of docs/formats/evaluation.schema.json wherever they mean the same; what the engine computes has no key here.
enum FormShape {
    private static let kinds = FormKind.allCases.map(\.rawValue)
    private static let periods = FundPeriod.allCases.map(\.rawValue)
    private static let row = Shape.Kind.whole(1...500)
    /// Says that there is none where the text beside it would tell one.
    static let none = "none"

    private static func cells(_ keys: String...) -> Shape.Kind { .object(Shape("Where each value stands; only for forms that were read from a document.", keys: keys, .cell)) }
    private static func emptyCells(_ keys: [String]) -> Shape.Kind { .object(Shape("Empty cells that stand beside a value read from elsewhere.", keys: keys, .cell)) }

    private static let source = Shape(
        "What the form is and where it was read.",
        [
            .init("form", .word(kinds), isRequired: true),
            .init("file", .name()), .init("sheet", .name(), "The sheet of cells that name none."),
            .init("settled", .flag, "Whether all of it was read from a document: then nothing is worked out that the form as a whole would say, such as points that stand in running text."),
            .init("listed", .flag, "Whether it is a row of a list of programmes."),
            .init("area", .area),
        ])

    static let amounts = FundField.allCases.map(\.rawValue)

    private static let fund = Shape(
        "A row of the money table. Without a source its label tells it.",
        [
            .init("source", .word(FundSource.allCases.map(\.rawValue) + [none])), .init("label", .name(), "As printed; left out for the official one."), .init("period", .word(periods), "The year where none is given."),
        ]
            + FundField.allCases.map { .init($0.rawValue, .yuan, amountWords[$0] ?? "") } + [
                .init("printed", .object(Shape("The number of the cell where it is not the amount in the form's unit.", keys: amounts, .decimal))),
                .init("statedRate", .name(), "As printed: 86%."), .init("reason", .text),
                .init("cells", cells("label", "initial", "adjusted", "received", "executed", "forecast", "rate", "reason")), .init("emptyCells", emptyCells(amounts)),
            ])

    private static let amountWords: [FundField: String] = [
        .initial: "Yuan. 年初预算数, or the declared amount of goal and monitoring forms.", .adjusted: "Yuan. 全年预算数.", .received: "Yuan. 到位数.", .executed: "Yuan. 全年执行数.",
        .forecast: "Yuan. 全年预计执行数 of monitoring forms.",
    ]

    private static let rate = Shape("A rate with the percentage that was read, where its text alone would be read another way or is not known.", [.init("text", .name()), .init("percent", .decimal)])

    private static let execution = Shape(
        "The points of budget execution. Left out, it follows from the money and the rows.",
        [
            .init("weight", .decimal), .init("statedScore", .decimal), .init("statedRate", .textOr(rate), "As printed: 86%."),
            .init("reason", .text), .init("indicator", row, "The row that stands for it, counted from 1."), .init("cells", cells("weight", "score", "rate", "reason")), .init("emptyCells", emptyCells(["weight", "score", "rate"])),
        ])

    private static let goal = Shape(
        "A goal and what came of it.",
        [.init("expected", .text), .init("achieved", .text), .init("weight", .decimal), .init("period", .word(periods)), .init("cells", cells("expected", "achieved", "weight"))])

    private static let value = Shape(
        "A value with what was read from it, where its text alone would be read another way.",
        [
            .init("text", .text, isRequired: true), .init("number", .decimal), .init("low", .decimal), .init("high", .decimal), .init("date", .day), .init("unit", .name()),
            .init("printedUnit", .name(), "The unit's printed form where it is another one."), .init("comparator", .word(Comparator.allCases.map(\.rawValue))), .init("approximate", .flag),
            .init("duration", .flag, "Whether it is a length of time."),
        ])

    private static let note = Shape("", [.init("label", .name(), isRequired: true), .init("text", .text, isRequired: true), .init("at", .cell)])

    static let likelihoods = Likelihood.allCases.map(\.rawValue)

    private static let indicator = Shape(
        "A level-3 indicator. Values are read as in a workbook: ≥95%, 2023年12月底前, 3-5次, 达成年度指标.",
        [
            .init("level1", .name(), "As printed; points in brackets are those of the level: 产出指标（50分）."), .init("level2", .name()),
            .init("level1Kind", .word(Level1.allCases.map(\.rawValue) + [none]), "Where the name does not say it."), .init("level2Kind", .word(Level2.allCases.map(\.rawValue) + [none])),
            .init("name", .name(least: 1), isRequired: true), .init("goal", row, "The goal it stands under, counted from 1, for forms with several."), .init("period", .word(periods)),
            .init("comparator", .word(Comparator.allCases.map(\.rawValue) + [none]), "The sign of a column of its own; left out where it stands in the target."), .init("target", .textOr(value), "The target in force."),
            .init("initialTarget", .textOr(value), "The target before it was adjusted; an empty text where only the adjusted one is known."), .init("unit", .name(), "The unit of values that carry none."), .init("actual", .textOr(value)),
            .init("actualUnit", .name(), "The unit of the actual value, where it is another one."), .init("weight", .decimal), .init("statedScore", .decimal), .init("reason", .text), .init("remark", .text),
            .init("forecast", .textOr(value)), .init("likelihood", .word(likelihoods)), .init("causes", .list(.word(DeviationCause.allCases.map(\.rawValue)), atMost: 5)),
            .init("tier", .whole(0...3), "1 achieved, 2 partly, 3 not, 0 none; left out where the actual value says it."), .init("tierBasis", .word(["stated", "inferred", none]), "How the tier is known; stated where nothing is said."),
            .init(
                "notApplicable",
                .object(Shape("Why the row is left out; not needed where the actual value says 不适用.", [.init("ground", .word(NotApplicableGround.allCases.map(\.rawValue))), .init("text", .text, isRequired: true)]))),
            .init("applicable", .flag, "True where the row counts though its actual value begins with 不适用."), .init("core", .flag), .init("explanation", .text), .init("targetBasis", .text), .init("scoringRule", .text), .init("others", .list(.object(note), atMost: 50), "Columns nothing is computed from."),
            .init("executionRate", .flag, "Whether the row repeats the budget execution rate."),
            .init(
                "cells",
                cells(
                    "level1", "level2", "name", "target", "initialTarget", "adjustedTarget", "actual", "weight", "score", "reason", "remark", "forecast", "likelihood", "explanation", "targetBasis", "scoringRule", "comparator",
                    "unit", "tier")), .init("emptyCells", emptyCells(IndicatorField.allCases.map(\.rawValue))),
        ])

    private static let block = Shape(
        "A level with points of its own.",
        [
            .init("level1", .name(), isRequired: true), .init("level2", .name()), .init("goal", row), .init("weight", .decimal, isRequired: true), .init("at", .cell),
            .init("rows", .list(row, atMost: 500), "Its indicators, counted from 1; left out where their levels say it."),
        ])

    static let form = Shape(
        "A performance form as it was filled in; nothing computed. What is left out, or null, is read from the other texts as in a workbook, where they say it.",
        [
            .init("formVersion", .whole(1...1)), .init("source", .object(source), isRequired: true), .init("title", .name()), .init("formNumber", .name()), .init("programme", .name()), .init("programmeCode", .name()),
            .init("department", .name()), .init("implementingUnit", .name()), .init("year", .whole(1_990...2_099)), .init("amountUnit", .word(["元", "千元", "万元", "百万元", "亿元"]), "The unit the form prints; amounts here are yuan all the same. 万元 where none is given."),
            .init("funds", .list(.object(fund), atMost: 200)), .init("execution", .object(execution)), .init("goals", .list(.object(goal), atMost: 100)), .init("indicators", .list(.object(indicator), atMost: 500)),
            .init("blocks", .list(.object(block), atMost: 500)), .init("statedWeightTotal", .decimal), .init("statedTotal", .decimal), .init("statedGrade", .name()),
            .init("hasWeights", .flag, "Whether the form has a column of points; left out where a row has some."), .init("texts", .list(.object(note), atMost: 200)),
            .init("emptyLabels", .list(.object(Shape("A cell that should be filled and is not.", [.init("label", .name(), isRequired: true), .init("at", .cell)])), atMost: 500)),
            .init(
                "unread",
                .list(
                    .object(Shape("A cell that no field took.", [.init("at", .cell, isRequired: true), .init("text", .text, isRequired: true), .init("cause", .word(["unplaced", "hidden", "formula-without-result"]))])), atMost: 5_000)),
            .init("notes", .list(.object(Shape("What the reader assumed.", [.init("zh", .text, isRequired: true), .init("en", .text, isRequired: true)])), atMost: 200)),
            .init("cells", cells("title", "formNumber", "programme", "programmeCode", "department", "implementingUnit", "year", "amountUnit", "total", "weightTotal", "grade")), .init("emptyCells", emptyCells(["total"])),
        ])
}

extension FundSource {
    /// The label that the official form prints before the source.
    package var officialLabel: String {
        switch self {
        case .total: "年度资金总额"
        case .appropriation: "其中：当年财政拨款"
        case .carryover: "上年结转资金"
        case .other: "其他资金"
        case .basic: "基本支出"
        case .project: "项目支出"
        case .central: "中央财政资金"
        case .provincial: "省级财政资金"
        case .municipal: "市级财政资金"
        case .county: "县级财政资金"
        case .specialAccount: "财政专户管理资金"
        case .unit: "单位资金"
        }
    }
}
