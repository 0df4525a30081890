import BudgetModel
import JSONText

extension Operation {
    /// Does nothing but answer, so that benchmarks see what the server itself costs.
    package static let hello = Operation(
        .get, "/hello", id: "getHello", tag: "server", Wording(zh: "只作应答，供测速", en: "Only answers; for benchmarks"), caller: .anyone,
        replies: [.ok(.object(.required("hello", .choice(["你好"]))))]
    ) { _ in .ok(.object(["hello": .string("你好")])) }
}
