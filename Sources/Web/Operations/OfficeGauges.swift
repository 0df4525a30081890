import Casework
import Office
import Quantities
import Storage

/// Numbers of the office for `/metrics`; counted anew at most every half minute, however often they are asked for.
actor OfficeGauges {
    private static let keptSeconds = 30
    private let desk: Desk
    private var counted: (at: Instant, figures: OfficeFigures)?

    init(_ desk: Desk) { self.desk = desk }

    func read() async -> [Gauge] {
        let load = desk.database.writeLoad
        let writes = [
            Gauge("jixiao_writes_waiting", "Transactions that wait to be written.", Int64(load.waiting)),
            Gauge("jixiao_writes_total", "Transactions answered.", load.done, kind: .counter),
            Gauge("jixiao_writes_busy_microseconds_total", "Time the writing connections worked.", load.busyMicroseconds, kind: .counter),
        ]
        // A database that does not answer is told by /readyz.
        guard let figures = await figures() else { return writes }
        return writes + [
            Gauge("jixiao_regions", "Regions.", figures.regions), Gauge("jixiao_cases", "Cases.", figures.cases),
            Gauge("jixiao_chain_links", "Links of the audit chains.", figures.links), Gauge("jixiao_sessions", "Sessions that have not ended.", figures.sessions),
        ] + figures.stages.map { Gauge("jixiao_stages", "Stages by kind and state.", $0.count, labels: ["kind": $0.kind.rawValue, "state": $0.state.rawValue]) }
    }

    private func figures() async -> OfficeFigures? {
        let now = desk.now
        if let counted, now < counted.at.adding(seconds: Self.keptSeconds) { return counted.figures }
        // Whoever asks meanwhile gets the numbers from before.
        if let counted { self.counted = (now, counted.figures) }
        guard let figures = try? await desk.figures() else { return counted?.figures }
        counted = (now, figures)
        return figures
    }
}
