import BudgetModel

extension ExampleForm {
    /// Of another unit, in a file of its own.
    package func of(_ unit: String, file: String, department: String? = nil) -> Self {
        with { evaluation, _ in
            evaluation.file = file
            evaluation.implementingUnit?.value = unit
            if let department { evaluation.department = Sourced(department, evaluation.implementingUnit?.cell) }
        }
    }

    /// Held against these.
    package func among(_ peers: [ExampleForm]) -> Self {
        let file = asRead.file
        return beside { context in
            context.origin = file
            context.peers = PeerGroup(peers.map { peer in
                let form = peer.asRead
                return (form, form.file)
            })
        }
    }
}
