import BudgetModel
import Office
import Quantities
import Storage

/// What follows self-evaluation: samples, reviews, rectification, use of results.
extension DemoOffice {
    /// How many self-evaluations are drawn each year.
    private static let sampleSize = 12

    func planReviews(_ agenda: inout DemoAgenda, _ year: Int) {
        planMonitoringTicket(&agenda, year)
        guard year != DemoCounty.years.last else { return }
        var drawn: [StageRecord] = []
        agenda.on("\(year + 1)-05-10") { office in
            drawn = try await office.desk.drawSample(SampleWish(year: year, size: .cases(Self.sampleSize), seed: "示例县\(year)年抽查"), by: office.staff.bureau).reviews
        }
        for place in 0..<Self.sampleSize {
            agenda.on("\(year + 1)-05-\(14 + place)") { office in try await office.determine(drawn[place], place, year) }
            guard isFinished(place, year) else { continue }
            agenda.on("\(year + 1)-06-05") { office in
                let review = try await office.desk.stageView(drawn[place].id, by: office.staff.bureau).stage
                _ = try await office.desk.move(review.id, .approve, version: review.version, by: office.staff.bureau)
            }
            if place % 2 == 0 { planTicket(&agenda, place / 2, year) { drawn[place].caseID } }
            planUse(&agenda, place, year) { drawn[place].caseID }
        }
    }

    /// One of the last year's reviews is still being written, and one waits for the bureau.
    private func isFinished(_ place: Int, _ year: Int) -> Bool { year == DemoCounty.years[0] || place < Self.sampleSize - 2 }

    // MARK: - Reviews

    private func determine(_ review: StageRecord, _ place: Int, _ year: Int) async throws {
        var sheet = try await desk.reEvaluationDraft(review.id, base: .computed, by: staff.expert)
        let turn = turn(of: review.caseID)
        let own = try await stage(.selfEvaluation, turn), hasSurvey = try await !desk.surveys(of: own.id, by: staff.editor).isEmpty
        for (row, deduction) in DemoDeduction.all(place, hasSurvey: hasSurvey) where sheet.rows.indices.contains(row) { sheet.rows[row].deductions.append(deduction) }
        if place % 6 == 4, let index = turn.index {
            // Counted again from the lists of the unit.
            let programme = programmes[turn.place][index], target = programme.targets(year, isAdjusted: true)[0]
            sheet.rows[0].determinedActual = "\(programme.actual(target, year, 0) * 93 / 100)\(target.unit)"
            sheet.rows[0].remark = "抽查台账，有重复登记，按核实数认定。"
        }
        for row in sheet.rows.indices where sheet.rows[row].remark == nil && sheet.rows[row].deductions.isEmpty { sheet.rows[row].remark = "已核对台账和验收单，数字一致。" }
        sheet.reportChecks = (11...13).map { ReEvaluationSheet.ReportCheck(rule: $0, holds: $0 != 13 || place % 4 != 1, remark: $0 == 13 && place % 4 == 1 ? "复核报告没有编页码，附表单位不统一" : nil) }
        let saved = try await desk.saveReEvaluation(review.id, version: review.version, sheet, by: staff.expert)
        guard isFinished(place, year) || place == Self.sampleSize - 2 else { return }
        _ = try await desk.move(review.id, .submit, version: saved.stage.version, by: staff.expert)
    }

    // MARK: - Rectification

    /// What becomes of a rectification.
    private enum Course { case closed, closedLater, reopened, answered, confirmed, open }

    private func course(_ place: Int, _ year: Int) -> Course {
        year == DemoCounty.years[0] ? [.closed, .closedLater, .closed, .closed, .open, .confirmed][place % 6] : [.closed, .reopened, .answered, .confirmed, .open, .open][place % 6]
    }

    private func planTicket(_ agenda: inout DemoAgenda, _ place: Int, _ year: Int, _ caseID: @escaping () -> Identifier<CaseRecord>) {
        let course = course(place, year), book = "台账（补充取数部门）.txt"
        var id: Identifier<TicketRecord>?
        agenda.on("\(year + 1)-06-10") { office in
            let findings = [
                "受益人数台账只有汇总数，缺少取数来源。", "验收单没有写明验收标准。",
                "满意度问卷没有保存原始记录。", "完成时间以合同签订日代替，缺少完工证明。", "产出和效益列了同一内容。",
                "完成数与业务系统导出数不一致。",
            ]
            id = try await office.desk.openTicket(TicketDraft(source: .review, finding: findings[place % 6], rule: ["3", "3", "4", "7", "9", "1"][place % 6]), of: caseID(), by: office.staff.bureau).id
        }
        guard course != .open else { return }
        agenda.on("\(year + 1)-06-2\(4 + place % 6)") { office in
            let turn = office.turn(of: caseID())
            try await office.attach(book, "\(office.units[turn.place].record.name) \(turn.year)年台账\n取数部门、统计日期已逐项注明。\n", .statistics, turn)
            try await office.moveTicket(id, .answer, "台账已补充取数部门和统计日期，今后按季更新。", [book], by: office.staff.editor)
        }
        guard course != .answered else { return }
        agenda.on("\(year + 1)-07-04") { office in
            let bureau = office.staff.bureau
            switch course {
            case .reopened, .closedLater: try await office.moveTicket(id, .reopen, "台账补了取数部门，但没有附原始单据，请补充。", by: bureau)
            case .closed, .confirmed, .answered, .open: try await office.moveTicket(id, .confirm, "属实。", by: bureau)
            }
            if course == .closed { try await office.moveTicket(id, .close, "整改到位。", by: bureau) }
        }
        guard course == .closedLater else { return }
        agenda.on("\(year + 1)-07-15") { office in
            try await office.moveTicket(id, .answer, "已补附原始单据目录。", [book], by: office.staff.editor)
            try await office.moveTicket(id, .confirm, "属实。", by: office.staff.bureau)
            try await office.moveTicket(id, .close, "整改到位。", by: office.staff.bureau)
        }
    }

    private func moveTicket(_ id: Identifier<TicketRecord>?, _ action: RectificationTicket.Action, _ text: String, _ evidence: [String] = [], by caller: Caller) async throws {
        let record = try await desk.ticket(id!, by: staff.bureau)
        _ = try await desk.moveTicket(record.id, version: record.version, action, text: text, evidence: evidence, by: caller)
    }

    /// What the department asks of a programme whose work lies far behind in summer.
    private func planMonitoringTicket(_ agenda: inout DemoAgenda, _ year: Int) {
        guard let programme = programmes.joined().first(where: { $0.runs(in: year) && !$0.isRefused && [.stalled, .farBehind].contains($0.result(year)) }) else { return }
        let turn = programme.turn(year), paper = "进度核对表.txt"
        var id: Identifier<TicketRecord>?
        agenda.on("\(year)-08-29") { office in
            let draft = TicketDraft(source: .monitoring, finding: "\(programme.quantity)明显落后于序时进度，请说明原因和赶工安排。", deadline: Self.day("\(year)-09-20"))
            id = try await office.desk.openTicket(draft, of: office.caseID(turn), by: office.departmentToday()).id
        }
        agenda.on("\(year)-09-15") { office in
            try await office.attach(paper, "\(programme.record.name) \(year)年8月底进度核对\n", .statistics, turn)
            try await office.moveTicket(id, .answer, "已增派力量，每两周核对一次进度。", [paper], by: office.staff.editor)
            try await office.moveTicket(id, .confirm, "属实，继续跟踪。", by: office.staff.department)
        }
    }

    // MARK: - Use of results

    /// What is proposed of the first result, and what is decided on it in the autumn.
    private func planUse(_ agenda: inout DemoAgenda, _ place: Int, _ year: Int, _ caseID: @escaping () -> Identifier<CaseRecord>) {
        let isOfDepartment = place % 4 == 1
        var kept: [UseEntryRecord] = []
        agenda.on("\(year + 1)-07-20") { office in
            let caller = isOfDepartment ? office.staff.department : office.staff.bureau
            let proposed = try await office.desk.proposeUse(caseID(), by: caller)
            var entries = proposed.proposal.entries
            if [.fair, .poor].contains(proposed.grade) { entries[0].effect = try office.cut(caseID(), proposed.grade, year + 2) }
            kept = try await office.desk.recordUse(entries, of: caseID(), year: year + 2, by: caller)
        }
        guard place % 4 != 3 else { return }
        agenda.on("\(year + 1)-10-15") { office in
            let state: UseEntry.State = place % 4 == 2 ? .dropped : .decided
            try await office.decide(&kept[0], state, isOfDepartment, year)
            if kept.count > 1, state == .decided { try await office.decide(&kept[1], .decided, isOfDepartment, year) }
        }
        guard place % 4 == 0 || place % 8 == 1 else { return }
        agenda.on("\(year + 2)-01-20") { office in try await office.decide(&kept[0], .applied, isOfDepartment, year) }
    }

    /// A tenth or a third off what was asked for.
    private func cut(_ id: Identifier<CaseRecord>, _ grade: Grade, _ budgetYear: Int) throws -> BudgetEffect? {
        let turn = turn(of: id)
        guard let index = turn.index else { return nil }
        let request = programmes[turn.place][index].amounts(turn.year).initial, percent = ExactDecimal(grade == .poor ? 30 : 10)
        return BudgetEffect(budgetYear: budgetYear, percent: percent, request: request, amount: try BudgetEffect.amount(of: request, percent: percent))
    }

    private func decide(_ record: inout UseEntryRecord, _ state: UseEntry.State, _ isOfDepartment: Bool, _ year: Int) async throws {
        var entry = try Desk.use(record).entry
        entry.state = state
        entry.decidedBy = isOfDepartment ? "主管部门党组会议" : "示例县财政局"
        entry.decision = switch state {
        case .dropped: "项目已到期，下年不再安排，不作处理"
        case .applied: "已落实到\(year + 2)年部门预算批复"
        case .proposed, .decided: isOfDepartment ? "部门预算编制会议纪要〔\(year + 1)〕6号" : "示财绩〔\(year + 1)〕8号"
        }
        record = try await desk.changeUse(record.id, version: record.version, to: entry, by: isOfDepartment ? staff.department : staff.bureau)
    }
}

/// Points that a review takes off, by the fourteen rules of the county.
enum DemoDeduction {
    /// By the row of the sheet; rows of a project are quantity, quality, time, cost, benefit, what lasts, satisfaction.
    static func all(_ place: Int, hasSurvey: Bool) -> [(row: Int, deduction: ReEvaluationSheet.Deduction)] {
        var deductions = table[place % table.count]
        if !hasSurvey { deductions.append((6, .init(rule: 4, reason: "第4条：只有满意率，没有问卷和统计表，记0分。", evidence: "满意度调查报告.txt"))) }
        return deductions
    }

    private static let table: [[(row: Int, deduction: ReEvaluationSheet.Deduction)]] = [
        [(4, .init(rule: 3, level: .light, reason: "第3条：台账只有汇总数，缺少取数来源。", evidence: "完成情况统计.txt"))],
        [],
        [(1, .init(rule: 3, level: .medium, reason: "第3条：只写合格，没有验收标准和计算方法。"))],
        [(2, .init(rule: 7, reason: "第7条：三批任务中有一批逾期。"))],
        [],
        [(5, .init(rule: 9, reason: "第9条：与质量指标是同一内容，保留产出，效益记0分。"))],
        [(1, .init(rule: 1, reason: "第1条：没有验收材料，记0分。"))],
        [(5, .init(rule: 10, reason: "第10条：当年完成的工作是产出，不是可持续影响。")), (2, .init(rule: 7, reason: "第7条：部分任务12月以后才完成。"))],
        [(0, .init(rule: 3, level: .light, reason: "第3条：没有注明统计口径。"))],
        [(5, .init(rule: 2, reason: "第2条：覆盖率按全县统计，与项目无关。"))],
    ]
}
