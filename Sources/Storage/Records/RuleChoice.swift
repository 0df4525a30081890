package import Office
package import Quantities

extension RuleKind: StoredWord {}

/// A text of rules that a region chose; without a row the program's own choice holds.
package struct RuleChoiceRecord: VersionedRecord {
    package static let table = Table("rule_choice", key: ["region_code", "kind"], ["version", "name", "digest", "changed_at"])

    package var region: RegionCode
    package var kind: RuleKind
    package var version: Int
    /// The id of the text; empty for a choice that was taken back.
    package var name: String
    /// Of the region's own text in `rule_text`; nil for a shipped one.
    package var digest: String?
    package var changedAt: Instant

    package init(region: RegionCode, kind: RuleKind, version: Int = 1, name: String, digest: String?, changedAt: Instant) {
        self.region = region
        self.kind = kind
        self.version = version
        self.name = name
        self.digest = digest
        self.changedAt = changedAt
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        kind = try row.value()
        version = try row.value()
        name = try row.value()
        digest = try row.value()
        changedAt = try row.value()
    }

    package var values: [SQLValue] { [region.sql, kind.sql, version.sql, name.sql, digest.sql, changedAt.sql] }
}
