/// Some links of a chain with the records they speak of, taken out of a database: checked without the rest.
///
/// Every link that speaks of one of the records must be in it. That no other link is missing between them is not known here; the links' numbers
/// and digests can be looked up in the database they came from.
package struct ChainExcerpt {
    package var region: RegionCode
    /// By number.
    package var events: [Event]
    package var records: [any Record]

    package init(region: RegionCode, events: [Event], records: [any Record]) {
        self.region = region
        self.events = events
        self.records = records
    }

    /// What does not hold, links first.
    package var breaks: [ChainBreak] {
        var breaks: [ChainBreak] = []
        let subjects = Set(records.map(\.subject))
        var last: [String: String] = [:]
        var seq: Int64 = 0
        for event in events {
            if event.computedDigest != event.digest || event.region != region {
                breaks.append(ChainBreak(region: region.text, seq: event.seq, kind: .eventChanged))
            } else if event.seq <= seq {
                breaks.append(ChainBreak(region: region.text, seq: event.seq, kind: .eventOutOfOrder))
            }
            seq = event.seq
            guard let changes = event.changes else {
                breaks.append(ChainBreak(region: region.text, seq: event.seq, kind: .eventUnreadable("changes")))
                continue
            }
            for change in changes where subjects.contains(change.subject) {
                if last[change.subject] != change.before { breaks.append(ChainBreak(region: region.text, seq: event.seq, subject: change.subject, kind: .historyDiffers)) }
                last[change.subject] = change.after
            }
        }
        for record in records {
            guard let digest = last[record.subject] else {
                breaks.append(ChainBreak(region: region.text, subject: record.subject, kind: .recordUnknown))
                continue
            }
            if record.recordDigest != digest { breaks.append(ChainBreak(region: region.text, subject: record.subject, kind: .recordChanged)) }
        }
        return breaks
    }
}

extension Record {
    /// A record from values in the order of its columns.
    package init(values: [SQLValue]) throws(StorageError) {
        var row = RowReader(values)
        self = try Self(from: &row)
    }
}
