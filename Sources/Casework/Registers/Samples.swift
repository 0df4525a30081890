import Batch
import BudgetModel
import JSONText
import Office
package import Quantities
package import Storage

/// By what a sample of self-evaluations is stratified; raw values are those of the API.
package enum SampleStrata: String, Hashable, Sendable, CaseIterable { case none, department, grade }

/// What sample somebody asks for.
package struct SampleWish: Hashable, Sendable {
    package enum Size: Hashable, Sendable {
        case cases(Int)
        /// Of the frame, rounded up.
        case percent(ExactDecimal)
    }

    package var year: Int
    /// Below which unit; nil for all that the caller may draw from.
    package var unit: Identifier<UnitRecord>?
    package var size: Size
    package var strata: SampleStrata
    package var seed: String

    package init(year: Int, unit: Identifier<UnitRecord>? = nil, size: Size, strata: SampleStrata = .department, seed: String) {
        self.year = year
        self.unit = unit
        self.size = size
        self.strata = strata
        self.seed = seed
    }

    fileprivate func flaws() -> [Flaw] {
        var flaws: [Flaw] = []
        if !(1990...2100).contains(year) { flaws.append(Flaw("/year", zh: "年度应在 1990 到 2100 之间", en: "the year is between 1990 and 2100")) }
        if seed.isEmpty || seed.count > 100 || seed.contains(where: { $0 == "|" || $0.isNewline }) { flaws.append(Flaw("/seed", zh: "种子应为 1 到 100 个字，不含 |", en: "the seed has 1 to 100 characters and no |")) }
        switch size {
        case .cases(let count): if !(1...2_000).contains(count) { flaws.append(Flaw("/size", zh: "一次抽取 1 到 2000 个", en: "1 to 2000 are drawn at a time")) }
        case .percent(let percent): if !percent.isPositive || percent > .hundred { flaws.append(Flaw("/percent", zh: "比例应大于 0、不超过 100", en: "the share is above 0 and at most 100")) }
        }
        return flaws
    }
}

/// A sample with the reviews that it opened.
package struct DrawnSample: Sendable {
    package var record: SampleRecord
    package var reviews: [StageRecord]
}

extension Desk {
    /// Draws self-evaluations for review and opens a review for each.
    ///
    /// The frame is every approved self-evaluation of the year within reach whose case has no review under way. Who has seed and frame draws the
    /// same sample: method `jixiao-sample-1` of docs/screen.md, with the case's key for the project and the points of `SampleRisk`.
    package func drawSample(_ wish: SampleWish, by caller: Caller) async throws -> DrawnSample {
        let flaws = wish.flaws()
        guard flaws.isEmpty else { throw Declined.invalid(flaws) }
        return try await record(.drawSample, by: caller, reason: wish.seed) { [self] writing in
            let paths = try samplePaths(wish.unit, writing.connection, caller)
            let frame = try sampleFrame(wish.year, paths, caller, writing.connection)
            guard !frame.isEmpty else {
                throw Declined(
                    .conflict, "frame-empty", Wording(zh: "\(wish.year) 年度没有可以抽取的、已终审的绩效自评。", en: "No approved self-evaluation of \(wish.year) can be drawn."),
                    help: Wording(zh: "请先办完自评的审核；正在复核的不再抽取。", en: "Finish approvals first; what is under review is not drawn again."))
            }
            let size = try Self.size(wish.size, of: frame.count)
            let labels = Set(frame.map { $0.label(wish.strata) }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            let members = frame.map { one in
                SampleDraw.Member(key: [caller.region.text, one.unitCode, one.caseID.text], stratum: labels.firstIndex(of: one.label(wish.strata)) ?? 0, size: 1 + one.risk.points)
            }
            let draw = SampleDraw(members, labels: labels, size: size, seed: wish.seed)
            var (reviews, drawn): ([StageRecord], [JSONValue]) = ([], [])
            for chosen in draw.chosen {
                let one = frame[chosen.project]
                guard let record = try writing.connection.find(one.caseID, in: caller.region) else { continue }
                let round = try writing.connection.row(
                    "SELECT MAX(round) FROM stage WHERE region_code = ? AND case_id = ? AND kind = 'review'", [caller.region.sql, one.caseID.sql]
                ) { (row) throws(StorageError) in try row.optionalInteger() }
                let review = try insertStage(.review, round: Int((round ?? nil) ?? 0) + 1, of: record, writing)
                reviews.append(review)
                drawn.append(.object([
                    "case": .string(one.caseID.text), "review": .string(review.id.text), "stratum": .string(labels[chosen.stratum]), "rank": .integer(chosen.rank), "points": .integer(one.risk.points),
                    "reasons": .array(one.risk.reasons.map(\.json)), "hash": .string(chosen.hash), "chance": .string("\(chosen.top)/\(chosen.bottom)"),
                ]))
            }
            let body = JSONValue.object([
                "method": .string(SampleDraw.method), "seed": .string(wish.seed), "year": .integer(wish.year), "unit": .text(wish.unit?.text), "strata": .string(wish.strata.rawValue),
                "frameSize": .integer(frame.count), "frameSHA256": .string(SampleDraw.frameDigest(members, labels: labels)), "size": .integer(size), "risk": SampleRisk.table.json,
                "allocation": .array(draw.strata.map { stratum in
                    .object(["stratum": .string(stratum.label), "cases": .integer(stratum.projects), "drawn": .integer(stratum.drawn), "certain": .integer(stratum.certain)])
                }),
                "members": .array(drawn),
            ])
            let record = SampleRecord(region: caller.region, id: identifiers.next(), year: wish.year, seed: wish.seed, body: body.text, authorID: caller.id, madeAt: writing.now)
            try writing.insert(record)
            return DrawnSample(record: record, reviews: reviews)
        }
    }

    /// The samples of a year, newest last, after one of them.
    package func samples(year: Int, after: String = "", limit: Int = .max, by caller: Caller) async throws -> [SampleRecord] {
        guard !workflow.paths(for: .drawSample, by: caller.actor).isEmpty || caller.readPaths(workflow).contains("") else { throw Declined(Refusal.noRole(.drawSample, workflow.roles(for: .drawSample))) }
        return try await database.read { try $0.all(SampleRecord.self, in: caller.region, "AND year = ? AND id > ? ORDER BY id LIMIT ?", [year.sql, after.sql, limit.sql]) }
    }

    private func samplePaths(_ unit: Identifier<UnitRecord>?, _ connection: any SQLConnection, _ caller: Caller) throws -> [String] {
        if let unit {
            let path = try self.unit(unit, connection, caller).path
            try allow(.drawSample, path, caller)
            return [path]
        }
        let paths = workflow.paths(for: .drawSample, by: caller.actor)
        guard !paths.isEmpty else { throw Declined(Refusal.noRole(.drawSample, workflow.roles(for: .drawSample))) }
        return paths
    }

    private static func size(_ size: SampleWish.Size, of frame: Int) throws -> Int {
        switch size {
        case .cases(let count):
            guard count <= frame else { throw Declined.invalid("/size", "可以抽取的只有 \(frame) 个", "only \(frame) can be drawn") }
            return count
        case .percent(let percent):
            guard let exact = try? (percent * ExactDecimal(frame)).shifted(by: -2), let whole = try? exact.rounded(to: 0, .down), var count = Int(whole.plain) else { throw Declined.overflow }
            if whole < exact { count += 1 }
            guard count <= 2_000 else { throw Declined.invalid("/percent", "一次最多抽取 2000 个，这样是 \(count) 个", "2000 are drawn at a time; this would be \(count)") }
            return max(1, count)
        }
    }

    // MARK: - Frame

    private struct Candidate {
        var caseID: Identifier<CaseRecord>
        var unitCode: String
        var department: String
        var grade: String
        var risk: SampleRisk

        func label(_ strata: SampleStrata) -> String {
            let label = switch strata {
            case .none: ""
            case .department: department
            case .grade: grade
            }
            return label.isEmpty ? "-" : label
        }
    }

    private func sampleFrame(_ year: Int, _ paths: [String], _ caller: Caller, _ connection: any SQLConnection) throws -> [Candidate] {
        let below = Self.below(paths, caller.region, column: "c.unit_id")
        let region = caller.region
        let amounts = try budgets(year, region, connection), deviations = try deviations(year - 1, region, connection)
        let departments = try connection.rows("SELECT id, code FROM unit WHERE region_code = ?", [region.sql]) { (row) throws(StorageError) in (try row.text(), try row.text()) }
        let codes = Dictionary(departments) { first, _ in first }
        return try connection.rows(
            """
            SELECT c.id, c.unit_id, c.programme_id, u.code, u.path, s.total, s.grade, s.errors, s.warnings
            FROM casefile c JOIN stage s ON s.region_code = c.region_code AND s.case_id = c.id JOIN unit u ON u.region_code = c.region_code AND u.id = c.unit_id
            WHERE c.region_code = ? AND c.year = ? AND s.kind = 'self-evaluation' AND s.state = 'approved' AND \(below.sql)
            AND NOT EXISTS (SELECT 1 FROM stage r WHERE r.region_code = c.region_code AND r.case_id = c.id AND r.kind = 'review' AND r.state NOT IN ('approved', 'archived'))
            ORDER BY c.id
            """, [region.sql, year.sql] + below.values
        ) { (row) throws(StorageError) in
            let id: Identifier<CaseRecord> = try row.value(), unit = try row.text(), programme = try row.optionalText(), code = try row.text(), path = try row.text()
            let total = try row.optionalText(), grade = try row.optionalText() ?? "", errors = Int(try row.integer()), warnings = Int(try row.integer())
            let object = programme ?? unit
            let risk = SampleRisk(
                errors: errors, warnings: warnings, amount: amounts[object] ?? .zero, total: total.flatMap { try? ExactDecimal(parsing: $0) }, deviation: deviations[object])
            // The unit at the top of the branch is the department.
            return Candidate(caseID: id, unitCode: code, department: path.split(separator: "/").first.flatMap { codes[String($0)] } ?? "", grade: grade, risk: risk)
        }
    }

    /// The year's budget after changes by programme, or by unit for departments as a whole.
    private func budgets(_ year: Int, _ region: RegionCode, _ connection: any SQLConnection) throws(StorageError) -> [String: Money] {
        let sums = try connection.rows(
            """
            SELECT programme_id, unit_id, CAST(SUM(amount_fen) AS BIGINT) FROM budget_entry
            WHERE region_code = ? AND year = ? AND kind IN ('initial', 'adjustment') GROUP BY programme_id, unit_id
            """, [region.sql, year.sql]
        ) { (row) throws(StorageError) in (try row.optionalText(), try row.text(), try row.integer()) }
        return Dictionary(sums.map { ($0.0 ?? $0.1, Money(fen: $0.2)) }) { first, _ in first }
    }

    /// By programme or unit, what the last approved review of the year found in percent.
    private func deviations(_ year: Int, _ region: RegionCode, _ connection: any SQLConnection) throws(StorageError) -> [String: ExactDecimal] {
        let rows = try connection.rows(
            """
            SELECT c.programme_id, c.unit_id, r.body FROM casefile c JOIN stage s ON s.region_code = c.region_code AND s.case_id = c.id
            JOIN revision r ON r.region_code = s.region_code AND r.id = s.approved_id
            WHERE c.region_code = ? AND c.year = ? AND s.kind = 'review' ORDER BY s.round
            """, [region.sql, year.sql]
        ) { (row) throws(StorageError) in (try row.optionalText(), try row.text(), try row.text()) }
        var deviations: [String: ExactDecimal] = [:]
        for (programme, unit, body) in rows {
            let text = (try? JSONParser.parse(body))?["result"]?["deviationPercent"]?.string
            deviations[programme ?? unit] = text.flatMap { try? ExactDecimal(parsing: $0) }
        }
        return deviations
    }
}
