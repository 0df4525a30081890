package import BudgetModel
package import JSONText

/// A request as a handler sees it: everything in it was already held to what the operation declares.
package struct Request: Sendable {
    /// Stands in the log, in problems and in `X-Request-Id`.
    package let id: String
    package let operation: String
    package let caller: Caller?
    package let language: Language
    /// Since 1970 in UTC, by the clock of the configuration.
    package let nowMilliseconds: Int64
    /// JSON body; `null` where the operation takes none.
    package let json: JSONValue
    /// Body of an upload.
    package let bytes: [UInt8]
    /// Media type of an upload, without its parameters.
    package let mediaType: String?
    package let ifMatch: VersionMatch?
    package let idempotencyKey: String?
    let values: [String: ParameterValue]
    let headers: @Sendable (String) -> String?
    /// Path and query as they were asked for, for links.
    let path: String
    let queryPairs: [QueryText.Pair]

    /// A handler asked for a parameter that its operation does not declare.
    struct UndeclaredParameter: Error { let name: String }

    /// A parameter of the path; identifiers in lower case.
    package func path(_ name: String) throws -> String {
        guard case .text(let text) = values[name] else { throw UndeclaredParameter(name: name) }
        return text
    }

    package func text(_ name: String) -> String? {
        if case .text(let text) = values[name] { text } else { nil }
    }

    package func integer(_ name: String) -> Int64? {
        if case .integer(let number) = values[name] { number } else { nil }
    }

    /// False where nothing is said.
    package func flag(_ name: String) -> Bool { values[name] == .truth(true) }

    package func choices(_ name: String) -> [String] {
        if case .list(let texts) = values[name] { texts } else { [] }
    }

    /// - Returns: the value of a header; several with commas between.
    package func header(_ name: String) -> String? { headers(name) }

    /// Refuses a write that was meant for another version; nothing to refuse where the caller names none.
    ///
    /// - Throws: `Problem` with status 412.
    package func requireMatch(_ current: String, _ extensions: KeyValuePairs<String, JSONValue> = [:]) throws(Problem) {
        guard let ifMatch, !ifMatch.accepts(current) else { return }
        throw Problem.staleVersion(current: current, extensions)
    }
}
