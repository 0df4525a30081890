package import Batch
package import BudgetModel
import JSONText
import Quantities

/// A roll-up with the words of its faces.
package struct RollupReport: Sendable {
    package var rollup: Rollup
    /// The name of the table.
    package var table: String
    package var frameworks: [Framework]
    package var rows: Int
    package var badRows: Int

    package init(rollup: Rollup, table: String, frameworks: [Framework], rows: Int, badRows: Int) {
        self.rollup = rollup
        self.table = BatchPage.name(ofTable: table)
        self.frameworks = frameworks
        self.rows = rows
        self.badRows = badRows
    }

    /// All level 1 of the table, the usual ones in their order.
    var levels: [String] {
        let usual = ["预算执行率", "成本指标", "产出指标", "效益指标", "满意度指标"]
        let names = Set(rollup.whole.points.keys)
        return usual.filter(names.contains) + names.subtracting(usual).sorted()
    }

    static func dimension(_ dimension: RollupDimension, _ language: Language) -> String {
        let zh = language == .zh
        func name(_ part: RollupDimension.Part) -> String {
            switch part {
            case .province: zh ? "省份（区划前 2 位）" : "Province (2 digits)"
            case .city: zh ? "市（区划前 4 位）" : "City (4 digits)"
            case .region: zh ? "区划" : "Region"
            case .department: zh ? "部门（单位编码前 3 位）" : "Department (3 digits of the unit)"
            case .unit: zh ? "单位" : "Unit"
            case .project: zh ? "项目编码" : "Project code"
            case .level1: zh ? "一级指标" : "Level 1"
            case .framework: zh ? "评分规则" : "Framework"
            }
        }
        return dimension.parts.isEmpty ? (zh ? "全部" : "All") : dimension.parts.map(name).joined(separator: " + ")
    }

    // MARK: CSV

    package static let columns = [
        "dimension", "group", "projects", "scored", "open", "mean", "minimum", "lower_quartile", "median", "upper_quartile", "maximum", "excellent", "good", "fair", "poor", "budget", "executed", "execution_rate", "points_rate",
    ]

    /// The head and a row for each group, all projects first.
    package var csv: [[String]] {
        let levels = levels
        func row(_ dimension: RollupDimension, _ name: [String], _ state: GroupState) -> [String] {
            let summary = state.summary, money = state.money
            let five = summary.map { [$0.minimum, $0.lower, $0.median, $0.upper, $0.maximum].map(\.description) } ?? Array(repeating: "", count: 5)
            return [dimension.name, name.joined(separator: "+"), String(state.projects), String(state.scored), String(state.open), state.scores.mean()?.description ?? ""] + five
                + Grade.allCases.map { dimension.isOfLevel1 ? "" : String(state.grades[$0] ?? 0) } + [money?.budget.plain ?? "", money?.executed.plain ?? "", state.executionRate?.description ?? "", state.rate?.description ?? ""]
                + levels.map { state.points[$0]?.rate?.description ?? "" }
        }
        var rows = [Self.columns + levels.map { "rate_" + $0 }, row(.whole, [], rollup.whole)]
        for (place, dimension) in rollup.dimensions.enumerated() { for group in rollup.ordered(place) { rows.append(row(dimension, group.name, group.state)) } }
        return rows
    }

    // MARK: JSON

    /// The bytes of docs/formats/rollup.schema.json, with a line end.
    package func json() -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.field("table", table)
            json.key("frameworks")
            json.array(frameworks) { json, framework in
                json.object { json in
                    json.field("id", framework.id)
                    json.field("day", framework.day.iso)
                    json.field("digest", framework.digest)
                }
            }
            json.field("rows", rows)
            json.field("badRows", badRows)
            json.key("all")
            Self.write(&json, [], rollup.whole, levels)
            json.key("dimensions")
            json.array(rollup.dimensions.indices) { json, place in
                json.object { json in
                    json.field("by", rollup.dimensions[place].name)
                    json.key("groups")
                    json.array(rollup.ordered(place)) { json, group in Self.write(&json, group.name, group.state, levels) }
                }
            }
        }
        return json.bytes + [0x0A]
    }

    private static func write(_ json: inout JSONWriter, _ name: [String], _ state: GroupState, _ levels: [String]) {
        json.object { json in
            json.key("name")
            json.array(name) { json, part in json.string(part) }
            json.field("projects", state.projects)
            json.field("scored", state.scored)
            json.field("open", state.open)
            let summary = state.summary
            json.field("mean", state.scores.mean()?.description)
            json.field("minimum", summary?.minimum.description)
            json.field("lowerQuartile", summary?.lower.description)
            json.field("median", summary?.median.description)
            json.field("upperQuartile", summary?.upper.description)
            json.field("maximum", summary?.maximum.description)
            json.key("grades")
            json.object { json in for grade in Grade.allCases { json.key(grade.rawValue); json.number(state.grades[grade] ?? 0) } }
            json.field("withMoney", state.withMoney)
            json.field("budget", state.money?.budget.plain)
            json.field("executed", state.money?.executed.plain)
            json.field("executionRate", state.executionRate?.description)
            json.field("pointsRate", state.rate?.description)
            json.key("points")
            json.array(levels.filter { state.points[$0] != nil }) { json, level in
                json.object { json in
                    let points = state.points[level]!
                    json.field("level1", level)
                    json.field("reached", ExactDecimal(significand: points.reached, scale: ScoreCounts.places).plain)
                    json.field("weight", ExactDecimal(significand: points.weight, scale: ProjectState.weightScale).plain)
                    json.field("rate", points.rate?.description)
                }
            }
            // Score and how many have it: what is needed to add this group to another.
            json.key("scores")
            json.array(state.scores.counts.sorted { $0.key < $1.key }) { json, entry in
                json.array([0, 1]) { json, part in if part == 0 { json.string(ScoreCounts.decimal(entry.key).plain) } else { json.number(entry.value) } }
            }
        }
    }

    // MARK: HTML

    /// Groups of one table at most; more are read from the CSV.
    static let tableRows = 400
    private static let chartRows = 40

    package func html(_ language: Language) -> String {
        var page = BatchPage(language)
        page.begin(page.say("绩效得分汇总", "Roll-up of scores") + (table.isEmpty ? "" : page.say("：", ": ") + table))
        let whole = rollup.whole
        page.paragraph(
            page.say(
                "共 \(rows) 行、\(whole.projects) 个项目：\(whole.scored) 个有得分，\(whole.open) 个没有总分；\(badRows) 行不能计分。",
                "\(BatchPage.count(rows, "row")), \(BatchPage.count(whole.projects, "project")): \(whole.scored) with a score, \(whole.open) without a total; \(BatchPage.count(badRows, "row")) without points."))
        if let mean = whole.scores.mean(), let summary = whole.summary {
            page.paragraph(page.say("平均 \(mean) 分，中位数 \(summary.median) 分，最低 \(summary.minimum)，最高 \(summary.maximum)。", "Mean \(mean), median \(summary.median), lowest \(summary.minimum), highest \(summary.maximum)."))
        }
        if let money = whole.money, let rate = whole.executionRate { page.paragraph(page.say("预算 \(money.budget.plain)，执行 \(money.executed.plain)，执行率 \(rate)%（金额单位同原表）。", "Budget \(money.budget.plain), spent \(money.executed.plain), \(rate) % (in the table's unit of money).")) }
        page.paragraph(page.say("评分规则：", "Frameworks: ") + frameworks.map { page.say("\($0.id)（\($0.title.zh)，\($0.day)）", "\($0.id) (\($0.title.en), \($0.day))") }.joined(separator: page.say("、", ", ")), "note")
        page.paragraph(
            page.say(
                "四分位数取最近名次：n 个得分由低到高，取第 ⌈n/4⌉、⌈n/2⌉、⌈3n/4⌉ 个。平均分、比率四舍五入到两位小数，由精确的和算出。执行率按只有一行预算执行率的项目的金额合计计算。",
                "Quartiles by nearest rank: of n scores in order, those at ⌈n/4⌉, ⌈n/2⌉ and ⌈3n/4⌉. Means and rates come from exact sums, rounded half up to two decimals. Execution is the sum of money of projects with exactly one execution row."), "note")
        distribution(&page)
        for place in rollup.dimensions.indices { dimension(place, &page) }
        page.end()
        return page.output.string
    }

    private func distribution(_ page: inout BatchPage) {
        page.heading(2, page.say("得分分布", "Distribution of scores"))
        let whole = rollup.whole, bins = whole.scores.bins
        guard whole.scored > 0 else { return page.paragraph(page.say("没有项目有得分。", "No project has a score.")) }
        let highest = bins.indices.max { bins[$0] < bins[$1] } ?? 19
        let title = page.say("各分数段的项目数", "Projects by score")
        let summary = page.say("最多的是 \(DistributionChart.name(highest))，\(bins[highest]) 个项目。数字见下表。", "Most lie in \(DistributionChart.name(highest)): \(bins[highest]). The table below has the numbers.")
        let axis = page.say("得分", "score")
        page.figure(title) { id, output in DistributionChart.write(title, summary: summary, axis: axis, series: [("", bins)], id: id, &output) }
        page.table(
            page.say("各分数段的项目数（含下限，不含上限；末段含 100；更低的分数段没有项目）", "Projects by score (lower bound included, upper bound not; the last class includes 100; none below)"), [page.say("分数段", "Score"), page.say("项目数", "Projects"), page.say("占比 %", "Share %")],
            (DistributionChart.first([bins])..<20).reversed().map { [.text(DistributionChart.name($0)), .number(bins[$0]), .number(Self.share(bins[$0], whole.scored))] })
        page.table(
            page.say("各等级的项目数", "Projects by grade"), [page.say("等级", "Grade"), page.say("项目数", "Projects"), page.say("占比 %", "Share %")],
            Grade.allCases.map { [.text(Self.grade($0, page.language)), .number(whole.grades[$0] ?? 0), .number(Self.share(whole.grades[$0] ?? 0, whole.scored))] })
    }

    private func dimension(_ place: Int, _ page: inout BatchPage) {
        let dimension = rollup.dimensions[place], groups = rollup.ordered(place)
        page.heading(2, Self.dimension(dimension, page.language))
        if dimension.isOfLevel1 {
            page.paragraph(page.say("这里的“得分”是每个项目在该一级指标下的得分率（得分 ÷ 分值，%）。", "Scores here are the share of its points that each project reached under the level 1 (points ÷ weight, in %)."), "note")
        }
        var drawn: [BoxPlotChart.Row] = groups.compactMap { group in
            guard let mean = group.state.scores.mean(), let five = group.state.summary else { return nil }
            return BoxPlotChart.Row(name: Self.name(group.name, page.language), minimum: five.minimum, lower: five.lower, median: five.median, upper: five.upper, maximum: five.maximum, mean: mean)
        }
        let all = drawn.count
        if all > Self.chartRows {
            let sorted = drawn.enumerated().sorted { $0.element.median != $1.element.median ? $0.element.median < $1.element.median : $0.offset < $1.offset }.map(\.element)
            drawn = Array(sorted.prefix(Self.chartRows / 2) + sorted.suffix(Self.chartRows / 2))
        }
        if !drawn.isEmpty {
            let title = page.say("得分的分布：最低、四分位、最高", "Scores: lowest, quartiles, highest")
            let lowest = drawn.min { $0.median < $1.median }!, highest = drawn.max { $0.median < $1.median }!
            let summary = page.say("中位数最低的是 \(lowest.name)（\(lowest.median)），最高的是 \(highest.name)（\(highest.median)）。数字见下表。", "The lowest median is \(lowest.median) (\(lowest.name)), the highest \(highest.median) (\(highest.name)). The table below has the numbers.")
            let axis = dimension.isOfLevel1 ? page.say("得分率 %；粗线为中位数，菱形为平均，右侧为中位数", "% of points; line and number: median, diamond: mean") : page.say("得分；粗线为中位数，菱形为平均，右侧为中位数", "score; line and number: median, diamond: mean")
            if all > drawn.count { page.paragraph(page.say("共 \(all) 组，图中是中位数最低的 \(Self.chartRows / 2) 组和最高的 \(Self.chartRows / 2) 组。", "Of \(all) groups the chart shows the \(Self.chartRows / 2) with the lowest medians and the \(Self.chartRows / 2) with the highest."), "note") }
            page.figure(title) { id, output in BoxPlotChart.write(title, summary: summary, axis: axis, rows: drawn, id: id, &output) }
        }
        let shown = groups.prefix(Self.tableRows)
        let more = groups.count > shown.count ? page.say("（前 \(shown.count) 组，共 \(groups.count) 组，其余见 --output 的 CSV）", " (the first \(shown.count) of \(groups.count) groups; --output has all)") : ""
        let head = page.say("名称 项目数 有得分 无总分 平均 最低 下四分位 中位数 上四分位 最高", "Group Projects Scored Open Mean Lowest Lower_quartile Median Upper_quartile Highest").split(separator: " ").map { String($0).replacing("_", with: " ") }
        let grades = dimension.isOfLevel1 ? [] : Grade.allCases
        page.table(
            page.say("项目数和得分", "Projects and scores") + more, head + grades.map { Self.grade($0, page.language) },
            shown.map { group in
                let five = group.state.summary
                return [.text(Self.name(group.name, page.language)), .number(group.state.projects), .number(group.state.scored), .number(group.state.open), .number(group.state.scores.mean()?.description), .number(five?.minimum.description), .number(five?.lower.description), .number(five?.median.description), .number(five?.upper.description), .number(five?.maximum.description)]
                    + grades.map { .number(group.state.grades[$0] ?? 0) }
            })
        let levels = dimension.isOfLevel1 ? [] : levels
        page.table(
            page.say("预算执行和得分率（%）", "Execution, and share of points reached (%)") + more,
            [page.say("名称", "Group"), page.say("预算", "Budget"), page.say("执行", "Spent"), page.say("执行率 %", "Rate %"), page.say("得分率 %", "Points %")] + levels,
            shown.map { group in
                [.text(Self.name(group.name, page.language)), .number(group.state.money?.budget.plain), .number(group.state.money?.executed.plain), .number(group.state.executionRate?.description), .number(group.state.rate?.description)] + levels.map { .number(group.state.points[$0]?.rate?.description) }
            })
    }

    static func name(_ parts: [String], _ language: Language) -> String {
        let text = parts.joined(separator: " · ")
        return text.isEmpty ? (language == .zh ? "（空）" : "(empty)") : text
    }

    static func grade(_ grade: Grade, _ language: Language) -> String { language == .zh ? grade.name : grade.rawValue }

    /// In percent, two decimals.
    static func share(_ part: Int, _ whole: Int) -> String? {
        guard whole > 0 else { return nil }
        return (try? Ratio(Int128(part) * 100, over: Int128(whole)).rounded(to: 2, .halfUp))?.description
    }
}
