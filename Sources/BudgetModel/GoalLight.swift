/// How fit a goal or an indicator is to be approved and measured.
package enum Light: String, Hashable, Sendable, CaseIterable, Comparable {
    case green, yellow, red

    package static func < (left: Light, right: Light) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .green: 0
        case .yellow: 1
        case .red: 2
        }
    }

    package var wording: Wording {
        switch self {
        case .green: Wording(zh: "绿灯：可以报送", en: "green: fit to be handed in")
        case .yellow: Wording(zh: "黄灯：建议修改", en: "yellow: better repaired")
        case .red: Wording(zh: "红灯：应当修改", en: "red: must be repaired")
        }
    }
}

/// One indicator with its light.
package struct IndicatorLight: Hashable, Sendable {
    /// Its place in `Evaluation.indicators`.
    package var index: Int
    package var light: Light
    /// What is wrong and how to write it, two or three sentences; empty for green.
    package var advice: [Wording]
    /// The rules that decided, in order.
    package var codes: [String]

    package init(index: Int, light: Light, advice: [Wording], codes: [String]) {
        self.index = index
        self.light = light
        self.advice = advice
        self.codes = codes
    }
}

/// The goal as a whole: its text, the set of indicators, and each indicator.
package struct ObjectLight: Hashable, Sendable {
    package var light: Light
    /// What concerns the goal text and the set of indicators.
    package var advice: [Wording]
    package var codes: [String]
    package var indicators: [IndicatorLight]

    package init(light: Light, advice: [Wording], codes: [String], indicators: [IndicatorLight]) {
        self.light = light
        self.advice = advice
        self.codes = codes
        self.indicators = indicators
    }
}
