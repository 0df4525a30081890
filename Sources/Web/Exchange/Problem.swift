package import BudgetModel
package import JSONText

/// A refusal as RFC 9457 has it: what went wrong, for people and for programs, and what to do.
package struct Problem: Error, Sendable {
    /// Kebab case, never reused: `stale-version`. Its page is `/problems/stale-version`.
    package var code: String
    package var status: Int
    package var title: Wording
    package var detail: Wording?
    package var violations: [Violation] = []
    /// Members of this kind of problem: both versions of a stale save.
    package var extensions: [JSONValue.Member] = []
    package var headers: [Reply.Header] = []

    package init(
        _ status: Int, _ code: String, _ title: Wording, detail: Wording? = nil, violations: [Violation] = [],
        extensions: KeyValuePairs<String, JSONValue> = [:], headers: [Reply.Header] = []
    ) {
        self.code = code
        self.status = status
        self.title = title
        self.detail = detail
        self.violations = violations
        self.extensions = extensions.map { JSONValue.Member($0.key, $0.value) }
        self.headers = headers
    }

    static let mediaType = "application/problem+json"

    func json(_ language: Language, requestID: String) -> JSONValue {
        var members = [
            JSONValue.Member("type", .string("/problems/" + code)), JSONValue.Member("title", .string(title(language))),
            JSONValue.Member("status", .integer(status)),
        ]
        if let detail { members.append(JSONValue.Member("detail", .string(detail(language)))) }
        members += [JSONValue.Member("instance", .string(requestID)), JSONValue.Member("code", .string(code))]
        if !violations.isEmpty {
            members.append(JSONValue.Member("errors", .array(violations.prefix(SchemaValidator.limit).map { .object(["pointer": .string($0.pointer), "detail": .string($0.words(language))]) })))
        }
        // A member of ours is not overwritten by one of a handler's.
        members += extensions.filter { member in !members.contains { $0.key == member.key } }
        return .object(members)
    }

    /// What every problem looks like, for the document.
    static let schema = Schema.component(
        "Problem",
        .openObject(
            .required("type", .string(), Wording(zh: "问题类别的相对地址", en: "Relative address of the kind of problem")),
            .required("title", .string(), Wording(zh: "一句话说明", en: "The problem in one sentence")),
            .required("status", .integer(400...599), Wording(zh: "HTTP 状态码", en: "HTTP status")),
            .optional("detail", .string(), Wording(zh: "这一次的情况与下一步", en: "What happened this time, and the next step")),
            .required("instance", .string(), Wording(zh: "请求编号，报修时请提供", en: "Number of the request; please give it when asking for help")),
            .required("code", .string(), Wording(zh: "供程序判断的代码", en: "Code for programs")),
            .optional(
                "errors", .list(.openObject(.required("pointer", .string()), .required("detail", .string())), 0...SchemaValidator.limit),
                Wording(zh: "逐处的问题", en: "The places that are wrong")),
            .optional("currentVersion", .string(), Wording(zh: "别人已经改过时：现在的版本", en: "Where somebody else was faster: the present version")),
            .optional("currentRevision", .uuid, Wording(zh: "别人已经改过时：现在文件的版本编号", en: "Where somebody else was faster: the key of the document's revision")),
            .optional("currentDocument", .any, Wording(zh: "别人已经改过时：现在的文件", en: "Where somebody else was faster: the document as it is now")),
            .optional("differenceCount", .integer(0...Int64(Int32.max)), Wording(zh: "您的与现在的有几处不同", en: "In how many places yours differs from it")),
            .optional(
                "differences", .list(.openObject(.required("place", .any), .required("current", .string()), .required("yours", .string())), 0...500),
                Wording(zh: "逐处的不同：现在的和您的", en: "The places that differ: what stands there now, and yours"))))
}

/// An error that knows how it is told to a caller.
package protocol ProblemConvertible: Error {
    var problem: Problem { get }
}

extension Problem: ProblemConvertible {
    package var problem: Problem { self }
}
