import BudgetModel
import Narrative

extension Rule {
    /// Flags shares of a whole do not make 100 %.
    package static let sharesOfWholeNotHundred = Rule(
        "F11", Wording(zh: "各部分占比相加不是100%", en: "Shares of a whole do not make 100 %"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(2, of: 2, doubtful: 0, of: 1), stages: [.report], severity: .error,
        citing: [.practice],
        because: Wording(
            zh: "同一总体的各部分占比相加应是100%，四舍五入的尾差除外。",
            en: "Shares of one whole make 100 %, last digits aside."),
        triggering: [
            Example(Wording(zh: "四个街道", en: "four districts"), stating: ["100"], in: "资金分配按街道为：城关街道占38%，河东街道占27%，新华街道占21%，火车站街道占17%。"),
            Example(Wording(zh: "三类", en: "three kinds"), stating: ["100"], in: "受访群众中，满意的占85.2%，基本满意的占10.5%，不满意的占6.3%。"),
        ],
        nonTriggering: [
            Example(Wording(zh: "尾差", en: "last digits"), in: "五项占比依次为占61.3%、14.9%、11.3%、8.4%、4.2%。"),
            Example(Wording(zh: "没有说全", en: "not all of them"), in: "第一产业占12%，第二产业占38%。"),
        ],
        claims: { $0.kind == .share && $0.dimension == .percent })
}
