import ArgumentParser
import BudgetModel
import Quantities
import Workflows

/// Options of runs over many files.
struct FolderOptions: ParsableArguments {
    @Option(help: "把汇总写到这个文件夹：一份工作簿（索引、得分、问题按规则和单位）和索引 CSV（docs/folders.md）。 Write a summary workbook and its index as CSV into this folder.")
    var summary: String?

    @Option(help: "进度记录文件或文件夹：中断后用同一命令再次运行，已完成、没有变化的文件不再评价。 Journal of finished files: the same command goes on where it was broken off.")
    var resume: String?
}

extension CheckOptions {
    /// Adds all that the forms are checked with.
    func add(to digest: inout RunDigest) throws {
        for (name, path) in [
            ("profile", profile), ("comments", comments), ("previous", previous), ("approved", approved), ("peers", peers), ("library", library), ("process", process),
            ("budget-base", budgetBase), ("account", account),
        ] {
            if let path { try digest.add(name, contentOf: path) }
        }
        // Material is compared by its days, too.
        if let evidence { try digest.add("evidence", contentOf: evidence, hasDates: true) }
        // The day stands in for the record's own.
        if process != nil { digest.add("today", CommonOptions.today.description) }
    }
}

/// What decides which documents a run leaves behind: a file is finished only with these.
struct ReportDigest {
    var folder: String
    var use: String
    var template: String?
    var language: Language

    func add(to digest: inout RunDigest) throws {
        digest.add("report", folder)
        digest.add("use", use)
        if let template { try digest.add("template", contentOf: template) }
        digest.add("language", language.rawValue)
    }
}
