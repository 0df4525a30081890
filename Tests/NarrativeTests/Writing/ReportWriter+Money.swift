import Quantities

/// Budgets, spending, rates, balances and their parts.
extension ReportWriter {
    mutating func money() {
        draft.set("initial", money(initial))
        draft.set("added", money(added))
        draft.set("adjusted", money(adjusted))
        draft.set("executed", money(executed))
        draft.set("balance", money(adjusted - executed))
        draft.set("rate", percent(executed, of: adjusted))
        if added > 0 {
            add(random.pick([
                "\(year)年年初预算{initial}，年中追加{added}，全年预算{adjusted}。全年支出{executed}，预算执行率{rate}，年末结转结余{balance}。",
                "年初批复预算{initial}，执行中追加{added}，调整后预算{adjusted}；实际支出{executed}，执行率为{rate}，结余{balance}。",
                "年初预算数{initial}，调整后预算数{adjusted}，全年执行数{executed}，预算执行率为{rate}。年末结余{balance}。",
            ]))
        } else if kind == .transfer {
            let parts = random.split(adjusted, into: 3)
            for (name, part) in zip(["central", "provincial", "county"], parts) { draft.set(name, money(part)) }
            add(random.pick([
                "共下达补助资金{adjusted}，其中中央财政{central}、省级财政{provincial}、县级配套{county}，资金全部到位。全年执行{executed}，执行率{rate}，结转下年{balance}。",
                "中央财政下达补助资金{central}、省级财政{provincial}、县级配套{county}，合计{adjusted}。截至年底实际支出{executed}，预算执行率{rate}，结余{balance}。",
            ]))
            plantPart(["central", "provincial", "county"], of: "adjusted", "A10")
        } else {
            add(random.pick([
                "全年预算数{adjusted}，全年执行数{executed}，预算执行率为{rate}，结余资金{balance}。",
                "项目全年预算{adjusted}，截至年底实际支出{executed}，占全年预算的{rate}，剩余{balance}。",
                "\(year)年度部门预算{adjusted}。全年累计支出{executed}，预算执行率{rate}，年末结余{balance}。",
                "资金来源为财政拨款，预算安排{adjusted}，实际支出{executed}，预算执行进度{rate}，结余{balance}。",
            ]))
        }
        let rate = wrongRate(slot("rate"))
        draft.plant(Defect(name: "wrong rate", change: .number("rate", rate), expected: [Expectation("F16", stated: rate, computed: slot("rate"))]))
        let balance = wrong(slot("balance"))
        if abs(balance.steps - slot("balance").steps) * 1000 > adjusted, currency.scale == 0 || abs(balance.steps - slot("balance").steps) > 300 {
            draft.plant(Defect(name: "wrong balance", change: .number("balance", balance), expected: [Expectation("F18", stated: balance, computed: slot("balance"))]))
        }
    }

    /// One wrong amount of spending makes both what is computed from it wrong: two true findings.
    ///
    /// Where the right amount stands elsewhere too, rate and balance agree with that one, and the two amounts contradict
    /// each other instead.
    mutating func plantSpending() {
        var spent = slot("executed")
        spent.steps -= max(1, spent.steps / 50)
        let computed = [Expectation("F16", stated: slot("rate"), computed: percent(spent.steps, of: adjusted)), Expectation("F18", stated: slot("balance"), computed: money(adjusted - spent.steps))]
        let repeated = Expectation("F21", stated: slot("executed"), computed: spent)
        let isRepeated = draft.paragraphs.contains { $0.contains("{executed'") }
        draft.plant(Defect(name: "wrong spending", change: .number("executed", spent), expected: isRepeated ? [repeated] : computed, alsoTrue: isRepeated ? computed : []))
    }

    /// One part of a total changed: the total is stated, the new sum computed.
    mutating func plantPart(_ parts: [String], of total: String, _ code: String) {
        let part = random.pick(parts)
        let changed = wrong(slot(part))
        guard changed.steps != slot(part).steps, changed.scale == 0 || abs(changed.steps - slot(part).steps) > 300 else { return }
        var sum = slot(total)
        sum.steps += changed.steps - slot(part).steps
        draft.plant(Defect(name: "wrong part", change: .number(part, changed), expected: [Expectation(code, stated: slot(total), computed: sum)]))
    }

    /// The total itself changed where it stands once more.
    mutating func plantTotal(_ place: String, of total: String, _ code: String) {
        let changed = wrong(slot(total))
        draft.plant(
            Defect(
                name: "wrong total", change: .number(place, changed), expected: [Expectation(code, stated: changed, computed: slot(total))],
                // It also differs from the same quantity in the paragraph of the money.
                alsoTrue: [Expectation("F21", stated: changed, computed: slot(total))]))
    }

    /// Spending or budget with its parts.
    mutating func split() {
        let ofBudget = random.chance(40) && added == 0
        let (total, whole) = ofBudget ? ("adjusted", adjusted) : ("executed", executed)
        let count = random.int(2...4)
        let names = ["partA", "partB", "partC", "partD"].prefix(count)
        for (name, part) in zip(names, random.split(whole, into: count)) { draft.set(name, money(part)) }
        let items = random.pick(count, of: ["设备购置费", "培训费", "宣传费", "差旅费", "印刷费", "维修费", "劳务费"])
        let listed = zip(items, names).map { "\($0){\($1)}" }.joined(separator: "、")
        let funds = zip(["人员经费", "公用经费", "专项业务费", "其他支出"], names).map { "\($0){\($1)}" }
        if ofBudget {
            add(random.pick([
                "全年预算{adjusted'}，其中：\(zip(["一般公共预算", "政府性基金预算", "国有资本经营预算", "其他资金"], names).map { "\($0){\($1)}" }.joined(separator: "，"))。",
                "预算资金{adjusted'}安排如下：\(listed)。",
            ]))
        } else {
            add(random.pick([
                "全年支出{executed'}，其中\(funds.joined(separator: "、"))。", "全年支出{executed'}（\(funds.joined(separator: "、"))）。", "资金使用情况：\(listed)，合计{executed'}。",
                "全年支出{executed'}，分别用于\(listed)。", "全年支出{executed'}，其中：\(funds.joined(separator: "；"))。",
            ]))
        }
        plantPart(Array(names), of: total, "A10")
        plantTotal(total + "'", of: total, "A10")
    }

    /// Growth against the year before.
    mutating func growth() {
        let previous = executed * random.int(700...950) / 1000
        let increase = executed - previous
        draft.set("previous", money(previous))
        draft.set("increase", money(increase))
        draft.set("growth", percent(increase, of: previous))
        add(random.pick([
            "与上年相比，全年支出由{previous}增加到{executed''}，增长{growth}。", "上年支出{previous}，本年支出{executed''}，同比增长{growth}。",
            "本年支出{executed''}，比上年增加{increase}，增长{growth}。",
        ]))
        let changed = wrongRate(slot("growth"))
        draft.plant(Defect(name: "wrong growth", change: .number("growth", changed), expected: [Expectation("F20", stated: changed, computed: slot("growth"))]))
    }

    /// The same spending once more at the end.
    mutating func summary() {
        add(random.pick(["综上，全年支出{executed'''}，各项工作有序推进。", "总体看，本年度实际支出{executed'''}，资金使用规范。"]))
        let changed = wrong(slot("executed"))
        draft.plant(
            Defect(name: "repeated quantity", change: .number("executed'''", changed), expected: [Expectation("F21", stated: changed, computed: slot("executed"))]))
    }

    /// Words about the budget that the figures bear out, or deny.
    mutating func balancedClaim() {
        guard random.chance(50) else { return }
        let (claim, words) = random.pick([
            ("支出控制在预算范围内。", "控制在预算"), ("资金使用未超预算。", "未超预算"), ("严格按预算控制支出，无超预算现象。", "严格按预算控制"),
        ])
        draft.set("claim", words: claim)
        claimed = words
        add("项目单位健全了财务制度，{claim}")
    }

    /// Spending above the budget, wherever it stands, denies the claim; what was computed from it is wrong too.
    mutating func plantDenial() {
        guard let claimed else { return }
        var spent = slot("executed")
        spent.steps = adjusted + max(1, adjusted / 40)
        var alsoTrue = [
            Expectation("F16", stated: slot("rate"), computed: percent(spent.steps, of: adjusted)), Expectation("F18", stated: slot("balance"), computed: money(adjusted - spent.steps)),
            // Its parts still make the old amount.
            Expectation("A10", stated: spent, computed: slot("executed")),
        ]
        if let previous = draft.slots["previous"], let increase = draft.slots["increase"], let growth = draft.slots["growth"] {
            alsoTrue += [
                Expectation("F20", stated: growth, computed: percent(spent.steps - previous.steps, of: previous.steps)),
                Expectation("F20", stated: growth, computed: percent(increase.steps, of: spent.steps - increase.steps)),
            ]
        }
        draft.plant(
            Defect(
                name: "denied budget", change: .figure("executed", spent),
                expected: [Expectation("D02", stated: claimed, computed: "\(style.number(spent)) > \(style.number(slot("adjusted")))")], alsoTrue: alsoTrue))
    }
}
