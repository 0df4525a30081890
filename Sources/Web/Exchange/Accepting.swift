import BudgetModel

/// What a caller would like to get, by `Accept-Language` and `Accept`.
enum Accepting {
    /// A part of such a header with its weight in thousandths.
    private struct Wish {
        var text: String
        var weight: Int
    }

    private static func wishes(_ header: String) -> [Wish] {
        header.split(separator: ",").map { part in
            let pieces = part.split(separator: ";", omittingEmptySubsequences: false).map { $0.trimmingSpace().lowercased() }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.map { thousandths($0.dropFirst(2)) } ?? 1000
            return Wish(text: pieces[0], weight: weight)
        }
    }

    /// `0.8` is 800; what is no weight counts as 1.
    private static func thousandths(_ text: Substring) -> Int {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first.flatMap({ Int($0) }), whole == 0 || whole == 1 else { return 1000 }
        guard parts.count == 2, whole == 0 else { return whole * 1000 }
        let digits = parts[1].prefix(3)
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return 1000 }
        return Int(digits + String(repeating: "0", count: 3 - digits.count)) ?? 1000
    }

    /// Chinese unless English is wanted more.
    static func language(_ header: String?) -> Language {
        guard let header else { return .zh }
        var best: [Language: Int] = [:]
        var others = 0
        for wish in wishes(header) {
            if wish.text == "zh" || wish.text.hasPrefix("zh-") {
                best[.zh] = max(best[.zh] ?? 0, wish.weight)
            } else if wish.text == "en" || wish.text.hasPrefix("en-") {
                best[.en] = max(best[.en] ?? 0, wish.weight)
            } else if wish.text == "*" {
                others = wish.weight
            }
        }
        return (best[.en] ?? others) > (best[.zh] ?? others) ? .en : .zh
    }

    /// Whether one of the types may be given. A header that says nothing allows all.
    static func allows(_ types: [String], _ header: String?) -> Bool {
        guard let header, !types.isEmpty else { return true }
        let wishes = wishes(header)
        if wishes.isEmpty { return true }
        return types.contains { type in
            let type = type.prefix { $0 != ";" }
            // What names the type most closely decides: `text/*;q=0` beside `*/*` refuses text.
            let family = type.prefix { $0 != "/" } + "/*"
            let closest = wishes.first { $0.text == type } ?? wishes.first { $0.text == family } ?? wishes.first { $0.text == "*/*" || $0.text == "*" }
            return (closest?.weight ?? 0) > 0
        }
    }
}
