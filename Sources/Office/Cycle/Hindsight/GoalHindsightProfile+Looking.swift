package import BudgetModel
import Quantities

extension GoalHindsightProfile {
    /// What an evaluation says of the goal it was made by.
    ///
    /// - Parameters:
    ///   - goal: the approved goal.
    ///   - selfEvaluation: the form scored against it.
    ///   - scores: of `selfEvaluation`, line by line.
    ///   - findings: of `selfEvaluation`; those on trial, questions and hints are passed over.
    package func look(at goal: Evaluation, _ selfEvaluation: Evaluation, _ scores: ScoreSheet, findings: [Finding]) -> GoalHindsight {
        let pairs = GoalPairs(goal, selfEvaluation)
        var notes: [HindsightNote] = []
        for pair in pairs.matched {
            notes += goalNotes(pair.key, goal.indicators[pair.goal], formHasRules: pairs.goalHasRules)
            guard let row = pair.evaluated else {
                notes.append(note(.indicatorDropped, pair.key, Wording(zh: "批复的\(pair.key.quoted.zh)在自评表中没有了", en: "the approved \(pair.key.quoted.en) is not in the self-evaluation")))
                continue
            }
            notes += evaluationNotes(pair.key, goal.indicators[pair.goal], selfEvaluation.indicators[row], scores.lines.indices.contains(row) ? scores.lines[row] : nil)
            notes += findingNotes(findings, selfEvaluation, row, pair.key, told: notes)
        }
        for row in pairs.added {
            let key = pairs.evaluatedKeys[row]
            notes.append(note(.indicatorAdded, key, Wording(zh: "\(key.quoted.zh)不在批复的目标中，是自评时增加的", en: "\(key.quoted.en) is not in the approved goal; it was added at the self-evaluation")))
            notes += findingNotes(findings, selfEvaluation, row, key, told: notes)
        }
        notes += wholeNotes(selfEvaluation, scores, findings, told: notes)
        var counts: [PointItem.ID: Int] = [:]
        for note in notes { counts[note.item, default: 0] += 1 }
        return GoalHindsight(
            profile: mark, notes: notes, counts: counts.map { GoalHindsight.Count(item: $0.key, notes: $0.value) }.sorted { $0.notes != $1.notes ? $0.notes > $1.notes : $0.item < $1.item },
            basis: items.reference.wording)
    }

    private func note(_ cause: HindsightCause, _ key: IndicatorKey?, _ message: Wording, code: String? = nil) -> HindsightNote {
        HindsightNote(cause: cause, indicator: key, message: message, item: item(cause), code: code)
    }

    /// What could be seen in the goal alone.
    private func goalNotes(_ key: IndicatorKey, _ indicator: Indicator, formHasRules: Bool) -> [HindsightNote] {
        guard let target = indicator.effectiveTarget else { return [] }
        var notes: [HindsightNote] = []
        let sign = indicator.comparator ?? target.comparator
        let hasRule = [indicator.scoringRule?.value, indicator.explanation?.value].contains { !$0.isBlank }
        switch target.content {
        case .text:
            if indicator.tier == nil, !hasRule, !target.raw.contains(where: \.isNumber) {
                notes.append(
                    note(.unmeasurable, key, Wording(zh: "\(key.quoted.zh)的指标值“\(target.raw)”不能衡量，也没有分档说明", en: "the target of \(key.quoted.en), “\(target.raw)”, cannot be measured and has no tiers"))
                )
            }
        case .number:
            if (target.unit ?? target.printedUnit).isBlank {
                notes.append(note(.unitMissing, key, Wording(zh: "\(key.quoted.zh)的指标值“\(target.raw)”没有计量单位", en: "the target of \(key.quoted.en), “\(target.raw)”, has no unit")))
            }
            if sign == nil { notes.append(note(.signMissing, key, Wording(zh: "\(key.quoted.zh)的指标值没有写≥、＝或≤", en: "the target of \(key.quoted.en) has no sign"))) }
        case .range, .date: break
        }
        // Forms without such a column are not to blame.
        if formHasRules, (indicator.scoringRule?.value).isBlank {
            notes.append(note(.scoringRuleMissing, key, Wording(zh: "\(key.quoted.zh)没有写评（扣）分标准", en: "\(key.quoted.en) has no rule of scoring")))
        }
        return notes
    }

    /// What came out when it was scored.
    private func evaluationNotes(_ key: IndicatorKey, _ approved: Indicator, _ evaluated: Indicator, _ line: ScoreLine?) -> [HindsightNote] {
        var notes: [HindsightNote] = []
        if let was = approved.effectiveTarget, let now = evaluated.target ?? evaluated.adjustedTarget, !Self.isSame(was, now) {
            notes.append(
                note(
                    .targetChanged, key,
                    Wording(zh: "\(key.quoted.zh)批复的指标值是“\(was.raw)”，自评表写成“\(now.raw)”", en: "the approved target of \(key.quoted.en) is “\(was.raw)”, the self-evaluation has “\(now.raw)”")))
        }
        if approved.effectiveTarget?.number != nil, let actual = evaluated.actual, actual.content == .text, !actual.raw.isBlank {
            notes.append(
                note(
                    .actualNotNumeric, key,
                    Wording(zh: "\(key.quoted.zh)的指标值是数字，完成值却只能写“\(actual.raw)”", en: "the target of \(key.quoted.en) is a number, but its actual could only be told as “\(actual.raw)”")))
        }
        if let percent = line?.completionPercent, line?.comparatorUsed.map({ !$0.isUpperBound }) ?? true, percent >= overAchievedFrom.value {
            notes.append(note(.farOverAchieved, key, Wording(zh: "\(key.quoted.zh)完成\(percent.plain)%，目标定得偏低", en: "\(key.quoted.en) reached \(percent.plain) %; the target was too low")))
        }
        return notes
    }

    private static func isSame(_ left: IndicatorValue, _ right: IndicatorValue) -> Bool {
        if left.content == .text, right.content == .text { return left.raw.filter { !$0.isWhitespace } == right.raw.filter { !$0.isWhitespace } }
        return left.content == right.content
    }

    /// Findings on the indicator's row, where nothing above has told the same.
    private func findingNotes(_ findings: [Finding], _ evaluation: Evaluation, _ row: Int, _ key: IndicatorKey, told: [HindsightNote]) -> [HindsightNote] {
        guard let cell = evaluation.indicators[row].name.cell else { return [] }
        return notes(of: findings.filter { $0.at?.sheet == cell.sheet && $0.at?.position.row == cell.position.row }, key, told)
    }

    private func notes(of findings: [Finding], _ key: IndicatorKey?, _ told: [HindsightNote]) -> [HindsightNote] {
        var notes: [HindsightNote] = []
        for finding in findings where finding.standing == .counted && finding.severity > .hint {
            guard let cause = self.findings.value.first(where: { $0.code == finding.code })?.cause, !(told + notes).contains(where: { $0.cause == cause && $0.indicator == key }) else { continue }
            notes.append(note(cause, key, finding.message, code: finding.code))
        }
        return notes
    }

    /// Findings on no indicator, and a goal of which nothing was missed.
    private func wholeNotes(_ evaluation: Evaluation, _ scores: ScoreSheet, _ findings: [Finding], told: [HindsightNote]) -> [HindsightNote] {
        let rows = Set(evaluation.indicators.compactMap(\.name.cell).map { "\($0.sheet)\n\($0.position.row)" })
        var whole = notes(of: findings.filter { finding in finding.at.map { !rows.contains("\($0.sheet)\n\($0.position.row)") } ?? true }, nil, told)
        let met = zip(evaluation.indicators, scores.lines).filter { $0.0.countsForObject && !$0.1.isLeftOut }.map(\.1.isMet)
        if met.count >= neverMissedFrom.value, met.allSatisfy({ $0 == true }) {
            whole.append(note(.neverMissed, nil, Wording(zh: "全部\(met.count)个指标都达到目标，目标可能整体偏低", en: "all \(met.count) indicators were met; the goal as a whole perhaps asked for too little")))
        }
        return whole
    }
}
