/// The runs of three characters of a text, by which wordings are compared.
///
/// Each run is held whole (three scalars of 21 bits), so that two sets agree only where the texts do.
package struct Shingles: Sendable {
    /// In ascending order, each once.
    package let runs: [UInt64]

    /// Without punctuation and spaces, which say nothing of who copied whom; the same pieces as `TextSimilarity`'s.
    package init(_ text: String) {
        var runs: [UInt64] = []
        var window: UInt64 = 0
        var count = 0
        for scalar in ScannedText.folded(text) where !ScannedText.isPunctuation(scalar) {
            window = (window << 21 | UInt64(scalar)) & (1 << 63 - 1)
            count += 1
            if count >= 3 { runs.append(window) }
        }
        runs.sort()
        var last: UInt64?
        runs.removeAll { run in
            defer { last = run }
            return run == last
        }
        self.runs = runs
    }

    /// How many runs both have, and how many there are in all.
    package func overlap(_ other: Shingles) -> (common: Int, all: Int) {
        var common = 0, left = 0, right = 0
        while left < runs.count, right < other.runs.count {
            if runs[left] == other.runs[right] {
                common += 1
                left += 1
                right += 1
            } else if runs[left] < other.runs[right] {
                left += 1
            } else {
                right += 1
            }
        }
        return (common, runs.count + other.runs.count - common)
    }
}
