import BudgetModel
import Casework
import JSONText
import Office
import Quantities
import Storage

/// A record as the interface shows it.
protocol Shown {
    var shown: JSONValue { get }
}

extension Instant {
    var shown: JSONValue { .string(iso) }
}

extension Optional where Wrapped == Instant {
    var shown: JSONValue { .text(self?.iso) }
}

extension Optional where Wrapped == CalendarDay {
    var shown: JSONValue { .text(self?.iso) }
}

extension RegionRecord: Shown {
    var shown: JSONValue { .object(["code": .string(region.text), "name": .string(name), "level": .string(level.rawValue)]) }
}

extension UnitRecord: Shown {
    var shown: JSONValue {
        .object([
            "id": .string(id.text), "version": .integer(version), "kind": .string(kind.rawValue), "code": .string(code), "name": .string(name), "parent": .text(parentID?.text), "openedOn": .string(openedOn.iso),
            "closedOn": closedOn.shown, "successor": .text(successorID?.text),
        ])
    }
}

extension UnitPeriodRecord: Shown {
    var shown: JSONValue { .object(["from": .string(validFrom.iso), "code": .string(code), "name": .string(name), "parent": .text(parentID?.text)]) }
}

extension UnitChangeRecord: Shown {
    var shown: JSONValue {
        func keys(_ text: String) -> JSONValue { .array(text.split(separator: " ").map { .string(String($0)) }) }
        return .object(["kind": .string(kind.rawValue), "day": .string(onDay.iso), "reason": .string(reason), "before": keys(beforeUnits), "after": keys(afterUnits)])
    }
}

extension ProgrammeRecord: Shown {
    var shown: JSONValue {
        .object([
            "id": .string(id.text), "version": .integer(version), "code": .string(code), "name": .string(name), "unit": .string(unitID.text), "projectClass": .string(projectClass), "nature": .string(nature),
            "startsIn": .integer(startsIn), "endsIn": endsIn.map { .integer($0) } ?? .null, "needsExAnte": .bool(needsExAnte), "isSecret": .bool(isSecret), "closedOn": closedOn.shown,
        ])
    }
}

extension BudgetEntryRecord: Shown {
    var shown: JSONValue {
        .object([
            "id": .string(id.text), "unit": .string(unitID.text), "programme": .text(programmeID?.text), "year": .integer(year), "source": .string(source), "kind": .string(kind.rawValue),
            "amount": .string(amount.yuan), "day": .string(onDay.iso), "document": .string(document), "reason": .string(reason),
        ])
    }
}

extension BudgetSums.Line: Shown {
    var shown: JSONValue {
        .object([
            "source": .string(source), "initial": .string(initial.yuan), "adjustment": .string(adjustment.yuan), "adjusted": .string(adjusted.yuan), "received": .string(received.yuan),
            "executed": .string(executed.yuan),
        ])
    }
}

extension StageRecord: Shown {
    var shown: JSONValue {
        .object([
            "id": .string(id.text), "version": .integer(version), "case": .string(caseID.text), "kind": .string(kind.rawValue), "round": .integer(round), "state": .string(state.rawValue),
            "revision": .text(revisionID?.text), "score": .text(scoreID?.text), "approved": .text(approvedID?.text), "total": .text(total), "grade": .text(grade), "errors": .integer(errors),
            "warnings": .integer(warnings), "handedInAt": handedInAt.shown, "approvedAt": approvedAt.shown, "changedAt": changedAt.shown,
        ])
    }
}

extension CaseView: Shown {
    var shown: JSONValue {
        .object([
            "id": .string(record.id.text), "version": .integer(record.version), "object": .string(record.object.rawValue), "unit": .string(unit.id.text), "unitName": .string(unit.name),
            "programme": .text(record.programmeID?.text), "year": .integer(record.year), "name": .string(record.name), "openedAt": record.openedAt.shown, "stages": .array(stages.map(\.shown)),
        ])
    }
}

extension CaseLine: Shown {
    var shown: JSONValue {
        .object([
            "id": .string(record.id.text), "object": .string(record.object.rawValue), "unit": .string(record.unitID.text), "unitName": .string(unitName), "year": .integer(record.year),
            "name": .string(record.name), "stage": stage?.shown ?? .null,
        ])
    }
}

extension RevisionRecord: Shown {
    var shown: JSONValue {
        .object([
            "id": .string(id.text), "stage": .string(stageID.text), "number": .integer(number), "layer": .string(layer.rawValue), "content": .string(content), "framework": .text(framework),
            "engine": .string(engine), "basedOn": .text(basedOn?.text), "source": .text(source), "madeAt": madeAt.shown, "digest": .string(recordDigest), "body": (try? JSONParser.parse(body)) ?? .null,
        ])
    }
}

extension EvidenceRecord: Shown {
    var shown: JSONValue {
        .object([
            "id": .string(id.text), "case": .string(caseID.text), "stage": .text(stageID?.text), "indicator": .text(indicator), "digest": .string(digest), "size": .integer(size),
            "fileName": .string(fileName), "mediaType": .string(mediaType), "kind": .string(kind), "source": .string(source), "day": onDay.shown, "madeAt": madeAt.shown,
        ])
    }
}

extension WindowRecord: Shown {
    var shown: JSONValue {
        .object([
            "id": .string(id.text), "version": .integer(version), "stage": .string(stage.rawValue), "year": .integer(year), "opensAt": opensAt.shown, "closesAt": closesAt.shown, "note": .string(note),
        ])
    }
}

extension WindowExceptionRecord: Shown {
    var shown: JSONValue {
        .object(["id": .string(id.text), "window": .string(windowID.text), "unit": .string(unitID.text), "untilAt": untilAt.shown, "reason": .string(reason)])
    }
}

extension PersonRecord: Shown {
    var shown: JSONValue { .object(["id": .string(id.text), "version": .integer(version), "login": .string(login), "name": .string(name), "isOpen": .bool(isOpen), "mustChangePassword": .bool(passwordGivenAt != nil)]) }
}

extension RoleGrantRecord: Shown {
    var shown: JSONValue {
        .object([
            "id": .string(id.text), "person": .string(personID.text), "role": .string(role.rawValue), "unit": .text(unitID?.text), "from": .string(fromDay.iso), "until": toDay.shown, "revokedAt": revokedAt.shown,
        ])
    }
}

extension DelegationRecord: Shown {
    var shown: JSONValue {
        .object([
            "id": .string(id.text), "from": .string(fromID.text), "to": .string(toID.text), "fromDay": .string(fromDay.iso), "toDay": .string(toDay.iso), "reason": .string(reason),
            "roles": roles.map { .array($0.split(separator: " ").map { .string(String($0)) }) } ?? .null, "revokedAt": revokedAt.shown,
        ])
    }
}

extension TokenRecord: Shown {
    var shown: JSONValue {
        .object([
            "id": .string(id.text), "name": .string(name), "person": .string(personID.text), "scopes": .array(scopes.split(separator: " ").map { .string(String($0)) }), "expiresAt": expiresAt.shown,
            "revokedAt": revokedAt.shown,
        ])
    }
}

extension Event: Shown {
    var shown: JSONValue {
        .object([
            "seq": .integer(seq), "at": at.shown, "actor": .string(actorID), "behalfOf": .text(behalfOf), "channel": .string(channel.rawValue), "act": .string(act), "case": .text(caseID), "reason": .string(reason),
            "changes": .array((changes ?? []).map { .object(["subject": .string($0.subject), "before": .text($0.before), "after": .text($0.after)]) }), "previous": .string(previous), "digest": .string(digest),
        ])
    }
}
