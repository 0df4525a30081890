import BudgetModel
import Narrative

extension Rule {
    /// Flags a chapter on problems that praises.
    package static let problemsPraise = Rule(
        "F05", Wording(zh: "存在的问题写成了成绩", en: "The chapter on problems praises"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(0, of: 0), stages: [.report], severity: .warning,
        citing: [.evaluationMeasures],
        because: Wording(
            zh: "问题一章要写清哪里没有做好、差多少、为什么。先扬后抑或通篇成绩，改进就没有对象。",
            en: "A chapter on problems says what went wrong, by how much and why. Praise leaves nothing to mend."),
        triggering: [
            Example(
                Wording(zh: "先表扬后带过", en: "praise first"), stating: ["虽然绩效目标清晰明确，但指标完成情况不好掌控"],
                in: "五、存在的问题\n虽然绩效目标清晰明确，但指标完成情况不好掌控。\n六、改进措施\n加强日常管理。"),
            Example(
                Wording(zh: "通篇成绩", en: "nothing but praise"), stating: ["项目管理规范，资金使用规范，工作得到好评"],
                in: "四、存在问题\n项目管理规范，资金使用规范，工作得到好评。\n五、下一步打算\n继续做好服务。"),
        ],
        nonTriggering: [
            Example(Wording(zh: "写了问题", en: "problems are told"), in: "五、存在的问题\n转运站设备老化，冬季收运时有延迟。\n六、改进措施\n落实到位，管理规范。"),
            Example(Wording(zh: "只一句肯定", en: "one word of praise beside problems"), in: "五、存在的问题\n制度健全，但预算编制不够精准，执行进度偏慢。\n支付不及时，年末结余较大。"),
        ],
        audit: { facts in
            guard let chapter = facts.shape.outline.first(.problems), facts.isComplete(chapter) else { return [] }
            let body = facts.problemBody(chapter)
            let words = facts.shape.words
            let sentences = facts.text.sentences(in: body)
            for sentence in sentences {
                guard let turn = words.first(.concession, in: sentence), let praise = words.first(.praise, in: turn.lowerBound..<sentence.upperBound), praise.lowerBound - turn.lowerBound <= 20 else { continue }
                return [
                    facts.hit(
                        facts.text.sentence(around: praise), kind: .outline,
                        Wording(
                            zh: "\(facts.name(chapter).zh)一章先写“\(facts.text.quote(praise))”。请直接写明问题：哪项指标、差多少、什么原因。",
                            en: "\(facts.name(chapter).en) begins with praise (“\(facts.text.quote(praise))”). State the problem itself: which indicator, by how much, and why."))
                ]
            }
            let praised = sentences.filter { words.has(.praise, in: $0) && !words.has(.defect, in: $0) }
            guard let first = praised.first, praised.count * 2 >= sentences.count, !words.has(.defect, in: body) else { return [] }
            return [
                facts.hit(
                    facts.text.sentence(around: first), kind: .outline,
                    Wording(
                        zh: "\(facts.name(chapter).zh)一章写的是成绩，没有问题。请写明没有做好的地方；确实没有的，写“未发现问题”并说明如何核对。",
                        en: "\(facts.name(chapter).en) holds praise and no problem. Say what was not done well; where there is nothing, say so and how it was checked."))
            ]
        })
}
