/// Why a database did not do what it was asked.
package enum StorageError: Error, Hashable, Sendable {
    /// A key is there already, or what it points to is not.
    case constraint(String)
    /// Another transaction was in the way; the same work can be tried again.
    case conflict(String)
    /// The connection broke while a transaction was being committed: nobody knows whether it was.
    case outcomeUnknown(String)
    /// No connection, or it broke before anything was committed.
    case unreachable(String)
    /// There is no file at this path.
    case missing(String)
    /// The address, the user or the password is refused.
    case refused(String)
    /// The disk is full or cannot be written.
    case cannotWrite(String)
    /// What is stored is not what the schema says.
    case damaged(String)
    /// A text that is to be stored holds the character U+0000, which PostgreSQL cannot.
    case unstorable(String)
    /// No Jixiao database, or one that has to be migrated.
    case schema(SchemaState)
    /// The statement took longer than it may, or nobody waits for it any more.
    case cancelled
    /// Anything else the engine says.
    case engine(String)

    /// Whether the same work may be done again at once.
    package var isConflict: Bool { if case .conflict = self { true } else { false } }
}

/// What a database's schema is beside the one this program knows.
package enum SchemaState: Hashable, Sendable {
    /// There are no tables of ours.
    case empty
    /// There are tables, and none is ours.
    case foreign
    /// The number of the last migration it has; this program knows more.
    case older(Int)
    case current(Int)
    /// A later version of the program has migrated it.
    case newer(Int)
    /// A migration it names is not the one this program knows.
    case changed(Int)
}
