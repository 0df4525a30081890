package import BudgetModel
package import JSONText
package import Quantities

/// From which of the layers a result comes; raw values are those of the JSON.
package enum ResultLayer: String, Hashable, Sendable, CaseIterable {
    case computed, determined

    var wording: Wording {
        switch self {
        case .computed: Wording(zh: "系统核算", en: "computed")
        case .determined: Wording(zh: "复核", en: "determined")
        }
    }
}

/// What is proposed for one object, with its days.
package struct UseProposal: Hashable, Sendable {
    package var profile: ProfileMark
    package var entries: [UseEntry]
    /// By when the unit is told.
    package var noticeDue: CalendarDay
    /// By when the unit reports its measures; nil until it has been told.
    package var reportDue: CalendarDay?
    /// Everything taken off, at most the whole request; nil where no entry takes anything off or no request is given.
    package var total: BudgetEffect?
    package var steps: [TraceStep]

    package var json: JSONValue {
        .object([
            "profile": profile.json, "entries": .list(entries), "noticeDue": .day(noticeDue), "reportDue": .day(reportDue), "total": total?.json ?? .null, "steps": steps.json,
        ])
    }
}

extension UseOfResultsProfile {
    /// Entries that follow from a grade and from findings, with their effect on the request of a later year.
    ///
    /// - Source: rules.md section 9.3; percentages only where the profile has them.
    /// - Parameters:
    ///   - findings: hits on trial, questions and hints are passed over.
    ///   - told: the day the unit received the notice.
    /// - Throws: `QuantityError.overflow` for absurd amounts or days.
    package func propose(
        _ grade: Grade, from layer: ResultLayer, findings: [Finding], budgetYear: Int, nextRequest: Money?, fixedOn day: CalendarDay, told: CalendarDay? = nil
    ) throws(QuantityError) -> UseProposal {
        var proposal = UseProposal(
            profile: mark, entries: [], noticeDue: try day.adding(days: noticeDays.value), reportDue: try told.map { day throws(QuantityError) in try day.adding(days: reportDays.value) }, total: nil,
            steps: [])
        proposal.steps = [
            .clause(noticeDays.reference),
            .note(
                Wording(
                    zh: "结果于\(day.iso)确定，\(noticeDays.value)日内（\(proposal.noticeDue.iso)前）书面告知单位",
                    en: "fixed on \(day.iso); the unit is told within \(noticeDays.value) days, by \(proposal.noticeDue.iso)")),
        ]
        if let due = proposal.reportDue, let told {
            proposal.steps += [
                .clause(reportDays.reference),
                .note(Wording(zh: "单位于\(told.iso)收到，\(reportDays.value)日内（\(due.iso)前）报告整改情况", en: "received on \(told.iso); measures are reported within \(reportDays.value) days, by \(due.iso)")),
            ]
        }
        if let outcome = outcomes.value.first(where: { $0.grade == grade }) {
            proposal.entries.append(
                UseEntry(
                    finding: Wording(zh: "\(layer.wording.zh)等级为“\(grade.name)”", en: "the \(layer.wording.en) grade is \(grade.rawValue)"), advice: outcome.text, actions: outcome.actions,
                    effect: try effect(outcome.cutPercent, budgetYear, nextRequest, outcomes.reference, &proposal.steps), basis: outcomes.reference.wording))
        }
        for (code, hits) in counted(findings) {
            guard let advice = advice.value.first(where: { $0.answers(code) }), let first = hits.first else { continue }
            let more = hits.count > 1 ? Wording(zh: "（共\(hits.count)处）", en: " (\(hits.count) places)") : Wording(zh: "", en: "")
            proposal.entries.append(
                UseEntry(
                    code: code, finding: Wording(zh: first.message.zh + more.zh, en: first.message.en + more.en), advice: advice.text, actions: advice.actions,
                    effect: try effect(advice.cutPercent, budgetYear, nextRequest, self.advice.reference, &proposal.steps), basis: self.advice.reference.wording))
        }
        try addUp(budgetYear, nextRequest, &proposal)
        return proposal
    }

    /// What follows where a unit has not answered a ticket in time; nil while it still may.
    ///
    /// - Source: 财预〔2020〕10号, what is not rectified is cut or has to wait.
    package func entry(for ticket: RectificationTicket, on day: CalendarDay) -> UseEntry? {
        guard ticket.isOverdue(on: day) else { return nil }
        let late = ticket.deadline.days(to: day)
        return UseEntry(
            code: ticket.rule, finding: Wording(zh: "\(ticket.finding)（整改逾期\(late)日）", en: "\(ticket.finding) (\(late) days overdue)"), advice: notRectified.value, actions: [.cut, .wait],
            effect: ticket.budgetEffect, basis: notRectified.reference.wording)
    }

    /// By code, in the order of codes.
    private func counted(_ findings: [Finding]) -> [(String, [Finding])] {
        let counted = findings.filter { $0.standing == .counted && $0.severity > .hint }
        return Set(counted.map(\.code)).sorted().map { code in (code, counted.filter { $0.code == code }) }
    }

    private func effect(_ percent: ExactDecimal?, _ year: Int, _ request: Money?, _ reference: Reference, _ steps: inout [TraceStep]) throws(QuantityError) -> BudgetEffect? {
        guard let percent else { return nil }
        var effect = BudgetEffect(budgetYear: year, percent: percent, request: request)
        guard let request else { return effect }
        let amount = try BudgetEffect.amount(of: request, percent: percent)
        effect.amount = amount
        steps += [.clause(reference), .formula("R × p ÷ 100", substituted: "\(request.yuan) × \(percent.plain) ÷ 100 = \(amount.yuan)")]
        return effect
    }

    private func addUp(_ year: Int, _ request: Money?, _ proposal: inout UseProposal) throws(QuantityError) {
        let percents = proposal.entries.compactMap(\.effect?.percent)
        guard !percents.isEmpty, let request else { return }
        var percent = try ExactDecimal.sum(percents)
        if percent > .hundred {
            percent = .hundred
            proposal.steps.append(.note(Wording(zh: "压减比例合计超过100%，按100%计", en: "the cuts make more than 100 % and count as 100 %")))
        }
        let amount = try BudgetEffect.amount(of: request, percent: percent)
        proposal.total = BudgetEffect(budgetYear: year, percent: percent, request: request, amount: amount)
        let left = try request - amount
        proposal.steps.append(
            .note(
                Wording(
                    zh: "\(year)年申请\(request.yuan)元，建议压减\(percent.plain)%即\(amount.yuan)元，余\(left.yuan)元",
                    en: "of the \(request.yuan) yuan asked for \(year), \(percent.plain) % (\(amount.yuan)) are proposed to be cut, leaving \(left.yuan)")))
    }
}
