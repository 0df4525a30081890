import BudgetModel
import Quantities

/// What must be written on a monitoring form (rules.md section 7.3).
extension MonitoringProfile {
    func shortfalls(of evaluation: Evaluation, _ result: MonitoringResult, _ hasAdjustmentRequest: Bool) -> [Shortfall] {
        var shortfalls: [Shortfall] = []
        for (index, indicator) in evaluation.indicators.enumerated() where indicator.countsForObject {
            let line = result.indicators[index], key = result.keys[index], pointer = "/indicators/\(index)"
            if let reason = line.without, reason != .notApplicable {
                shortfalls.append(
                    Shortfall(
                        .monitoringLightNone, .warning, at: pointer, indicator: key,
                        Wording(zh: "\(key.quoted.zh)没有灯号：\(reason.wording.zh)", en: "\(key.quoted.en) has no light: \(reason.wording.en)"),
                        basis: indicatorBands.reference.wording, help: reason.wording))
            }
            shortfalls += explanations(indicator, line, key, pointer) + remarks(indicator, key, pointer, hasAdjustmentRequest)
        }
        return shortfalls
    }

    /// Cause class, text, likelihood and measure of indicators that are off, or expected to be.
    private func explanations(_ indicator: Indicator, _ line: MonitoringLine, _ key: IndicatorKey, _ pointer: String) -> [Shortfall] {
        let isLit = line.light.map { explained.value.contains($0) } ?? false
        let why: Wording
        if isLit, let light = line.light {
            why = Wording(zh: "\(key.quoted.zh)为\(light.name.zh)", en: "\(key.quoted.en) is \(light.name.en)")
        } else if indicator.isForecastOff {
            why = Wording(zh: "\(key.quoted.zh)全年预计达不到指标值", en: "\(key.quoted.en) is expected to miss its target")
        } else {
            return []
        }
        // Ahead of time is told, not blamed.
        let severity: Severity = line.light == .blue && !indicator.isForecastOff ? .warning : .error
        func lacks(_ code: ShortfallCode, _ zh: String, _ en: String, help: Wording) -> Shortfall {
            Shortfall(code, severity, at: pointer, indicator: key, Wording(zh: "\(why.zh)，\(zh)", en: "\(why.en): \(en)"), basis: explained.reference.wording, help: help)
        }
        var shortfalls: [Shortfall] = []
        if indicator.causes.isEmpty {
            shortfalls.append(
                lacks(
                    .monitoringCauseMissing, "没有选择原因类别", "no class of cause is chosen",
                    help: Wording(zh: "请在经费保障、制度保障、人员保障、硬件条件保障、其他中选择", en: "choose among funding, regulation, staff, equipment, other")))
        }
        if (indicator.reason?.value).isBlank {
            shortfalls.append(lacks(.monitoringTextMissing, "没有写原因说明", "no text says why", help: Wording(zh: "请写明偏差是怎样形成的", en: "say how it came about")))
        }
        if indicator.likelihood == nil {
            shortfalls.append(lacks(.monitoringLikelihoodMissing, "没有选择完成目标的可能性", "no likelihood is chosen", help: Wording(zh: "请选择确定能、有可能或完全不可能", en: "choose certain, possible or impossible")))
        }
        if (indicator.remark?.value).isBlank, indicator.likelihood.map({ $0.value == .certain }) ?? true {
            shortfalls.append(lacks(.monitoringMeasureMissing, "没有写采取的措施", "no measure is given", help: Wording(zh: "请在备注中写明拟采取的措施和完成时间", en: "say in the remark what will be done and by when")))
        }
        return shortfalls
    }

    /// 有可能 and 完全不可能 need a remark, the latter an adjustment request.
    private func remarks(_ indicator: Indicator, _ key: IndicatorKey, _ pointer: String, _ hasAdjustmentRequest: Bool) -> [Shortfall] {
        guard let likelihood = indicator.likelihood?.value, likelihood != .certain else { return [] }
        let name = likelihood == .possible ? "有可能" : "完全不可能", basis = remarks.reference.wording
        var shortfalls: [Shortfall] = []
        if (indicator.remark?.value).isBlank {
            shortfalls.append(
                Shortfall(
                    .monitoringRemarkMissing, .error, at: pointer, indicator: key,
                    Wording(zh: "\(key.quoted.zh)填了“\(name)”，没有备注", en: "\(key.quoted.en) says “\(likelihood.rawValue)” without a remark"), basis: basis,
                    help: Wording(zh: "请写明为什么不能确定完成，以及拟采取的措施", en: "say why it is not certain and what will be done")))
        }
        if likelihood == .impossible, !hasAdjustmentRequest {
            shortfalls.append(
                Shortfall(
                    .monitoringAdjustmentMissing, .error, at: pointer, indicator: key,
                    Wording(zh: "\(key.quoted.zh)填了“完全不可能”，没有提出目标或预算调整申请", en: "\(key.quoted.en) says “impossible”, but no change of goal or budget is asked for"), basis: basis,
                    help: Wording(zh: "请按程序申请调整绩效目标或预算", en: "ask for a change of goal or budget through the procedure")))
        }
        return shortfalls
    }
}

extension Indicator {
    /// Whether the value expected for the whole year misses the target.
    fileprivate var isForecastOff: Bool {
        guard let forecast = forecast?.number, let target = effectiveTarget else { return false }
        switch target.content {
        case .number(let due):
            switch comparator ?? target.comparator ?? assumedSign {
            case .atLeast: return forecast < due
            case .above: return forecast <= due
            case .equal: return forecast != due
            case .atMost: return forecast > due
            case .below: return forecast >= due
            case .range, .date, .qualitative: return false
            }
        case .range(let low, let high): return forecast < low || forecast > high
        case .date, .text: return false
        }
    }
}
