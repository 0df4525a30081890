import BudgetModel
import Casework
import Foundation
import JSONText
import Office
import Quantities
import Storage
import Testing

/// A case taken out of the office and computed again without it.
@Suite struct BundleTests {
    private static func verified(_ path: String) async throws -> [BundleFlaw.Kind] { try await VerifyBundle.run(path, engine: "test").flaws.map(\.kind) }

    /// A case with goal, review of the goal, lights, self-evaluation, survey, evidence and an approved review.
    private static func bundle(_ office: OfficeFixture) async throws -> (path: String, walk: OfficeWalk) {
        let walk = try await OfficeWalk(office), desk = office.desk
        _ = try await desk.attach(EvidenceDraft(fileName: "验收.txt", bytes: Array("管网验收合格，2024年11月30日".utf8), kind: .acceptance, indicator: "改造管网长度"), to: walk.caseID, by: walk.editor)
        _ = try await walk.approveSelfEvaluation()
        let drawn = try await desk.drawSample(SampleWish(year: 2024, size: .cases(1), seed: "2024-抽查"), by: walk.bureau)
        var sheet = try await desk.reEvaluationDraft(drawn.reviews[0].id, base: .computed, by: walk.expert)
        sheet.rows[0].determinedActual = "11.4公里"
        sheet.rows[2].deductions = [ReEvaluationSheet.Deduction(rule: 3, level: .light, reason: "受益农户名单缺少取数来源")]
        let saved = try await desk.saveReEvaluation(drawn.reviews[0].id, version: 1, sheet, by: walk.expert)
        let review = try await desk.move(saved.stage.id, .submit, version: saved.stage.version, by: walk.expert)
        _ = try await desk.move(saved.stage.id, .approve, version: review.version, by: walk.bureau)
        let path = office.folder.appending(path: "bundle").path
        let bundle = try await CaseBundle.read(walk.caseID, in: OfficeFixture.region, engine: "test", at: office.clock.now, desk.database)
        try bundle.write(to: path, from: desk.files)
        return (path, walk)
    }

    /// Writes a part anew and its digest into the manifest, as somebody would who wants nobody to see it.
    private static func forge(_ path: String, _ part: String, _ change: (String) -> String) throws {
        let url = URL(fileURLWithPath: path + "/" + part), manifest = URL(fileURLWithPath: path + "/manifest.json")
        let before = try Data(contentsOf: url)
        let after = Array(change(String(decoding: before, as: UTF8.self)).utf8)
        #expect(after != Array(before), "\(part) was not changed")
        try Data(after).write(to: url)
        let list = String(decoding: try Data(contentsOf: manifest), as: UTF8.self)
        try Data(list.replacing(Digest.sha256(before), with: Digest.sha256(after)).utf8).write(to: manifest)
    }

    @Test(arguments: Engine.allCases) func `everything comes out again to the last digit`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let (path, _) = try await Self.bundle(office)
            let report = try await VerifyBundle.run(path, engine: "test", beside: office.desk.database)
            #expect(report.flaws == [])
            // Two scores of the self-evaluation, with and without its survey, that of the goal, the review of the goal and the review.
            #expect(report.computed == 5)
            #expect(report.engines == ["test"])
            await #expect(throws: BackupRefused.self) { try await VerifyBundle.run(path + "/revisions", engine: "test") }
            // Another version says so and still compares every number.
            #expect(try await VerifyBundle.run(path, engine: "test-2").flaws == [])
        }
    }

    @Test func `what is changed is named, however well it is hidden`() async throws {
        try await OfficeFixture.with(.sqlite) { office in
            let (path, walk) = try await Self.bundle(office)
            let copy = path + "-changed"
            func tried(_ change: () throws -> Void) async throws -> [BundleFlaw.Kind] {
                try? FileManager.default.removeItem(atPath: copy)
                try FileManager.default.copyItem(atPath: path, toPath: copy)
                try change()
                return try await Self.verified(copy)
            }
            let parts = try FileManager.default.subpathsOfDirectory(atPath: path).filter { $0.contains(".") }.sorted()
            #expect(parts.count > 8)
            for part in parts where part != "manifest.json" {
                let kinds = try await tried {
                    var bytes = try Data(contentsOf: URL(fileURLWithPath: copy + "/" + part))
                    bytes[bytes.count / 2] ^= 1
                    try bytes.write(to: URL(fileURLWithPath: copy + "/" + part))
                }
                #expect(kinds.contains(.changed), "\(part): \(kinds)")
                #expect(try await tried { try FileManager.default.removeItem(atPath: copy + "/" + part) }.contains(.missing), "\(part)")
            }
            #expect(try await tried { try Data("x".utf8).write(to: URL(fileURLWithPath: copy + "/revisions/extra.json")) } == [.unlisted])

            // A better result in the unit's form: the chain knows the record, and the score does not follow from it.
            let form = try #require(parts.first { $0.contains("self-evaluation") && $0.hasSuffix("01-form.json") })
            var kinds = try await tried { try Self.forge(copy, form) { $0.replacing("\"93\"", with: "\"95\"") } }
            #expect(kinds.contains { if case .chain(let broken) = $0 { broken.kind == .recordChanged } else { false } })
            #expect(kinds.contains { if case .computedOtherwise = $0 { true } else { false } })
            // A better score.
            let score = try #require(parts.first { $0.contains("self-evaluation") && $0.hasSuffix("02-score.json") })
            kinds = try await tried { try Self.forge(copy, score) { $0.replacing("\"total\":\"99.08\"", with: "\"total\":\"99.58\"") } }
            #expect(kinds.contains { if case .computedOtherwise(let difference) = $0 { difference.pointer == "/score/total" && difference.right == .string("99.08") } else { false } })
            // Another framework.
            let framework = try #require(parts.first { $0.hasPrefix("frameworks/") })
            kinds = try await tried { try Self.forge(copy, framework) { $0 + "# \n" } }
            #expect(kinds.contains { if case .notComputed = $0 { true } else { false } })
            // A softer review.
            let review = try #require(parts.first { $0.contains("review") && $0.hasSuffix("re-evaluation.json") })
            kinds = try await tried { try Self.forge(copy, review) { $0.replacing("11.4", with: "11.9") } }
            #expect(kinds.contains { if case .computedOtherwise = $0 { true } else { false } }, "\(kinds)")
            // A link taken out, and one whose reason is another.
            kinds = try await tried { try Self.forge(copy, "log.jsonl") { $0.split(separator: "\n").dropLast().joined(separator: "\n") + "\n" } }
            #expect(kinds.contains { if case .chain = $0 { true } else { false } })
            kinds = try await tried { try Self.forge(copy, "log.jsonl") { $0.replacing("\"act\":\"approve\"", with: "\"act\":\"return\"") } }
            #expect(kinds.contains { if case .chain(let broken) = $0 { broken.kind == .eventChanged } else { false } })
            // A revision taken out with its line, and a moment that is none.
            kinds = try await tried {
                try FileManager.default.removeItem(atPath: copy + "/" + score)
                try Self.forge(copy, "log.jsonl") { $0 + "\n" }
                let manifest = URL(fileURLWithPath: copy + "/manifest.json")
                let list = String(decoding: try Data(contentsOf: manifest), as: UTF8.self)
                let line = try #require(list.firstMatch(of: try Regex("\\{\"path\":\"" + score + "\",\"digest\":\"[^\"]*\"\\},?")))
                try Data(list.replacingCharacters(in: line.range, with: "").utf8).write(to: manifest)
            }
            #expect(kinds.contains(.missing), "\(kinds)")
            kinds = try await tried { try Self.forge(copy, score) { $0.replacing(#/"made_at":\d+/#, with: "\"made_at\":9223372036854775807") } }
            #expect(!kinds.isEmpty)
            // A link to what lies outside is not followed.
            kinds = try await tried {
                try FileManager.default.removeItem(atPath: copy + "/" + score)
                try FileManager.default.createSymbolicLink(atPath: copy + "/" + score, withDestinationPath: "/dev/zero")
            }
            #expect(kinds.contains(.unreadable("path")))
            // The database knows its own links.
            _ = walk
            let other = try await OfficeFixture.with(.sqlite) { second -> [BundleFlaw] in try await VerifyBundle.run(path, engine: "test", beside: second.desk.database).flaws }
            #expect(!other.isEmpty && other.allSatisfy { if case .notInDatabase = $0.kind { true } else { false } })
        }
    }
}
