import JSONText
package import Quantities

/// What an act did to one thing: the digests of its record before and after; nil before it was there.
package struct Change: Hashable, Sendable {
    package var subject: String
    package var before: String?
    package var after: String?

    package init(subject: String, before: String?, after: String?) {
        self.subject = subject
        self.before = before
        self.after = after
    }
}

/// How an act came in.
package enum Channel: String, StoredWord, CaseIterable { case commandLine = "command-line", api, page, system }

/// A link of the audit chain: who did what, when, why, and to what. Its digest covers all of it and the digest of the link before.
package struct Event: Hashable, Sendable {
    package var region: RegionCode
    /// Counted from 1 in its region, without gaps.
    package var seq: Int64
    package var at: Instant
    /// The key of the person, or `system`.
    package var actorID: String
    package var behalfOf: String?
    package var channel: Channel
    package var act: String
    package var caseID: String?
    package var reason: String
    /// The changes as JSON, as they are kept.
    package var changesText: String
    /// Of the link before; of the first one this is empty.
    package var previous: String
    /// `sha256:…`; another algorithm would have another name.
    package var digest: String

    package static let table = Table("event", key: ["region_code", "seq"], ["at", "actor_id", "behalf_of", "channel", "act", "case_id", "reason", "changes", "previous", "digest"])
    static let columns = table.list
    package static let select = table.select

    /// The digest that its contents make.
    package var computedDigest: String {
        Digest.sha256(
            JSONValue.object([
                "region": .string(region.text), "seq": .integer(seq), "at": .integer(at.milliseconds), "actor": .string(actorID), "behalfOf": .text(behalfOf), "channel": .string(channel.rawValue),
                "act": .string(act), "case": .text(caseID), "reason": .string(reason), "changes": .string(changesText), "previous": .string(previous),
            ]).canonicalBytes)
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        seq = try row.value()
        at = try row.value()
        actorID = try row.value()
        behalfOf = try row.value()
        channel = try row.value()
        act = try row.value()
        caseID = try row.value()
        reason = try row.value()
        changesText = try row.value()
        previous = try row.value()
        digest = try row.value()
    }

    init(_ entry: Entry, seq: Int64, caseID: String?, changes: [Change], previous: String) {
        region = entry.region
        self.seq = seq
        at = entry.at
        actorID = entry.actorID
        behalfOf = entry.behalfOf
        channel = entry.channel
        act = entry.act
        self.caseID = caseID
        reason = entry.reason
        changesText = JSONValue.array(changes.map { .array([.string($0.subject), .text($0.before), .text($0.after)]) }).text
        self.previous = previous
        digest = ""
        digest = computedDigest
    }

    package var values: [SQLValue] {
        [region.sql, seq.sql, at.sql, actorID.sql, behalfOf.sql, channel.sql, act.sql, caseID.sql, reason.sql, changesText.sql, previous.sql, digest.sql]
    }

    /// What it changed; nil where the text is no list of changes.
    package var changes: [Change]? {
        guard let elements = (try? JSONParser.parse(changesText))?.elements else { return nil }
        var changes: [Change] = []
        for element in elements {
            guard let parts = element.elements, parts.count == 3, let subject = parts[0].string else { return nil }
            changes.append(Change(subject: subject, before: parts[1].string, after: parts[2].string))
        }
        return changes
    }
}

/// Who does what and why, as the chain will say it.
package struct Entry: Hashable, Sendable {
    package var region: RegionCode
    package var actorID: String
    package var behalfOf: String?
    package var channel: Channel
    package var act: String
    package var at: Instant
    package var reason: String

    package init(region: RegionCode, actorID: String, behalfOf: String? = nil, channel: Channel, act: String, at: Instant, reason: String = "") {
        self.region = region
        self.actorID = actorID
        self.behalfOf = behalfOf
        self.channel = channel
        self.act = act
        self.at = at
        self.reason = reason
    }
}
