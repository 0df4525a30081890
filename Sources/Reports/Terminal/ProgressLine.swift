package import BudgetModel

/// One line of a terminal that says how far a run over many files is: a bar, n of the total, files a second, time left.
package struct ProgressLine {
    private let total: Int
    private let language: Language
    /// Files done at moments of the last seconds, oldest first.
    private var moments: [(seconds: Double, done: Int)]
    private var done = 0
    private var now: Double

    /// The rate is that of this many last seconds, so that files an earlier run has done do not count for long.
    private static let span = 15.0

    /// - Parameter seconds: of a clock that only goes forward.
    package init(total: Int, at seconds: Double, language: Language) {
        self.total = total
        self.language = language
        now = seconds
        moments = [(seconds, 0)]
    }

    /// One more file is done.
    package mutating func advance(at seconds: Double) {
        done += 1
        now = seconds
        // A moment a quarter of a second is enough.
        if let last = moments.last, seconds - last.seconds >= 0.25 { moments.append((seconds, done)) }
        while moments.count > 2, seconds - moments[1].seconds > Self.span { moments.removeFirst() }
    }

    /// - Parameter columns: of the terminal; the line stays one short of it, so that no terminal breaks it.
    package func text(columns: Int) -> String {
        let zh = language == .zh
        let first = moments[0]
        let rate = now > first.seconds ? Double(done - first.done) / (now - first.seconds) : 0
        var figures = " \(done)/\(total)"
        if rate > 0 {
            let shown = rate >= 10 ? String(Int(rate.rounded())) : Self.tenths(rate)
            figures += zh ? "  \(shown) 个/秒" : "  \(shown) files/s"
            if done < total {
                let left = Self.clock(Int((Double(total - done) / rate).rounded(.up)))
                figures += zh ? "  还需 \(left)" : "  \(left) left"
            }
        }
        let room = min(30, columns - 3 - DisplayWidth.of(figures))
        guard room >= 5 else { return DisplayWidth.clipped(String(figures.dropFirst()), to: max(1, columns - 1)) }
        let full = total > 0 ? done * room / total : room
        return "[" + String(repeating: "#", count: full) + String(repeating: ".", count: room - full) + "]" + figures
    }

    private static func tenths(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// `1:02:03`, `2:03`.
    private static func clock(_ seconds: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        let minutes = seconds / 60
        return minutes < 60 ? "\(minutes):\(two(seconds % 60))" : "\(minutes / 60):\(two(minutes % 60)):\(two(seconds % 60))"
    }
}
