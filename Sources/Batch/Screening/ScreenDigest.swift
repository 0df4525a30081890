package import BudgetModel
import Quantities
package import Scoring

/// What screening keeps of one block; its rows are gone.
package struct ScreenDigest: Sendable {
    /// The block without its rows.
    package private(set) var block: BlockResult
    /// One for each run.
    package private(set) var states: [ScreenState]
    /// The digits of runs of one unit that stand together, by the first of them.
    package private(set) var digits: [(run: Int, counts: DigitCounts)] = []

    /// - Parameters:
    ///   - result: a block scored with `wishes.details`.
    ///   - scorers: the frameworks in use, `FrameworkList.all`.
    package init(_ result: BlockResult, scorers: [ColumnScorer]) {
        block = result
        states = [ScreenState](repeating: ScreenState(), count: result.runs.count)
        for row in result.details {
            let run = Int(row.run)
            let framework = Int(result.runs[run].state.framework)
            states[run].add(row, places: framework < 0 ? 2 : scorers[framework].places)
            guard let actual = row.actual, let target = row.target, row.comparator != nil, row.isExecution || target > .hundred else { continue }
            if let open = digits.last?.run, Self.isSameUnit(result, open, run) {} else { digits.append((run, DigitCounts())) }
            digits[digits.count - 1].counts.add(actual, takesLast: actual != target)
        }
        block.details = []
        block.texts = []
    }

    private static func isSameUnit(_ result: BlockResult, _ left: Int, _ right: Int) -> Bool { left == right || unit(result.keys[result.runs[left].key]) == unit(result.keys[result.runs[right].key]) }

    /// Region and unit of a key.
    static func unit(_ key: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var separators = 0
        for place in key.indices where key[place] == BlockResult.keySeparator {
            separators += 1
            if separators == 2 { return key[..<place] }
        }
        return key
    }
}

/// All projects of a table with what screening keeps of them, and their units.
package struct ScreenedTable: Sendable {
    package private(set) var projects = ProjectTable()
    package private(set) var states: [ScreenState] = []
    /// The unit of each project.
    package private(set) var units: [Int32] = []
    /// Region and unit, as bytes of the table.
    package private(set) var unitKeys: [[UInt8]] = []
    package private(set) var digits: [DigitCounts] = []
    package private(set) var rows = 0
    package private(set) var badRows = 0
    /// Rows whose project cannot be told; they are in no project.
    package private(set) var rowsWithoutKey = 0
    /// The first flaws, with their lines.
    package private(set) var flaws: [(line: Int, message: Wording)] = []
    private var unitPlaces: [ArraySlice<UInt8>: Int32] = [:]

    package init() {}

    /// Takes in a block; blocks come in their order.
    package mutating func add(_ digest: ScreenDigest) {
        let block = digest.block
        rows += block.rowCount
        badRows += block.badRows
        rowsWithoutKey += block.rowsWithoutKey
        for finding in block.findings where finding.severity == .error && flaws.count < 20 { flaws.append((finding.line, finding.message)) }
        let places = projects.add(block)
        var last: (key: ArraySlice<UInt8>, unit: Int32)?
        for (run, place) in places.enumerated() {
            guard place == states.count else {
                states[place].add(digest.states[run])
                continue
            }
            states.append(digest.states[run])
            let key = ScreenDigest.unit(block.keys[block.runs[run].key])
            if let last, last.key == key {
                units.append(last.unit)
            } else {
                let unit = unit(key)
                units.append(unit)
                last = (key, unit)
            }
        }
        for (run, counts) in digest.digits { digits[Int(units[places[run]])].add(counts) }
    }

    private mutating func unit(_ key: ArraySlice<UInt8>) -> Int32 {
        if let known = unitPlaces[key] { return known }
        let own = Array(key)
        unitPlaces[own[...]] = Int32(unitKeys.count)
        unitKeys.append(own)
        digits.append(DigitCounts())
        return Int32(unitKeys.count - 1)
    }
}

extension BlockResult {
    /// Bad rows outside every run.
    fileprivate var rowsWithoutKey: Int { rowCount - runs.reduce(0) { $0 + Int($1.state.rows) } }
}
