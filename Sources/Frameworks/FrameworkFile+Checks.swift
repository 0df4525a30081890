import BudgetModel
import Quantities

extension FrameworkFile {
    /// What a framework must have, and points that must add up on every day of change.
    func check(_ reader: FrameworkReader) {
        func need(_ isThere: Bool, _ key: String) {
            guard !isThere else { return }
            reader.refuse(line: 1, zh: "缺少“\(key)”，请补上，或用 extends 沿用已有的评分规则", en: "“\(key)” is missing; please add it, or extend a framework that has it")
        }
        need(!kinds.isEmpty, "appliesTo")
        need(!tree.isEmpty, "tree")
        need(executionWeight != nil, "execution.weight")
        need(denominator != nil, "execution.denominator")
        need(cap != nil, "execution.cap")
        need(zeroZero != nil, "execution.zeroZero")
        need(aboveBudget != nil, "execution.aboveBudget")
        need(atLeast != nil, "atLeast")
        need(atMost != nil, "atMost")
        need(tiers != nil, "tiers")
        need(scorePlaces != nil, "scorePlaces")
        need(rounding != nil, "rounding")
        need(grades != nil, "grades")
        if let id = id.first(where: { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == ".") }) {
            reader.refuse(line: 1, zh: "id 只能用字母、数字、“-”“_”“.”，现有“\(id)”", en: "an id may hold letters, digits, - _ and . only, not “\(id)”")
        }
        guard let executionWeight, !tree.isEmpty else { return }
        var seen = Set<String>()
        for node in tree where !seen.insert(node.name).inserted {
            reader.refuse(line: node.line, zh: "一级指标“\(node.name)”出现两次，请只留一个", en: "level 1 “\(node.name)” stands twice; please keep one")
        }
        var days = Set(executionWeight.entries.map(\.day))
        func collect(_ nodes: [FileNode]) {
            for node in nodes {
                node.points?.entries.forEach { days.insert($0.day) }
                collect(node.children)
            }
        }
        collect(tree)
        // One sentence for a place that is wrong on several days.
        var told = Set<String>()
        // Before its first day a framework is not in force, so nothing has to add up.
        let first = inForceFrom
        for day in days.sorted() where first.map({ day >= $0 }) ?? true {
            checkTop(on: day, executionWeight.at(day).value, reader, &told)
            for node in tree { checkBlock(node, on: day, reader, &told) }
        }
    }

    private func checkTop(on day: CalendarDay, _ execution: ExactDecimal, _ reader: FrameworkReader, _ told: inout Set<String>) {
        guard let (sum, isWhole) = Self.sum(tree, on: day), let total = try? sum + execution else { return }
        // With a free or local block only an excess is certain to be wrong.
        guard isWhole ? total != .hundred : total > .hundred, told.insert("").inserted else { return }
        reader.refuse(
            line: treeLine,
            zh: isWhole
                ? "自 \(day) 起，预算执行 \(execution) 分与一级指标合计 \(total) 分，应为 100 分"
                : "自 \(day) 起，预算执行与固定的一级指标合计 \(total) 分，超过 100 分",
            en: isWhole
                ? "from \(day) execution (\(execution)) and the level-1 blocks sum to \(total), not 100"
                : "from \(day) execution and the fixed level-1 blocks sum to \(total), above 100")
    }

    private func checkBlock(_ node: FileNode, on day: CalendarDay, _ reader: FrameworkReader, _ told: inout Set<String>) {
        for child in node.children { checkBlock(child, on: day, reader, &told) }
        guard let points = node.points?.at(day).value, !node.children.isEmpty, let (sum, isWhole) = Self.sum(node.children, on: day),
            isWhole ? sum != points : sum > points, told.insert("\(node.file):\(node.line ?? 0):\(node.name)").inserted
        else { return }
        reader.refuse(
            line: node.line,
            zh: "自 \(day) 起，“\(node.name)”之下合计 \(sum) 分，\(isWhole ? "应为" : "超过")其分值 \(points) 分",
            en: "from \(day) the points under “\(node.name)” sum to \(sum), \(isWhole ? "not its" : "above its") \(points)")
    }

    /// The sum of the fixed nodes, and whether all are fixed.
    private static func sum(_ nodes: [FileNode], on day: CalendarDay) -> (ExactDecimal, Bool)? {
        var sum = ExactDecimal.zero
        var isWhole = true
        for node in nodes {
            guard let points = node.points?.at(day).value else {
                isWhole = false
                continue
            }
            guard let next = try? sum + points else { return nil }
            sum = next
        }
        return (sum, isWhole)
    }
}
