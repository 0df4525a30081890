import JSONText
import Testing

@testable import Web

/// Versions of what is shown, and requests that come twice.
struct VersionTests {
    private static let note = "/api/v1/notes/00000000-0000-4000-8000-000000000001"
    private let change = #"{"title":"b","kind":"urgent"}"#

    @Test func `answers 304 where nothing changed`() async throws {
        let desk = try Desk()
        let made = await desk.note()
        #expect(made["ETag"] == "\"1\"" && made["Location"] == Self.note)
        for tag in ["\"1\"", "W/\"1\"", "*", "\"0\", \"1\""] {
            let answer = await desk.ask("GET", Self.note, ["If-None-Match": tag])
            #expect(answer.status == 304 && answer.bytes.isEmpty && answer["ETag"] == "\"1\"" && answer["Content-Length"] == nil && answer["Content-Type"] == nil, "\(tag)")
        }
        for tag in ["\"2\"", "1", "\"1", "", "x"] { #expect(await desk.ask("GET", Self.note, ["If-None-Match": tag]).status == 200, "\(tag)") }
    }

    @Test func `changes a version only where it is the one that was meant`() async throws {
        let desk = try Desk()
        _ = await desk.note()
        let missing = await desk.ask("PUT", Self.note, body: change)
        #expect(missing.status == 428 && missing.code == "precondition-required")
        for broken in ["1", "\"1", "\"1\" \"2\"", "W/", "\"1\",x"] { #expect(await desk.ask("PUT", Self.note, ["If-Match": broken], body: change).code == "bad-header", "\(broken)") }
        // Weak tags are no promise of equal bytes; of none, none fits.
        for other in ["W/\"1\"", ",", " , ", "\"\""] { #expect(await desk.ask("PUT", Self.note, ["If-Match": other], body: change).status == 412, "\(other)") }
        let done = await desk.ask("PUT", Self.note, ["If-Match": "\"9\" , \"1\""], body: change)
        #expect(done.status == 200 && done["ETag"] == "\"2\"")
        let stale = await desk.ask("PUT", Self.note, ["If-Match": "\"1\""], body: change)
        #expect(stale.status == 412 && stale.code == "stale-version" && stale.json["currentVersion"]?.string == "2" && stale.json["current"]?["draft"]?["title"]?.string == "b")
        #expect(await desk.ask("PUT", Self.note, ["If-Match": "*"], body: change).status == 200)
    }

    @Test func `heeds a condition that may be named, and refuses one it cannot heed`() async throws {
        let desk = try Desk()
        _ = await desk.note()
        #expect(await desk.ask("DELETE", Self.note, ["If-Match": "\"7\""]).status == 412)
        #expect(await desk.ask("POST", "/api/v1/notes", ["If-Match": "\"1\""], body: change).code == "unsupported-header")
        #expect(await desk.ask("GET", Self.note, ["If-Match": "\"1\""]).status == 200)
        let gone = await desk.ask("DELETE", Self.note)
        #expect(gone.status == 204 && gone.bytes.isEmpty && gone["Content-Length"] == nil && gone["Content-Type"] == nil)
        #expect(await desk.ask("DELETE", Self.note).status == 404)
    }

    // MARK: - Requests that come twice

    @Test func `does what a key stands for one time, and gives its reply again`() async throws {
        let desk = try Desk()
        let first = await desk.ask("POST", "/api/v1/notes", ["Idempotency-Key": "k-1"], body: change)
        let again = await desk.ask("POST", "/api/v1/notes", ["Idempotency-Key": "k-1"], body: change)
        #expect(first.status == 201 && again.status == 201 && again.bytes == first.bytes && again["ETag"] == first["ETag"] && again["Location"] == first["Location"])
        #expect(first["Idempotency-Replayed"] == nil && again["Idempotency-Replayed"] == "true" && again["Content-Type"] == "application/json")
        #expect(await desk.toy.shelf.added == 1)
        let other = await desk.ask("POST", "/api/v1/notes", ["Idempotency-Key": "k-1"], body: #"{"title":"c","kind":"urgent"}"#)
        #expect(other.status == 422 && other.code == "idempotency-key-reused")
        // Somebody else's key is another key.
        #expect(await desk.ask("POST", "/api/v1/notes", token: nil, ["Idempotency-Key": "k-1", "Cookie": "jixiao=session-of-li", "Sec-Fetch-Site": "same-origin"], body: change).status == 201)
        #expect(await desk.toy.shelf.added == 2)
    }

    @Test func `says that the first request is not done yet`() async throws {
        let desk = try Desk()
        _ = await desk.keys.begin("k-2", owner: "token-2", digest: RequestDigest.hex(method: "POST", target: "/api/v1/notes", body: Array(change.utf8)))
        let answer = await desk.ask("POST", "/api/v1/notes", ["Idempotency-Key": "k-2"], body: change)
        #expect(answer.status == 409 && answer.code == "request-in-progress" && answer["Retry-After"] == "1")
    }

    @Test func `lets go of the key of a request that failed`() async throws {
        let failing = Operation(.post, "/failing", id: "failing", tag: "notes", .done, caller: .anyone, idempotencyKey: .required, replies: [.noContent]) { _ in throw Toy.Broken(secret: "") }
        let desk = try Desk(more: [failing])
        #expect(await desk.ask("POST", "/failing", ["Idempotency-Key": "k-3"]).status == 500)
        #expect(await desk.ask("POST", "/failing", ["Idempotency-Key": "k-3"]).status == 500)
        #expect(await desk.keys.abandoned == 2)
        #expect(await desk.ask("POST", "/failing").code == "missing-header")
        // What never began holds no key.
        #expect(await desk.ask("POST", "/api/v1/notes", ["Idempotency-Key": "k-4"], body: "{}").status == 422)
        #expect(await desk.ask("POST", "/api/v1/notes", ["Idempotency-Key": "k-4"], body: change).status == 201)
    }

    @Test func `answers what was done even where its key cannot be kept, and tells a failure by its own words`() async throws {
        let failing = Operation(.post, "/failing", id: "failing", tag: "notes", .done, caller: .anyone, idempotencyKey: .required, replies: [.noContent, .notFound]) { _ in throw Problem.badCursor }
        let desk = try Desk(more: [failing])
        await desk.keys.fill()
        #expect(await desk.ask("POST", "/api/v1/notes", ["Idempotency-Key": "k-5"], body: change).status == 201)
        #expect(await desk.ask("POST", "/failing", ["Idempotency-Key": "k-6"]).code == "unknown-cursor")
    }

    @Test(arguments: ["a b", "é", "a\tb", String(repeating: "k", count: 129)]) func `refuses keys that are no keys`(_ key: String) async throws {
        #expect(try await Desk().ask("POST", "/api/v1/notes", ["Idempotency-Key": key], body: change).code == "bad-header")
    }

    @Test func `refuses a key where it would do nothing`() async throws {
        #expect(try await Desk().ask("POST", "/api/v1/files?name=a", ["Idempotency-Key": "k", "Content-Type": "application/zip"], bytes: [1]).code == "unsupported-header")
    }

    @Test func `makes another digest of another request`() {
        let one = RequestDigest.hex(method: "POST", target: "/a", body: [1])
        #expect(one.count == 64)
        for other in [("PUT", "/a", [1]), ("POST", "/a1", []), ("POST", "/b", [1]), ("POST", "/a", [1, 0])] as [(String, String, [UInt8])] {
            #expect(RequestDigest.hex(method: other.0, target: other.1, body: other.2) != one)
        }
        #expect(RequestDigest.hex(method: "POST", target: "/a", ifMatch: "\"1\"", body: [1]) != one)
    }
}
