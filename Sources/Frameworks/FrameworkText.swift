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
        lines.append((zh ? "适用：" : "Applies to: ") + source.kinds.map { FrameworkWords.kind($0, language) }.joined(separator: zh ? "、" : ", "))
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
        let values = source.values(on: day)
        let references = Dictionary(values.map { ($0.path, $0) }) { first, _ in first }
        lines.append("")
        lines.append(zh ? "分值" : "Points")
        lines.append("  " + (zh ? "预算执行" : "Budget execution") + " \(framework.execution.weight.value)")
        for node in framework.tree { append(node, "tree/", depth: 1, references, to: &lines, language) }
        if !framework.localIndicators.isEmpty {
            lines.append("")
            lines.append(zh ? "地方评分表另有的指标（表中出现时按其公式计分）" : "Indicators of local tables (scored by their formulas where a form has them)")
            for node in framework.localIndicators { append(node, "localIndicators/", depth: 1, references, to: &lines, language) }
        }
        lines.append("")
        lines.append(zh ? "规则" : "Rules")
        for value in values where !isPoints(value.path) { lines.append("  " + line(value, since: framework.inForceFrom, language)) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func isPoints(_ path: String) -> Bool {
        (path.hasPrefix("tree/") || path.hasPrefix("localIndicators/")) && !path.hasSuffix("/formula") && !path.hasSuffix("/scale")
    }

    /// `执行率的分母：全年预算数（2024-01-01 起）  [财预〔2020〕10号《…》]`; the day where it is not the framework's first.
    private static func line(_ value: FrameworkValue, since first: CalendarDay, _ language: Language) -> String {
        let zh = language == .zh
        let part = value.path.hasSuffix("/scale") ? (zh ? "（计分）" : " (points)") : value.path.hasSuffix("/formula") ? (zh ? "（公式）" : " (formula)") : ""
        let day = part.isEmpty && value.from > first ? (zh ? "（\(value.from) 起）" : " (from \(value.from))") : ""
        return "\(value.label(language))\(part)\(zh ? "：" : ": ")\(value.shown(language))\(day)  [\(value.reference.line(language))]"
    }

    /// What `frameworks basis` prints: the values that no text we read gives.
    package static func basis(_ source: FrameworkSource, on day: CalendarDay, _ language: Language) -> String {
        source.basis(on: day).map { value in
            "\(value.path)  \(value.label(language)) = \(value.shown(language))  [\(value.reference.line(language))]  \(value.file)" + (value.line.map { ":\($0)" } ?? "") + "\n"
        }.joined()
    }

    private static func append(
        _ node: FrameworkNode, _ path: String, depth: Int, _ references: [String: FrameworkValue], to lines: inout [String], _ language: Language
    ) {
        let points: String =
            switch node.weight {
            case .fixed(let points): "\(points.value)"
            case .free: language == .zh ? "自定" : "free"
            case .local: language == .zh ? "由地方规定" : "local"
            }
        let place = path + node.name
        let source = references[place].map { "  [\($0.reference.line(language))]" } ?? ""
        lines.append(String(repeating: "  ", count: depth) + "\(node.name) \(points)\(source)")
        for child in node.children { append(child, place + "/", depth: depth + 1, references, to: &lines, language) }
    }
}
