package import BudgetModel
package import Narrative

extension Rule {
    /// Flags personal data and marks of secrecy in what is to be published.
    package static let personalData = Rule(
        "G08", Wording(zh: "含有个人信息或密级标志", en: "Personal data or a mark of secrecy"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(2, of: 2), stages: [.goal, .selfEvaluation, .report, .disclosure], severity: .error,
        citing: [.budgetLaw],
        because: Wording(
            zh: "目标表、自评表和报告要公开，涉及国家秘密的除外，个人信息不得随之公开。身份证号、手机号、银行卡号、个人银行账号和受益人的姓名住址要先遮盖；单位的账户、办公电话、统一社会信用代码不在此列，工作人员姓名旁的手机号只作提示。提示里只写首尾几位。",
            en: "Goals, self-evaluations and reports are published, state secrets excepted, and personal data must not go with them. Identity, mobile, card and account numbers and beneficiaries' names with their addresses are covered first; office lines, accounts and codes of organisations are left alone, and a mobile number beside an officer is a hint. Messages show the first and last characters only."),
        triggering: [
            Example(Wording(zh: "身份证号", en: "an identity number"), stating: ["110*************11"], in: "补助发放到户，经核对，身份证号为110101199003070011的一户重复领取，已追回300元。"),
            Example(Wording(zh: "手机号", en: "a mobile number"), stating: ["139******78"], in: "入户走访时留下联系方式13912345678，便于回访。"),
            Example(Wording(zh: "工作人员的手机号", en: "a mobile number of an officer"), stating: ["138******00"], in: "项目负责人及电话：张某某 13800138000"),
            Example(Wording(zh: "受益人姓名和住址", en: "a beneficiary with an address"), stating: ["张＊"], in: "低保户张三，家住河东村12号，已完成危房改造。"),
            Example(Wording(zh: "个人银行账号", en: "an account of a person"), stating: ["622***********01"], in: "补助打入个人银行账户6228480000000001，已到账。"),
            Example(Wording(zh: "受益人姓名和病情", en: "a beneficiary with an illness"), stating: ["李＊"], in: "救助对象李四，患有慢性病，已享受医疗救助。"),
            Example(Wording(zh: "密级标志", en: "a mark of secrecy"), stating: ["秘密★"], in: "秘密★1年\n专项资金2023年度绩效自评报告"),
            Example(Wording(zh: "表头联系人的手机号", en: "the contact's mobile number in the head of a form"), at: ["B14"], ExampleForm().text("联系电话", "13912345678")),
            Example(Wording(zh: "目标申报表里的身份证号", en: "an identity number in a goal declaration"), at: ["B11"], ExampleForm(.projectGoal).goal("为身份证号110101199003070011的住户修缮危房1处", "")),
            Example(Wording(zh: "指标值里的手机号", en: "a mobile number in a target"), at: ["E13"], ExampleForm(.projectGoal).row("回访方式", nil, "拨打13912345678回访")),
            Example(Wording(zh: "偏差原因里的手机号", en: "a mobile number in a reason"), at: ["I13"], ExampleForm().row("发放补助户数", ">=", "120", "户", actual: "119", reason: "一户外出，电话13912345678未接通")),
        ],
        nonTriggering: [
            Example(Wording(zh: "单位电话和热线", en: "office lines and hotlines"), in: "联系电话0000-3355178，法律服务热线12348，邮编100000。"),
            Example(Wording(zh: "统一社会信用代码", en: "a code of an organisation"), in: "实施单位统一社会信用代码为11110101000000000A。"),
            Example(Wording(zh: "单位账户", en: "an account of a unit"), in: "资金拨入单位零余额账户6222020000000000000，专户管理。"),
            Example(Wording(zh: "姓名已隐去", en: "the name was left out"), in: "低保户张某某，家住河东村，已完成危房改造。"),
            Example(Wording(zh: "金额和编号", en: "amounts and numbers"), in: "全年支出13912345678元，合同编号13912345678。"),
            Example(Wording(zh: "目标申报表里没有个人信息", en: "a goal declaration without personal data"), ExampleForm(.projectGoal).goal("修缮危房120户，6月底前完成", "").row("修缮户数", ">=", "120", "户")),
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
        PrivacyHits.limited(facts.evaluation.privatePlaces).map { Hit(at: $0.cell, $0.place.wording, severity: $0.place.weight, found: $0.place.masked) }
    }
}

enum PrivacyHits {
    /// Twenty places of a report or a form say enough.
    static func limited<Place>(_ places: [Place]) -> ArraySlice<Place> { places.prefix(20) }
}

extension Evaluation {
    /// Where the form holds personal data or marks of secrecy.
    package var privatePlaces: [(place: PrivatePlace, cell: CellRef?)] {
        var found: [(place: PrivatePlace, cell: CellRef?)] = []
        eachWritten { text, cell, isOfContact in
            for var place in PrivacyScan.places(in: text) {
                // A number in the field of the contact is that of an officer.
                if isOfContact, place.kind == .mobile { place.weight = .hint }
                found.append((place, cell))
            }
        }
        return found
    }

    /// What a person wrote: names, goals, values in words, reasons, remarks, texts under labels and cells no field takes.
    func eachWritten(_ visit: (_ text: String, _ cell: CellRef?, _ isOfContact: Bool) -> Void) {
        func look(_ text: Sourced<String>?) { if let text { visit(text.value, text.cell, false) } }
        look(title)
        look(programme)
        look(department)
        look(implementingUnit)
        for fund in funds {
            look(fund.label)
            look(fund.reason)
        }
        look(execution?.reason)
        for goal in goals {
            look(goal.expected)
            look(goal.achieved)
        }
        for row in indicators {
            look(row.name)
            look(row.reason)
            look(row.remark)
            look(row.explanation)
            look(row.targetBasis)
            look(row.scoringRule)
            for value in [row.target, row.adjustedTarget, row.actual, row.forecast] { if let value { visit(value.raw, value.cell, false) } }
            for other in row.others { look(other.text) }
        }
        for text in texts { visit(text.text.value, text.text.cell, ["电话", "联系", "负责", "填表", "填报", "经办"].contains { text.label.contains($0) }) }
        // A number alone stands beside the label of the contact, which is another cell.
        for cell in unread { visit(cell.text, cell.cell, cell.text.allSatisfy { $0.isNumber || $0.isWhitespace || $0 == "-" }) }
    }
}
