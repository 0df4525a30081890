package import BudgetModel
package import Narrative
package import Quantities

/// One rule of the catalogue: its law, reason, examples and check in one value.
///
/// The name of a rule says what is wrong, not what to do. Codes are never reused.
///
/// A class, so that walking the catalogue counts one reference a rule and not one for each of its texts.
package final class Rule: Sendable {
    /// How settled a rule is.
    package enum Status: String, Sendable, CaseIterable {
        /// Shown, not counted.
        case preview
        case stable
        /// No longer run; the page stays.
        case retired
    }

    /// What a hit is worth as evidence.
    package enum Nature: String, Sendable, CaseIterable {
        /// Follows from the numbers of the form alone.
        case exact
        /// Rests on a reading that can be wrong.
        case heuristic
        /// A person has to judge.
        case question
    }

    /// How many of a rule's hits on the sample forms and reports are right, each judged by hand (`Tests/Fixtures/judgements`).
    package struct Precision: Hashable, Sendable {
        package let right: Int
        package let of: Int
        /// Contradictions of reports that another scope may explain, raised as warnings or hints: they are asked, not claimed, and counted apart.
        package let rightOfDoubtful: Int
        package let doubtful: Int

        package init(_ right: Int, of: Int, doubtful rightOfDoubtful: Int = 0, of doubtful: Int = 0) {
            self.right = right
            self.of = of
            self.rightOfDoubtful = rightOfDoubtful
            self.doubtful = doubtful
        }

        package var wording: Wording {
            let claimed = of == 0
                ? Wording(zh: "样本中没有命中", en: "no hit on the samples") : Wording(zh: "\(of)处中\(right)处判对", en: "\(right) of \(of) hits right")
            guard doubtful > 0 else { return claimed }
            return Wording(
                zh: "\(claimed.zh)；另有口径可能解释得通的\(doubtful)处（警告、提示），\(rightOfDoubtful)处判对",
                en: "\(claimed.en); of \(doubtful) more that another scope may explain (warnings, hints) \(rightOfDoubtful) right")
        }
    }

    /// The stage of the cycle that a form belongs to.
    package enum Stage: String, Sendable, CaseIterable {
        case goal, monitoring
        case selfEvaluation = "self-evaluation"
        case report, disclosure
    }

    package let code: String
    package let title: Wording
    /// The release that brought the rule.
    package let since: String
    package let status: Status
    package let nature: Nature
    /// How its hits on the samples were judged; nil for what follows from the numbers.
    package let precision: Precision?
    package let stages: [Stage]
    /// The usual severity; a hit may carry another one and its message says why.
    package let severity: Severity
    package let citing: [Citation]
    /// Why this is a defect.
    package let because: Wording
    /// What the rule must know; when something is lacking the rule is not run and says so.
    package let needs: [Need]
    /// Forms on which it hits. Built when asked for, so that a cold start pays nothing.
    package let triggering: @Sendable () -> [Example]
    /// Forms close by on which it must stay silent.
    package let nonTriggering: @Sendable () -> [Example]
    let check: @Sendable (Facts) throws(QuantityError) -> [Hit]
    /// What the rule says of a report in running text; nil for rules that look at forms alone.
    package let audit: (@Sendable (AuditFacts) throws(QuantityError) -> [Hit])?
    /// Which contradictions of a report are this rule's; each belongs to exactly one rule. Nil for rules that look for something else.
    package let claims: (@Sendable (Relation) -> Bool)?

    private init(
        code: String, title: Wording, since: String, status: Status, nature: Nature, precision: Precision?, stages: [Stage], severity: Severity, citing: [Citation],
        because: Wording, needs: [Need], triggering: @escaping @Sendable () -> [Example], nonTriggering: @escaping @Sendable () -> [Example],
        audit: (@Sendable (AuditFacts) throws(QuantityError) -> [Hit])?, claims: (@Sendable (Relation) -> Bool)? = nil,
        check: @escaping @Sendable (Facts) throws(QuantityError) -> [Hit]
    ) {
        self.code = code
        self.title = title
        self.since = since
        self.status = status
        self.nature = nature
        self.precision = precision
        self.stages = stages
        self.severity = severity
        self.citing = citing
        self.because = because
        self.needs = needs
        self.triggering = triggering
        self.nonTriggering = nonTriggering
        if let claims {
            self.audit = { facts in facts.contradictions(claims) }
        } else {
            self.audit = audit
        }
        self.claims = claims
        self.check = check
    }

    /// A rule that looks at forms.
    package convenience init(
        _ code: String, _ title: Wording, since: String, status: Status, nature: Nature, precision: Precision? = nil, stages: [Stage], severity: Severity, citing: [Citation],
        because: Wording, needs: [Need] = [], triggering: @autoclosure @escaping @Sendable () -> [Example],
        nonTriggering: @autoclosure @escaping @Sendable () -> [Example],
        check: @escaping @Sendable (Facts) throws(QuantityError) -> [Hit]
    ) {
        self.init(
            code: code, title: title, since: since, status: status, nature: nature, precision: precision, stages: stages, severity: severity, citing: citing, because: because,
            needs: needs, triggering: triggering, nonTriggering: nonTriggering, audit: nil, check: check)
    }

    /// A rule that reads reports in running text.
    package convenience init(
        _ code: String, _ title: Wording, since: String, status: Status, nature: Nature, precision: Precision? = nil, stages: [Stage], severity: Severity, citing: [Citation],
        because: Wording, needs: [Need] = [], triggering: @autoclosure @escaping @Sendable () -> [Example],
        nonTriggering: @autoclosure @escaping @Sendable () -> [Example],
        audit: @escaping @Sendable (AuditFacts) throws(QuantityError) -> [Hit]
    ) {
        self.init(
            code: code, title: title, since: since, status: status, nature: nature, precision: precision, stages: stages, severity: severity, citing: citing, because: because,
            needs: needs, triggering: triggering, nonTriggering: nonTriggering, audit: audit, check: { _ in [] })
    }

    /// A rule that looks at forms and at reports in running text.
    package convenience init(
        _ code: String, _ title: Wording, since: String, status: Status, nature: Nature, precision: Precision? = nil, stages: [Stage], severity: Severity, citing: [Citation],
        because: Wording, needs: [Need] = [], triggering: @autoclosure @escaping @Sendable () -> [Example],
        nonTriggering: @autoclosure @escaping @Sendable () -> [Example],
        audit: @escaping @Sendable (AuditFacts) throws(QuantityError) -> [Hit], check: @escaping @Sendable (Facts) throws(QuantityError) -> [Hit]
    ) {
        self.init(
            code: code, title: title, since: since, status: status, nature: nature, precision: precision, stages: stages, severity: severity, citing: citing, because: because,
            needs: needs, triggering: triggering, nonTriggering: nonTriggering, audit: audit, check: check)
    }

    /// A rule that tells contradictions of reports.
    package convenience init(
        _ code: String, _ title: Wording, since: String, status: Status, nature: Nature, precision: Precision? = nil, stages: [Stage], severity: Severity, citing: [Citation],
        because: Wording, triggering: @autoclosure @escaping @Sendable () -> [Example], nonTriggering: @autoclosure @escaping @Sendable () -> [Example],
        claims: @escaping @Sendable (Relation) -> Bool
    ) {
        self.init(
            code: code, title: title, since: since, status: status, nature: nature, precision: precision, stages: stages, severity: severity, citing: citing, because: because,
            needs: [], triggering: triggering, nonTriggering: nonTriggering, audit: nil, claims: claims, check: { _ in [] })
    }

    /// A rule that looks at forms and tells contradictions of reports.
    package convenience init(
        _ code: String, _ title: Wording, since: String, status: Status, nature: Nature, precision: Precision? = nil, stages: [Stage], severity: Severity, citing: [Citation],
        because: Wording, needs: [Need] = [], triggering: @autoclosure @escaping @Sendable () -> [Example],
        nonTriggering: @autoclosure @escaping @Sendable () -> [Example], claims: @escaping @Sendable (Relation) -> Bool,
        check: @escaping @Sendable (Facts) throws(QuantityError) -> [Hit]
    ) {
        self.init(
            code: code, title: title, since: since, status: status, nature: nature, precision: precision, stages: stages, severity: severity, citing: citing, because: because,
            needs: needs, triggering: triggering, nonTriggering: nonTriggering, audit: nil, claims: claims, check: check)
    }

    /// The law in one line, as it stands in findings.
    ///
    /// Not stored: threads that share a text spend more on counting its references than on writing it again.
    package var basis: Wording {
        var basis = citing.first?.wording ?? Wording(zh: "", en: "")
        for citation in citing.dropFirst() {
            let next = citation.wording
            basis = Wording(zh: basis.zh + "；" + next.zh, en: basis.en + "; " + next.en)
        }
        return basis
    }

    /// What the rule says of these facts, or what it lacks.
    package func run(_ facts: Facts) -> Outcome {
        for need in needs {
            switch need.state(facts) {
            case .met: continue
            case .beside: return .findings([])
            case .lacking: return .notChecked(NotChecked(code: code, needs: need.wording))
            }
        }
        do {
            return .findings(findings(try check(facts)))
        } catch {
            return .notChecked(NotChecked(code: code, needs: Need.numbersInReach))
        }
    }

    /// What the rule says of a report.
    package func run(_ facts: AuditFacts) -> Outcome {
        guard let audit else { return .findings([]) }
        for need in needs {
            switch need.stateOfReport(facts) {
            case .met: continue
            case .beside: return .findings([])
            case .lacking: return .notChecked(NotChecked(code: code, needs: need.wording))
            }
        }
        do {
            return .findings(findings(try audit(facts)))
        } catch {
            return .notChecked(NotChecked(code: code, needs: Need.numbersInReach))
        }
    }

    private func findings(_ hits: [Hit]) -> [Finding] {
        guard !hits.isEmpty else { return [] }
        let basis = basis
        return hits.map { hit in
            Finding(
                code: code, severity: hit.severity ?? severity, at: hit.at, message: hit.message, expected: hit.expected, found: hit.found,
                difference: hit.difference, basis: basis, standing: standing, passage: hit.passage)
        }
    }

    /// What its hits count for.
    package var standing: Standing { nature == .question ? .question : status == .preview ? .preview : .counted }

    package enum Outcome: Sendable {
        case findings([Finding])
        case notChecked(NotChecked)
    }
}

/// One place at which a rule hits; the rule adds its code and its basis.
package struct Hit: Sendable {
    package var at: CellRef?
    package var message: Wording
    /// Nil for the rule's usual severity.
    package var severity: Severity?
    package var expected: String?
    package var found: String?
    package var difference: String?
    /// Where it stands in a running text.
    package var passage: Passage?

    package init(
        at: CellRef?, _ message: Wording, severity: Severity? = nil, expected: String? = nil, found: String? = nil,
        difference: String? = nil
    ) {
        self.at = at
        self.message = message
        self.severity = severity
        self.expected = expected
        self.found = found
        self.difference = difference
    }

    /// A hit between two numbers; the difference is worked out here.
    package init(
        at: CellRef?, _ message: Wording, severity: Severity? = nil, expected: ExactDecimal, found: ExactDecimal
    ) throws(QuantityError) {
        self.init(
            at: at, message, severity: severity, expected: expected.plain, found: found.plain,
            difference: try (found - expected).magnitude.plain)
    }
}

extension FormKind {
    /// The stage of the cycle this kind of form belongs to.
    package var stage: Rule.Stage {
        switch self {
        case .projectGoal, .departmentGoal, .indicatorList: .goal
        case .monitoring: .monitoring
        case .projectSelfEvaluation, .departmentSelfEvaluation, .transferSelfEvaluation, .departmentScoringTable, .selfEvaluationReview:
            .selfEvaluation
        }
    }
}
