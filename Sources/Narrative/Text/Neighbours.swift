/// Looking around a figure no further than its paragraph can mean.
///
/// What a sentence says of a figure stands near it; a reach keeps a paragraph of thousands of figures from being
/// walked through once for each of them.
extension TakenApart {
    /// How many figures away a relation within one line is looked for.
    static let reach = 120
    /// How many tokens back the words before a figure are looked for.
    static let tokenReach = 400
    /// How many characters around a figure its line is read for words.
    static let wordReach = 1_000

    /// The figures of the same line around one, itself among them.
    func lineFigures(around number: Int, reach: Int = TakenApart.reach) -> Range<Int> {
        figures(around: number, reach) { figures[$0].line == figures[number].line }
    }

    /// The figures of the same sentence around one, itself among them.
    func sentenceFigures(around number: Int, reach: Int = TakenApart.reach) -> Range<Int> {
        figures(around: number, reach) { figures[$0].sentence == figures[number].sentence }
    }

    private func figures(around number: Int, _ reach: Int, _ belongs: (Int) -> Bool) -> Range<Int> {
        var low = number
        while low > 0, number - low < reach, belongs(low - 1) { low -= 1 }
        var high = number + 1
        while high < figures.count, high - number <= reach, belongs(high) { high += 1 }
        return low..<high
    }

    /// The line of a figure, cut to what stands around it.
    func surroundings(of number: Int) -> Range<Int> {
        let line = text.lines[figures[number].line].range
        let digits = figures[number].digits
        return max(line.lowerBound, digits.lowerBound - Self.wordReach)..<max(digits.upperBound, min(line.upperBound, digits.upperBound + Self.wordReach))
    }
}
