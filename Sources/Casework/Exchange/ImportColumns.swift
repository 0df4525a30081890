package import BudgetModel
import Storage

/// A word that a cell may have, and what it stands for.
package struct ImportWord: Hashable, Sendable {
    /// The stored word, which is read too: `special-account`.
    package var value: String
    /// The first is the one that the template offers.
    package var words: [String]

    init(_ value: String, _ words: String...) {
        self.value = value
        self.words = words
    }
}

/// A column that an import knows. The reader, the template, the words of refusals and docs/office.md have all from here.
package struct ImportColumn: Sendable {
    package enum Entry: Hashable, Sendable {
        /// Digits that are no number: a workbook must not round them.
        case code
        case text
        case words([ImportWord])
        case year, amount, day
    }

    package var field: String
    /// The first is the template's.
    package var headings: [String]
    package var isRequired: Bool
    package var entry: Entry
    package var rule: Wording
    package var example: String

    package var heading: String { headings[0] }

    /// Words that the column takes; none where it takes any text.
    package var words: [ImportWord] { if case .words(let words) = entry { words } else { [] } }

    init(_ field: String, _ headings: [String], isRequired: Bool = false, _ entry: Entry, _ rule: Wording, example: String = "") {
        self.field = field
        self.headings = headings
        self.isRequired = isRequired
        self.entry = entry
        self.rule = rule
        self.example = example
    }

    /// Without the unit or remark in brackets, spaces and the star of required columns.
    func isHeaded(_ text: String) -> Bool {
        let text = text.lowercased(), bare = text.replacing(#/[（(].*[)）]/#, with: "")
        return headings.contains { $0.lowercased() == text || $0.lowercased() == bare }
    }
}

extension ImportKind {
    package var title: Wording {
        switch self {
        case .units: Wording(zh: "单位清单", en: "list of units")
        case .programmes: Wording(zh: "项目清单", en: "list of programmes")
        case .budget: Wording(zh: "预算清单", en: "list of amounts")
        }
    }

    package var columns: [ImportColumn] {
        switch self {
        case .units: Self.unitColumns
        case .programmes: Self.programmeColumns
        case .budget: Self.budgetColumns
        }
    }

    package func column(_ field: String) -> ImportColumn? { columns.first { $0.field == field } }

    private static let unitColumns = [
        ImportColumn(
            "code", ["单位编码", "预算单位编码", "编码", "单位代码", "code"], isRequired: true, .code, Wording(zh: "1 到 21 位数字或字母，一份清单里不能重复", en: "1 to 21 digits or letters, none twice in a list"), example: "205001"),
        ImportColumn("name", ["单位名称", "预算单位名称", "名称", "name"], isRequired: true, .text, Wording(zh: "1 到 180 个字", en: "1 to 180 characters"), example: "实验小学"),
        ImportColumn(
            "kind", ["单位类型", "类型", "级次", "kind"],
            .words([
                ImportWord(UnitKind.department.rawValue, "部门", "主管部门", "一级"), ImportWord(UnitKind.unit.rawValue, "单位", "预算单位", "二级", "三级"), ImportWord(UnitKind.bureau.rawValue, "财政部门", "财政局"),
            ]), Wording(zh: "不填：没有上级的是部门，有上级的是单位", en: "left out, it is a department without and a unit with one above it"), example: "单位"),
        ImportColumn(
            "parent", ["上级单位编码", "主管部门编码", "上级编码", "上级单位", "parent"], .code,
            Wording(zh: "上级单位的编码；上级已经登记，或在同一份清单里（上下都可以）", en: "code of the unit above it, which is registered or anywhere in the same list"), example: "205"),
        ImportColumn(
            "opened", ["设立日期", "成立日期", "opened"], .day, Wording(zh: "不填：导入的那天；不能晚于那天。\(dayForms.zh)", en: "the day of the import if left out, and never after it. \(dayForms.en)"), example: "2020-01-01"),
    ]

    private static let programmeColumns = [
        ImportColumn(
            "code", ["项目编码", "项目代码", "编码", "code"], isRequired: true, .code, Wording(zh: "40 位以内的数字和字母，一份清单里不能重复", en: "digits and letters, 40 at most, none twice in a list"), example: "37019924T000000000001"),
        ImportColumn("name", ["项目名称", "名称", "name"], isRequired: true, .text, Wording(zh: "1 到 1000 个字", en: "1 to 1000 characters"), example: "教室照明改造"),
        ImportColumn("unit", ["单位编码", "预算单位编码", "实施单位编码", "unit"], isRequired: true, .code, Wording(zh: "实施单位的编码，要已经登记", en: "code of the implementing unit, which is registered"), example: "205001"),
        ImportColumn("projectClass", ["项目类别", "类别", "class"], .text, Wording(zh: "40 个字以内", en: "40 characters at most"), example: "特定目标类"),
        ImportColumn("nature", ["项目属性", "属性", "nature"], .text, Wording(zh: "40 个字以内", en: "40 characters at most"), example: "延续项目"),
        ImportColumn("startsIn", ["起始年度", "开始年度", "起始年", "start"], isRequired: true, .year, yearForms, example: "2024"),
        ImportColumn("endsIn", ["结束年度", "终止年度", "结束年", "end"], .year, Wording(zh: "\(yearForms.zh)；不早于起始年度", en: "\(yearForms.en), not before the first"), example: "2025"),
        ImportColumn(
            "needsExAnte", ["新增重大项目", "需事前评估", "needsExAnte"], .words([ImportWord("yes", "是", "true", "1"), ImportWord("no", "否", "false", "0")]),
            Wording(zh: "是：先做事前绩效评估；不填为否", en: "yes: it is assessed ex ante; no if left out"), example: "否"),
    ]

    private static let budgetColumns = [
        ImportColumn("programme", ["项目编码", "项目代码", "programme"], .code, Wording(zh: "项目的预算填这一栏，项目要已经登记", en: "for the budget of a programme, which is registered"), example: "37019924T000000000001"),
        ImportColumn("unit", ["单位编码", "预算单位编码", "unit"], .code, Wording(zh: "单位整体的预算填这一栏；填了项目编码就不看", en: "for the budget of a unit as a whole; not looked at beside a programme's code"), example: "205001"),
        ImportColumn("year", ["年度", "预算年度", "year"], isRequired: true, .year, yearForms, example: "2024"),
        ImportColumn(
            "source", ["资金来源", "来源", "source"], isRequired: true,
            .words([
                ImportWord(FundSource.appropriation.rawValue, "财政拨款", "当年财政拨款"), ImportWord(FundSource.carryover.rawValue, "上年结转", "上年结转资金"), ImportWord(FundSource.other.rawValue, "其他资金"),
                ImportWord(FundSource.unit.rawValue, "单位资金"), ImportWord(FundSource.specialAccount.rawValue, "财政专户管理资金"), ImportWord(FundSource.central.rawValue, "中央"),
                ImportWord(FundSource.provincial.rawValue, "省级"), ImportWord(FundSource.municipal.rawValue, "市级"), ImportWord(FundSource.county.rawValue, "县级"), ImportWord(FundSource.basic.rawValue, "基本支出"),
                ImportWord(FundSource.project.rawValue, "项目支出"),
            ]), Wording(zh: "按来源分行；合计由系统计算", en: "one line for each source; the total is computed"), example: "财政拨款"),
        ImportColumn(
            "kind", ["类型", "预算类型", "kind"], isRequired: true,
            .words([
                ImportWord(BudgetEntryKind.initial.rawValue, "年初", "年初预算"), ImportWord(BudgetEntryKind.adjustment.rawValue, "调整"), ImportWord(BudgetEntryKind.received.rawValue, "到位"),
                ImportWord(BudgetEntryKind.executed.rawValue, "执行"),
            ]), Wording(zh: "行的次序不限，按年初、调整、到位、执行依次登记", en: "rows stand in any order; they are registered in this one"), example: "年初"),
        ImportColumn(
            "amount", ["金额（元）", "金额", "预算金额", "amount"], isRequired: true, .amount,
            Wording(zh: "元，不细于分，可以有千位分隔符；按万元填的，把表头改成“金额（万元）”", en: "yuan down to fen, with separators of thousands or without; head the column 金额（万元） for 万元"), example: "960,000.00"),
        ImportColumn("day", ["日期", "批复日期", "day"], isRequired: true, .day, dayForms, example: "2024-01-05"),
        ImportColumn("document", ["文号", "批复文号", "document"], .text, Wording(zh: "200 个字以内", en: "200 characters at most"), example: "示财预〔2024〕1号"),
        ImportColumn("reason", ["原因", "调整原因", "reason"], .text, Wording(zh: "调整和负数（退回、更正）必填", en: "required for adjustments and for amounts below zero"), example: "按执行进度"),
    ]

    private static let yearForms = Wording(zh: "1990 到 2100，写作 2024 或 2024年", en: "1990 to 2100, as 2024 or 2024年")
    private static let dayForms = Wording(zh: "写作 2024-01-05、2024/1/5、2024年1月5日或 20240105", en: "as 2024-01-05, 2024/1/5, 2024年1月5日 or 20240105")
}
