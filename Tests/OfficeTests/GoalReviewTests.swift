import BudgetModel
import JSONText
import Office
import Quantities
import Testing

struct GoalReviewTests {
    let profile = try! GoalReviewProfile.shipped(on: testDay)

    func review(_ grades: [Grade]) -> GoalReview {
        GoalReview(form: .key, items: zip(profile.scheme.items, grades).map { .init($0.id, $1) }, opinion: "目标明确，同意")
    }

    @Test func `four criteria of 20, 30, 30 and 20 points`() {
        #expect(profile.scheme.groups.map(\.name.zh) == ["完整性", "相关性", "适当性", "可行性"])
        #expect(profile.scheme.groups.map(\.points.plain) == ["20", "30", "30", "20"])
        #expect(profile.scheme.items.map(\.points.plain) == ["10", "10", "15", "15", "15", "15", "10", "10"])
    }

    /// Good is worth 0.8: 10 + 8 + 15 + 12 + 15 + 12 + 10 + 8 = 90.
    @Test(arguments: [
        ([Grade.excellent, .good, .excellent, .good, .excellent, .good, .excellent, .good], "90", Grade.excellent, GoalReviewConsequence.goesOn),
        ([Grade](repeating: .good, count: 8), "80", .good, .completedThenGoesOn),
        ([Grade](repeating: .fair, count: 8), "60", .fair, .reviseAndResubmit),
        ([.fair, .fair, .fair, .fair, .fair, .fair, .fair, .poor], "54", .poor, .mustNotEnter),
    ])
    func `points, grade and consequence`(grades: [Grade], total: String, grade: Grade, consequence: GoalReviewConsequence) throws {
        let result = try profile.review(review(grades))
        #expect(result.tally?.total?.plain == total)
        #expect(result.grade == grade)
        #expect(result.consequence == consequence)
        #expect(result.shortfalls.isEmpty)
        #expect(result.steps.zh.contains { $0.contains("第二十五条") })
        #expect(consequence.mayEnter == (grade == .excellent))
    }

    @Test func `a stated total and grade that the points do not give`() throws {
        var review = review([Grade](repeating: .good, count: 8))
        review.statedTotal = dec("85")
        review.statedGrade = .excellent
        let result = try profile.review(review)
        #expect(result.shortfalls.codes == ["goalreview.total.differs", "goalreview.grade.differs"])
        #expect(result.shortfalls[0].message.zh == "填写的总分是85，各项之和是80")
        #expect(result.grade == .good)
        review.items.removeLast(4)
        #expect(try profile.review(review).grade == nil)
    }

    @Test func `marks that cannot be`() throws {
        var review = review([Grade](repeating: .good, count: 8))
        review.items[0].mark.points = dec("9")
        review.items[2].mark.points = dec("15.01")
        review.items.append(.init("form", .poor))
        review.items.append(.init("beauty", .poor))
        let result = try profile.review(review)
        #expect(result.shortfalls.codes == ["goalreview.item.points", "goalreview.item.twice", "goalreview.item.points", "goalreview.item.unknown"])
        // 9 stands though it is told; 15.01 of 15 does not count.
        #expect(result.tally?.total == nil && result.tally?.range == dec("69")...dec("84"))
    }

    @Test func `the general form has opinions, and its grade is the stated one`() throws {
        var review = GoalReview(form: .general, items: profile.scheme.items.map { .init($0.id, opinion: "符合") }, statedGrade: .fair, opinion: "请补充受益人数")
        let result = try profile.review(review)
        #expect(result.tally == nil && result.computedGrade == nil)
        #expect(result.consequence == .reviseAndResubmit)
        #expect(result.shortfalls.isEmpty)
        review.statedGrade = nil
        review.opinion = nil
        review.items[0].mark.points = dec("9")
        review.items[1].opinion = " "
        review.items.append(.init("beauty", opinion: "好"))
        #expect(
            try profile.review(review).shortfalls.codes == [
                "goalreview.points.in-general-form", "goalreview.item.unknown", "goalreview.item.unmarked", "goalreview.grade.missing", "goalreview.opinion.missing",
            ])
    }

    @Test func `JSON comes back and is strict`() throws {
        var document = review([Grade](repeating: .good, count: 8))
        document.statedTotal = dec("80.00")
        document.items[0].mark.points = dec("8.5")
        document.items[1].opinion = "层次清楚"
        try expectRoundTrip(document)
        #expect(try refusal(GoalReview.self, #"{"form":"key","items":[{"id":"form","grade":"优"}]}"#)?.pointer == "/items/0/grade")
        #expect(try refusal(GoalReview.self, #"{"form":"key","total":"80"}"#)?.kind == .unknownKey)
    }
}
