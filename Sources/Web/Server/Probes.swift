import BudgetModel
import Crypto
import Foundation
import JSONText

/// Operations about the server itself: life signs, numbers, and the document of all others.
enum Probes {
    static let names = ["getHealth", "getReadiness", "getMetrics", "getDocument"]

    static func operations(_ surroundings: WebSurroundings, _ metrics: Metrics, document: @escaping @Sendable (Language) -> Rendered) -> [Operation] {
        let status = Schema.object(.required("status", .choice(["ok"])))
        var health = Operation(.get, "/healthz", id: "getHealth", tag: "server", Wording(zh: "进程是否在运行", en: "Whether the process runs"), caller: .anyone, replies: [.ok(status)]) { _ in
            .ok(.object(["status": .string("ok")]))
        }
        health.isProbe = true
        health.isShown = false
        var ready = Operation(.get, "/readyz", id: "getReadiness", tag: "server", Wording(zh: "能否受理请求", en: "Whether requests can be answered"), caller: .anyone, replies: [.ok(status)]) { _ in
            if let reason = await surroundings.readiness() { throw Problem.notReady(reason) }
            return .ok(.object(["status": .string("ok")]))
        }
        ready.isProbe = true
        ready.isShown = false
        var numbers = Operation(
            .get, "/metrics", id: "getMetrics", tag: "server", Wording(zh: "运行指标", en: "Numbers of the server"), caller: .anyone, replies: [.file(metricsType)]
        ) { _ in
            let text = metrics.text(nowMilliseconds: surroundings.clockMilliseconds(), gauges: await surroundings.gauges())
            return .file(Array(text.utf8), metricsType, named: nil)
        }
        numbers.isProbe = true
        numbers.isShown = false
        numbers.isForMetricsPeers = true
        let openAPI = Operation(
            .get, "/openapi.json", id: "getDocument", tag: "server", Wording(zh: "接口说明（OpenAPI）", en: "This description (OpenAPI)"), caller: .anyone,
            replies: [.ok(.openObject(.required("openapi", .string())), etag: true)]
        ) { request in
            let rendered = document(request.language)
            return Reply(200, .bytes(rendered.bytes, mediaType: "application/json", fileName: nil), version: rendered.version)
                .with("Content-Language", request.language.tag).cached("no-cache")
        }
        return [health, ready, numbers, openAPI]
    }

    private static let metricsType = "text/plain; version=0.0.4; charset=utf-8"

    /// The document as it goes out.
    struct Rendered: Sendable {
        let bytes: [UInt8]
        let version: String

        init(_ json: JSONValue) {
            bytes = json.bytes
            version = SHA256.hash(data: bytes).prefix(8).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        }
    }
}
