import Scoring

/// Rows of projects whose totals are more than sums; those of one project make a chain, wherever they stand in the table.
package struct LineChains: Sendable {
    private var lines: [ProjectLine] = []
    /// The line behind each line of `lines`, and the first and the last of each project; −1 for none.
    private var next: [Int32] = []
    private var ends: [(first: Int32, last: Int32)] = []

    package init() {}

    /// Takes in lines of a block.
    ///
    /// - Parameter places: the project of each run.
    mutating func add(_ found: [(run: Int32, line: ProjectLine)], of places: [Int]) { for (run, line) in found { add(line, to: places[Int(run)]) } }

    mutating func add(_ line: ProjectLine, to project: Int) {
        while ends.count <= project { ends.append((-1, -1)) }
        let own = Int32(lines.count)
        lines.append(line)
        next.append(-1)
        if ends[project].last < 0 { ends[project].first = own } else { next[Int(ends[project].last)] = own }
        ends[project].last = own
    }

    /// The lines of a project in the order of the table.
    func of(_ project: Int) -> [ProjectLine] {
        var found: [ProjectLine] = []
        var place = project < ends.count ? ends[project].first : -1
        while place >= 0 {
            found.append(lines[Int(place)])
            place = next[Int(place)]
        }
        return found
    }
}
