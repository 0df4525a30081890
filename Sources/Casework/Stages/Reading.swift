package import BudgetModel
import Forms
package import JSONText
import Office
import Quantities
import Reports
import Rules
package import Storage
import Workflows

extension Desk {
    package func revision(_ id: Identifier<RevisionRecord>, by caller: Caller) async throws -> RevisionRecord {
        try await database.read { [self] connection in
            guard let revision = try connection.find(id, in: caller.region), let view = try? caseView(revision.caseID, connection, caller), let stage = view.stages.first(where: { $0.id == revision.stageID }),
                try mayRead(revision, stage, view, connection, caller)
            else { throw Declined.notFound("版本", "revision") }
            return revision
        }
    }

    /// What lies in a stage now, as the unit states it.
    package func currentForm(of id: Identifier<StageRecord>, by caller: Caller) async throws -> (stage: StageRecord, revision: RevisionRecord) {
        try await database.read { [self] connection in
            let (stage, view) = try stage(id, connection, caller)
            let sees = seesWork(on: stage, view, caller)
            guard let id = sees ? stage.revisionID : stage.approvedID, let revision = try connection.find(id, in: caller.region) else { throw sees ? Declined.nothingSaved : Declined.notFound("表格", "form") }
            return (stage, revision)
        }
    }

    /// Whether somebody sees what lies in a stage before it is handed in or decided on.
    ///
    /// A draft is the unit's own until it is handed in; a review is the reviewers' until it is approved (rules.md 10.2).
    func seesWork(on stage: StageRecord, _ view: CaseView, _ caller: Caller) -> Bool {
        let act: Act
        switch (stage.kind, stage.state) {
        case (_, .approved), (_, .archived): return true
        case (.review, _): act = .determine
        case (_, let state) where StageState.open.contains(state): act = .save
        default: return true
        }
        let roles = workflow.transitions.filter { $0.act == act && $0.stages.contains(stage.kind) }.reduce(into: Set<Role>()) { $0.formUnion($1.roles) }
        return caller.actor.grant(of: roles, for: view.unit.path) != nil
    }

    /// A stage as somebody may see it: without the points of work that is not his to see.
    func shown(_ stage: StageRecord, _ view: CaseView, to caller: Caller) -> StageRecord {
        guard !seesWork(on: stage, view, caller) else { return stage }
        var stage = stage
        (stage.revisionID, stage.scoreID, stage.total, stage.grade, stage.errors, stage.warnings) = (stage.approvedID, nil, nil, nil, 0, 0)
        return stage
    }

    /// Who does not see the work sees what was approved, and what was computed of it.
    func mayRead(_ revision: RevisionRecord, _ stage: StageRecord, _ view: CaseView, _ connection: any SQLConnection, _ caller: Caller) throws -> Bool {
        if seesWork(on: stage, view, caller) { return true }
        // What was handed in and returned stays readable.
        if stage.kind != .review, stage.state != .draft, let handedIn = stage.handedInAt, revision.madeAt <= handedIn { return true }
        guard let approved = stage.approvedID else { return false }
        return revision.id == approved || revision.basedOn == approved && revision.layer == .computed
    }

    /// Scores and checks a form that nobody saves; beside a stage where one is named.
    ///
    /// - Returns: the object of docs/formats/evaluation.schema.json.
    package func score(_ json: JSONValue, in id: Identifier<StageRecord>?, language: Language, by caller: Caller) async throws -> JSONValue {
        let evaluation: Evaluation
        do throws(JSONShapeError) { evaluation = try FormJSON.read(json) } catch { throw Declined(error) }
        let moment = now
        var beside = Context()
        if let id { beside = try await database.read { [self] connection in try self.beside(StageFile(id, self, connection, caller), at: moment, connection).context } }
        let form = try evaluate(evaluation, beside, in: caller.region).form
        var writer = JSONWriter()
        EvaluationJSON(evaluation: form.evaluation, scoreSheet: form.scoreSheet, check: form.check, engine: engine, language: language).write(to: &writer)
        do { return FormPlaces(form.evaluation).pointing(try JSONParser.parse(writer.bytes)) } catch { throw StorageError.damaged("the score cannot be shown: \(error)") }
    }

    /// Links of the chain, in their order; of one case for all who may see it, of the whole region for who may read the chain.
    package func events(of caseID: Identifier<CaseRecord>?, after seq: Int64, limit: Int, by caller: Caller) async throws -> [Event] {
        try await database.read { [self] connection in
            var (sql, values) = (Event.select + " WHERE region_code = ? AND seq > ?", [caller.region.sql, seq.sql])
            if let caseID {
                _ = try caseView(caseID, connection, caller)
                (sql, values) = (sql + " AND case_id = ?", values + [caseID.sql])
            } else {
                try allow(.readEvents, "", caller)
            }
            return try connection.rows(sql + " ORDER BY seq LIMIT ?", values + [limit.sql]) { (row) throws(StorageError) in try Event(from: &row) }
        }
    }
}

extension FormPlaces {
    /// What speaks of places of a form that has no cells, with pointers into the form in their stead.
    fileprivate func pointing(_ json: JSONValue) -> JSONValue {
        switch json {
        case .array(let elements): .array(elements.map(pointing))
        case .object(let members):
            .object(
                members.compactMap { member in
                    guard let text = member.value.string, member.key == "at" else { return JSONValue.Member(member.key, pointing(member.value)) }
                    return JSONValue.Member("at", .string(CellRef(short: text, on: "").flatMap(pointer) ?? text))
                })
        default: json
        }
    }
}
