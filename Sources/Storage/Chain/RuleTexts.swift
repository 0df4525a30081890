import JSONText

/// Frameworks and workflows, kept for all regions under a digest.
package enum RuleTexts {
    /// Over kind, name and text.
    package static func digest(kind: String, name: String, body: String) -> String {
        Digest.sha256(JSONValue.object(["kind": .string(kind), "name": .string(name), "body": .string(body)]).canonicalBytes)
    }
}
