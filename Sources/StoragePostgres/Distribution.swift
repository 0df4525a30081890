import Storage

/// Brings the tables to a cluster of Citus: what begins with a region is spread by it, dictionaries are on every node.
package enum Distribution {
    /// Tables that are the same for all regions.
    package static let dictionaries = ["schema_migration", "rule_text"]

    /// - Returns: how many tables were distributed; those that were already are left alone.
    package static func apply(to database: PostgresDatabase) async throws -> Int {
        try await database.migrate { connection in
            let spread = Set(try connection.rows("SELECT logicalrelid::text FROM pg_dist_partition", []) { (row) throws(StorageError) in try row.text() })
            var count = 0
            for table in dictionaries where !spread.contains(table) {
                try connection.each("SELECT create_reference_table('\(table)')", []) { _ throws(StorageError) in }
                count += 1
            }
            // Parents before those whose keys point to them, all in one place by the region.
            for table in Schema.tenantTables where !spread.contains(table) {
                let beside = table == Schema.tenantTables[0] ? "" : ", colocate_with => '\(Schema.tenantTables[0])'"
                try connection.each("SELECT create_distributed_table('\(table)', 'region_code'\(beside))", []) { _ throws(StorageError) in }
                count += 1
            }
            return count
        }
    }
}
