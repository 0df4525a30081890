import BudgetModel

extension TraceStep {
    func line(_ language: Language) -> String {
        switch self {
        case .clause(let reference): "依据：\(reference.title)（\(reference.number)）\(reference.article ?? "")"
        case .input(let symbol, let name, let value): "\(name(language)) \(symbol) = \(value)"
        case .formula(let formula, let substituted): "\(formula) = \(substituted)"
        case .rounding(let from, let places, _, let to): "\(from) 保留\(places)位小数 → \(to)"
        case .result(let name, let value): "\(name(language))：\(value)"
        case .assumption(let wording), .note(let wording): wording(language)
        }
    }
}
