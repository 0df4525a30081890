import CLibPQ
import Foundation
import Storage

extension PostgresSession {
    /// Connects. Step by step instead of with one call, so that the code of a refusal is in the text and the time is ours.
    static func connect(_ address: PostgresAddress) throws(StorageError) -> OpaquePointer {
        let keys = address.settings.map { strdup($0.key) }, values = address.settings.map { strdup($0.value) }
        defer { for text in keys + values { free(text) } }
        let handle = (keys.map { UnsafePointer($0) } + [nil]).withUnsafeBufferPointer { keys in
            (values.map { UnsafePointer($0) } + [nil]).withUnsafeBufferPointer { values in PQconnectStartParams(keys.baseAddress, values.baseAddress, 0) }
        }
        guard let handle else { throw .unreachable("no memory for a connection to \(address)") }
        do throws(StorageError) {
            try finishConnecting(handle, address)
            return handle
        } catch {
            PQfinish(handle)
            throw error
        }
    }

    private static func finishConnecting(_ handle: OpaquePointer, _ address: PostgresAddress) throws(StorageError) {
        PQsetErrorVerbosity(handle, PQERRORS_VERBOSE)
        // Notices are for people at a terminal.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        guard PQstatus(handle) != CONNECTION_BAD else { throw refusal(handle, address) }
        let end = ContinuousClock.now + .milliseconds(address.connectMilliseconds)
        var step = PGRES_POLLING_WRITING
        while step != PGRES_POLLING_OK {
            guard step != PGRES_POLLING_FAILED else { throw refusal(handle, address) }
            try wait(handle, for: step == PGRES_POLLING_READING ? Int16(POLLIN) : Int16(POLLOUT), until: end, address)
            step = PQconnectPoll(handle)
        }
        PQsetErrorVerbosity(handle, PQERRORS_DEFAULT)
    }

    private static func wait(_ handle: OpaquePointer, for events: Int16, until end: ContinuousClock.Instant, _ address: PostgresAddress) throws(StorageError) {
        while true {
            let (seconds, attoseconds) = (end - .now).components
            let milliseconds = seconds * 1_000 + attoseconds / 1_000_000_000_000_000
            guard milliseconds > 0 else { throw .unreachable("\(address): no connection within \(address.connectMilliseconds) ms") }
            var socket = pollfd(fd: PQsocket(handle), events: events, revents: 0)
            if poll(&socket, 1, Int32(clamping: milliseconds)) > 0 { return }
        }
    }

    /// Why there is no connection: libpq keeps the code only in the text, `FATAL:  28P01: password authentication failed … LOCATION: …`.
    private static func refusal(_ handle: OpaquePointer, _ address: PostgresAddress) -> StorageError {
        let text = String(cString: PQerrorMessage(handle))
        let words = text.split(separator: "\n").filter { !$0.hasPrefix("LOCATION:") }.joined(separator: " ")
        let message = address.cleaned(words)
        let code = words.firstMatch(of: #/: +([0-9][0-9A-Z]{4}): /#).map { String($0.1) }
        if PQconnectionNeedsPassword(handle) != 0 { return .refused(message) }
        return switch code?.prefix(2) {
        case "28", "3D", "42": .refused(message)
        default: .unreachable(message)
        }
    }
}
