/// What a workflow says to a wish.
package struct Decision: Hashable, Sendable {
    package var transition: Transition
    /// The right by which it may be done.
    package var grant: Grant
}

extension Workflow {
    /// Whether somebody may move the document of a stage now.
    ///
    /// - Throws: `Refusal`: why not, and what would help.
    package func decide(_ act: Act, on facts: StageFacts, by actor: Actor, opinion: String?) throws(Refusal) -> Decision {
        let ofStage = transitions.filter { $0.act == act && $0.stages.contains(facts.stage) }
        guard !ofStage.isEmpty else { throw .noSuchAct(act, facts.stage) }
        let roles = ofStage.reduce(into: Set<Role>()) { $0.formUnion($1.roles) }
        guard actor.grant(of: roles, for: facts.unitPath) != nil else { throw .noRole(act, roles) }
        let fromHere = ofStage.filter { $0.from.contains(facts.state) }
        guard !fromHere.isEmpty else { throw .wrongState(act, facts.state, ofStage.reduce(into: []) { $0.formUnion($1.from) }) }
        var refusal: Refusal?
        for transition in fromHere {
            let grants = actor.allGrants(of: transition.roles, for: facts.unitPath)
            if grants.isEmpty { refusal = refusal ?? .noRole(act, transition.roles) }
            // A right delegated by an author does not help; another one may.
            for grant in grants {
                guard let reason = Self.unmet(transition, facts, actor, grant, opinion) else { return Decision(transition: transition, grant: grant) }
                refusal = reason
            }
        }
        throw refusal ?? .noRole(act, roles)
    }

    /// What may be asked of a stage of this kind before an act; nil for every act, or every kind.
    package func conditions(of act: Act?, in kind: StageKind? = nil) -> Set<Condition> {
        transitions.filter { (act == nil || $0.act == act) && (kind.map($0.stages.contains) ?? true) }.reduce(into: []) { $0.formUnion($1.conditions) }
    }

    /// Whether somebody may do what needs no state.
    ///
    /// - Parameter body: only by roles of this body or a higher one.
    package func allow(_ act: Act, for unitPath: String, by actor: Actor, from body: Role.Body = .outside) throws(Refusal) -> Grant {
        let roles = (rights[act] ?? []).filter { $0.body >= body }
        guard let grant = actor.grant(of: roles, for: unitPath) else { throw .noRole(act, roles) }
        return grant
    }

    /// The parts of the tree below which somebody may do it; prefixes of unit paths, none inside another.
    package func paths(for act: Act, by actor: Actor) -> [String] {
        let roles = roles(for: act)
        let paths = Set(actor.grants.filter { roles.contains($0.role) }.map(\.path))
        return paths.filter { path in !paths.contains { $0 != path && path.hasPrefix($0) } }.sorted()
    }

    /// The acts that are open to somebody here and now, for pages and for words of help.
    package func open(on facts: StageFacts, for actor: Actor) -> [Act] {
        Act.allCases.filter { act in transitions.contains { $0.act == act } && (try? decide(act, on: facts, by: actor, opinion: "—")) != nil }
    }

    private static func unmet(_ transition: Transition, _ facts: StageFacts, _ actor: Actor, _ grant: Grant, _ opinion: String?) -> Refusal? {
        // In the order of the list of conditions, so that the same lack is always told first.
        for condition in Condition.allCases where transition.conditions.contains(condition) {
            switch condition {
            case .window:
                switch facts.window {
                case .unset, .open: continue
                case .notYet(let from): return .windowNotOpen(from)
                case .closed(let since): return .windowClosed(since)
                }
            case .document: if !facts.hasDocument { return .noDocument }
            case .notOwnWork:
                // A reviewer goes on with his own review; what he may not review is his own self-evaluation.
                let own = transition.act == .determine ? facts.reviewed : facts.authors.union(facts.reviewed)
                if own.contains(actor.id) || grant.onBehalfOf.map(own.contains) ?? false { return .ownWork }
            case .opinion: if opinion?.allSatisfy(\.isWhitespace) ?? true { return .noOpinion }
            case .noErrors: if !facts.errors.isEmpty { return .errors(facts.errors) }
            case .explained: if !facts.unexplained.isEmpty { return .unexplained(facts.unexplained) }
            case .materials:
                if !facts.missingMaterials.isEmpty { return .materials(facts.missingMaterials) }
                if !facts.exAnteErrors.isEmpty { return .errors(facts.exAnteErrors) }
            case .conclusion: if !facts.hasConclusion { return .noConclusion }
            case .approvedGoal: if facts.isGoalApproved == false { return .goalNotApproved }
            case .goalReviewed:
                guard let passes = facts.goalReviewPasses else { return .goalNotReviewed }
                if !passes { return .goalReviewFails }
            case .budget:
                if !facts.hasBudget { return .noBudget }
                if !facts.budgetGaps.isEmpty { return .budgetDiffers(facts.budgetGaps) }
            case .budgetChange: if !facts.budgetChangedSinceApproval { return .budgetUnchanged }
            case .exAnte: if facts.isSupportedExAnte == false { return .notSupportedExAnte }
            case .approvedBefore: if !facts.wasApproved { return .neverApproved }
            case .checked: if facts.isCheckOutdated { return .checkOutdated }
            case .adjustmentRequested: if !facts.unreachable.isEmpty { return .adjustmentNotRequested(facts.unreachable) }
            }
        }
        return nil
    }
}
