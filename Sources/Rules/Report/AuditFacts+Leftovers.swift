import BudgetModel
import Narrative

extension AuditFacts {
    /// What was left in a report from a template, another year or another unit (F07).
    func leftovers() -> [Hit] {
        var hits: [Hit] = text.openPlaces().map { place in
            hit(
                place, kind: .outline,
                Wording(zh: "“\(text.quote(place))”没有填写。请按实际情况补上年份或数字。", en: "“\(text.quote(place))” was left open. Fill in the year or the number."))
        }
        for place in shape.words.all(.template, in: 0..<text.count).prefix(5) {
            hits.append(
                hit(
                    place, kind: .outline,
                    Wording(zh: "“\(text.quote(place))”是模板的提示。请删去，并换成本单位的内容。", en: "“\(text.quote(place))” is a prompt of the template. Remove it and write what is asked.")))
        }
        if let own = shape.year {
            for (year, place) in text.evaluatedYears(in: 0..<min(text.count, 4000)) where year < own {
                hits.append(
                    hit(
                        place, kind: .outline,
                        Wording(
                            zh: "标题是\(own)年度，这里写的是\(year)年度的自评。请核对年度，并检查其他内容是否也沿用了旧稿。",
                            en: "The title says \(own), this passage evaluates \(year). Check the year, and whether more was taken from an older report.")))
            }
        }
        if let hit = foreignYear() { hits.append(hit) }
        if let hit = foreignSignature() { hits.append(hit) }
        if let hit = foreignObject() { hits.append(hit) }
        return hits
    }

    /// A report of 2023 by its title that speaks of one older year again and again, and never of 2023.
    fileprivate func foreignYear() -> Hit? {
        guard let own = shape.year, let title = shape.outline.title else { return nil }
        var places: [Int: [Range<Int>]] = [:]
        for (year, place) in reading.years where !title.overlaps(place) {
            // Most reports name their own year in the first lines.
            if year == own { return nil }
            places[year, default: []].append(place)
        }
        guard let older = places.filter({ $0.key < own }).max(by: { $0.value.count < $1.value.count || $0.value.count == $1.value.count && $0.key < $1.key }), older.value.count >= 3 else { return nil }
        return hit(
            text.clause(around: older.value[0]), kind: .outline,
            Wording(
                zh: "标题是\(own)年度，正文有\(older.value.count)处写\(older.key)年，没有一处写\(own)年。请核对年度，并检查内容是否沿用了旧稿。",
                en: "The title says \(own), the text names \(older.key) \(older.value.count) times and \(own) never. Check the year, and whether the text was taken from an older report."))
    }

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
