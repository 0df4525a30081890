import BudgetModel
import Quantities
import Rules

#if canImport(Glibc)
    import Glibc
#endif

/// Times the comparison of forms with each other: `PeersBenchmark [SIZE …]`.
///
/// For each size it makes seeded forms in memory, builds the group, asks for every form what its peers say of it, and
/// prints one line: forms, milliseconds of processor time to build and to ask, both for a form, and the peak of memory. One form in
/// twenty copies another's result with one word changed, and each has to be found; all forms share one sentence word
/// for word and one with another number in it, which is the worst case for buckets.
@main
enum PeersBenchmark {
    static func main() {
        let sizes = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        print("forms  build ms  ask ms  µs a form  peak MiB")
        for size in sizes.isEmpty ? [500, 1_000, 2_000, 3_000, 6_000] : sizes { measure(size) }
    }

    private static func measure(_ size: Int) {
        var generator = Generator(state: 20_240_601)
        var forms: [Evaluation] = []
        var copies: Set<Int> = []
        for index in 0..<size {
            var form = generator.form(index)
            if index % 20 == 19, let text = forms[index - 10].goals[0].achieved?.value {
                copies.insert(index)
                form.goals[0].achieved?.value = text + "等等"
            }
            forms.append(form)
        }
        let facts = forms.map { Facts(evaluation: $0, scoreSheet: ScoreSheet(frameworkID: "", frameworkDigest: "", chosenBecause: Wording(zh: "", en: "")), framework: .example) }
        let rules = ["C25", "F07", "P01", "P02", "P03"].compactMap { Catalogue.rule($0) }

        let start = now()
        let group = PeerGroup(forms.map { ($0, $0.file) })
        let built = now()
        var found: Set<Int> = []
        for index in forms.indices {
            var context = Context()
            context.peers = group
            context.origin = forms[index].file
            let facts = Facts(evaluation: forms[index], scoreSheet: facts[index].scoreSheet, framework: .example, context: context)
            let result = Catalogue.run(facts, rules: rules)
            if (result.findings + result.previews).contains(where: { $0.code == "F07" && $0.at == forms[index].goals[0].achieved?.cell }) { found.insert(index) }
        }
        let asked = now()
        guard copies.isSubset(of: found), found.count <= copies.count * 2 else { fatalError("planted \(copies.count) copies, found \(found.intersection(copies).count), others \(found.count - copies.count)") }
        print("\(size)  \((built - start) / 1_000)  \((asked - built) / 1_000)  \((asked - start) / Int64(size))  \(peakMiB())")
    }

    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }

    /// The most memory the process has had, so far.
    private static func peakMiB() -> Int {
        var usage = rusage()
        getrusage(0 /* RUSAGE_SELF */, &usage)
        return usage.ru_maxrss / 1_024
    }
}

/// The same forms every time.
private struct Generator {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ value >> 31) >> 33) % bound
    }

    private static let words = [
        "组织", "开展", "培训", "巡查", "维护", "发放", "修缮", "采购", "检测", "调查", "道路", "河道", "图书", "设备", "社区", "学校", "老年", "农田", "公园", "管网",
        "人次", "公里", "项目", "档案", "宣传", "场次", "群众", "服务", "质量", "安全", "验收", "合格", "完成", "按期", "提前", "投诉", "办结", "覆盖", "乡镇", "街道",
    ]

    /// About so many characters that no other form has.
    mutating func text(_ length: Int) -> String {
        var text = ""
        while text.count < length { text += Self.words[next(Self.words.count)] + (next(3) == 0 ? String(next(900) + 100) : "") }
        return text
    }

    mutating func form(_ index: Int) -> Evaluation {
        let unit = "第\(index)中心"
        func cell(_ a1: String) -> CellRef { CellRef(sheet: "自评表", position: CellPosition(a1: a1) ?? CellPosition(row: 0, column: 0)) }
        var form = Evaluation(file: "forms/\(index).xlsx", sheet: "自评表", kind: .projectSelfEvaluation)
        form.programme = Sourced("公共服务项目", cell("B3"))
        form.implementingUnit = Sourced(unit, cell("G4"))
        form.department = Sourced("第\(index / 40)局", cell("B4"))
        form.year = Sourced(2023, cell("A2"))
        form.hasWeights = true
        form.goals = [Goal(expected: Sourced(text(60), cell("B11")), achieved: Sourced(text(90), cell("F11")))]
        form.texts = [
            FormText(label: "存在问题", text: Sourced("预算编制还不够精细，部分项目支出进度偏慢，绩效指标设置的科学性有待提高，下一步将加强管理", cell("B30"))),
            FormText(label: "改进措施", text: Sourced("加强预算绩效管理培训，全年不少于\(next(90) + 10)次，细化指标设置，按月通报支出进度，压实项目单位主体责任", cell("B31"))),
            FormText(label: "结论", text: Sourced(text(80), cell("B32"))),
        ]
        for row in 0..<9 {
            var indicator = Indicator(level1: "产出指标", level2: "数量指标", name: Sourced("公共服务指标\(row)", cell("D\(13 + row)")))
            indicator.level1Kind = .output
            indicator.comparator = .atLeast
            indicator.target = IndicatorValue(raw: "100", content: .number(.hundred), cell: cell("E\(13 + row)"))
            indicator.actual = IndicatorValue(raw: "101", content: .number(ExactDecimal(101)), cell: cell("F\(13 + row)"))
            indicator.weight = Sourced(ExactDecimal(row == 0 ? 5 + next(20) : 10), cell("G\(13 + row)"))
            indicator.statedScore = Sourced(ExactDecimal(next(20) == 0 ? 9 : 10), cell("H\(13 + row)"))
            form.indicators.append(indicator)
        }
        form.statedTotal = Sourced(ExactDecimal(90 + next(10)), cell("H22"))
        return form
    }
}
