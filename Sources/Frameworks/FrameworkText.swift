package import BudgetModel
package import Quantities

/// A framework as readable text: weights, rules, sources.
package enum FrameworkText {
    /// What `frameworks show` prints.
    package static func show(_ source: FrameworkSource, on day: CalendarDay, _ language: Language) -> String {
        let zh = language == .zh
        let framework = source.framework(on: day)
        var lines: [String] = []
        lines.append("\(source.id)  \(source.title(language))")
        lines.append(
            zh
                ? "自 \(framework.inForceFrom) 起施行，以下为 \(framework.day) 的值"
                : "In force from \(framework.inForceFrom); values of \(framework.day)")
        if let base = source.extends { lines.append((zh ? "沿用：" : "Extends: ") + base) }
        lines.append((zh ? "适用：" : "Applies to: ") + source.kinds.map(\.rawValue).joined(separator: ", "))
        if let checked = source.checked { lines.append((zh ? "核对日：" : "Compared with the law: ") + "\(checked)") }
        lines.append((zh ? "校验：" : "Digest: ") + source.digest)
        lines.append("")
        lines.append(zh ? "依据文件" : "Documents")
        for instrument in source.instruments {
            var line = "  \(instrument.number)《\(instrument.title)》"
            if let day = instrument.published { line += " \(day)" }
            if let address = instrument.address { line += " \(address)" }
            lines.append(line)
        }
        lines.append("")
        lines.append(zh ? "分值" : "Points")
        lines.append("  " + (zh ? "预算执行" : "Budget execution") + " \(framework.execution.weight.value)")
        for node in framework.tree { append(node, depth: 1, to: &lines, language) }
        lines.append("")
        lines.append(zh ? "规则" : "Rules")
        for value in source.values(on: day) where !value.path.hasPrefix("tree/") || value.path.hasSuffix("/formula") || value.path.hasSuffix("/scale") {
            lines.append("  \(value.label(language))\(zh ? "：" : ": ")\(value.value.isEmpty ? (zh ? "无" : "none") : value.value)  [\(value.reference.line(language))]")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What `frameworks basis` prints: the values that no text we read gives.
    package static func basis(_ source: FrameworkSource, on day: CalendarDay, _ language: Language) -> String {
        source.basis(on: day).map { value in
            "\(value.path)  \(value.label(language)) = \(value.value)  [\(value.reference.line(language))]  \(value.file)" + (value.line.map { ":\($0)" } ?? "") + "\n"
        }.joined()
    }

    private static func append(_ node: FrameworkNode, depth: Int, to lines: inout [String], _ language: Language) {
        let points: String =
            switch node.weight {
            case .fixed(let points): "\(points.value)"
            case .free: language == .zh ? "自定" : "free"
            case .local: language == .zh ? "由地方规定" : "local"
            }
        lines.append(String(repeating: "  ", count: depth) + "\(node.name) \(points)")
        for child in node.children { append(child, depth: depth + 1, to: &lines, language) }
    }
}
