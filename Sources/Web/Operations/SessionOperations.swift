import BudgetModel
import Casework
import JSONText
import Office
import Quantities
import Storage

extension OfficeOperations {
    static func session(_ desk: Desk) -> [Operation] {
        let me = Schema.component(
            "Me",
            .object(
                .required("id", .string()), .required("region", .string()), .required("mustChangePassword", .truth, Wording(zh: "先改密码，其他功能才可用", en: "The password has to be changed before anything else")),
                .required("grants", .list(.object(.required("role", .choice(of: Role.self)), .required("path", .string()), .required("onBehalfOf", Schema.string().nullable))))))
        var signIn = Operation(
            .post, "/api/v1/session", id: "signIn", tag: "session", Wording(zh: "登录", en: "Sign in"), caller: .anyone,
            body: .json(.object(.optional("region", Shapes.code), .required("login", .line(1...64)), .required("password", .string(1...1_000)))),
            replies: [.ok(me).withSession, .problem(401, Wording(zh: "登录名或密码不对", en: "Wrong login or password")), .problem(429, Wording(zh: "输错多次，暂时锁定", en: "Locked for a while"))]
        ) { request in
            let region: RegionCode
            if let text = request.json["region"]?.string, let code = RegionCode(text) { region = code } else {
                let regions = try await desk.regions()
                guard regions.count == 1 else { throw Problem(422, "region-missing", Wording(zh: "请注明地区代码", en: "Please name the region")) }
                region = regions[0].region
            }
            let login = try await desk.logIn(request.json["login"]?.string ?? "", password: request.json["password"]?.string ?? "", in: region, channel: .page)
            let seconds = Int((login.expiresAt.milliseconds - desk.now.milliseconds) / 1_000)
            return Reply.ok(login.caller.shown).session(.begins(secret: login.secret.text, seconds: seconds))
        }
        signIn.triesPassword = true
        return [
            signIn,
            Operation(
                .post, "/api/v1/session/renewals", id: "renewSession", tag: "session", Wording(zh: "换新会话", en: "Give the session another secret"), caller: .session, replies: [.noContent.withSession]
            ) { request in
                let (secret, expires) = try await desk.renewSession(of: request.by)
                return Reply.noContent.session(.begins(secret: secret.text, seconds: Int((expires.milliseconds - desk.now.milliseconds) / 1_000)))
            },
            Operation(.delete, "/api/v1/session", id: "signOut", tag: "session", Wording(zh: "退出", en: "Sign out"), caller: .session, replies: [.noContent.withSession]) { request in
                try await desk.logOut(request.by)
                return Reply.noContent.session(.ends)
            },
            Operation(.get, "/api/v1/me", id: "getMe", tag: "session", Wording(zh: "我的身份和权限", en: "Who I am and what I may"), caller: .known, replies: [.ok(me)]) { request in
                .ok(try request.by.shown)
            },
        ]
    }
}

extension Casework.Caller: Shown {
    var shown: JSONValue {
        .object([
            "id": .string(id), "region": .string(region.text), "mustChangePassword": .bool(mustChangePassword),
            "grants": .array(actor.grants.map { .object(["role": .string($0.role.rawValue), "path": .string($0.path), "onBehalfOf": .text($0.onBehalfOf)]) }),
        ])
    }
}
