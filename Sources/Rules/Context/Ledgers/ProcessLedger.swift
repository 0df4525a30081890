package import BudgetModel
package import Quantities

/// The record of the process of many objects.
package struct ProcessLedger: Sendable {
    private let ledger: ObjectLedger<ProcessRecord>
    /// The day of the record where its rows give none.
    private let today: CalendarDay

    package init(_ rows: [ObjectLedger<ProcessRecord>.Row], today: CalendarDay) {
        ledger = ObjectLedger(rows)
        self.today = today
    }

    /// What is known of a form's process. Its own row comes first; days set for all may stand in the row of its unit or in
    /// one that names nothing. What was done is the object's own.
    package func record(for evaluation: Evaluation) -> (record: ProcessRecord?, note: Wording) {
        let own = ledger.own(evaluation)
        let shared = ledger.shared(evaluation)
        let note = ledger.note(own, Wording(zh: "过程记录", en: "record of the process"), option: "--process")
        guard own != nil || !shared.isEmpty else { return (nil, note) }
        var record = own?.row.content ?? ProcessRecord()
        for row in shared { record.takeShared(from: row.content) }
        record.today = record.today ?? today
        return (record, own == nil ? Self.sharedNote(shared[0].place) : note)
    }

    private static func sharedNote(_ place: String) -> Wording {
        Wording(
            zh: "过程记录：\(place)（只有统一的期限；--process 中没有这张表自己的一行）", en: "record of the process: \(place) (days set for all; --process has no row of this form)")
    }
}

extension ProcessRecord {
    /// Days that others set and that hold for many objects.
    fileprivate mutating func takeShared(from other: ProcessRecord) {
        deadline = deadline ?? other.deadline
        today = today ?? other.today
        approved = approved ?? other.approved
        answerDays = answerDays ?? other.answerDays
    }

    /// Whether it holds only what may hold for all.
    package var isShared: Bool {
        var shared = ProcessRecord()
        shared.takeShared(from: self)
        return shared == self
    }
}
