import CLibPQ
import Storage

/// Where a database is and who asks: a URL as libpq knows it, `postgres://user:password@host:port/database?sslmode=verify-full`.
///
/// Its description names user, host and database, never the password.
struct PostgresAddress: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The words of libpq, with what we ask for beside.
    let settings: [(key: String, value: String)]
    /// How long making a connection may take, for all hosts together.
    let connectMilliseconds: Int
    let description: String
    private let password: String

    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: ["address": description]) }

    /// - Throws: `StorageError.refused`, without the text: a slip may stand anywhere in it, also in the password.
    init(url: String, connectMilliseconds: Int) throws(StorageError) {
        let wrong = StorageError.refused("the address is not of the form postgres://user:password@host:port/database")
        guard let place = url.wholeMatch(of: /postgres(?:ql)?:\/\/(.*)/)?.1, !url.utf8.contains(0) else { throw wrong }
        // A “@”, “/” or “?” in the password that is not written %40, %2F or %3F would make a part of it the name of a host.
        let parts = place.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.count == 1 || !parts[0].contains(where: { $0 == "/" || $0 == "?" }) else { throw wrong }
        guard let parsed = PQconninfoParse(url, nil) else { throw wrong }
        defer { PQconninfoFree(parsed) }
        var found: [(key: String, value: String)] = []
        var option = parsed
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { found.append((String(cString: keyword), String(cString: value))) }
            option += 1
        }
        func value(_ key: String) -> String? { found.first { $0.key == key }?.value }
        let milliseconds = value("connect_timeout").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 * 1_000 : nil } ?? connectMilliseconds
        let hosts = (value("host") ?? value("hostaddr") ?? "").split(separator: ",", omittingEmptySubsequences: false).count
        self.connectMilliseconds = milliseconds * max(hosts, 1)
        password = value("password") ?? ""
        let shown = [value("user").map { $0 + "@" }, value("host") ?? value("hostaddr") ?? "localhost", value("port").map { ":" + $0 }, value("dbname").map { "/" + $0 }]
        description = "postgres://" + shown.compactMap(\.self).joined()
        // A dead network is noticed within a minute, and a dead host among several is passed over in time.
        let ours = [
            ("fallback_application_name", "jixiao"), ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
            ("tcp_user_timeout", String(milliseconds)),
        ]
        settings = found.filter { $0.key != "client_encoding" } + ours.filter { value($0.0) == nil }.map { (key: $0.0, value: $0.1) } + [("client_encoding", "UTF8")]
    }

    /// What libpq says, on one line and without the password.
    func cleaned(_ message: String) -> String {
        let line = message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return password.isEmpty ? line : line.replacing(password, with: "…")
    }
}
