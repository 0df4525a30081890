import BudgetModel
import JSONText

/// Parameters and headers of an operation as OpenAPI has them.
enum OpenAPIParameters {
    static func all(of operation: Operation, _ language: Language) -> [JSONValue] {
        var list = operation.pathParameters.map { parameter($0.name, in: "path", isRequired: true, $0.schema, $0.words, language) }
        list += operation.query.map { parameter($0.name, in: "query", isRequired: $0.isRequired, $0.schema, $0.words, language) }
        if operation.ifMatch != .refused {
            list.append(parameter("If-Match", in: "header", isRequired: operation.ifMatch == .required, ifMatch, .ifMatch, language))
        }
        if operation.method == .get, operation.replies.contains(where: \.givesVersion) {
            list.append(parameter("If-None-Match", in: "header", isRequired: false, .string(), .ifNoneMatch, language))
        }
        if operation.idempotencyKey != .refused {
            list.append(parameter("Idempotency-Key", in: "header", isRequired: operation.idempotencyKey == .required, idempotencyKey, .idempotencyKey, language))
        }
        return list
    }

    /// One tag, as a reply gave it; who reads with care accepts a list as well.
    static let ifMatch = Schema.string(2...130, pattern: Pattern("^\"[!#-~]{0,128}\"$", Wording(zh: "版本标签，放在引号内，如 \"3\"", en: "a version in quotation marks, such as \"3\"")))
    static let idempotencyKey = Schema.string(1...128, pattern: Pattern("^[!-~]{1,128}$", Wording(zh: "1 到 128 个字母、数字和符号，没有空格", en: "1 to 128 letters, digits and signs without spaces")))

    private static func parameter(_ name: String, in place: String, isRequired: Bool, _ schema: Schema, _ words: Wording, _ language: Language) -> JSONValue {
        .object([
            "name": .string(name), "in": .string(place), "required": .bool(isRequired), "description": .string(words(language)), "schema": schema.rendered(language),
        ])
    }
}

extension Wording {
    fileprivate static let ifMatch = Wording(zh: "所改的那一版的 ETag", en: "The ETag of the version that is meant to be changed")
    fileprivate static let ifNoneMatch = Wording(zh: "手头一版的 ETag；没有变化时答 304", en: "The ETag of the version at hand; 304 if nothing has changed")
    fileprivate static let idempotencyKey = Wording(zh: "为每个请求新取的键；断线后以同一键重发，不会做两次", en: "A new key for each request; sent again with the same one after a broken line, it is not done twice")
}
