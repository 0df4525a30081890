import BudgetModel
import Frameworks
package import Office
package import Quantities
import Storage

/// The rules of one kind that a region works by now.
package struct RulesInForce: Hashable, Sendable {
    package var kind: RuleKind
    /// The id of the text; nil where the program chooses by each form, or takes its first one.
    package var name: String?
    /// Whether it is the region's own text.
    package var isOwn: Bool
    /// 0 where the region never chose.
    package var version: Int
    package var changedAt: Instant?
    /// What may be named instead of an own text.
    package var shipped: [String]
}

/// What a region wants to work by.
package enum RuleWish: Hashable, Sendable {
    /// What the program takes by itself.
    case usual
    case shipped(String)
    /// The text of a framework or profile in YAML.
    case own(String)
}

extension Desk {
    package static let ruleTextLimit = 1 << 20

    /// What the region works by, kind by kind.
    package func rulesInForce(by caller: Caller) async throws -> [RulesInForce] {
        let records = try await database.read { try $0.all(RuleChoiceRecord.self, in: caller.region, "ORDER BY kind") }
        return RuleKind.allCases.map { kind in Self.inForce(kind, records.first { $0.kind == kind }) }
    }

    private static func inForce(_ kind: RuleKind, _ record: RuleChoiceRecord?) -> RulesInForce {
        RulesInForce(
            kind: kind, name: record.flatMap { $0.name.isEmpty ? nil : $0.name }, isOwn: record?.digest != nil, version: record?.version ?? 0, changedAt: record?.changedAt,
            shipped: kind.profile?.ids ?? FrameworkCatalogue.ids)
    }

    /// The rules of a kind with their text; nil where the program chooses by each form.
    package func rules(_ kind: RuleKind, by caller: Caller) async throws -> (inForce: RulesInForce, text: String?) {
        try await database.read { connection in
            let record = try connection.find(RuleChoiceRecord.self, [caller.region.sql, kind.sql]), inForce = Self.inForce(kind, record)
            if let digest = record?.digest {
                return (inForce, try connection.row("SELECT body FROM rule_text WHERE digest = ?", [digest.sql]) { (row) throws(StorageError) in try row.text() })
            }
            guard let id = inForce.name ?? kind.profile?.ids.first else { return (inForce, nil) }
            return (inForce, kind.profile.map { $0.shippedText(id).map { String(decoding: $0, as: UTF8.self) } } ?? FrameworkCatalogue.text(of: id))
        }
    }

    /// Chooses what the region works by from now on; what was scored and reviewed before stays as it is.
    ///
    /// - Parameter version: the one the caller has seen; 0 where nothing was ever chosen.
    /// - Throws: `Declined` with every problem of an own text and its line.
    package func chooseRules(_ kind: RuleKind, version: Int, _ wish: RuleWish, reason: String, by caller: Caller) async throws -> RulesInForce {
        guard !reason.allSatisfy(\.isWhitespace), reason.count <= 2_000 else { throw Declined.invalid("/reason", "请写明依据（如文号），2000 字以内", "give the ground, such as the number of a document, in 2000 characters") }
        let today = now.beijingDay
        let text: RuleText? = switch wish {
        case .usual: nil
        case .shipped(let id): try Self.requireShipped(id, kind)
        case .own(let body): try Self.ownText(body, kind, on: today)
        }
        let name = switch wish {
        case .usual: ""
        case .shipped(let id): id
        case .own: text?.name ?? ""
        }
        return try await record(.manageFrameworks, by: caller, reason: reason) { [self] writing in
            writing.entry.behalfOf = try allow(.manageFrameworks, "", caller).onBehalfOf
            if let text { try keepTexts([text], writing) }
            let present = try writing.connection.find(RuleChoiceRecord.self, [caller.region.sql, kind.sql])
            guard present?.version ?? 0 == version else { throw StaleRecord(subject: "rule_choice/" + kind.rawValue, version: version, present: present) }
            var record = present ?? RuleChoiceRecord(region: caller.region, kind: kind, name: name, digest: text?.digest, changedAt: writing.now)
            if present == nil {
                try writing.insert(record)
            } else {
                (record.name, record.digest, record.changedAt) = (name, text?.digest, writing.now)
                record = try writing.update(record)
            }
            return Self.inForce(kind, record)
        }
    }

    private static func requireShipped(_ id: String, _ kind: RuleKind) throws -> RuleText? {
        let known = kind.profile?.ids ?? FrameworkCatalogue.ids
        guard known.contains(id) else {
            throw Declined.invalid("/shipped", "没有内置的“\(id)”；可用：\(known.joined(separator: "、"))", "there is no shipped “\(id)”; use \(known.joined(separator: ", "))")
        }
        if kind.isFramework { try requireKind(of: FrameworkCatalogue.source(id), kind, at: "/shipped") }
        return nil
    }

    /// A region's own text, read in full before it is kept.
    private static func ownText(_ body: String, _ kind: RuleKind, on day: CalendarDay) throws -> RuleText {
        guard body.utf8.count <= ruleTextLimit else { throw Declined(.tooLarge, "text-too-large", Wording(zh: "规则文本超过 1 MB。", en: "The text is larger than 1 MB.")) }
        let file = kind.rawValue + ".yaml"
        guard let profile = kind.profile else {
            let source: FrameworkSource
            do throws(FrameworkRefused) { source = try FrameworkCatalogue.read(body, name: file) } catch {
                throw Declined.invalid(error.problems.map { Flaw("/text", zh: line($0.line).zh + $0.message.zh, en: line($0.line).en + $0.message.en) })
            }
            guard !FrameworkCatalogue.ids.contains(source.id) else { throw Declined.invalid("/text", "编号“\(source.id)”是内置规则的，请另取一个", "the id “\(source.id)” is that of a shipped framework; choose another") }
            try requireKind(of: source, kind, at: "/text")
            return RuleText(kind: "framework", name: source.id, body: body)
        }
        do throws(ProfileRefused) { return RuleText(kind: kind.rawValue, name: try profile.read(body, name: file, on: day).mark.id, body: body) } catch {
            throw Declined.invalid(error.problems.map { Flaw("/text", zh: line($0.line).zh + $0.message.zh, en: line($0.line).en + $0.message.en) })
        }
    }

    private static func requireKind(of source: FrameworkSource, _ kind: RuleKind, at pointer: String) throws {
        let form: FormKind = kind == .departmentFramework ? .departmentSelfEvaluation : .projectSelfEvaluation
        guard source.kinds.contains(form) else {
            throw Declined.invalid(pointer, "“\(source.id)”不能作\(kind.wording.zh)：它适用的表（appliesTo）里没有 \(form.rawValue)", "“\(source.id)” cannot be the \(kind.wording.en): the forms it applies to lack \(form.rawValue)")
        }
    }

    private static func line(_ number: Int?) -> Wording { number.map { Wording(zh: "第 \($0) 行：", en: "line \($0): ") } ?? Wording(zh: "", en: "") }
}
