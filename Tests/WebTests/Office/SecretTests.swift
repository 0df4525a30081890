import Casework
import Foundation
import JSONText
import Logging
import Office
import Quantities
import Storage
import StoragePostgres
import Testing

@testable import Web

/// What must never stand in a log, of the real server on a socket, at the most talkative level.
struct SecretTests {
    private static let marker = "MARKER-4711-geheim", fileName = "geheime-datei.csv", wrong = "wrong-horse-17", guess = "370199." + String(repeating: "Q", count: 43)

    @Test func `no password, token, cookie, body or name stands in the log`() async throws {
        try await House.with { house in
            let token = house.token(.unitEditor), session = try #require(await house.signIn("expert").session), goal = house.stage(.goal).id.text
            try await house.serving { port in
                func ask(_ line: String, _ headers: [String] = [], _ body: String = "", type: String = "application/json") async throws -> String {
                    let content = body.isEmpty ? [] : ["Content-Type: " + type, "Content-Length: \(body.utf8.count)"]
                    return try await Wire.ask(port, ([line + " HTTP/1.1"] + headers + content).joined(separator: "\r\n") + "\r\n", body: body)
                }
                let bearer = "Authorization: Bearer " + token, cookie = "Cookie: jixiao=" + session
                #expect(try await ask("POST /api/v1/session", [], #"{"login":"admin","password":"\#(House.password)"}"#).hasPrefix("HTTP/1.1 200"))
                #expect(try await ask("POST /api/v1/session", [], #"{"login":"admin","password":"\#(Self.wrong)"}"#).hasPrefix("HTTP/1.1 401"))
                #expect(try await ask("GET /api/v1/me", [bearer]).hasPrefix("HTTP/1.1 200"))
                #expect(try await ask("GET /api/v1/me", [cookie]).hasPrefix("HTTP/1.1 200"))
                #expect(try await ask("GET /api/v1/me", ["Authorization: Bearer " + Self.guess]).hasPrefix("HTTP/1.1 401"))
                #expect(try await ask("GET /api/v1/cases?name=" + Self.marker, [bearer]).hasPrefix("HTTP/1.1 200"))
                let upload = try await ask("PUT /api/v1/stages/\(goal)/file?name=" + Self.fileName, [bearer, "If-Match: \"1\""], Self.marker + ",1\r\n", type: "application/octet-stream")
                #expect(upload.hasPrefix("HTTP/1.1 422"))
                let form = #"{"source":{"form":"project-goal"},"programme":"农村饮水管网改造","year":2024,"goals":[{"expected":"\#(Self.marker)"}],"indicators":[]}"#
                #expect(try await ask("PUT /api/v1/stages/\(goal)/form", [bearer, "If-Match: \"1\""], form).hasPrefix("HTTP/1.1 200"))
                #expect(try await ask("POST /api/v1/cases", [bearer], "{" + Self.marker).hasPrefix("HTTP/1.1 400"))
                // A table that is gone is a fault of the server.
                _ = try await house.desk.database.write(in: House.region.text) { try $0.run("ALTER TABLE draft RENAME TO gone") }
                #expect(try await ask("PUT /api/v1/stages/\(goal)/draft", [bearer], #"{"body":"\#(Self.marker)"}"#).hasPrefix("HTTP/1.1 500"))
            }
            let lines = house.log.lines, text = house.log.text
            #expect(lines.count { $0["message"]?.string == "request" } >= 9)
            #expect(lines.contains { $0["status"]?.integer == 500 })
            for secret in [House.password, Self.wrong, Self.guess, token, session, Self.marker, Self.fileName, "农村饮水"] {
                #expect(!text.contains(secret), "\(secret)")
                // Nor the part of a secret behind its region.
                if let tail = secret.split(separator: ".").last, tail.count > 20 { #expect(!text.contains(tail)) }
            }
        }
    }

    @Test func `the password of a database stands neither in the log nor in an answer`() async throws {
        let database = try PostgresDatabase(url: "postgres://jixiao:geheimes-wort-12@127.0.0.1:1/office")
        let desk = Casework.Desk(database: database, files: ContentFolder(path: "/nowhere"), engine: "test", passwords: Passwords(costPower: 4), clock: { .init(milliseconds: SystemClock.milliseconds) })
        let log = LogCatcher()
        var configuration = WebConfiguration()
        configuration.rate = nil
        let server = try OfficeServer.make(desk, configuration, logger: .init(label: "web") { LogLines(label: $0, sink: log.sink) })
        let ready = await server.dispatcher.ask("GET", "/readyz", token: nil), metrics = await server.dispatcher.ask("GET", "/metrics", token: nil, peer: "127.0.0.1")
        let signIn = await server.dispatcher.ask("POST", "/api/v1/session", token: nil, body: #"{"region":"370199","login":"admin","password":"\#(House.password)"}"#)
        let read = await server.dispatcher.ask("GET", "/api/v1/cases", token: Self.guess)
        #expect(ready.status == 503 && metrics.status == 200 && signIn.status == 503 && read.status == 503)
        for text in [ready.text, metrics.text, signIn.text, read.text, log.text] { #expect(!text.contains("geheimes-wort-12"), "\(text)") }
        #expect(log.lines.contains { $0["status"]?.integer == 503 })
        await database.close()
    }
}
