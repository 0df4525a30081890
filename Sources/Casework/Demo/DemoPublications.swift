import BudgetModel
import Office
import Quantities
import Storage

/// What is published of goals and results: most in time, some late or not at all, some set right later.
extension DemoOffice {
    /// How the publication of one document goes.
    private enum Course { case inTime, late, overdue, secret, otherLaw, corrected, amended, unchecked }

    /// By the place of the unit.
    private func course(_ place: Int, _ year: Int) -> Course {
        switch place {
        case 1: .overdue
        case 2: .late
        case DemoUnit.renamed: .secret
        case 6: year == 2024 ? .corrected : .inTime
        case 7: .amended
        case 8: year == 2023 ? .otherLaw : .inTime
        case 11: .unchecked
        default: .inTime
        }
    }

    func planPublications(_ agenda: inout DemoAgenda, _ year: Int) {
        for unit in units {
            planPublication(&agenda, DemoTurn(unit.place, 0, year), .projectGoals, course(unit.place, year), register: "\(year)-02-16", publish: "\(year)-02-22", late: "\(year)-03-11")
            guard unit.record.kind == .department else { continue }
            planPublication(&agenda, DemoTurn(unit.place, nil, year), .departmentGoal, unit.place == 10 ? .late : .inTime, register: "\(year)-02-16", publish: "\(year)-02-23", late: "\(year)-03-12")
            guard year != DemoCounty.years.last else { continue }
            planPublication(
                &agenda, DemoTurn(unit.place, nil, year), .departmentSelfEvaluation, unit.place == 5 ? .overdue : .inTime, register: "\(year + 1)-08-26", publish: "\(year + 1)-09-04", late: "\(year + 1)-09-20",
                account: "\(year + 1)-08-21")
            planPublication(
                &agenda, DemoTurn(unit.place, 1, year), .selfEvaluationResults, unit.place == 3 ? .corrected : .inTime, register: "\(year + 1)-08-26", publish: "\(year + 1)-09-05", late: "\(year + 1)-09-20",
                account: "\(year + 1)-08-21")
        }
    }

    /// - Parameter account: the day on which the final account was approved; nil for the day of the stage.
    private func planPublication(
        _ agenda: inout DemoAgenda, _ turn: DemoTurn, _ kind: PublishedKind, _ course: Course, register: String, publish: String, late: String, account: String? = nil
    ) {
        var id: Identifier<PublicationRecord>?
        let file = PublishedFile(turn: turn, kind: kind, name: name(turn))
        agenda.on(register) { office in
            var draft = PublicationDraft(subject: .ofCase(office.caseID(turn)), kind: kind)
            if let account { (draft.approvedOn, draft.approvalDocument) = (Self.day(account), "示人常〔\(turn.year + 1)〕14号") }
            if course == .amended { (draft.approvedOn, draft.approvalDocument) = (Self.day("\(turn.year)-01-20"), "示人发〔\(turn.year)〕1号") }
            if ![.unchecked, .secret, .otherLaw, .overdue].contains(course) { draft.approvedDigest = try await office.attach(file.draft(), turn) }
            id = try await office.desk.registerPublication(draft, by: office.staff.bureau).id
        }
        switch course {
        case .overdue: break
        case .secret, .otherLaw:
            agenda.on(publish) { office in
                let withheld = course == .secret
                    ? Publication.Withheld(ground: .stateSecret, decidedBy: "示例县保密委员会", decision: "示密〔\(turn.year)〕3号：地下管网空间数据属秘密级测绘成果")
                    : Publication.Withheld(ground: .otherLaw, decidedBy: "示例县财政局", decision: "示财函〔\(turn.year)〕12号：数字资源采购合同约定保密，依据《政府采购法》第十一条")
                let record = try await office.publication(id)
                _ = try await office.desk.withhold(record.id, version: record.version, withheld, by: office.staff.bureau)
            }
        case .inTime, .late, .corrected, .amended, .unchecked:
            let day = course == .late ? late : publish
            agenda.on(day) { office in try await office.markPublished(id, turn, kind, on: day, file.digest) }
            if course == .corrected { planCorrection(&agenda, turn, file, on: late) { id } }
            if course == .amended { planAmendment(&agenda, turn, on: late) { id } }
        }
    }

    private func publication(_ id: Identifier<PublicationRecord>?) async throws -> PublicationRecord { try await desk.publication(id!, by: staff.bureau) }

    private func markPublished(_ id: Identifier<PublicationRecord>?, _ turn: DemoTurn, _ kind: PublishedKind, on day: String, _ digest: String) async throws {
        let record = try await publication(id), page = "\(kind.rawValue)-\(turn.place + 1)\(turn.index.map { "-\($0 + 1)" } ?? "").html"
        _ = try await desk.markPublished(record.id, version: record.version, address: "https://www.example.gov.cn/jixiao/\(turn.year)/" + page, on: Self.day(day), digest: digest, by: staff.bureau)
    }

    /// What stood there had a wrong amount; the file that was approved instead lies in the case.
    private func planCorrection(_ agenda: inout DemoAgenda, _ turn: DemoTurn, _ file: PublishedFile, on day: String, _ id: @escaping () -> Identifier<PublicationRecord>?) {
        agenda.on(day) { office in
            let digest = try await office.attach(file.draft(isCorrected: true), turn), record = try await office.publication(id())
            let correction = Publication.Correction(on: Self.day(day), digest: digest, reason: "原公开文件的预算金额单位误写为元，应为万元，已更换")
            _ = try await office.desk.correctPublication(record.id, version: record.version, correction, approvedDigest: digest, by: office.staff.bureau)
        }
    }

    /// The day of approval was that of the wrong document.
    private func planAmendment(_ agenda: inout DemoAgenda, _ turn: DemoTurn, on day: String, _ id: @escaping () -> Identifier<PublicationRecord>?) {
        agenda.on(day) { office in
            var amendment = PublicationAmendment()
            (amendment.approvedOn, amendment.approvalDocument) = (Self.day("\(turn.year)-02-07"), "示财预〔\(turn.year)〕1号")
            let record = try await office.publication(id())
            _ = try await office.desk.amendPublication(record.id, version: record.version, amendment, reason: "登记时误填人大批准预算的日期，应为财政批复部门预算的日期", by: office.staff.bureau)
        }
    }

    private func name(_ turn: DemoTurn) -> String { turn.index.map { programmes[turn.place][$0].record.name } ?? units[turn.place].record.name }
}

/// A file as it was approved for publication.
private struct PublishedFile {
    var turn: DemoTurn
    var kind: PublishedKind
    var name: String

    private func text(isCorrected: Bool) -> String { "\(name)\n\(turn.year)年度\(kind.wording.zh)（公开稿）\n金额单位：\(isCorrected ? "万元" : "元")\n" }

    var digest: String { Digest.sha256(text(isCorrected: false)) }

    func draft(isCorrected: Bool = false) -> EvidenceDraft {
        EvidenceDraft(fileName: isCorrected ? "公开稿（更正）.txt" : "公开稿.txt", bytes: Array(text(isCorrected: isCorrected).utf8), kind: .decision, source: "示例县财政局")
    }
}
