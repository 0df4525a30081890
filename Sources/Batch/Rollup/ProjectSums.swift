/// What the rows of every project add up to; small sums, never the rows.
package struct ProjectSums: Sendable {
    /// Points of a project under a level 1; those of one project make a chain.
    private struct Link: Sendable {
        var next: Int32
        var level: Int32
        var units: Int64
        /// Times 10^18.
        var weight: Int128
    }

    package private(set) var table = ProjectTable()
    private var money: [BlockSums.Money] = []
    private var heads: [Int32] = []
    private var links: [Link] = []
    /// Links beyond those that are looked through, by project and level.
    private var far: [UInt64: Int32] = [:]
    /// Names of level 1 as the table writes them.
    package private(set) var levels: [[UInt8]] = []
    private var places: [[UInt8]: Int32] = [:]
    package private(set) var rows = 0
    package private(set) var badRows = 0

    package init() {}

    package var count: Int { table.count }

    /// Takes in a block; blocks come in their order.
    package mutating func add(_ sums: BlockSums) {
        rows += sums.block.rowCount
        badRows += sums.block.badRows
        let projects = table.add(sums.block)
        while money.count < table.count {
            money.append(BlockSums.Money())
            heads.append(-1)
        }
        for (run, project) in projects.enumerated() { money[project].add(sums.money[run]) }
        let own = sums.levels.map { name -> Int32 in
            if let place = places[name] { return place }
            places[name] = Int32(levels.count)
            levels.append(name)
            return Int32(levels.count - 1)
        }
        for points in sums.points { add(own[Int(points.level)], points, to: projects[Int(points.run)]) }
    }

    private mutating func add(_ level: Int32, _ points: BlockSums.Points, to project: Int) {
        var place = heads[project]
        var last: Int32 = -1
        var steps = 0
        while place >= 0, steps < BlockSums.searched {
            if links[Int(place)].level == level { return add(points, toLink: place) }
            last = place
            place = links[Int(place)].next
            steps += 1
        }
        let new = Int32(links.count)
        if steps == BlockSums.searched {
            let key = UInt64(project) << 32 | UInt64(level)
            if let far = far[key] { return add(points, toLink: far) }
            far[key] = new
        }
        // Behind those that are looked through, which stay where they are.
        links.append(Link(next: place, level: level, units: points.units, weight: points.weight))
        if last < 0 { heads[project] = new } else { links[Int(last)].next = new }
    }

    private mutating func add(_ points: BlockSums.Points, toLink place: Int32) {
        links[Int(place)].units &+= points.units
        links[Int(place)].weight &+= points.weight
    }

    /// Budget and money spent, times 10^18; nil for a project without exactly one row of execution, or with amounts beyond 20 digits.
    package func money(of project: Int) -> (budget: Int128, executed: Int128)? {
        let sums = money[project]
        return table.states[project].executions == 1 && sums.isKnown && !sums.isTooLarge ? (sums.budget, sums.executed) : nil
    }

    /// Points and weights by level 1; units of the last digit, and times 10^18.
    package func points(of project: Int) -> [(level: Int, units: Int64, weight: Int128)] {
        var list: [(level: Int, units: Int64, weight: Int128)] = []
        var place = heads[project]
        while place >= 0 {
            let link = links[Int(place)]
            list.append((Int(link.level), link.units, link.weight))
            place = link.next
        }
        return list
    }
}
