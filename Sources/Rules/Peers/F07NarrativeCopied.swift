import BudgetModel

extension Rule {
    private static let copiedText = "全年组织公共服务巡查一百次，覆盖全县十二个乡镇，受理群众诉求三千二百件，按期办结率明显提高，服务质量得到群众认可"

    /// Flags results, conclusions and reasons that stand in another unit's form as well.
    package static let narrativeCopied = Rule(
        "F07", Wording(zh: "文字来自其他单位、其他年度或模板", en: "Text left from another unit, another year or a template"),
        since: "0.1.0", status: .preview, nature: .heuristic, precision: Precision(44, of: 44), stages: [.selfEvaluation, .report], severity: .warning,
        citing: [.evaluationMeasures, .reviewRules],
        because: Wording(
            zh: "自评要写本单位的实际情况。与其他单位的文字相同或相似度不低于80%（按三字组比较，不计标点；六十字里改动三处左右），多为照抄，容易带出别人的数量和对象。二十组以下的短句不比；同一项目各年度的表、同一份文件的副本不算。报告正文另查模板提示、没有填的年份和数字、写成别的年度和别的单位的地方。",
            en: "A self-evaluation tells what this unit did. Text that is 80 % or more another unit's (runs of three characters, punctuation aside: about three changes in sixty characters) is mostly copied and brings the other's counts and objects along. Phrases of fewer than twenty runs are not compared; other years of the same programme and copies of a file do not count. A report in running text is also looked through for prompts of the template, open years and numbers, another year and another unit."),
        needs: [.peerForms],
        triggering: [
            Example(
                Wording(zh: "完成情况与另一单位完全相同", en: "the result is another unit's, word for word"), at: ["F11"],
                ExampleForm().goal("完成公共服务巡查100次", copiedText)
                    .among([ExampleForm().goal("开展政务公开12次", copiedText).of("乙县公共服务中心", file: "乙县.xlsx")])),
            Example(
                Wording(zh: "只改了一个数", en: "one number was changed"), at: ["F11"],
                ExampleForm().goal("完成公共服务巡查100次", copiedText)
                    .among([
                        ExampleForm().goal("开展政务公开12次", copiedText.replacing("十二个乡镇", with: "十五个乡镇")).of("乙县公共服务中心", file: "乙县.xlsx")
                    ])),
            Example(Wording(zh: "年份和金额没有填", en: "year and amount left open"), stating: ["20XX年", "××万"], in: "根据20XX年预算安排，项目资金××万元，用于城区道路维修。"),
            Example(Wording(zh: "填写说明没有删", en: "a prompt was left"), stating: ["此处填写"], in: "一、基本情况\n（此处填写项目立项背景和实施主体）项目由县图书馆实施。"),
            Example(
                Wording(zh: "评价的是另一年度", en: "another year is evaluated"), stating: ["开展2021年度部门整体支出绩效自评"],
                in: "某县图书馆2023年度部门整体支出绩效自评报告\n根据县财政局要求，我馆组织开展2021年度部门整体支出绩效自评，现报告如下。"),
            Example(
                Wording(zh: "通篇是另一年度", en: "all of it is of another year"), stating: ["2021年预算100万元"],
                in: "某县2023年度农村饮水项目绩效自评报告\n2021年预算100万元，支出95万元。截至2021年12月31日，工程已完成。\n2021年改造管网12公里。"),
            Example(
                Wording(zh: "署名是别的单位", en: "another unit signs"), stating: ["某县城市管理局"],
                in: "某县图书馆2023年度部门整体支出绩效自评报告\n我馆全年开放342天。\n某县城市管理局\n2024年3月20日"),
            Example(
                Wording(zh: "不是表上的项目", en: "not the project of the form"), stating: ["城区道路维修项目2022年度绩效自评报告"],
                in: "城区道路维修项目2022年度绩效自评报告\n全年维修道路12公里，修补坑槽860处。", with: ExampleForm().row("借阅人次", ">=", "3000", "人次").programme("图书馆免费开放")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "各写各的", en: "each in its own words"),
                ExampleForm().goal("完成公共服务巡查100次", copiedText)
                    .among([
                        ExampleForm().goal("开展政务公开12次", "组织政务公开活动十二场，发布信息六百余条，接受咨询一千四百人次，满意度调查显示九成以上群众表示满意")
                            .of("乙县公共服务中心", file: "乙县.xlsx")
                    ])),
            Example(
                Wording(zh: "同一项目的另一份表", en: "another form of the same programme"),
                ExampleForm().goal("完成公共服务巡查100次", copiedText).among([ExampleForm().goal("完成公共服务巡查100次", copiedText)])),
            Example(Wording(zh: "地名隐去", en: "a place left out on purpose"), in: "××县图书馆2023年度绩效自评报告\n全年开放342天，接待读者8.6万人次。"),
            Example(
                Wording(zh: "与上年相比", en: "compared with the year before"),
                in: "某县图书馆2023年度部门整体支出绩效自评报告\n2022年度自评得分95分，2023年度自评得分96分。\n某县图书馆\n2024年3月20日"),
            Example(
                Wording(zh: "是表上的项目", en: "the project of the form"), in: "某县图书馆免费开放项目2022年度绩效自评报告\n全年开放342天。",
                with: ExampleForm().row("借阅人次", ">=", "3000", "人次").programme("图书馆免费开放")),
        ],
        audit: { facts in facts.leftovers() }
    ) { facts in
        guard let peers = facts.context.peers else { return [] }
        let own = PeerForm(facts.evaluation, origin: facts.context.origin)
        return PeerGroup.narrative(facts.evaluation).compactMap { text in
            guard let match = peers.narrativeMatch(text.value, of: own, least: 80) else { return nil }
            let place = peers.forms[match.place.peer].place(match.place.cell)
            let (similarity, more) = (match.similarity, match.more)
            return Hit(
                at: text.cell,
                Wording(
                    zh: "这段文字与\(place.zh)\(similarity.zh)\(more.zh)。请写本单位的实际情况，并核对其中的数量、对象和单位名称。",
                    en: "This text and \(place.en): \(similarity.en)\(more.en). Tell what your own unit did, and check the counts, objects and names in it."))
        }
    }
}
