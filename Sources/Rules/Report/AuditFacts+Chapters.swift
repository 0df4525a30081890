import BudgetModel
import Narrative

extension AuditFacts {
    var text: ReportText { reading.text }

    /// Whether a whole report can be asked for what it should hold.
    var isWhole: Bool { shape.extent == .whole || shape.extent == .likelyWhole }

    /// Whether nothing of a chapter was cut off.
    func isComplete(_ chapter: Outline.Chapter) -> Bool { chapter.isClosed || isWhole }

    /// Whether a stretch states numbers; ordinals are none.
    func hasFigures(_ range: Range<Int>) -> Bool {
        reading.figures.contains { range.contains($0.range.lowerBound) && !$0.marks.contains(.ordinal) }
    }

    /// How messages name a chapter: 「存在的问题」.
    func name(_ chapter: Outline.Chapter) -> Wording {
        let title = text.quote(chapter.title)
        return Wording(zh: "「\(title)」", en: "“\(title)”")
    }

    /// Whether a stretch names the year after the one the report is of.
    func namesNextYear(in range: Range<Int>) -> Bool {
        guard let own = shape.year else { return false }
        return text.first(of: ["\(own + 1)年"], in: range) != nil
    }

    /// Whether a line tells what was mended of the year before: 2022年度自评发现的问题全部整改.
    var tellsLastYear: Bool {
        guard let own = shape.year else { return false }
        return text.lines.contains { line in
            text.first(of: ["整改"], in: line.range) != nil && text.first(of: ["\(own - 1)年度", "\(own - 1)年自评", "\(own - 1)年绩效", "\(own - 1)年评价", "\(own - 1)年复评"], in: line.range) != nil
        }
    }

    /// Where the problems are told, up to the measures that may follow in the same chapter.
    func problemBody(_ chapter: Outline.Chapter) -> Range<Int> {
        let body = chapter.body
        if let child = shape.outline.chapters.first(where: { body.contains($0.range.lowerBound) && $0.parts.contains(.measures) && !$0.parts.contains(.problems) }) { return body.lowerBound..<child.range.lowerBound }
        if let turn = text.first(of: ["针对", "改进措施", "整改措施", "下一步"], in: body) { return body.lowerBound..<turn.lowerBound }
        return body
    }
}
