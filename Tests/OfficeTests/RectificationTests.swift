import BudgetModel
import JSONText
import Office
import Quantities
import Testing

struct RectificationTests {
    typealias Ticket = RectificationTicket

    let basis = Wording(zh: "依据", en: "basis")

    func ticket() throws -> Ticket {
        let opened = day("2024-03-01")
        return Ticket(
            id: "2024-17", source: .review, finding: "改造长度没有验收单", rule: "R01", responsibleUnit: "water-company", opened: opened,
            deadline: try RectificationProfile.shipped(on: testDay).deadline(from: opened), budgetEffect: BudgetEffect(budgetYear: 2025, percent: dec("5")))
    }

    func moved(_ moves: Ticket.Move...) throws -> Ticket {
        var ticket = try ticket()
        for move in moves { try ticket.make(move) }
        return ticket
    }

    let answer = Ticket.Move(.answer, on: day("2024-03-20"), text: "补办验收", evidence: ["验收单.pdf"])

    @Test func `30 days by default, and overdue on the day after`() throws {
        let ticket = try ticket()
        #expect(ticket.deadline == day("2024-03-31"))
        #expect(!ticket.isOverdue(on: day("2024-03-31")) && ticket.isOverdue(on: day("2024-04-01")))
        #expect(ticket.shortfalls(on: day("2024-04-03"), basis: basis).map(\.message.zh) == ["整改期限2024-03-31已过3日，单位没有反馈"])
        #expect(try !moved(answer).isOverdue(on: day("2024-04-01")))
        #expect(ticket.shortfalls(on: day("2024-04-03"), basis: basis).codes == ["ticket.overdue"])
        var blank = ticket
        blank.finding = " "
        #expect(blank.shortfalls(on: day("2024-03-03"), basis: basis).codes == ["ticket.finding.missing"])
    }

    @Test func `what is not answered in time is cut or waits`() throws {
        let results = try UseOfResultsProfile.shipped(on: testDay)
        #expect(try results.entry(for: ticket(), on: day("2024-03-31")) == nil)
        let entry = try #require(try results.entry(for: ticket(), on: day("2024-04-03")))
        #expect(entry.finding.zh == "改造长度没有验收单（整改逾期3日）")
        #expect(entry.actions == [.cut, .wait] && entry.code == "R01" && entry.effect?.percent == dec("5"))
    }

    @Test func `the whole way`() throws {
        var ticket = try moved(
            answer, .init(.reopen, on: day("2024-03-25"), text: "验收单缺盖章"), .init(.answer, on: day("2024-04-02"), text: "重新验收", evidence: ["验收单2.pdf"]), .init(.confirm, on: day("2024-04-03")))
        #expect(ticket.state == .confirmed && ticket.reopenedCount == 1)
        #expect(ticket.measure == "重新验收" && ticket.evidence == ["验收单2.pdf"])
        #expect(ticket.nextActions == [.reopen, .close])
        try ticket.make(.init(.close, on: day("2024-04-05")))
        #expect(ticket.state == .closed)
        try ticket.make(.init(.reopen, on: day("2024-06-01"), text: "同一问题再次出现"))
        #expect(ticket.state == .reopened && ticket.reopenedCount == 2 && ticket.isOverdue(on: day("2024-06-02")))
        try expectRoundTrip(ticket)
    }

    @Test(arguments: [
        (Ticket.Move(.confirm, on: day("2024-03-02")), "该事项待整改，不能确认；可以反馈"), (.init(.close, on: day("2024-03-02")), "该事项待整改，不能销号；可以反馈"),
        (.init(.reopen, on: day("2024-03-02"), text: "x"), "该事项待整改，不能退回重改；可以反馈"), (.init(.answer, on: day("2024-03-02"), text: " "), "反馈没有写整改措施，请写明做了什么、结果怎样"),
        (.init(.answer, on: day("2024-02-29"), text: "x"), "日期2024-02-29早于上一步的2024-03-01，请核对"),
    ])
    func `what an open ticket refuses`(move: Ticket.Move, sentence: String) throws {
        #expect(try ticket().refusal(of: move)?.zh == sentence)
    }

    @Test func `what an answered ticket refuses`() throws {
        let bare = try moved(.init(.answer, on: day("2024-03-20"), text: "已改"))
        #expect(bare.refusal(of: .init(.confirm, on: day("2024-03-21")))?.zh == "反馈没有附佐证材料，不能确认；请退回补充")
        #expect(bare.refusal(of: .init(.reopen, on: day("2024-03-21")))?.zh == "退回没有写理由，请写明哪里没有整改到位")
        #expect(try moved(answer).refusal(of: answer)?.en == "the ticket is answered and cannot be taken to “answer”; you may confirm, reopen")
    }

    @Test(arguments: Ticket.State.allCases)
    func `from each state exactly the legal moves`(state: Ticket.State) throws {
        let confirm = Ticket.Move(.confirm, on: day("2024-03-21"))
        let ticket: Ticket
        let legal: [Ticket.Action]
        switch state {
        case .open: (ticket, legal) = (try self.ticket(), [.answer])
        case .answered: (ticket, legal) = (try moved(answer), [.confirm, .reopen])
        case .confirmed: (ticket, legal) = (try moved(answer, confirm), [.reopen, .close])
        case .reopened: (ticket, legal) = (try moved(answer, .init(.reopen, on: day("2024-03-21"), text: "x")), [.answer])
        case .closed: (ticket, legal) = (try moved(answer, confirm, .init(.close, on: day("2024-03-22"))), [.reopen])
        }
        #expect(ticket.state == state && ticket.nextActions == legal)
        for action in Ticket.Action.allCases {
            let move = Ticket.Move(action, on: day("2024-05-01"), text: "x", evidence: ["a"])
            #expect((ticket.refusal(of: move) == nil) == legal.contains(action))
        }
    }

    @Test func `a stored ticket with an illegal move or a wrong state is not taken`() throws {
        let text = try moved(answer).json.text
        #expect(try refusal(Ticket.self, text) == nil)
        #expect(try refusal(Ticket.self, text.replacing("\"action\":\"answer\"", with: "\"action\":\"close\"")) == JSONShapeError(pointer: "/moves/0", kind: .expected(["answer"])))
        #expect(try refusal(Ticket.self, text.replacing("\"state\":\"answered\"", with: "\"state\":\"closed\""))?.pointer == "/state")
        #expect(try refusal(Ticket.self, text.replacing("\"reopenedCount\":0", with: "\"reopenedCount\":1"))?.pointer == "/reopenedCount")
        #expect(try refusal(Ticket.self, text.replacing("2024-03-31", with: "2024-02-30"))?.pointer == "/deadline")
    }

    @Test(arguments: [UInt64.random(in: 0...UInt64.max), 30])
    func `whatever is tried, the state follows from the moves and the ticket comes back`(seed: UInt64) throws {
        var generator = Seeded(seed)
        for _ in 0..<100 {
            var ticket = try ticket()
            var today = ticket.opened
            for _ in 0..<12 {
                today = try today.adding(days: Int.random(in: 0...9, using: &generator))
                let move = Ticket.Move(
                    Ticket.Action.allCases.randomElement(using: &generator)!, on: today, text: Bool.random(using: &generator) ? "x" : nil, evidence: Bool.random(using: &generator) ? ["a.pdf"] : [])
                let before = ticket
                do throws(TicketRefused) { try ticket.make(move) } catch { #expect(ticket == before, "seed \(seed)") }
            }
            #expect(ticket.reopenedCount == ticket.moves.count { $0.action == .reopen })
            try expectRoundTrip(ticket)
        }
    }
}
