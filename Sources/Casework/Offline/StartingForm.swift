package import BudgetModel
import Forms
import Frameworks
import JSONText
import Office
import Quantities
package import Storage
import Workflows

/// A form to begin with, and the revision it is taken from.
package struct StartingForm: Sendable {
    package var form: Evaluation
    /// What lies in the stage, else the approved goal; nil for neither.
    package var base: Identifier<RevisionRecord>?
}

extension Desk {
    /// What lies in a stage, else what the office knows already: names, money, and of monitoring and self-evaluation the approved goal's rows.
    package func startingForm(of id: Identifier<StageRecord>, by caller: Caller) async throws -> StartingForm {
        try await database.read { [self] connection in try startingForm(StageFile(id, self, connection, caller), caller, connection) }
    }

    func startingForm(_ file: StageFile, _ caller: Caller, _ connection: any SQLConnection) throws -> StartingForm {
        let (stage, region) = (file.stage, file.view.record.region)
        if let id = seesWork(on: stage, file.view, caller) ? stage.revisionID : stage.approvedID, let form = try StageFile.form(id, in: region, connection) { return StartingForm(form: form, base: id) }
        let goalID = stage.kind == .goal ? nil : file.stages(.goal).first?.approvedID
        let goal = try goalID.flatMap { try StageFile.form($0, in: region, connection) }
        let sums = try Self.sums(file.view.unit.id, file.view.programme?.id, file.view.record.year, region, connection)
        return StartingForm(form: try form(from: goal, sums, file), base: goalID)
    }

    /// - Throws: `Declined` where the stage takes no form.
    func form(from goal: Evaluation?, _ sums: BudgetSums, _ file: StageFile) throws -> Evaluation {
        let isProject = file.view.record.object == .project
        let kind: FormKind
        switch file.stage.kind {
        case .goal: kind = isProject ? .projectGoal : .departmentGoal
        case .monitoring: kind = .monitoring
        case .selfEvaluation: kind = isProject ? .projectSelfEvaluation : .departmentSelfEvaluation
        case .exAnte, .review: throw Declined(.conflict, "no-form-here", Wording(zh: "“\(file.stage.kind.wording.zh)”环节不填这种表格。", en: "The stage “\(file.stage.kind.wording.en)” takes no such form."))
        }
        var form = Evaluation(file: "", sheet: "", kind: kind)
        form.fillHead(from: file.view, department: file.department)
        form.amountUnit = .wanYuan
        form.funds = try Self.fundLines(sums, kind, goal)
        if kind != .projectGoal, kind != .departmentGoal, let goal {
            form.goals = goal.goals.filter { $0.period == .year }.map { Goal(expected: $0.expected.map { Sourced($0.value, nil) }) }
            form.indicators = goal.indicators.filter { $0.period == .year && !$0.isExecutionRate }.map(Self.begun)
            form.hasWeights = form.indicators.contains { $0.weight != nil }
        }
        if kind.isScored {
            let decision = try? frameworks.framework(for: form, named: frameworkName(for: form, in: file.stage.region))
            var row = ExecutionRow()
            row.weight = (decision?.framework.execution.weight.value).map { Sourced($0, nil) }
            form.execution = row
        }
        do throws(JSONShapeError) { return try FormJSON.unplaced(form) } catch { throw Declined(error) }
    }

    /// A row of the goal with nothing reached yet.
    private static func begun(_ row: Indicator) -> Indicator {
        var begun = Indicator(level1: row.level1, level2: row.level2, name: Sourced(row.name.value, nil))
        (begun.level1Kind, begun.level2Kind) = (row.level1Kind, row.level2Kind)
        begun.target = row.effectiveTarget
        begun.comparator = row.comparator
        begun.weight = row.weight.map { Sourced($0.value, nil) }
        begun.isCore = row.isCore
        return begun
    }

    /// The money that is registered, total first; of a goal's own table where nothing is.
    private static func fundLines(_ sums: BudgetSums, _ kind: FormKind, _ goal: Evaluation?) throws -> [FundLine] {
        guard !sums.lines.isEmpty else { return goal?.funds.filter { $0.period == .year } ?? [FundLine(source: .total, label: Sourced(FundSource.total.officialLabel, nil))] }
        func amount(_ money: Money) -> FundAmount { FundAmount(money: money, printed: money.amount(in: .wanYuan), cell: nil) }
        func line(_ source: FundSource, _ initial: Money, _ adjusted: Money, _ executed: Money) -> FundLine {
            var line = FundLine(source: source, label: Sourced(source.officialLabel, nil))
            // The one amount of a goal is the budget as it is now.
            line.initial = amount(kind.isScored || kind == .monitoring ? initial : adjusted)
            if kind.isScored {
                line.adjusted = amount(adjusted)
                if !executed.isZero { line.executed = amount(executed) }
            } else if kind == .monitoring, !executed.isZero {
                line.executed = amount(executed)
            }
            return line
        }
        do throws(QuantityError) {
            let initial = try Money.sum(sums.lines.map(\.initial)), adjusted = try Money.sum(sums.lines.map(\.adjusted)), executed = try Money.sum(sums.lines.map(\.executed))
            return [line(.total, initial, adjusted, executed)] + sums.lines.compactMap { sum in FundSource(rawValue: sum.source).map { line($0, sum.initial, sum.adjusted, sum.executed) } }
        } catch { throw Declined.overflow }
    }
}
