import BudgetModel
import JSONText

/// What a handler finds on reading a body is told like what the schema finds.
extension JSONShapeError: ProblemConvertible {
    package var problem: Problem { .invalid([Violation(pointer, kind.words)]) }
}

extension JSONShapeError.Kind {
    fileprivate var words: Wording {
        switch self {
        case .missing: Wording(zh: "这里缺少内容：请补上。", en: "Something is missing here: please add it.")
        case .unknownKey: Wording(zh: "没有这一项：请核对名称，或去掉它。", en: "There is no such thing here: please check the name, or leave it out.")
        case .expected(let words): .choice(words)
        }
    }
}
