import BudgetModel
import Frameworks
import Quantities
import Scoring

extension FrameworkStore {
    /// A framework made ready for tables.
    ///
    /// - Throws: `FrameworkRefused`; `InputProblem` for rules that ask for more than the rows of a project added up.
    func scorer(_ name: String, on day: CalendarDay) throws -> ColumnScorer {
        let scorer = ColumnScorer(try source(name).framework(on: day))
        guard scorer.addsUp else {
            throw InputProblem(
                path: name,
                sentence: Wording(
                    zh: "这套规则有总分封顶、扣减、尾差调整或按指标名称的计分标准，还不能用于明细表：请用 jixiao evaluate 逐份核算。",
                    en: "This framework has caps, deductions, a residue or scales by the name of an indicator, and cannot score tables yet: use jixiao evaluate form by form."))
        }
        return scorer
    }
}
