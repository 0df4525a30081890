import BudgetModel
import Testing

@testable import Rules

@Suite struct `Wordings among peers` {
    private static let text = "全年对辖区十二条河道开展日常保洁，清理水面漂浮物和岸坡垃圾，水面垃圾滞留不超过二十四小时，群众投诉当日处理"

    @Test func `similarity counts runs of three characters exactly`() {
        let left = Shingles("公共服务项目"), right = Shingles("公共服务，设施")
        #expect(left.runs.count == 4 && right.runs.count == 4)
        #expect(left.overlap(right) == (2, 6))
        #expect(Shingles("ab").runs.isEmpty)
        #expect(Shingles("公共服务公共服务").runs.count == 4, "a run counts once")
    }

    @Test func `the same text gives the same keys in every run`() {
        #expect(MinHash.keys(Shingles(Self.text)) == MinHash.keys(Shingles(Self.text.replacing("，", with: "。"))))
        #expect(MinHash.keys(Shingles(Self.text))?.count == MinHash.bands)
        #expect(MinHash.keys(Shingles("")) == nil)
    }

    /// Every pair compared: what the index must find, and nothing else.
    @Test func `the index finds what comparing all pairs finds`() {
        var generator = SplitMix(state: 7)
        var texts = (0..<120).map { _ in generator.text(60) }
        for index in stride(from: 0, to: 60, by: 4) { texts[index + 60] = String(texts[index].dropLast(1)) + "甲" }
        var index = WordingIndex()
        for (peer, text) in texts.enumerated() { index.add(text, at: WordingPlace(peer: peer, cell: nil)) }
        index.finish()
        for (own, text) in texts.enumerated() {
            let shingles = Shingles(text)
            let expected = texts.indices.filter { other in
                let (common, all) = shingles.overlap(Shingles(texts[other]))
                return other != own && common * 100 >= 80 * all
            }
            let found = index.match(text, least: 80) { $0 != own }
            #expect(found?.place.peer == expected.first)
            if let found, let first = expected.first {
                let exact = shingles.overlap(Shingles(texts[first]))
                #expect((found.common, found.all) == exact)
            }
        }
    }

    @Test func `three thousand equal texts are no trouble`() {
        var index = WordingIndex()
        for peer in 0..<3_000 { index.add(Self.text, at: WordingPlace(peer: peer, cell: nil)) }
        for peer in 0..<3_000 { index.add(Self.text + "第\(peer)段", at: WordingPlace(peer: peer, cell: nil)) }
        index.finish()
        #expect(index.count > 2_900)
        let found = index.match(Self.text, least: 90) { $0 != 0 }
        #expect(found?.isIdentical == true && found?.place.peer == 1)
    }
}

@Suite struct `Forms found beside a form` {
    private func form(_ kind: FormKind = .projectSelfEvaluation, code: String? = nil, name: String = "公交站台改造", unit: String? = "区交通局", year: Int? = 2023) -> Evaluation {
        var form = Evaluation(file: "\(year ?? 0).xlsx", sheet: "自评表", kind: kind)
        form.programme = Sourced(name, nil)
        form.programmeCode = code.map { Sourced($0, nil) }
        form.implementingUnit = unit.map { Sourced($0, nil) }
        form.year = year.map { Sourced($0, nil) }
        return form
    }

    @Test func `by code, whatever the name`() {
        let shelf = FormShelf([form(code: "A1", name: "别的", year: 2022), form(code: "B2", year: 2022)], as: .previous)
        #expect(shelf.match(form(code: "A1"))?.evaluation.programme?.value == "别的")
        #expect(shelf.match(form(code: "C3")) == nil, "two codes that differ are two programmes")
    }

    @Test func `by name and unit, the year in the name aside`() {
        let shelf = FormShelf([form(name: "2022年公交站台改造", unit: "邻区交通局", year: 2022), form(name: "2022年度公交站台改造", year: 2022)], as: .previous)
        #expect(shelf.match(form(name: "2023年公交站台改造"))?.evaluation.implementingUnit?.value == "区交通局")
        #expect(shelf.match(form(name: "公交站台维护")) == nil)
    }

    @Test func `last year's is the latest of the earlier years and of the same kind first`() {
        let shelf = FormShelf([form(year: 2020), form(year: 2022), form(year: 2023), form(.projectGoal, year: 2022)], as: .previous)
        #expect(shelf.match(form())?.evaluation.year?.value == 2022)
        #expect(shelf.match(form())?.evaluation.kind == .projectSelfEvaluation)
        #expect(shelf.match(form(.projectGoal))?.evaluation.kind == .projectGoal)
        #expect(shelf.match(form(year: 2020)) == nil)
    }

    @Test func `what was approved is a goal of the same year`() {
        let shelf = FormShelf([form(), form(.projectGoal, year: 2022), form(.projectGoal)], as: .approved)
        #expect(shelf.match(form())?.evaluation.kind == .projectGoal)
        #expect(shelf.match(form())?.evaluation.year?.value == 2023)
        #expect(shelf.match(form(year: 2024)) == nil)
    }

    @Test func `departments by their own name`() {
        var mine = form(.departmentSelfEvaluation), other = form(.departmentSelfEvaluation, year: 2022), project = form(year: 2022)
        for change in [{ (form: inout Evaluation) in form.department = Sourced("县文化局", nil) }] {
            change(&mine)
            change(&other)
            change(&project)
        }
        #expect(FormShelf([project, other], as: .previous).match(mine)?.evaluation.kind == .departmentSelfEvaluation)
    }
}

private struct SplitMix {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ value >> 31) >> 33) % bound
    }

    mutating func text(_ length: Int) -> String {
        String(String.UnicodeScalarView((0..<length).compactMap { _ in UnicodeScalar(0x4E00 + next(2_000)) }))
    }
}
