import BudgetModel
package import Office
package import Quantities
package import Storage
import Synchronization
package import Workflows

/// The office at work: what every use case needs. Use cases are its methods, one a file.
package final class Desk: Sendable {
    package let database: any Database
    /// Bytes of forms and evidence.
    package let files: ContentFolder
    package let workflow: Workflow
    /// The version of the program, as revisions name it.
    package let engine: String
    package let frameworks: FrameworkStore
    /// The framework of the office, by name or path; nil to choose by each form.
    package let frameworkName: String?
    let identifiers: IdentifierSource
    let memory = FormMemory()
    /// What each region chose to work by.
    let regionRules = Mutex<[RegionCode: RegionRules]>([:])
    /// By the digest of the framework.
    let ruleTexts = Mutex<[String: [RuleText]]>([:])
    /// Digests of those that lie in the database.
    let keptTexts = Mutex<Set<String>>([])
    private let clock: @Sendable () -> Instant
    let passwords: Passwords

    /// - Parameter random: what identifiers are made unguessable with.
    package init(
        database: any Database, files: ContentFolder, engine: String, workflow: Workflow = WorkflowFile.shipped, frameworkName: String? = nil, passwords: Passwords = Passwords(),
        random: @escaping @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) }, clock: @escaping @Sendable () -> Instant
    ) {
        self.database = database
        self.files = files
        self.engine = engine
        self.workflow = workflow
        self.frameworkName = frameworkName
        self.passwords = passwords
        self.clock = clock
        frameworks = FrameworkStore(today: clock().beijingDay)
        identifiers = IdentifierSource(now: clock, random: random)
    }

    package var now: Instant { clock() }

    /// Does something that the chain keeps, in somebody's name.
    func record<Value: Sendable>(
        _ act: Act, by caller: Caller, reason: String = "", _ body: @escaping @Sendable (Writing) throws -> Value
    ) async throws -> Value { try await record(act.rawValue, by: caller, reason: reason, body) }

    func record<Value: Sendable>(
        _ act: String, by caller: Caller, reason: String = "", _ body: @escaping @Sendable (Writing) throws -> Value
    ) async throws -> Value {
        let entry = Entry(region: caller.region, actorID: caller.id, channel: caller.channel, act: act, at: now, reason: reason)
        do {
            guard let request = KeptRequest.current else { return try await database.record(entry, body) }
            return try await database.record(entry) { writing in
                let value = try body(writing)
                try request.mark(writing)
                return value
            }
        } catch let refusal as Refusal {
            throw Declined(refusal)
        } catch let stale as StaleRecord {
            throw Declined(stale)
        }
    }
}
