import BudgetModel
import JSONText
import Logging

extension Dispatcher {
    /// - Throws: `OperationTable.Mistake` or `BadConfiguration`.
    init(
        _ configuration: WebConfiguration, operations: [Operation], about: OpenAPIDocument.About, surroundings: WebSurroundings, logger: Logger,
        now: @escaping @Sendable () -> UInt64
    ) throws {
        if let origin = configuration.publicOrigin { try Self.check(origin) }
        let cookie = SessionCookie(isSecure: configuration.isSecure)
        let shown = try OperationTable(operations)
        let document = OpenAPIDocument(about: about, table: shown, cookieName: cookie.name)
        let zh = Probes.Rendered(document.json(.zh)), en = Probes.Rendered(document.json(.en))
        let metrics = Metrics(operations: Probes.names + operations.map(\.id), startedMilliseconds: surroundings.clockMilliseconds())
        let deadlines = Deadlines(now: now)
        self.init(
            configuration: configuration, surroundings: surroundings,
            table: try OperationTable(Probes.operations(surroundings, metrics) { $0 == .zh ? zh : en } + operations), metrics: metrics, logger: logger,
            finisher: ReplyFinisher(cookie: cookie, sendsHSTS: configuration.isSecure), proxies: TrustedProxies(ranges: try configuration.trustedProxies.map { try Self.range($0, "trustedProxies") }),
            metricsReaders: try configuration.metricsFrom.map { try Self.range($0, "metricsFrom") },
            limiter: configuration.rate.map { RateLimiter(perMinute: $0.perMinute, burst: $0.burst) },
            failures: RateLimiter(perMinute: configuration.failedCredentials.perMinute, burst: configuration.failedCredentials.burst),
            known: KnownCredentials(), slots: Bound(limit: configuration.maximumConcurrentRequests),
            reader: BodyReader(bodies: Bound(limit: configuration.bodiesLimitBytes), deadlines: deadlines, seconds: configuration.bodySeconds), deadlines: deadlines, now: now,
            documents: [.zh: zh, .en: en])
    }

    private static func check(_ origin: String) throws(BadConfiguration) {
        let host = origin.hasPrefix("https://") ? origin.dropFirst(8) : origin.hasPrefix("http://") ? origin.dropFirst(7) : ""
        guard !host.isEmpty, !host.contains("/"), !host.contains("?"), !host.contains(" ") else {
            throw BadConfiguration(
                words: Wording(
                    zh: "publicOrigin“\(origin)”应只有协议和主机名，例如 https://jixiao.example.gov.cn，末尾不带“/”。",
                    en: "publicOrigin “\(origin)” should be scheme and host only, as in https://jixiao.example.gov.cn, without “/” at the end."))
        }
    }

    private static func range(_ text: String, _ name: String) throws(BadConfiguration) -> AddressRange {
        guard let range = AddressRange(text) else {
            throw BadConfiguration(
                words: Wording(
                    zh: "\(name) 中的“\(text)”不是地址或网段：请写成 10.0.0.5 或 10.0.0.0/8。",
                    en: "“\(text)” in \(name) is no address or range: please write 10.0.0.5 or 10.0.0.0/8."))
        }
        return range
    }

    func document(_ language: Language) -> Probes.Rendered { documents[language] ?? Probes.Rendered(.null) }
}
