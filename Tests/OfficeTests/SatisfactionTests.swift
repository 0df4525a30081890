import BudgetModel
import JSONText
import Office
import Quantities
import Testing

struct SatisfactionTests {
    let profile = try! SatisfactionProfile.shipped(on: testDay)

    var survey: SatisfactionProvenance {
        SatisfactionProvenance(
            indicator: IndicatorKey(level1: "满意度指标", level2: "服务对象满意度指标", name: "图书馆读者满意度"), instrument: .questionnaire, population: 5000, sample: 320, answers: 300, satisfied: 277,
            from: day("2023-11-01"), to: day("2023-11-20"), conductedBy: "市图书馆", evidence: "满意度调查报告.docx")
    }

    /// 277 ÷ 300 = 92.3333… %.
    @Test func `the exact rate, and the stated one at its own digits`() throws {
        let result = try profile.check(survey, stated: dec("92.3"), year: 2023)
        #expect(result.rate == (try Ratio(277, over: 300)))
        #expect(result.percent?.description == "92.33")
        #expect(result.shortfalls.isEmpty)
        #expect(result.steps.zh == ["满意的答卷 s = 277", "有效答卷 n = 300", "公式：s ÷ n × 100 = 277 ÷ 300 × 100 = 92.333333…", "取两位小数（四舍五入）：92.333333… → 92.33%"])
        #expect(try profile.check(survey, stated: dec("92"), year: 2023).shortfalls.isEmpty)
        #expect(try profile.check(survey, stated: dec("92.33")).shortfalls.isEmpty)
        let wrong = try profile.check(survey, stated: dec("95"), year: 2023).shortfalls
        #expect(wrong.codes == ["satisfaction.rate.differs"])
        #expect(wrong.map(\.message.zh) == ["调查的满意度是92.33%，填报的是95%"])
    }

    /// 120 × 1 + 100 × 0.8 + 60 × 0.6 + 20 × 0 = 236 of 300: 78.67 %.
    @Test func `a scale counts each level for its share`() throws {
        var survey = survey
        survey.satisfied = nil
        survey.scale = [.init("非常满意", share: dec("1"), count: 120), .init("满意", share: dec("0.8"), count: 100), .init("基本满意", share: dec("0.6"), count: 60), .init("不满意", share: dec("0"), count: 20)]
        let result = try profile.check(survey, stated: dec("78.67"), year: 2023)
        #expect(result.rate == (try Ratio(236, over: 300)))
        #expect(result.shortfalls.isEmpty)
        #expect(result.steps.zh[0] == "公式：Σ n × s ÷ Σ n × 100 = (120 × 1 + 100 × 0.8 + 60 × 0.6 + 20 × 0) ÷ 300 × 100 = 78.666666…")
        survey.answers = 310
        #expect(try profile.check(survey, stated: nil, year: 2023).shortfalls.codes == ["satisfaction.counts.wrong"])
    }

    @Test func `a typed percentage and nothing else`() throws {
        let result = try profile.check(SatisfactionProvenance(), stated: dec("95"), year: 2023)
        #expect(result.rate == nil && result.percent == nil)
        #expect(
            result.shortfalls.codes == [
                "satisfaction.instrument.missing", "satisfaction.body.missing", "satisfaction.evidence.missing", "satisfaction.period.wrong", "satisfaction.sample.missing",
                "satisfaction.rate.unknown",
            ])
        #expect(result.shortfalls[0].basis.zh.contains("第四条"))
    }

    @Test func `counts that cannot be, samples too small, days of another year`() throws {
        func codes(_ change: (inout SatisfactionProvenance) -> Void) throws -> [String] {
            var survey = survey
            change(&survey)
            return try profile.check(survey, stated: nil, year: 2023).shortfalls.codes
        }
        #expect(try codes { $0.answers = 321 } == ["satisfaction.counts.wrong"])
        #expect(try codes { $0.satisfied = 301 } == ["satisfaction.counts.wrong"])
        #expect(try codes { $0.population = 300 } == ["satisfaction.counts.wrong"])
        #expect(try codes { ($0.answers, $0.satisfied) = (29, 20) } == ["satisfaction.sample.small"])
        #expect(try codes { ($0.population, $0.sample, $0.answers, $0.satisfied) = (12, 12, 12, 11) } == [])
        #expect(try codes { $0.answers = 0 } == ["satisfaction.counts.wrong", "satisfaction.sample.small", "satisfaction.rate.unknown"])
        #expect(try codes { ($0.from, $0.to) = (day("2022-03-01"), day("2022-03-20")) } == ["satisfaction.period.wrong"])
        #expect(try codes { ($0.from, $0.to) = (day("2024-02-01"), day("2024-02-20")) } == [])
        #expect(try codes { ($0.from, $0.to) = (day("2023-11-20"), day("2023-11-01")) } == ["satisfaction.period.wrong"])
    }

    @Test func `JSON comes back and is strict`() throws {
        var document = survey
        document.scale = [.init("满意", share: dec("0.80"), count: 3)]
        try expectRoundTrip(document)
        try expectRoundTrip(SatisfactionProvenance())
        typealias S = SatisfactionProvenance
        #expect(try refusal(S.self, #"{"names":["x"]}"#) == JSONShapeError(pointer: "/names", kind: .unknownKey))
        #expect(try refusal(S.self, #"{"answers":-1}"#)?.pointer == "/answers")
        #expect(try refusal(S.self, #"{"scale":[{"label":"a","share":"1.5","count":1}]}"#)?.pointer == "/scale/0/share")
        #expect(try refusal(S.self, #"{"instrument":"guess"}"#)?.pointer == "/instrument")
    }

    @Test(arguments: [UInt64.random(in: 0...UInt64.max), 21])
    func `rates lie within 0 and 1`(seed: UInt64) throws {
        var generator = Seeded(seed)
        for _ in 0..<300 {
            var survey = SatisfactionProvenance()
            survey.scale = (0..<Int.random(in: 1...5, using: &generator)).map { .init("\($0)", share: generator.decimal(0...100, places: 2), count: Int.random(in: 0...500, using: &generator)) }
            guard let rate = try survey.rate() else { continue }
            #expect(rate >= .zero && rate <= .one, "seed \(seed)")
            survey.scale.shuffle(using: &generator)
            #expect(try survey.rate() == rate, "seed \(seed)")
        }
    }
}
