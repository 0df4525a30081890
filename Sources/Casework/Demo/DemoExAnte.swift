import BudgetModel
import Office
import Quantities
import Storage

/// How an assessment before the goal comes out.
enum DemoAssessment {
    case supported, partly, refused

    static func of(_ programme: DemoProgramme) -> DemoAssessment { programme.isRefused ? .refused : programme.unit.place == 6 ? .partly : .supported }

    var opinion: String {
        switch self {
        case .supported: "立项依据充分，预算测算有标准，实施条件具备，建议予以支持。"
        case .partly: "立项必要，但部分站点与既有线路重复，单价测算缺少比价依据；建议压缩规模、补充测算后再安排。"
        case .refused: "县医院已配置同类设备，开机率不足四成；本项目与之重复，立项必要性不足，建议不予支持，先行共享使用。"
        }
    }

    var conclusion: AssessmentConclusion {
        switch self {
        case .supported: .supported
        case .partly: .partlySupported
        case .refused: .notSupported
        }
    }

    func grade(_ dimension: String, _ item: String) -> Grade {
        switch self {
        case .supported: item == "risk" || item == "detail" ? .good : .excellent
        case .partly: dimension == "economy" ? .fair : item == "unique" || item == "timetable" || dimension == "goals" ? .fair : .good
        case .refused: dimension == "necessity" ? .poor : dimension == "economy" ? .fair : .good
        }
    }
}

extension DemoProgramme {
    func planExAnte(_ agenda: inout DemoAgenda, _ year: Int) {
        let turn = turn(year)
        agenda.on("\(year)-01-05") { office in
            try await saveExAnte(office, year)
            try await office.submit(.exAnte, turn)
            try await office.endorse(.exAnte, turn)
        }
        agenda.on("\(year)-01-06") { office in try await office.pass(.exAnte, turn) }
        agenda.on("\(year)-01-07") { office in try await office.approve(.exAnte, turn, DemoAssessment.of(self).opinion) }
        let isRefused = isRefused
        // Assessed once; what is not supported does not go on.
        agenda.on("\(year + (isRefused ? 0 : 1))-01-\(isRefused ? "20" : "03")") { office in
            let present = try await office.desk.programme(record.id, by: DemoOffice.machine)
            var draft = Self.draft(unit, index)
            if !isRefused { (draft.needsExAnte, draft.nature) = (false, "延续") }
            _ = try await office.desk.changeProgramme(present.id, version: present.version, to: draft, closedOn: isRefused ? DemoOffice.day("\(year)-01-20") : nil, by: DemoOffice.machine)
        }
    }

    private func saveExAnte(_ office: DemoOffice, _ year: Int) async throws {
        let turn = turn(year), assessment = DemoAssessment.of(self)
        guard let sheet = try ExAnteProfile.shipped(on: DemoOffice.day("\(year)-01-04")).sheets[.project] else { return }
        var materials: [ExAnteAssessment.Material] = []
        for material in sheet.materials.value {
            guard material.isRequired else {
                materials.append(ExAnteAssessment.Material(material.id, absentBecause: "本项目没有这类材料"))
                continue
            }
            let name = material.name.zh + ".txt"
            try await office.attach(name, "\(record.name)\n\(material.name.zh)\n编制单位：\(unit.name(year))\n", .decision, turn)
            materials.append(ExAnteAssessment.Material(material.id, evidence: name))
        }
        let items = sheet.scheme.groups.flatMap { group in group.items.map { ExAnteAssessment.Item($0.id, assessment.grade(group.id.text, $0.id.text)) } }
        let stage = try await office.stage(.exAnte, turn)
        _ = try await office.desk.saveExAnte(
            stage.id, version: stage.version, ExAnteAssessment(kind: .project, items: items, materials: materials, statedConclusion: assessment.conclusion, opinion: assessment.opinion), by: office.staff.editor)
    }
}
