import BudgetModel

/// The light of a goal and of each of its indicators, with what to do about those that are not green.
struct LightText {
    private let evaluation: Evaluation
    private let light: ObjectLight
    /// What the findings above have said already.
    private let told: Set<Wording>
    private let language: Language
    private let style: TerminalStyle

    init(_ evaluation: Evaluation, _ light: ObjectLight, told: [Finding], _ language: Language, _ style: TerminalStyle) {
        self.evaluation = evaluation
        self.told = Set(told.map(\.message))
        self.light = light
        self.language = language
        self.style = style
    }

    private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    /// The light of the whole, with the number of indicators of each colour.
    func summary() -> String {
        let counts = Light.allCases.reversed().map { colour in
            "\(name(colour)) \(light.indicators.count { $0.light == colour })"
        }
        return "  " + say("目标质量：", "Quality of the goal: ") + painted(light.light, light.light.wording(language)) + say("（指标：", " (indicators: ") + counts.joined(separator: say("，", ", ")) + say("）", ")")
    }

    func lines() -> [String] { [summary()] + advice(light.advice) + rows(light.indicators) }

    /// For a self-evaluation: indicators that are not green, with a view to next year's declaration.
    func linesForNextYear() -> [String] {
        [summary() + say("，供下年申报参考", ", for next year's declaration")] + advice(light.advice) + rows(light.indicators.filter { $0.light != .green })
    }

    private func rows(_ rows: [IndicatorLight]) -> [String] {
        var lines: [String] = []
        for row in rows where evaluation.indicators.indices.contains(row.index) {
            let indicator = evaluation.indicators[row.index]
            let codes = row.codes.isEmpty ? "" : "  " + row.codes.joined(separator: " ")
            lines.append(
                "  \(DisplayWidth.padded(indicator.name.cell?.a1 ?? "", to: 5)) \(painted(row.light, DisplayWidth.padded(name(row.light), to: language == .zh ? 2 : 6)))  \(DisplayWidth.clipped(indicator.name.value.replacingNewlines, to: 40))\(codes)")
            lines += advice(row.advice)
        }
        return lines
    }

    private func advice(_ advice: [Wording]) -> [String] { advice.filter { !told.contains($0) }.map { "        " + $0(language).replacingNewlines } }

    private func name(_ light: Light) -> String {
        switch light {
        case .green: say("绿", "green")
        case .yellow: say("黄", "yellow")
        case .red: say("红", "red")
        }
    }

    /// The word stays, so that the light does not hang on colour alone.
    private func painted(_ light: Light, _ text: String) -> String {
        switch light {
        case .green: style.green(text)
        case .yellow: style.yellow(text)
        case .red: style.red(text)
        }
    }
}
