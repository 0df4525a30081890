import BudgetModel
import Frameworks
import Quantities
import Testing

struct ShippedFrameworksTests {
    static let day = try! CalendarDay(year: 2023, month: 12, day: 31)

    @Test(arguments: FrameworkCatalogue.ids)
    func `is read without a problem and bears its id`(id: String) throws {
        let check = FrameworkCatalogue.check(try #require(FrameworkCatalogue.text(of: id)), name: id + ".yaml")
        #expect(check.problems.map { $0.line(.en) } == [])
        let framework = try FrameworkCatalogue.framework(id, on: Self.day)
        #expect(framework.id == id)
        #expect(framework.day == Self.day)
        #expect(framework.digest.hasPrefix("sha256:") && framework.digest.utf8.count == 71)
        #expect(!framework.title.zh.isEmpty && !framework.title.en.isEmpty)
    }

    @Test func `lists every shipped framework`() {
        let list = FrameworkCatalogue.list()
        #expect(list.map(\.id) == FrameworkCatalogue.ids)
        #expect(list.allSatisfy { $0.valueCount > 0 && $0.unverifiedCount <= $0.valueCount })
    }

    /// rules.md 2.3, with execution first.
    static let weights: [(String, [String: Int?])] = [
        ("cn-2020", ["": 10, "产出指标": 50, "效益指标": 30, "满意度指标": 10]),
        ("cn-2020-nosat", ["": 10, "产出指标": 50, "效益指标": 40]),
        ("cn-2021-cost", ["": 10, "成本指标": 20, "产出指标": 40, "效益指标": 20, "满意度指标": 10]),
        ("cn-2021-cost-nosat", ["": 10, "成本指标": 20, "产出指标": 40, "效益指标": 30]),
        ("sjz-dept", ["": 10, "产出指标": 40, "效益指标": 40, "满意度指标": 10]),
        ("hubei", ["": 20, "产出指标": 40, "效益指标": 40]),
        ("sichuan", ["": 10, "成本指标": nil, "产出指标": nil, "效益指标": nil, "满意度指标": nil]),
        ("mof-2013-dept", ["": 0, "投入": nil, "过程": nil, "产出": nil, "效果": nil]),
    ]

    @Test(arguments: weights)
    func `has the weights of 2.3`(id: String, expected: [String: Int?]) throws {
        let framework = try FrameworkCatalogue.framework(id, on: Self.day)
        var found: [String: Int?] = ["": Int(framework.execution.weight.value.significand)]
        for node in framework.tree {
            switch node.weight {
            case .fixed(let points): found[node.name] = Int(points.value.significand)
            case .free, .local: found[node.name] = .some(nil)
            }
        }
        #expect(found == expected)
    }

    @Test func `uses linear for exceeded bounds, and ratio in Hubei`() throws {
        for id in FrameworkCatalogue.ids where id != "hubei" {
            let framework = try FrameworkCatalogue.framework(id, on: Self.day)
            #expect(framework.atMost.value == .linear)
            #expect(framework.alsoAccepted.value == [.ratio])
        }
        let hubei = try FrameworkCatalogue.framework("hubei", on: Self.day)
        #expect(hubei.atMost.value == .ratio)
        #expect(hubei.alsoAccepted.value == [])
        #expect(hubei.tiers.value.map { "\($0.tier) \($0.from)–\($0.to)" } == ["achieved 0.8–1", "partlyAchieved 0.5–0.8", "notAchieved 0–0.5"])
    }

    @Test func `has the 28 common indicators with their formulas and local weights`() throws {
        let framework = try FrameworkCatalogue.framework("mof-2013-dept", on: Self.day)
        let leaves = framework.tree.flatMap { $0.children.flatMap(\.children) }
        #expect(leaves.count == 28)
        #expect(framework.tree.flatMap(\.children).map(\.children.count) == [2, 3, 8, 4, 3, 4, 4])
        #expect(leaves.allSatisfy { $0.formula != nil && $0.weight == .local })
        #expect(framework.scaledFormulas.keys.contains(IndicatorFormula.key(of: "“三公经费”变动率")))
    }

    @Test(arguments: FrameworkCatalogue.ids)
    func `cites every value, its instrument being listed`(id: String) throws {
        let source = try FrameworkCatalogue.source(id)
        let keys = Set(source.instruments.map(\.key))
        #expect(source.allValues.allSatisfy { keys.contains($0.reference.instrument) && !$0.reference.number.isEmpty })
        let basis = source.basis(on: Self.day)
        #expect(basis.allSatisfy { $0.reference.confidence != .verified })
        // All open cases are ours, so each framework has values without a text behind them.
        #expect(basis.contains { $0.path == "openCases.lateness" && $0.reference.confidence == .assumed })
    }

    @Test func `holds the first values before its first day and says so`() throws {
        let early = try CalendarDay(year: 2016, month: 12, day: 31)
        let framework = try FrameworkCatalogue.framework("cn-2021-cost", on: early)
        #expect(framework.day.iso == "2021-08-18")
        #expect(framework.inForceFrom.iso == "2021-08-18")
    }

    @Test func `of a framework that extends another its own values say since when it holds`() throws {
        let early = try CalendarDay(year: 2016, month: 12, day: 31)
        let framework = try FrameworkCatalogue.framework("mof-2013-dept", on: early)
        #expect(framework.inForceFrom.iso == "2013-04-21" && framework.day == early)
        #expect(FrameworkText.show(try FrameworkCatalogue.source("mof-2013-dept"), on: early, .zh).contains("“≤”超出：线性（2020-02-25 起）"))
    }

    @Test func `digest follows the text`() throws {
        let text = try #require(FrameworkCatalogue.text(of: "cn-2020"))
        let own = try FrameworkCatalogue.read(text, name: "x.yaml")
        #expect(own.digest == (try FrameworkCatalogue.source("cn-2020")).digest)
        let other = try FrameworkCatalogue.read(text.replacing("id: cn-2020\n", with: "id: our-2020\n"), name: "x.yaml")
        #expect(other.digest != own.digest)
    }

    @Test func `an unknown id names the known ones`() {
        let refused = #expect(throws: FrameworkRefused.self) { try FrameworkCatalogue.source("cn-1999") }
        #expect(refused?.problems.first?.message.zh.hasPrefix("没有这个名称的评分规则；可用：cn-2020、") == true)
    }

    @Test func `show tells weights, rules and sources in both languages`() throws {
        let zh = FrameworkText.show(try FrameworkCatalogue.source("hubei"), on: Self.day, .zh)
        #expect(zh.contains("自 2020-02-25 起施行，以下为 2023-12-31 的值"))
        #expect(zh.contains("  预算执行 20\n  产出指标 40  [自评表填报说明《湖北省") && zh.contains("（引述，未重读原文）]\n    数量指标 自定\n"))
        #expect(zh.contains("  “≤”超出：比率  [自评表填报说明《湖北省项目支出绩效自评表及填报说明（2020年度）》反向定量指标得分（已核对原文）]"))
        #expect(zh.contains("  同时认可的公式：无  ["))
        #expect(zh.contains("  定性指标档次：达成 80%～100%（含上限），部分达成 50%～80%，未达成 0%～50%  ["))
        // Words of the file have no place in Chinese text.
        #expect(!zh.split(separator: "\n").dropFirst(5).contains { $0.prefix { $0 != "[" }.contains(/[a-z]{4}/) })
        let en = FrameworkText.show(try FrameworkCatalogue.source("hubei"), on: Self.day, .en)
        #expect(en.contains("≤ exceeded: ratio  [自评表填报说明 《湖北省项目支出绩效自评表及填报说明（2020年度）》 反向定量指标得分 (verified)]"))
        let basis = FrameworkText.basis(try FrameworkCatalogue.source("hubei"), on: Self.day, .en)
        #expect(basis.contains("openCases.lateness") && !basis.contains("(verified)"))
    }
}
