import Quantities

/// What was done: counts with parts, surveys, prices, shares, targets.
extension ReportWriter {
    mutating func countedParts() {
        struct Counted {
            var total: String
            var unit: String
            var parts: [String]
        }
        let kind = random.pick([
            Counted(total: "年末实有在职人员", unit: "人", parts: ["行政人员", "事业人员", "工勤人员"]), Counted(total: "全年举办培训", unit: "场", parts: ["法律培训", "技术培训", "安全培训"]),
            Counted(total: "完成危房改造", unit: "户", parts: ["城关镇", "河东镇", "南山乡"]), Counted(total: "新修村道", unit: "公里", parts: ["东片", "西片", "北片"]),
            Counted(total: "发放图书", unit: "册", parts: ["小学", "初中", "高中"]), Counted(total: "安装路灯", unit: "盏", parts: ["一村", "二村", "三村"]),
        ])
        let scale = kind.unit == "公里" ? 1 : 0
        let whole = random.int(60...3_000)
        for (name, part) in zip(["countA", "countB", "countC"], random.split(whole, into: 3)) { draft.set(name, Slot(steps: part, scale: scale, unit: kind.unit, mayTrim: false)) }
        draft.set("count", Slot(steps: whole, scale: scale, unit: kind.unit, mayTrim: false))
        let listed = zip(kind.parts, ["countA", "countB", "countC"]).map { "\($0){\($1)}" }
        let sentence = random.pick([
            "\(kind.total){count}，其中\(listed.joined(separator: "、"))。", "\(kind.total){count}（\(listed.joined(separator: "、"))）。", "\(kind.total)：\(listed.joined(separator: "、"))，合计{count}。",
            "\(kind.total){count}，其中：\(listed.joined(separator: "，"))。", "\(kind.total)共{count}，包括\(listed.joined(separator: "、"))。",
        ])
        add(sentence)
        let changed = wrong(slot("countA")), total = wrong(slot("count"))
        // A total wrong by no more than its last digits may be rounding.
        if abs(changed.steps - slot("countA").steps) > 3 * scale {
            var sum = slot("count")
            sum.steps += changed.steps - slot("countA").steps
            draft.plant(Defect(name: "wrong counted part", change: .number("countA", changed), expected: [Expectation("F17", stated: slot("count"), computed: sum)]))
        }
        if abs(total.steps - whole) > 3 * scale {
            draft.plant(
                Defect(
                    name: "wrong counted total", change: .number("count", total), expected: [Expectation("F17", stated: total, computed: slot("count"))],
                    // 其中 need not name all parts: a total that is much too high is a question.
                    isWarning: sentence.contains("其中") && total.steps > whole))
        }
    }

    mutating func survey() {
        let asked = random.int(80...2_000)
        let content = asked * random.int(860...990) / 1000
        let unit = random.pick(["人", "户", "份"])
        draft.set("asked", Slot(steps: asked, unit: unit))
        draft.set("content", Slot(steps: content, unit: unit))
        draft.set("contentRate", percent(content, of: asked))
        add(random.pick([
            "随机调查服务对象{asked}，满意{content}，满意度为{contentRate}。", "发放调查问卷{asked}，其中表示满意的{content}，满意度{contentRate}。", "共回访{asked}，满意{content}，群众满意度达到{contentRate}。",
        ]))
        let changed = wrongRate(slot("contentRate"))
        draft.plant(Defect(name: "wrong survey rate", change: .number("contentRate", changed), expected: [Expectation("E15", stated: changed, computed: slot("contentRate"))]))
    }

    mutating func product() {
        let people = random.int(30...900)
        let price = random.int(3...60) * 50
        let inWan = people * price % 100 == 0 && random.chance(50)
        let amount = inWan ? Slot(steps: people * price / 100, scale: 2, unit: "万元") : Slot(steps: people * price, unit: "元")
        draft.set("people", Slot(steps: people, unit: "人"))
        draft.set("price", Slot(steps: price, unit: "元"))
        draft.set("paid", amount)
        add(random.pick(["补助困难学生{people}，每人补助{price}，共计发放{paid}。", "按每人{price}的标准，补助困难群众{people}，共发放{paid}。", "培训骨干{people}，每人{price}，合计{paid}。"]))
        let changed = wrong(amount)
        // 3万元 for 2.82 may be rounded.
        if changed.steps != amount.steps, !inWan || changed.steps % 100 != 0 {
            draft.plant(Defect(name: "wrong product", change: .number("paid", changed), expected: [Expectation("D15", stated: changed, computed: amount)]))
        }
        var slipped = amount
        slipped.unit = inWan ? "元" : "万元"
        draft.plant(
            Defect(
                name: "wrong unit", change: .number("paid", slipped),
                expected: [Expectation("A11", stated: style.number(amount) + slipped.unit, computed: style.number(amount) + amount.unit)]))
    }

    mutating func shares() {
        let whole = random.int(200...9_000)
        let parts = random.split(whole, into: 3)
        for (name, part) in zip(["areaA", "areaB", "areaC"], parts) {
            draft.set(name, Slot(steps: part, unit: "亩"))
            draft.set(name + "Share", percent(part, of: whole))
        }
        draft.set("area", Slot(steps: whole, unit: "亩"))
        add("种植面积共{area}，其中玉米{areaA}，占{areaAShare}；大豆{areaB}，占{areaBShare}；小麦{areaC}，占{areaCShare}。")
        let changed = wrongRate(slot("areaBShare"))
        guard changed.steps > 100 else { return }
        var sum = Slot(steps: ["areaAShare", "areaCShare"].reduce(changed.steps) { $0 + slot($1).steps }, scale: 2)
        sum.unit = "%"
        draft.plant(
            Defect(
                name: "wrong share", change: .number("areaBShare", changed), expected: [Expectation("F19", stated: changed, computed: slot("areaBShare"))],
                // The three shares no longer make 100 either.
                alsoTrue: [Expectation("F11", stated: Slot(steps: 100), computed: sum)]))
    }

    /// Results at or above their targets; nothing to be found.
    mutating func targets() {
        let target = random.int(20...400)
        draft.set("target", Slot(steps: target, unit: "次"))
        draft.set("reached", Slot(steps: target + random.int(0...20), unit: "次"))
        draft.set("rateReached", Slot(steps: random.int(950...999), scale: 1, unit: "%"))
        add(random.pick(["计划开展巡查{target}，实际开展{reached}，全部完成。", "设备完好率目标为≥95%，实际达到{rateReached}。"]))
    }

    /// 各项指标全部完成, and a target that bears it out.
    mutating func completion() {
        guard draft.slots["goal"] == nil else { return }
        let goal = random.int(40...400)
        draft.set("goal", Slot(steps: goal, unit: "次"))
        draft.set("done", Slot(steps: goal + random.int(0...9), unit: "次"))
        let words = random.pick(["全部完成", "均已完成"])
        add("各项绩效指标\(words)。其中，宣传活动目标值{goal}，实际完成{done}。")
        let missed = Slot(steps: goal - random.int(3...12), unit: "次")
        draft.plant(
            Defect(name: "denied completion", change: .number("done", missed), expected: [Expectation("F22", stated: words, computed: "\(style.number(missed)) < \(style.number(slot("goal")))")]))
    }

    /// Figures that are none: numbers of documents, dates, telephones, headings, plans.
    mutating func filler() {
        add(random.pick([
            "根据《关于做好\(year)年度绩效自评工作的通知》（财绩〔\(year + 1)〕\(random.int(2...99))号）要求，我单位于\(year + 1)年3月\(random.int(1...28))日前完成自评。",
            "“十四五”期间，我单位坚持以人民为中心，认真落实各项政策。联系电话：0317-\(random.int(2_000_000...8_999_999))。", "下一步，力争预算执行率不低于95%，群众满意度保持在90%以上，压减一般性支出5%以上。",
            "（一）加强管理。健全内控制度\(random.int(2...9))项，第\(random.int(1...4))季度开展专项检查。", "项目建设期为\(year)年1月至\(year)年12月，执行3个年度计划。",
        ]))
    }
}
