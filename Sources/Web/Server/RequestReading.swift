import BudgetModel
import HTTPTypes
import JSONText

/// Holds what came to what the operation declares.
struct RequestReading: Sendable {
    let operation: Operation
    let validator: SchemaValidator

    /// Values of path and query.
    func values(_ pathTexts: [String: String], _ query: [QueryText.Pair]) throws(Problem) -> [String: ParameterValue] {
        var values: [String: ParameterValue] = [:]
        var wrong: [Violation] = []
        for parameter in operation.pathParameters {
            take(parameter, [pathTexts[parameter.name] ?? ""], &values, &wrong)
        }
        if !wrong.isEmpty { throw .badPathParameter(wrong) }
        let known = operation.query.map(\.name)
        let unknown = query.map(\.name).filter { !known.contains($0) }
        if !unknown.isEmpty { throw .unknownQuery(Array(unknown.prefix(SchemaValidator.limit)), known: known) }
        for parameter in operation.query {
            let texts = query.filter { $0.name == parameter.name }.map(\.value)
            if texts.isEmpty {
                if parameter.isRequired { wrong.append(Violation(parameter.name, .missing(parameter.name))) }
            } else if texts.count > 1, !parameter.isList {
                wrong.append(Violation(parameter.name, Wording(zh: "这个参数只能写一次。", en: "This parameter may stand only once.")))
            } else {
                take(parameter, texts, &values, &wrong)
            }
        }
        if !wrong.isEmpty { throw .badParameters(wrong) }
        return values
    }

    private func take(_ parameter: Parameter, _ texts: [String], _ values: inout [String: ParameterValue], _ wrong: inout [Violation]) {
        let json = parameter.json(of: texts)
        let violations = validator.violations(of: json, against: parameter.schema, at: parameter.name)
        if violations.isEmpty { values[parameter.name] = parameter.value(of: json) }
        wrong += violations
    }

    func ifMatch(_ headers: HTTPFields) throws(Problem) -> VersionMatch? {
        guard let text = headers[.ifMatch] else {
            if operation.ifMatch == .required { throw .missingPrecondition }
            return nil
        }
        if operation.ifMatch == .refused {
            // To heed no precondition would be to overwrite what the caller wanted kept.
            if operation.method.isUnsafe { throw .refusedHeader("If-Match") }
            return nil
        }
        // A header without a word names no version.
        if text.trimmingSpace().isEmpty { throw operation.ifMatch == .required ? .missingPrecondition : .badHeader("If-Match") }
        guard let match = VersionMatch.parse(text, isWeak: false) else { throw .badHeader("If-Match") }
        return match
    }

    func idempotencyKey(_ headers: HTTPFields) throws(Problem) -> String? {
        guard let key = headers[.idempotencyKey] else {
            if operation.idempotencyKey == .required { throw .missingHeader("Idempotency-Key") }
            return nil
        }
        if operation.idempotencyKey == .refused {
            // Other methods do the same when they come twice.
            if operation.method == .post || operation.method == .patch { throw .refusedHeader("Idempotency-Key") }
            return nil
        }
        guard (1...128).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw .badHeader("Idempotency-Key") }
        return key
    }

    /// The media type of the body, in lower case and without parameters.
    func mediaType(_ headers: HTTPFields) throws(Problem) -> String? {
        let types = operation.body.mediaTypes
        guard !types.isEmpty else {
            if BodyReader.isAnnounced(headers) { throw .unexpectedBody }
            return nil
        }
        if let encoding = headers[.contentEncoding]?.lowercased(), encoding != "identity" { throw .unsupportedEncoding }
        guard let text = headers[.contentType] else {
            if !BodyReader.isAnnounced(headers) { throw .missingBody }
            throw .unsupportedMedia(types)
        }
        let type = text.prefix { $0 != ";" }.trimmingSpace().lowercased()
        guard types.contains(type) else { throw .unsupportedMedia(types) }
        return type
    }

    /// The JSON of a body that is to be JSON.
    func json(_ bytes: [UInt8]) throws(Problem) -> JSONValue {
        guard case .json(let schema, _) = operation.body else { return .null }
        let value: JSONValue
        do { value = try JSONParser.parse(bytes) } catch { throw .badJSON(error) }
        let violations = validator.violations(of: value, against: schema)
        if !violations.isEmpty { throw .invalid(violations) }
        return value
    }
}
