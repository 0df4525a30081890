package import BudgetModel
import Crypto
import JSONText

extension ScoreSheet {
    /// `sha256:…` over the Chinese lines of all derivations, in the order of the sheet.
    ///
    /// The same form, framework and engine give the same lines; another engine may word them otherwise, so a
    /// digest is compared only with one of the same engine.
    package var traceDigest: String {
        func lines(_ steps: [TraceStep]) -> JSONValue { .array(steps.map { .string($0.line(.zh)) }) }
        let traces = JSONValue.object([
            "execution": execution.map { lines($0.trace) } ?? .null, "lines": .array(self.lines.map { lines($0.trace) }), "adjustments": .array(adjustments.map { lines($0.trace) }), "total": lines(totalTrace),
        ])
        let digits = Array("0123456789abcdef".utf8)
        return "sha256:" + String(decoding: SHA256.hash(data: traces.canonicalBytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
