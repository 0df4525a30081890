import BudgetModel
import Forms
import Foundation
import JSONText
import Quantities
import Reports
import Scoring
import Testing
import Workflows

/// The computed layer as it is stored, and computed again from the stored form.
@Suite struct StoredScoreTests {
    /// The forms of the corpus with all that is said of them.
    static let forms: [EvaluatedForm] = {
        guard let today = try? CalendarDay(year: 2026, month: 1, day: 1) else { return [] }
        let evaluate = EvaluateFile(store: FrameworkStore(today: today))
        return CorpusTests.names.flatMap { name -> [EvaluatedForm] in
            let folder = CorpusTests.root.appending(path: String(name.prefix { $0 != "/" }))
            let base = String(name.split(separator: "/")[1])
            guard let file = (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.first(where: { $0.hasPrefix(base + ".") && !$0.hasSuffix(".json") }) else { return [] }
            return (try? evaluate(folder.appending(path: file).path).forms) ?? []
        }
    }()

    @Test func `what was computed reads back the same`() throws {
        #expect(Self.forms.count > 190)
        var largest = (0, 0, "")
        for form in Self.forms {
            let score = StoredScore(form.scoreSheet, form.check, engine: "0.9.0")
            let bytes = score.json.bytes
            let back = try StoredScore(json: try JSONParser.parse(bytes), at: "")
            #expect(back == score)
            #expect(back.json.bytes == bytes)
            #expect(ScoreSheetJSON.write(form.scoreSheet, form.check, engine: "0.9.0") == score.json)
            #expect(back.total?.description == form.scoreSheet.total?.description && back.lines.count == form.evaluation.indicators.count)
            #expect(back.counted.map(\.code) == form.check.findings.map(\.code))
            #expect(Set(back.notChecked.map(\.code)) == Set(form.check.notChecked.map(\.code)))
            if bytes.count > largest.0 { largest = (bytes.count, form.evaluation.indicators.count, form.evaluation.file) }
        }
        print("largest score: \(largest)")
    }

    /// The promise of storage: form and framework give the same points by the same steps.
    @Test func `a stored form is computed again to the same derivations`() throws {
        for form in Self.forms {
            let stored = try FormJSON.restore(try JSONParser.parse(FormJSON.write(form.evaluation).bytes))
            #expect(stored == form.evaluation)
            let again = Scorer.score(stored, by: form.framework, because: form.scoreSheet.chosenBecause)
            #expect(again.traceDigest == Scorer.score(form.evaluation, by: form.framework, because: form.scoreSheet.chosenBecause).traceDigest)
            #expect(again.total?.description == form.scoreSheet.total?.description)
        }
    }

    @Test func `a digest tells every derivation apart`() throws {
        let sheet = try #require(Self.forms.first { $0.scoreSheet.total != nil && $0.scoreSheet.lines.count > 2 }).scoreSheet
        var digests: Set<String> = [sheet.traceDigest]
        #expect(sheet.traceDigest.wholeMatch(of: /sha256:[0-9a-f]{64}/) != nil)
        for change in [
            { $0.lines[0].trace.removeLast() }, { $0.lines.swapAt(0, 1) }, { $0.totalTrace.append(.note(Wording(zh: "一", en: "a"))) }, { $0.execution = nil },
            { $0.adjustments.append(AppliedAdjustment(id: "a", points: .one, trace: [])) }, { $0.lines[0].trace.append(.points(ExactDecimal(significand: 100, scale: 2))) },
        ] as [(inout ScoreSheet) -> Void] {
            var other = sheet
            change(&other)
            #expect(digests.insert(other.traceDigest).inserted)
        }
        // Numbers that are no derivation have their own places.
        var other = sheet
        other.lines[0].score = .zero
        #expect(other.traceDigest == sheet.traceDigest)
        #expect(StoredScore(other, CheckResult(), engine: "").json != StoredScore(sheet, CheckResult(), engine: "").json)
    }

    /// Every kind of value at once.
    private static let full: StoredScore = {
        var sheet = ScoreSheet(frameworkID: "cn-2020", frameworkDigest: "sha256:0", chosenBecause: Wording(zh: "按表", en: "by the form"))
        let number = ExactDecimal(significand: 947, scale: 2)
        sheet.ratePercent = number
        sheet.execution = ScoreLine(score: number, exact: try? Ratio(180, over: 19), weight: ExactDecimal(10), trace: [.note(Wording(zh: "一", en: "a"))])
        sheet.lines = [
            ScoreLine(score: number, exact: try? Ratio(180, over: 19), weight: ExactDecimal(significand: 100, scale: 1), completionPercent: number, comparatorUsed: .atLeast, signAssumed: true, tier: .partlyAchieved, tierBounds: ExactDecimal(5)...number, isMet: false, isLeftOut: true),
            ScoreLine(isMet: true, unscored: .unitClash(target: "公里", actual: "户")), ScoreLine(),
        ]
        sheet.adjustments = [AppliedAdjustment(id: "cap", points: ExactDecimal(-3), trace: [])]
        (sheet.total, sheet.totalBeforeScaling, sheet.totalRange, sheet.grade) = (number, number, ExactDecimal(1)...number, .good)
        func finding(_ code: String, _ standing: Standing, sheet: String?) -> Finding {
            var finding = Finding(
                code: code, severity: .warning, at: sheet.map { CellRef(sheet: $0, position: CellPosition(row: 3, column: 4)) }, message: Wording(zh: "不符", en: "differs"), expected: "1", found: "2", difference: "1",
                basis: Wording(zh: "办法", en: "rules"), standing: standing)
            (finding.comment, finding.usualSeverity) = ("已核对", .error)
            return finding
        }
        var check = CheckResult(findings: [finding("E03", .counted, sheet: "表"), finding("A01", .counted, sheet: nil)], previews: [finding("G30", .preview, sheet: "另表")], questions: [finding("Q01", .question, sheet: "表")])
        let needs = Wording(zh: "上年度的表", en: "last year's form")
        check.notChecked = [NotChecked(code: "C11", needs: needs), NotChecked(code: "C12", needs: needs), NotChecked(code: "B01", needs: needs, cause: .switchedOff)]
        check.light = ObjectLight(light: .yellow, advice: [needs], codes: ["B02"], indicators: [IndicatorLight(index: 1, light: .red, advice: [], codes: ["B03"])])
        return StoredScore(sheet, check, engine: "0.9.0")
    }()

    @Test func `every kind of value reads back`() throws {
        let json = Self.full.json
        #expect(try StoredScore(json: JSONParser.parse(json.bytes), at: "") == Self.full)
        #expect(json["lines"]?.elements?[0]["exact"]?.string == "180/19")
        #expect(json["lines"]?.elements?[1]["unscored"]?.string == "unit-clash")
        #expect(json["lines"]?.elements?[2] == .object([]))
        #expect(json["findings"]?.elements?.map { $0["at"]?.string } == ["E4", nil, "另表!E4", "E4"])
        #expect(json["notChecked"]?.elements?.map { $0["codes"]?.elements?.compactMap(\.string) } == [["B01"], ["C11", "C12"]])
    }

    /// Each member removed, renamed, or made another kind of value.
    @Test func `refuses what it did not write, with its place`() throws {
        var count = 0
        func walk(_ json: JSONValue, _ pointer: String, _ put: (JSONValue) -> JSONValue) {
            for wrong in [JSONValue.number("1.5"), .string("\u{1}"), .array([.null]), .object([JSONValue.Member("no such key", .null)])] {
                do {
                    _ = try StoredScore(json: put(wrong), at: "/score")
                    // A free text is any text.
                    #expect(wrong == .string("\u{1}"))
                } catch {
                    count += 1
                    #expect(error.pointer.hasPrefix("/score" + pointer), "\(error.pointer) for \(pointer)")
                }
            }
            if let members = json.members {
                for (index, member) in members.enumerated() {
                    walk(member.value, JSONObject.join(pointer, member.key)) { var members = members; members[index].value = $0; return put(.object(members)) }
                    var renamed = members
                    renamed[index].key = "no such key"
                    #expect(throws: JSONShapeError(pointer: "/score" + pointer + "/no such key", kind: .unknownKey)) { try StoredScore(json: put(.object(renamed)), at: "/score") }
                }
            }
            if let elements = json.elements {
                for (index, element) in elements.enumerated() { walk(element, pointer + "/\(index)") { var elements = elements; elements[index] = $0; return put(.array(elements)) } }
            }
        }
        walk(Self.full.json, "") { $0 }
        #expect(count > 200)
    }

    @Test func `words for rows without a score are each other's only once`() {
        let all: [Unscored] = [
            .noWeight, .negativeWeight, .noTarget, .textTarget, .noActual, .textActual, .rangeActual, .dateActual, .numberForDate, .unitClash(target: "", actual: ""), .scaleUnclear(unit: "", bare: .one), .wordsForDate, .nonPositiveTarget,
            .lateWithoutRule, .lateShareUnknown, .tierUnknown, .nothingStated, .qualitativeOpen, .notApplicableWithoutGround, .notApplicableOpen, .noExecuted, .noBudget, .negativeBudget, .weightNotRead(""), .statedNotRead(""),
            .budgetNotRead(""), .executedNotRead(""), .moneyRowsNotRead, .formNotScored, .overflow,
        ]
        #expect(Set(all.map(\.word)).count == all.count)
    }
}
