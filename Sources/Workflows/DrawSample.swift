package import Batch
package import BudgetModel
import JSONText
import Quantities
import Reports
import Tables

/// Draws a sample of the projects of a table that anyone can draw again.
package struct DrawSample: Sendable {
    package struct Request: Sendable {
        package var size: Int
        package var seed: String
        package var strata: [SampleStratum] = [.region]
        /// `-` for standard output.
        package var output: String = "-"
        /// Where the method is written down; nil for nowhere.
        package var method: String?
        package var language: Language = .zh
        /// The version of the engine.
        package var version: String

        package init(size: Int, seed: String, version: String) {
            self.size = size
            self.seed = seed
            self.version = version
        }
    }

    package struct Result: Sendable {
        package var summary: ScoreTable.Summary
        /// SHA-256 of the frame.
        package var frame: String
    }

    private let store: FrameworkStore

    package init(store: FrameworkStore) { self.store = store }

    /// - Throws: `InputProblem` for a table with fewer projects as well, `FrameworkRefused`, `WriteProblem`.
    package func callAsFunction(_ source: TableSource, _ request: Request) throws -> Result {
        let file = try ScreenedFile(source, store: store, wantsDigest: true)
        let frame = SampleFrame(file.screening, strata: request.strata, encoding: file.head.encoding)
        let count = frame.places.count
        guard request.size <= count else {
            throw InputProblem(
                path: source.path,
                sentence: Wording(zh: "表里只有 \(count) 个项目，抽不出 \(request.size) 个：请把 --size 改小。", en: "The table holds \(count) projects, too few to draw \(request.size): give a smaller --size."))
        }
        let draw = SampleDraw(frame, size: request.size, seed: request.seed)
        let result = Result(summary: file.summary, frame: frame.digest)
        try write(draw, frame, to: request)
        if let path = request.method { try OutputFiles.write(method(file, frame, draw, result, source, request), to: path) }
        return result
    }

    private func write(_ draw: SampleDraw, _ frame: SampleFrame, to request: Request) throws(WriteProblem) {
        let file = try StreamedFile(request.output)
        try file.write("region_code,unit_code,project_code,stratum,rank,risk_points,chance,hash,codes,reasons\n")
        for one in draw.chosen {
            let reasons = frame.screening.reasons(one.project)
            let figures = reasons.map { frame.screening.figures($0, of: one.project)(request.language) }
            try file.row(
                frame.key(one.project) + [
                    frame.labels[one.stratum], String(one.rank), String(frame.screening.points[one.project]), one.top == one.bottom ? "1" : "\(one.top)/\(one.bottom)", one.hash, reasons.map { "\($0.rawValue)+\($0.points)" }.joined(separator: " "),
                    figures.joined(separator: request.language == .zh ? "；" : "; "),
                ])
        }
        try file.finish()
    }

    /// All that is needed to draw the sample again, and to see that the frame is the same.
    private func method(_ file: ScreenedFile, _ frame: SampleFrame, _ draw: SampleDraw, _ result: Result, _ source: TableSource, _ request: Request) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.field("method", SampleDraw.method)
            json.field("engine", request.version)
            json.field("seed", request.seed)
            json.field("size", request.size)
            json.key("strata")
            json.array(request.strata) { $0.string($1.rawValue) }
            json.field("tableSHA256", file.digest)
            json.field("frameSHA256", result.frame)
            json.field("day", source.day.description)
            json.key("frameworks")
            json.array(file.frameworks) { json, framework in
                json.object { json in
                    json.field("id", framework.id)
                    json.field("digest", framework.digest)
                }
            }
            json.field("rows", result.summary.rows)
            json.field("badRows", result.summary.badRows)
            json.field("rowsOutsideFrame", file.screening.table.rowsWithoutKey)
            json.field("projects", frame.places.count)
            json.field("projectsWithoutScore", result.summary.open)
            json.key("riskPoints")
            json.array(ScreenReason.allCases.filter { !$0.isOfUnit }) { json, reason in
                json.object { json in
                    json.field("code", reason.rawValue)
                    json.field("points", reason.points)
                    json.field("formula", reason.formula(request.language))
                }
            }
            json.key("counts")
            json.array(draw.strata) { json, stratum in
                json.object { json in
                    json.field("stratum", stratum.label)
                    json.field("projects", stratum.projects)
                    json.field("size", stratum.size)
                    json.field("drawn", stratum.drawn)
                    json.field("certain", stratum.certain)
                }
            }
            json.key("steps")
            json.array(SampleDraw.steps) { $0.string($1(request.language)) }
        }
        return json.bytes + [0x0A]
    }
}
