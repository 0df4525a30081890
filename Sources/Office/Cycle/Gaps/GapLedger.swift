package import BudgetModel
package import JSONText
package import Quantities

/// A body that reviews: an office, a desk, a hired firm. Never a natural person; the ledger calibrates scoring bodies.
package enum ReviewingBody {
    /// Given by the caller and opaque to us.
    package typealias ID = Key<ReviewingBody>
}

/// A unit whose own scores are compared.
package enum ScoringUnit {
    package typealias ID = Key<ScoringUnit>
}

/// One reviewed indicator of one unit and year.
package struct GapRow: Hashable, Sendable, JSONRepresentable {
    package var unit: ScoringUnit.ID
    /// Nil where the form's level 2 is not known.
    package var level2: Level2?
    package var reviewer: ReviewingBody.ID
    package var year: Int
    package var weight: ExactDecimal
    package var layers: ScoreLayers

    package init(unit: ScoringUnit.ID, level2: Level2?, reviewer: ReviewingBody.ID, year: Int, weight: ExactDecimal, layers: ScoreLayers) {
        self.unit = unit
        self.level2 = level2
        self.reviewer = reviewer
        self.year = year
        self.weight = weight
        self.layers = layers
    }

    package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: ["unit", "level2", "reviewer", "year", "weight", "stated", "computed", "determined"])
        self.init(
            unit: try object.key("unit"), level2: try object.optionalOne("level2"), reviewer: try object.key("reviewer"), year: try object.count("year"), weight: try object.decimal("weight"),
            layers: ScoreLayers(stated: try object.optionalDecimal("stated"), computed: try object.optionalDecimal("computed"), determined: try object.optionalDecimal("determined")))
    }

    package var json: JSONValue {
        .object([
            "unit": .string(unit.text), "level2": .text(level2?.rawValue), "reviewer": .string(reviewer.text), "year": .integer(year), "weight": .decimal(weight), "stated": .decimal(layers.stated),
            "computed": .decimal(layers.computed), "determined": .decimal(layers.determined),
        ])
    }
}

/// By what the rows of a ledger are put together; raw values are those of the JSON.
package enum GapGrouping: String, Hashable, Sendable, CaseIterable { case unit, indicatorKind = "indicator-kind", reviewer }

/// Gaps of one kind within a group.
package struct GapFigures: Hashable, Sendable {
    /// Rows that have both scores.
    package var count: Int
    /// Exact.
    package var sum: ExactDecimal
    /// Rounded half up to two decimals; nil for no rows.
    package var mean: ExactDecimal?
    package var exactMean: Ratio?
    /// Rows whose gap is more than the given share of their points.
    package var deviating: Int
    /// Of `count`, in percent with two decimals; nil for no rows.
    package var deviatingPercent: ExactDecimal?

    package var json: JSONValue {
        .object([
            "count": .integer(count), "sum": .decimal(sum), "mean": .decimal(mean), "deviating": .integer(deviating), "deviatingPercent": .decimal(deviatingPercent),
        ])
    }
}

/// Rows of one unit, kind of indicator or reviewing body.
package struct GapGroup: Hashable, Sendable {
    /// The key of the group; `unknown` for indicators of no known kind.
    package var key: String
    package var rows: Int
    /// 自评 less computed.
    package var selfComputed: GapFigures
    /// 自评 less determined.
    package var selfDetermined: GapFigures

    package var json: JSONValue {
        .object(["key": .string(key), "rows": .integer(rows), "selfComputed": selfComputed.json, "selfDetermined": selfDetermined.json])
    }
}

/// How far own, computed and determined points lie apart, to calibrate those who score (N10).
package enum GapLedger {
    /// - Parameters:
    ///   - percent: a row deviates where |gap| is above this percentage of its points.
    /// - Returns: groups by falling size of the mean gap of self and determined, then by key; whatever the order of rows.
    /// - Throws: `QuantityError.overflow` for absurd points.
    package static func groups(_ rows: [GapRow], by grouping: GapGrouping, deviatingAbove percent: ExactDecimal) throws(QuantityError) -> [GapGroup] {
        var grouped: [String: [GapRow]] = [:]
        for row in rows { grouped[key(of: row, grouping), default: []].append(row) }
        var groups: [GapGroup] = []
        for (key, rows) in grouped {
            groups.append(
                GapGroup(
                    key: key, rows: rows.count, selfComputed: try figures(rows, percent) { $0.statedLessComputed }, selfDetermined: try figures(rows, percent) { $0.statedLessDetermined }))
        }
        func size(_ group: GapGroup) -> Ratio {
            guard let mean = group.selfDetermined.exactMean else { return .zero }
            return mean.isNegative ? (try? .zero - mean) ?? mean : mean
        }
        return groups.sorted {
            let left = size($0), right = size($1)
            return left != right ? left > right : $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
        }
    }

    private static func key(of row: GapRow, _ grouping: GapGrouping) -> String {
        switch grouping {
        case .unit: row.unit.text
        case .indicatorKind: row.level2?.rawValue ?? "unknown"
        case .reviewer: row.reviewer.text
        }
    }

    private static func figures(_ rows: [GapRow], _ percent: ExactDecimal, _ gap: (ScoreLayers) -> ExactDecimal?) throws(QuantityError) -> GapFigures {
        var figures = GapFigures(count: 0, sum: .zero, deviating: 0)
        for row in rows {
            guard let gap = gap(row.layers) else { continue }
            figures.count += 1
            figures.sum = try figures.sum + gap
            if try gap.magnitude * ExactDecimal.hundred > row.weight * percent { figures.deviating += 1 }
        }
        guard figures.count > 0 else { return figures }
        let exact = try Ratio(figures.sum, over: ExactDecimal(figures.count))
        figures.exactMean = exact
        figures.mean = try exact.rounded(to: 2, .halfUp)
        figures.deviatingPercent = try (Ratio(Int128(figures.deviating), over: Int128(figures.count)) * ExactDecimal.hundred).rounded(to: 2, .halfUp)
        return figures
    }
}
