import BudgetModel
import Quantities

/// What an ex-ante assessment lacks.
extension ExAnteProfile {
    /// Items of the sheet without a mark, marks that cannot be, marks of items that the sheet lacks.
    func markShortfalls(_ assessment: ExAnteAssessment, _ sheet: Sheet) throws(QuantityError) -> [Shortfall] {
        try sheet.scheme.shortfalls(
            assessment.items.map { ($0.id, $0.mark) }, codes: (.exAnteItemUnmarked, .exAnteItemPoints, .exAnteItemUnknown, .exAnteItemTwice))
    }

    func materialShortfalls(_ assessment: ExAnteAssessment, _ sheet: Sheet) -> [Shortfall] {
        let basis = sheet.materials.reference.wording
        var shortfalls: [Shortfall] = []
        for material in sheet.materials.value {
            let place = assessment.materials.firstIndex { $0.id == material.id }
            let pointer = place.map { "/materials/\($0)" } ?? "/materials"
            let entry = place.map { assessment.materials[$0] }
            guard entry?.evidence.isBlank ?? true else { continue }
            if material.isRequired {
                let reason = (entry?.absentBecause).flatMap { $0.isBlank ? nil : $0 }
                shortfalls.append(
                    Shortfall(
                        .exAnteMaterialMissing, .error, at: pointer,
                        Wording(
                            zh: "缺少必备材料「\(material.name.zh)」" + (reason.map { "（填写的原因：\($0)）" } ?? ""),
                            en: "the required material “\(material.name.en)” is missing" + (reason.map { " (reason given: \($0))" } ?? "")),
                        basis: basis, help: Wording(zh: "请附上该材料，并写明文件名或文号", en: "attach it and name its file or number")))
            } else if entry == nil || entry?.absentBecause.isBlank ?? true {
                shortfalls.append(
                    Shortfall(
                        .exAnteMaterialUnexplained, .hint, at: pointer, Wording(zh: "未附「\(material.name.zh)」，也没有写明原因", en: "“\(material.name.en)” is not attached and no reason is given"),
                        basis: basis,
                        help: Wording(zh: "有则附上；没有请写明原因", en: "attach it if there is one, or give the reason")))
            }
        }
        for (index, material) in assessment.materials.enumerated() where !sheet.materials.value.contains(where: { $0.id == material.id }) {
            shortfalls.append(
                Shortfall(
                    .exAnteMaterialUnknown, .warning, at: "/materials/\(index)", Wording(zh: "材料清单中没有“\(material.id)”", en: "the list of materials has no “\(material.id)”"), basis: basis,
                    help: Wording(zh: "请按清单选择材料名称", en: "choose a material of the list")))
        }
        return shortfalls
    }

    func vetoShortfalls(_ assessment: ExAnteAssessment, _ sheet: Sheet) -> [Shortfall] {
        assessment.vetoes.enumerated().compactMap { index, veto in
            if !sheet.vetoes.value.contains(where: { $0.dimension == veto.dimension }) {
                return Shortfall(
                    .exAnteVetoUnknown, .error, at: "/vetoes/\(index)", Wording(zh: "“\(veto.dimension)”不是可以一票否决的维度", en: "“\(veto.dimension)” is no dimension that can be vetoed"),
                    basis: sheet.vetoes.reference.wording,
                    help: Wording(zh: "可否决的维度：" + vetoable(sheet).zh, en: "dimensions that can: " + vetoable(sheet).en))
            }
            guard veto.reason.isBlank else { return nil }
            return Shortfall(
                .exAnteVetoUnexplained, .error, at: "/vetoes/\(index)", Wording(zh: "一票否决没有写明理由", en: "the veto has no reason"), basis: sheet.vetoes.reference.wording,
                help: Wording(zh: "请写明否决的理由和依据", en: "give the reason and what it rests on"))
        }
    }

    private func vetoable(_ sheet: Sheet) -> Wording {
        let groups = sheet.scheme.groups.filter { group in sheet.vetoes.value.contains { $0.dimension == group.id } }
        return Wording(zh: groups.map(\.name.zh).joined(separator: "、"), en: groups.map(\.name.en).joined(separator: ", "))
    }

    /// The conclusion and the opinion are compulsory.
    func statementShortfalls(_ assessment: ExAnteAssessment) -> [Shortfall] {
        var shortfalls: [Shortfall] = []
        if assessment.statedConclusion == nil {
            shortfalls.append(
                Shortfall(
                    .exAnteConclusionMissing, .error, at: "/statedConclusion", Wording(zh: "没有填写评估结论", en: "no conclusion is stated"), basis: duty.reference.wording,
                    help: Wording(zh: "请选择予以支持、部分支持或不予支持", en: "choose supported, supported in part or not supported")))
        }
        if assessment.opinion.isBlank {
            shortfalls.append(
                Shortfall(
                    .exAnteOpinionMissing, .error, at: "/opinion", Wording(zh: "没有填写评估意见", en: "no opinion is given"), basis: duty.reference.wording,
                    help: Wording(zh: "请写明总体意见和修改建议", en: "give the overall opinion and what to change")))
        }
        return shortfalls
    }
}

extension PointScheme {
    /// What is wrong with the marks of a sheet that is filled item by item.
    ///
    /// - Parameter codes: not marked, wrong points, no such item, marked twice.
    func shortfalls(
        _ marks: [(id: PointItem.ID, mark: ItemMark)], codes: (unmarked: ShortfallCode, points: ShortfallCode, unknown: ShortfallCode, twice: ShortfallCode)
    ) throws(QuantityError) -> [Shortfall] {
        var shortfalls: [Shortfall] = []
        for group in groups {
            for item in group.items {
                let places = marks.indices.filter { marks[$0].id == item.id }
                guard let place = places.first, marks[place].mark.grade != nil || marks[place].mark.points != nil else {
                    shortfalls.append(
                        Shortfall(
                            codes.unmarked, .error, at: places.first.map { "/items/\($0)" } ?? "/items", Wording(zh: "「\(item.text.zh)」没有评定", en: "“\(item.text.en)” is not marked"),
                            basis: group.reference.wording,
                            help: Wording(zh: "请评为优、良、中或差", en: "grade it excellent, good, fair or poor")))
                    continue
                }
                if let objection = try objection(to: marks[place].mark, of: item) {
                    shortfalls.append(
                        Shortfall(codes.points, .error, at: "/items/\(place)/points", objection, basis: shares.reference.wording, help: Wording(zh: "请改正得分或等级", en: "correct the points or the grade")))
                }
                for other in places.dropFirst() {
                    shortfalls.append(
                        Shortfall(
                            codes.twice, .error, at: "/items/\(other)", Wording(zh: "「\(item.text.zh)」评定了两次，只按第一次计", en: "“\(item.text.en)” is marked twice; the first counts"),
                            basis: group.reference.wording,
                            help: Wording(zh: "请删去重复的一行", en: "remove the second one")))
                }
            }
        }
        for (index, mark) in marks.enumerated() where !items.contains(where: { $0.id == mark.id }) {
            shortfalls.append(
                Shortfall(
                    codes.unknown, .error, at: "/items/\(index)", Wording(zh: "评分表中没有“\(mark.id)”这一项", en: "the sheet has no item “\(mark.id)”"), basis: shares.reference.wording,
                    help: Wording(zh: "请按现行方案的评分表填写", en: "fill in the sheet of the profile in force")))
        }
        return shortfalls
    }
}

extension String {
    /// Whether nothing but white space stands in it.
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}

extension String? {
    var isBlank: Bool { self?.isBlank ?? true }
}
