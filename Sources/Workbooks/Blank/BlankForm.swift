package import BudgetModel
package import Quantities

/// Writes blank official workbooks that read back without loss.
package enum BlankForm {
    /// What is known before the form is filled.
    package struct Details: Sendable {
        package var unit: String?
        package var department: String?
        package var programme: String?
        package var programmeCode: String?
        package var year: Int?
        package var amountUnit = AmountUnit.wanYuan
        /// Empty rows under each level 2.
        package var rowsPerLevel2 = 2
        /// Whether sign and unit stand in columns of their own; nil leaves it to the framework.
        package var separatesSign: Bool?
        /// The span of months of a monitoring form: `1-7月`.
        package var months = "1-7月"
        /// What is filled in already: its rows take the place of empty ones.
        package var filled: Evaluation?
        /// A line below the form by which the workbook knows what it was taken from.
        package var origin: String?
        /// Whether labels are protected (without a password) so that only cells to be filled can be changed.
        package var isProtected = false

        package init() {}
    }

    package static let kinds: [FormKind] = [
        .projectSelfEvaluation, .departmentSelfEvaluation, .transferSelfEvaluation, .projectGoal, .departmentGoal, .monitoring,
    ]

    /// A blank workbook: the form, 填报检查 with live checks, 填报说明.
    ///
    /// - Throws: `BlankFormError` for a kind without an official blank; `DocumentError` when no temporary file can be written.
    package static func write(kind: FormKind, framework: Framework, details: Details = Details()) throws -> [UInt8] {
        let book = try FormBook()
        var checks: [FormCheck] = []
        let form: FormSheet
        switch kind {
        case .projectSelfEvaluation, .departmentSelfEvaluation, .transferSelfEvaluation:
            let layout = SelfEvaluationLayout(kind: kind, framework: framework, details: details)
            form = try book.addSheet(layout.title)
            checks = layout.write(on: form)
        case .projectGoal where details.filled != nil, .departmentGoal where details.filled != nil:
            let layout = FilledGoalLayout(kind: kind, framework: framework, details: details)
            form = try book.addSheet(layout.title)
            layout.write(on: form)
        case .projectGoal:
            form = try book.addSheet("项目支出绩效目标申报表")
            checks = ProjectGoalLayout(framework: framework, details: details).write(on: form)
        case .departmentGoal:
            form = try book.addSheet("部门整体支出绩效目标申报表")
            checks = DepartmentGoalLayout(framework: framework, details: details).write(on: form)
        case .monitoring:
            form = try book.addSheet("绩效目标执行监控表")
            checks = MonitoringLayout(framework: framework, details: details).write(on: form)
        case .departmentScoringTable, .indicatorList, .selfEvaluationReview:
            throw BlankFormError.noBlank(kind)
        }
        if details.isProtected { form.protect() }
        try FormCheck.write(checks, of: form, in: book)
        try FormInstructions.write(kind, framework, details, in: book)
        form.activate()

        book.file.setTitle(form.name, created: framework.day.dayNumber * 86_400)
        for (name, value) in properties(kind, framework, details) { book.file.setProperty(name, value) }
        return try book.file.bytes()
    }

    /// What a blank workbook says of itself in its custom properties.
    private static func properties(_ kind: FormKind, _ framework: Framework, _ details: Details) -> [(String, String)] {
        var list = [
            ("jixiao.form", kind.rawValue), ("jixiao.framework", framework.id), ("jixiao.frameworkDay", framework.day.iso),
            ("jixiao.frameworkDigest", framework.digest),
        ]
        if let unit = details.unit { list.append(("jixiao.unit", unit)) }
        if let programme = details.programme { list.append(("jixiao.programme", programme)) }
        if let code = details.programmeCode { list.append(("jixiao.programmeCode", code)) }
        if let year = details.year { list.append(("jixiao.year", String(year))) }
        return list.filter { !$0.1.isEmpty && $0.1.utf8.count <= 255 }
    }
}

/// Why there is no blank workbook.
package enum BlankFormError: Error, Hashable, Sendable {
    case noBlank(FormKind)

    package var sentence: Wording {
        switch self {
        case .noBlank(let kind):
            let kinds = BlankForm.kinds.map(\.rawValue).joined(separator: "、")
            return Wording(
                zh: "“\(kind.rawValue)”没有官方空白表；可用的表：\(kinds)。", en: "There is no official blank for \(kind.rawValue); available: \(kinds).")
        }
    }
}

// MARK: - Parts that the forms share

/// Level-1 blocks of the form with the level-2 rows in each.
struct FormBlock {
    struct Group {
        let name: String
        let rows: Int
        /// The rows that are filled in; others are empty.
        var filled: [Indicator] = []
    }

    let name: String
    /// Points that the framework fixes.
    let points: ExactDecimal?
    let groups: [Group]

    var rows: Int { groups.reduce(0) { $0 + $1.rows } }
    var label: String { points.map { "\(name)\n（\($0.plain)分）" } ?? name }

    /// Level 2 by level 2, in their order.
    var filled: [Indicator?] { groups.flatMap { group in group.filled.map(Optional.some) + Array(repeating: nil, count: group.rows - group.filled.count) } }

    /// The blocks of rows that are filled in, as they stand.
    static func blocks(of form: Evaluation, emptyRows: Int = 0) -> [FormBlock] {
        var blocks: [(name: String, groups: [(name: String, rows: [Indicator])])] = []
        for row in form.indicators where row.period == .year && !row.isExecutionRate {
            if blocks.last?.name != row.level1 { blocks.append((row.level1, [])) }
            let place = blocks.count - 1
            if blocks[place].groups.last?.name != row.level2 { blocks[place].groups.append((row.level2, [])) }
            blocks[place].groups[blocks[place].groups.count - 1].rows.append(row)
        }
        return blocks.map { block in
            FormBlock(name: block.name, points: nil, groups: block.groups.map { Group(name: $0.name, rows: $0.rows.count + emptyRows, filled: $0.rows) })
        }
    }

    /// Those of a form that is filled in, else of the framework.
    static func blocks(_ framework: Framework, _ details: BlankForm.Details, emptyRows: Int = 0) -> [FormBlock] {
        let filled = details.filled.map { blocks(of: $0, emptyRows: emptyRows) } ?? []
        return filled.isEmpty ? blocks(of: framework, rowsPerLevel2: details.rowsPerLevel2) : filled
    }

    /// The blocks of the framework; where it has no tree, those of the national form.
    static func blocks(of framework: Framework, rowsPerLevel2: Int) -> [FormBlock] {
        let rows = min(max(rowsPerLevel2, 1), 50)
        var blocks: [FormBlock] = []
        for node in framework.tree where !isExecution(node) {
            var points: ExactDecimal?
            if case .fixed(let weight) = node.weight { points = weight.value }
            let groups = node.children.map { child in
                var label = child.name
                if case .fixed(let weight) = child.weight { label += "（\(weight.value.plain)分）" }
                return Group(name: label, rows: child.children.isEmpty ? rows : max(rows, child.children.count))
            }
            blocks.append(FormBlock(name: node.name, points: points, groups: groups.isEmpty ? [Group(name: "", rows: rows)] : groups))
        }
        if blocks.isEmpty {
            let names = [
                ("产出指标", ["数量指标", "质量指标", "时效指标", "成本指标"]), ("效益指标", ["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"]),
                ("满意度指标", ["服务对象满意度指标"]),
            ]
            blocks = names.map { FormBlock(name: $0.0, points: nil, groups: $0.1.map { Group(name: $0, rows: rows) }) }
        }
        return blocks
    }

    private static func isExecution(_ node: FrameworkNode) -> Bool { node.name.contains("预算执行") || node.name.contains("执行率") }
}

extension FormSheet {
    /// The line below a form that says by which rules it was made.
    func putFooter(_ framework: Framework, _ details: BlankForm.Details, row: Int, columns: Int) {
        let mark = FrameworkMark(id: framework.id, day: framework.day, digest: framework.digest.isEmpty ? nil : framework.digest)
        put(mark.line, row, 0, to: (row, columns - 1), .footer)
        setHeight(row, 14)
        guard let origin = details.origin else { return }
        put(origin, row + 1, 0, to: (row + 1, columns - 1), .footer)
        setHeight(row + 1, 14)
    }

    /// 一级指标 and 二级指标 cells of a block from `top`, merged over their rows.
    func putLevels(_ blocks: [FormBlock], top: Int, level1: Int, level2: Int, withPoints: Bool) {
        var row = top
        for block in blocks {
            put(withPoints ? block.label : block.name, row, level1, to: (row + block.rows - 1, level1), .block)
            for group in block.groups {
                let name = withPoints ? group.name : String(group.name.prefix { $0 != "（" })
                put(name, row, level2, to: (row + group.rows - 1, level2), .block)
                row += group.rows
            }
        }
    }
}

/// A range as formulas write it: `E6:E9`.
func formRange(_ top: Int, _ left: Int, _ bottom: Int, _ right: Int) -> String {
    CellRange(top: top, left: left, bottom: bottom, right: right).a1
}
