import BudgetModel
import JSONText
import Office
import Quantities
import Rules
import Storage

/// What the rules held a form against, as it was at that moment; kept with the score, so that years later the same can be computed again.
struct Beside: Hashable, Sendable {
    /// The goal as it was approved.
    var approved: Identifier<RevisionRecord>?
    /// The same object's form of the year before.
    var previous: Identifier<RevisionRecord>?
    var evidence: EvidenceFolder?
    var process = ProcessRecord()
    /// What was registered of the object's money; nil where it was not asked for yet.
    var budget: RegisteredBudget?

    /// The same but for what only the day changes.
    var withoutDays: Beside {
        var beside = self
        beside.process.today = nil
        beside.process.deadline = nil
        beside.process.handedIn = nil
        return beside
    }

    /// - Parameter form: reads the form of a revision.
    func context(_ form: (Identifier<RevisionRecord>) throws -> Evaluation?) rethrows -> Context {
        var context = Context()
        context.approved = try approved.flatMap(form)
        context.isApprovedInForce = true
        context.previous = try previous.flatMap(form)
        context.evidence = evidence
        context.process = process
        return context
    }

    var json: JSONValue {
        var members: [JSONValue.Member] = []
        func add(_ key: String, _ value: JSONValue) { if !value.isNull { members.append(.init(key, value)) } }
        add("approved", .text(approved?.text))
        add("previous", .text(previous?.text))
        if let evidence {
            add("evidence", .array(evidence.files.map { .object([.init("path", .string($0.path)), .init("digest", .string($0.digest))] + ($0.day.map { [.init("day", .string($0.iso))] } ?? [])) }))
            if !evidence.surveyed.isEmpty { add("surveyed", .array(evidence.surveyed.sorted().map(JSONValue.string))) }
        }
        add("today", .text(process.today?.iso))
        add("deadline", .text(process.deadline?.iso))
        add("handedIn", .text(process.handedIn?.iso))
        add("isNewMajorProject", process.isNewMajorProject.map(JSONValue.bool) ?? .null)
        add("isAssessedExAnte", process.isAssessedExAnte.map(JSONValue.bool) ?? .null)
        add("isAdjustmentRequested", process.isAdjustmentRequested.map(JSONValue.bool) ?? .null)
        add("budget", budget?.json ?? .null)
        return .object(members)
    }

    init() {}

    init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(
            json, at: pointer, keys: ["approved", "previous", "evidence", "surveyed", "today", "deadline", "handedIn", "isNewMajorProject", "isAssessedExAnte", "isAdjustmentRequested", "budget"])
        func key(_ name: String) throws(JSONShapeError) -> Identifier<RevisionRecord>? {
            try object.optionalText(name).map { text throws(JSONShapeError) in
                guard let id = Identifier<RevisionRecord>(text) else { throw object.wrong(name, "UUID") }
                return id
            }
        }
        approved = try key("approved")
        previous = try key("previous")
        if object.value("evidence") != nil {
            let files = try object.list("evidence") { json, place throws(JSONShapeError) in
                let file = try JSONObject(json, at: place, keys: ["path", "digest", "day"])
                return EvidenceFile(path: try file.text("path"), digest: try file.text("digest"), day: try file.optionalDay("day"))
            }
            evidence = EvidenceFolder(files: files, surveyed: Set(try object.texts("surveyed")))
        }
        process.today = try object.optionalDay("today")
        process.deadline = try object.optionalDay("deadline")
        process.handedIn = try object.optionalDay("handedIn")
        func flag(_ name: String) throws(JSONShapeError) -> Bool? { object.value(name) == nil ? nil : try object.boolean(name, default: false) }
        process.isNewMajorProject = try flag("isNewMajorProject")
        process.isAssessedExAnte = try flag("isAssessedExAnte")
        process.isAdjustmentRequested = try flag("isAdjustmentRequested")
        budget = try object.optionalNested("budget")
    }
}
