package import BudgetModel
package import Narrative

extension Rule {
    /// Flags personal data and marks of secrecy in what is to be published.
    package static let personalData = Rule(
        "G08", Wording(zh: "含有个人信息或密级标志", en: "Personal data or a mark of secrecy"),
        since: "0.3", status: .stable, nature: .heuristic, stages: [.selfEvaluation, .report, .disclosure], severity: .error,
        citing: [.budgetLaw],
        because: Wording(
            zh: "自评表和报告要公开，涉及国家秘密的除外，个人信息不得随之公开。身份证号、手机号、银行卡号和受益人的姓名住址要先遮盖；单位的办公电话、统一社会信用代码不在此列，工作人员姓名旁的手机号只作提示。提示里只写首尾几位。",
            en: "Forms and reports are published, state secrets excepted, and personal data must not go with them. Identity, mobile and card numbers and beneficiaries' names with their addresses are covered first; office lines and codes of organisations are left alone, and a mobile number beside an officer is a hint. Messages show the first and last characters only."),
        triggering: [
            Example(Wording(zh: "身份证号", en: "an identity number"), stating: ["110*************11"], in: "补助发放到户，经核对，身份证号为110101199003070011的一户重复领取，已追回300元。"),
            Example(Wording(zh: "手机号", en: "a mobile number"), stating: ["139******78"], in: "入户走访时留下联系方式13912345678，便于回访。"),
            Example(Wording(zh: "工作人员的手机号", en: "a mobile number of an officer"), stating: ["138******00"], in: "项目负责人及电话：张某某 13800138000"),
            Example(Wording(zh: "受益人姓名和住址", en: "a beneficiary with an address"), stating: ["张＊"], in: "低保户张三，家住河东村12号，已完成危房改造。"),
            Example(Wording(zh: "密级标志", en: "a mark of secrecy"), stating: ["秘密★"], in: "秘密★1年\n专项资金2023年度绩效自评报告"),
            Example(Wording(zh: "偏差原因里的手机号", en: "a mobile number in a reason"), at: ["I13"], ExampleForm().row("发放补助户数", ">=", "120", "户", actual: "119", reason: "一户外出，电话13912345678未接通")),
        ],
        nonTriggering: [
            Example(Wording(zh: "单位电话和热线", en: "office lines and hotlines"), in: "联系电话0000-3355178，法律服务热线12348，邮编100000。"),
            Example(Wording(zh: "统一社会信用代码", en: "a code of an organisation"), in: "实施单位统一社会信用代码为11110101000000000A。"),
            Example(Wording(zh: "姓名已隐去", en: "the name was left out"), in: "低保户张某某，家住河东村，已完成危房改造。"),
            Example(Wording(zh: "金额和编号", en: "amounts and numbers"), in: "全年支出13912345678元，合同编号13912345678。"),
            Example(Wording(zh: "表里没有个人信息", en: "a form without personal data"), ExampleForm().row("发放补助户数", ">=", "120", "户", actual: "119", reason: "一户外出未领取")),
        ],
        audit: { facts in
            PrivacyHits.limited(PrivacyScan.places(in: facts.text)).map { place in
                var hit = Hit(at: nil, place.wording, severity: place.weight)
                // The quote is covered too: a report about a report must not spread what it holds.
                hit.passage = Passage(kind: RelationKind.privacy.rawValue, range: place.range, quote: place.masked, stated: place.masked)
                return hit
            }
        }
    ) { facts in
        facts.evaluation.ownTexts.flatMap { text in PrivacyHits.limited(PrivacyScan.places(in: text.value)).map { Hit(at: text.cell, $0.wording, severity: $0.weight, found: $0.masked) } }
    }
}

enum PrivacyHits {
    /// Twenty places of a text say enough.
    static func limited(_ places: [PrivatePlace]) -> ArraySlice<PrivatePlace> { places.prefix(20) }
}

extension Evaluation {
    /// Everything a person wrote into the form: names, goals, values in words, reasons, remarks and texts under labels.
    package var ownTexts: [Sourced<String>] {
        var texts: [Sourced<String>] = []
        func add(_ text: Sourced<String>?) { if let text, text.value.utf8.count >= 6 { texts.append(text) } }
        add(title)
        add(programme)
        add(department)
        add(implementingUnit)
        for fund in funds { add(fund.reason) }
        add(execution?.reason)
        for goal in goals {
            add(goal.expected)
            add(goal.achieved)
        }
        for row in indicators {
            add(row.name)
            add(row.reason)
            add(row.remark)
            add(row.explanation)
            if let actual = row.actual, actual.raw.utf8.count >= 6 { texts.append(Sourced(actual.raw, actual.cell)) }
            for other in row.others { add(other.text) }
        }
        for text in self.texts { add(text.text) }
        return texts
    }
}

extension Evaluation {
    /// Whether the texts of the form may be disclosed, with the cells of what must be covered first.
    package var disclosure: (decision: GateDecision, cells: [CellRef]) {
        var places: [PrivatePlace] = []
        var cells: [CellRef] = []
        for text in ownTexts {
            let found = PrivacyScan.places(in: text.value)
            places += found
            if let cell = text.cell, found.contains(where: { $0.weight != .hint }) { cells.append(cell) }
        }
        return (GateDecision(places), cells)
    }
}
