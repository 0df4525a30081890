import BudgetModel
import Office
import Quantities
import Storage

/// A programme's year, day by day: who fills in, hands in, returns and approves.
extension DemoProgramme {
    private func has(_ twist: DemoTwist, _ year: Int) -> Bool { DemoTwist.all(turn(year)).contains(twist) }

    func plan(_ agenda: inout DemoAgenda, _ year: Int) {
        let turn = turn(year)
        agenda.on("\(year)-01-04") { office in try await office.open(turn) }
        if record.needsExAnte, year == record.startsIn { planExAnte(&agenda, year) }
        guard !isRefused else { return }
        planGoal(&agenda, year)
        planMonitoring(&agenda, year)
        planAdjustment(&agenda, year)
        planSelfEvaluation(&agenda, year)
    }

    // MARK: - Goal

    private func planGoal(_ agenda: inout DemoAgenda, _ year: Int) {
        let turn = turn(year), initial = amounts(year).initial
        agenda.on("\(year)-01-08") { office in try await office.budget(.initial, turn, .appropriation, initial, on: "\(year)-01-08", document: "示财预〔\(year)〕1号") }
        let first: GoalText = has(.returnedByDepartment, year) ? .vague : has(.returnedByBureau, year) ? .tooLittle : has(.besideBudget, year) ? .otherAmount : .proper
        // Handed in between the 10th and the 19th, passed a week later.
        agenda.on("\(year)-01-1\(thrown(year, 70, below: 10))") { office in
            try await office.save(goal(year, first), .goal, turn)
            try await office.submit(.goal, turn)
        }
        agenda.on("\(year)-01-20") { office in try await office.endorse(.goal, turn) }
        if has(.returnedByDepartment, year) {
            agenda.on("\(year)-01-22") { office in
                try await office.move(.return, .goal, turn, "目标表述过于笼统，看不出为谁做、做多少、达到什么效果，请按项目申报书细化后重新报送。", by: office.staff.department)
            }
            handInAgain(&agenda, year, on: "\(year)-01-24")
        }
        agenda.on("\(year)-01-2\(5 + thrown(year, 71, below: 4))") { office in try await office.pass(.goal, turn) }
        if first == .tooLittle {
            returnByBureau(&agenda, year, .fair, "数量指标比上年减少三成，预算没有相应减少，也没有说明单价依据；请核实后修改，按程序重新报送。")
        } else if first == .otherAmount {
            returnByBureau(&agenda, year, .fair, "目标表的预算金额与批复的年初预算不一致，仍是“一上”申报数；请改为批复数后重新报送。")
        }
        agenda.on("\(year)-02-\(first == .tooLittle || first == .otherAmount ? "12" : "0\(3 + thrown(year, 72, below: 4))")") { office in try await office.approve(.goal, turn, "随预算一并批复") }
    }

    private func handInAgain(_ agenda: inout DemoAgenda, _ year: Int, on day: String) {
        let turn = turn(year)
        agenda.on(day) { office in
            try await office.save(goal(year, .proper), .goal, turn)
            try await office.submit(.goal, turn)
            try await office.endorse(.goal, turn)
        }
    }

    private func returnByBureau(_ agenda: inout DemoAgenda, _ year: Int, _ grade: Grade, _ opinion: String) {
        let turn = turn(year)
        agenda.on("\(year)-02-03") { office in
            try await office.reviewGoal(turn, grade, opinion)
            try await office.move(.return, .goal, turn, opinion, by: office.staff.bureau)
        }
        handInAgain(&agenda, year, on: "\(year)-02-07")
        agenda.on("\(year)-02-10") { office in try await office.pass(.goal, turn) }
    }

    // MARK: - Monitoring

    private func planMonitoring(_ agenda: inout DemoAgenda, _ year: Int) {
        let turn = turn(year), asks = has(.adjusted, year)
        agenda.on("\(year)-08-0\(5 + thrown(year, 73, below: 5))") { office in
            if asks { try await office.move(.requestAdjustment, .goal, turn, "1-7月完成不到序时进度的一半，按现有条件全年只能完成八成，申请调减绩效目标和预算。", by: office.staff.editor) }
            try await office.save(monitoring(year, through: 7, isAdjusted: false, asks: asks), .monitoring, turn)
            try await office.submit(.monitoring, turn)
        }
        agenda.on("\(year)-08-13") { office in try await office.endorse(.monitoring, turn) }
        agenda.on("\(year)-08-\(15 + thrown(year, 74, below: 5))") { office in try await office.pass(.monitoring, turn) }
        agenda.on("\(year)-08-28") { office in try await office.approve(.monitoring, turn) }
        guard asks else { return }
        // Those who were far behind are looked at once more.
        agenda.on("\(year)-11-03") { office in _ = try await office.desk.openMonitoringRound(of: office.caseID(turn), by: office.staff.bureau) }
        agenda.on("\(year)-11-06") { office in
            try await office.save(monitoring(year, through: 10, isAdjusted: true, asks: false), .monitoring, turn, months: MonitoredMonths(through: 10)!)
            try await office.submit(.monitoring, turn)
            try await office.endorse(.monitoring, turn)
        }
        agenda.on("\(year)-11-10") { office in try await office.pass(.monitoring, turn) }
        agenda.on("\(year)-11-12") { office in try await office.approve(.monitoring, turn) }
    }

    // MARK: - Adjustments

    private func planAdjustment(_ agenda: inout DemoAgenda, _ year: Int) {
        let turn = turn(year)
        if let change = amounts(year).change {
            let reason = change.fen < 0 ? "上半年执行进度慢，按程序调减，目标相应调整" : "追加结算差额，年初目标不变"
            agenda.on("\(year)-09-20") { office in try await office.budget(.adjustment, turn, .appropriation, change, on: "\(year)-09-20", document: "示财预〔\(year)〕9号", reason: reason) }
        }
        if has(.adjusted, year) {
            agenda.on("\(year)-09-24") { office in
                try await office.save(goal(year, .adjusted), .goal, turn)
                try await office.submit(.goal, turn)
                try await office.endorse(.goal, turn)
            }
            agenda.on("\(year)-09-26") { office in try await office.pass(.goal, turn) }
            agenda.on("\(year)-10-09") { office in try await office.approve(.goal, turn, "预算已调减，目标相应调整，同意。") }
        }
        if has(.adjustmentRefused, year) { planRefusal(&agenda, year) }
        if has(.adjustmentWithdrawn, year) {
            agenda.on("\(year)-09-05") { office in try await office.move(.requestAdjustment, .goal, turn, "接种服务点拟合并，接种人次可能减少，申请调减指标值。", by: office.staff.editor) }
            agenda.on("\(year)-09-18") { office in try await office.move(.cancelAdjustment, .goal, turn, "服务点合并推迟到明年，今年任务不变，撤回调整申请。", by: office.staff.editor) }
        }
        if has(.adjusting, year) {
            agenda.on("\(year)-11-20") { office in try await office.move(.requestAdjustment, .goal, turn, "辖区两个村整体搬迁，签约户数减少，申请调减指标值和预算。", by: office.staff.editor) }
        }
    }

    /// Asked for without a change of the budget: the goal stands as it was approved.
    private func planRefusal(_ agenda: inout DemoAgenda, _ year: Int) {
        let turn = turn(year)
        agenda.on("\(year)-10-11") { office in
            try await office.move(.requestAdjustment, .goal, turn, "下半年人手紧张，申请把指标值调低三成，预算不变。", by: office.staff.reviewer)
            try await office.save(goal(year, .tooLittle), .goal, turn)
            try await office.submit(.goal, turn)
        }
        agenda.on("\(year)-10-13") { office in
            try await office.endorse(.goal, turn)
            try await office.pass(.goal, turn)
        }
        agenda.on("\(year)-10-20") { office in
            let opinion = "只调低指标值、不调预算，不符合目标与预算同步调整的规定；人手问题应在单位内部调剂解决。"
            try await office.move(.return, .goal, turn, opinion, by: office.staff.bureau)
            try await office.move(.cancelAdjustment, .goal, turn, "不同意调整，按原批复目标执行。", by: office.staff.bureau)
        }
    }

    // MARK: - Self-evaluation

    /// How far the last year has come; the years before are done.
    private enum Progress: Int, Comparable {
        case notBegun, saved, returned, submitted, endorsed, passed, approved

        static func < (left: Progress, right: Progress) -> Bool { left.rawValue < right.rawValue }
    }

    private func progress(_ year: Int) -> Progress {
        guard year == DemoCounty.years.last else { return .approved }
        return switch unit.place {
        case 0...3: .approved
        case 4: .passed
        case 5: .endorsed
        case 6: index < 2 ? .returned : .submitted
        case 7, 8: .saved
        default: .notBegun
        }
    }

    /// Of one unit whose window was held open longer.
    private func isLate(_ year: Int) -> Bool { unit.place == DemoOffice.lateUnit && year == DemoOffice.lateYear }

    private func planSelfEvaluation(_ agenda: inout DemoAgenda, _ year: Int) {
        let turn = turn(year), progress = progress(year), executed = amounts(year).executed
        agenda.on("\(year + 1)-01-06") { office in try await office.budget(.executed, turn, .appropriation, executed, on: "\(year)-12-31") }
        guard progress > .notBegun else { return }
        let month = isLate(year) ? "03-1" : "02-1"
        agenda.on("\(year + 1)-01-2\(thrown(year, 75, below: 10))") { office in for paper in evidence(year) { try await office.attach(paper, turn) } }
        if progress == .saved || thrown(year, 22, below: 8) == 0, habit(year) != .careless {
            // Everybody begins with full points; what was missed is told by the check.
            agenda.on("\(year + 1)-\(month)0") { office in try await office.save(selfEvaluation(year, isCareless: true), .selfEvaluation, turn) }
        }
        guard progress > .saved else { return }
        agenda.on("\(year + 1)-\(month)\(thrown(year, 76, below: 9) + 1)") { office in
            try await office.save(selfEvaluation(year), .selfEvaluation, turn)
            if hasProvenance(year) { try await saveProvenance(office, year) }
            try await office.submit(.selfEvaluation, turn)
        }
        if progress == .returned {
            agenda.on("\(year + 1)-02-24") { office in
                try await office.move(.return, .selfEvaluation, turn, "完成值与上报交通统计年报的数不一致，请核对后重报，并附养护台账。", by: office.staff.reviewer)
            }
        }
        if progress >= .endorsed { agenda.on("\(year + 1)-\(isLate(year) ? "03-22" : "02-24")") { office in try await office.endorse(.selfEvaluation, turn) } }
        if progress >= .passed { agenda.on("\(year + 1)-\(isLate(year) ? "03-25" : "02-27")") { office in try await office.pass(.selfEvaluation, turn) } }
        if progress == .approved { agenda.on("\(year + 1)-\(isLate(year) ? "04-02" : "03-1\(thrown(year, 77, below: 6))")") { office in try await office.approve(.selfEvaluation, turn) } }
        if has(.reopened, year) { planReopening(&agenda, year) }
        // The first year is closed for good two years later.
        if year == DemoCounty.years.first, unit.sector.code == DemoSector.all[0].code {
            agenda.on("\(year + 2)-01-15") { office in for kind in [StageKind.goal, .monitoring, .selfEvaluation] { try await office.move(.archive, kind, turn, by: office.staff.bureau) } }
        }
    }

    private func saveProvenance(_ office: DemoOffice, _ year: Int) async throws {
        let turn = turn(year), target = targets(year, isAdjusted: true)[Row.satisfaction], stage = try await office.stage(.selfEvaluation, turn)
        let survey = SatisfactionProvenance(
            indicator: IndicatorKey(level1: target.level1, level2: target.level2, name: target.name), instrument: [.questionnaire, .online, .thirdParty][thrown(year, 23, below: 3)], population: 1_200 + thrown(year, 24, below: 900), sample: 200,
            answers: answers(year), satisfied: (answers(year) * rate(year) * 2 + 100) / 200, from: CalendarDay(iso: "\(year)-12-01"), to: CalendarDay(iso: "\(year)-12-10"), conductedBy: unit.name(year), evidence: "满意度调查报告.txt")
        _ = try await office.desk.saveProvenance(stage.id, version: stage.version, [survey], by: office.staff.editor)
    }

    /// An audit found that some were counted twice.
    private func planReopening(_ agenda: inout DemoAgenda, _ year: Int) {
        let turn = turn(year), unit = unit.record.id
        agenda.on("\(year + 1)-04-08") { office in
            try await office.move(.reopen, .selfEvaluation, turn, "审计发现\(quantity)有重复统计，请核减后重新报送。", by: office.staff.bureau)
            _ = try await office.desk.makeException(of: office.windows[year]!.id, for: unit, through: DemoOffice.day("\(year + 1)-04-20"), reason: "按审计意见重新报送", by: office.staff.bureau)
        }
        agenda.on("\(year + 1)-04-14") { office in
            try await office.save(selfEvaluation(year, lowering: 12), .selfEvaluation, turn)
            try await office.submit(.selfEvaluation, turn)
            try await office.endorse(.selfEvaluation, turn)
        }
        agenda.on("\(year + 1)-04-17") { office in
            try await office.pass(.selfEvaluation, turn)
            try await office.approve(.selfEvaluation, turn, "已核减，同意。")
        }
    }
}
