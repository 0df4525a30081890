import Casework
import JSONText
import Office
import Storage
import Testing

@testable import Web

/// Who gets in, and what a session or token may do.
struct OfficeAccessTests {
    @Test func `health is told while many guess passwords, and few of them are tried`() async throws {
        try await House.with(costPower: 13) { house in
            let answers = await withTaskGroup(of: Answer?.self) { group in
                for number in 0..<40 { group.addTask { await house.signIn("nobody\(number)", "wrong horse 9").answer } }
                group.addTask {
                    let clock = ContinuousClock()
                    var slowest = Duration.zero
                    for _ in 0..<20 {
                        let took = await clock.measure { #expect(await house.server.dispatcher.ask("GET", "/healthz", token: nil).status == 200) }
                        slowest = max(slowest, took)
                        try? await Task.sleep(for: .milliseconds(10))
                    }
                    #expect(slowest < .seconds(1), "\(slowest)")
                    return nil
                }
                var answers: [Answer] = []
                for await answer in group { if let answer { answers.append(answer) } }
                return answers
            }
            #expect(answers.allSatisfy { $0.status == 401 || $0.status == 503 && $0["Retry-After"] == "3" })
            #expect(answers.contains { $0.status == 401 } && answers.contains { $0.status == 503 })
        }
    }

    @Test func `forty wrong passwords at once lock the login`() async throws {
        try await House.with { house in
            let codes = await withTaskGroup(of: String.self) { group in
                for _ in 0..<40 { group.addTask { await house.signIn("admin", "wrong horse 9").answer.code ?? "" } }
                var codes: [String] = []
                for await code in group { codes.append(code) }
                return codes
            }
            #expect(codes.count { $0 == "login-failed" } <= 5)
            let locked = await house.signIn("admin").answer
            #expect(locked.status == 429 && locked.code == "login-locked" && locked["Retry-After"] != nil)
        }
    }

    @Test func `whose password somebody else chose changes it first`() async throws {
        try await House.with { house in
            let added = await house.ask("POST", "/api/v1/people", .admin, body: #"{"login":"li","name":"李","password":"given horse 9"}"#)
            let id = try #require(added.json["id"]?.string)
            #expect(added.status == 201 && added.json["mustChangePassword"]?.boolean == true)
            #expect(await house.ask("POST", "/api/v1/grants", .admin, body: #"{"person":"\#(id)","role":"observer"}"#).status == 201)
            let (answer, session) = await house.signIn("li", "given horse 9")
            #expect(answer.status == 200 && answer.json["mustChangePassword"]?.boolean == true)
            for (method, path) in [("GET", "/api/v1/cases"), ("GET", "/api/v1/units"), ("GET", "/api/v1/tokens"), ("GET", "/api/v1/delegations"), ("POST", "/api/v1/session/renewals")] {
                #expect(await house.ask(method, path, session: session).code == "password-change-required", "\(path)")
            }
            #expect(await house.ask("POST", "/api/v1/tokens", session: session, body: #"{"name":"x","scopes":["read"],"days":1}"#).code == "password-change-required")
            #expect(await house.ask("GET", "/api/v1/me", session: session).status == 200)
            let path = "/api/v1/people/\(id)/password"
            #expect(await house.ask("PUT", path, session: session, body: #"{"password":"chosen horse 10"}"#).status == 422)
            #expect(await house.ask("PUT", path, session: session, body: #"{"password":"chosen horse 10","oldPassword":"given horse 8"}"#).status == 422)
            #expect(await house.ask("PUT", path, session: session, body: #"{"password":"chosen horse 10","oldPassword":"given horse 9"}"#).status == 204)
            #expect(await house.ask("GET", "/api/v1/cases", session: session).status == 200)
            #expect(await house.ask("GET", "/api/v1/me", session: session).json["mustChangePassword"]?.boolean == false)
            #expect(await house.ask("DELETE", "/api/v1/session", session: session).status == 204)
        }
    }

    @Test func `tokens are one's own, and do not delegate`() async throws {
        try await House.with { house in
            let session = await house.signIn("admin").session
            let id = try #require(await house.ask("GET", "/api/v1/me", .unitEditor).json["id"]?.string)
            #expect(await house.ask("POST", "/api/v1/tokens", session: session, body: #"{"person":"\#(id)","name":"x","scopes":["write"],"days":1}"#).status == 422)
            let made = await house.ask("POST", "/api/v1/tokens", session: session, body: #"{"name":"x","scopes":["write"],"days":1}"#)
            let own = await house.ask("GET", "/api/v1/me", session: session).json["id"]
            #expect(made.status == 201 && made.json["token"]?["person"] == own)
            let delegation = #"{"to":"\#(id)","from":"2026-01-01","until":"2026-01-02","reason":"出差"}"#
            #expect(await house.ask("POST", "/api/v1/delegations", .bureauBudget, body: delegation).code == "session-required")
            let budget = await house.signIn("bureau-budget").session
            #expect(await house.ask("POST", "/api/v1/delegations", session: budget, body: delegation).status == 201)
            #expect(await house.ask("GET", "/api/v1/delegations", .unitEditor).json["items"]?.elements?.count == 1)
            #expect(await house.ask("GET", "/api/v1/delegations", .expert).json["items"]?.elements?.count == 0)
            #expect(await house.ask("GET", "/api/v1/delegations", .admin).json["items"]?.elements?.count == 1)
        }
    }
}
