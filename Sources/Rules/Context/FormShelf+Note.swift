package import BudgetModel

extension FormShelf {
    /// Which form stands for the one that is checked, or that none does; a form's own note.
    package func note(_ match: Match?) -> Wording {
        let name =
            switch role {
            case .previous: Wording(zh: "上年度的表", en: "last year's form")
            case .approved: Wording(zh: "批复的绩效目标表", en: "the approved goal")
            }
        guard let match else {
            let option = role == .previous ? "--previous" : "--approved"
            return Wording(
                zh: "\(option) 中没有这张表的\(name.zh)（按项目编码，或项目名称和单位对应）：需要它的规则没有检查，请核对编码、名称、单位和年度。",
                en: "\(option) does not hold \(name.en) of this one (looked for by programme code, or name and unit): rules that need it did not run; check code, name, unit and year.")
        }
        let form = match.evaluation
        let place = "\(form.file) · \(form.sheet)"
        let year = form.year.map { Wording(zh: "，\($0.value)年", en: ", \($0.value)") } ?? Wording(zh: "", en: "")
        return Wording(zh: "\(name.zh)：\(place)（按\(match.by.zh)对应\(year.zh)）", en: "\(name.en): \(place) (matched by \(match.by.en)\(year.en))")
    }
}
