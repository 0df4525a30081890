import BudgetModel
import Quantities

/// Writes the sections of a report in the order of its outline.
struct SectionComposer {
    let facts: ReportFacts
    let annexes: [ReportAnnex]
    private var tableCount = 0
    private var sectionCount = 0
    private var subsectionCount = 0

    init(_ facts: ReportFacts, annexes: [ReportAnnex]) {
        self.facts = facts
        self.annexes = annexes
    }

    mutating func sections() -> [ReportSection] {
        switch facts.outline {
        case .department: departmentSections()
        case .project: projectSections()
        case .transferPayment: transferSections()
        }
    }

    // MARK: Outlines

    private mutating func departmentSections() -> [ReportSection] {
        [
            section("基本情况", sub: "部门概况", .overview, overview()),
            section(sub: "部门收支预决算情况", .funds, funds()),
            section(sub: "部门整体支出绩效目标、指标", .goals, goals()),
            section("自评工作情况", sub: "自评的组织工作", .organisation, organisation()),
            section(sub: "自评的方法和过程", .method, method()),
            section("部门整体支出绩效目标实现情况及指标分析", sub: "总体绩效目标实现情况", .goalResults, goalResults()),
            section(sub: "分项绩效目标实现情况及指标分析", .indicatorAnalysis, indicatorAnalysis()),
            section("评价结论和评价等级", .conclusion, conclusion()),
            section("存在的问题及改进措施", sub: "存在的主要问题", .problems, problems()),
            section(sub: "针对问题提出的具体改进措施或建议", .measures, measures()),
        ]
    }

    private mutating func projectSections() -> [ReportSection] {
        [
            section("基本情况", sub: "项目概况", .overview, overview()),
            section(sub: "项目资金情况", .funds, funds()),
            section(sub: "项目绩效目标、指标", .goals, goals()),
            section("自评工作情况", sub: "自评的组织工作", .organisation, organisation()),
            section(sub: "自评的方法和过程", .method, method()),
            section("项目绩效目标实现情况及指标分析", sub: "总体绩效目标实现情况", .goalResults, goalResults()),
            section(sub: "分项绩效目标实现情况及指标分析", .indicatorAnalysis, indicatorAnalysis()),
            section("评价结论和评价等级", .conclusion, conclusion()),
            section("存在的问题及改进措施", sub: "存在的主要问题", .problems, problems()),
            section(sub: "针对问题提出的具体改进措施或建议", .measures, measures()),
        ]
    }

    private mutating func transferSections() -> [ReportSection] {
        [
            section("绩效目标分解下达情况", sub: "转移支付概况和资金下达情况", .overview, overview()),
            section(sub: "绩效目标、指标分解下达情况", .goals, goals()),
            section("绩效目标完成情况分析", sub: "资金投入情况分析", .funds, funds()),
            section(sub: "总体绩效目标完成情况分析", .goalResults, goalResults()),
            section(sub: "绩效指标完成情况分析", .indicatorAnalysis, indicatorAnalysis()),
            section(sub: "自评得分和等级", .conclusion, conclusion()),
            section("偏离绩效目标的原因和下一步改进措施", sub: "偏离绩效目标的原因", .problems, problems()),
            section(sub: "下一步改进措施", .measures, measures()),
            section("绩效自评结果拟应用和公开情况", .use, use()),
            section("其他需要说明的问题", .other, method() + other()),
        ]
    }

    private mutating func section(_ title: String? = nil, sub: String? = nil, _ topic: ReportTopic, _ content: [ReportBlock]) -> ReportSection {
        var headings: [ReportBlock] = []
        if let title {
            sectionCount += 1
            subsectionCount = 0
            headings.append(.heading(.section, chineseNumeral(sectionCount) + "、" + title))
        }
        if let sub {
            subsectionCount += 1
            headings.append(.heading(.subsection, "（" + chineseNumeral(subsectionCount) + "）" + sub))
        }
        return ReportSection(headings: headings, topic: topic, content: content)
    }

    // MARK: Contents

    private func overview() -> [ReportBlock] {
        var blocks: [ReportBlock] = []
        var first: [Span] = ["本报告的评价对象为", facts.subject, Span((facts.yearText ?? "") + facts.outline.object + "。")]
        if facts.outline != .department {
            if let department = facts.departmentName { first += ["主管部门为", department, facts.unitName == nil ? "。" : "，"] }
            if let unit = facts.unitName { first += ["实施单位为", unit, "。"] }
        }
        blocks.append(.paragraph(ReportParagraph(first)))
        if facts.yearText == nil { blocks.append(gap("评价年度")) }
        let own =
            switch facts.outline {
            case .department: facts.text("部门概况", "单位概况", "部门职能", "单位职能", "主要职责", "基本情况")
            case .project: facts.text("项目概况", "实施内容", "项目内容", "立项依据", "主要内容")
            case .transferPayment: facts.text("分解下达", "项目概况", "实施内容")
            }
        if let own {
            blocks += quoted(own)
        } else {
            switch facts.outline {
            case .department: blocks.append(gap("部门主要职责、机构设置、人员编制和年度重点工作"))
            case .project: blocks.append(gap("立项依据、实施内容、实施期限和组织方式"))
            case .transferPayment: blocks.append(gap("转移支付资金的用途、下达文件和时间、分配办法及分解到下级的情况"))
            }
        }
        return blocks
    }

    private mutating func funds() -> [ReportBlock] {
        let lines = facts.fundLines
        guard !lines.isEmpty else { return [gap("年初预算数、全年预算数、全年执行数和预算执行率")] }
        var blocks: [ReportBlock] = []
        if let total = facts.totalFund {
            var parts: [[Span]] = []
            func add(_ name: String, _ amount: FundAmount?) {
                if let value = facts.span(amount) { parts.append([Span(name), value, "万元"]) }
            }
            add("年初预算数", total.initial)
            add("全年预算数", total.adjusted)
            add("到位数", total.received)
            add("全年执行数", total.executed)
            if !parts.isEmpty {
                var spans: [Span] = [Span(facts.yearText.map { $0 + "，" } ?? "")] + Array(parts.joined(separator: ["，"]))
                if let rate = facts.rate {
                    spans += ["，预算执行率", rate]
                    if facts.options.scores == .stated, let stated = facts.statedRate, let computed = facts.sheet.ratePercent,
                        let percent = facts.evaluation.execution?.statedRatePercent, percent != computed
                    {
                        spans += ["（自评表填列", stated, "）"]
                    }
                    spans.append(Span("（全年执行数÷\(facts.denominatorName)）"))
                }
                blocks.append(.paragraph(ReportParagraph(spans + ["。"])))
            }
            blocks += budgetChange(total)
            blocks += unspent(total)
        } else {
            blocks.append(gap("年度资金总额的预算数、执行数和预算执行率"))
        }
        if let own = facts.text("资金情况", "资金使用", "资金管理", "预算执行情况") { blocks += quoted(own) }
        let table = numbered(ReportTables(facts).funds(withPoints: false))
        if let chart = ReportCharts(facts).execution {
            blocks.append(.figure(chart, table))
        } else {
            blocks.append(.table(table))
        }
        return blocks
    }

    /// How the budget moved during the year.
    private func budgetChange(_ total: FundLine) -> [ReportBlock] {
        guard let initial = total.initial?.money, let adjusted = total.adjusted?.money, initial != adjusted,
            let change = try? (adjusted > initial ? adjusted - initial : initial - adjusted)
        else { return [] }
        var text = "全年预算数比年初预算数" + (adjusted > initial ? "增加" : "减少") + change.amount(in: .wanYuan).plain + "万元"
        if initial.fen > 0, let share = try? change.share(of: initial), let percent = try? (try share * .hundred).rounded(to: 2, .halfUp) {
            text += "，" + (adjusted > initial ? "增长" : "下降") + percent.plain + "%"
        }
        return [.paragraph(ReportParagraph([Span(text + "。"), .gap("预算调整的原因和批准文件")]))]
    }

    /// What of the budget was not spent, or spent beyond it.
    private func unspent(_ total: FundLine) -> [ReportBlock] {
        guard let budget = facts.denominator(total)?.money, let executed = total.executed?.money, budget != executed,
            let difference = try? (executed > budget ? executed - budget : budget - executed)
        else { return [] }
        let reason = facts.span(facts.evaluation.execution?.reason) ?? facts.span(total.reason)
        let amount = difference.amount(in: .wanYuan).plain + "万元。"
        if executed > budget {
            return [
                .paragraph(
                    ReportParagraph([
                        Span("全年执行数超过\(facts.denominatorName)" + amount), reason.map(sentence) ?? .gap("执行数超过预算数的原因、资金来源和依据"),
                    ]))
            ]
        }
        var spans: [Span] = [Span("全年执行数比\(facts.denominatorName)少" + amount)]
        if let reason {
            spans.append(sentence(reason))
        } else if let bound = facts.framework.execution.reasonBelow?.value, let rate = facts.sheet.ratePercent ?? facts.ratePercent(total),
            rate < bound
        {
            spans.append(.gap("预算执行率低于\(bound.plain)%的原因"))
        }
        return [.paragraph(ReportParagraph(spans))]
    }

    private func goals() -> [ReportBlock] {
        var blocks: [ReportBlock] = []
        let expected = facts.evaluation.goals.compactMap(\.expected).filter { !ReportFacts.tidy($0.value).isEmpty }
        if expected.isEmpty {
            blocks.append(gap("年度总体绩效目标"))
        } else {
            for (index, goal) in expected.enumerated() {
                blocks += quoted(goal, lead: expected.count > 1 ? "年度总体目标\(index + 1)：" : "年度总体目标：")
            }
        }
        let groups = facts.levelGroups
        if groups.isEmpty {
            blocks.append(gap("绩效指标及其分值"))
        } else {
            var text = "共设置三级绩效指标\(facts.evaluation.indicators.count)个"
            text += "，其中：" + groups.map { group in
                goalName(group) + group.name + "\(group.members.count)个" + (group.weight.map { "（分值\($0.plain)分）" } ?? "")
            }.joined(separator: "，")
            if facts.hasExecutionRow, let weight = facts.executionWeight { text += "；另设预算执行率指标（分值\(weight.plain)分）" }
            let annex = annexNumber(.form).map { "。各项指标及指标值见附件\($0)。" } ?? "。"
            blocks.append(.paragraph(ReportParagraph(text + annex)))
        }
        return blocks
    }

    private func organisation() -> [ReportBlock] {
        if let own = facts.text("组织工作", "组织实施", "组织情况") { return quoted(own) }
        return [gap("自评工作的组织方式、分工和时间安排")]
    }

    private func method() -> [ReportBlock] {
        var text = "自评得分按照“\(facts.framework.title.zh)”评分规则方案复核"
        let basis = legalBasis
        if !basis.isEmpty { text += "，依据为" + basis.joined(separator: "、") }
        text += "。"
        if let annex = annexNumber(.derivation) { text += "各项得分的复核过程见附件\(annex)。" }
        var blocks: [ReportBlock] = [.paragraph(ReportParagraph(text))]
        if facts.options.scores == .computed {
            blocks.append(.paragraph(ReportParagraph("本报告采用复核计算的得分；自评表填列的得分" + (annexNumber(.comparison).map { "见附件\($0)。" } ?? "见自评表。"))))
        }
        if let own = facts.text("自评方法", "评价方法", "自评过程") {
            blocks += quoted(own)
        } else if facts.outline != .transferPayment {
            blocks.append(gap("资料收集、数据核实和评分的过程"))
        }
        return blocks
    }

    /// The numbered documents the framework rests on, each once; our own defaults and unnumbered papers are no law.
    private var legalBasis: [String] {
        let framework = facts.framework
        let references = [
            framework.execution.weight.reference, framework.atLeast.reference, framework.atMost.reference, framework.tiers.reference,
            framework.grades.reference,
        ]
        var seen: Set<String> = []
        var names: [String] = []
        for reference in references
        where reference.confidence != .assumed && (reference.number.contains("〔") || reference.number.contains("号")) && seen.insert(reference.number + reference.title).inserted {
            names.append(reference.title.isEmpty ? reference.number : "《\(reference.title)》（\(reference.number)）")
        }
        return names
    }

    private func goalResults() -> [ReportBlock] {
        let achieved = facts.evaluation.goals.compactMap(\.achieved).filter { !ReportFacts.tidy($0.value).isEmpty }
        guard !achieved.isEmpty else { return [gap("年度总体绩效目标的实际完成情况")] }
        var blocks: [ReportBlock] = []
        for (index, goal) in achieved.enumerated() {
            blocks += quoted(goal, lead: achieved.count > 1 ? "年度总体目标\(index + 1)实际完成情况：" : "")
        }
        return blocks
    }

    private mutating func indicatorAnalysis() -> [ReportBlock] {
        var blocks: [ReportBlock] = []
        var number = 0
        if facts.hasExecutionRow {
            number += 1
            blocks.append(.heading(.item, "\(number). 预算执行率" + points(weight: facts.executionWeight)))
            blocks += executionAnalysis()
        }
        for group in facts.levelGroups {
            number += 1
            let name = group.name.isEmpty ? "绩效指标" : group.name
            blocks.append(.heading(.item, "\(number). \(goalName(group))\(name)" + points(weight: group.weight)))
            for index in group.members { blocks += analysis(of: index) }
        }
        guard !facts.evaluation.indicators.isEmpty else { return blocks + [gap("各项绩效指标的完成情况")] }
        if let (chart, table) = ReportCharts(facts).completion { blocks.append(.figure(chart, numbered(table))) }
        return blocks
    }

    private func points(weight: ExactDecimal?) -> String { weight.map { "（\($0.plain)分）" } ?? "" }

    private func executionAnalysis() -> [ReportBlock] {
        var spans: [Span] = ["预算执行率", facts.rate ?? .gap("预算执行率")]
        if let weight = facts.executionWeight { spans += [Span("，分值\(weight.plain)分")] }
        spans += scorePart(facts.executionScore, isExpected: facts.executionWeight != nil) + ["。"]
        return [.paragraph(ReportParagraph(spans))]
    }

    private var scoreName: String { facts.options.scores == .stated ? "自评得分" : "复核得分" }

    private func scorePart(_ score: Span?, isExpected: Bool) -> [Span] {
        if let score { return [Span("，" + scoreName), score, "分"] }
        guard isExpected else { return [] }
        return ["，", .gap(facts.options.scores == .stated ? "自评得分" : "得分，现有数据不能按评分规则计算")]
    }

    private func analysis(of index: Int) -> [ReportBlock] {
        let indicator = facts.evaluation.indicators[index]
        let line = facts.line(index)
        let name = facts.span(indicator.name) ?? .gap("三级指标名称")
        var spans: [Span] = []
        let level2 = ReportFacts.tidy(indicator.level2)
        if !level2.isEmpty, level2 != ReportFacts.tidy(indicator.level1) { spans.append(Span(level2 + "“")) } else { spans.append("“") }
        spans += [name, "”"]
        // Points for how the money was managed have no target and no actual value to give.
        let isJudged = indicator.statedScore != nil && indicator.target == nil && indicator.actual == nil && indicator.emptyCells[.target] == nil && indicator.emptyCells[.actual] == nil
        if !isJudged {
            spans += ["：年度指标值", facts.target(indicator) ?? .gap("年度指标值"), "，实际完成值"]
            spans.append(facts.actual(indicator) ?? .gap("实际完成值"))
        }
        if let percent = line?.completionPercent, line?.comparatorUsed?.isUpperBound != true { spans.append(Span("，完成率\(percent.plain)%")) }
        if let weight = facts.span(indicator.weight) { spans += [isJudged ? "：分值" : "，分值", weight, "分"] }
        let leftOut = line?.isLeftOut == true
        spans += scorePart(facts.score(index), isExpected: facts.evaluation.hasWeights && !leftOut)
        spans.append("。")
        if leftOut, let text = indicator.notApplicable?.text { spans += [Span("该指标本年度不适用，不计入总分：" + ReportFacts.tidy(text) + "。")] }
        spans += explanation(of: index, indicator, line)
        if let remark = facts.span(indicator.remark) { spans += ["备注：", sentence(remark)] }
        return [.paragraph(ReportParagraph(spans.map(flattened)))]
    }

    /// The unit's reason, or a gap where the rules ask for one.
    private func explanation(of index: Int, _ indicator: Indicator, _ line: ScoreLine?) -> [Span] {
        let missed = line?.isMet == false ? [Span("未达到年度指标值。")] : []
        if let reason = facts.span(indicator.reason) { return missed + ["偏差原因及改进措施：", sentence(reason)] }
        guard line?.isLeftOut != true else { return [] }
        if line?.isMet == false { return missed + [.gap("未达到指标值的原因和改进措施")] }
        if line?.isMet == true, let weight = indicator.weight?.value, let score = facts.scoreValue(index), score < weight {
            return [.gap("达到指标值而未得满分的原因")]
        }
        if needsOverAchievementReason(line) { return [.gap("实际完成值大幅超过指标值的原因")] }
        return []
    }

    private func needsOverAchievementReason(_ line: ScoreLine?) -> Bool {
        guard let percent = line?.completionPercent, line?.comparatorUsed?.isUpperBound != true else { return false }
        return facts.framework.overAchievement.value.contains { step in
            guard step.action == .reasonCompulsory || step.action == .remark, let bound = try? step.from * .hundred else { return false }
            return percent >= bound
        }
    }

    private mutating func conclusion() -> [ReportBlock] {
        var spans: [Span] = []
        let name = facts.options.scores == .stated ? "自评总分" : "复核总分"
        if let total = facts.total {
            spans += [Span(facts.yearText ?? ""), Span(facts.outline.object + "绩效" + name), total, "分"]
            if let weight = facts.span(facts.evaluation.statedWeightTotal) { spans += ["（总分值", weight, "分）"] }
        } else if facts.options.scores == .computed, let range = facts.sheet.totalRange {
            spans += [Span("部分指标的得分现有数据不能计算，复核总分介于\(range.lowerBound.plain)分与\(range.upperBound.plain)分之间，"), .gap("总分")]
        } else {
            spans += [Span(facts.outline.object + "绩效"), .gap(name)]
        }
        if let grade = facts.grade {
            spans += ["，评价等级为“", grade, "”。"]
        } else {
            spans += ["，", .gap("评价等级"), "。"]
        }
        var blocks: [ReportBlock] = [.paragraph(ReportParagraph(spans))]
        if let own = facts.text("评价结论", "自评结论", "自评总结", "总体评价") { blocks += quoted(own) }
        if let table = ReportTables(facts).scores() {
            let numbered = numbered(table)
            blocks.append(ReportCharts(facts).scores.map { .figure($0, numbered) } ?? .table(numbered))
        }
        return blocks
    }

    private func problems() -> [ReportBlock] {
        var blocks: [ReportBlock] = []
        let unmet = facts.evaluation.indicators.indices.filter { facts.line($0)?.isMet == false }
        if !unmet.isEmpty {
            blocks.append(.paragraph(ReportParagraph("未达到年度指标值的指标有\(unmet.count)个：")))
            for (number, index) in unmet.enumerated() {
                let indicator = facts.evaluation.indicators[index]
                var spans: [Span] = [Span("（\(number + 1)）“"), facts.span(indicator.name) ?? .gap("三级指标名称"), "”，年度指标值"]
                spans += [facts.target(indicator) ?? .gap("年度指标值"), "，实际完成值", facts.actual(indicator) ?? .gap("实际完成值"), "。"]
                if facts.outline == .transferPayment {
                    spans += facts.span(indicator.reason).map { ["原因：", sentence($0)] } ?? [.gap("偏离目标的原因")]
                }
                blocks.append(.paragraph(ReportParagraph(spans.map(flattened))))
            }
        }
        if let own = facts.text("存在问题", "存在的问题", "存在的主要问题", "主要问题", "问题及原因", "目标未完成原因", "原因分析") {
            blocks += quoted(own)
        } else if facts.outline != .transferPayment || unmet.isEmpty {
            blocks.append(gap(facts.outline == .transferPayment ? "偏离绩效目标的情况和原因；没有偏离的，请说明" : "预算编制、执行和绩效管理中存在的具体问题"))
        }
        return blocks
    }

    private func measures() -> [ReportBlock] {
        if let own = facts.text("改进措施", "整改措施", "改进建议", "有关建议", "下一步") { return quoted(own) }
        return [gap("针对上述问题的改进措施、责任单位和完成时限")]
    }

    private func use() -> [ReportBlock] {
        if let own = facts.text("结果应用", "公开情况") { return quoted(own) }
        return [gap("自评结果的应用安排，以及公开的时间、范围和方式")]
    }

    private func other() -> [ReportBlock] {
        if let own = facts.text("其他需要说明", "其他说明") { return quoted(own) }
        return [gap("其他需要说明的问题；没有的，请写“无”")]
    }

    // MARK: Helpers

    private func gap(_ what: String) -> ReportBlock { .paragraph(ReportParagraph([.gap(what)])) }

    private func annexNumber(_ kind: AnnexKind) -> Int? { annexes.firstIndex { $0.kind == kind }.map { $0 + 1 } }

    private func goalName(_ group: ReportFacts.LevelGroup) -> String {
        guard let index = group.goalIndex, facts.evaluation.goals.count > 1 else { return "" }
        return "目标\(index + 1)·"
    }

    /// The form's own words, one paragraph a line.
    private func quoted(_ text: Sourced<String>, lead: String = "") -> [ReportBlock] {
        let lines = ReportFacts.tidy(text.value).split(separator: "\n").map(String.init)
        return lines.enumerated().map { index, line in
            let body = facts.span(ReportFacts.tidy(line), text.cell)
            var spans: [Span] = index == 0 && !lead.isEmpty ? [Span(lead), body] : [body]
            if index == lines.count - 1, let end = missingStop(line) { spans.append(end) }
            return .paragraph(ReportParagraph(spans))
        }
    }

    private func missingStop(_ text: String) -> Span? {
        guard let last = text.last, !"。！？；;.!?…”）)".contains(last) else { return nil }
        return "。"
    }

    /// The text with a full stop at its end.
    private func sentence(_ span: Span) -> Span {
        guard let stop = missingStop(span.text) else { return span }
        return Span(span.text + stop.text, span.mark)
    }

    /// Without line breaks, for values inside a sentence.
    private func flattened(_ span: Span) -> Span {
        guard span.text.contains("\n") else { return span }
        var text = ""
        for line in span.text.split(separator: "\n") {
            if let last = text.last, !"。！？；，、：;,.:!?".contains(last) { text += "；" }
            text += ReportFacts.tidy(String(line))
        }
        return Span(text, span.mark)
    }

    private mutating func numbered(_ table: ReportTable) -> ReportTable {
        tableCount += 1
        var table = table
        table.caption = "表\(tableCount) " + table.caption
        return table
    }
}
