import BudgetModel
import JSONText

/// All operations by path and method.
struct OperationTable: Sendable {
    /// Something in the list of operations that contradicts itself; found when the server starts, before anyone asks.
    struct Mistake: Error, Hashable, Sendable, CustomStringConvertible {
        var operation: String
        var text: String
        var description: String { "\(operation): \(text)" }
    }

    private struct Node: Sendable {
        var words: [String: Int] = [:]
        var parameter: Int?
        /// Indexes of operations that end here.
        var operations: [Operation.Method: Int] = [:]
    }

    let operations: [Operation]
    let validator: SchemaValidator
    private var nodes = [Node()]

    /// - Throws: the first `Mistake`.
    init(_ operations: [Operation]) throws {
        self.operations = operations
        validator = SchemaValidator(components: try Self.components(of: operations))
        var ids: Set<String> = []
        for (index, operation) in operations.enumerated() {
            func mistake(_ text: String) -> Mistake { Mistake(operation: operation.id, text: text) }
            guard ids.insert(operation.id).inserted else { throw mistake("two operations have this id") }
            if let text = Self.objection(to: operation) { throw mistake(text) }
            let node = self.node(for: operation.path)
            guard nodes[node].operations.updateValue(index, forKey: operation.method) == nil else { throw mistake("another operation has this method and path") }
        }
    }

    private static func components(of operations: [Operation]) throws -> [String: Schema] {
        var components: [String: Schema] = [:]
        for operation in operations {
            do {
                for schema in operation.schemas { try schema.collectComponents(&components) }
            } catch {
                throw Mistake(operation: operation.id, text: "component \(error.name) means two things")
            }
        }
        for operation in operations {
            guard let missing = Set(operation.schemas.flatMap(\.references)).subtracting(components.keys).min() else { continue }
            throw Mistake(operation: operation.id, text: "component \(missing) is referred to and defined nowhere")
        }
        return components
    }

    private static func objection(to operation: Operation) -> String? {
        if !operation.path.text.hasPrefix("/") || operation.path.text.hasSuffix("/") && operation.path.text != "/" { return "path should begin with / and not end with it" }
        if operation.path.parameters.sorted() != operation.pathParameters.map(\.name).sorted() { return "path and its declared parameters differ" }
        let names = operation.pathParameters.map(\.name) + operation.query.map(\.name)
        if Set(names).count < names.count { return "two parameters have one name" }
        if operation.replies.isEmpty { return "it declares no reply" }
        if operation.method == .get, operation.ifMatch != .refused || operation.idempotencyKey != .refused { return "a read has no If-Match and no Idempotency-Key" }
        if operation.method == .get, case .none = operation.body {} else if operation.method == .get { return "a read has no body" }
        return nil
    }

    private mutating func node(for path: PathTemplate) -> Int {
        var place = 0
        for segment in path.segments {
            let known =
                switch segment {
                case .word(let word): nodes[place].words[word]
                case .parameter: nodes[place].parameter
                }
            if let known {
                place = known
                continue
            }
            nodes.append(Node())
            switch segment {
            case .word(let word): nodes[place].words[word] = nodes.count - 1
            case .parameter: nodes[place].parameter = nodes.count - 1
            }
            place = nodes.count - 1
        }
        return place
    }

    enum Route {
        /// Index of the operation and the texts of its path parameters.
        case found(Int, [String: String])
        /// The methods there are.
        case otherMethod([Operation.Method])
        case nothing
    }

    /// - Parameters:
    ///   - method: `HEAD` is answered as `GET`; nil for `OPTIONS` and methods that nothing has.
    ///   - segments: decoded parts of the path.
    func route(_ method: Operation.Method?, _ segments: [String]) -> Route {
        guard let place = place(0, segments[...]) else { return .nothing }
        guard let method, let index = nodes[place].operations[method] else {
            return .otherMethod(Operation.Method.allCases.filter { nodes[place].operations[$0] != nil })
        }
        // Names of parameters are the operation's own: another one on the same path may call them otherwise.
        let values = zip(operations[index].path.segments, segments).compactMap { segment, text in
            switch segment {
            case .word: nil as (String, String)?
            case .parameter(let name): (name, text)
            }
        }
        return .found(index, Dictionary(values) { first, _ in first })
    }

    /// A word is preferred to a parameter; where words lead nowhere the parameter is tried.
    private func place(_ start: Int, _ segments: ArraySlice<String>) -> Int? {
        guard let first = segments.first else { return nodes[start].operations.isEmpty ? nil : start }
        if let next = nodes[start].words[first], let found = place(next, segments.dropFirst()) { return found }
        return nodes[start].parameter.flatMap { place($0, segments.dropFirst()) }
    }
}

extension Operation {
    /// All that it takes and gives.
    var schemas: [Schema] {
        var schemas = (pathParameters + query).map(\.schema) + replies.compactMap(\.schema)
        if case .json(let schema, _) = body { schemas.append(schema) }
        return schemas
    }
}
