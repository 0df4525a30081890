import BudgetModel
import JSONText
import Testing

@testable import Web

/// What goes wrong on our side, what is logged, what always stands with a reply.
struct FaultTests {
    @Test func `tells the caller a number and the log the rest`() async throws {
        let desk = try Desk()
        let answer = await desk.ask("GET", "/broken", token: nil)
        #expect(answer.status == 500 && answer.code == "internal-error" && !answer.text.contains("12345") && !answer.text.contains("Broken"))
        let id = try #require(answer["X-Request-Id"])
        #expect(answer.json["instance"]?.string == id)
        let line = try #require(desk.log.lines.first { $0["message"]?.string == "failed" })
        #expect(line["request"]?.string == id && line["operation"]?.string == "getBroken" && line["level"]?.string == "error" && line["error"]?.string?.contains("Broken") == true)
    }

    @Test func `tells nothing when those who know callers are down`() async throws {
        let answer = try await Desk().ask("GET", "/api/v1/notes", token: "down")
        #expect(answer.status == 500 && !answer.text.contains("Down"))
    }

    @Test func `logs a stream that breaks off, and gives its place back`() async throws {
        let desk = try Desk()
        let answer = await desk.ask("GET", "/tearing", token: nil)
        #expect(answer.status == 200 && answer.bytes.count == 20_000 && answer["Content-Length"] == nil && desk.dispatcher.slots.count == 0)
        #expect(desk.log.lines.contains { $0["message"]?.string == "failed" && $0["operation"]?.string == "getTearing" })
    }

    @Test func `finds replies that are not what the operation declares`() async throws {
        let desk = try Desk()
        #expect(await desk.ask("GET", "/lying", token: nil).status == 500)
        #expect(desk.log.text.contains("/a: “a” is missing"))
        let trusting = try Desk { $0.checksReplies = false }
        #expect(await trusting.ask("GET", "/lying", token: nil).status == 200)
    }

    @Test func `logs a request in one line, without what may be secret`() async throws {
        let desk = try Desk()
        _ = await desk.ask("POST", "/api/v1/notes?token=abc", token: "write", ["Cookie": "jixiao=hush", "X-Request-Id": "proxy-0001"], body: "secret body")
        _ = await desk.ask("GET", "/healthz", token: nil)
        #expect(
            desk.log.text == """
                {"time":"2026-07-25T17:20:00.123Z","level":"info","message":"request","caller":"token-2","client":"192.0.2.7","method":"POST","microseconds":0,"operation":"createNote","path":"/api/v1/notes","request":"proxy-0001","status":400}

                """)
    }

    @Test(arguments: [("abcdefgh", true), ("A-b_c.9012345", true), ("short", false), ("has space 1", false), ("new\nline-1", false), (String(repeating: "a", count: 65), false), ("", false), ("编号编号编号", false)])
    func `takes a request number from outside only where it is harmless`(_ row: (String, Bool)) async throws {
        #expect((RequestID.accepted(row.0) != nil) == row.1)
    }

    @Test func `makes a new number for each request`() async throws {
        let desk = try Desk()
        let first = await desk.ask("GET", "/hello"), second = await desk.ask("GET", "/hello")
        #expect(first["X-Request-Id"]?.count == 32 && first["X-Request-Id"] != second["X-Request-Id"])
    }

    @Test func `stands guard over every reply`() async throws {
        let desk = try Desk()
        for target in ["/hello", "/nothing", "/api/v1/notes", "/broken", "/healthz"] {
            let answer = await desk.ask("GET", target)
            #expect(
                answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'" && answer["X-Content-Type-Options"] == "nosniff" && answer["Referrer-Policy"] == "no-referrer"
                    && answer["Cache-Control"] == "no-store" && answer["Strict-Transport-Security"] == nil && answer["Vary"] == "Accept-Language", "\(target)")
        }
        let secure = try Desk { $0.publicOrigin = "https://jixiao.test" }
        #expect(await secure.ask("GET", "/hello")["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains")
    }

    @Test func `lets an operation say otherwise`() async throws {
        let page = Operation(.get, "/page", id: "getPage", tag: "pages", .done, caller: .anyone, replies: [.file("text/html; charset=utf-8")]) { _ in
            Reply.file(Array("<p>".utf8), "text/html; charset=utf-8", named: nil).cached("public, max-age=60").with("Content-Security-Policy", "default-src 'self'")
        }
        let answer = try await Desk(more: [page]).ask("GET", "/page", ["Accept": "text/html"])
        #expect(answer.status == 200 && answer["Cache-Control"] == "public, max-age=60" && answer["Content-Security-Policy"] == "default-src 'self'" && answer["Content-Disposition"] == nil)
    }

    // MARK: - Life signs

    @Test func `says whether it lives and whether it is ready`() async throws {
        let desk = try Desk(readiness: { Wording(zh: "数据库正在升级。", en: "The database is being upgraded.") })
        #expect(await desk.ask("GET", "/healthz", token: nil).text == #"{"status":"ok"}"#)
        let waiting = await desk.ask("GET", "/readyz", token: nil)
        #expect(waiting.status == 503 && waiting.code == "not-ready" && waiting.json["detail"]?.string == "数据库正在升级。" && waiting["Retry-After"] == "5")
        #expect(try await Desk().ask("GET", "/readyz", token: nil).status == 200)
    }

    @Test func `counts requests for Prometheus`() async throws {
        let desk = try Desk()
        _ = await desk.ask("GET", "/hello")
        _ = await desk.ask("GET", "/hello", ["Accept": "text/html"])
        _ = await desk.ask("GET", "/nothing")
        let answer = await desk.ask("GET", "/metrics", token: nil, peer: "127.0.0.1")
        #expect(answer.status == 200 && answer["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8")
        for line in [
            "jixiao_http_requests_total{operation=\"getHello\",status=\"200\"} 1", "jixiao_http_requests_total{operation=\"getHello\",status=\"406\"} 1",
            "jixiao_http_requests_total{operation=\"none\",status=\"404\"} 1", "jixiao_http_request_duration_seconds_bucket{operation=\"getHello\",le=\"0.0025\"} 2",
            "jixiao_http_request_duration_seconds_bucket{operation=\"getHello\",le=\"+Inf\"} 2", "jixiao_http_request_duration_seconds_count{operation=\"getHello\"} 2",
            "jixiao_http_requests_in_flight 1", "process_uptime_seconds 0", "# TYPE jixiao_cases gauge", "jixiao_cases 7",
        ] { #expect(answer.text.contains(line + "\n"), "\(line)") }
        #expect(answer.text.contains("process_resident_memory_bytes "))
    }

    @Test func `shows its numbers to the machine itself, unless told otherwise`() async throws {
        #expect(try await Desk().ask("GET", "/metrics", token: nil).status == 403)
        #expect(try await Desk { $0.metricsPeers = .anyone }.ask("GET", "/metrics", token: nil).status == 200)
        #expect(try await Desk { $0.metricsFrom = ["192.0.2.0/24"] }.ask("GET", "/metrics", token: nil).status == 200)
        // A proxy on the same machine does not make its clients near.
        #expect(try await Desk { $0.trustedProxies = ["127.0.0.1"] }.ask("GET", "/metrics", token: nil, ["X-Forwarded-For": "203.0.113.5"], peer: "127.0.0.1").status == 403)
        // Nor does one that names nobody: behind a public origin it takes a token.
        let behind = try Desk { $0.publicOrigin = "https://jixiao.test" }
        #expect(await behind.ask("GET", "/metrics", token: nil, peer: "127.0.0.1").code == "not-from-here")
        #expect(await behind.ask("GET", "/metrics", token: "guess", peer: "127.0.0.1").status == 401)
        #expect(await behind.ask("GET", "/metrics", token: "write", peer: "127.0.0.1").code == "missing-scope")
        #expect(await behind.ask("GET", "/metrics", token: "manage", peer: "127.0.0.1").status == 200)
    }

    @Test(arguments: [(Int64(0), "1970-01-01T00:00:00.000Z"), (951_827_696_789, "2000-02-29T12:34:56.789Z"), (1_785_000_000_123, "2026-07-25T17:20:00.123Z"), (4_107_542_399_999, "2100-02-28T23:59:59.999Z")])
    func `writes moments by the calendar`(_ row: (Int64, String)) { #expect(SystemClock.text(row.0) == row.1) }
}
