package import Quantities

/// A transaction of one region that ends with one link of the audit chain.
///
/// Everything audited is written through it, so that nothing can be changed without standing in the chain. A body that runs again after a
/// conflict has a new one.
package final class Writing {
    package let connection: any SQLConnection
    /// What the chain will say; the reason and for whom may become known on the way.
    package var entry: Entry
    /// The case it is about.
    package var caseID: Identifier<CaseRecord>?
    private var changes: [Change] = []
    private let headSeq: Int64
    private let headDigest: String

    package var region: RegionCode { entry.region }
    package var now: Instant { entry.at }

    /// Waits for its turn among the transactions of the region.
    init(_ connection: any SQLConnection, _ entry: Entry) throws(StorageError) {
        self.connection = connection
        self.entry = entry
        let head = "SELECT seq, digest FROM chain WHERE region_code = ?" + (connection.engine == .postgres ? " FOR UPDATE" : "")
        let read = { (row: inout RowReader) throws(StorageError) in (try row.integer(), try row.text()) }
        if let (seq, digest) = try connection.row(head, [entry.region.sql], read) {
            (headSeq, headDigest) = (seq, digest)
        } else {
            try connection.run("INSERT INTO chain (region_code, seq, digest) VALUES (?, 0, '') ON CONFLICT DO NOTHING", [entry.region.sql])
            guard let (seq, digest) = try connection.row(head, [entry.region.sql], read) else { throw .engine("the head of the chain cannot be read") }
            (headSeq, headDigest) = (seq, digest)
        }
    }

    package func insert<Inserted: Record>(_ record: Inserted) throws(StorageError) {
        let values = record.values
        try connection.run(Inserted.table.insert, values)
        changes.append(Change(subject: Inserted.subject(of: values), before: nil, after: Inserted.digest(of: values)))
    }

    /// Writes a changed record over the version it was read in.
    ///
    /// - Parameter present: the record as this transaction has read it; nil to read it.
    /// - Returns: the record with its new version.
    /// - Throws: `StaleRecord` when another version is there by now.
    @discardableResult
    package func update<Changed: VersionedRecord>(_ record: Changed, over present: Changed? = nil) throws -> Changed {
        let present = try present ?? connection.find(Changed.self, record.key)
        guard let present, present.version == record.version else { throw StaleRecord(subject: record.subject, version: record.version, present: present) }
        guard present != record else { return present }
        var next = record
        next.version += 1
        let values = next.values, count = Changed.table.keyCount
        try connection.run(Changed.table.update, Array(values[count...] + values[..<count]))
        changes.append(Change(subject: Changed.subject(of: values), before: present.recordDigest, after: Changed.digest(of: values)))
        return next
    }

    /// Writes what is not audited: it can be derived again or is of one person's use only.
    package func put(_ record: some Record) throws(StorageError) { try connection.put(record) }

    /// The number its link will have; nil while nothing changed.
    package var link: Int64? { changes.isEmpty ? nil : headSeq + 1 }

    /// What it changed so far, as the chain names it, each once.
    package var subjects: [String] {
        var known: Set<String> = []
        return changes.map(\.subject).filter { known.insert($0).inserted }
    }

    /// Adds the link. Nothing changed leaves no link.
    func close() throws(StorageError) {
        guard !changes.isEmpty else { return }
        // A record written twice in one act stands once, from its first state to its last.
        var merged: [Change] = []
        var places: [String: Int] = [:]
        for change in changes {
            if let place = places[change.subject] {
                merged[place].after = change.after
            } else {
                places[change.subject] = merged.count
                merged.append(change)
            }
        }
        let event = Event(entry, seq: headSeq + 1, caseID: caseID?.text, changes: merged, previous: headDigest)
        try connection.run("INSERT INTO event (\(Event.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", event.values)
        try connection.run("UPDATE chain SET seq = ?, digest = ? WHERE region_code = ?", [event.seq.sql, event.digest.sql, event.region.sql])
    }
}

extension Database {
    /// Does something that the chain keeps: all of it with its link, or nothing.
    package func record<Value: Sendable>(_ entry: Entry, _ body: @escaping @Sendable (Writing) throws -> Value) async throws -> Value {
        try await write(in: entry.region.text) { connection in
            let writing = try Writing(connection, entry)
            let value = try body(writing)
            try writing.close()
            return value
        }
    }
}

extension SQLConnection {
    /// The record under a key.
    package func find<Found: Record>(_ type: Found.Type, _ key: [SQLValue]) throws(StorageError) -> Found? {
        try row(Found.select + " WHERE " + Found.table.keyCondition, key) { (row) throws(StorageError) in try Found(from: &row) }
    }

    package func find<Found: Record>(_ id: Identifier<Found>, in region: RegionCode) throws(StorageError) -> Found? { try find(Found.self, [region.sql, id.sql]) }

    /// Records of a region, with what follows `WHERE region_code = ?`, such as `AND year = ? ORDER BY id`.
    package func all<Found: Record>(_ type: Found.Type = Found.self, in region: RegionCode, _ rest: String = "ORDER BY id", _ values: [SQLValue] = []) throws(StorageError) -> [Found] {
        try rows(Found.select + " WHERE region_code = ? " + rest, [region.sql] + values) { (row) throws(StorageError) in try Found(from: &row) }
    }

    /// Inserts or replaces what is not audited.
    package func put<Kept: Record>(_ record: Kept) throws(StorageError) {
        let table = Kept.table
        let rest = table.columns.dropFirst(table.keyCount).map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        try run(table.insert + " ON CONFLICT (\(table.columns.prefix(table.keyCount).joined(separator: ", "))) DO UPDATE SET \(rest)", record.values)
    }
}
