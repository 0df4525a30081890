import JSONText
import Testing

@testable import Web

/// Addresses of requests: found, not found, never a fault of ours.
struct AddressTests {
    private static let note = "/api/v1/notes/00000000-0000-4000-8000-000000000001"

    @Test(arguments: [
        ("/api/v1/notes/", 404), ("//api/v1/notes", 404), ("/api//v1/notes", 404), ("/api/v1/notes/%2e%2e/notes", 404), ("/api/v1/../v1/notes", 404), ("/api/v1/notes/.", 404),
        ("/api/v1%2Fnotes", 404), ("/api/v1/notes/%00", 404), ("/api/v1/notes/%5c", 404), ("/api/v1/notes%", 400), ("/api/v1/notes/%zz", 400), ("/api/v1/notes/%C3", 400),
        ("/api/v1/notes/%ff%fe", 400), ("*", 404), ("", 404), ("x", 404), ("?", 404), ("/", 404), ("/API/v1/notes", 404), ("/api/v1/notes;x=1", 404), ("/api/v1/n%6Ftes", 200),
        ("http://jixiao.test/api/v1/notes?limit=1", 200), ("http://jixiao.test", 404), ("/api/v1/notes#part", 200), ("/api/v1/notes?", 200), ("/api/v1/notes?&&", 200),
        ("/api/v1/notes?limit=%zz", 400), ("/api/v1/notes?title=%C3%28", 400), ("/api/v1/notes?%", 400), ("/api/v1/notes/not-an-id", 404), (note + "%20", 404), (note + "/", 404),
        ("/names/a%20b", 200), ("/names/%E5%B9%B4", 200), ("/names/..", 404), ("/names/%2E%2e", 404), ("/names/.", 404), ("/names/a%2Fb", 404), ("/names/a%5Cb", 404), ("/names/a%0Ab", 404), ("/names/", 404),
        ("/api/v1/notes?x=" + String(repeating: "a", count: 9000), 414),
    ])
    func `answers odd addresses without a fault`(_ row: (String, Int)) async throws {
        let answer = try await Desk().ask("GET", row.0)
        #expect(answer.status == row.1, "\(row.0.prefix(60)): \(answer.text)")
        if row.1 >= 400 { #expect(answer["Content-Type"] == "application/problem+json" && answer.json["status"]?.integer == Int64(row.1)) }
    }

    @Test func `reads an identifier in capitals as the same`() async throws {
        let desk = try Desk()
        _ = await desk.note()
        #expect(await desk.ask("GET", Self.note.uppercased().replacing("/API/V1/NOTES", with: "/api/v1/notes")).status == 200)
    }

    @Test func `says what is wrong with an identifier`() async throws {
        let answer = try await Desk().ask("GET", "/api/v1/notes/7")
        #expect(answer.status == 404 && answer.code == "not-found" && answer.pointers == ["note"])
    }

    @Test func `says that a slash at the end is one too many`() async throws {
        let answer = try await Desk().ask("GET", "/api/v1/notes/", ["Accept-Language": "en"])
        #expect(answer.json["detail"]?.string == "Please try again without the “/” at the end.")
    }

    @Test func `answers HEAD as GET, without the body`() async throws {
        let desk = try Desk()
        _ = await desk.note()
        let get = await desk.ask("GET", Self.note), head = await desk.ask("HEAD", Self.note)
        #expect(head.status == 200 && head.bytes.isEmpty && head["Content-Length"] == String(get.bytes.count) && head["ETag"] == get["ETag"])
        let none = await desk.ask("HEAD", "/nothing")
        #expect(none.status == 404 && none.bytes.isEmpty && none["Content-Length"] != "0")
    }

    @Test func `says which methods there are`() async throws {
        let desk = try Desk()
        for method in ["PATCH", "TRACE", "PUT", "GETT", "CONNECT"] {
            let answer = await desk.ask(method, "/api/v1/notes")
            #expect(answer.status == 405 && answer["Allow"] == "GET, HEAD, POST, OPTIONS" && answer.code == "method-not-allowed", "\(method)")
        }
        let options = await desk.ask("OPTIONS", Self.note, token: nil)
        #expect(options.status == 204 && options["Allow"] == "GET, HEAD, PUT, DELETE, OPTIONS")
        #expect(await desk.ask("OPTIONS", "*", token: nil).status == 204)
        #expect(await desk.ask("OPTIONS", "/nothing", token: nil).status == 404)
    }

    // MARK: - The query

    @Test(arguments: [
        ("?limt=5", "unknown-parameter", ["limt"]), ("?limit=5&limit=6", "bad-parameter", ["limit"]), ("?limit=0", "bad-parameter", ["limit"]), ("?limit=201", "bad-parameter", ["limit"]),
        ("?limit=abc", "bad-parameter", ["limit"]), ("?limit=", "bad-parameter", ["limit"]), ("?limit=+5", "bad-parameter", ["limit"]), ("?limit=%205", "bad-parameter", ["limit"]),
        ("?since=2026-02-30", "bad-parameter", ["since"]), ("?long=yes", "bad-parameter", ["long"]), ("?kind=other", "bad-parameter", ["kind/0"]),
        ("?kind=plain&kind=urgent&kind=plain", "bad-parameter", ["kind"]), ("?title=%00", "bad-parameter", ["title"]), ("?Limit=5", "unknown-parameter", ["Limit"]),
        ("?limit=0&since=x&title=", "bad-parameter", ["limit", "title", "since"]), ("?=5", "unknown-parameter", [""]),
    ])
    func `refuses queries it does not understand`(_ row: (String, String, [String])) async throws {
        let answer = try await Desk().ask("GET", "/api/v1/notes" + row.0)
        #expect(answer.status == 400 && answer.code == row.1 && answer.pointers == row.2, "\(row.0): \(answer.text)")
    }

    @Test(arguments: ["?limit=200&since=2024-02-29&long=true&kind=plain&kind=urgent", "?title=%E5%B9%B4%E5%BA%A6", "?title=a+b", "?limit=1e1", "?kind=plain"])
    func `takes queries as declared`(_ query: String) async throws { #expect(try await Desk().ask("GET", "/api/v1/notes" + query).status == 200) }

    @Test func `says twenty things at most`() async throws {
        let answer = try await Desk().ask("GET", "/api/v1/notes?limit=0&" + Array(repeating: "kind=x", count: 30).joined(separator: "&"))
        #expect(answer.status == 400 && answer.pointers.count == 20 && answer.pointers.first == "limit")
    }

    @Test func `asks for a parameter that must be there`() async throws {
        let answer = try await Desk().ask("POST", "/api/v1/files", ["Content-Type": "application/zip"], bytes: [1])
        #expect(answer.status == 400 && answer.pointers == ["name"])
    }

    // MARK: - Pages

    @Test func `goes through pages by cursor and link, with what else was asked`() async throws {
        let desk = try Desk()
        for title in ["a b", "c", "a b", "a b"] { _ = await desk.note(title) }
        var target = "/api/v1/notes?limit=2&title=a%20b"
        var seen: [Int] = []
        for _ in 0..<3 {
            let answer = await desk.ask("GET", target)
            seen.append(answer.json["items"]?.elements?.count ?? -1)
            guard let cursor = answer.json["next"]?.string else {
                #expect(answer["Link"] == nil)
                break
            }
            #expect(answer["Link"] == "</api/v1/notes?limit=2&title=a%20b&cursor=\(cursor)>; rel=\"next\"")
            target = String(answer["Link"]!.dropFirst().prefix { $0 != ">" })
        }
        #expect(seen == [2, 1])
    }

    @Test(arguments: ["AAA", "MQ==", "a", "!", "LTE"]) func `refuses a cursor that no page gave`(_ cursor: String) async throws {
        let answer = try await Desk().ask("GET", "/api/v1/notes?cursor=\(cursor)")
        #expect(answer.status == 404 || answer.status == 400)
    }

    @Test(arguments: ["", "f", "fo", "foo", "foob", "绩效"]) func `writes and reads base64url`(_ text: String) {
        #expect(Base64URL.bytes(Base64URL.text(Array(text.utf8))) == Array(text.utf8))
    }

    @Test func `writes base64url as others do, and reads only that`() {
        #expect(Base64URL.text([0xFB, 0xFF, 0xFE]) == "-__-" && Base64URL.text(Array("f".utf8)) == "Zg")
        // Bits that are left over must be zero, else two cursors would mean one page.
        #expect(Base64URL.bytes("Zh") == nil && Base64URL.bytes("Zg==") == nil && Base64URL.bytes("Z") == nil)
    }
}
