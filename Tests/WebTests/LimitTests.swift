import JSONText
import Synchronization
import Testing

@testable import Web

struct LimitTests {
    // MARK: - Pace

    @Test func `lets a burst through, then an even pace`() {
        let limiter = RateLimiter(perMinute: 60, burst: 3)
        let start: UInt64 = 5_000_000_000
        #expect((0..<4).map { _ in limiter.take(1, at: start).isAllowed } == [true, true, true, false])
        let refused = limiter.take(1, at: start)
        #expect(refused.remaining == 0 && refused.retrySeconds == 1 && refused.resetSeconds == 3)
        #expect(limiter.take(2, at: start) == RateLimiter.Verdict(isAllowed: true, remaining: 2, resetSeconds: 1, retrySeconds: 0))
        #expect(!limiter.take(1, at: start + 999_999_999).isAllowed)
        #expect(limiter.take(1, at: start + 1_000_000_000).isAllowed)
        #expect(!limiter.take(1, at: start + 1_000_000_000).isAllowed)
        #expect((0..<4).map { _ in limiter.take(1, at: start + 60_000_000_000).isAllowed } == [true, true, true, false])
    }

    @Test func `keeps within its memory however many keys come, and forgets no key that is used`() {
        let limiter = RateLimiter(perMinute: 60, burst: 3, keyLimit: 100)
        for _ in 0..<3 { _ = limiter.take(-1, at: 1) }
        for key in 0..<99 { _ = limiter.take(key, at: 1) }
        #expect(!limiter.take(-1, at: 1).isAllowed)
        for key in 0..<100_000 { _ = limiter.take(key, at: 1) }
        #expect(limiter.keyCount <= 200)
    }

    @Test func `tells callers their pace, and those too fast when to come again`() async throws {
        let desk = try Desk { $0.rate = WebConfiguration.Rate(perMinute: 60, burst: 2) }
        let first = await desk.ask("GET", "/api/v1/notes")
        #expect(first["RateLimit-Policy"] == "\"default\";q=60;w=60" && first["RateLimit"] == "\"default\";r=1;t=1")
        _ = await desk.ask("GET", "/api/v1/notes")
        let refused = await desk.ask("GET", "/api/v1/notes")
        #expect(refused.status == 429 && refused.code == "too-many-requests" && refused["Retry-After"] == "1" && refused["RateLimit"] == "\"default\";r=0;t=2")
        // Before anyone looks the token up.
        #expect(desk.door.lookups == 2)
        // Another token, and no token, are others.
        #expect(await desk.ask("GET", "/api/v1/notes", token: "read").status == 200)
        #expect(await desk.ask("GET", "/hello", token: nil).status == 200)
        desk.clock.advance(milliseconds: 1000)
        #expect(await desk.ask("GET", "/api/v1/notes").status == 200)
        #expect(await desk.ask("GET", "/healthz", token: nil)["RateLimit"] == nil)
    }

    @Test func `counts an address, or the network of one line`() async throws {
        let desk = try Desk { $0.rate = WebConfiguration.Rate(perMinute: 60, burst: 1) }
        #expect(await desk.ask("GET", "/hello", token: nil, peer: "192.0.2.1").status == 200)
        #expect(await desk.ask("GET", "/hello", token: nil, peer: "192.0.2.1").status == 429)
        #expect(await desk.ask("GET", "/hello", token: nil, peer: "192.0.2.2").status == 200)
        #expect(await desk.ask("GET", "/hello", token: nil, peer: "2001:db8:0:1::1").status == 200)
        #expect(await desk.ask("GET", "/hello", token: nil, peer: "2001:db8:0:1::2").status == 429)
        #expect(await desk.ask("GET", "/hello", token: nil, peer: "2001:db8:0:2::1").status == 200)
        // Guessing addresses is counted too.
        #expect(await desk.ask("GET", "/nothing", token: nil, peer: "192.0.2.3").status == 404)
        #expect(await desk.ask("GET", "/nothing", token: nil, peer: "192.0.2.3").status == 429)
    }

    @Test func `stops an address that guesses tokens`() async throws {
        let desk = try Desk { $0.failedCredentials = WebConfiguration.Rate(perMinute: 60, burst: 3) }
        for guess in 0..<3 { #expect(await desk.ask("GET", "/api/v1/notes", token: "guess\(guess)").status == 401) }
        #expect(await desk.ask("GET", "/api/v1/notes", token: "guess3").status == 429)
        #expect(desk.door.lookups == 3)
        #expect(await desk.ask("GET", "/api/v1/notes", token: "guess4", peer: "192.0.2.99").status == 401)
        desk.clock.advance(milliseconds: 1000)
        #expect(await desk.ask("GET", "/api/v1/notes").status == 200)
    }

    @Test func `stops an address that guesses passwords, and counts nobody who is right`() async throws {
        let tries = Atomic(0)
        var signIn = Operation(
            .post, "/sign-in", id: "trySignIn", tag: "session", .done, caller: .anyone, query: [.flag("right", .identifier)], replies: [.noContent, .problem(401, .done)]
        ) { request in
            tries.add(1, ordering: .relaxed)
            guard request.flag("right") else { throw Problem(401, "wrong", .done) }
            return .noContent
        }
        signIn.triesPassword = true
        let desk = try Desk({ $0.failedCredentials = WebConfiguration.Rate(perMinute: 60, burst: 3) }, more: [signIn])
        for _ in 0..<10 { #expect(await desk.ask("POST", "/sign-in?right=true", token: nil).status == 204) }
        let statuses: [Int: Int] = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<40 { group.addTask { await desk.ask("POST", "/sign-in", token: nil).status } }
            return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
        #expect(statuses == [401: 3, 429: 37])
        #expect(tries.load(ordering: .relaxed) == 13)
        #expect(await desk.ask("POST", "/sign-in?right=true", token: nil, peer: "192.0.2.99").status == 204)
    }

    @Test func `does not stop those who are known for one who guesses beside them`() async throws {
        let desk = try Desk { $0.failedCredentials = WebConfiguration.Rate(perMinute: 60, burst: 1) }
        #expect(await desk.ask("GET", "/api/v1/notes").status == 200)
        #expect(await desk.ask("GET", "/api/v1/notes", token: "guess").status == 401)
        #expect(await desk.ask("GET", "/api/v1/notes").status == 200)
        #expect(await desk.ask("GET", "/api/v1/notes", token: "read").status == 429)
        let known = KnownCredentials(limit: 10)
        for key in 0..<1000 { known.insert(key) }
        #expect(known.count <= 20 && known.contains(999) && !known.contains(1))
        known.remove(999)
        #expect(!known.contains(999))
    }

    @Test(arguments: ["jixiao.test", "https://", "https://jixiao.test/", "ftp://jixiao.test", "https://jixiao.test/a"]) func `refuses an origin that is none`(_ origin: String) {
        #expect(throws: BadConfiguration.self) { try Desk { $0.publicOrigin = origin } }
    }

    // MARK: - Proxies

    @Test(arguments: [
        ("10.0.0.1", "203.0.113.5", "203.0.113.5"), ("10.0.0.1", "203.0.113.5, 10.0.0.2", "203.0.113.5"), ("10.0.0.1", "1.2.3.4, 203.0.113.5", "203.0.113.5"),
        ("203.0.113.9", "1.2.3.4", "203.0.113.9"), ("10.0.0.1", "rubbish", "10.0.0.1"), ("10.0.0.1", "1.2.3.4, rubbish, 10.0.0.3", "10.0.0.3"), ("10.0.0.1", "", "10.0.0.1"),
        ("::ffff:10.0.0.1", "203.0.113.5", "203.0.113.5"), ("fd00::1", "2001:db8::7", "2001:db8:0:0:0:0:0:7"), ("fe00::1", "2001:db8::7", "fe00:0:0:0:0:0:0:1"),
    ])
    func `believes only its own proxies`(_ row: (String, String, String)) throws {
        let proxies = TrustedProxies(ranges: [try #require(AddressRange("10.0.0.0/8")), try #require(AddressRange("fd00::/8"))])
        #expect(proxies.client(peer: NetworkAddress(row.0), forwardedFor: row.1)?.text == row.2)
    }

    @Test(arguments: ["", "10.0.0", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "a/8", "10.0.0.0/8/8"]) func `refuses ranges that are none`(_ text: String) {
        #expect(AddressRange(text) == nil)
        #expect(throws: BadConfiguration.self) { try Desk { $0.trustedProxies = [text] } }
    }

    @Test func `knows the machine itself`() {
        #expect(["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"].allSatisfy { NetworkAddress($0)?.isLoopback == true })
        #expect(["128.0.0.1", "::2", "10.0.0.1"].allSatisfy { NetworkAddress($0)?.isLoopback == false })
        #expect(AddressRange("0.0.0.0/0")?.contains(NetworkAddress("::1")!) == false && AddressRange("::/0")?.contains(NetworkAddress("1.2.3.4")!) == true)
    }

    // MARK: - Room and time

    @Test func `turns requests away when all places are taken, but not those who ask whether it lives`() async throws {
        let desk = try Desk { $0.maximumConcurrentRequests = 1 }
        async let waiting = desk.ask("GET", "/slow?deaf=true")
        while await desk.toy.shelf.waitingCount == 0 { await Task.yield() }
        let refused = await desk.ask("GET", "/api/v1/notes")
        #expect(refused.status == 503 && refused.code == "busy" && refused["Retry-After"] == "2")
        #expect(await desk.ask("GET", "/healthz", token: nil).status == 200)
        #expect(await desk.ask("GET", "/metrics", token: nil, peer: "127.0.0.1").text.contains("jixiao_http_rejected_total{reason=\"busy\"} 1\n"))
        await desk.toy.shelf.release()
        #expect(await waiting.status == 204)
        #expect(await desk.ask("GET", "/api/v1/notes").status == 200)
    }

    @Test func `ends what takes too long`() async throws {
        let desk = try Desk()
        async let waiting = desk.ask("GET", "/slow")
        while await desk.toy.shelf.waitingCount == 0 { await Task.yield() }
        desk.clock.advance(milliseconds: 5001)
        let answer = await waiting
        #expect(answer.status == 503 && answer.code == "took-too-long")
        while await desk.toy.shelf.waitingCount > 0 { await Task.yield() }
    }

    @Test func `answers for a handler that heeds no end, and keeps its place taken until it does end`() async throws {
        let desk = try Desk { $0.maximumConcurrentRequests = 1 }
        async let waiting = desk.ask("GET", "/slow?deaf=true")
        while await desk.toy.shelf.waitingCount == 0 { await Task.yield() }
        desk.clock.advance(milliseconds: 5001)
        #expect(await waiting.status == 503)
        #expect(desk.dispatcher.slots.count == 1)
        #expect(await desk.ask("GET", "/api/v1/notes").code == "busy")
        await desk.toy.shelf.release()
        while desk.dispatcher.slots.count > 0 { await Task.yield() }
        #expect(await desk.ask("GET", "/api/v1/notes").status == 200)
    }
}
