package import BudgetModel
package import Narrative
import Quantities

/// One audited report as all faces show it: its facts, its findings and what was checked.
package struct AuditReport: Sendable {
    package let file: String
    package let reading: ReportReading
    package let check: CheckResult
    package let forms: [Evaluation]
    package let notes: [Wording]
    /// The text to be shown: personal data that was found lies under ●.
    package let text: ReportText

    package init(_ reading: ReportReading, check: CheckResult, forms: [Evaluation] = [], notes: [Wording] = [], file: String) {
        self.reading = reading
        if check.holdsPersonalData {
            let cover = PrivacyCover(reading.text)
            text = reading.text.covered(by: cover)
            self.check = cover(check)
        } else {
            text = reading.text
            self.check = check
        }
        self.forms = forms
        self.notes = notes
        self.file = file
    }

    /// One fact about the whole object.
    struct Fact {
        /// The key of the JSON.
        var key: StaticString
        var name: Wording
        var value: String
        var unit: String
        /// Where it stands; nil for weights, whose place the grammar does not keep.
        var place: Range<Int>?
        var quote: String
    }

    /// Facts in the order of the schema, those the report states.
    var facts: [Fact] {
        var list: [Fact] = []
        func add(_ key: StaticString, _ zh: String, _ en: String, _ fact: StatedFacts.Quantity?, unit: String? = nil) {
            guard let fact else { return }
            list.append(
                Fact(
                    key: key, name: Wording(zh: zh, en: en), value: fact.number.description, unit: unit ?? fact.unit, place: fact.place,
                    quote: text.quote(fact.place)))
        }
        let facts = reading.facts
        add("initialBudget", "年初预算", "initial budget", facts.initialBudget)
        add("adjustedBudget", "全年预算", "annual budget", facts.adjustedBudget)
        add("received", "到位资金", "received", facts.received)
        add("executed", "执行数", "executed", facts.executed)
        add("executionRate", "执行率", "execution rate", facts.executionRate, unit: "%")
        add("score", "得分", "score", facts.score, unit: "分")
        if let grade = facts.grade {
            list.append(Fact(key: "grade", name: Wording(zh: "等级", en: "grade"), value: grade.name, unit: "", place: grade.place, quote: text.quote(grade.place)))
        }
        return list
    }

    /// Blocks of indicators by the names the grammar gives them; the Chinese is what their words have in common.
    private static let blocks: [String: Wording] = [
        "execution": Wording(zh: "执行", en: "execution"), "decision": Wording(zh: "决策", en: "decision"), "process": Wording(zh: "过程", en: "process"),
        "output": Wording(zh: "产出", en: "output"), "benefit": Wording(zh: "效益", en: "benefit"), "satisfaction": Wording(zh: "满意", en: "satisfaction"),
        "cost": Wording(zh: "成本", en: "cost"), "quantity": Wording(zh: "数量", en: "quantity"), "quality": Wording(zh: "质量", en: "quality"),
        "timeliness": Wording(zh: "时效", en: "timeliness"), "economic": Wording(zh: "经济效益", en: "economic benefit"), "social": Wording(zh: "社会效益", en: "social benefit"),
        "ecological": Wording(zh: "生态", en: "ecological benefit"), "sustainable": Wording(zh: "可持续", en: "sustainability"),
    ]

    /// Points of the blocks of indicators; the passage is looked for again by its name and number.
    var weights: [(name: String, fact: Fact)] {
        reading.facts.weights.map { weight in
            let name = AuditReport.blocks[weight.name] ?? Wording(zh: weight.name, en: weight.name)
            let figure = reading.figures.first { $0.number == weight.points && reading.text.quote($0.label).contains(name.zh) }
            let place = figure.map { $0.label.lowerBound..<$0.range.upperBound }
            return (
                weight.name,
                Fact(
                    key: "weights", name: name, value: weight.points.description, unit: "分", place: place,
                    quote: place.map(text.quote) ?? ""))
        }
    }

    /// How many statements were computed again, and how they came out.
    struct Tally {
        var hold = 0
        /// Only the last digit differs.
        var rounded = 0
        var fail = 0

        var all: Int { hold + rounded + fail }
    }

    var tally: Tally {
        var tally = Tally()
        for relation in reading.relations {
            switch relation.verdict {
            case .holds: tally.hold += 1
            case .rounded: tally.rounded += 1
            case .fails: tally.fail += 1
            }
        }
        return tally
    }

    /// The line of a position, counted from 1, and the place within it.
    func line(_ range: Range<Int>) -> (number: Int, start: Int, end: Int) {
        let index = min(reading.text.line(at: range.lowerBound), max(0, reading.text.lines.count - 1))
        let begin = reading.text.lines.isEmpty ? 0 : reading.text.lines[index].range.lowerBound
        return (index + 1, range.lowerBound - begin, range.upperBound - begin)
    }

    /// The number of a figure; one that is covered as it is shown.
    func number(_ figure: Figure) -> String {
        let shown = text.quote(figure.range)
        return shown.unicodeScalars.contains(PrivacyCover.sign) ? shown : figure.number.description
    }

    /// Where within a passage the stated number or word stands; nil when it is not found.
    func stated(in passage: Passage) -> Range<Int>? {
        let all = reading.figures
        // Figures stand in the order of the text.
        var low = 0
        var high = all.count
        while low < high {
            let middle = (low + high) / 2
            if all[middle].range.lowerBound < passage.range.lowerBound { low = middle + 1 } else { high = middle }
        }
        let figures = all[low...].prefix { $0.range.upperBound <= passage.range.upperBound }
        for wanted in [passage.stated, passage.figures.first].compactMap(\.self) {
            if let figure = figures.first(where: { $0.number.description == wanted }) { return figure.range }
            let words = Array(passage.quote.unicodeScalars), part = Array(wanted.unicodeScalars)
            guard !part.isEmpty, words.count == passage.range.count, words.count >= part.count else { continue }
            if let offset = (0...words.count - part.count).first(where: { Array(words[$0..<$0 + part.count]) == part }) {
                return passage.range.lowerBound + offset..<passage.range.lowerBound + offset + part.count
            }
        }
        return nil
    }

    /// The findings of severities that count, then hints.
    var counts: (errors: Int, warnings: Int, hints: Int) {
        let errors = check.findings.count { $0.severity == .error }, warnings = check.findings.count { $0.severity == .warning }
        return (errors, warnings, check.findings.count - errors - warnings)
    }
}
