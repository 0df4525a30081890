import BudgetModel
import Quantities

extension Evaluation {
    /// Where findings about the whole object stand.
    var head: CellRef? { title?.cell ?? programme?.cell ?? implementingUnit?.cell }

    /// The object in messages: 「公共服务项目」.
    var objectName: Wording {
        guard let name = programme?.value ?? implementingUnit?.value ?? department?.value else { return Wording(zh: "本表", en: "This form") }
        return Wording(zh: "「\(name)」", en: "“\(name)”")
    }
}
