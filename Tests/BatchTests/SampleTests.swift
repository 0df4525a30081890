import Batch
import BudgetModel
import Foundation
import Testing

@Suite struct `A sample` {
    /// Projects of three regions and several kinds, so that strata are of 60, 25, 4 and 1.
    private static let rows: [String] = (0..<90).map { place in
        let (region, unit) = place < 60 ? ("130101", "10\(place % 7)") : place < 85 ? ("130102", "201") : place < 89 ? ("140100", "单位") : ("99", "1")
        let actuals = place % 3 == 0 ? ["10", "20", "30"] : ["\(place % 17)", "27", "\(place % 40)"]
        return screened("P\(place)", unit: unit, executed: place % 5 == 0 ? "40" : "97", actuals: actuals).replacingOccurrences(of: "130101", with: region)
    }

    private static func frame(_ rows: [String] = rows, _ strata: [SampleStratum] = [.region]) throws -> SampleFrame { SampleFrame(try Screened(head + rows.joined()).screening, strata: strata, encoding: nil) }

    private static func lines(_ draw: SampleDraw, _ frame: SampleFrame) -> [String] { draw.chosen.map { "\(frame.key($0.project).joined(separator: "|"))|\(frame.labels[$0.stratum])|\($0.rank)" } }

    @Test(arguments: [(1, "region"), (3, "region"), (4, "region"), (5, "region"), (17, "region"), (80, "region"), (90, "region"), (12, "none"), (20, "unit"), (15, "region,grade"), (9, "grade"), (30, "framework")])
    func `is drawn again by a program that knows only the method`(_ size: Int, _ names: String) throws {
        let frame = try Self.frame(Self.rows, names.split(separator: ",").map { SampleStratum(rawValue: String($0))! })
        for seed in ["2026", "抽签 7"] {
            let drawn = SampleDraw(frame, size: size, seed: seed)
            #expect(drawn.chosen.count == size && Set(drawn.chosen.map(\.project)).count == size)
            #expect(["frame \(frame.digest)"] + Self.lines(drawn, frame) == (try Self.redrawn(frame, size, seed, names)), "\(size) \(names) \(seed)")
        }
    }

    @Test func `does not depend on the order of rows`() throws {
        let frame = try Self.frame(), other = try Self.frame(Array(Self.rows.reversed()))
        // Rows of one project apart from each other.
        let scattered = Self.rows.flatMap { $0.split(separator: "\n") }.enumerated().sorted { ($0.offset * 101 % 360) < ($1.offset * 101 % 360) }.map { $0.element + "\n" }
        let apart = try Self.frame([scattered.joined()])
        let drawn = Self.lines(SampleDraw(frame, size: 20, seed: "a"), frame)
        for one in [other, apart] {
            #expect(one.digest == frame.digest)
            #expect(Self.lines(SampleDraw(one, size: 20, seed: "a"), one) == drawn)
        }
        #expect(Self.lines(SampleDraw(frame, size: 20, seed: "b"), frame) != drawn)
        let changed = try Self.frame(Array(Self.rows.dropLast()))
        #expect(changed.digest != frame.digest)
    }

    @Test(arguments: [
        (10, [60, 25, 4, 1], [6, 2, 1, 1]), (3, [60, 25, 4, 1], [2, 1, 0, 0]), (4, [60, 25, 4, 1], [1, 1, 1, 1]), (90, [60, 25, 4, 1], [60, 25, 4, 1]), (5, [3, 3, 3], [2, 2, 1]), (89, [60, 25, 4, 1], [59, 25, 4, 1]),
        (1, [5], [1]), (7, [100, 1, 1, 1], [4, 1, 1, 1]),
    ])
    func `is shared out in proportion, one at least for each stratum`(_ size: Int, _ counts: [Int], _ expected: [Int]) {
        let allocation = SampleDraw.allocation(size, over: counts)
        #expect(allocation == expected)
        #expect(allocation.reduce(0, +) == size && zip(allocation, counts).allSatisfy { $0 <= $1 })
    }

    @Test func `never asks a stratum for more than it has`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let counts = (0..<Int.random(in: 1...12, using: &random)).map { _ in Int.random(in: 1...30, using: &random) }
            let size = Int.random(in: 1...counts.reduce(0, +), using: &random)
            let allocation = SampleDraw.allocation(size, over: counts)
            #expect(allocation.reduce(0, +) == size && zip(allocation, counts).allSatisfy { $0 <= $1 }, "\(size) \(counts)")
            if size >= counts.count { #expect(!allocation.contains(0), "\(size) \(counts)") }
        }
    }

    /// Over many seeds each project is drawn about as often as its chance says.
    @Test func `takes projects with more risk points more often`() throws {
        let frame = try Self.frame(Self.rows, [.none])
        var times = [Int](repeating: 0, count: 90)
        let seeds = 2000
        for seed in 0..<seeds { for one in SampleDraw(frame, size: 15, seed: "\(seed)").chosen { times[one.project] += 1 } }
        let all = (0..<90).reduce(0) { $0 + frame.size($1) }
        for size in Set((0..<90).map(frame.size)) {
            let group = (0..<90).filter { frame.size($0) == size }
            let (drawn, expected) = (group.reduce(0) { $0 + times[$1] } * all, seeds * 15 * size * group.count)
            // Within a tenth: the chance is the one stated, but for what sequential Poisson sampling leaves open.
            #expect(abs(drawn - expected) * 10 < expected, "size \(size): \(drawn / all) of \(expected / all)")
        }
    }

    @Test func `takes for certain who would be drawn more than once`() throws {
        // Sizes 5, 1, 1, 1 and 4 to draw of 4; then 2 of 4: 2 × 5 ≥ 8.
        let rows = [screened("A", executed: "50"), screened("B", actuals: ["9", "20", "30"]), screened("C", actuals: ["9", "20", "30"]), screened("D", actuals: ["9", "20", "30"])]
        let frame = try Self.frame(rows)
        for seed in 0..<20 {
            let draw = SampleDraw(frame, size: 2, seed: "\(seed)")
            #expect(draw.chosen[0].top == 1 && draw.chosen[0].bottom == 1 && frame.key(draw.chosen[0].project)[2] == "A")
            #expect(draw.chosen[1].top == 1 && draw.chosen[1].bottom == 3)
            #expect(draw.strata[0].certain == 1 && draw.strata[0].drawn == 2)
        }
    }

    /// docs/sample-again.py on the columns that `jixiao screen` writes.
    private static func redrawn(_ frame: SampleFrame, _ size: Int, _ seed: String, _ strata: String) throws -> [String] {
        let screening = frame.screening
        let text = "region_code,unit_code,project_code,risk_points,grade,framework\n" + frame.places.indices.map { project in
            "\(frame.key(project).joined(separator: ",")),\(screening.points[project]),\(screening.score(project).grade?.name ?? ""),\(screening.framework(project)?.id ?? "")\n"
        }.joined()
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("frame-\(UUID().uuidString).csv")
        try Data(text.utf8).write(to: path)
        defer { try? FileManager.default.removeItem(at: path) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../docs/sample-again.py").path, path.path, String(size), seed, strata]
        process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let result = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: result, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
