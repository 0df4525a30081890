package import JSONText
package import Quantities

/// What a reviewer determined of a self-evaluation, indicator by indicator (自评复核).
///
/// It holds neither what the unit stated nor what the engine computed; those stay where they are.
package struct ReEvaluationSheet: Hashable, Sendable, JSONRepresentable {
    /// From which points deductions are taken; raw values are those of the JSON.
    package enum Base: String, Hashable, Sendable, CaseIterable { case computed, stated }

    package struct Deduction: Hashable, Sendable {
        /// The number of the rule; nil where the reviewer names none.
        package var rule: Int?
        package var level: DefectLevel?
        /// Share of the indicator's points taken off; nil for the rule's own.
        package var share: ExactDecimal?
        package var reason: String
        /// What was looked at.
        package var evidence: String?

        package init(rule: Int?, level: DefectLevel? = nil, share: ExactDecimal? = nil, reason: String, evidence: String? = nil) {
            self.rule = rule
            self.level = level
            self.share = share
            self.reason = reason
            self.evidence = evidence
        }
    }

    package struct Row: Hashable, Sendable {
        package var indicator: IndicatorKey
        /// 复核完成值, where it is not the unit's.
        package var determinedActual: String?
        /// The engine's points for the determined actual.
        package var rescored: ExactDecimal?
        package var deductions: [Deduction]
        /// 复核得分 as entered; nil for what the deductions give.
        package var determined: ExactDecimal?
        package var remark: String?

        package init(_ indicator: IndicatorKey, determinedActual: String? = nil, rescored: ExactDecimal? = nil, deductions: [Deduction] = [], determined: ExactDecimal? = nil, remark: String? = nil) {
            self.indicator = indicator
            self.determinedActual = determinedActual
            self.rescored = rescored
            self.deductions = deductions
            self.determined = determined
            self.remark = remark
        }
    }

    /// The amounts that the reviewer found; nil for the unit's.
    package struct Execution: Hashable, Sendable {
        package var budget: Money?
        package var executed: Money?
        package var remark: String?

        package init(budget: Money? = nil, executed: Money? = nil, remark: String? = nil) {
            self.budget = budget
            self.executed = executed
            self.remark = remark
        }
    }

    package struct ReportCheck: Hashable, Sendable {
        package var rule: Int
        package var holds: Bool
        package var remark: String?

        package init(rule: Int, holds: Bool, remark: String? = nil) {
            self.rule = rule
            self.holds = holds
            self.remark = remark
        }
    }

    package var base: Base
    package var rows: [Row]
    package var execution: Execution?
    package var reportChecks: [ReportCheck]

    package init(base: Base, rows: [Row] = [], execution: Execution? = nil, reportChecks: [ReportCheck] = []) {
        self.base = base
        self.rows = rows
        self.execution = execution
        self.reportChecks = reportChecks
    }

    /// A sheet with a row for each indicator and nothing taken off.
    package static func draft(of indicators: [ScoredIndicator], base: Base) -> ReEvaluationSheet {
        ReEvaluationSheet(base: base, rows: indicators.filter { !$0.isLeftOut }.map { Row($0.key) })
    }
}

// MARK: - JSON

extension ReEvaluationSheet {
    package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: ["base", "rows", "execution", "reportChecks"])
        self.init(
            base: try object.one("base"), rows: try object.list("rows", of: Row.self), execution: try object.optionalNested("execution"),
            reportChecks: try object.list("reportChecks", of: ReportCheck.self))
    }

    package var json: JSONValue {
        .object(["base": .string(base.rawValue), "rows": .list(rows), "execution": execution?.json ?? .null, "reportChecks": .list(reportChecks)])
    }
}

extension ReEvaluationSheet.Row: JSONRepresentable {
    package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: ["indicator", "determinedActual", "rescored", "deductions", "determined", "remark"])
        self.init(
            try object.nested("indicator"), determinedActual: try object.optionalText("determinedActual"), rescored: try object.optionalDecimal("rescored"),
            deductions: try object.list("deductions", of: ReEvaluationSheet.Deduction.self), determined: try object.optionalDecimal("determined"), remark: try object.optionalText("remark"))
    }

    package var json: JSONValue {
        .object([
            "indicator": indicator.json, "determinedActual": .text(determinedActual), "rescored": .decimal(rescored), "deductions": .list(deductions), "determined": .decimal(determined),
            "remark": .text(remark),
        ])
    }
}

extension ReEvaluationSheet.Deduction: JSONRepresentable {
    package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: ["rule", "level", "share", "reason", "evidence"])
        let share = try object.optionalDecimal("share")
        if let share, !(.zero ... .one).contains(share) { throw object.wrong("share", "0 … 1") }
        self.init(
            rule: try object.optionalCount("rule"), level: try object.optionalOne("level"), share: share, reason: try object.optionalText("reason") ?? "", evidence: try object.optionalText("evidence")
        )
    }

    package var json: JSONValue {
        .object(["rule": rule.map { .integer($0) } ?? .null, "level": .text(level?.rawValue), "share": .decimal(share), "reason": .string(reason), "evidence": .text(evidence)])
    }
}

extension ReEvaluationSheet.Execution: JSONRepresentable {
    package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: ["budget", "executed", "remark"])
        self.init(budget: try object.optionalMoney("budget"), executed: try object.optionalMoney("executed"), remark: try object.optionalText("remark"))
    }

    package var json: JSONValue { .object(["budget": .money(budget), "executed": .money(executed), "remark": .text(remark)]) }
}

extension ReEvaluationSheet.ReportCheck: JSONRepresentable {
    package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: ["rule", "holds", "remark"])
        guard let holds = try object.required("holds").boolean else { throw object.wrong("holds", "boolean") }
        self.init(rule: try object.count("rule"), holds: holds, remark: try object.optionalText("remark"))
    }

    package var json: JSONValue { .object(["rule": .integer(rule), "holds": .bool(holds), "remark": .text(remark)]) }
}
