import BudgetModel
import Foundation
import Quantities
import Testing
import Workflows

/// Every form under Tests/Fixtures with an expected reading: kind, rows, cells, places, scores, totals, false errors.
@Suite struct CorpusTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures")

    /// Forms that are not read wholly yet, and why. Each must still fall short, so that this list cannot rot.
    static let shortfalls = [
        "x-summary-one-row-each-2022": "the points of the execution rate are not printed, and weights are never assumed",
        "x-fj-department-funds-table-2018": "12月 as a count of months",
    ]

    static let names: [String] = ["forms", "forms-north", "forms-south", "forms-hard", "forms-messy", "samples"].flatMap { folder in
        let files = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
        return files.filter { $0.hasSuffix(".expected.json") }.map { folder + "/" + $0.dropLast(".expected.json".count) }.sorted()
    }

    @Test func `there are many forms to read`() { #expect(Self.names.count > 190) }

    @Test(arguments: names) func `reads and scores as a careful reader does`(_ name: String) throws {
        let expected = try JSONSerialization.jsonObject(with: Data(contentsOf: Self.root.appending(path: name + ".expected.json")))
        let evaluate = EvaluateFile(store: FrameworkStore(today: try CalendarDay(year: 2026, month: 1, day: 1)))
        let folder = Self.root.appending(path: String(name.prefix { $0 != "/" }))
        let base = String(name.split(separator: "/")[1])
        let file = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first { $0.hasPrefix(base + ".") && !$0.hasSuffix(".json") })
        let outcome = try evaluate(folder.appending(path: file).path)
        let object = expected as? [String: Any]
        if object?["expect"] != nil {
            let problem = try #require(outcome.problem)
            #expect(!problem.zh.isEmpty && !problem.en.isEmpty && outcome.forms.isEmpty)
            return
        }
        let forms = expected as? [[String: Any]] ?? object?["forms"] as? [[String: Any]] ?? [object ?? [:]]
        let faults = Self.faults(forms, outcome)
        if let reason = Self.shortfalls[base] {
            #expect(!faults.isEmpty, "\(base) is read now (\(reason)): take it off the list")
        } else {
            #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
        }
    }

    private static func faults(_ expected: [[String: Any]], _ outcome: FileOutcome) -> [String] {
        var faults: [String] = []
        var rest = outcome.forms
        for form in expected {
            let rows = form["indicators"] as? [[String: Any]] ?? []
            let names = rows.compactMap { ($0["name"] as? String).map(fold) }
            let programme = fold(form["programme"] as? String ?? "")
            func overlap(_ found: EvaluatedForm) -> Int {
                found.evaluation.indicators.filter { names.contains(fold($0.name.value)) }.count
                    + (!programme.isEmpty && fold(found.evaluation.programme?.value ?? "") == programme ? 2 : 0)
            }
            guard let index = rest.indices.max(by: { overlap(rest[$0]) < overlap(rest[$1]) }) else {
                faults.append("a form is missing")
                continue
            }
            let found = rest.remove(at: index)
            faults += compare(rows, found)
            if let total = form["stated_total"] as? String, !same(total, found.evaluation.statedTotal?.value.description) { faults.append("total \(total)") }
            if let score = (form["execution"] as? [String: Any])?["rule_score"] as? String, !same(score, found.scoreSheet.execution?.score?.description) {
                faults.append("execution \(score), computed \(found.scoreSheet.execution?.score?.description ?? "nothing")")
            }
            faults += funds(form["funds"] as? [String: [String: Any]] ?? [:], found, scaled: form["unit_meant"] is String)
        }
        return faults
    }

    private static func compare(_ rows: [[String: Any]], _ found: EvaluatedForm) -> [String] {
        var faults: [String] = []
        var open = Array(found.evaluation.indicators.enumerated())
        for row in rows {
            let name = row["name"] as? String ?? ""
            let level2 = fold(row["level2"] as? String ?? "").prefix(2)
            guard let position = open.firstIndex(where: { fold($0.element.name.value) == fold(name) && fold($0.element.level2).prefix(2) == level2 })
                ?? open.firstIndex(where: { fold($0.element.name.value) == fold(name) })
            else {
                faults.append("row \(name)")
                continue
            }
            let (index, indicator) = open.remove(at: position)
            func check(_ key: String, _ value: String?) {
                guard let wanted = row[key] as? String, !same(wanted, value) else { return }
                faults.append("\(name) \(key): \(wanted), read \(value ?? "nothing")")
            }
            check("row", indicator.name.cell?.a1)
            if row["method"] as? String == "number" || row["method"] as? String == "mixed" {
                check("target", indicator.effectiveTarget?.number?.description)
                check("actual", indicator.actual?.number?.description ?? indicator.actual?.raw)
            }
            check("weight", indicator.weight?.value.description)
            check("stated_score", indicator.statedScore?.value.description)
            if found.evaluation.kind.isScored, let score = row["rule_score"] as? String {
                let computed = found.scoreSheet.lines[index].score?.description
                if !same(score, computed), !same(row["rule_score_linear"] as? String ?? score, computed) { faults.append("\(name) score: \(score), computed \(computed ?? "nothing")") }
            }
        }
        return faults
    }

    private static let sources: [String: FundSource] = [
        "total": .total, "fiscal": .appropriation, "carry_over": .carryover, "other": .other, "central": .central, "county": .county, "province": .provincial,
        "city": .municipal, "special_account": .specialAccount, "unit": .unit, "basic": .basic, "project": .project,
    ]

    private static func funds(_ expected: [String: [String: Any]], _ found: EvaluatedForm, scaled: Bool) -> [String] {
        expected.flatMap { key, amounts -> [String] in
            let line = found.evaluation.funds.last { $0.source != nil && $0.source == sources[key] }
                ?? found.evaluation.funds.first { fold($0.label.value) == fold(amounts["label"] as? String ?? key) }
            return [("initial", line?.initial), ("full_year", line?.adjusted), ("executed", line?.executed)].compactMap { name, amount in
                guard let wanted = amounts[name] as? String, !scaled, !same(wanted, amount?.money.yuan) else { return nil }
                return "\(key) \(name): \(wanted), read \(amount?.money.yuan ?? "nothing")"
            }
        }
    }

    private static func same(_ wanted: String, _ found: String?) -> Bool {
        guard let found else { return wanted.isEmpty }
        if let a = try? ExactDecimal(parsing: wanted), let b = try? ExactDecimal(parsing: found) { return a == b }
        let last = wanted.split(separator: "!").last.map(String.init) ?? wanted
        return last == found || wanted.filter { !$0.isWhitespace } == found.filter { !$0.isWhitespace }
    }

    private static func fold(_ text: String) -> String {
        var kept = text.filter { !$0.isWhitespace && !"★*（）()：:·,，、_“”\"".contains($0) }
        while let range = kept.range(of: "指标[0-9]+", options: .regularExpression) { kept.removeSubrange(range) }
        return kept
    }
}
