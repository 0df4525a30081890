package import BudgetModel

/// The instrument that a rule rests on, with its article where it was read.
package struct Citation: Hashable, Sendable {
    package let reference: Reference
    /// The instrument in English.
    package let english: String

    package init(_ reference: Reference, english: String) {
        self.reference = reference
        self.english = english
    }

    /// The same instrument at one of its parts: `附件1`, `Annex 1`.
    package func at(_ article: Wording) -> Citation {
        var reference = reference
        reference.article = article.zh
        return Citation(reference, english: "\(english), \(article.en)")
    }

    package var wording: Wording {
        guard !reference.number.isEmpty else { return Wording(zh: reference.title, en: english) }
        return Wording(zh: "《\(reference.title)》（\(reference.number)）\(reference.article ?? "")", en: english)
    }

    /// Something without number or text of law: how reviews are done.
    init(reference instrument: String, title: String, english: String) {
        self.init(instrument, "", title, english, .assumed)
    }

    private init(_ instrument: String, _ number: String, _ title: String, _ english: String, _ confidence: Confidence) {
        reference = Reference(instrument: instrument, number: number, title: title, confidence: confidence)
        self.english = english
    }
}

// Articles are named only where the text was read again; otherwise the instrument stands alone.
extension Citation {
    package static let evaluationMeasures = Citation(
        "mof-2020-10", "财预〔2020〕10号", "项目支出绩效评价管理办法", "Measures on performance evaluation of project spending, Caiyu [2020] No. 10",
        .attributed)
    package static let goalMeasures = Citation(
        "mof-2015-88", "财预〔2015〕88号", "中央部门预算绩效目标管理办法", "Measures on performance goals of central departments, Caiyu [2015] No. 88",
        .attributed)
    package static let coreIndicatorGuide = Citation(
        "mof-2021-101", "财预〔2021〕101号", "中央部门项目支出核心绩效目标和指标设置及取值指引（试行）",
        "Guide to core performance goals, indicators and their values, Caiyu [2021] No. 101", .attributed)
    package static let monitoringMeasures = Citation(
        "mof-2019-136", "财预〔2019〕136号", "中央部门预算绩效运行监控管理暂行办法",
        "Interim measures on performance monitoring of central departments, Caiyu [2019] No. 136", .attributed)
    package static let budgetLaw = Citation("budget-law", "2018年修正", "中华人民共和国预算法", "Budget Law (2018)", .attributed)
    /// No clause: the form's own numbers contradict each other, as published forms and systems in use show.
    package static let practice = Citation(
        "practice", "", "表内勾稽关系（各地自评表和在用系统的通行核对）", "Arithmetic of the form itself, checked in published forms and systems in use",
        .assumed)
    /// The 14 rules one district agreed on for re-checking self-evaluations, known from its public scripts; no law.
    package static let reviewRules = Citation(
        "district-review", "", "某区自评复核约定的十四条扣分规则（公开脚本所见）", "The 14 rules a district agreed on for reviews of self-evaluations, as its public scripts show them", .attributed)
    /// The outline of one published report of a whole department, and of what copies of the older rule ask for; no law was read for it.
    package static let reportOutline = Citation(
        "report-outline", "", "部门整体支出绩效自评报告提纲（已公开报告所见）", "Outline of department self-evaluation reports, as published reports show it", .assumed)
    /// F16 to F22 stand in no catalogue. They are not on trial: that figures of one text agree is arithmetic, and what they found was judged (their pages).
    package static let publishedReports = Citation(
        "published-reports", "", "报告内部的数字核对（规则目录以外；已公开自评报告中反复出现的矛盾，自评复核第12条查报告逻辑）",
        "Figures of a report held against each other (beyond the catalogue; contradictions that published reports repeat, and rule 12 of reviews asks for the logic of a report)", .assumed)
    package static let masterPolicy = Citation(
        "cpc-2018-34", "中发〔2018〕34号", "关于全面实施预算绩效管理的意见", "Opinions on performance management of all budgets, Zhongfa [2018] No. 34", .attributed)
    package static let annex1 = evaluationMeasures.at(Wording(zh: "附件1", en: "Annex 1"))
}
