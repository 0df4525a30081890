import BudgetModel
import Reports
import Testing

@Suite struct `The line of progress` {
    @Test func `says how far it is, how fast, and how long it takes yet`() {
        var line = ProgressLine(total: 1000, at: 100, language: .zh)
        #expect(line.text(columns: 60) == "[..............................] 0/1000")
        for file in 1...100 { line.advance(at: 100 + Double(file) / 50) }
        #expect(line.text(columns: 60) == "[...] 100/1000  50 个/秒  还需 0:18".replacing("...", with: String(repeating: "#", count: 2) + String(repeating: ".", count: 25)))
        var slow = ProgressLine(total: 5000, at: 0, language: .en)
        slow.advance(at: 2)
        #expect(slow.text(columns: 100).hasSuffix(" 1/5000  0.5 files/s  2:46:38 left"))
    }

    @Test func `takes its rate from the last seconds`() {
        var line = ProgressLine(total: 2000, at: 0, language: .en)
        // A thousand files that an earlier run had done, then twenty a second.
        for _ in 0..<1000 { line.advance(at: 0.3) }
        for file in 1...800 { line.advance(at: 0.3 + Double(file) / 20) }
        #expect(line.text(columns: 90).hasSuffix(" 1800/2000  20 files/s  0:10 left"))
    }

    @Test(arguments: [1, 2, 10, 20, 40, 80, 200]) func `never reaches the last column`(_ columns: Int) {
        for language in [Language.zh, .en] {
            var line = ProgressLine(total: 3, at: 0, language: language)
            for second in 1...3 {
                line.advance(at: Double(second))
                #expect(DisplayWidth.of(line.text(columns: columns)) < max(2, columns))
            }
        }
    }
}
