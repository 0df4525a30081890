import Office
package import Storage

extension Desk {
    /// The heads of the region's chain that were published, the latest first; for who may read the chain.
    package func publishedHeads(before: Int64? = nil, limit: Int, by caller: Caller) async throws -> [PublishedHeadRecord] {
        try allow(.readEvents, "", caller)
        return try await database.read { connection in
            let (sql, values): (String, [SQLValue]) = before.map { ("AND seq < ? ", [$0.sql]) } ?? ("", [])
            return try connection.all(PublishedHeadRecord.self, in: caller.region, sql + "ORDER BY seq DESC LIMIT ?", values + [limit.sql])
        }
    }

    /// Registers that the head of the region's chain, as it is now, is published: from then on `verify` says where the chain before it was replaced.
    ///
    /// - Parameter place: an address, a newspaper, the number of a letter.
    package func publishHead(place: String, by caller: Caller) async throws -> PublishedHeadRecord {
        guard !place.allSatisfy(\.isWhitespace), place.count <= 500 else { throw Declined.invalid("/place", "请写明公布在哪里（网址、报纸、文号），500 字以内", "say where it is published, in 500 characters: an address, a newspaper, the number of a letter") }
        return try await record(.publish, by: caller, reason: place) { [self] writing in
            writing.entry.behalfOf = try allow(.publish, "", caller).onBehalfOf
            let head = try writing.connection.row("SELECT seq, digest FROM chain WHERE region_code = ?", [caller.region.sql]) { (row) throws(StorageError) in (try row.integer(), try row.text()) }
            guard let (seq, digest) = head, seq > 0 else { throw Declined.notFound("链头", "head") }
            let record = PublishedHeadRecord(region: caller.region, id: identifiers.next(), seq: seq, digest: digest, place: place, madeAt: writing.now)
            try writing.insert(record)
            return record
        }
    }
}
