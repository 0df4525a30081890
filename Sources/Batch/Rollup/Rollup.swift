import BudgetModel
import Quantities
package import Scoring

/// A table rolled up by several dimensions.
package struct Rollup: Hashable, Sendable {
    package private(set) var dimensions: [RollupDimension]
    package private(set) var whole = GroupState()
    /// Groups by their names, for each dimension.
    package private(set) var groups: [[[String]: GroupState]]

    package init(_ dimensions: [RollupDimension]) {
        self.dimensions = dimensions
        groups = Array(repeating: [:], count: dimensions.count)
    }

    /// Takes in the roll-up of another part of the same table, by the same dimensions.
    package mutating func add(_ other: Rollup) {
        whole.add(other.whole)
        for place in dimensions.indices { groups[place].merge(other.groups[place]) { old, new in
            var sum = old
            sum.add(new)
            return sum
        } }
    }

    /// The groups of a dimension in the order of their names.
    package func ordered(_ place: Int) -> [(name: [String], state: GroupState)] {
        groups[place].sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { ($0.key, $0.value) }
    }

    /// - Parameters:
    ///   - scorers: the frameworks in use.
    ///   - text: bytes of the table as text.
    package init(_ sums: ProjectSums, by dimensions: [RollupDimension], scorers: [ColumnScorer], text: @escaping ([UInt8]) -> String) {
        self.init(dimensions)
        let levels = sums.levels.map(text)
        var finder = GroupFinder(dimensions)
        var names = KeyTexts(scorers, text)
        for project in 0..<sums.count {
            let state = sums.table.states[project]
            let scorer = state.framework >= 0 ? scorers[Int(state.framework)] : nil
            let score = sums.table.score(project, scorers)
            let points = sums.points(of: project)
            var own = GroupState()
            own.projects = 1
            if let money = sums.money(of: project) {
                own.withMoney = 1
                own.addMoney(money.budget, money.executed)
            }
            if let total = score.score, let scorer, let units = total.units(at: scorer.places) {
                own.places = scorer.places
                own.scores.add(units, places: scorer.places)
                if let grade = score.grade { own.grades[grade] = 1 }
                for point in points { own.points[levels[point.level]] = .init(reached: Int128(point.units) * ExactDecimal.power(ScoreCounts.places - scorer.places), weight: point.weight) }
            } else {
                own.open = 1
            }
            whole.add(own)
            let key = sums.table.key(project)
            for (place, dimension) in dimensions.enumerated() {
                guard dimension.isOfLevel1 else {
                    finder.add(own, place, key, state.framework, level: -1) { names.key(dimension, key, state.framework, level1: "") }
                    continue
                }
                for point in points {
                    let level = levels[point.level]
                    finder.add(Self.level(own, level), place, key, state.framework, level: point.level) { names.key(dimension, key, state.framework, level1: level) }
                }
            }
        }
        for place in dimensions.indices {
            for (name, state) in finder.groups(place) { groups[place][name, default: GroupState()].add(state) }
        }
    }

    /// The part of a project under a level 1: its score is the share of its points reached, in percent. Money belongs to no level 1.
    private static func level(_ project: GroupState, _ level: String) -> GroupState {
        var part = GroupState()
        part.projects = 1
        part.places = 2
        if let points = project.points[level], let rate = points.rate, let units = rate.units(at: 2) {
            part.scores.add(units, places: 2)
            part.points[level] = points
        } else {
            part.open = 1
        }
        return part
    }
}

/// Names of groups from keys of projects.
struct KeyTexts {
    private let frameworks: [String]
    private let text: ([UInt8]) -> String
    private var known: [[UInt8]: String] = [:]

    init(_ scorers: [ColumnScorer], _ text: @escaping ([UInt8]) -> String) {
        frameworks = scorers.map(\.framework.id)
        self.text = text
    }

    mutating func key(_ dimension: RollupDimension, _ key: ArraySlice<UInt8>, _ framework: Int32, level1: String) -> [String] {
        let parts = key.split(separator: BlockResult.keySeparator, maxSplits: 2, omittingEmptySubsequences: false)
        func field(_ place: Int, _ length: Int = .max) -> [UInt8] { place < parts.count ? Array(parts[place].prefix(length)) : [] }
        return dimension.parts.map { part in
            switch part {
            case .province: string(field(0, 2))
            case .city: string(field(0, 4))
            case .region: string(field(0))
            case .department: string(field(1, 3))
            case .unit: string(field(1))
            case .project: string(field(2))
            case .level1: level1
            case .framework: framework >= 0 ? frameworks[Int(framework)] : ""
            }
        }
    }

    private mutating func string(_ bytes: [UInt8]) -> String {
        if let old = known[bytes] { return old }
        let new = text(bytes)
        // Codes of projects are as many as projects; they are not kept.
        if known.count < 1 << 14 { known[bytes] = new }
        return new
    }
}

/// Finds the groups of projects by the bytes of their keys, so that a name is made once a group.
private struct GroupFinder {
    private let dimensions: [RollupDimension]
    private var places: [[[UInt8]: Int]]
    private var states: [[GroupState]]
    private var names: [[[String]]]
    private var bytes: [UInt8] = []

    init(_ dimensions: [RollupDimension]) {
        self.dimensions = dimensions
        places = Array(repeating: [:], count: dimensions.count)
        states = Array(repeating: [], count: dimensions.count)
        names = Array(repeating: [], count: dimensions.count)
    }

    func groups(_ place: Int) -> Zip2Sequence<[[String]], [GroupState]> { zip(names[place], states[place]) }

    mutating func add(_ state: GroupState, _ place: Int, _ key: ArraySlice<UInt8>, _ framework: Int32, level: Int, name: () -> [String]) {
        bytes.removeAll(keepingCapacity: true)
        for part in dimensions[place].parts {
            switch part {
            case .province: append(key, field: 0, 2)
            case .city: append(key, field: 0, 4)
            case .region: append(key, field: 0, .max)
            case .department: append(key, field: 1, 3)
            case .unit: append(key, field: 1, .max)
            case .project: append(key, field: 2, .max)
            case .level1: append(number: level)
            case .framework: append(number: Int(framework))
            }
            bytes.append(BlockResult.keySeparator)
        }
        if let old = places[place][bytes] {
            states[place][old].add(state)
        } else {
            places[place][bytes] = names[place].count
            names[place].append(name())
            states[place].append(state)
        }
    }

    private mutating func append(number: Int) { withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) } }

    /// The first bytes of a field of a key.
    private mutating func append(_ key: ArraySlice<UInt8>, field: Int, _ length: Int) {
        var field = field
        var place = key.startIndex
        while field > 0, place < key.endIndex {
            if key[place] == BlockResult.keySeparator { field -= 1 }
            place += 1
        }
        var left = length
        while left > 0, place < key.endIndex, field == 0 {
            // What stands behind the second separator belongs to the code of the project.
            if key[place] == BlockResult.keySeparator, length != .max || !isLast(key, place) { break }
            bytes.append(key[place])
            place += 1
            left -= 1
        }
    }

    /// Whether two separators stand before a place.
    private func isLast(_ key: ArraySlice<UInt8>, _ place: Int) -> Bool { key[..<place].count { $0 == BlockResult.keySeparator } >= 2 }
}
