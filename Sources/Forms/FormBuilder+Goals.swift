import BudgetModel

/// Goals and what came of them.
extension FormBuilder {
    /// Whether goal labels stand on the row.
    func isGoalRow(_ row: Int) -> Bool {
        lattice.own(row).contains { index in
            guard case .text = lattice[index].value, let meaning = lattice[index].label.goal else { return false }
            return meaning != .achieved || lattice.own(row).count <= 4
        }
    }

    /// Reads goal labels and the texts under or beside them; nil when the row has none.
    mutating func readGoalHeader(_ row: Int) -> Int? {
        let own = lattice.own(row).filter { !lattice[$0].isBlank }
        var labels: [(index: Int, meaning: Meaning)] = own.compactMap { index in
            guard case .text = lattice[index].value, lattice[index].label.length <= 16, let meaning = lattice[index].label.goal else { return nil }
            return (index, meaning)
        }
        guard !labels.isEmpty, lattice[labels[0].index].label.meaning(.indicatorHeader) != .level1 else { return nil }
        sawGoalSection = true
        for label in labels { taken.insert(label.index) }
        // A label merged down beside others is the heading of the section.
        if labels.count > 1, lattice[labels[0].index].bottom > row || lattice[labels[0].index].label.meaning(.section) == .goals && lattice[labels[0].index].right < lattice[labels[1].index].left && labels.count > 1 && labels.dropFirst().contains(where: { $0.meaning == .expected || $0.meaning == .mediumTerm }) {
            labels.removeFirst()
        }
        let others = own.filter { index in !labels.contains { $0.index == index } && lattice[index].left > lattice[labels[0].index].right }
        if labels.count == 1, let value = others.first, !taken.contains(value) {
            return readBeside(row, labels[0], value)
        }
        if labels.count == 2, !others.isEmpty, others.count == 2 || lattice[others[0]].left < lattice[labels[1].index].left {
            // 预期目标 | text | 实际完成情况 | text on one row.
            for label in labels {
                guard let value = others.first(where: { lattice[$0].left > lattice[label.index].right }) else { continue }
                taken.insert(value)
                add(label.meaning, Sourced(lattice[value].shown.trimmedText, lattice[value].ref), ordinal: 0)
            }
            return row + 1
        }
        for index in own where lattice[index].right < lattice[labels[0].index].left && (lattice[index].label.meaning(.section) != nil || lattice[index].label.meaning(.pair) != nil) { taken.insert(index) }
        let reasons = own.filter { lattice[$0].label.meaning(.pair) == .deviation && lattice[$0].left > lattice[labels[0].index].right }
        taken.formUnion(reasons)
        return readBelow(row, labels + reasons.map { ($0, .reason) })
    }

    private mutating func readBeside(_ row: Int, _ label: (index: Int, meaning: Meaning), _ value: Int) -> Int {
        var last = row
        let labelCell = lattice[label.index]
        // The label may be merged down over several rows of text.
        for line in row...max(row, min(labelCell.bottom, rows.upperBound - 1)) {
            if line > row, lattice.kinds[line].isIndicatorHeader || lattice.kinds[line].isFundHeader { break }
            if line > row, lattice.own(line).contains(where: { !lattice[$0].isBlank && lattice[$0].label.goal != nil && lattice[$0].label.length <= 12 }) { break }
            let texts = lattice.own(line).filter { lattice[$0].left > labelCell.right && !lattice[$0].isBlank }
            guard !texts.isEmpty else { continue }
            for index in texts { taken.insert(index) }
            let text = texts.map { lattice[$0].shown.trimmedText }.joined(separator: " ")
            add(label.meaning, Sourced(text, lattice[texts[0]].ref), ordinal: line - row)
            last = line
        }
        return last + 1
    }

    private mutating func readBelow(_ header: Int, _ labels: [(index: Int, meaning: Meaning)]) -> Int {
        var row = header + 1
        var ordinal = 0
        var filled = MeaningSet()
        defer {
            // 预期目标 and 实际完成情况 side by side and nothing under one of them.
            for label in labels where labels.count >= 2 && (label.meaning == .expected || label.meaning == .achieved) && !filled.contains(label.meaning) {
                let head = lattice[label.index]
                guard header + 1 < rows.upperBound, !lattice.kinds[header + 1].isIndicatorHeader, let place = lattice.ref(row: header + 1, column: head.left) else { continue }
                form.emptyLabels.append(Sourced(head.shown.singleLine, place))
            }
        }
        while row < rows.upperBound {
            if lattice.isEmptyRow(row) {
                if ordinal > 0 || row > header + 2 { break }
                row += 1
                continue
            }
            if lattice.isParagraph(row) || lattice.kinds[row].isIndicatorHeader || lattice.kinds[row].isFundHeader || lattice.kinds[row].isTitle { break }
            let own = lattice.own(row).filter { !lattice[$0].isBlank }
            if ordinal > 0, own.contains(where: { lattice[$0].label.length <= 12 && (lattice[$0].label.goal != nil || lattice[$0].label.meaning(.pair) != nil) }) { break }
            // A heading of the section, and the labels of its columns on the next row.
            if ordinal == 0, labels.count == 1, own.count(where: { lattice[$0].label.length <= 12 && lattice[$0].label.goal != nil }) >= 2 { break }
            var found = false
            for label in labels {
                let head = lattice[label.index]
                guard let index = ownCell(row, head.left, head.right), !lattice[index].isBlank else { continue }
                if lattice[index].label.meaning(.pair) != nil, lattice[index].left < head.left + 1, own.count > labels.count { continue }
                add(label.meaning, Sourced(lattice[index].shown.trimmedText, lattice[index].ref), ordinal: ordinal)
                filled.insert(label.meaning)
                taken.insert(index)
                found = true
            }
            if !found { break }
            ordinal += 1
            row += 1
            // Several goal rows stand only under a heading merged down over them.
            if row < rows.upperBound, !sectionReaches(row, header), !continuesBelow(row, labels) { break }
        }
        return row
    }

    /// Whether the row goes on under the labels: a text under each, and no label of another section.
    private func continuesBelow(_ row: Int, _ labels: [(index: Int, meaning: Meaning)]) -> Bool {
        guard labels.count >= 2 else { return false }
        return labels.allSatisfy { label in
            lattice.own(row).contains { lattice[$0].left == lattice[label.index].left && !lattice[$0].isBlank && lattice[$0].label.meaning(.pair) == nil }
        }
    }

    /// Whether the section label beside the goal header still covers the row.
    func sectionReaches(_ row: Int, _ header: Int) -> Bool {
        lattice.rows[header].contains { span in
            let cell = lattice[span.cell]
            return cell.bottom >= row && cell.row <= header
        }
    }

    private mutating func add(_ meaning: Meaning, _ text: Sourced<String>, ordinal: Int) {
        guard !text.value.isBlankMark else { return }
        runningText.append((text.value, text.cell))
        let period: FundPeriod = meaning == .mediumTerm ? .mediumTerm : .year
        switch meaning {
        case .achieved:
            let open = form.goals.indices.filter { form.goals[$0].achieved == nil && form.goals[$0].period == .year }
            if let index = open.dropFirst(0).first(where: { form.goals[$0].expected?.cell?.position.row == text.cell?.position.row }) ?? open.first {
                form.goals[index].achieved = text
            } else {
                form.goals.append(Goal(achieved: text))
            }
        case .reason:
            form.texts.append(FormText(label: "总体目标偏差原因", text: text))
        case .adjustedGoal:
            form.texts.append(FormText(label: "调整后绩效目标", text: text))
        default:
            form.goals.append(Goal(expected: text, period: period))
        }
    }
}
