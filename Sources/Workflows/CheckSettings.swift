package import BudgetModel
package import Rules

/// What a run is checked with beside the forms themselves.
package struct CheckSettings: Sendable {
    package var profile: RuleProfile?
    /// What units say of findings, from a file of its own.
    package var comments: [UnitComment] = []
    package var previous: FormShelf?
    package var approved: FormShelf?
    package var peers: PeerGroup?
    package var evidence: EvidenceFiles?
    /// Names of standard indicators.
    package var library: [String]?
    package var process: ProcessLedger?
    package var budgetBase: BudgetLedger?
    package var account: AccountLedger?

    package init() {}

    /// What is known beside this form, with what there is to say of it.
    func context(for evaluation: Evaluation, origin: String) -> (context: Context, notes: [Wording]) {
        var context = Context()
        context.peers = peers
        context.origin = origin
        context.indicatorLibrary = library
        context.evidence = evidence?.folder(for: evaluation)
        var notes: [Wording] = []
        if let previous {
            let match = previous.match(evaluation)
            context.previous = match?.evaluation
            notes.append(previous.note(match))
        }
        if let approved {
            let match = approved.match(evaluation)
            context.approved = match?.evaluation
            notes.append(approved.note(match))
        }
        context.budgetBase = budgetBase?.base(for: evaluation)
        if let process {
            let (record, note) = process.record(for: evaluation)
            context.process = record
            notes.append(note)
        }
        if let account {
            let (amounts, note) = account.account(for: evaluation)
            context.finalAccount = amounts
            notes.append(note)
        }
        return (context, notes)
    }

    /// The comments that can speak of a form: those of the workbook itself and of the file.
    func comments(for evaluation: Evaluation, own: [UnitComment]) -> [UnitComment] {
        (comments.isEmpty ? own : own + comments).filter { $0.concerns(evaluation) }
    }
}
