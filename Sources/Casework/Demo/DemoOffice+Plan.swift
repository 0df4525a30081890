import BudgetModel
import Office
import Quantities
import Storage

/// What the office itself does: windows, delegations, units that change, rules it chooses.
extension DemoOffice {
    /// Whose self-evaluations came late, with leave.
    static let lateUnit = 11, lateYear = 2023

    func planOffice(_ agenda: inout DemoAgenda) {
        for year in DemoCounty.years { planWindows(&agenda, year) }
        agenda.on("2024-03-15") { office in
            _ = try await office.desk.change(.rename(office.units[DemoUnit.renamed].record.id, code: nil, name: DemoUnit.newName), on: Self.day("2024-03-15"), reason: "示编〔2024〕5号：供水站更名为城乡供水服务中心", by: Self.machine)
        }
        agenda.on("2024-01-18") { office in
            _ = try await office.desk.chooseRules(
                .monitoring, version: 0, .shipped("monitoring-shanxi"), reason: "示财绩〔2024〕2号：质量、时效指标不按时间进度折算，上年监控蓝灯过多", by: office.staff.bureau)
            // What a region chose is read with the next caller.
            _ = try await office.desk.caller(office.staff.deputy, in: DemoCounty.region, channel: .api, rateKey: "deputy")
        }
        agenda.on("2024-08-09") { office in
            _ = try await office.desk.delegate(
                to: office.staff.deputy, from: Self.awayFrom, until: Self.awayUntil, roles: [.deptFinance], reason: "财务科负责同志参加集中培训，期间由综合科代办审核", by: office.staff.department)
        }
        planMerger(&agenda)
    }

    private func planWindows(_ agenda: inout DemoAgenda, _ year: Int) {
        agenda.on("\(year)-01-03") { office in
            let bureau = office.staff.bureau
            _ = try await office.desk.setWindow(.goal, year: year, from: Self.day("\(year)-01-01"), through: Self.day("\(year)-12-31"), note: "随预算批复；年中调整随时受理", by: bureau)
            _ = try await office.desk.setWindow(.monitoring, year: year, from: Self.day("\(year)-08-01"), through: Self.day("\(year)-08-31"), note: "1-7月执行情况", by: bureau)
            _ = try await office.desk.setWindow(.monitoring, year: year, from: Self.day("\(year)-11-01"), through: Self.day("\(year)-11-15"), note: "红灯项目第二轮监控，1-10月", by: bureau)
            office.windows[year] = try await office.desk.setWindow(.selfEvaluation, year: year, from: Self.day("\(year + 1)-01-05"), through: Self.day("\(year + 1)-03-10"), note: "随决算编报", by: bureau)
        }
        guard year == Self.lateYear else { return }
        agenda.on("\(year + 1)-03-06") { office in
            _ = try await office.desk.makeException(
                of: office.windows[year]!.id, for: office.units[Self.lateUnit].record.id, through: Self.day("\(year + 1)-03-25"), reason: "公共卫生系统升级，体检和接种数据3月中旬才能导出", by: office.staff.bureau)
        }
    }

    /// 文化馆 becomes part of 图书馆, and what it had in hand goes with it.
    private func planMerger(_ agenda: inout DemoAgenda) {
        let old = units[DemoUnit.merged], successor = units[DemoUnit.successor]
        agenda.on("2025-03-01") { office in
            _ = try await office.desk.change(.merge([old.record.id], into: successor.record.id), on: Self.day("2025-03-01"), reason: "示编〔2025〕3号：文化馆并入图书馆", by: Self.machine)
            for programme in office.programmes[old.place] {
                var draft = DemoProgramme.draft(old, programme.index)
                draft.unit = successor.record.id
                let present = try await office.desk.programme(programme.record.id, by: Self.machine)
                draft.needsExAnte = present.needsExAnte
                draft.nature = present.nature
                _ = try await office.desk.changeProgramme(present.id, version: present.version, to: draft, by: Self.machine)
            }
        }
    }
}
