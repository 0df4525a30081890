/// A role on a part of the tree of units, perhaps on behalf of somebody else.
package struct Grant: Hashable, Sendable {
    package var role: Role
    /// The path of the unit it is granted on, with a `/` at its end; empty for the whole region.
    package var path: String
    /// Whose right it is, where it was delegated.
    package var onBehalfOf: String?

    package init(role: Role, path: String, onBehalfOf: String? = nil) {
        self.role = role
        self.path = path
        self.onBehalfOf = onBehalfOf
    }

    package func covers(_ unitPath: String) -> Bool { unitPath.hasPrefix(path) }
}

/// Who acts, as far as rights go: an opaque key and its grants of today.
package struct Actor: Hashable, Sendable {
    package var id: String
    package var grants: [Grant]

    package init(id: String, grants: [Grant]) {
        self.id = id
        self.grants = grants
    }

    /// The grant by which one of these roles is held for a unit; the actor's own before a delegated one.
    package func grant(of roles: Set<Role>, for unitPath: String) -> Grant? { allGrants(of: roles, for: unitPath).first }

    /// All such grants, the actor's own before delegated ones.
    package func allGrants(of roles: Set<Role>, for unitPath: String) -> [Grant] {
        let fitting = grants.filter { roles.contains($0.role) && $0.covers(unitPath) }
        return fitting.filter { $0.onBehalfOf == nil } + fitting.filter { $0.onBehalfOf != nil }
    }
}
