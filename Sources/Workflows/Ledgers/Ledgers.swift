import BudgetModel
import Documents
import Quantities
import Rules

/// Ledgers as rules take them. Every problem of a file is collected before it is refused.
enum Ledgers {
    static func process(_ file: LedgerFile, today: CalendarDay) throws -> ProcessLedger {
        var reading = LedgerReading(file)
        let rows = rows(&reading, mayNameNothing: { $0.isShared }) { row, reading in
            var record = ProcessRecord()
            record.deadline = reading.day(row, "deadline")
            record.handedIn = reading.day(row, "handedIn")
            record.today = reading.day(row, "recordDay")
            record.approved = reading.day(row, "approved")
            record.published = reading.day(row, "published")
            record.noticeSent = reading.day(row, "noticeSent")
            record.answerDays = reading.count(row, "answerDays")
            record.answered = reading.day(row, "answered")
            record.isReviewedByItsPreparer = reading.flag(row, "samePerson")
            record.projects = reading.count(row, "projects")
            record.selfEvaluated = reading.count(row, "selfEvaluated")
            record.isNewMajorProject = reading.flag(row, "newMajor")
            record.isAssessedExAnte = reading.flag(row, "assessedExAnte")
            record.publishableGoals = reading.count(row, "publishableGoals")
            record.publishedGoals = reading.count(row, "publishedGoals")
            record.monitoring = reading.monitoring(row)
            record.isAdjustmentRequested = reading.flag(row, "adjustmentRequested")
            return record
        }
        try reading.finish()
        return ProcessLedger(rows, today: today)
    }

    static func account(_ file: LedgerFile) throws -> AccountLedger {
        var reading = LedgerReading(file)
        let rows = rows(&reading, mayNameNothing: { _ in false }) { row, reading in
            FinalAccount(
                initial: reading.amount(row, "initial"), adjusted: reading.amount(row, "adjusted"), executed: reading.amount(row, "executed"),
                carriedOver: reading.amount(row, "carriedOver"))
        }
        try reading.finish()
        return AccountLedger(rows)
    }

    static func budgetBase(_ file: LedgerFile) throws -> BudgetLedger {
        var reading = LedgerReading(file)
        let rows = file.rows.map { row in
            BudgetLedger.Row(projectCode: reading.code(row, .code), unitCode: reading.code(row, .unitCode), year: reading.year(row))
        }
        try reading.finish()
        return BudgetLedger(rows)
    }

    /// The rows with what they are about; two rows about the same are a problem, because nothing says which holds.
    private static func rows<Content: Sendable>(
        _ reading: inout LedgerReading, mayNameNothing: (Content) -> Bool, content: (LedgerRow, inout LedgerReading) -> Content
    ) -> [ObjectLedger<Content>.Row] {
        var rows: [ObjectLedger<Content>.Row] = []
        var places: [String: String] = [:]
        for source in reading.file.rows {
            let row = ObjectLedger<Content>.Row(
                code: reading.code(source, .code), programme: reading.text(source, .programme), unit: reading.text(source, .unit), year: reading.year(source),
                content: content(source, &reading), place: source.place)
            if row.namesNothing, !mayNameNothing(row.content) {
                reading.refuse(
                    source, zh: "这一行没有写明项目编码、项目名称或单位：请补上。没有对象的行只能有统一的报送期限、登记日期、批复日期和反馈期限天数",
                    en: "this row names no project code, project or unit: please add it. A row without an object may only hold deadline, record day, approval day and days for the answer")
            } else if let other = places[row.key] {
                reading.refuse(
                    source, zh: "这一行与 \(other) 是同一个对象，无法判断用哪一行：请合并成一行，不同年度的写明年度",
                    en: "this row and \(other) are about the same object, and nothing says which one holds: make one row of them, or give each its year")
            }
            places[row.key] = source.cell ?? source.place
            rows.append(row)
        }
        return rows
    }
}
