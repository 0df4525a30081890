import BudgetModel
import JSONText

/// Holds what an operation answers to what it declares, so that tests find where the document would lie.
struct ReplyChecker: Sendable {
    let operation: Operation
    let validator: SchemaValidator

    struct Undeclared: Error, CustomStringConvertible {
        var description: String
    }

    func checked(_ work: () async throws -> Reply) async throws -> Reply {
        let reply: Reply
        do {
            reply = try await work()
        } catch let error as any ProblemConvertible {
            let status = error.problem.status
            guard (operation.replies + OpenAPIReplies.implied(operation)).contains(where: { $0.status == status }) else {
                throw Undeclared(description: "\(operation.id) refuses with \(status), which it does not declare")
            }
            throw error
        }
        let rules = operation.replies.filter { $0.status == reply.status }
        guard !rules.isEmpty else { throw Undeclared(description: "\(operation.id) answers \(reply.status), which it does not declare") }
        let problems = rules.map { objection(to: reply, $0) }
        if let text = problems.first(where: { $0 != nil }) ?? nil, !problems.contains(nil) { throw Undeclared(description: "\(operation.id) answers \(reply.status): \(text)") }
        return reply
    }

    private func objection(to reply: Reply, _ rule: ReplyRule) -> String? {
        if rule.givesVersion != (reply.version != nil) { return "it declares a version and gives none, or the other way round" }
        if rule.givesLocation, reply.location == nil { return "it declares a location and gives none" }
        if reply.session != nil, !rule.setsSession { return "it sets a session without declaring it" }
        switch reply.content {
        case .none: return rule.mediaTypes.isEmpty ? nil : "it declares content and gives none"
        case .json(let json):
            guard let schema = rule.schema else { return "it declares no JSON" }
            let violations = validator.violations(of: json, against: schema)
            return violations.isEmpty ? nil : violations.map { "\($0.pointer): \($0.words.en)" }.joined(separator: "; ")
        case .bytes(_, let type, _), .stream(let type, _, _, _):
            return rule.mediaTypes.contains(type) ? nil : "it does not declare \(type)"
        }
    }
}
