package import BudgetModel

/// The final account of many objects.
package struct AccountLedger: Sendable {
    private let ledger: ObjectLedger<FinalAccount>

    package init(_ rows: [ObjectLedger<FinalAccount>.Row]) { ledger = ObjectLedger(rows) }

    package func account(for evaluation: Evaluation) -> (account: FinalAccount?, note: Wording) {
        let match = ledger.own(evaluation)
        return (match?.row.content, ledger.note(match, Wording(zh: "决算数", en: "final account"), option: "--account"))
    }
}
