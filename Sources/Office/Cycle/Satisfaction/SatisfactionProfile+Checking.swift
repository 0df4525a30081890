import BudgetModel
package import Quantities

extension SatisfactionProfile {
    /// The exact rate of a survey, compared with the actual value that the form states.
    ///
    /// - Parameters:
    ///   - stated: 实际完成值 in percent; agrees when the rate, rounded to as many decimals, is the same.
    ///   - year: the fiscal year the survey should speak of; a survey may run into the first quarter after it.
    /// - Throws: `QuantityError.overflow` for absurd shares.
    package func check(_ survey: SatisfactionProvenance, stated: ExactDecimal?, year: Int? = nil) throws(QuantityError) -> SatisfactionResult {
        var result = SatisfactionResult(profile: mark, rate: try survey.rate(), percent: nil, steps: [], shortfalls: sourceShortfalls(survey, year) + countShortfalls(survey))
        guard let rate = result.rate else {
            result.steps = [.note(Wording(zh: "没有有效答卷，满意度无从计算", en: "there are no answers, so there is no rate"))]
            result.shortfalls.append(
                shortfall(
                    .satisfactionNoRate, .error, "/answers", Wording(zh: "没有有效答卷数或满意答卷数，满意度无从计算", en: "answers or satisfied answers are not given, so there is no rate"),
                    Wording(zh: "请填写回收的有效答卷数和其中满意的份数", en: "give the answers and those that are satisfied")))
            return result
        }
        let percent = try (rate * ExactDecimal.hundred).rounded(to: 2, .halfUp)
        result.percent = percent
        result.steps = steps(survey, rate) + [.rounding(from: try (rate * ExactDecimal.hundred).shown(), places: 2, rule: .halfUp, to: "\(percent)%")]
        if let stated {
            let rounded = try (rate * ExactDecimal.hundred).rounded(to: stated.scale, .halfUp)
            if rounded != stated {
                result.shortfalls.append(
                    shortfall(
                        .satisfactionRateDiffers, .error, "", Wording(zh: "调查的满意度是\(percent)%，填报的是\(stated)%", en: "the survey gives \(percent) %, the form states \(stated) %"),
                        Wording(zh: "请按调查结果改正完成值，或补全调查材料", en: "correct the actual by the survey, or complete its material")))
            }
        }
        return result
    }

    private func steps(_ survey: SatisfactionProvenance, _ rate: Ratio) -> [TraceStep] {
        if survey.scale.isEmpty {
            return [
                .input(symbol: "s", name: Wording(zh: "满意的答卷", en: "satisfied"), value: "\(survey.satisfied ?? 0)"),
                .input(symbol: "n", name: Wording(zh: "有效答卷", en: "answers"), value: "\(survey.answers ?? 0)"),
                .formula("s ÷ n × 100", substituted: "\(survey.satisfied ?? 0) ÷ \(survey.answers ?? 0) × 100 = \((try? rate * ExactDecimal.hundred)?.shown() ?? "?")"),
            ]
        }
        let parts = survey.scale.map { "\($0.count) × \($0.share.plain)" }.joined(separator: " + "), all = survey.scale.reduce(0) { $0 + $1.count }
        return [.formula("Σ n × s ÷ Σ n × 100", substituted: "(\(parts)) ÷ \(all) × 100 = \((try? rate * ExactDecimal.hundred)?.shown() ?? "?")")]
    }

    private func shortfall(_ code: ShortfallCode, _ severity: Severity, _ pointer: String, _ message: Wording, _ help: Wording, basis: Wording? = nil) -> Shortfall {
        Shortfall(code, severity, at: pointer, message, basis: basis ?? duty.reference.wording, help: help)
    }

    /// Instrument, body, days, material.
    private func sourceShortfalls(_ survey: SatisfactionProvenance, _ year: Int?) -> [Shortfall] {
        var shortfalls: [Shortfall] = []
        if survey.instrument == nil {
            shortfalls.append(
                shortfall(
                    .satisfactionNoInstrument, .error, "/instrument", Wording(zh: "没有写明用什么方式调查", en: "it is not said how people were asked"),
                    Wording(zh: "请选择问卷、网上、访谈、电话、评价器或第三方调查", en: "choose questionnaire, online, interview, telephone, rating terminal or third party")))
        }
        if survey.conductedBy.isBlank {
            shortfalls.append(
                shortfall(.satisfactionNoBody, .warning, "/conductedBy", Wording(zh: "没有写明由哪个单位调查", en: "the body that asked is not named"), Wording(zh: "请填写组织调查的单位", en: "name the body")))
        }
        if survey.evidence.isBlank {
            shortfalls.append(
                shortfall(
                    .satisfactionNoEvidence, .error, "/evidence", Wording(zh: "没有附调查报告或统计表", en: "neither report nor tally is attached"), Wording(zh: "请附上材料并写明文件名", en: "attach it and name the file"))
            )
        }
        if let from = survey.from, let to = survey.to {
            if from > to {
                shortfalls.append(shortfall(.satisfactionPeriod, .error, "/to", Wording(zh: "调查的截止日期早于开始日期", en: "the survey ends before it begins"), Wording(zh: "请改正日期", en: "correct the days")))
            }
            if let year, from.year > year + 1 || to.year < year || from.year == year + 1 && from.month > 3 {
                shortfalls.append(
                    shortfall(
                        .satisfactionPeriod, .warning, "/from", Wording(zh: "调查时间\(from.iso)至\(to.iso)不在\(year)年度", en: "the survey ran from \(from.iso) to \(to.iso), not in \(year)"),
                        Wording(zh: "请核对是否用了别的年度的调查", en: "check whether it is another year's")))
            }
        } else {
            shortfalls.append(shortfall(.satisfactionPeriod, .warning, "/from", Wording(zh: "没有写明调查的起止日期", en: "the days of the survey are not given"), Wording(zh: "请填写起止日期", en: "give the days")))
        }
        return shortfalls
    }

    /// Counts that cannot be, or are too few.
    private func countShortfalls(_ survey: SatisfactionProvenance) -> [Shortfall] {
        var shortfalls: [Shortfall] = []
        func exceeds(_ part: Int?, _ whole: Int?, _ pointer: String, _ zh: String, _ en: String) {
            guard let part, let whole, part > whole else { return }
            shortfalls.append(shortfall(.satisfactionCounts, .error, pointer, Wording(zh: "\(zh)：\(part) > \(whole)", en: "\(en): \(part) > \(whole)"), Wording(zh: "请核对数字", en: "check the numbers")))
        }
        if survey.sample == nil {
            shortfalls.append(shortfall(.satisfactionNoSample, .error, "/sample", Wording(zh: "没有写明调查了多少人", en: "the sample is not given"), Wording(zh: "请填写发放或访问的数量", en: "say how many were asked")))
        }
        exceeds(survey.sample, survey.population, "/sample", "样本多于服务对象", "the sample exceeds those served")
        exceeds(survey.answers, survey.sample, "/answers", "答卷多于样本", "there are more answers than were asked")
        exceeds(survey.satisfied, survey.answers, "/satisfied", "满意的多于答卷", "more are satisfied than answered")
        if !survey.scale.isEmpty, let answers = survey.answers {
            let all = survey.scale.reduce(0) { $0 + $1.count }
            if all != answers {
                shortfalls.append(
                    shortfall(
                        .satisfactionCounts, .error, "/scale", Wording(zh: "各档合计\(all)份，与有效答卷\(answers)份不符", en: "the levels make \(all), the answers are \(answers)"),
                        Wording(zh: "请核对各档份数", en: "check the levels")))
            }
        }
        let answers = survey.answers ?? (survey.scale.isEmpty ? nil : survey.scale.reduce(0) { $0 + $1.count })
        let least = min(minimumAnswers.value, survey.population ?? minimumAnswers.value)
        if let answers, answers < least {
            shortfalls.append(
                shortfall(
                    .satisfactionSampleSmall, .warning, "/answers", Wording(zh: "有效答卷\(answers)份，少于\(least)份", en: "\(answers) answers, fewer than \(least)"),
                    Wording(zh: "请扩大调查，或写明为什么只能调查这些", en: "ask more, or say why so few"),
                    basis: minimumAnswers.reference.wording))
        }
        return shortfalls
    }
}
