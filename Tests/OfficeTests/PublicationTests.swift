import BudgetModel
import JSONText
import Office
import Quantities
import Testing

struct PublicationTests {
    let profile = try! PublicationProfile.shipped(on: day("2024-06-30"))
    static let digest = "sha256:" + String(repeating: "0a", count: 32), other = "sha256:" + String(repeating: "0b", count: 32)

    func entry(published: String? = nil, approved: String? = "2024-02-10") -> Publication {
        Publication(
            kind: .projectGoals, subject: "道路养护项目", fiscalYear: 2024, body: "市交通运输局", approved: approved.map(day), published: published.map(day),
            address: published == nil ? nil : "https://jtj.example/a.html",
            digest: published == nil ? nil : Self.digest, approvedDigest: published == nil ? nil : Self.digest)
    }

    /// Approved on 10 February 2024, a leap year: 20 days end on 1 March.
    @Test(arguments: [
        ("2024-02-10", Publication.Status.due(daysLeft: 20)), ("2024-03-01", .due(daysLeft: 0)), ("2024-03-02", .overdue(days: 1)), ("2024-03-31", .overdue(days: 30)),
    ])
    func `due and overdue by the day`(today: String, status: Publication.Status) throws {
        #expect(try profile.deadline(of: entry()) == day("2024-03-01"))
        #expect(try profile.status(of: entry(), on: day(today)) == status)
        let isLate = if case .overdue = status { true } else { false }
        #expect(try profile.shortfalls(of: entry(), on: day(today)).codes == (isLate ? ["publication.overdue"] : []))
    }

    @Test func `published in time, late, corrected, withheld, not approved yet`() throws {
        let today = day("2024-06-30")
        #expect(try profile.status(of: entry(published: "2024-03-01"), on: today) == .published)
        #expect(try profile.status(of: entry(published: "2024-03-08"), on: today) == .publishedLate(days: 7))
        #expect(try profile.shortfalls(of: entry(published: "2024-03-08"), on: today).codes == ["publication.late"])
        #expect(try profile.status(of: entry(approved: nil), on: today) == .awaitingApproval)
        var corrected = entry(published: "2024-02-20")
        corrected.corrections = [.init(on: day("2024-03-05"), digest: Self.digest, reason: "金额单位写错")]
        corrected.digest = Self.other
        #expect(try profile.status(of: corrected, on: today) == .corrected)
        #expect(try profile.shortfalls(of: corrected, on: today).isEmpty)
        var withheld = entry()
        withheld.withheld = .init(ground: .stateSecret, decidedBy: "市保密局", decision: "保密字3号")
        #expect(try profile.status(of: withheld, on: today) == .withheld)
        #expect(try profile.shortfalls(of: withheld, on: today).isEmpty)
        // Without the approved file nobody can compare.
        var uncompared = entry(published: "2024-02-20")
        uncompared.approvedDigest = nil
        #expect(try profile.shortfalls(of: uncompared, on: today).codes == ["publication.approved-file.missing"])
        #expect(Publication.Status.publishedLate(days: 7).code == "published-late")
    }

    @Test func `what an entry lacks or says against itself`() throws {
        let today = day("2024-06-30")
        var entry = entry(published: "2024-02-01")
        entry.address = " "
        entry.digest = Self.other
        #expect(try profile.shortfalls(of: entry, on: today).codes == ["publication.address.missing", "publication.before-approval", "publication.digest.differs"])
        entry.digest = "md5:1"
        entry.corrections = [.init(on: day("2024-01-01"), digest: Self.digest, reason: "x"), .init(on: day("2024-05-01"), digest: "?", reason: "x")]
        #expect(
            try profile.shortfalls(of: entry, on: today).codes == [
                "publication.address.missing", "publication.before-approval", "publication.digest.missing", "publication.correction.wrong", "publication.correction.wrong",
            ])
        entry.corrections = []
        entry.withheld = .init(ground: .otherLaw, decidedBy: "", decision: "")
        let shortfalls = try profile.shortfalls(of: entry, on: today)
        #expect(shortfalls.codes == ["publication.decision.missing", "publication.withheld-and-published"])
        #expect(shortfalls[0].message.zh == "以“其他法律规定”为由不公开，没有写明由谁、以什么决定")
    }

    @Test func `60 percent of projects`() throws {
        #expect(try profile.coverageShortfall(published: 6, of: 10) == nil)
        #expect(try profile.coverageShortfall(published: 5, of: 9)?.message.zh == "9个项目公开了5个的绩效目标，占55.56%，不到60%")
        #expect(try profile.coverageShortfall(published: 0, of: 10)?.code.rawValue == "publication.coverage.low")
        #expect(try profile.coverageShortfall(published: 0, of: 0) == nil)
    }

    @Test func `every kind has its duty`() {
        #expect(PublishedKind.allCases.map { profile.duty($0).occasion } == [.budget, .budget, .finalAccount, .finalAccount, .finalAccount])
        #expect(ProfileTests.refused(PublicationProfile.self, "{kind: department-goal,", "{kind: project-goals,").contains { $0.contains("应各有一项") })
    }

    @Test func `JSON comes back and is strict`() throws {
        var document = entry(published: "2024-03-01")
        document.withheld = .init(ground: .personalData, decidedBy: "市交通运输局", decision: "隐去联系方式")
        document.corrections = [.init(on: day("2024-03-05"), digest: Self.digest, reason: "x")]
        #expect(document.amend(on: day("2024-03-06"), reason: "文号抄错") { $0.approvalDocument = "财预〔2024〕3号" })
        #expect(!document.amend(on: day("2024-03-06"), reason: "文号抄错") { $0.approvalDocument = "财预〔2024〕3号" })
        #expect(document.amendments == [.init(on: day("2024-03-06"), reason: "文号抄错", before: .object(["approvalDocument": .null]))])
        try expectRoundTrip(document)
        #expect(try refusal(Publication.self, document.json.text.replacing("personal-data", with: "shame"))?.pointer == "/withheld/ground")
        #expect(try refusal(Publication.self, document.json.text.replacing("2024-03-05", with: "2024-3-5"))?.pointer == "/corrections/0/day")
    }
}
