import BudgetModel
import Frameworks
import Quantities
import Testing

/// What the loader refuses, with the line and the exact words.
struct RefusalTests {
    /// A framework whose parts each test can spoil.
    static let sound = """
        id: test
        title: {zh: 测试, en: Test}
        appliesTo: [project-self-evaluation]
        instruments:
          law: {title: 试行办法, number: 某财〔2021〕1号, published: 2021-01-01}
        tree:
          - name: 产出指标
            values:
              2021-01-01: {weight: "50", reference: {instrument: law, confidence: verified}}
              2024-01-01: {weight: "60", reference: {instrument: law, confidence: verified}}
          - name: 效益指标
            values:
              2021-01-01: {weight: "40", reference: {instrument: law, confidence: verified}}
              2024-01-01: {weight: "30", reference: {instrument: law, confidence: verified}}
        execution:
          weight: {values: {2021-01-01: {value: "10", reference: {instrument: law, confidence: verified}}}}
          denominator: {values: {2021-01-01: {value: adjusted, reference: {instrument: law, confidence: verified}}}}
          cap: {values: {2021-01-01: {value: "1", reference: {instrument: law, confidence: verified}}}}
          zeroZero: {values: {2021-01-01: {value: zero, reference: {instrument: law, confidence: verified}}}}
          aboveBudget: {values: {2021-01-01: {value: warning, reference: {instrument: law, confidence: verified}}}}
        atLeast: {values: {2021-01-01: {value: proportional, reference: {instrument: law, confidence: verified}}}}
        atMost: {values: {2021-01-01: {value: linear, reference: {instrument: law, confidence: verified}}}}
        tiers:
          values:
            2021-01-01:
              value:
                - {tier: achieved, from: "0.8", to: "1"}
                - {tier: partly-achieved, from: "0.6", to: "0.8"}
                - {tier: not-achieved, from: "0", to: "0.6"}
              reference: {instrument: law, confidence: verified}
        scorePlaces: {values: {2021-01-01: {value: 2, reference: {instrument: law, confidence: verified}}}}
        rounding: {values: {2021-01-01: {value: half-up, reference: {instrument: law, confidence: verified}}}}
        grades:
          values:
            2021-01-01:
              value:
                - {grade: excellent, from: "90", to: "100"}
                - {grade: fair, from: "60", to: "90"}
                - {grade: poor, from: "0", to: "60"}
              reference: {instrument: law, confidence: verified}
        """

    @Test func `the sound text is taken`() throws {
        let source = try FrameworkCatalogue.read(Self.sound, name: "a.yaml")
        #expect(source.changeDays.map(\.iso) == ["2021-01-01", "2024-01-01"])
        #expect(source.basis(on: source.changeDays[1]).isEmpty)
    }

    @Test func `values by date: the one in force counts`() throws {
        let source = try FrameworkCatalogue.read(Self.sound, name: "a.yaml")
        func points(_ year: Int, _ month: Int, _ day: Int) throws -> [String] {
            try source.framework(on: CalendarDay(year: year, month: month, day: day)).tree.map {
                if case .fixed(let points) = $0.weight { points.value.description } else { "-" }
            }
        }
        #expect(try points(2023, 12, 31) == ["50", "40"])
        #expect(try points(2024, 1, 1) == ["60", "30"])
        #expect(try points(2019, 1, 1) == ["50", "40"])
    }

    /// What is replaced, by what, and the problems: `line: Chinese | English`.
    static let spoilt: [(String, String, String, [String])] = [
        (
            "unknown key at the top", "atMost:", "atmost:",
            ["22: 不认识的项“atmost”；可用的项：id、title、extends、appliesTo、checked、bindingWeights、instruments、tree、localIndicators、execution、atLeast、atMost、alsoAccepted、tiers、overAchievement、adjustments、scorePlaces、rounding、residue、notApplicable、grades、openCases | unknown key “atmost”; known keys: id, title, extends, appliesTo, checked, bindingWeights, instruments, tree, localIndicators, execution, atLeast, atMost, alsoAccepted, tiers, overAchievement, adjustments, scorePlaces, rounding, residue, notApplicable, grades, openCases"]
        ),
        (
            "unknown key in a reference", "rounding: {values: {2021-01-01: {value: half-up, reference: {instrument: law, ", "rounding: {values: {2021-01-01: {value: half-up, reference: {instrument: law, page: 3, ",
            ["32: 不认识的项“page”（在 rounding.reference 中）；可用的项：instrument、article、published、confidence | unknown key “page” in rounding.reference; known keys: instrument, article, published, confidence"]
        ),
        (
            "value without a reference", "scorePlaces: {values: {2021-01-01: {value: 2, reference: {instrument: law, confidence: verified}}}}", "scorePlaces: {values: {2021-01-01: {value: 2}}}",
            ["31: scorePlaces 在 2021-01-01 的值没有依据（reference）；请写明文件、条款和把握 | the value of scorePlaces for 2021-01-01 has no reference; please name the document, article and confidence"]
        ),
        (
            "dangling instrument", "denominator: {values: {2021-01-01: {value: adjusted, reference: {instrument: law,", "denominator: {values: {2021-01-01: {value: adjusted, reference: {instrument: notice,",
            ["17: 依据“notice”不在 instruments 列表中；请在列表中补上这份文件 | the instrument “notice” is not in the list of instruments; please add it there"]
        ),
        (
            "two values for a day", "2024-01-01: {weight: \"60\"", "2021-01-01: {weight: \"60\"",
            ["9: 2021-01-01 这一天有两个值，请只留一个 | there are two values for 2021-01-01; please keep one"]
        ),
        (
            "points that do not sum to 100 on a later day", "2024-01-01: {weight: \"30\"", "2024-01-01: {weight: \"25\"",
            ["7: 自 2024-01-01 起，预算执行 10 分与一级指标合计 95 分，应为 100 分 | from 2024-01-01 execution (10) and the level-1 blocks sum to 95, not 100"]
        ),
        (
            "bad number", "weight: \"50\"", "weight: \"五十\"",
            ["9: 产出指标.weight 应为数字，现为“五十” | 产出指标.weight must be a number, not “五十”"]
        ),
        (
            "points out of range", "weight: \"50\"", "weight: \"150\"",
            ["9: “产出指标”的分值应在 0 至 100 之间，现为 150 | the points of “产出指标” must lie between 0 and 100, not 150"]
        ),
        (
            "day that does not exist", "      2024-01-01: {weight: \"60\"", "      2024-02-30: {weight: \"60\"",
            ["10: 产出指标 的日期应写作 2021-01-01，现为“2024-02-30” | the day of 产出指标 must be written 2021-01-01, not “2024-02-30”"]
        ),
        (
            "overlapping grades", "{grade: fair, from: \"60\", to: \"90\"}", "{grade: fair, from: \"60\", to: \"92\"}",
            ["37: grades 的“fair”到 92 为止，“excellent”从 90 开始，两档重叠 | grades: “fair” ends at 92 and “excellent” begins at 90: they overlap"]
        ),
        (
            "gapped grades", "{grade: fair, from: \"60\", to: \"90\"}", "{grade: fair, from: \"60\", to: \"89\"}",
            ["37: grades 的“fair”到 89 为止，“excellent”从 90 开始，两档之间有空缺 | grades: “fair” ends at 89 and “excellent” begins at 90: they leave a gap"]
        ),
        (
            "tiers that do not reach the end", "{tier: achieved, from: \"0.8\", to: \"1\"}", "{tier: achieved, from: \"0.8\", to: \"0.9\"}",
            ["27: tiers 应到 1 为止，现到 0.9 | tiers must end at 1, not 0.9"]
        ),
        (
            "formula that does not fit", "atMost: {values: {2021-01-01: {value: linear", "atMost: {values: {2021-01-01: {value: proportional",
            ["22: atMost 只能是 linear、ratio、zero 之一，现为“proportional” | atMost must be one of linear, ratio, zero, not “proportional”"]
        ),
        (
            "missing setting", "\nrounding: {values: {2021-01-01: {value: half-up, reference: {instrument: law, confidence: verified}}}}", "",
            ["1: 缺少“rounding”，请补上，或用 extends 沿用已有的评分规则 | “rounding” is missing; please add it, or extend a framework that has it"]
        ),
        (
            "unknown base", "title: {zh: 测试, en: Test}", "title: {zh: 测试, en: Test}\nextends: cn-1999",
            ["3: extends 所沿用的评分规则“cn-1999”不存在；可沿用的有：cn-2020、cn-2020-nosat、cn-2021-cost、cn-2021-cost-nosat、sjz-dept、hubei、sichuan、mof-2013-dept | the extended framework “cn-1999” does not exist; known: cn-2020, cn-2020-nosat, cn-2021-cost, cn-2021-cost-nosat, sjz-dept, hubei, sichuan, mof-2013-dept"]
        ),
        (
            "address that is no government site", "published: 2021-01-01}", "published: 2021-01-01, address: example.com/gov.cn}",
            ["5: 文件“law”的 address 应是政府网站（gov.cn）的网址，现为“example.com/gov.cn” | the address of “law” must be a government site (gov.cn), not “example.com/gov.cn”"]
        ),
        (
            "node without points", "  - name: 效益指标", "  - {name: 满意度指标}\n  - name: 效益指标",
            ["11: “满意度指标”没有分值：请写 values（固定分值）、weight: free（由表格自定）或 weight: local（由地方规定） | “满意度指标” has no points: write values (fixed), weight: free (the form declares it) or weight: local (left to a local framework)"]
        ),
    ]

    @Test(arguments: spoilt)
    func `is refused with line and words`(what: String, old: String, new: String, expected: [String]) throws {
        try #require(Self.sound.contains(old), "\(what): the text to spoil is there")
        let range = Self.sound.range(of: old)
        let text = Self.sound.replacingCharacters(range, with: new)
        let check = FrameworkCatalogue.check(text, name: "a.yaml")
        #expect(check.source == nil)
        // An unknown key also takes away the setting it stood for; only the first problems are compared.
        #expect(check.problems.prefix(expected.count).map { "\($0.line ?? 0): \($0.message.zh) | \($0.message.en)" } == expected, "\(what)")
    }

    @Test func `collects every problem, in the order of lines`() {
        let text = Self.sound
            .replacing("value: half-up", "value: up").replacing("weight: \"50\"", "weight: \"x\"").replacing("value: adjusted", "value: all")
        let problems = FrameworkCatalogue.check(text, name: "wode.yaml").problems
        #expect(problems.map(\.line) == [9, 17, 32])
        #expect(problems[2].line(.zh) == "wode.yaml:32：rounding 只能是 half-up、half-even、down 之一，现为“up”")
        #expect(problems[2].line(.en) == "wode.yaml:32: rounding must be one of half-up, half-even, down, not “up”")
    }

    @Test func `children that do not sum to their parent are refused, free ones only when above`() {
        func tree(_ first: String, _ second: String) -> String {
            Self.sound.replacing("  - name: 效益指标", """
                    children:
                      - {name: 数量指标, \(first)}
                      - {name: 质量指标, \(second)}
                  - name: 效益指标
                """.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0.drop(while: { $0 == " " }) }.enumerated().map { index, line in
                    // Children are indented below their parent, the next block is not.
                    index == 3 ? "  " + line.drop(while: { $0 == " " }) : (index == 0 ? line : "  " + line)
                }.joined(separator: "\n"))
        }
        func fixed(_ points: String) -> String { "values: {2021-01-01: {weight: \"\(points)\", reference: {instrument: law, confidence: verified}}}" }
        #expect(FrameworkCatalogue.check(tree("weight: free", "weight: free"), name: "a").problems.map { $0.line(.zh) } == [])
        #expect(FrameworkCatalogue.check(tree(fixed("20"), "weight: free"), name: "a").problems.map { $0.line(.zh) } == [])
        #expect(
            FrameworkCatalogue.check(tree(fixed("20"), fixed("25")), name: "a").problems.map { $0.line(.zh) }
                == ["a:7：自 2021-01-01 起，“产出指标”之下合计 45 分，应为其分值 50 分"])
        #expect(
            FrameworkCatalogue.check(tree(fixed("55"), "weight: free"), name: "a").problems.map { $0.line(.en) }
                == ["a:7: from 2021-01-01 the points under “产出指标” sum to 55, above its 50"])
    }

    @Test(arguments: ["", "id: [", "\t- a", "- a\n- b", "just words", "a: *b", String(repeating: "[", count: 5000), "--- a\n--- b"])
    func `text that is no framework is refused with a sentence`(text: String) {
        let check = FrameworkCatalogue.check(text, name: "a.yaml")
        #expect(check.source == nil)
        #expect(check.problems.count >= 1 && check.problems.allSatisfy { !$0.message.zh.isEmpty && !$0.message.en.isEmpty })
    }

    @Test func `aliases that repeat themselves do not exhaust the reader`() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 { text += "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ") + "]\n" }
        text += "id: x\ntree: *a9\n"
        #expect(FrameworkCatalogue.check(text, name: "a.yaml").source == nil)
    }

    @Test func `a user's framework extends a shipped one and overrides it`() throws {
        let text = """
            id: our-city
            extends: cn-2020
            title: {zh: 本市项目支出绩效自评, en: Our city}
            bindingWeights: true
            instruments:
              city-2024: {title: 市级项目支出绩效评价办法, number: 某财绩〔2024〕5号, published: 2024-03-01}
            atMost:
              values:
                2024-03-01: {value: zero, reference: {instrument: city-2024, article: 第九条, confidence: verified}}
            adjustments:
              - id: low-execution
                values:
                  2024-03-01: {value: {executionWithin: {from: "80", below: "90"}, cap: "89"}, reference: {instrument: city-2024, article: 第十条, confidence: verified}}
            openCases:
              lateness:
                values:
                  2024-03-01: {value: zero, reference: {instrument: city-2024, article: 第十一条, confidence: verified}}
            """
        let source = try FrameworkCatalogue.read(text, name: "city.yaml")
        let framework = source.framework(on: try CalendarDay(year: 2024, month: 12, day: 31))
        #expect(framework.id == "our-city" && framework.weightsAreBinding)
        #expect(framework.atMost.value == .zero && framework.atMost.reference.article == "第九条")
        #expect(framework.atLeast.value == .proportional)
        #expect(framework.openCases.lateness.value == .zero && framework.openCases.equalAbove.value == .full)
        #expect(framework.adjustments.map(\.value.id) == ["low-execution"])
        #expect(framework.tree.map(\.name) == ["产出指标", "效益指标", "满意度指标"])
        // Before its first day a cap does not hold.
        #expect(source.file(on: 2023).adjustments.isEmpty)
        #expect(!source.basis(on: framework.day).contains { $0.path == "atMost" })
        #expect(FrameworkText.show(source, on: framework.day, .zh).contains("“≤”超出：零分（2024-03-01 起）  [某财绩〔2024〕5号《市级项目支出绩效评价办法》第九条（已核对原文）]"))
    }
}

extension FrameworkSource {
    fileprivate func file(on year: Int) -> Framework { framework(on: try! CalendarDay(year: year, month: 12, day: 31)) }
}

extension String {
    fileprivate func range(of part: String) -> Range<Index> { firstRange(of: part)! }
    fileprivate func replacingCharacters(_ range: Range<Index>, with new: String) -> String { self[..<range.lowerBound] + new + self[range.upperBound...] }
    fileprivate func replacing(_ old: String, _ new: String) -> String { replacingCharacters(range(of: old), with: new) }
}
