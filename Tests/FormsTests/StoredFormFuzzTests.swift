import BudgetModel
import Frameworks
import JSONText
import Quantities
import Scoring
import Testing

@testable import Forms

/// Random damage to stored forms: each is read or refused at a place that is there, and what is read is stored without loss.
@Suite struct StoredFormFuzzTests {
    /// SplitMix64.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static let texts = [
        "", " ", "-", "无", "≥95%", "≥95％以上", "95", "1e400", "-0.50", "3-5次", "10%±2%", "2023年12月底前", "--12", "2023-02-30", "9999999999999999999999999999999999999999", "0.00000000000000000000000000000000000000001",
        "不适用", "达成年度指标", "部分达成", "下降10%", "增长5%", "10/80%", "产出指标（50分）", "预算执行率", "自评得分98分，等级优", "total", "none", ">=", "A1", "表!B2", "!A1", "A1:B2", "\u{0}", "\r\n", "é", "e\u{301}", "😀", "（（（", "、、、", "百分之九十五", "≤1/10000",
    ]

    private static func random(_ generator: inout Generator, depth: Int = 0) -> JSONValue {
        switch Int.random(in: 0..<(depth > 3 ? 5 : 7), using: &generator) {
        case 0: .null
        case 1: .bool(Bool.random(using: &generator))
        case 2: .number(["0", "1", "-1", "2023", "99999999999999999999", "1.5", "1e9"].randomElement(using: &generator)!)
        case 3, 4: .string(texts.randomElement(using: &generator)!)
        case 5: .array((0..<Int.random(in: 0..<3, using: &generator)).map { _ in random(&generator, depth: depth + 1) })
        default: .object(["text", "number", "low", "high", "date", "unit", "cells", "form"].shuffled(using: &generator).prefix(2).map { JSONValue.Member($0, random(&generator, depth: depth + 1)) })
        }
    }

    /// The value with one change somewhere inside.
    private static func changed(_ json: JSONValue, _ generator: inout Generator) -> JSONValue {
        switch json {
        case .object(var members) where !members.isEmpty && Int.random(in: 0..<12, using: &generator) > 0:
            let index = Int.random(in: 0..<members.count, using: &generator)
            switch Int.random(in: 0..<14, using: &generator) {
            case 0: members.remove(at: index)
            case 1: members[index].key = ["x", "name", "weight", "target", "cells", "note"].randomElement(using: &generator)!
            case 2: members.append(members[index])
            default: members[index].value = changed(members[index].value, &generator)
            }
            return .object(members)
        case .array(var elements) where !elements.isEmpty && Int.random(in: 0..<12, using: &generator) > 0:
            let index = Int.random(in: 0..<elements.count, using: &generator)
            switch Int.random(in: 0..<14, using: &generator) {
            case 0: elements.remove(at: index)
            case 1: elements.append(elements[index])
            default: elements[index] = changed(elements[index], &generator)
            }
            return .array(elements)
        // Mostly another text in the place of a text, so that much is read.
        case .string where Int.random(in: 0..<4, using: &generator) > 0: return .string(texts.randomElement(using: &generator)!)
        default: return random(&generator)
        }
    }

    /// Whether a pointer names a place, or a key that is missing there.
    private static func isThere(_ pointer: String, in json: JSONValue) -> Bool {
        var place = json
        let parts = pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { String($0).replacing("~1", with: "/").replacing("~0", with: "~") }
        for (index, part) in parts.enumerated() {
            let next = place.members != nil ? place[part] : place.elements.flatMap { list in Int(part).flatMap { list.indices.contains($0) ? list[$0] : nil } }
            guard let next else { return index == parts.count - 1 && place.members != nil }
            place = next
        }
        return true
    }

    @Test(arguments: [1, 2_026, 77, 90_210] as [UInt64]) func `damaged forms are read or refused, never more`(seed: UInt64) throws {
        print("seed \(seed)")
        var generator = Generator(state: seed)
        let forms = Corpus.forms.map { FormJSON.write($0.form) }
        let framework = try FrameworkCatalogue.framework("cn-2020", on: try CalendarDay(year: 2024, month: 12, day: 31))
        var read = 0
        for round in 0..<1_500 {
            var json = forms.randomElement(using: &generator)!
            if Bool.random(using: &generator) { json = MinimalFormTests.minimal(json) }
            for _ in 0..<Int.random(in: 1...4, using: &generator) { json = Self.changed(json, &generator) }
            do {
                let form = try FormJSON.read(json)
                read += 1
                let back = try FormJSON.restore(FormJSON.write(form))
                #expect(back == form && FormJSON.write(back) == FormJSON.write(form), "seed \(seed), round \(round): \(json.text)")
                _ = Scorer.score(form, by: framework, because: Wording(zh: "", en: ""))
            } catch {
                #expect(Self.isThere(error.pointer, in: json), "seed \(seed), round \(round): \(error) in \(json.text)")
            }
        }
        print("read \(read)")
        #expect(read > 150)
    }

    @Test(arguments: [3, 1_984] as [UInt64]) func `damaged bytes are parsed or refused, never more`(seed: UInt64) throws {
        print("seed \(seed)")
        var generator = Generator(state: seed)
        let forms = Corpus.forms.prefix(60).map { FormJSON.write($0.form).bytes }
        for _ in 0..<1_000 {
            var bytes = forms.randomElement(using: &generator)!
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &generator)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1..<40, using: &generator)))
                default: bytes.insert(contentsOf: Array("{[\"\\,:0-e.\u{7F}".utf8).shuffled(using: &generator).prefix(2), at: place)
                }
                if bytes.isEmpty { bytes = [0x20] }
            }
            do {
                let json = try JSONParser.parse(bytes)
                #expect(try JSONParser.parse(json.bytes) == json)
                _ = try FormJSON.read(json)
            } catch let error as JSONError {
                #expect(error.line >= 1 && error.column >= 1 && error.column <= bytes.count + 1)
            } catch is JSONShapeError {}
        }
    }

    /// As many rows, goals and texts as the bounds allow; texts as long as they allow in a few.
    @Test func `the largest form takes no more than a moment`() throws {
        func text(_ count: Int) -> JSONValue { .string(String(repeating: "已完成5场，参与1200人次，增长12%。", count: count)) }
        let (long, short) = (text(900), text(2))
        let row = JSONValue.object([
            "level1": .string("产出指标（50分）"), "level2": .string("数量指标（20分）"), "name": .string("培训场次"), "target": short, "unit": .string("场"), "actual": short, "reason": short, "weight": .string("0.002"),
        ])
        let form = JSONValue.object([
            "source": .object(["form": .string("project-self-evaluation")]), "indicators": .array((0..<500).map { index in .object((row.members ?? []) + [JSONValue.Member("goal", .integer(index % 100 + 1))]) }),
            "goals": .array((0..<100).map { .object(["expected": $0 < 5 ? long : short, "achieved": short]) }), "texts": .array((0..<200).map { .object(["label": .string("存在问题"), "text": $0 < 5 ? long : short]) }),
        ])
        let start = ContinuousClock.now
        let read = try FormJSON.read(form)
        let duration = ContinuousClock.now - start
        print("\(form.bytes.count >> 10) KiB in \(duration)")
        #expect(read.indicators.count == 500)
        #expect(duration < .seconds(30))
    }
}
