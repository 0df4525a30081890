package import BudgetModel
package import JSONText
import Quantities

/// The computed layer of one form as JSON, compact; what is nothing is left out.
package enum ScoreSheetJSON {
    /// Of the shape; stands as `scoreVersion` in every stored score.
    package static let version = 1

    /// What was computed for a form, as it is stored beside it.
    package static func write(_ sheet: ScoreSheet, _ check: CheckResult, engine: String) -> JSONValue { StoredScore(sheet, check, engine: engine).json }
}

/// Gathers the members of an object.
struct MemberList {
    private(set) var members: [JSONValue.Member] = []

    mutating func add(_ key: String, _ value: JSONValue?) {
        if let value { members.append(JSONValue.Member(key, value)) }
    }
    mutating func add(_ key: String, _ text: String?) { add(key, text.map(JSONValue.string)) }
    mutating func add(_ key: String, _ number: ExactDecimal?) { add(key, number?.description) }
    mutating func add(_ key: String, flag: Bool) { if flag { add(key, .bool(true)) } }
    mutating func add(_ key: String, _ list: [JSONValue]) { if !list.isEmpty { add(key, .array(list)) } }
    mutating func add(_ key: String, _ range: ClosedRange<ExactDecimal>?) {
        add(key, range.map { .object(["min": .string($0.lowerBound.description), "max": .string($0.upperBound.description)]) })
    }
    mutating func add(_ key: String, _ wording: Wording?) { add(key, wording.map { .object(["zh": .string($0.zh), "en": .string($0.en)]) }) }

    var json: JSONValue { .object(members) }
}

extension StoredScore: JSONRepresentable {
    package var json: JSONValue {
        var list = MemberList()
        list.add("scoreVersion", .integer(ScoreSheetJSON.version))
        list.add("engine", engine)
        var framework = MemberList()
        framework.add("id", frameworkID)
        framework.add("digest", frameworkDigest)
        framework.add("chosenBecause", chosenBecause)
        list.add("framework", framework.json)
        list.add("ratePercent", ratePercent)
        list.add("execution", execution?.json)
        list.add("lines", lines.map(\.json))
        list.add("adjustments", adjustments.map { .object(["id": .string($0.id), "points": .string($0.points.description)]) })
        list.add("total", total)
        list.add("totalBeforeScaling", totalBeforeScaling)
        list.add("totalRange", totalRange)
        list.add("grade", grade?.name)
        list.add("traceDigest", traceDigest)
        let sheet = findings.lazy.compactMap(\.at?.sheet).first
        if !findings.isEmpty { list.add("sheet", sheet) }
        list.add("findings", findings.map { $0.json(on: sheet ?? "") })
        list.add("notChecked", notCheckedByReason)
        list.add("light", light?.json)
        return list.json
    }

    /// Many rules lack the same thing: each reason once with its codes.
    private var notCheckedByReason: [JSONValue] {
        var places: [NotChecked: Int] = [:]
        var groups: [(reason: NotChecked, codes: [JSONValue])] = []
        for entry in notChecked {
            var reason = entry
            reason.code = ""
            if let place = places[reason] {
                groups[place].codes.append(.string(entry.code))
            } else {
                places[reason] = groups.count
                groups.append((reason, [.string(entry.code)]))
            }
        }
        return groups.map { group in
            var list = MemberList()
            list.add("codes", group.codes)
            list.add("cause", group.reason.cause.rawValue)
            list.add("needs", group.reason.needs)
            return list.json
        }
    }
}

extension StoredLine {
    var json: JSONValue {
        var list = MemberList()
        list.add("score", score)
        list.add("exact", exact?.written)
        list.add("weight", weight)
        list.add("completionPercent", completionPercent)
        list.add("comparatorUsed", comparatorUsed?.rawValue)
        list.add("signAssumed", flag: signAssumed)
        list.add("tier", tier.map { .integer($0.rawValue) })
        list.add("tierBounds", tierBounds)
        list.add("met", isMet.map { .bool($0) })
        list.add("leftOut", flag: isLeftOut)
        list.add("unscored", unscored)
        list.add("why", why)
        return list.json
    }
}

extension Finding {
    /// - Parameter sheet: the one that cells are on where they name none.
    fileprivate func json(on sheet: String) -> JSONValue {
        var list = MemberList()
        list.add("code", code)
        list.add("severity", severity.rawValue)
        if standing != .counted { list.add("standing", standing.rawValue) }
        list.add("at", at?.short(on: sheet))
        list.add("message", message)
        list.add("expected", expected)
        list.add("found", found)
        list.add("difference", difference)
        list.add("basis", basis)
        list.add("comment", comment)
        list.add("usualSeverity", usualSeverity?.rawValue)
        return list.json
    }
}

extension ObjectLight {
    fileprivate var json: JSONValue {
        var list = Self.list(light, advice, codes)
        list.add("indicators", indicators.map { indicator in
            var list = Self.list(indicator.light, indicator.advice, indicator.codes)
            list.add("row", .integer(indicator.index + 1))
            return list.json
        })
        return list.json
    }

    private static func list(_ light: Light, _ advice: [Wording], _ codes: [String]) -> MemberList {
        var list = MemberList()
        list.add("colour", light.rawValue)
        list.add("advice", advice.map { .object(["zh": .string($0.zh), "en": .string($0.en)]) })
        list.add("codes", codes.map(JSONValue.string))
        return list
    }
}
