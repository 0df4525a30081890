import BudgetModel
import JSONText

/// Replies of an operation as OpenAPI has them: its own, and those that follow from what it takes and who may call it.
enum OpenAPIReplies {
    static func all(of operation: Operation, _ language: Language) -> JSONValue {
        var rules = operation.replies
        for rule in implied(operation) where !rules.contains(where: { $0.status == rule.status }) { rules.append(rule) }
        let statuses = Set(rules.map(\.status)).sorted()
        return .object(statuses.map { status in JSONValue.Member(String(status), reply(rules.filter { $0.status == status }, language)) })
    }

    /// Every status the foundation may answer with in the operation's place.
    static func implied(_ operation: Operation) -> [ReplyRule] {
        var rules: [ReplyRule] = [.problem(400, .badRequest), .problem(429, .tooMany), .problem(500, .ourFault), .problem(503, .busy)]
        if operation.caller.needsCaller { rules += [.problem(401, .notSignedIn), .problem(403, .notAllowed)] }
        if operation.caller == .anyoneOrKnown { rules += [.problem(401, .notSignedIn)] }
        if operation.method.isUnsafe { rules += [.problem(403, .notAllowed)] }
        if !operation.pathParameters.isEmpty || operation.query.contains(where: { $0.name == "cursor" }) { rules.append(.notFound) }
        if !operation.mediaTypesGiven.isEmpty { rules.append(.problem(406, .notAcceptable)) }
        if !operation.body.mediaTypes.isEmpty { rules += [.problem(408, .tooSlow), .problem(413, .tooLarge), .problem(415, .unsupportedMedia)] }
        if case .json = operation.body { rules.append(.problem(422, .invalid)) }
        if operation.ifMatch != .refused { rules.append(.problem(412, .stale)) }
        if operation.ifMatch == .required { rules.append(.problem(428, .precondition)) }
        if operation.idempotencyKey != .refused { rules += [.problem(409, .inProgress), .problem(422, .invalid)] }
        if operation.method == .get, operation.replies.contains(where: \.givesVersion) { rules.append(ReplyRule(status: 304, words: .unchanged)) }
        return rules
    }

    /// Several rules of one status are told as one reply with several contents.
    private static func reply(_ rules: [ReplyRule], _ language: Language) -> JSONValue {
        var members = [JSONValue.Member("description", .string(rules.map { $0.words(language) }.joined(separator: language == .zh ? "；" : "; ")))]
        var headers: [JSONValue.Member] = [header("X-Request-Id", .requestID, language)]
        var content: [JSONValue.Member] = []
        for rule in rules {
            if rule.givesVersion || rule.status == 304 { headers.append(header("ETag", .version, language)) }
            if rule.givesLocation { headers.append(header("Location", .location, language)) }
            if rule.isPage { headers.append(header("Link", .link, language)) }
            if rule.setsSession { headers.append(header("Set-Cookie", .cookie, language)) }
            for type in rule.mediaTypes {
                let schema = rule.schema?.rendered(language) ?? .object(["type": .string("string"), "format": .string("binary")])
                content.append(JSONValue.Member(type, .object(["schema": schema])))
            }
            if rule.status >= 400 { content.append(JSONValue.Member(Problem.mediaType, .object(["schema": Problem.schema.rendered(language)]))) }
        }
        if rules.contains(where: { [408, 409, 429, 503].contains($0.status) }) { headers.append(header("Retry-After", .retryAfter, language)) }
        members.append(JSONValue.Member("headers", .object(unique(headers))))
        if !content.isEmpty { members.append(JSONValue.Member("content", .object(unique(content)))) }
        return .object(members)
    }

    private static func unique(_ members: [JSONValue.Member]) -> [JSONValue.Member] {
        members.enumerated().filter { index, member in !members[..<index].contains { $0.key == member.key } }.map(\.element)
    }

    private static func header(_ name: String, _ words: Wording, _ language: Language) -> JSONValue.Member {
        JSONValue.Member(name, .object(["description": .string(words(language)), "schema": .object(["type": .string("string")])]))
    }
}

extension Wording {
    fileprivate static let badRequest = Wording(zh: "请求写法有误", en: "The request cannot be read")
    fileprivate static let notSignedIn = Wording(zh: "未登录，或登录已失效", en: "Not signed in, or no longer")
    fileprivate static let notAllowed = Wording(zh: "无权这样做", en: "Not allowed")
    fileprivate static let notAcceptable = Wording(zh: "没有所要的格式", en: "The format asked for is not there")
    fileprivate static let tooSlow = Wording(zh: "内容传送过慢", en: "The body came too slowly")
    fileprivate static let tooLarge = Wording(zh: "内容过大", en: "The body is too large")
    fileprivate static let unsupportedMedia = Wording(zh: "不收这种格式", en: "This format is not taken")
    fileprivate static let invalid = Wording(zh: "内容不合要求", en: "The body is not as it should be")
    fileprivate static let stale = Wording(zh: "这期间别人改过了", en: "Somebody else has changed it meanwhile")
    fileprivate static let precondition = Wording(zh: "须用 If-Match 注明版本", en: "If-Match must name the version")
    fileprivate static let inProgress = Wording(zh: "相同的请求正在处理", en: "The same request is still being worked on")
    fileprivate static let unchanged = Wording(zh: "没有变化", en: "Nothing has changed")
    fileprivate static let tooMany = Wording(zh: "请求过于频繁", en: "Too many requests")
    fileprivate static let ourFault = Wording(zh: "系统出错", en: "Something went wrong on our side")
    fileprivate static let busy = Wording(zh: "系统正忙或处理超时", en: "The server is busy, or it took too long")
    fileprivate static let requestID = Wording(zh: "请求编号", en: "Number of the request")
    fileprivate static let version = Wording(zh: "这一版的标记", en: "Tag of this version")
    fileprivate static let location = Wording(zh: "新内容的地址", en: "Where the new thing stands")
    fileprivate static let link = Wording(zh: "下一页的地址", en: "Where the next page stands")
    fileprivate static let cookie = Wording(zh: "会话", en: "The session")
    fileprivate static let retryAfter = Wording(zh: "多少秒后再试", en: "Seconds after which to try again")
}
