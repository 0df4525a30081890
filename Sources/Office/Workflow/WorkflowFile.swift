package import BudgetModel
import Crypto
import Foundation
import Yams

/// What is wrong with a workflow file, each with its line.
package struct WorkflowRefused: Error, Hashable, Sendable {
    package var problems: [Wording]
}

/// Reads a workflow; unknown words and keys are refused.
package enum WorkflowFile {
    /// The one that is shipped.
    package static let shipped: Workflow = {
        let text = String(decoding: PackageResources.workflow_yaml, as: UTF8.self)
        // A test reads it, so that it cannot be wrong in a release.
        guard let workflow = try? read(text, name: "workflow.yaml") else { preconditionFailure("the shipped workflow cannot be read") }
        return workflow
    }()

    /// - Throws: `WorkflowRefused` with every problem and its line.
    package static func read(_ text: String, name: String) throws(WorkflowRefused) -> Workflow {
        let reading = Reading(file: name)
        let root: Node?
        do { root = try Yams.compose(yaml: text) } catch {
            throw WorkflowRefused(problems: [Wording(zh: "\(name)：不是有效的 YAML：\(error)。", en: "\(name): no valid YAML: \(error).")])
        }
        var workflow = reading.workflow(root ?? "", digest: "sha256:" + SHA256.hash(data: Data(text.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined())
        workflow?.text = text
        guard reading.problems.isEmpty, let workflow else { throw WorkflowRefused(problems: reading.problems) }
        return workflow
    }
}

private final class Reading {
    let file: String
    var problems: [Wording] = []

    init(file: String) { self.file = file }

    private func refuse(_ node: Node, _ zh: String, _ en: String) {
        let line = node.mark.map { ":\($0.line)" } ?? ""
        problems.append(Wording(zh: "\(file)\(line)：\(zh)。", en: "\(file)\(line): \(en)."))
    }

    private func fields(_ node: Node, _ allowed: [String]) -> [String: Node] {
        guard case .mapping(let mapping) = node else {
            refuse(node, "这里应为“键: 值”", "here must stand keys with values")
            return [:]
        }
        var fields: [String: Node] = [:]
        for (key, value) in mapping {
            let word = key.string ?? ""
            guard allowed.contains(word) else {
                refuse(key, "不认识的键“\(word)”，可用：\(allowed.joined(separator: "、"))", "unknown key “\(word)”; known are \(allowed.joined(separator: ", "))")
                continue
            }
            if fields.updateValue(value, forKey: word) != nil { refuse(key, "键“\(word)”写了两次", "the key “\(word)” stands twice") }
        }
        return fields
    }

    private func words<Word: RawRepresentable & CaseIterable & Hashable>(_ node: Node?, _ type: Word.Type) -> Set<Word> where Word.RawValue == String {
        guard let node else { return [] }
        guard case .sequence(let sequence) = node else {
            refuse(node, "这里应为列表", "here must stand a list")
            return []
        }
        return Set(sequence.compactMap { word($0, type) })
    }

    private func word<Word: RawRepresentable & CaseIterable>(_ node: Node, _ type: Word.Type) -> Word? where Word.RawValue == String {
        if let text = node.string, let word = Word(rawValue: text) { return word }
        let known = Word.allCases.map(\.rawValue)
        refuse(node, "不认识的词“\(node.string ?? "")”，可用：\(known.joined(separator: "、"))", "unknown word “\(node.string ?? "")”; known are \(known.joined(separator: ", "))")
        return nil
    }

    func workflow(_ root: Node, digest: String) -> Workflow? {
        let fields = fields(root, ["name", "title", "checked", "rights", "transitions"])
        for key in ["name", "title", "rights", "transitions"] where fields[key] == nil { refuse(root, "缺少“\(key)”", "“\(key)” is missing") }
        let title = fields["title"].map { self.fields($0, ["zh", "en"]) } ?? [:]
        var rights: [Act: Set<Role>] = [:]
        if case .mapping(let mapping)? = fields["rights"] {
            for (key, value) in mapping where word(key, Act.self) != nil { rights[word(key, Act.self) ?? .read] = words(value, Role.self) }
        } else if let node = fields["rights"] { refuse(node, "这里应为“键: 值”", "here must stand keys with values") }
        var transitions: [Transition] = []
        if case .sequence(let sequence)? = fields["transitions"] {
            transitions = sequence.compactMap(transition)
        } else if let node = fields["transitions"] { refuse(node, "这里应为列表", "here must stand a list") }
        return Workflow(
            name: fields["name"]?.string ?? "", title: Wording(zh: title["zh"]?.string ?? "", en: title["en"]?.string ?? ""), digest: digest, text: "", transitions: transitions,
            rights: rights)
    }

    private func transition(_ node: Node) -> Transition? {
        let fields = fields(node, ["act", "stages", "from", "to", "roles", "conditions"])
        for key in ["act", "stages", "from", "roles"] where fields[key] == nil { refuse(node, "缺少“\(key)”", "“\(key)” is missing") }
        guard let act = fields["act"].flatMap({ word($0, Act.self) }) else { return nil }
        return Transition(
            act: act, stages: words(fields["stages"], StageKind.self), from: words(fields["from"], StageState.self), to: fields["to"].flatMap { word($0, StageState.self) },
            roles: words(fields["roles"], Role.self), conditions: words(fields["conditions"], Condition.self))
    }
}
