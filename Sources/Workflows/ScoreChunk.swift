import Batch
import BudgetModel
import Dispatch
import Documents
import FoundationEssentials
import Quantities
import Scoring
import Synchronization
import Tables

/// The scores of some projects as CSV, and those of them with more to be told.
struct ScoreChunk: Sendable {
    private(set) var bytes: [UInt8] = []
    /// Projects without a score, and projects whose total is more than the sum of its rows.
    private(set) var special: [(place: Int, score: ProjectScore)] = []

    /// - Parameter encoding: of the keys.
    init(_ table: ProjectTable, _ places: Range<Int>, _ scorers: [ColumnScorer], _ encoding: TextEncoding?) {
        bytes.reserveCapacity(places.count * 48)
        for place in places {
            let state = table.states[place]
            // Nearly all of them: plain sums under plain keys.
            if state.framework >= 0, case let scorer = scorers[Int(state.framework)], let units = state.plainScore(scorer), let grade = scorer.grade(ofUnits: units), table.append(key: place, to: &bytes) {
                Self.append(units, places: scorer.places, grade?.name ?? "", to: &bytes)
            } else {
                let score = table.score(place, scorers)
                CSVText.append(TableText.key(table.key(place), encoding), to: &bytes)
                bytes += ",\(score.score?.description ?? ""),\(score.grade?.name ?? "")".utf8
                if score.open != nil || score.scaling != nil || !score.adjustments.isEmpty || score.moved != nil { special.append((place, score)) }
            }
            bytes += table.echo(place)
            bytes.append(0x0A)
        }
    }

    /// `,92.00,优`, from units of the last digit.
    private static func append(_ units: Int64, places: Int, _ grade: String, to buffer: inout [UInt8]) {
        buffer.append(0x2C)
        let start = buffer.count
        var rest = units.magnitude
        var digits = 0
        while rest > 0 || digits <= places {
            if digits == places, places > 0 { buffer.append(0x2E) }
            buffer.append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
            digits += 1
        }
        if units < 0 { buffer.append(0x2D) }
        buffer[start...].reverse()
        buffer.append(0x2C)
        buffer.append(contentsOf: grade.utf8)
    }

    /// Chunks of all projects, made on all cores and handed on in their order.
    static func forEach(_ table: ProjectTable, _ scorers: [ColumnScorer], _ encoding: TextEncoding?, _ body: (ScoreChunk) throws(WriteProblem) -> Void) throws(WriteProblem) {
        let size = 1 << 13
        let count = (table.count + size - 1) / size
        // A few at a time, so that they never pile up.
        let width = ProcessInfo.processInfo.activeProcessorCount * 4
        for start in stride(from: 0, to: count, by: width) {
            let wave = start..<min(count, start + width)
            let chunks = Mutex([ScoreChunk?](repeating: nil, count: wave.count))
            DispatchQueue.concurrentPerform(iterations: wave.count) { place in
                let first = (wave.lowerBound + place) * size
                let chunk = ScoreChunk(table, first..<min(table.count, first + size), scorers, encoding)
                chunks.withLock { $0[place] = chunk }
            }
            for chunk in chunks.withLock({ $0 }) { try body(chunk!) }
        }
    }
}
