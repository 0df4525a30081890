import BudgetModel
import Narrative

extension Rule {
    /// Flags text that was left from a template, another unit or another year.
    package static let copiedText = Rule(
        "F07", Wording(zh: "文字来自模板、别的单位或别的年度", en: "Text left from a template, another unit or another year"),
        since: "0.3", status: .stable, nature: .heuristic, precision: Precision(0, of: 0), stages: [.report], severity: .warning,
        citing: [.reviewRules],
        because: Wording(
            zh: "模板提示没有删、年度没有改、署名是别的单位，说明这部分没有按本单位本年度的情况写。",
            en: "A prompt not removed, a year not changed or another unit's name show that the passage was not written for this unit and year."),
        triggering: [
            Example(Wording(zh: "年份和金额没有填", en: "year and amount left open"), stating: ["20XX年", "××万"], in: "根据20XX年预算安排，项目资金××万元，用于城区道路维修。"),
            Example(Wording(zh: "填写说明没有删", en: "a prompt was left"), stating: ["此处填写"], in: "一、基本情况\n（此处填写项目立项背景和实施主体）项目由县图书馆实施。"),
            Example(
                Wording(zh: "评价的是另一年度", en: "another year is evaluated"), stating: ["开展2021年度部门整体支出绩效自评"],
                in: "某县图书馆2023年度部门整体支出绩效自评报告\n根据县财政局要求，我馆组织开展2021年度部门整体支出绩效自评，现报告如下。"),
            Example(
                Wording(zh: "署名是别的单位", en: "another unit signs"), stating: ["某县城市管理局"],
                in: "某县图书馆2023年度部门整体支出绩效自评报告\n我馆全年开放342天。\n某县城市管理局\n2024年3月20日"),
            Example(
                Wording(zh: "不是表上的项目", en: "not the project of the form"), stating: ["城区道路维修项目2022年度绩效自评报告"],
                in: "城区道路维修项目2022年度绩效自评报告\n全年维修道路12公里，修补坑槽860处。", with: ExampleForm().row("借阅人次", ">=", "3000", "人次").programme("图书馆免费开放")),
        ],
        nonTriggering: [
            Example(Wording(zh: "地名隐去", en: "a place left out on purpose"), in: "××县图书馆2023年度绩效自评报告\n全年开放342天，接待读者8.6万人次。"),
            Example(
                Wording(zh: "与上年相比", en: "compared with the year before"),
                in: "某县图书馆2023年度部门整体支出绩效自评报告\n2022年度自评得分95分，2023年度自评得分96分。\n某县图书馆\n2024年3月20日"),
            Example(
                Wording(zh: "是表上的项目", en: "the project of the form"), in: "某县图书馆免费开放项目2022年度绩效自评报告\n全年开放342天。",
                with: ExampleForm().row("借阅人次", ">=", "3000", "人次").programme("图书馆免费开放")),
        ],
        audit: { facts in
            let text = facts.text
            var hits: [Hit] = text.openPlaces().map { place in
                facts.hit(
                    place, kind: .outline,
                    Wording(zh: "“\(text.quote(place))”没有填写。请按实际情况补上年份或数字。", en: "“\(text.quote(place))” was left open. Fill in the year or the number."))
            }
            for place in facts.shape.words.all(.template, in: 0..<text.count).prefix(5) {
                hits.append(
                    facts.hit(
                        place, kind: .outline,
                        Wording(zh: "“\(text.quote(place))”是模板的提示。请删去，并换成本单位的内容。", en: "“\(text.quote(place))” is a prompt of the template. Remove it and write what is asked.")))
            }
            if let own = facts.shape.year {
                for (year, place) in text.evaluatedYears(in: 0..<min(text.count, 4000)) where year < own {
                    hits.append(
                        facts.hit(
                            place, kind: .outline,
                            Wording(
                                zh: "标题是\(own)年度，这里写的是\(year)年度的自评。请核对年度，并检查其他内容是否也沿用了旧稿。",
                                en: "The title says \(own), this passage evaluates \(year). Check the year, and whether more was taken from an older report.")))
                }
            }
            if let hit = facts.foreignSignature() { hits.append(hit) }
            if let hit = facts.foreignObject() { hits.append(hit) }
            return hits
        })
}

extension AuditFacts {
    /// The report of one unit signed by another; bureaus may sign for units, so departments' reports only.
    fileprivate func foreignSignature() -> Hit? {
        guard shape.object == .department, let unit = shape.signature?.unit, let title = shape.outline.title else { return nil }
        let signed = text.quote(unit).filter { !$0.isWhitespace }
        let own = text.quote(title).prefix { !$0.isNumber }.filter { !$0.isWhitespace }
        guard own.count >= 4, Self.endsAsUnit(signed), Self.endsAsUnit(String(own)) else { return nil }
        // 市教体局 for 市教育体育局: the letters of one stand in the other.
        guard !Self.isWithin(signed, String(own)), !Self.isWithin(String(own), signed), !signed.contains("财政") else { return nil }
        return hit(
            unit, kind: .outline,
            Wording(zh: "署名“\(signed)”与标题的“\(own)”不是一个单位。请核对是否沿用了别的单位的文稿。", en: "“\(signed)” signs a report of “\(own)”. Check whether another unit's text was used."))
    }

    /// Neither programme nor unit of the form stands in the report.
    fileprivate func foreignObject() -> Hit? {
        guard !forms.isEmpty, let place = shape.outline.title ?? text.lines.first.map(\.range) else { return nil }
        let all = text.quote(0..<text.count)
        let pairs = Self.pairs(all)
        for form in forms {
            let names = [form.evaluation.programme?.value, form.evaluation.implementingUnit?.value, form.evaluation.department?.value].compactMap(\.self).filter { $0.count >= 3 }
            if names.isEmpty { return nil }
            for name in names {
                let own = Self.pairs(name)
                if own.intersection(pairs).count * 2 >= own.count { return nil }
            }
        }
        let name = forms.first?.evaluation.programme?.value ?? ""
        return hit(
            place, kind: .outline,
            Wording(zh: "报告里没有出现自评表的项目“\(name)”，也没有它的单位。请核对报告与表是否对应。", en: "The report names neither the form's programme “\(name)” nor its unit. Check whether the two belong together."))
    }

    private static func pairs(_ text: String) -> Set<String> {
        let letters = text.filter { $0.isLetter || $0.isNumber }
        return Set(zip(letters, letters.dropFirst()).map { String([$0, $1]) })
    }

    private static func endsAsUnit(_ name: String) -> Bool {
        ["局", "委", "办", "院", "校", "园", "馆", "中心", "所", "站", "会", "部", "队", "处", "办公室", "政府"].contains { name.hasSuffix($0) }
    }

    private static func isWithin(_ short: String, _ long: String) -> Bool {
        var rest = Substring(long)
        for letter in short {
            guard let place = rest.firstIndex(of: letter) else { return false }
            rest = rest[rest.index(after: place)...]
        }
        return true
    }
}
