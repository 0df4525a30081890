package import JSONText
package import Quantities

/// Where a satisfaction rate comes from: instrument, sample, answers, days, and the body that asked (N21).
///
/// It counts answers; it never knows who gave them.
package struct SatisfactionProvenance: Hashable, Sendable {
    /// Raw values are those of the JSON.
    package enum Instrument: String, Hashable, Sendable, CaseIterable { case questionnaire, online, interview, telephone, ratingTerminal = "rating-terminal", thirdParty = "third-party" }

    /// One level of a scale: 非常满意, counted in full; 基本满意, counted for 0.6.
    package struct Level: Hashable, Sendable {
        package var label: String
        /// What an answer of this level counts for.
        package var share: ExactDecimal
        package var count: Int

        package init(_ label: String, share: ExactDecimal, count: Int) {
            self.label = label
            self.share = share
            self.count = count
        }
    }

    package var indicator: IndicatorKey?
    package var instrument: Instrument?
    /// How many are served, where it is known.
    package var population: Int?
    /// How many were asked.
    package var sample: Int?
    package var answers: Int?
    /// Nil where a scale is counted.
    package var satisfied: Int?
    package var scale: [Level]
    package var from: CalendarDay?
    package var to: CalendarDay?
    /// The body, never a person.
    package var conductedBy: String?
    /// File name, number or digest of the report and its sheets.
    package var evidence: String?

    package init(
        indicator: IndicatorKey? = nil, instrument: Instrument? = nil, population: Int? = nil, sample: Int? = nil, answers: Int? = nil, satisfied: Int? = nil, scale: [Level] = [],
        from: CalendarDay? = nil,
        to: CalendarDay? = nil, conductedBy: String? = nil, evidence: String? = nil
    ) {
        self.indicator = indicator
        self.instrument = instrument
        self.population = population
        self.sample = sample
        self.answers = answers
        self.satisfied = satisfied
        self.scale = scale
        self.from = from
        self.to = to
        self.conductedBy = conductedBy
        self.evidence = evidence
    }

    /// Satisfied over answers, or the counts of the scale times their shares over all counts; nil where nobody answered.
    ///
    /// - Throws: `QuantityError.overflow` for absurd shares.
    package func rate() throws(QuantityError) -> Ratio? {
        if scale.isEmpty {
            guard let satisfied, let answers, answers > 0 else { return nil }
            return try Ratio(Int128(satisfied), over: Int128(answers))
        }
        let all = scale.reduce(0) { $0 + $1.count }
        guard all > 0 else { return nil }
        var counted = ExactDecimal.zero
        for level in scale { counted = try counted + level.share * ExactDecimal(level.count) }
        return try Ratio(counted, over: ExactDecimal(all))
    }
}

// MARK: - JSON

extension SatisfactionProvenance: JSONRepresentable {
    package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(
            json, at: pointer, keys: ["indicator", "instrument", "population", "sample", "answers", "satisfied", "scale", "from", "to", "conductedBy", "evidence"])
        self.init(
            indicator: try object.optionalNested("indicator"), instrument: try object.optionalOne("instrument"), population: try object.optionalCount("population"),
            sample: try object.optionalCount("sample"),
            answers: try object.optionalCount("answers"), satisfied: try object.optionalCount("satisfied"), scale: try object.list("scale", of: Level.self), from: try object.optionalDay("from"),
            to: try object.optionalDay("to"), conductedBy: try object.optionalText("conductedBy"), evidence: try object.optionalText("evidence"))
        guard scale.count <= 20 else { throw object.wrong("scale", "at most 20 levels") }
    }

    package var json: JSONValue {
        .object([
            "indicator": indicator?.json ?? .null, "instrument": .text(instrument?.rawValue), "population": .count(population), "sample": .count(sample), "answers": .count(answers),
            "satisfied": .count(satisfied), "scale": .list(scale), "from": .day(from), "to": .day(to), "conductedBy": .text(conductedBy), "evidence": .text(evidence),
        ])
    }
}

extension SatisfactionProvenance.Level: JSONRepresentable {
    package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: ["label", "share", "count"])
        let share = try object.decimal("share")
        guard (.zero ... .one).contains(share) else { throw object.wrong("share", "0 … 1") }
        self.init(try object.text("label"), share: share, count: try object.count("count"))
    }

    package var json: JSONValue { .object(["label": .string(label), "share": .decimal(share), "count": .integer(count)]) }
}
