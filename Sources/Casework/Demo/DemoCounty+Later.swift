import BudgetModel
import JSONText
import Office
import Quantities
import Storage

/// What follows self-evaluation: samples, reviews, use of results, rectification, publication; and what goes before a new major programme.
extension DemoCounty {
    // MARK: - Before the goal

    /// Every item excellent, every paper named.
    func assess(_ stage: StageRecord, _ year: Int, _ staff: Staff) async throws {
        let day = Self.day("\(year)-01-04")
        guard let sheet = try ExAnteProfile.shipped(on: day).sheets[.project] else { return }
        let assessment = ExAnteAssessment(
            kind: .project, items: sheet.scheme.groups.flatMap(\.items).map { ExAnteAssessment.Item($0.id, .excellent) },
            materials: sheet.materials.value.map { ExAnteAssessment.Material($0.id, evidence: $0.name.zh + ".pdf") }, statedConclusion: .supported, opinion: "立项依据充分，预算测算有标准，实施条件具备。")
        clock.set("\(year)-01-04")
        let saved = try await desk.saveExAnte(stage.id, version: stage.version, assessment, by: staff.editor)
        _ = try await desk.move(stage.id, .submit, version: saved.stage.version, by: staff.editor)
        try await approve(stage.id, staff)
    }

    // MARK: - After self-evaluation

    /// The bureau draws a sample of the year; the first findings lead to rectifications, one of which is late.
    func review(_ year: Int, _ staff: Staff) async throws {
        clock.set("\(year + 1)-05-10")
        let drawn = try await desk.drawSample(SampleWish(year: year, size: .cases(8), seed: "示例县\(year)年抽查"), by: staff.bureau)
        for (place, stage) in drawn.reviews.enumerated() {
            clock.set("\(year + 1)-05-20")
            var sheet = try await desk.reEvaluationDraft(stage.id, base: .computed, by: staff.expert)
            if place % 3 == 0, sheet.rows.count > 2 {
                sheet.rows[2].deductions = [ReEvaluationSheet.Deduction(rule: 3, level: .light, reason: "台账只有汇总数，缺少取数来源。", evidence: "完成情况统计.txt")]
            } else if place % 3 == 1, !sheet.rows.isEmpty {
                sheet.rows[0].remark = "已核对合同、验收单，数字一致。"
            }
            let saved = try await desk.saveReEvaluation(stage.id, version: stage.version, sheet, by: staff.expert)
            // One of the last year's is still being written.
            if year == Self.years[1], place == drawn.reviews.count - 1 { continue }
            let review = try await desk.move(stage.id, .submit, version: saved.stage.version, by: staff.expert)
            clock.set("\(year + 1)-06-05")
            _ = try await desk.move(stage.id, .approve, version: review.version, by: staff.bureau)
            try await use(stage.caseID, year, decides: place < 4, staff)
            if place % 3 == 0 { try await rectify(stage.caseID, year, place / 3, staff) }
        }
    }

    private func use(_ id: Identifier<CaseRecord>, _ year: Int, decides: Bool, _ staff: Staff) async throws {
        clock.set("\(year + 1)-07-01")
        let proposed = try await desk.proposeUse(id, by: staff.bureau)
        let kept = try await desk.recordUse(proposed.proposal.entries, of: id, year: year + 2, by: staff.bureau)
        guard decides, let record = kept.first else { return }
        var entry = try Desk.use(record).entry
        entry.state = .decided
        entry.decidedBy = "示例县财政局"
        entry.decision = "示财绩〔\(year + 1)〕8号"
        _ = try await desk.changeUse(record.id, version: record.version, to: entry, by: staff.bureau)
    }

    /// The first is closed, the second came back once, the third is open.
    private func rectify(_ id: Identifier<CaseRecord>, _ year: Int, _ place: Int, _ staff: Staff) async throws {
        clock.set("\(year + 1)-06-10")
        var ticket = try await desk.openTicket(TicketDraft(source: .review, finding: "受益人数台账只有汇总数，缺少取数来源。", rule: "3"), of: id, by: staff.bureau)
        func go(_ action: RectificationTicket.Action, _ text: String, _ evidence: [String] = [], by caller: Caller) async throws {
            ticket = try await desk.moveTicket(ticket.id, version: ticket.version, action, text: text, evidence: evidence, by: caller)
        }
        if place == 2 { return }
        clock.set("\(year + 1)-06-25")
        if place == 1 {
            try await go(.answer, "已整理台账。", ["台账.xlsx"], by: staff.editor)
            try await go(.reopen, "台账仍没有注明取数部门，请补充。", by: staff.bureau)
            clock.set("\(year + 1)-07-03")
        }
        try await go(.answer, "台账已补充取数部门和统计日期，今后按季更新。", ["台账.xlsx", "取数说明.docx"], by: staff.editor)
        try await go(.confirm, "属实。", by: staff.bureau)
        try await go(.close, "整改到位。", by: staff.bureau)
    }

    /// Duties to publish: most in time, one late, one withheld.
    func publish(_ cases: [(id: Identifier<CaseRecord>, place: Int)], _ year: Int, _ staff: Staff) async throws {
        for (number, entry) in cases.enumerated() where entry.place < 6 {
            clock.set("\(year)-02-10")
            let record = try await desk.registerPublication(PublicationDraft(subject: .ofCase(entry.id), kind: .projectGoals, approvedOn: Self.day("\(year)-02-05")), by: staff.bureau)
            if number == 1 { continue }
            clock.set("\(year)-02-\(number == 2 ? "28" : "20")")
            if number == 3 {
                _ = try await desk.withhold(
                    record.id, version: record.version, Publication.Withheld(ground: .otherLaw, decidedBy: "示例县财政局", decision: "示财函〔\(year)〕12号"), by: staff.bureau)
                continue
            }
            _ = try await desk.markPublished(
                record.id, version: record.version, address: "https://www.example.gov.cn/jixiao/\(year)/\(number + 1).html", on: Self.day("\(year)-02-\(number == 2 ? "28" : "20")"),
                digest: Digest.sha256("示例县\(year)-\(number)"), by: staff.bureau)
        }
    }

    // MARK: - Departments as a whole

    func go(_ department: DemoDepartment, _ year: Int, _ staff: Staff) async throws {
        clock.set("\(year)-01-09")
        _ = try await desk.addBudget(
            BudgetDraft(object: .unit(department.unit.id), year: year, source: .basic, kind: .initial, amount: department.amounts(year).basic, day: Self.day("\(year)-01-08"), document: "示财预〔\(year)〕1号"), by: staff.budget)
        _ = try await desk.addBudget(
            BudgetDraft(object: .unit(department.unit.id), year: year, source: .project, kind: .initial, amount: department.amounts(year).project, day: Self.day("\(year)-01-08"), document: "示财预〔\(year)〕1号"), by: staff.budget)
        let view = try await desk.openCase(.unit(department.unit.id), year: year, by: staff.editor)
        guard let goal = view.stages.first(where: { $0.kind == .goal }), let own = view.stages.first(where: { $0.kind == .selfEvaluation }) else { return }
        clock.set("\(year)-01-16")
        guard try await handIn(department.goal(year), goal, staff) else { return }
        clock.set("\(year)-02-06")
        try await approveGoal(goal.id, staff)
        clock.set("\(year + 1)-01-12")
        for paper in department.evidence(year) { _ = try await desk.attach(paper, to: view.record.id, by: staff.editor) }
        clock.set("\(year + 1)-02-22")
        guard try await handIn(department.selfEvaluation(year), own, staff) else { return }
        clock.set("\(year + 1)-03-15")
        if year != Self.years.last { try await approve(own.id, staff) }
    }
}
