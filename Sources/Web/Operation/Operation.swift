package import BudgetModel

/// One operation of the interface: where it stands, who may call it, what it takes and gives, and what it does.
///
/// The list of them makes the routes and the OpenAPI document, so that the two cannot disagree.
package struct Operation: Sendable {
    package enum Method: String, Hashable, Sendable, CaseIterable {
        case get = "GET"
        case put = "PUT"
        case post = "POST"
        case patch = "PATCH"
        case delete = "DELETE"

        /// Changes something, and so is what a foreign page must not make a browser do.
        var isUnsafe: Bool { self != .get }
    }

    package typealias Handler = @Sendable (Request) async throws -> Reply

    package let method: Method
    package let path: PathTemplate
    package let id: String
    package let tag: String
    package let summary: Wording
    package let details: Wording?
    let caller: CallerRule
    let pathParameters: [Parameter]
    let query: [Parameter]
    let body: BodyRule
    let ifMatch: HeaderRule
    let idempotencyKey: HeaderRule
    let replies: [ReplyRule]
    let timeLimitSeconds: Int?
    /// False for what is no part of the interface: pages, life signs.
    package var isShown = true
    /// Answered however busy the server is: life signs.
    var isProbe = false
    /// Tries a password: wrong ones count against the address, as wrong tokens do.
    package var triesPassword = false
    /// Answered to `metricsPeers` only.
    var isForMetricsPeers = false
    let handler: Handler

    /// - Parameters:
    ///   - ifMatch: whether the caller says by `If-Match` which version it means; `.required` gives 428 without.
    ///   - idempotencyKey: whether a repeated request may be known by its `Idempotency-Key`.
    ///   - timeLimitSeconds: where it takes longer than the configuration allows others.
    package init(
        _ method: Method, _ path: String, id: String, tag: String, _ summary: Wording, details: Wording? = nil, caller: CallerRule,
        path pathParameters: [Parameter] = [], query: [Parameter] = [], body: BodyRule = .none, ifMatch: HeaderRule = .refused,
        idempotencyKey: HeaderRule = .refused, replies: [ReplyRule], timeLimitSeconds: Int? = nil, handler: @escaping Handler
    ) {
        self.method = method
        self.path = PathTemplate(path)
        self.id = id
        self.tag = tag
        self.summary = summary
        self.details = details
        self.caller = caller
        self.pathParameters = pathParameters
        self.query = query
        self.body = body
        self.ifMatch = ifMatch
        self.idempotencyKey = idempotencyKey
        self.replies = replies
        self.timeLimitSeconds = timeLimitSeconds
        self.handler = handler
    }

    /// Media types of what it gives when all goes well; empty for nothing.
    var mediaTypesGiven: [String] { replies.filter { $0.status < 300 }.flatMap(\.mediaTypes) }
}
