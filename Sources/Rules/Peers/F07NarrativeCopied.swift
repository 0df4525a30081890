import BudgetModel

extension Rule {
    private static let copiedText = "全年组织公共服务巡查一百次，覆盖全县十二个乡镇，受理群众诉求三千二百件，按期办结率明显提高，服务质量得到群众认可"

    /// Flags results, conclusions and reasons that stand in another unit's form as well.
    package static let narrativeCopied = Rule(
        "F07", Wording(zh: "完成情况、原因或结论与其他单位雷同", en: "Results, reasons or conclusions copied from another unit"),
        since: "0.2", status: .preview, nature: .heuristic, stages: [.selfEvaluation, .report], severity: .warning,
        citing: [.evaluationMeasures],
        because: Wording(
            zh: "自评要写本单位的实际情况。与其他单位的文字相同或相似度不低于80%（按三字组比较，不计标点；六十字里改动三处左右），多为照抄，容易带出别人的数量和对象。二十组以下的短句不比；同一项目各年度的表、同一份文件的副本不算。",
            en: "A self-evaluation tells what this unit did. Text that is 80 % or more another unit's (runs of three characters, punctuation aside: about three changes in sixty characters) is mostly copied and brings the other's counts and objects along. Phrases of fewer than twenty runs are not compared; other years of the same programme and copies of a file do not count."),
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
        ]
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
