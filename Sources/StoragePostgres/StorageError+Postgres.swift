import CLibPQ
import Storage

/// What the server, or libpq itself, says of a statement that failed.
struct PostgresFailure {
    /// Five characters by SQLSTATE; nil where the server said nothing.
    var code: String?
    var message: String
    /// Whether the server's plan of a prepared statement no longer fits its table.
    var isStalePlan: Bool

    init(_ result: OpaquePointer?, _ session: OpaquePointer, _ address: PostgresAddress) {
        func field(_ name: Unicode.Scalar) -> String? { PQresultErrorField(result, Int32(name.value)).map { String(cString: $0) } }
        // The codes of <postgres_ext.h>, whose macros Swift does not take over. Details are left out: they repeat what was to be stored.
        code = field("C")
        message = field("M") ?? address.cleaned(String(cString: PQerrorMessage(session)))
        isStalePlan = code == "0A000" && field("R") == "RevalidateCachedQuery"
    }

    func error(of sql: String) -> StorageError {
        guard let code else { return .unreachable(message) }
        let reason = "\(message) (\(code))"
        switch code {
        case _ where isStalePlan: return .conflict(reason)
        case "40001", "40P01", "55P03": return .conflict(reason)
        case "40003": return .outcomeUnknown(reason)
        case "57014": return .cancelled
        case "57P01", "57P02", "57P03", "57P05", "53300": return .unreachable(reason)
        case "53100", "58030", "25006": return .cannotWrite(reason)
        case "42501": return .refused(reason)
        case "22021": return .unstorable(reason)
        default: break
        }
        switch code.prefix(2) {
        case "08": return .unreachable(reason)
        case "23": return .constraint(reason)
        case "28", "3D": return .refused(reason)
        case "XX" where code != "XX000": return .damaged(reason)
        // The message repeats the value.
        case "22": return .engine("a value is not what its place needs (\(code)) in: \(sql)")
        default: return .engine("\(reason) in: \(sql)")
        }
    }
}
