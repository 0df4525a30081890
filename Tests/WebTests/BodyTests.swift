import JSONText
import Testing

@testable import Web

struct BodyTests {
    private let good = #"{"title":"a","kind":"plain"}"#

    @Test func `says where JSON is broken`() async throws {
        let answer = try await Desk().ask("POST", "/api/v1/notes", ["Accept-Language": "en"], body: "{\n \"title\": nix}")
        #expect(answer.status == 400 && answer.code == "bad-json" && answer.json["line"]?.integer == 2 && answer.json["column"]?.integer == 11)
        #expect(answer.json["detail"]?.string?.hasPrefix("Line 2, byte 11: ") == true)
    }

    @Test(arguments: ["", "[1,]", "{\"a\":1,\"a\":2}", "\u{FEFF}{}", "{} {}", "'a'", "\"\\ud800\"", String(repeating: "[", count: 1000)])
    func `answers broken JSON without a fault`(_ body: String) async throws { #expect(try await Desk().ask("POST", "/api/v1/notes", body: body).status == 400) }

    @Test func `says all that is wrong with the content`() async throws {
        let answer = try await Desk().ask("POST", "/api/v1/notes", body: #"{"title":"","kind":"x","more":1}"#)
        #expect(answer.status == 422 && answer.code == "invalid" && answer.pointers == ["/title", "/kind", "/more"])
    }

    @Test func `refuses other media types and encodings`() async throws {
        let desk = try Desk()
        for type in ["text/plain", "application/xml", "json", "application/json5", "multipart/form-data; boundary=x"] {
            let answer = await desk.ask("POST", "/api/v1/notes", ["Content-Type": type], body: good)
            #expect(answer.status == 415 && answer["Accept"] == "application/json", "\(type)")
        }
        #expect(await desk.ask("POST", "/api/v1/notes", ["Content-Type": ""], body: good).status == 415)
        #expect(await desk.ask("POST", "/api/v1/notes", ["Content-Encoding": "gzip"], body: good).code == "unsupported-encoding")
        for type in ["application/json", "Application/JSON; charset=utf-8", "application/json;"] {
            #expect(await desk.ask("POST", "/api/v1/notes", ["Content-Type": type], body: good).status == 201, "\(type)")
        }
    }

    @Test func `wants a body where one belongs, and none elsewhere`() async throws {
        let desk = try Desk()
        #expect(await desk.ask("POST", "/api/v1/notes").code == "missing-body")
        #expect(await desk.ask("POST", "/api/v1/notes", body: "").code == "missing-body")
        #expect(await desk.ask("GET", "/api/v1/notes", body: "{}").code == "unexpected-body")
        #expect(await desk.ask("GET", "/api/v1/notes", ["Content-Length": "0"]).status == 200)
        #expect(await desk.ask("DELETE", "/api/v1/notes/00000000-0000-4000-8000-000000000001", body: "{}", isChunked: true).code == "unexpected-body")
    }

    @Test func `refuses a body that says it is too large before reading it`() async throws {
        let desk = try Desk()
        let answer = await desk.ask("POST", "/api/v1/notes", ["Content-Length": "5000000000"], body: good)
        #expect(answer.status == 413 && answer.code == "body-too-large" && answer.json["limitBytes"]?.integer == 4096 && answer.closesConnection && answer["Connection"] == "close")
        #expect(desk.dispatcher.reader.bodies.count == 0)
    }

    @Test func `takes no part for the whole`() async throws {
        let desk = try Desk()
        let answer = await desk.ask("POST", "/api/v1/notes", ["Content-Length": "100"], body: good)
        #expect(answer.status == 400 && answer.code == "incomplete-body" && desk.dispatcher.reader.bodies.count == 0)
        #expect(await desk.toy.shelf.added == 0)
    }

    @Test func `stops reading a body that does not say how large it is`() async throws {
        let desk = try Desk()
        let answer = await desk.ask("POST", "/api/v1/notes", body: #"{"title":"\#(String(repeating: "a", count: 5000))","kind":"plain"}"#, isChunked: true)
        #expect(answer.status == 413 && answer.closesConnection && desk.dispatcher.reader.bodies.count == 0)
    }

    @Test func `holds the bodies of all requests to a bound and gives it back`() async throws {
        let desk = try Desk { $0.bodiesLimitBytes = 10 }
        let answer = await desk.ask("POST", "/api/v1/notes", body: good)
        #expect(answer.status == 503 && answer.code == "busy" && desk.dispatcher.reader.bodies.count == 0)
        let roomy = try Desk { $0.bodiesLimitBytes = 100 }
        for _ in 0..<10 { #expect(await roomy.ask("POST", "/api/v1/notes", body: good).status == 201) }
        #expect(roomy.dispatcher.reader.bodies.count == 0)
    }

    @Test func `takes a file as it is and gives it back in parts`() async throws {
        let desk = try Desk()
        let bytes = (0..<150_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let sent = await desk.ask("POST", "/api/v1/files?name=a.bin", ["Content-Type": "application/octet-stream"], bytes: bytes)
        #expect(sent.status == 201 && sent.json["byteCount"]?.integer == 150_000)
        let location = try #require(sent["Location"])
        let got = await desk.ask("GET", location)
        #expect(got.status == 200 && got.bytes == bytes && got["Content-Length"] == "150000" && got["Content-Type"] == "application/octet-stream")
        #expect(got["Content-Disposition"] == "attachment; filename=\"__ 1.bin\"; filename*=UTF-8''%E4%BE%BF%E7%AC%BA%201.bin")
        #expect(await desk.ask("HEAD", location)["Content-Length"] == "150000")
        #expect(await desk.ask("POST", "/api/v1/files?name=a.bin", ["Content-Type": "application/octet-stream"], bytes: Array(repeating: 0, count: 200_001)).status == 413)
        #expect(desk.dispatcher.slots.count == 0)
    }

    // MARK: - What the caller wants to get

    @Test(arguments: [
        (nil, 200), ("*/*", 200), ("application/json", 200), ("application/*", 200), ("APPLICATION/JSON", 200), ("text/html, */*;q=0.1", 200), ("text/html", 406),
        ("application/json;q=0", 406), ("*/*;q=0", 406), ("application/json;q=0, */*", 406), ("text/html;q=0.9, application/json;q=0.001", 200), ("", 200), (",", 200), ("x", 406),
        ("application/json;q=abc", 200),
    ])
    func `gives only what is asked for`(_ row: (String?, Int)) async throws {
        let answer = try await Desk().ask("GET", "/api/v1/notes", row.0.map { ["Accept": $0] } ?? [:])
        #expect(answer.status == row.1, "\(row.0 ?? "none")")
        if row.1 == 406 { #expect(answer.code == "not-acceptable") }
    }

    @Test(arguments: [
        (nil, "zh"), ("zh-CN,zh;q=0.9,en;q=0.8", "zh"), ("en-GB", "en"), ("en;q=0.5, zh;q=0.4", "en"), ("fr", "zh"), ("fr, en;q=0.1", "en"), ("*", "zh"), ("zh;q=0, *", "en"), ("EN", "en"),
        ("", "zh"), ("en;q=0", "zh"), (";;;,,q=,", "zh"),
    ])
    func `speaks the language asked for, Chinese first`(_ row: (String?, String)) async throws {
        let answer = try await Desk().ask("GET", "/api/v1/me", row.0.map { ["Accept-Language": $0] } ?? [:])
        #expect(answer.json["language"]?.string == row.1, "\(row.0 ?? "none")")
    }
}
