import BudgetModel
import Casework
import JSONText
import Office
import Quantities
import Storage
import Testing

/// What follows a result: use, rectification, publication, hindsight, sums.
@Suite struct RegisterTests {
    @Test(arguments: Engine.allCases) func `a result is proposed, recorded and decided on`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let walk = try await OfficeWalk(office), desk = office.desk
            await refused("result-missing") { try await desk.proposeUse(walk.caseID, by: walk.bureau) }
            _ = try await walk.approveSelfEvaluation()
            let proposed = try await desk.proposeUse(walk.caseID, nextRequest: Money(fen: 90_000_000), by: walk.bureau)
            #expect(proposed.layer == .computed)
            #expect(proposed.grade == .excellent)
            #expect(proposed.proposal.noticeDue.iso == "2025-03-02")
            await refused("role-missing") { try await desk.recordUse(proposed.proposal.entries, of: walk.caseID, year: 2026, by: walk.editor) }
            let kept = try await desk.recordUse(proposed.proposal.entries, of: walk.caseID, year: 2026, by: walk.bureau)
            #expect(kept.map(\.year).allSatisfy { $0 == 2026 })
            var entry = proposed.proposal.entries[0]
            entry.state = .decided
            await refused("invalid") { [entry] in try await desk.changeUse(kept[0].id, version: 1, to: entry, by: walk.bureau) }
            entry.decidedBy = "示例区财政局"
            entry.decision = "示财绩〔2025〕8号：2026年优先保障"
            let changed = try await desk.changeUse(kept[0].id, version: 1, to: entry, by: walk.bureau)
            #expect(changed.version == 2)
            await refused("stale-version") { [entry] in try await desk.changeUse(kept[0].id, version: 1, to: entry, by: walk.bureau) }
            #expect(try await desk.uses(year: 2026, limit: 50, by: walk.editor).count == kept.count)
            #expect(try await walk.breaks() == [])
        }
    }

    @Test(arguments: Engine.allCases) func `a rectification is answered, reopened, confirmed and closed, by others than who answered`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let walk = try await OfficeWalk(office), desk = office.desk
            office.clock.set("2025-04-01")
            let draft = TicketDraft(source: .review, finding: "受益农户名单缺少取数来源", rule: "3")
            await refused("role-missing") { try await desk.openTicket(draft, of: walk.caseID, by: walk.editor) }
            var ticket = try await desk.openTicket(draft, of: walk.caseID, by: walk.bureau)
            #expect(ticket.dueOn.iso == "2025-05-01")
            await refused("ticket-move") { try await desk.moveTicket(ticket.id, version: 1, .confirm, by: walk.bureau) }
            ticket = try await desk.moveTicket(ticket.id, version: 1, .answer, text: "已补充名单", by: walk.editor)
            #expect(ticket.state == "answered")
            await refused("stale-version") { try await desk.moveTicket(ticket.id, version: 1, .confirm, by: walk.bureau) }
            // Without evidence nothing is confirmed.
            await refused("ticket-move") { [ticket] in try await desk.moveTicket(ticket.id, version: ticket.version, .confirm, by: walk.bureau) }
            ticket = try await desk.moveTicket(ticket.id, version: ticket.version, .reopen, text: "没有附名单来源", by: walk.bureau)
            office.clock.set("2025-05-02")
            var overdue = TicketFilter()
            overdue.overdueOn = CalendarDay(iso: "2025-05-02")
            #expect(try await desk.tickets(overdue, limit: 10, by: walk.editor).map(\.id) == [ticket.id])
            overdue.overdueOn = CalendarDay(iso: "2025-05-01")
            #expect(try await desk.tickets(overdue, limit: 10, by: walk.editor) == [])

            // Somebody who may do both answers; another has to confirm.
            let person = try #require(Identifier<PersonRecord>(walk.reviewer.id))
            _ = try await desk.grant(.bureauPerformance, on: nil, to: person, by: office.machine)
            let both = try await desk.caller(person, in: OfficeFixture.region, channel: .api, rateKey: "both")
            try await walk.attach("名单来源.txt")
            ticket = try await desk.moveTicket(ticket.id, version: ticket.version, .answer, text: "已附名单和来源", evidence: ["名单来源.txt"], by: both)
            await refused("own-work") { [ticket] in try await desk.moveTicket(ticket.id, version: ticket.version, .confirm, by: both) }
            ticket = try await desk.moveTicket(ticket.id, version: ticket.version, .confirm, by: walk.bureau)
            ticket = try await desk.moveTicket(ticket.id, version: ticket.version, .close, by: walk.bureau)
            #expect(try Desk.ticket(ticket).ticket.reopenedCount == 1)
            #expect(ticket.state == "closed")
            #expect(try await walk.breaks() == [])
        }
    }

    @Test(arguments: Engine.allCases) func `what is published has duty, deadline, address and digest`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let walk = try await OfficeWalk(office), desk = office.desk
            let digest = Digest.sha256("公开稿")
            office.clock.set("2024-02-01")
            var draft = PublicationDraft(subject: .ofCase(walk.caseID), kind: .projectGoals)
            // Nothing is approved yet: the day is that of the budget, by its number.
            await refused("invalid") { [draft] in try await desk.registerPublication(draft, by: walk.business) }
            draft.approvedOn = CalendarDay(iso: "2024-01-20")
            let unnumbered = await refused("invalid") { [draft] in try await desk.registerPublication(draft, by: walk.business) }
            #expect(unnumbered?.flaws.map(\.pointer) == ["/approvalDocument"])
            draft.approvalDocument = "示人常〔2024〕1号"
            draft.approvedDigest = digest
            await refused("invalid") { [draft] in try await desk.registerPublication(draft, by: walk.business) }
            _ = try await desk.attach(EvidenceDraft(fileName: "公开稿.txt", bytes: Array("公开稿".utf8), kind: .decision), to: walk.caseID, by: walk.editor)
            var entry = try await desk.registerPublication(draft, by: walk.business)
            #expect(entry.dueOn.iso == "2024-02-09")
            await refused("publication-exists") { [draft] in try await desk.registerPublication(draft, by: walk.business) }
            #expect(try desk.standing(entry, on: CalendarDay(iso: "2024-02-10")!).status == .overdue(days: 1))
            let day = CalendarDay(iso: "2024-02-05")!
            func publish(_ entry: PublicationRecord, _ digest: String) async throws -> PublicationRecord {
                try await desk.markPublished(entry.id, version: entry.version, address: "https://www.example.gov.cn/2024/1.html", on: day, digest: digest, by: walk.business)
            }
            office.clock.set("2024-02-06")
            await refused("not-approved") { [entry] in try await publish(entry, digest) }
            try await walk.approveGoal()
            await refused("invalid") { [entry] in try await publish(entry, "sha256:1") }
            entry = try await publish(entry, digest)
            #expect(try desk.standing(entry, on: day).status == .published)
            // It is registered, so no duty is left; a self-evaluation that is approved makes the next one.
            #expect(try await desk.publicationDuties(year: 2024, limit: 10, by: walk.business) == [])
            #expect(entry.publishedOn == day)
            await refused("published-already") { [entry] in try await publish(entry, digest) }
            let correction = Publication.Correction(on: CalendarDay(iso: "2024-02-06")!, digest: Digest.sha256("更正稿"), reason: "单位名称有误")
            // Another text than the approved one needs its own approval.
            await refused("invalid") { [entry] in try await desk.correctPublication(entry.id, version: entry.version, correction, by: walk.business) }
            await refused("invalid") { [entry] in try await desk.correctPublication(entry.id, version: entry.version, correction, approvedDigest: correction.digest, by: walk.business) }
            _ = try await desk.attach(EvidenceDraft(fileName: "更正稿.txt", bytes: Array("更正稿".utf8), kind: .decision), to: walk.caseID, by: walk.editor)
            entry = try await desk.correctPublication(entry.id, version: entry.version, correction, approvedDigest: correction.digest, by: walk.business)
            #expect(try desk.standing(entry, on: day).status == .corrected)
            #expect(try await desk.publications(dueUntil: CalendarDay(iso: "2024-12-31"), limit: 10, by: walk.editor) == [])
            // The entry itself was written down wrong: it is set right and keeps what it said.
            var amendment = PublicationAmendment()
            amendment.address = "https://www.example.gov.cn/2024/2.html"
            amendment.approvedOn = CalendarDay(iso: "2024-02-06")
            await refused("invalid") { [entry, amendment] in try await desk.amendPublication(entry.id, version: entry.version, amendment, reason: " ", by: walk.business) }
            // Approved on the 6th, published on the 5th: that cannot be.
            await refused("invalid") { [entry, amendment] in try await desk.amendPublication(entry.id, version: entry.version, amendment, reason: "网址抄错", by: walk.business) }
            amendment.approvedOn = nil
            entry = try await desk.amendPublication(entry.id, version: entry.version, amendment, reason: "网址抄错", by: walk.business)
            let amended = try Desk.publication(entry)
            #expect(amended.address == "https://www.example.gov.cn/2024/2.html")
            #expect(amended.amendments.map(\.before.text) == [#"{"address":"https://www.example.gov.cn/2024/1.html"}"#])
            await refused("invalid") { [entry, amendment] in try await desk.amendPublication(entry.id, version: entry.version, amendment, reason: "网址抄错", by: walk.business) }
            // A goal that is approved again is another text than the one that was published.
            office.clock.set("2024-03-01")
            #expect(try await desk.publicationDuties(year: 2024, limit: 10, by: walk.business) == [])
            _ = try await desk.addBudget(
                BudgetDraft(object: .programme(walk.programme.id), year: 2024, source: .appropriation, kind: .adjustment, amount: Money(fen: 1_000_000), day: CalendarDay(iso: "2024-02-20")!, reason: "追加"), by: office.machine)
            let goal = walk.stage(.goal).id
            var stage = try await desk.stageView(goal, by: walk.editor).stage
            stage = try await desk.move(goal, .requestAdjustment, version: stage.version, opinion: "追加预算，目标相应调整", by: walk.editor)
            let raised = try JSONParser.parse(try CycleTests.goalForm("96").text.replacing("1000000.00", with: "1010000.00"))
            _ = try await desk.saveForm(.json(raised), in: goal, version: stage.version, by: walk.editor)
            _ = try await walk.approve(.goal)
            #expect(try await desk.publicationDuties(year: 2024, limit: 10, by: walk.business).map(\.outdated) == [entry.id])
            // A slip of the entry is set right and does not make it show the new goal.
            amendment.address = "https://www.example.gov.cn/2024/3.html"
            entry = try await desk.amendPublication(entry.id, version: entry.version, amendment, reason: "网址迁移", by: walk.business)
            #expect(try await desk.publicationDuties(year: 2024, limit: 10, by: walk.business).map(\.outdated) == [entry.id])
            _ = try await desk.attach(EvidenceDraft(fileName: "调整稿.txt", bytes: Array("调整稿".utf8), kind: .decision), to: walk.caseID, by: walk.business)
            let renewed = Publication.Correction(on: CalendarDay(iso: "2024-03-01")!, digest: Digest.sha256("调整稿"), reason: "目标随预算调整")
            _ = try await desk.correctPublication(entry.id, version: entry.version, renewed, approvedDigest: renewed.digest, by: walk.business)
            #expect(try await desk.publicationDuties(year: 2024, limit: 10, by: walk.business) == [])
            #expect(try await walk.breaks() == [])
        }
    }

    @Test(arguments: Engine.allCases) func `a secret programme is withheld, not published`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let walk = try await OfficeWalk(office, isSecret: true), desk = office.desk
            try await walk.approveGoal()
            var entry = try await desk.registerPublication(PublicationDraft(subject: .ofCase(walk.caseID), kind: .projectGoals), by: walk.business)
            await refused("secret") { [entry] in
                    try await desk.markPublished(
                        entry.id, version: entry.version, address: "https://www.example.gov.cn", on: CalendarDay(iso: "2024-01-10")!, digest: Digest.sha256("公开稿"), by: walk.business)
                }
            await refused("invalid") { [entry] in try await desk.withhold(entry.id, version: entry.version, Publication.Withheld(ground: .stateSecret, decidedBy: "示例区财政局", decision: ""), by: walk.business) }
            entry = try await desk.withhold(entry.id, version: entry.version, Publication.Withheld(ground: .stateSecret, decidedBy: "示例区财政局", decision: "示财密〔2024〕1号"), by: walk.business)
            #expect(try desk.standing(entry, on: CalendarDay(iso: "2024-06-01")!).status == .withheld)
            #expect(try await walk.breaks() == [])
        }
    }

    @Test(arguments: Engine.allCases) func `the result looks back at the goal, and the year adds up`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let walk = try await OfficeWalk(office), desk = office.desk
            await refused("goal-not-approved") { try await desk.hindsight(walk.caseID, by: walk.bureau) }
            _ = try await walk.approveSelfEvaluation()
            let duties = try await desk.publicationDuties(year: 2024, limit: 10, by: walk.business)
            #expect(duties.map(\.kind) == [.projectGoals, .selfEvaluationResults])
            #expect(duties.map(\.dueOn.iso) == ["2024-01-30", "2025-03-02"])
            #expect(try await desk.publicationDuties(year: 2024, after: duties[0].place, limit: 10, by: walk.business) == [duties[1]])
            let hindsight = try await desk.hindsight(walk.caseID, by: walk.bureau)
            #expect(hindsight.profile.id == "goal-hindsight")
            #expect(!hindsight.notes.contains { $0.cause == .targetChanged || $0.cause == .indicatorAdded || $0.cause == .indicatorDropped })

            let rollup = try await desk.rollup(year: 2024, stage: .selfEvaluation, by: walk.bureau)
            #expect(rollup.states == [.approved: 1])
            #expect(rollup.grades == ["优": 1])
            #expect(rollup.totals.mean?.description == "99.08")
            #expect(rollup.levels.map(\.level1).sorted() == ["产出指标", "效益指标", "满意度指标"].sorted())
            #expect(rollup.levels.map(\.indicators).reduce(0, +) == 4)
            #expect(rollup.levels.first { $0.level1 == "产出指标" }?.computed.plain == "39.58")
            #expect(rollup.money.map(\.name) == ["示例区水务局"])
            #expect(rollup.money.first?.adjusted == Money(fen: 100_000_000))
            // The department as a whole has the same money once more, and stands apart.
            _ = try await desk.addBudget(
                BudgetDraft(object: .unit(walk.department.id), year: 2024, source: .appropriation, kind: .initial, amount: Money(fen: 300_000_000), day: CalendarDay(iso: "2024-01-05")!), by: office.machine)
            let both = try await desk.rollup(year: 2024, stage: .selfEvaluation, by: walk.bureau).money
            #expect(both.map(\.object) == [.department, .project] && both.map(\.initial.fen) == [300_000_000, 100_000_000])
            // Another unit's editor sees nothing of it.
            let other = try await desk.openUnit(UnitDraft(kind: .department, code: "220", name: "示例区林业局"), on: CalendarDay(iso: "2020-01-01")!, by: office.machine)
            let stranger = try await office.person("stranger", .unitEditor, on: other.id)
            let nothing = try await desk.rollup(year: 2024, stage: .selfEvaluation, by: stranger)
            #expect(nothing.states == [:])
            #expect(nothing.levels == [])
            #expect(nothing.money == [])

            await refused("role-missing") { try await desk.exchange(.indicator, year: 2024, by: walk.editor) }
            let csv = String(decoding: try await desk.exchange(.indicator, year: 2024, by: walk.bureau).dropFirst(3), as: UTF8.self).split(separator: "\r\n")
            #expect(csv.count == 5)
            #expect(csv[1].contains(#""改造管网长度","≥12公里","12.6公里","","20","20""#))
            let evaluations = String(decoding: try await desk.exchange(.selfEvaluation, year: 2024, by: walk.bureau).dropFirst(3), as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: true)
            #expect(evaluations[1].contains(#""2024","370199000","219001""#))
            // The opinions of those who passed and approved it stand in their columns, and what the result leads to.
            #expect(evaluations[1].hasSuffix(#""","99.08","","","同意报送","同意","1""#))
            var use = try await desk.proposeUse(walk.caseID, by: walk.business).proposal.entries[0]
            use.advice = Wording(zh: "优先安排下年预算", en: "prefer it next year")
            _ = try await desk.recordUse([use], of: walk.caseID, year: 2026, by: walk.business)
            let advised = String(decoding: try await desk.exchange(.selfEvaluation, year: 2024, by: walk.bureau), as: UTF8.self)
            #expect(advised.contains(#""优先安排下年预算","99.08","","优先安排下年预算","同意报送","同意","1""#))
            #expect(try await walk.breaks() == [])
        }
    }
}
