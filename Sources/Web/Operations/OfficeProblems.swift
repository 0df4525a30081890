import BudgetModel
import Casework
import JSONText
import Office
import Storage

extension Problem {
    static let notSignedInHere = Problem(401, "not-signed-in", Wording(zh: "请先登录", en: "Please sign in"), headers: [Reply.Header("WWW-Authenticate", "Bearer realm=\"jixiao\"")])
    static let passwordChangeRequired = Problem(
        403, "password-change-required", Wording(zh: "请先改密码", en: "Please change your password first"),
        detail: Wording(zh: "现在的密码是别人设的：请先换成自己的密码，其他功能随即可用。", en: "Somebody else chose the present one; once you have chosen your own, everything else is open."))
    static let noSuchThing = Problem(404, "not-found", Wording(zh: "没有这一项，或无权查看", en: "There is no such thing, or it is not yours to see"))
    static let oneVersion = Problem(
        428, "version-missing", Wording(zh: "请用 If-Match 注明所改的那一个版本", en: "Please name the one version that is meant by If-Match"),
        detail: Wording(zh: "先读取，把应答中的 ETag 原样放进 If-Match。", en: "Read it first and send the ETag of the reply in If-Match."))
}

extension Declined: ProblemConvertible {
    package var problem: Problem {
        var problem = Problem(status, code, why, detail: help, violations: flaws.map { Violation($0.pointer, $0.sentence) })
        if let present = stale?.present {
            problem.extensions = [JSONValue.Member("currentVersion", .string(String(present.version)))]
            if let shown = present as? any Shown { problem.extensions.append(JSONValue.Member("current", shown.shown)) }
        }
        if let staleDocument { problem.extensions += staleDocument.members }
        if let retrySeconds { problem.headers = [Reply.Header("Retry-After", String(retrySeconds))] }
        if kind == .unauthenticated { problem.headers = [Reply.Header("WWW-Authenticate", "Bearer realm=\"jixiao\"")] }
        return problem
    }

    private var status: Int {
        switch kind {
        case .unauthenticated: 401
        case .forbidden: 403
        case .notFound: 404
        case .conflict: 409
        case .stale: 412
        case .invalid: 422
        case .tooLarge: 413
        case .tooMany: 429
        case .busy: 503
        }
    }
}

extension StaleDocument {
    private static let limit = 500

    /// The document that lies there, and the places where the refused one says something else.
    fileprivate var members: [JSONValue.Member] {
        let places = differences.prefix(Self.limit).map { difference in
            JSONValue.object(["place": difference.place.json, "current": .string(difference.current), "yours": .string(difference.yours)])
        }
        return [
            JSONValue.Member("currentRevision", .string(revision.text)), JSONValue.Member("currentDocument", current), JSONValue.Member("differenceCount", .integer(differences.count)),
            JSONValue.Member("differences", .array(places)),
        ]
    }
}

extension StorageError: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .conflict, .unreachable, .cancelled, .cannotWrite, .outcomeUnknown:
            Problem(503, "store-busy", Wording(zh: "数据库暂时不能完成请求", en: "The database cannot do this at the moment"), detail: told, headers: [Reply.Header("Retry-After", "2")])
        case .unstorable: Problem(422, "unstorable", Wording(zh: "文字里有不能保存的字符", en: "The text holds a character that cannot be stored"), detail: told)
        case .constraint: Problem(409, "conflict", Wording(zh: "与已有的数据冲突", en: "This contradicts what is there"), detail: told)
        case .missing, .refused, .damaged, .schema, .engine: Problem(500, "store-failed", Wording(zh: "数据库出错", en: "The database failed"), detail: told)
        }
    }

    /// Without what the engine says, which may hold names of tables and servers.
    private var told: Wording {
        switch self {
        case .outcomeUnknown: Wording(zh: "不知道改动有没有保存：请先读取现在的内容。", en: "Nobody knows whether the change was kept: please read what is there first.")
        default: Wording(zh: "没有保存任何改动，请稍后再试；仍不行请把请求编号告诉管理员。", en: "Nothing was changed; please try again, and give the number of the request to the administrator if it goes on.")
        }
    }
}

extension ContentError: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .missing, .damaged: Problem(500, "file-damaged", Wording(zh: "文件缺失或内容被改过", en: "The file is missing or has been changed"), detail: Wording(zh: "请让管理员运行 jixiao verify。", en: "Please ask the administrator to run jixiao verify."))
        case .cannotWrite, .cannotRead: Problem(503, "files-unavailable", Wording(zh: "文件夹暂时不能读写", en: "The folder of files cannot be used at the moment"), headers: [Reply.Header("Retry-After", "5")])
        }
    }
}
