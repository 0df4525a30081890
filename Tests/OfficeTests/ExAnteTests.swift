import BudgetModel
import JSONText
import Office
import Quantities
import Testing

struct ExAnteTests {
    let profile = try! ExAnteProfile.shipped(on: testDay)

    /// Every item graded alike, every paper attached.
    func assessment(_ kind: ExAnteAssessment.Kind = .project, _ grade: Grade = .excellent) -> ExAnteAssessment {
        let sheet = profile.sheets[kind]!
        return ExAnteAssessment(
            kind: kind, items: sheet.scheme.items.map { .init($0.id, grade) }, materials: sheet.materials.value.map { .init($0.id, evidence: "\($0.name.zh).pdf") },
            statedConclusion: .supported, opinion: "同意")
    }

    @Test(arguments: ExAnteAssessment.Kind.allCases)
    func `five dimensions of 20 points, full marks are supported`(kind: ExAnteAssessment.Kind) throws {
        #expect(profile.sheets[kind]!.scheme.groups.map(\.points) == [20, 20, 20, 20, 20].map { ExactDecimal($0) })
        let result = try profile.assess(assessment(kind))
        #expect(result.tally.total == dec("100"))
        #expect(result.conclusion == .supported)
        #expect(result.shortfalls.isEmpty)
        #expect(result.steps.zh.contains("公式：Σ = 20 + 20 + 20 + 20 + 20 = 100"))
    }

    /// Grades are worth 1, 0.8, 0.6 and 0 of 5 points.
    @Test func `a mixed sheet: 88 points`() throws {
        var assessment = assessment()
        // Economy all good: 4 × 4 = 16; goals all fair: 4 × 3 = 12.
        for index in 4..<8 { assessment.items[index].mark.grade = .good }
        for index in 8..<12 { assessment.items[index].mark.grade = .fair }
        let result = try profile.assess(assessment)
        #expect(result.tally.groups.map(\.points?.plain) == ["20", "16", "12", "20", "20"])
        #expect(result.tally.total == dec("88"))
        #expect(result.conclusion == .supported)
        #expect(result.tally.items[4].steps.zh.last == "公式：W × s = 5 × 0.8 = 4")

        // Points of the assessor's own: 4.2 of 5 lies in good (0.8 to below 0.9).
        assessment.items[4].mark.points = dec("4.2")
        #expect(try profile.assess(assessment).tally.total == dec("88.2"))
        assessment.items[4].mark.points = dec("4.5")
        let wrong = try profile.assess(assessment)
        #expect(wrong.shortfalls.codes == ["exante.item.points"])
        #expect(wrong.shortfalls[0].pointer == "/items/4/points")
        #expect(wrong.shortfalls[0].message.zh == "「支出与职责相匹配」评为“良”，却得4.5分；该档应为4分以上、不到4.5分（满分5）")
    }

    @Test(arguments: [("excellent", 100, AssessmentConclusion.supported), ("good", 80, .supported), ("fair", 60, .partlySupported), ("poor", 0, .notSupported)])
    func `thresholds 80 and 60`(grade: String, points: Int, conclusion: AssessmentConclusion) throws {
        let result = try profile.assess(assessment(.project, Grade(rawValue: grade)!))
        #expect(result.tally.total == ExactDecimal(points))
        #expect(result.conclusion == conclusion)
        #expect((result.difference == nil) == (conclusion == .supported))
        #expect(result.shortfalls.codes == (conclusion == .supported ? [] : ["exante.conclusion.differs"]))
    }

    @Test func `necessity below 60 percent of its points is a veto, whatever the total`() throws {
        var assessment = assessment()
        // 3 + 3 + 3 + 0 = 9 of 20; total 89.
        for index in 0..<3 { assessment.items[index].mark.grade = .fair }
        assessment.items[3].mark.grade = .poor
        let result = try profile.assess(assessment)
        #expect(result.tally.total == dec("89"))
        #expect(result.vetoed == ["necessity"])
        #expect(result.conclusion == .notSupported)
        #expect(result.difference?.zh == "填写的结论是“予以支持”，按评分规则应为“不予支持”，总分89")
        #expect(result.steps.zh.contains("说明：立项必要性得9分，不到20 × 0.6 = 12分，视为否决"))
    }

    @Test func `the assessor's own veto, its reason and where it may stand`() throws {
        var assessment = assessment()
        assessment.vetoes = [.init("funding", reason: "资金来源不合法"), .init("economy", reason: "贵"), .init("necessity", reason: " ")]
        let result = try profile.assess(assessment)
        #expect(result.vetoed == ["necessity", "funding"])
        #expect(result.shortfalls.codes == ["exante.veto.unknown", "exante.veto.unexplained", "exante.conclusion.differs"])
        #expect(result.shortfalls[0].help.zh == "可否决的维度：立项必要性、筹资合规性")
    }

    @Test func `what is not marked keeps the conclusion open only where it matters`() throws {
        var assessment = assessment()
        assessment.items[19].mark.grade = nil
        let nearly = try profile.assess(assessment)
        #expect(nearly.tally.total == nil)
        #expect(nearly.tally.range == dec("95")...dec("100"))
        #expect(nearly.conclusion == .supported)
        #expect(nearly.shortfalls.codes == ["exante.item.unmarked"])
        assessment.items.removeLast(5)
        #expect(try profile.assess(assessment).conclusion == nil)
    }

    @Test func `materials: missing, unexplained, unknown`() throws {
        var assessment = assessment()
        assessment.materials[0] = .init("application", absentBecause: "正在盖章")
        assessment.materials.removeAll { $0.id == "other" }
        assessment.materials.append(.init("poem", evidence: "a.pdf"))
        let shortfalls = try profile.assess(assessment).shortfalls
        #expect(shortfalls.codes == ["exante.material.missing", "exante.material.unexplained", "exante.material.unknown"])
        #expect(shortfalls[0].pointer == "/materials/0")
        #expect(shortfalls[0].message.zh == "缺少必备材料「申报书」（填写的原因：正在盖章）")
        #expect(shortfalls[0].basis.zh.contains("材料清单"))
        #expect(shortfalls.map(\.severity) == [.error, .hint, .warning])
        assessment.opinion = ""
        assessment.statedConclusion = nil
        #expect(try profile.assess(assessment).shortfalls.codes.suffix(2) == ["exante.conclusion.missing", "exante.opinion.missing"])
    }

    @Test func `items of no sheet and items marked twice`() throws {
        var assessment = assessment()
        assessment.items += [.init("beauty", .good), .init("purpose", .poor)]
        let result = try profile.assess(assessment)
        #expect(result.tally.total == dec("100"))
        #expect(result.shortfalls.codes == ["exante.item.twice", "exante.item.unknown"])
    }

    @Test(arguments: [UInt64.random(in: 0...UInt64.max), 6])
    func `totals lie within 0 and 100, the order of items does not matter, and documents come back`(seed: UInt64) throws {
        var generator = Seeded(seed)
        for _ in 0..<200 {
            var assessment = assessment(Bool.random(using: &generator) ? .project : .policy)
            for index in assessment.items.indices {
                assessment.items[index].mark.grade = Grade.allCases.randomElement(using: &generator)
                if Int.random(in: 0..<4, using: &generator) == 0 { assessment.items[index].mark.points = generator.decimal(-200...1200, places: 2) }
                if Int.random(in: 0..<9, using: &generator) == 0 { assessment.items[index].mark.grade = nil }
            }
            assessment.statedConclusion = AssessmentConclusion.allCases.randomElement(using: &generator)
            let result = try profile.assess(assessment)
            #expect(result.tally.range.lowerBound >= .zero && result.tally.range.upperBound <= .hundred, "seed \(seed)")
            try expectRoundTrip(assessment)
            assessment.items.shuffle(using: &generator)
            let again = try profile.assess(assessment)
            #expect(again.tally == result.tally && again.conclusion == result.conclusion, "seed \(seed)")
        }
    }

    @Test func `JSON is strict`() throws {
        typealias A = ExAnteAssessment
        #expect(try refusal(A.self, #"{"kind":"project"}"#) == nil)
        #expect(try refusal(A.self, #"{"kind":"loan"}"#) == JSONShapeError(pointer: "/kind", kind: .expected(["project", "policy"])))
        #expect(try refusal(A.self, #"{"kind":"project","sum":1}"#) == JSONShapeError(pointer: "/sum", kind: .unknownKey))
        #expect(try refusal(A.self, #"{"kind":"project","items":[{"id":"purpose","points":4.5}]}"#)?.pointer == "/items/0/points")
        #expect(try refusal(A.self, #"{"kind":"project","items":[{"id":"purpose","points":"04.5"}]}"#)?.pointer == "/items/0/points")
        #expect(try refusal(A.self, #"{"kind":"project","vetoes":[{"dimension":"funding"}]}"#) == JSONShapeError(pointer: "/vetoes/0/reason", kind: .missing))
        let document = A(kind: .policy, items: [.init("purpose", .good, points: dec("4.50"), note: "a\n“b”")], vetoes: [.init("funding", reason: "x")])
        try expectRoundTrip(document)
        #expect(document.json.text.contains(#""points":"4.50""#))
    }
}
