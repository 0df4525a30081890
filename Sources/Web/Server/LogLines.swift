import Dispatch
import Foundation
import JSONText
package import Logging
import Synchronization

/// Writes log lines to standard error in batches, so that no request waits for a terminal or a pipe.
package final class LogSink: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var isScheduled = false
        var lostCount = 0
    }

    package static let standardError = LogSink { bytes in
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(2, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private static let limitBytes = 4 << 20
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "jixiao.log")
    private let output: @Sendable ([UInt8]) -> Void

    init(_ output: @escaping @Sendable ([UInt8]) -> Void) { self.output = output }

    func append(_ line: [UInt8]) {
        let mustSchedule = state.withLock { state in
            // A reader that stands still must not fill our memory; what is lost is counted.
            if state.bytes.count + line.count > Self.limitBytes {
                state.lostCount += 1
                return false
            }
            state.bytes += line
            defer { state.isScheduled = true }
            return !state.isScheduled
        }
        if mustSchedule { queue.asyncAfter(deadline: .now() + .milliseconds(50)) { self.drain() } }
    }

    /// Waits until everything is written.
    package func flush() { queue.sync { drain() } }

    private func drain() {
        let (bytes, lostCount) = state.withLock { state in
            defer { state = State() }
            return (state.bytes, state.lostCount)
        }
        if !bytes.isEmpty { output(bytes) }
        if lostCount > 0 { output(Array("{\"level\":\"error\",\"message\":\"log lines lost\",\"count\":\(lostCount)}\n".utf8)) }
    }
}

/// A swift-log handler with a JSON object a line: `time`, `level`, `message`, then what is known besides.
package struct LogLines: LogHandler {
    private let label: String
    private let sink: LogSink
    private let clockMilliseconds: @Sendable () -> Int64
    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level = .info

    package init(label: String, sink: LogSink = .standardError, clockMilliseconds: @escaping @Sendable () -> Int64 = { SystemClock.milliseconds }) {
        self.label = label
        self.sink = sink
        self.clockMilliseconds = clockMilliseconds
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var json = JSONWriter()
        json.object { json in
            json.field("time", SystemClock.text(clockMilliseconds()))
            json.field("level", event.level.rawValue)
            json.field("message", event.message.description)
            if label != "web" { json.field("label", label) }
            let known = metadata.merging(event.metadata ?? [:]) { $1 }
            for (key, value) in known.sorted(by: { $0.key < $1.key }) {
                json.key(key)
                switch value {
                case .stringConvertible(let number as Int): json.number(number)
                default: json.string(value.description)
                }
            }
        }
        sink.append(json.bytes + [UInt8(ascii: "\n")])
    }
}
