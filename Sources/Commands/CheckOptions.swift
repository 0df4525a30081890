import ArgumentParser
import BudgetModel
import Foundation
import Workflows

/// What commands that check are given beside the forms.
struct CheckOptions: ParsableArguments {
    @Option(help: "规则方案：关闭规则或调整严重程度（docs/check.md）。 Profile: rules switched off or held for more or less grave.")
    var profile: String?

    @Option(help: "单位对问题的说明（docs/check.md）。 What units say of findings, a .yaml file.")
    var comments: String?

    @Option(help: "上年度的表，文件或文件夹。 Last year's forms, a file or a folder.")
    var previous: String?

    @Option(help: "批复的绩效目标表，文件或文件夹。 Goals as approved, a file or a folder.")
    var approved: String?

    @Option(help: "同类单位的表，用于比较雷同、分值和满分。 Forms of other units to compare with.")
    var peers: String?

    @Option(help: "佐证材料文件夹；多张表时每张表一个以文件名或项目名称命名的子文件夹。 Folder of evidence; with several forms a folder in it named like each form's file or programme.")
    var evidence: String?

    @Option(help: "标准指标名称，文本文件，每行一个。 Names of standard indicators, a text file with one a line.")
    var library: String?

    @Option(help: "过程记录：报送、公开、监控等的台账，Excel、CSV 或 JSON。 Record of the process: a ledger of days, counts and decisions.")
    var process: String?

    @Option(help: "预算项目库的项目编码和单位编码，Excel、CSV 或 JSON。 Codes of projects and units in the budget.")
    var budgetBase: String?

    @Option(help: "决算数，Excel、CSV 或 JSON。 Amounts of the final account.")
    var account: String?

    /// The evaluator with all that was given; what could not be read of it is said.
    ///
    /// - Parameter paths: the forms of the run; a single file may have the whole folder of evidence to itself.
    func prepared(_ single: EvaluateFile, for paths: [String], _ language: Language) async throws -> EvaluateFile {
        var preparation = CheckPreparation(single, width: ProcessInfo.processInfo.activeProcessorCount)
        if let profile { try preparation.useProfile(profile) }
        if let comments { try preparation.useComments(comments) }
        if let previous { try await preparation.usePrevious(previous) }
        if let approved { try await preparation.useApproved(approved) }
        if let library { try preparation.useLibrary(library) }
        if let evidence { try preparation.useEvidence(evidence, isForOneForm: InputFiles.expand(paths).files.count == 1) }
        if let process { try preparation.useProcess(process, today: CommonOptions.today) }
        if let budgetBase { try preparation.useBudgetBase(budgetBase) }
        if let account { try preparation.useAccount(account) }
        if let peers { try await preparation.usePeers(peers) }
        for note in preparation.notes { Console.complain(ExitReport.name(note.path, language) + note.sentence(language)) }
        return single.with(preparation.settings)
    }
}
