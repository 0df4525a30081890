import BudgetModel
import Documents
import Forms
import Quantities
import Reports
import Rules
import Scoring
import Workflows

#if canImport(Glibc)
    import Glibc
#endif

/// Times the main job in one process: `EvaluateBenchmark forms FOLDER WIDTH`, `catalogue FOLDER WIDTH` or `reports FILE COUNT`.
///
/// Each mode checks its answer and prints one line a round: milliseconds of wall clock.
@main
enum EvaluateBenchmark {
    static func main() async throws {
        ReaderMemory.keepPages()
        let arguments = CommandLine.arguments
        guard arguments.count >= 4, let number = Int(arguments[3]) else { fatalError("usage: EvaluateBenchmark forms|catalogue FOLDER WIDTH [ROUNDS] | reports|stages FILE COUNT [ROUNDS]") }
        let rounds = arguments.count > 4 ? Int(arguments[4]) ?? 7 : 7
        let store = FrameworkStore(today: try CalendarDay(year: 2024, month: 1, day: 1))
        let single = EvaluateFile(store: store)
        for _ in 0..<rounds {
            switch arguments[1] {
            case "forms": print(try await evaluate(arguments[2], single, width: number).milliseconds)
            case "catalogue":
                // Read and scored alone, then with every rule, in turns, in processor time, so that both meet the same machine.
                let alone = try await evaluate(arguments[2], EvaluateFile(store: store, settings: nil), width: number)
                let checked = try await evaluate(arguments[2], single, width: number)
                guard alone.findings == 0, checked.findings > 0 else { fatalError("\(alone.findings) findings without rules, \(checked.findings) with them") }
                print(alone.processor, checked.processor, try Ratio(checked.processor, over: alone.processor).rounded(to: 2, .halfUp))
            case "reports":
                let form = try single(arguments[2]).forms[0]
                var bytes = 0
                let start = now()
                for _ in 0..<number {
                    let report = ReportBuilder.build(form.evaluation, scoreSheet: form.scoreSheet, framework: form.framework, findings: form.check.findings)
                    bytes += try DOCXRenderer.render(report).count
                }
                let milliseconds = elapsed(start)
                guard bytes > number * 4_000 else { fatalError("the reports are too small") }
                print(milliseconds)
            case "stages": try stages(arguments[2], number, store)
            case "recognise":
                let document = try DocumentReader.read(InputFiles.bytes(of: arguments[2], limit: 64 << 20), name: arguments[2])
                let reader = FormReader()
                let start = now()
                for _ in 0..<number { _ = reader.read(document, file: arguments[2]) }
                print((now() - start) / Int64(number))
            default: fatalError("unknown mode")
            }
        }
    }

    /// All forms of the folder once; every round checks that it read them.
    private static func evaluate(_ folder: String, _ single: EvaluateFile, width: Int) async throws -> (milliseconds: ExactDecimal, processor: ExactDecimal, findings: Int) {
        var forms = 0
        var rows = 0
        var findings = 0
        let start = now()
        let startOfWork = now(CLOCK_PROCESS_CPUTIME_ID)
        try await EvaluateMany(single, width: width)(InputFiles.expand([folder]).files) { outcome in
            forms += outcome.forms.count
            for form in outcome.forms {
                rows += form.scoreSheet.lines.count
                findings += form.check.findings.count
            }
        }
        let milliseconds = elapsed(start)
        let processor = ExactDecimal(significand: Int128(now(CLOCK_PROCESS_CPUTIME_ID) - startOfWork), scale: 3)
        guard forms == 500, rows == 6_500 else { fatalError("expected 500 forms of 13 rows, read \(forms) and \(rows)") }
        return (milliseconds, processor, findings)
    }

    /// Microseconds a form for each stage, `count` times over one file.
    private static func stages(_ path: String, _ count: Int, _ store: FrameworkStore) throws {
        let bytes = try InputFiles.bytes(of: path, limit: 64 << 20)
        let reader = FormReader()
        func time(_ name: String, _ body: () throws -> Void) rethrows {
            let start = now()
            for _ in 0..<count { try body() }
            print(name, (now() - start) / Int64(count))
        }
        try time("bytes") { _ = try InputFiles.bytes(of: path, limit: 64 << 20) }
        try time("read") { _ = try DocumentReader.read(bytes, name: path) }
        let document = try DocumentReader.read(bytes, name: path)
        time("recognise") { _ = reader.read(document, file: path) }
        let form = reader.read(document, file: path).evaluations[0]
        let decision = try store.framework(for: form, named: nil)
        try time("framework") { _ = try store.framework(for: form, named: nil) }
        time("score") { _ = Scorer.score(form, by: decision.framework, because: decision.because) }
        let sheet = Scorer.score(form, by: decision.framework, because: decision.because)
        time("rules") { _ = Catalogue.run(Facts(evaluation: form, scoreSheet: sheet, framework: decision.framework)) }
        // What a rule costs alone; what several share (readings of texts) counts for each of them.
        var costs: [(code: String, cost: Int64)] = []
        for rule in Catalogue.all {
            let start = now()
            for _ in 0..<count { _ = Catalogue.run(Facts(evaluation: form, scoreSheet: sheet, framework: decision.framework), rules: [rule]) }
            costs.append((rule.code, (now() - start) * 100 / Int64(count)))
        }
        for (code, cost) in costs.sorted(by: { $0.cost > $1.cost }).prefix(20) { print("rule", code, ExactDecimal(significand: Int128(cost), scale: 2)) }
        let single = EvaluateFile(store: store)
        try time("all") { _ = try single(path) }
    }

    private static func now(_ clock: clockid_t = CLOCK_MONOTONIC) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }

    /// Milliseconds with three digits.
    private static func elapsed(_ start: Int64) -> ExactDecimal { ExactDecimal(significand: Int128(now() - start), scale: 3) }
}
