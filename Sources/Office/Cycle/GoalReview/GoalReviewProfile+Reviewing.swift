import BudgetModel
package import Quantities

extension GoalReviewProfile {
    /// Adds up the points of a review, gives grade and consequence, and lists what it lacks.
    ///
    /// - Source: 财预〔2015〕88号 art. 25 for the consequences; items and points are the profile's.
    /// - Throws: `QuantityError.overflow` for absurd points.
    package func review(_ review: GoalReview) throws(QuantityError) -> GoalReviewResult {
        var result = GoalReviewResult(profile: mark, tally: nil, computedGrade: nil, grade: nil, consequence: nil, consequenceText: nil, steps: [], shortfalls: [])
        switch review.form {
        case .key:
            let tally = try scheme.tally(Dictionary(review.items.map { ($0.id, $0.mark) }, uniquingKeysWith: { first, _ in first }))
            result.tally = tally
            result.steps = tally.steps
            let low = grades.value.grade(of: tally.range.lowerBound)?.grade, high = grades.value.grade(of: tally.range.upperBound)?.grade
            result.computedGrade = low == high ? low : nil
            result.grade = result.computedGrade
            result.steps.append(.clause(grades.reference))
            if let grade = result.grade {
                result.steps.append(.grade(grade))
            } else {
                result.steps.append(.note(Wording(zh: "未评定的内容还能改变等级，暂不得出等级", en: "what is not marked can still change the grade, so there is none yet")))
            }
            result.shortfalls = try keyShortfalls(review, tally, result.computedGrade)
        case .general:
            result.grade = review.statedGrade
            result.steps = [.note(Wording(zh: "一般性项目只写意见、不打分，等级以填写的综合评定等级为准", en: "the general form has opinions and no points; the grade is the stated one"))]
            if let grade = result.grade { result.steps.append(.grade(grade)) }
            result.shortfalls = generalShortfalls(review)
        }
        if review.opinion.isBlank {
            result.shortfalls.append(
                Shortfall(
                    .goalReviewOpinionMissing, .error, at: "/opinion", Wording(zh: "没有填写总体意见", en: "no overall opinion is given"), basis: duty.reference.wording,
                    help: Wording(zh: "请写明总体意见；需要修改的，写明改什么", en: "give the overall opinion; where changes are needed, say which")))
        }
        if let grade = result.grade, let outcome = outcomes.value.first(where: { $0.grade == grade }) {
            result.consequence = outcome.consequence
            result.consequenceText = outcome.text
            result.steps += [.clause(outcomes.reference), .note(outcome.text)]
        }
        return result
    }

    private func keyShortfalls(_ review: GoalReview, _ tally: PointTally, _ grade: Grade?) throws(QuantityError) -> [Shortfall] {
        var shortfalls = try scheme.shortfalls(
            review.items.map { ($0.id, $0.mark) }, codes: (.goalReviewItemUnmarked, .goalReviewItemPoints, .goalReviewItemUnknown, .goalReviewItemTwice))
        if let stated = review.statedTotal, let total = tally.total, stated != total {
            shortfalls.append(
                Shortfall(
                    .goalReviewTotalDiffers, .error, at: "/statedTotal",
                    Wording(zh: "填写的总分是\(stated.plain)，各项之和是\(total.plain)", en: "the stated total is \(stated.plain), the items make \(total.plain)"),
                    basis: scheme.shares.reference.wording, help: Wording(zh: "请核对各项得分或改正总分", en: "check the items or correct the total")))
        }
        if let stated = review.statedGrade, let grade, stated != grade {
            shortfalls.append(
                Shortfall(
                    .goalReviewGradeDiffers, .error, at: "/statedGrade",
                    Wording(
                        zh: "填写的等级是“\(stated.name)”，按得分应为“\(grade.name)”" + (tally.total.map { "（\($0.plain)分）" } ?? ""),
                        en: "the stated grade is \(stated.rawValue), by the points it is \(grade.rawValue)" + (tally.total.map { " (\($0.plain))" } ?? "")),
                    basis: grades.reference.wording, help: Wording(zh: "请核对得分或改正等级", en: "check the points or correct the grade")))
        }
        return shortfalls
    }

    private func generalShortfalls(_ review: GoalReview) -> [Shortfall] {
        var shortfalls: [Shortfall] = []
        for (index, item) in review.items.enumerated() {
            if item.mark.points != nil {
                shortfalls.append(
                    Shortfall(
                        .goalReviewPointsInGeneral, .error, at: "/items/\(index)/points", Wording(zh: "一般性项目的审核表只写意见，不打分", en: "the general form has opinions and no points"),
                        basis: duty.reference.wording,
                        help: Wording(zh: "请删去分数，或改用重点项目审核表", en: "remove the points, or use the form of key projects")))
            }
            if !scheme.items.contains(where: { $0.id == item.id }) {
                shortfalls.append(
                    Shortfall(
                        .goalReviewItemUnknown, .error, at: "/items/\(index)", Wording(zh: "审核表中没有“\(item.id)”这一项", en: "the form has no item “\(item.id)”"), basis: duty.reference.wording,
                        help: Wording(zh: "请按现行方案的审核表填写", en: "fill in the form of the profile in force")))
            }
        }
        for item in scheme.items where !review.items.contains(where: { $0.id == item.id && (!$0.opinion.isBlank || $0.mark.grade != nil) }) {
            shortfalls.append(
                Shortfall(
                    .goalReviewItemUnmarked, .warning, at: "/items", Wording(zh: "「\(item.text.zh)」没有审核意见", en: "“\(item.text.en)” has no opinion"), basis: duty.reference.wording,
                    help: Wording(zh: "请逐项写明审核意见", en: "give an opinion on each item")))
        }
        if review.statedGrade == nil {
            shortfalls.append(
                Shortfall(
                    .goalReviewGradeMissing, .error, at: "/statedGrade", Wording(zh: "没有填写综合评定等级", en: "no grade is stated"), basis: outcomes.reference.wording,
                    help: Wording(zh: "请评为优、良、中或差，以便确定是否进入下一步预算安排", en: "grade it, so that it is known whether the budget step may follow")))
        }
        return shortfalls
    }
}
