package import BudgetModel
import JSONText

/// The OpenAPI 3.1 document of a list of operations.
package struct OpenAPIDocument {
    /// What the document says of the whole.
    package struct About: Sendable {
        package var title: Wording
        package var version: String
        package var description: Wording
        /// Name and words of each tag, in the order of reading.
        package var tags: [(name: String, words: Wording)]

        package init(title: Wording, version: String, description: Wording, tags: [(name: String, words: Wording)] = []) {
            self.title = title
            self.version = version
            self.description = description
            self.tags = tags
        }
    }

    let about: About
    let table: OperationTable
    let cookieName: String

    func json(_ language: Language) -> JSONValue {
        let shown = table.operations.filter { $0.isShown }
        var paths: [JSONValue.Member] = []
        for operation in shown where !paths.contains(where: { $0.key == operation.path.text }) {
            let here = shown.filter { $0.path.text == operation.path.text }
            paths.append(JSONValue.Member(operation.path.text, .object(here.map { JSONValue.Member($0.method.rawValue.lowercased(), description(of: $0, language)) })))
        }
        var components = table.validator.components
        // Its own shape is the foundation's and cannot be meant otherwise.
        try? Problem.schema.collectComponents(&components)
        let schemas = components.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, $0.value.rendered(language)) }
        return .object([
            "openapi": .string("3.1.0"),
            "info": .object(["title": .string(about.title(language)), "version": .string(about.version), "description": .string(about.description(language))]),
            "jsonSchemaDialect": .string("https://spec.openapis.org/oas/3.1/dialect/base"),
            "servers": .array([.object(["url": .string("/")])]),
            "tags": .array(about.tags.map { .object(["name": .string($0.name), "description": .string($0.words(language))]) }),
            "paths": .object(paths),
            "components": .object([
                "schemas": .object(schemas),
                "securitySchemes": .object([
                    "token": .object(["type": .string("http"), "scheme": .string("bearer"), "description": .string(Wording.token(language))]),
                    "session": .object([
                        "type": .string("apiKey"), "in": .string("cookie"), "name": .string(cookieName), "description": .string(Wording.session(language)),
                    ]),
                ]),
            ]),
        ])
    }

    private func description(of operation: Operation, _ language: Language) -> JSONValue {
        var members = [
            JSONValue.Member("operationId", .string(operation.id)), JSONValue.Member("tags", .array([.string(operation.tag)])),
            JSONValue.Member("summary", .string(operation.summary(language))),
        ]
        if let details = operation.details { members.append(JSONValue.Member("description", .string(details(language)))) }
        let parameters = OpenAPIParameters.all(of: operation, language)
        if !parameters.isEmpty { members.append(JSONValue.Member("parameters", .array(parameters))) }
        if let body = requestBody(operation.body, language) { members.append(JSONValue.Member("requestBody", body)) }
        members.append(JSONValue.Member("responses", OpenAPIReplies.all(of: operation, language)))
        members.append(JSONValue.Member("security", security(operation.caller)))
        return .object(members)
    }

    private func requestBody(_ body: BodyRule, _ language: Language) -> JSONValue? {
        let content: [JSONValue.Member]
        switch body {
        case .none: return nil
        case .json(let schema, _): content = [JSONValue.Member("application/json", .object(["schema": schema.rendered(language)]))]
        case .upload(let types, _):
            content = types.map { JSONValue.Member($0, .object(["schema": .object(["type": .string("string"), "format": .string("binary"), "minLength": .integer(1)])])) }
        }
        return .object(["required": .bool(true), "content": .object(content)])
    }

    private func security(_ rule: CallerRule) -> JSONValue {
        func scheme(_ name: String, _ scopes: [String] = []) -> JSONValue { .object([JSONValue.Member(name, .array(scopes.map(JSONValue.string)))]) }
        return switch rule {
        case .anyone: .array([])
        case .anyoneOrKnown: .array([.object([] as [JSONValue.Member]), scheme("token"), scheme("session")])
        case .known: .array([scheme("token"), scheme("session")])
        case .session: .array([scheme("session")])
        // Since 3.1 scopes may stand with schemes other than OAuth, as roles.
        case .scope(let scope): .array([scheme("token", [scope]), scheme("session")])
        }
    }
}

extension Wording {
    fileprivate static let token = Wording(zh: "令牌，由有权的人在网页上签发", en: "A token, made on the web page by a person who may")
    fileprivate static let session = Wording(zh: "网页登录后的会话", en: "The session of a person who signed in on the web page")
}
