package import BudgetModel

/// How the server listens and what it bounds. All of it has a sensible value.
package struct WebConfiguration: Sendable {
    /// Files in PEM format.
    package struct TLS: Hashable, Sendable {
        package var certificateChainPath: String
        package var privateKeyPath: String

        package init(certificateChainPath: String, privateKeyPath: String) {
            self.certificateChainPath = certificateChainPath
            self.privateKeyPath = privateKeyPath
        }
    }

    package struct Rate: Hashable, Sendable {
        package var perMinute: Int
        /// How many may come at once after a pause.
        package var burst: Int

        package init(perMinute: Int, burst: Int) {
            self.perMinute = perMinute
            self.burst = burst
        }
    }

    /// Who may read `/metrics`.
    package enum MetricsPeers: Hashable, Sendable { case loopback, anyone }

    package var host = "127.0.0.1"
    /// 0 takes any free one.
    package var port = 8080
    package var tls: TLS?
    /// What browsers see where a proxy stands before the server: `https://jixiao.example.gov.cn`.
    package var publicOrigin: String?
    /// Addresses (`10.0.0.0/8`) whose `X-Forwarded-For` is believed.
    package var trustedProxies: [String] = []
    package var metricsPeers = MetricsPeers.loopback
    /// Addresses (`10.1.2.0/24`) that may read `/metrics` besides. Behind a public origin the machine itself may not without a token, as everybody may come from there.
    package var metricsFrom: [String] = []

    /// Nil for no limit.
    package var rate: Rate? = Rate(perMinute: 600, burst: 120)
    /// Tokens and sessions that turn out wrong, by address. Those that were good of late are not held up by it.
    package var failedCredentials = Rate(perMinute: 120, burst: 60)
    package var jsonLimitBytes = 1 << 20
    /// Bodies of all requests together.
    package var bodiesLimitBytes = 512 << 20
    package var maximumConcurrentRequests = 256
    package var maximumConnections = 8192
    package var requestSeconds = 30
    package var bodySeconds = 60
    package var idleSeconds = 75
    package var shutdownSeconds = 20

    /// Holds every reply to what its operation declares; for tests, as it takes time.
    package var checksReplies = false
    /// Writes a line for each request.
    package var logsRequests = true

    package init() {}

    /// Whether browsers come by TLS.
    var isSecure: Bool { tls != nil || publicOrigin?.hasPrefix("https://") == true }
}

/// A value for `/metrics`. Those of one name stand together.
package struct Gauge: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable { case gauge, counter }

    package var name: String
    package var help: String
    package var kind: Kind
    package var labels: [String: String]
    package var value: Int64

    package init(_ name: String, _ help: String, _ value: Int64, kind: Kind = .gauge, labels: [String: String] = [:]) {
        self.name = name
        self.help = help
        self.kind = kind
        self.labels = labels
        self.value = value
    }
}

/// What stands around the operations. Each has a value that a small server can do with.
package struct WebSurroundings: Sendable {
    package var authenticator: any Authenticator
    package var idempotency: (any IdempotencyStore)?
    /// Nil when requests can be answered, else why not.
    package var readiness: @Sendable () async -> Wording?
    /// Further values for `/metrics`, by name.
    package var gauges: @Sendable () async -> [Gauge]
    /// Since 1970 in UTC.
    package var clockMilliseconds: @Sendable () -> Int64

    package init(
        authenticator: any Authenticator = NobodyKnown(), idempotency: (any IdempotencyStore)? = nil, readiness: @escaping @Sendable () async -> Wording? = { nil },
        gauges: @escaping @Sendable () async -> [Gauge] = { [] },
        clockMilliseconds: @escaping @Sendable () -> Int64 = { SystemClock.milliseconds }
    ) {
        self.authenticator = authenticator
        self.idempotency = idempotency
        self.readiness = readiness
        self.gauges = gauges
        self.clockMilliseconds = clockMilliseconds
    }
}

/// Knows no one.
package struct NobodyKnown: Authenticator {
    package init() {}
    package func caller(for credentials: Credentials) async throws -> Caller? { nil }
}
