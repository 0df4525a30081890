package import BudgetModel

/// The columns of a table of indicator rows.
package enum TableColumn: String, Hashable, Sendable, CaseIterable {
    case region = "region_code", unit = "unit_code", project = "project_code"
    case level1, level2, name, comparator, target, actual, tier, weight
    case stated = "stated_score"
    case framework

    /// Other headings, those of the exchange tables of the budget system among them (rules.md 11).
    var aliases: [String] {
        switch self {
        case .region: ["区划代码", "区划编码", "行政区划", "行政区划代码", "财政区划", "财政区划代码", "地区编码", "mof_div_code"]
        case .unit: ["单位编码", "单位代码", "预算单位编码", "预算单位代码", "agency_code"]
        case .project: ["项目编码", "项目代码", "pro_code"]
        case .level1: ["一级指标", "一级指标名称", "lv1_perf_ind_name"]
        case .level2: ["二级指标", "二级指标名称", "lv2_perf_ind_name"]
        case .name: ["三级指标", "三级指标名称", "指标名称", "lv3_perf_ind_name"]
        case .comparator: ["符号", "指标符号", "计算符号", "比较符号", "指标方向"]
        case .target: ["指标值", "年度指标值", "目标值", "年初目标值", "kpi_val"]
        case .actual: ["实际完成值", "完成值", "完成情况", "全年实际完成值", "ind_comp"]
        case .tier: ["档次", "完成档次", "定性档次"]
        case .weight: ["分值", "权重", "指标权重", "ind_weight"]
        case .stated: ["自评得分", "得分", "填报得分", "eval_score"]
        case .framework: ["评分规则"]
        }
    }

    /// Without which nothing can be scored.
    static let required: [TableColumn] = [.region, .unit, .project, .level1, .name, .target, .actual, .weight]
}

/// Which column of a table holds what.
package struct ColumnMap: Hashable, Sendable {
    private let places: [Int]
    /// How many columns the head has.
    package let count: Int
    package let names: [String]

    package func place(_ column: TableColumn) -> Int? {
        let place = places[TableColumn.allCases.firstIndex(of: column)!]
        return place < 0 ? nil : place
    }

    /// What keeps a head from being one of indicator rows.
    package struct Refused: Error, Hashable, Sendable {
        package var sentence: Wording
    }

    /// - Parameters:
    ///   - names: the headings of the table.
    ///   - map: headings of the user's own by column.
    /// - Throws: `Refused` for columns that are missing or stand twice.
    package init(_ names: [String], map: [TableColumn: String] = [:]) throws(Refused) {
        self.names = names
        count = names.count
        let folded = names.map { $0.lowercased() }
        var places: [Int] = []
        for column in TableColumn.allCases {
            let wanted = map[column].map { [$0.lowercased()] } ?? [column.rawValue] + column.aliases
            let found = folded.indices.filter { wanted.contains(folded[$0]) }
            if found.count > 1 {
                throw Refused(
                    sentence: Wording(
                        zh: "表头有 \(found.count) 栏都是“\(column.rawValue)”（\(found.map { names[$0] }.joined(separator: "、"))）：请只留一栏，或用 --columns 指定。",
                        en: "\(found.count) columns of the head are \(column.rawValue) (\(found.map { names[$0] }.joined(separator: ", "))): keep one, or name it with --columns."))
            }
            if found.isEmpty, let own = map[column] {
                throw Refused(sentence: Wording(zh: "表头没有 --columns 指定的“\(own)”栏。表头是：\(names.joined(separator: "、"))。", en: "The head has no column “\(own)” that --columns names. It has: \(names.joined(separator: ", "))."))
            }
            places.append(found.first ?? -1)
        }
        self.places = places
        let missing = TableColumn.required.filter { column in places[TableColumn.allCases.firstIndex(of: column)!] < 0 }
        guard missing.isEmpty else {
            throw Refused(
                sentence: Wording(
                    zh: "表头缺少：\(missing.map { "\($0.rawValue)（\($0.aliases.first ?? "")）" }.joined(separator: "、"))。表头是：\(names.prefix(40).joined(separator: "、"))。请补上这些栏，或用 --columns 说明哪一栏是什么。",
                    en: "The head lacks \(missing.map(\.rawValue).joined(separator: ", ")). It has: \(names.prefix(40).joined(separator: ", ")). Add the columns, or say with --columns which is which."))
        }
    }
}
