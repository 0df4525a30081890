import Foundation
import Synchronization

/// What is counted of requests, and its text for Prometheus.
final class Metrics: Sendable {
    /// Upper bounds in microseconds; the last bucket has none.
    static let bounds: [UInt64] = [1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000]

    private struct Counts {
        var statuses: [Int: Int] = [:]
        var buckets = Array(repeating: 0, count: Metrics.bounds.count + 1)
        var sumMicroseconds: UInt64 = 0
    }

    /// Why a request was turned away before its operation.
    enum Rejection: String, CaseIterable { case busy, rate, memory }

    private let names: [String]
    /// One place an operation, one more for requests that reached none.
    private let counts: [Box<Counts>]
    private let rejected = Mutex<[Rejection: Int]>([:])
    private let inFlight = Atomic(0)
    private let startedMilliseconds: Int64

    private final class Box<Value: Sendable>: Sendable {
        let value: Mutex<Value>
        init(_ value: Value) { self.value = Mutex(value) }
    }

    init(operations: [String], startedMilliseconds: Int64) {
        names = operations + ["none"]
        counts = names.map { _ in Box(Counts()) }
        self.startedMilliseconds = startedMilliseconds
    }

    func begin() { inFlight.add(1, ordering: .relaxed) }

    /// - Parameter operation: its index; nil where none was reached.
    func end(operation: Int?, status: Int, microseconds: UInt64) {
        inFlight.subtract(1, ordering: .relaxed)
        counts[operation ?? names.count - 1].value.withLock { counts in
            counts.statuses[status, default: 0] += 1
            counts.buckets[Self.bounds.firstIndex { microseconds <= $0 } ?? Self.bounds.count] += 1
            counts.sumMicroseconds += microseconds
        }
    }

    func reject(_ reason: Rejection) { rejected.withLock { $0[reason, default: 0] += 1 } }

    /// The Prometheus text format 0.0.4.
    func text(nowMilliseconds: Int64, gauges: [Gauge]) -> String {
        var text = ""
        func head(_ name: String, _ kind: String, _ help: String) { text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n" }
        let all = counts.map { $0.value.withLock { $0 } }
        head("jixiao_http_requests_total", "counter", "Requests by operation and status.")
        for (name, counts) in zip(names, all) {
            for (status, count) in counts.statuses.sorted(by: { $0.key < $1.key }) {
                text += "jixiao_http_requests_total{operation=\"\(name)\",status=\"\(status)\"} \(count)\n"
            }
        }
        head("jixiao_http_request_duration_seconds", "histogram", "Time until the reply was ready.")
        for (name, counts) in zip(names, all) where !counts.statuses.isEmpty {
            var sum = 0
            for (bound, count) in zip(Self.bounds.map(Self.seconds) + ["+Inf"], counts.buckets) {
                sum += count
                text += "jixiao_http_request_duration_seconds_bucket{operation=\"\(name)\",le=\"\(bound)\"} \(sum)\n"
            }
            text += "jixiao_http_request_duration_seconds_sum{operation=\"\(name)\"} \(Self.seconds(counts.sumMicroseconds))\n"
            text += "jixiao_http_request_duration_seconds_count{operation=\"\(name)\"} \(sum)\n"
        }
        head("jixiao_http_requests_in_flight", "gauge", "Requests being worked on.")
        text += "jixiao_http_requests_in_flight \(inFlight.load(ordering: .relaxed))\n"
        head("jixiao_http_rejected_total", "counter", "Requests turned away before their operation.")
        let rejected = rejected.withLock { $0 }
        for reason in Rejection.allCases { text += "jixiao_http_rejected_total{reason=\"\(reason.rawValue)\"} \(rejected[reason] ?? 0)\n" }
        head("process_uptime_seconds", "gauge", "Time since the start.")
        text += "process_uptime_seconds \(max(0, nowMilliseconds - startedMilliseconds) / 1000)\n"
        if let bytes = Self.residentBytes() {
            head("process_resident_memory_bytes", "gauge", "Memory in use.")
            text += "process_resident_memory_bytes \(bytes)\n"
        }
        var last = ""
        for gauge in gauges {
            if gauge.name != last { head(gauge.name, gauge.kind.rawValue, gauge.help) }
            last = gauge.name
            let labels = gauge.labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value)\"" }.joined(separator: ",")
            text += gauge.name + (labels.isEmpty ? "" : "{\(labels)}") + " \(gauge.value)\n"
        }
        return text
    }

    /// Microseconds as decimal seconds, `0.0025`.
    private static func seconds(_ microseconds: UInt64) -> String {
        let (whole, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        if rest == 0 { return String(whole) }
        var digits = String(rest)
        digits = String(repeating: "0", count: 6 - digits.count) + digits
        while digits.last == "0" { digits.removeLast() }
        return "\(whole).\(digits)"
    }

    /// Nil where the system does not tell it this way.
    private static func residentBytes() -> Int? {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8), let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}
