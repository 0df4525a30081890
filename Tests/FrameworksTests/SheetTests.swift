import BudgetModel
import Frameworks
import Quantities
import Testing

/// A framework authored in a spreadsheet.
struct SheetTests {
    private func grid(_ name: String, _ rows: [[String]]) -> Grid {
        var cells: [GridCell] = []
        for (row, texts) in rows.enumerated() {
            for (column, text) in texts.enumerated() where !text.isEmpty {
                let position = CellPosition(row: row, column: column)
                if text.hasPrefix("#") {
                    let number = try! ExactDecimal(parsing: String(text.dropFirst()))
                    cells.append(GridCell(position: position, value: .number(number, isPercent: false), shown: number.plain))
                } else if text.hasPrefix("@") {
                    let parts = text.dropFirst().split(separator: "-").map { Int($0)! }
                    let day = try! CalendarDay(year: parts[0], month: parts[1], day: parts[2])
                    cells.append(GridCell(position: position, value: .day(day), shown: day.iso))
                } else {
                    cells.append(GridCell(position: position, value: .text(text), shown: text))
                }
            }
        }
        return Grid(name: name, cells: cells)
    }

    private func workbook(_ change: (inout [String: [[String]]]) -> Void = { _ in }) -> [Grid] {
        var sheets: [String: [[String]]] = [
            "基本信息": [["项目", "内容"], ["编号", "our-city"], ["名称", "本市项目支出绩效自评"], ["英文名称", "Our city"], ["沿用", "cn-2020"], ["适用表格", "项目自评表、转移支付自评表"], ["权重约束", "是"]],
            "文件": [["键", "名称", "文号", "日期"], ["city", "市级项目支出绩效评价办法", "某财绩〔2024〕5号", "@2024-3-1"]],
            "权重": [
                ["一级指标", "二级指标", "三级指标", "分值", "施行日期", "文件", "条款", "把握"],
                ["预算执行", "", "", "#15", "@2024-3-1", "city", "第八条", "已核对"],
                ["产出指标", "", "", "#50", "2024年3月1日", "city", "第八条", "已核对"], ["", "数量指标", "", "自定"], ["", "质量指标", "", "自定"],
                ["效益指标", "", "", "#35", "2024/3/1", "city", "第八条", "已核对"],
            ],
            "规则": [
                ["规则", "值", "施行日期", "文件", "条款", "把握"], ["“≤”超出", "零分", "2024-03-01", "city", "第九条", "已核对"],
                ["同时认可的公式", "比率、线性", "2024-03-01", "city", "", "默认"], ["日期逾期", "零分", "2024-03-01", "city", "", "引述"],
            ],
            "档次": [
                ["档次", "下限", "上限", "含上限", "施行日期", "文件", "条款", "把握"], ["达成", "80%", "100%", "是", "2024-03-01", "city", "第十条", "已核对"],
                ["部分达成", "#0.5", "#0.8"], ["未达成", "0", "50%"],
            ],
            "等级": [["等级", "下限", "上限", "施行日期", "文件", "条款", "把握"], ["优", "#90", "#100", "2024-03-01", "city", "", "已核对"], ["良", "#80", "#90"], ["中", "#60", "#80"], ["差", "#0", "#60"]],
            "超额": [["起点", "做法", "扣减", "施行日期", "文件", "条款", "把握"], ["130%", "说明", "", "2024-03-01", "city", "", "已核对"], ["#2", "扣减", "10%"]],
            "总分调整": [
                ["编号", "条件", "数值", "上界", "一级指标", "做法", "分值", "施行日期", "文件", "条款", "把握"],
                ["band-90", "执行率介于", "80%", "90%", "", "总分不超过", "#89", "2024-03-01", "city", "第十二条", "已核对"],
                ["weak-output", "一级指标得分低于", "60", "", "产出指标", "扣分", "#5", "2024-03-01", "city", "第十二条", "已核对"],
            ],
        ]
        change(&sheets)
        return sheets.sorted { $0.key < $1.key }.map { grid($0.key, $0.value) }
    }

    @Test func `becomes YAML that the loader takes, with all it says`() throws {
        let conversion = FrameworkSheet.convert(grids: workbook())
        #expect(conversion.problems.map(\.message.zh) == [])
        let source = try FrameworkCatalogue.read(conversion.yaml, name: "city.yaml")
        let framework = source.framework(on: try CalendarDay(year: 2024, month: 12, day: 31))
        #expect(framework.id == "our-city" && framework.title.en == "Our city" && framework.weightsAreBinding)
        #expect(framework.kinds == [.projectSelfEvaluation, .transferSelfEvaluation])
        #expect(framework.execution.weight.value == ExactDecimal(15))
        #expect(framework.execution.weight.reference.article == "第八条" && framework.execution.weight.reference.published?.iso == "2024-03-01")
        #expect(framework.tree.map(\.name) == ["产出指标", "效益指标"])
        #expect(framework.tree[0].children.map(\.name) == ["数量指标", "质量指标"] && framework.tree[0].children[0].weight == .free)
        #expect(framework.atMost.value == .zero && framework.alsoAccepted.value == [.ratio, .linear])
        #expect(framework.openCases.lateness.value == .zero && framework.openCases.lateness.reference.confidence == .attributed)
        #expect(framework.tiers.value.map { "\($0.from)–\($0.to) \($0.includesUpper)" } == ["0.8–1 true", "0.5–0.8 false", "0–0.5 false"])
        #expect(framework.grades.value.map(\.from) == [90, 80, 60, 0].map { ExactDecimal($0) })
        #expect(framework.overAchievement.value.map { "\($0.from) \($0.action.rawValue) \($0.deduction?.plain ?? "-")" } == ["1.3 remark -", "2 deduct 0.1"])
        #expect(framework.adjustments.map(\.value.id) == ["band-90", "weak-output"])
        #expect(framework.adjustments[0].value.effect == .cap(ExactDecimal(89)))
    }

    private func problems(_ change: (inout [String: [[String]]]) -> Void) -> [String] {
        FrameworkSheet.convert(grids: workbook(change)).problems.map { "\($0.cell.map { "\($0.sheet)!\($0.a1)" } ?? "-") \($0.message.zh)" }
    }

    @Test func `problems name the cell`() {
        #expect(problems { $0["权重"]![2][3] = "#40" } == ["权重!D3 自 2024-03-01 起，预算执行 15 分与一级指标合计 90 分，应为 100 分"])
        #expect(problems { $0["规则"]![1][1] = "随意" } == ["规则!B2 “≤”超出 只能是 线性、比率、零分 之一，现为“随意”"])
        #expect(problems { $0["规则"]![1][0] = "没有这条" } == ["规则!A2 不认识的规则“没有这条”，规则名见 docs/frameworks.md"])
        #expect(problems { $0["规则"]![1][2] = "去年" } == ["规则!C2 日期应写作 2021-01-01，现为“去年”"])
        #expect(problems { $0["规则"]![1][3] = "" } == ["规则!D2 “文件”是空的，请填写依据文件的键（见“文件”工作表）"])
        #expect(problems { $0["规则"]![1][3] = "other" } == ["规则!D2 “文件”工作表里没有键“other”；请补上这份文件，或改成已有的键"])
        #expect(problems { $0["规则"]![1][5] = "" } == ["规则!F2 “把握”是空的，请填写 已核对、引述 或 默认"])
        #expect(problems { $0["总分调整"]![1][1] = "下雨" }.first == "总分调整!B2 条件应为 执行率低于、执行率高于、执行率介于、一级指标得分低于 之一，现为“下雨”")
        #expect(problems { $0["文件"]![0][2] = "号码" }.first == "文件!C1 不认识的列“号码”；可用的列：键、名称、文号、日期、网址")
        #expect(problems { $0["等级"]![2][1] = "#85" }.first?.hasPrefix("等级!") == true)
    }

    @Test func `a workbook that is no framework says what is missing`() {
        let conversion = FrameworkSheet.convert(grids: [grid("Sheet1", [["a", "b"]])])
        #expect(conversion.problems.map(\.message.zh) == ["没有名为“基本信息”的工作表，请补上，写法见 docs/frameworks.md"])
    }

    @Test func `text is quoted, so that no cell can change the structure`() throws {
        let conversion = FrameworkSheet.convert(grids: workbook { $0["基本信息"]![2][1] = "甲\": x\n乙 {a: [b" })
        let source = try FrameworkCatalogue.read(conversion.yaml, name: "x")
        #expect(source.title.zh == "甲\": x\n乙 {a: [b")
    }

    @Test func `a document that is not there is told in its own cell`() {
        let conversion = FrameworkSheet.convert(grids: workbook { $0["规则"]![2][3] = "zzz" })
        #expect(conversion.problems.map { $0.cell?.a1 } == ["D3"])
        #expect(conversion.problems.first?.message.zh == "“文件”工作表里没有键“zzz”；请补上这份文件，或改成已有的键")
    }

    @Test func `a document of the framework that is extended may be named`() {
        #expect(FrameworkSheet.convert(grids: workbook { $0["规则"]![2][3] = "measures-2020" }).problems.map(\.message.zh) == [])
    }

    @Test(arguments: [
        ("规则", 1, 1, "随意", "“≤”超出 只能是 线性、比率、零分 之一，现为“随意”"), ("权重", 2, 3, "150", "“产出指标”的分值应在 0 至 100 之间，现为 150"),
        ("基本信息", 5, 1, "自评", "适用表格 只能是 项目自评表、部门自评表、转移支付自评表、部门评分表、指标表、项目目标申报表、部门目标申报表、监控表、自评复核表 之一，现为“自评”"),
        ("文件", 1, 3, "去年", "文件“city”的日期 应为日期，写作 2021-01-01，现为“去年”"),
    ])
    func `errors are told in the words of the workbook`(_ sheet: String, _ row: Int, _ column: Int, _ text: String, _ sentence: String) {
        let conversion = FrameworkSheet.convert(grids: workbook { $0[sheet]![row][column] = text })
        #expect(conversion.problems.map(\.message.zh).first == sentence)
    }
}
