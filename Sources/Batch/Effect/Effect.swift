package import BudgetModel
package import Quantities
package import Scoring

/// Every project under two frameworks.
package struct EffectSums: Sendable {
    package private(set) var table = ProjectTable()
    private var after: [ProjectState] = []
    private var linesAfter = LineChains()
    private var causes: [RuleKeys] = []
    private var changedRows: [Int32] = []
    package private(set) var rows = 0
    package private(set) var badRows = 0
    /// Rows that each clause changes, and the points it gives and takes.
    package private(set) var clauses: [RuleKey: ClauseSum] = [:]

    package struct ClauseSum: Hashable, Sendable {
        package var rows = 0
        package var projects = 0
        /// Rows that gain and rows that lose.
        package var up = 0, down = 0
        /// Points gained less points lost, of rows that this clause alone changes; in millionths.
        package var points: Int128 = 0

        package init() {}
    }

    package init() {}

    package var count: Int { table.count }

    /// Takes in a block; blocks come in their order.
    package mutating func add(_ effect: BlockEffect) {
        rows += effect.block.rowCount
        badRows += effect.block.badRows
        let projects = table.add(effect.block)
        while after.count < table.count {
            after.append(ProjectState(firstLine: 0))
            causes.append([])
            changedRows.append(0)
        }
        linesAfter.add(effect.linesAfter, of: projects)
        for (run, project) in projects.enumerated() {
            after[project].add(effect.after[run])
            causes[project].formUnion(effect.causes[run])
        }
        for row in effect.rows {
            changedRows[projects[Int(row.run)]] += 1
            let keys = row.causes.keys
            for key in keys {
                clauses[key, default: ClauseSum()].rows += 1
                guard let before = row.before, let now = row.after else { continue }
                if now > before { clauses[key]!.up += 1 } else { clauses[key]!.down += 1 }
                if keys.count == 1, let change = try? (now - before).rounded(to: ScoreCounts.places, .halfUp) { clauses[key]!.points += change.significand }
            }
        }
    }

    /// A project under both.
    package struct Project: Hashable, Sendable {
        package var before: ProjectScore
        package var after: ProjectScore
        package var causes: RuleKeys
        package var changedRows: Int
        /// Caps and deductions that apply otherwise, by their names, with the points that they take more or less.
        package var adjustments: [String: ExactDecimal] = [:]
        /// Its causes by the paths under which frameworks have them.
        package var clauses: [String] { causes.keys.flatMap { key in key == .adjustments ? adjustments.keys.sorted().map { "\(key.rawValue)/\($0)" } : [key.rawValue] } }

        package var isChanged: Bool { before.score != after.score || before.grade != after.grade }
        /// After less before, where there are both.
        package var change: ExactDecimal? {
            guard let old = before.score, let new = after.score else { return nil }
            return try? new - old
        }
    }

    package func project(_ place: Int, _ from: ColumnScorer, _ to: ColumnScorer) -> Project {
        let new = after[place]
        var project = Project(before: table.score(place, [from]), after: new.score(new.framework >= 0 ? to : nil) { linesAfter.of(place) }, causes: causes[place], changedRows: Int(changedRows[place]))
        // Caps and deductions, and what rounding left, change totals and no row.
        let (old, now) = (project.before.pointsBeyondRows, project.after.pointsBeyondRows)
        for name in Set(old.keys).union(now.keys) where old[name] != now[name] {
            guard name != AppliedAdjustment.residue else {
                project.causes.insert(RuleKeys(.residue))
                continue
            }
            project.causes.insert(RuleKeys(.adjustments))
            project.adjustments[name] = try? (now[name] ?? .zero) - (old[name] ?? .zero)
        }
        // The same total may stand in another band.
        if let total = project.before.score, from.grade(of: total) != to.grade(of: total) { project.causes.insert(RuleKeys(.grades)) }
        return project
    }
}

/// What a change of rules does to all projects of a table.
package struct Effect: Hashable, Sendable {
    package var projects = 0
    package var changed = 0
    package var up = 0
    package var down = 0
    /// Projects with another grade.
    package var otherGrade = 0
    /// Projects with a score under one of the two only, and under neither.
    package var onlyBefore = 0, onlyAfter = 0, neither = 0
    /// Projects by their grades before and after; no grade is nil.
    package var grades: [GradePair: Int] = [:]
    package var before = ScoreCounts()
    package var after = ScoreCounts()
    package var placesBefore: Int
    package var placesAfter: Int
    /// Changes of all projects that have both scores, in millionths.
    private var change: Int128 = 0
    package private(set) var withBoth = 0
    package var clauses: [RuleKey: EffectSums.ClauseSum]
    /// The same of each cap and deduction, by its name.
    package var adjustments: [String: EffectSums.ClauseSum] = [:]

    package struct GradePair: Hashable, Sendable {
        package var before: Grade?
        package var after: Grade?
        package init(_ before: Grade?, _ after: Grade?) {
            self.before = before
            self.after = after
        }
    }

    /// - Parameter changed: called for each project that changes, in the order of the table.
    package init(_ sums: EffectSums, from: ColumnScorer, to: ColumnScorer, changed tell: (Int, EffectSums.Project) throws -> Void) rethrows {
        (placesBefore, placesAfter) = (from.places, to.places)
        clauses = sums.clauses
        for place in 0..<sums.count {
            let project = sums.project(place, from, to)
            projects += 1
            grades[GradePair(project.before.grade, project.after.grade), default: 0] += 1
            if let score = project.before.score, let units = score.units(at: from.places) { before.add(units, places: from.places) }
            if let score = project.after.score, let units = score.units(at: to.places) { after.add(units, places: to.places) }
            switch (project.before.score, project.after.score) {
            case (.some(let old), .some(let new)):
                withBoth += 1
                if let difference = try? (new - old).rounded(to: ScoreCounts.places, .halfUp) { change += difference.significand }
                if new > old { up += 1 } else if new < old { down += 1 }
                if project.before.grade != project.after.grade { otherGrade += 1 }
            case (.some, nil): onlyBefore += 1
            case (nil, .some): onlyAfter += 1
            case (nil, nil): neither += 1
            }
            guard project.isChanged else { continue }
            self.changed += 1
            for key in project.causes.keys { clauses[key, default: EffectSums.ClauseSum()].projects += 1 }
            for (name, points) in project.adjustments {
                adjustments[name, default: EffectSums.ClauseSum()].projects += 1
                if let change = try? points.rounded(to: ScoreCounts.places, .halfUp) { adjustments[name]!.points += change.significand }
            }
            try tell(place, project)
        }
    }

    /// The mean change of projects that have both scores, rounded half up.
    package var meanChange: ExactDecimal? {
        guard withBoth > 0 else { return nil }
        return try? Ratio(change, over: Int128(withBoth) * ExactDecimal.power(ScoreCounts.places)).rounded(to: 2, .halfUp)
    }
}
