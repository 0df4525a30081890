import BudgetModel
import JSONText
import Logging
import Web

/// The bare server for load generators: `GET /hello`, and `POST /echo` for what reading and checking JSON costs.
///
/// `PORT` (8090), `QUIET=1` writes no line a request, `PACE=1` counts each caller's pace.
let environment = Environment.read()
var configuration = WebConfiguration()
configuration.port = environment["PORT"].flatMap { Int($0) } ?? 8090
configuration.logsRequests = environment["QUIET"] == nil
configuration.rate = environment["PACE"] == nil ? nil : WebConfiguration.Rate(perMinute: 100_000_000, burst: 1_000_000)

let draft = Schema.object(.required("title", .line(1...40)), .required("amounts", .list(.integer(0...1_000_000), 0...100)))
let echo = Operation(
    .post, "/echo", id: "echo", tag: "server", Wording(zh: "原样返回", en: "Gives back what came"), caller: .anyone, body: .json(draft), replies: [.ok(draft)]
) { request in .ok(request.json) }

let server = try WebServer(
    configuration, operations: [.hello, echo],
    about: OpenAPIDocument.About(title: Wording(zh: "测速", en: "Benchmark"), version: "1", description: Wording(zh: "测速", en: "Benchmark")))
try await server.run { port in print("listening on \(port)") }
print("ended")
