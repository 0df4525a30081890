package import BudgetModel
package import Quantities
import Yams

/// One dated value of a profile with its source.
package struct ProfileValue: Hashable, Sendable {
    /// `thresholds`, `project.dimensions[3]` …
    package var path: String
    /// The day from which it holds.
    package var from: CalendarDay
    package var reference: Reference
    package var line: Int?
}

extension CycleProfile {
    /// Every dated value of a text with its source, in the order of the text, so that those without a legal basis can be listed (N24).
    ///
    /// - Throws: `ProfileRefused` for a text that is no profile of this kind.
    package static func values(_ text: String, name: String) throws(ProfileRefused) -> [ProfileValue] {
        // What is wrong with the text is told first.
        let mark = try read(text, name: name, on: CalendarClock.epoch).mark
        let reader = ProfileReader(file: name, day: mark.day)
        guard let root = reader.compose(text) else { throw reader.refused }
        let whole = ProfileNode(node: root, place: "", reader: reader)
        reader.readInstruments(whole.entries()?.first { $0.key == "instruments" }?.value)
        return whole.datedValues()
    }
}

extension ProfileNode {
    /// The entries of every `values` below, by path.
    fileprivate func datedValues() -> [ProfileValue] {
        switch node {
        case .mapping:
            (entries() ?? []).flatMap { key, _, value -> [ProfileValue] in
                guard key == "values" else { return value.datedValues() }
                return (value.entries() ?? []).compactMap { text, keyNode, entry in
                    guard let day = Self.day(text), let source = entry.entries()?.first(where: { $0.key == "reference" })?.value, let reference = reader.reference(source) else { return nil }
                    return ProfileValue(path: place, from: day, reference: reference, line: keyNode.mark?.line)
                }
            }
        case .sequence(let sequence): sequence.enumerated().flatMap { ProfileNode(node: $0.element, place: "\(place)[\($0.offset)]", reader: reader).datedValues() }
        case .scalar, .alias: []
        }
    }
}
