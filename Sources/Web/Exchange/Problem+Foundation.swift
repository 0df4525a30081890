package import BudgetModel
package import JSONText

/// The refusals that the foundation itself makes, in one place with their words.
extension Problem {
    // MARK: - Where and how it was asked

    static let badPath = Problem(
        400, "bad-path", Wording(zh: "地址写法有误", en: "The address cannot be read"),
        detail: Wording(zh: "地址中的百分号编码不完整，或不是 UTF-8：请重新编码后再试。", en: "A percent escape is incomplete or not UTF-8: please encode the address again."))

    static let badQuery = Problem(
        400, "bad-query", Wording(zh: "查询参数写法有误", en: "The query cannot be read"),
        detail: Wording(zh: "“?”之后的百分号编码不完整，或不是 UTF-8：请重新编码后再试。", en: "A percent escape after “?” is incomplete or not UTF-8: please encode it again."))

    static let longAddress = Problem(
        414, "address-too-long", Wording(zh: "地址过长", en: "The address is too long"),
        detail: Wording(zh: "地址连同查询参数最多 8 KB：请减少查询条件，分次查询。", en: "The address with its query may have 8 KB at most: please use fewer conditions, in several requests."))

    static let noSuchPath = Problem(
        404, "not-found", Wording(zh: "没有这个地址", en: "There is nothing at this address"),
        detail: Wording(zh: "请核对地址；全部接口列在 /openapi.json。", en: "Please check the address; /openapi.json lists all of them."))

    static let slashAtEnd = Problem(
        404, "not-found", Wording(zh: "没有这个地址", en: "There is nothing at this address"),
        detail: Wording(zh: "请去掉地址末尾的“/”再试。", en: "Please try again without the “/” at the end."))

    static func badPathParameter(_ violations: [Violation]) -> Problem {
        Problem(
            404, "not-found", Wording(zh: "没有这一项", en: "There is no such thing"),
            detail: Wording(zh: "地址中的编号写法不对，所以找不到对应的内容。", en: "An identifier in the address is not written like one, so nothing can be found under it."), violations: violations)
    }

    static func wrongMethod(_ method: String, allowed: String) -> Problem {
        Problem(
            405, "method-not-allowed", Wording(zh: "这个地址不支持该方法", en: "This address does not take that method"),
            detail: Wording(zh: "可用的方法：\(allowed)。", en: "It takes: \(allowed)."), headers: [Reply.Header("Allow", allowed)])
    }

    static func unknownQuery(_ names: [String], known: [String]) -> Problem {
        let known = known.isEmpty ? Wording(zh: "这里不用查询参数。", en: "There are none here.") : Wording(zh: "可用的有：\(known.joined(separator: "、"))。", en: "There are: \(known.joined(separator: ", ")).")
        return Problem(
            400, "unknown-parameter", Wording(zh: "有不认识的查询参数", en: "A query parameter is unknown"),
            detail: Wording(zh: "为免条件被悄悄忽略，不认识的参数一律不接受。\(known.zh)", en: "Unknown parameters are refused, so that no condition is passed over in silence. \(known.en)"),
            violations: names.map { Violation(String($0.prefix(60)), Wording(zh: "没有这个参数。", en: "There is no such parameter.")) })
    }

    static func badParameters(_ violations: [Violation]) -> Problem {
        Problem(
            400, "bad-parameter", Wording(zh: "参数不合要求", en: "A parameter is not as it should be"),
            detail: Wording(zh: "请按 errors 逐项改正后再试。", en: "Please mend what `errors` lists and try again."), violations: violations)
    }

    package static let badCursor = Problem(
        404, "unknown-cursor", Wording(zh: "没有这一页", en: "There is no such page"),
        detail: Wording(zh: "cursor 须原样使用上一页给出的 next：请从第一页重新取。", en: "A cursor must be the `next` of the page before, unchanged: please begin with the first page again."))

    static func notAcceptable(_ types: [String]) -> Problem {
        Problem(
            406, "not-acceptable", Wording(zh: "没有所要的格式", en: "The format asked for is not there"),
            detail: Wording(zh: "这里提供：\(types.joined(separator: "、"))；请在 Accept 中写上其中一种。", en: "This gives \(types.joined(separator: ", ")): please name one of them in Accept."))
    }

    /// Nothing, or nothing the caller may see: whoever may not read a thing is not told that it is there.
    package static func notFound(_ detail: Wording) -> Problem {
        Problem(404, "not-found", Wording(zh: "没有这一项", en: "There is no such thing"), detail: detail)
    }

    // MARK: - The body

    static let unexpectedBody = Problem(
        400, "unexpected-body", Wording(zh: "这里不收内容", en: "No body is taken here"),
        detail: Wording(zh: "这个接口不收请求内容：请把条件放在地址里，并去掉内容再试。", en: "This operation takes no body: please put conditions into the address and leave the body out."))

    static let missingBody = Problem(
        400, "missing-body", Wording(zh: "缺少请求内容", en: "The body is missing"),
        detail: Wording(zh: "这个接口需要请求内容：请补上再试。", en: "This operation needs a body: please send one."))

    static func unsupportedMedia(_ types: [String]) -> Problem {
        Problem(
            415, "unsupported-media-type", Wording(zh: "不收这种格式", en: "This format is not taken"),
            detail: Wording(zh: "请用 Content-Type 注明并发送：\(types.joined(separator: "、"))。", en: "Please send, and name in Content-Type: \(types.joined(separator: ", "))."),
            headers: [Reply.Header("Accept", types.joined(separator: ", "))])
    }

    static let unsupportedEncoding = Problem(
        415, "unsupported-encoding", Wording(zh: "不收压缩过的内容", en: "Compressed bodies are not taken"),
        detail: Wording(zh: "请去掉 Content-Encoding，发送未压缩的内容。", en: "Please send the body uncompressed, without Content-Encoding."), headers: [Reply.Header("Accept-Encoding", "identity")])

    static func tooLarge(limitBytes: Int) -> Problem {
        let limit = limitBytes >= 1 << 20 ? "\(limitBytes >> 20) MB" : limitBytes >= 1 << 10 ? "\(limitBytes >> 10) KB" : "\(limitBytes) B"
        return Problem(
            413, "body-too-large", Wording(zh: "内容过大", en: "The body is too large"),
            detail: Wording(zh: "这里最多收 \(limit)：请拆分或精简后再试。", en: "At most \(limit) is taken here: please split it or make it smaller."), extensions: ["limitBytes": .integer(limitBytes)])
    }

    static let bodyTooSlow = Problem(
        408, "body-too-slow", Wording(zh: "内容传送过慢", en: "The body came too slowly"),
        detail: Wording(zh: "内容没有在时限内收全：请检查网络后再试。", en: "The body did not arrive in time: please check the network and try again."))

    static let incompleteBody = Problem(
        400, "incomplete-body", Wording(zh: "内容没有传完", en: "The body broke off"),
        detail: Wording(zh: "收到的内容比声明的短：请检查网络后重新发送。", en: "Less came than was announced: please check the network and send it again."))

    static func badJSON(_ error: JSONError) -> Problem {
        let reason = error.kind.words
        return Problem(
            400, "bad-json", Wording(zh: "内容不是正确的 JSON", en: "The body is not JSON"),
            detail: Wording(zh: "第 \(error.line) 行第 \(error.column) 字节：\(reason.zh)", en: "Line \(error.line), byte \(error.column): \(reason.en)"),
            extensions: ["line": .integer(error.line), "column": .integer(error.column)])
    }

    package static func invalid(_ violations: [Violation]) -> Problem {
        Problem(
            422, "invalid", Wording(zh: "内容不合要求", en: "The body is not as it should be"),
            detail: Wording(zh: "请按 errors 逐处改正后再试。", en: "Please mend what `errors` lists and try again."), violations: violations)
    }

    // MARK: - Versions and repeated requests

    static let missingPrecondition = Problem(
        428, "precondition-required", Wording(zh: "请注明改的是哪一版", en: "Please say which version you change"),
        detail: Wording(zh: "请先读取，再把得到的 ETag 放进 If-Match，以免盖掉别人刚存的内容。", en: "Please read it first and send its ETag in If-Match, so that nobody's work is overwritten."))

    static func badHeader(_ name: String) -> Problem {
        Problem(
            400, "bad-header", Wording(zh: "请求头写法有误", en: "A header cannot be read"),
            detail: Wording(zh: "请求头 \(name) 的写法不对：请按接口说明改正。", en: "The header \(name) is not written as it should be: please see the description of the operation."))
    }

    static func refusedHeader(_ name: String) -> Problem {
        Problem(
            400, "unsupported-header", Wording(zh: "这里不支持该请求头", en: "A header is not supported here"),
            detail: Wording(zh: "这个接口不看 \(name)，为免误以为它起作用，请去掉再试。", en: "This operation does not heed \(name); please leave it out, so that nobody relies on it."))
    }

    static func missingHeader(_ name: String) -> Problem {
        Problem(
            400, "missing-header", Wording(zh: "缺少请求头", en: "A header is missing"),
            detail: Wording(zh: "请加上请求头 \(name) 再试。", en: "Please add the header \(name) and try again."))
    }

    package static func staleVersion(current: String, _ extensions: KeyValuePairs<String, JSONValue> = [:]) -> Problem {
        var problem = Problem(
            412, "stale-version", Wording(zh: "这期间别人改过了", en: "Somebody else has changed this meanwhile"),
            detail: Wording(zh: "请重新读取，把您的修改合到最新一版上再存；没有任何内容被覆盖。", en: "Please read it again and put your change on top of the newest version; nothing was overwritten."))
        problem.extensions = [JSONValue.Member("currentVersion", .string(current))] + extensions.map { JSONValue.Member($0.key, $0.value) }
        return problem
    }

    static let otherRequestUnderKey = Problem(
        422, "idempotency-key-reused", Wording(zh: "这个 Idempotency-Key 已用于另一个请求", en: "This Idempotency-Key belongs to another request"),
        detail: Wording(zh: "重发须与原请求完全相同；新的请求请换一个新键。", en: "A repeated request must be the same in every byte; please use a new key for a new request."))

    static let stillInProgress = Problem(
        409, "request-in-progress", Wording(zh: "相同的请求正在处理", en: "The same request is still being worked on"),
        detail: Wording(zh: "请稍候再以同一个键重发，即可得到结果。", en: "Please send it again with the same key in a moment to get its result."), headers: [Reply.Header("Retry-After", "1")])

    /// - Parameter known: what the store knows of it.
    static func doneBefore(_ known: JSONValue) -> Problem {
        Problem(
            409, "done-before", Wording(zh: "这个请求已经办成", en: "This request was done"),
            detail: Wording(zh: "改动已经保存，只是当时的应答没有留下，不会再办一次：请读取结果（done）。", en: "Its change was kept and only the reply was lost; it is not done again. Please read the result (done)."),
            extensions: ["done": known])
    }

    // MARK: - Who asks

    static let notSignedIn = Problem(
        401, "not-signed-in", Wording(zh: "请先登录", en: "Please sign in"),
        detail: Wording(zh: "请登录，或在 Authorization 中带上令牌（Bearer …）。", en: "Please sign in, or send a token in Authorization (Bearer …)."),
        headers: [Reply.Header("WWW-Authenticate", "Bearer realm=\"jixiao\"")])

    static let badCredentials = Problem(
        401, "credentials-not-valid", Wording(zh: "登录已失效", en: "Your sign-in is no longer valid"),
        detail: Wording(zh: "登录或令牌已过期、已撤销或写错：请重新登录，或换用有效的令牌。", en: "The session or token has ended, was revoked or is mistyped: please sign in again or use a valid token."),
        headers: [Reply.Header("WWW-Authenticate", "Bearer realm=\"jixiao\", error=\"invalid_token\"")])

    static func missingScope(_ scope: String) -> Problem {
        Problem(
            403, "missing-scope", Wording(zh: "令牌没有这项权限", en: "The token may not do this"),
            detail: Wording(zh: "需要权限“\(scope)”：请换用有此权限的令牌。", en: "It takes the scope “\(scope)”: please use a token that has it."),
            headers: [Reply.Header("WWW-Authenticate", "Bearer realm=\"jixiao\", error=\"insufficient_scope\", scope=\"\(scope)\"")])
    }

    static let onlyAtTheBrowser = Problem(
        403, "session-required", Wording(zh: "令牌不能做这件事", en: "A token cannot do this"),
        detail: Wording(zh: "请在网页上登录后办理。", en: "Please sign in on the web page to do it."))

    static let crossSite = Problem(
        403, "cross-site", Wording(zh: "请求来自别的网站", en: "The request came from another site"),
        detail: Wording(zh: "为保护您的登录，只接受本系统页面发出的修改；程序请改用令牌。", en: "To protect your session, changes are taken from pages of this system only; programs please use a token."))

    static let onlyNearby = Problem(
        403, "not-from-here", Wording(zh: "这里不对外开放", en: "This is not open from where you are"),
        detail: Wording(
            zh: "请在服务器本机查看，或带上有 manage 范围的令牌，或由管理员在配置中放开。", en: "Please look from the server itself, send a token with the scope manage, or have the administrator open it in the configuration."))

    // MARK: - The server

    static func tooManyRequests(afterSeconds seconds: Int) -> Problem {
        Problem(
            429, "too-many-requests", Wording(zh: "请求过于频繁", en: "Too many requests"),
            detail: Wording(zh: "请在 \(seconds) 秒后再试。", en: "Please try again in \(seconds) s."), headers: [Reply.Header("Retry-After", String(seconds))])
    }

    static let busy = Problem(
        503, "busy", Wording(zh: "系统正忙", en: "The server is busy"),
        detail: Wording(zh: "请求未被处理，请稍后再试。", en: "The request was not worked on; please try again in a moment."), headers: [Reply.Header("Retry-After", "2")])

    static let tookTooLong = Problem(
        503, "took-too-long", Wording(zh: "处理超时", en: "This took too long"),
        detail: Wording(
            zh: "没有在时限内完成。如果是修改，可能已经完成也可能没有：请先读取核对，再决定是否重做。",
            en: "It was not finished in time. A change may or may not have been made: please read and compare before you do it again."), headers: [Reply.Header("Retry-After", "5")])

    static let ourFault = Problem(
        500, "internal-error", Wording(zh: "系统出错", en: "Something went wrong on our side"),
        detail: Wording(zh: "问题已记入日志。请稍后再试；如仍出现，请把请求编号（instance）告诉管理员。", en: "It is in the log. Please try again later; if it stays, tell the administrator the number of the request (instance)."))

    static func notReady(_ reason: Wording) -> Problem {
        Problem(503, "not-ready", Wording(zh: "尚未就绪", en: "Not ready"), detail: reason, headers: [Reply.Header("Retry-After", "5")])
    }
}

extension JSONError.Kind {
    fileprivate var words: Wording {
        switch self {
        case .unexpected: Wording(zh: "此处的符号不应出现。", en: "this sign does not belong here.")
        case .endOfText: Wording(zh: "内容到此中断。", en: "the text ends here.")
        case .badNumber: Wording(zh: "数字写法有误。", en: "the number is not written as JSON has it.")
        case .badEscape: Wording(zh: "反斜杠转义有误。", en: "the escape is not one of JSON.")
        case .controlCharacter: Wording(zh: "文字中有未转义的控制字符。", en: "a control character in text must be escaped.")
        case .notUTF8: Wording(zh: "不是 UTF-8 编码。", en: "this is not UTF-8.")
        case .duplicateKey(let key): Wording(zh: "“\(key.prefix(60))”出现了两次。", en: "“\(key.prefix(60))” stands here twice.")
        case .tooDeep: Wording(zh: "嵌套过深。", en: "this is nested too deeply.")
        }
    }
}
