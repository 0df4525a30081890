extension Comparator {
    /// `≥`; empty for what has no sign.
    package var mark: String {
        switch self {
        case .atLeast: "≥"
        case .above: ">"
        case .equal: "="
        case .atMost: "≤"
        case .below: "<"
        case .range, .date, .qualitative: ""
        }
    }
}
