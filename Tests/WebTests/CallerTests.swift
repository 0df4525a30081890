import JSONText
import Testing

@testable import Web

struct CallerTests {
    private let draft = #"{"title":"a","kind":"plain"}"#

    @Test func `asks who is there, and says so when nobody known is`() async throws {
        let desk = try Desk()
        let none = await desk.ask("GET", "/api/v1/notes", token: nil)
        #expect(none.status == 401 && none.code == "not-signed-in" && none["WWW-Authenticate"] == "Bearer realm=\"jixiao\"")
        let wrong = await desk.ask("GET", "/api/v1/notes", token: "guess")
        #expect(wrong.status == 401 && wrong.code == "credentials-not-valid" && wrong["WWW-Authenticate"]?.contains("error=\"invalid_token\"") == true)
        for header in ["Basic YTpi", "Bearer", "Bearer ", "Bearer a b", "Bearer \u{7}", "read"] {
            #expect(await desk.ask("GET", "/api/v1/notes", token: nil, ["Authorization": header]).status == 401, "\(header)")
        }
        #expect(await desk.ask("GET", "/api/v1/notes", token: nil, ["Authorization": "bearer  read"]).status == 200)
    }

    @Test func `asks before it looks at anything else`() async throws {
        let desk = try Desk()
        #expect(await desk.ask("POST", "/api/v1/notes", token: nil, body: "nonsense").status == 401)
        #expect(await desk.ask("GET", "/api/v1/notes/7?x=1", token: nil).status == 401)
        #expect(await desk.ask("POST", "/api/v1/notes", token: "read", body: "nonsense").status == 403)
    }

    @Test func `lets a token do only what it was given`() async throws {
        let desk = try Desk()
        let answer = await desk.ask("POST", "/api/v1/notes", token: "read", body: draft)
        #expect(answer.status == 403 && answer.code == "missing-scope" && answer["WWW-Authenticate"] == "Bearer realm=\"jixiao\", error=\"insufficient_scope\", scope=\"write\"")
        #expect(await desk.ask("DELETE", "/api/v1/session", token: "write").code == "session-required")
    }

    @Test func `knows a session by its cookie, and a token goes before it`() async throws {
        let desk = try Desk()
        func name(_ cookie: String, token: String? = nil) async -> String? { await desk.ask("GET", "/api/v1/me", token: token, ["Cookie": cookie]).json["name"]?.string }
        #expect(await name("a=b; jixiao=session-of-li; c") == "Li")
        #expect(await name("jixiao=session-of-li", token: "read") == "Zhang")
        #expect(await name("notjixiao=session-of-li") == nil)
        #expect(await name("jixiao=old") == nil)
        #expect(await name("") == nil)
        #expect(await desk.ask("GET", "/api/v1/me", token: "guess").status == 401)
    }

    @Test func `sets the cookie so that scripts, other sites and other hosts cannot have it`() async throws {
        let signIn = #"{"name":"li","password":"open sesame"}"#
        let plain = try await Desk().ask("POST", "/api/v1/session", token: nil, body: signIn)
        #expect(plain.status == 204 && plain["Set-Cookie"] == "jixiao=session-of-li; Path=/; HttpOnly; SameSite=Strict; Max-Age=3600")
        let secure = try Desk { $0.publicOrigin = "https://jixiao.test" }
        #expect(await secure.ask("POST", "/api/v1/session", token: nil, body: signIn)["Set-Cookie"] == "__Host-jixiao=session-of-li; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=3600")
        let out = await secure.ask("DELETE", "/api/v1/session", token: nil, ["Cookie": "__Host-jixiao=session-of-li", "Origin": "https://jixiao.test"])
        #expect(out.status == 204 && out["Set-Cookie"] == "__Host-jixiao=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0")
        #expect(await secure.ask("GET", "/api/v1/me", token: nil, ["Cookie": "jixiao=session-of-li"]).json["name"]?.isNull == true)
    }

    @Test(arguments: [
        (["Sec-Fetch-Site": "same-origin"], true), (["Sec-Fetch-Site": "none"], true), (["Sec-Fetch-Site": "same-site"], false), (["Sec-Fetch-Site": "cross-site"], false),
        (["Origin": "http://jixiao.test"], true), (["Origin": "HTTP://Jixiao.test"], true), (["Origin": "https://jixiao.test"], false), (["Origin": "http://evil.test"], false),
        (["Origin": "null"], false), (["Origin": "http://jixiao.test", "Sec-Fetch-Site": "cross-site"], false), ([:], false),
    ] as [([String: String], Bool)])
    func `takes changes with a session from its own pages only`(_ row: ([String: String], Bool)) async throws {
        let desk = try Desk()
        let cookie = ["Cookie": "jixiao=session-of-li"]
        let answer = await desk.ask("POST", "/api/v1/notes", token: nil, row.0.merging(cookie) { $1 }, body: draft)
        #expect(answer.status == (row.1 ? 201 : 403), "\(row.0)")
        if !row.1 { #expect(answer.code == "cross-site") }
        // Reading shows a foreign page nothing, and a token is not sent by itself.
        #expect(await desk.ask("GET", "/api/v1/notes", token: nil, row.0.merging(cookie) { $1 }).status == 200)
        #expect(await desk.ask("POST", "/api/v1/notes", row.0, body: draft).status == 201)
    }

    @Test func `signs nobody in from a foreign page`() async throws {
        let desk = try Desk()
        let body = #"{"name":"li","password":"open sesame"}"#
        #expect(await desk.ask("POST", "/api/v1/session", token: nil, ["Sec-Fetch-Site": "cross-site"], body: body).status == 403)
        #expect(await desk.ask("POST", "/api/v1/session", token: nil, ["Origin": "http://evil.test"], body: body).status == 403)
        #expect(await desk.ask("POST", "/api/v1/session", token: nil, body: body).status == 204)
    }
}
