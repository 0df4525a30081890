import BudgetModel
import Quantities

/// The values of a framework as people say them; the Chinese words are those that a framework workbook takes.
enum FrameworkWords {
    /// Word and key, the usual word of a key first.
    static let terms: [(word: String, key: String)] = [
        ("按比例", "proportional"), ("线性", "linear"), ("比率", "ratio"), ("零分", "zero"), ("全年预算数", "adjusted"), ("调整后预算", "adjusted"), ("年初预算数", "initial"),
        ("年初预算", "initial"), ("到位数", "received"), ("无规定", "none"), ("不封顶", "none"), ("不适用", "not-applicable"), ("提示", "hint"), ("警告", "warning"), ("错误", "error"),
        ("四舍五入", "half-up"), ("四舍六入五成双", "half-even"), ("截尾", "down"), ("各行之和", "rows"), ("单列一行", "own-line"), ("计入最大一行", "largest-row"),
        ("不计", "leave-out"), ("不定", "open"), ("满分", "full"), ("只认相等", "exact"), ("精确", "exact"), ("两边扣减", "both-sides"), ("按档", "tier"), ("按及时比例", "share"),
        ("含界限", "inclusive"), ("界限不得分", "zero-at-bound"), ("达到得满分未达到得零分", "all-or-nothing"), ("按界限", "bounds"), ("按月", "by-month"), ("按月末", "last-day"),
        ("档内取填报分", "held-in-tier"), ("档内最高分", "upper-bound"), ("两位小数", "printed"), ("未到期", "not-due"), ("政策调整", "policy-change"), ("任务取消", "task-cancelled"),
        ("不可抗力", "force-majeure"), ("涉密", "secret"), ("成本指标", "cost"), ("经济成本指标", "economicCost"), ("社会成本指标", "socialCost"), ("生态环境成本指标", "ecologicalCost"),
        ("时效指标", "timeliness"), ("数量指标", "quantity"), ("质量指标", "quality"),
    ]
    static let kinds: [(word: String, key: String)] = [
        ("项目自评表", "project-self-evaluation"), ("部门自评表", "department-self-evaluation"), ("转移支付自评表", "transfer-self-evaluation"),
        ("部门评分表", "department-scoring-table"), ("指标表", "indicator-list"), ("项目目标申报表", "project-goal"), ("部门目标申报表", "department-goal"),
        ("监控表", "monitoring"), ("自评复核表", "self-evaluation-review"),
    ]
    static let tiers: [(word: String, key: String)] = [
        ("达成", "achieved"), ("达成年度指标", "achieved"), ("部分达成", "partly-achieved"), ("部分达成年度指标并具有一定效果", "partly-achieved"), ("未达成", "not-achieved"),
        ("未达成年度指标且效果较差", "not-achieved"),
    ]
    static let grades: [(word: String, key: String)] = [("优", "excellent"), ("良", "good"), ("中", "fair"), ("差", "poor")]
    static let actions: [(word: String, key: String)] = [
        ("无", "none"), ("说明", "remark"), ("复核", "manual-review"), ("必须说明原因", "reason-compulsory"), ("扣减", "deduct"), ("不得分", "zero"),
    ]

    static func keys(_ list: [(word: String, key: String)]) -> [String: String] { Dictionary(list.map { ($0.word, $0.key) }) { first, _ in first } }
    static func words(_ list: [(word: String, key: String)]) -> [String: String] { Dictionary(list.map { ($0.key, $0.word) }) { first, _ in first } }

    private static let word = words(terms), kindWord = words(kinds), actionWord = words(actions)

    static func kind(_ kind: FormKind, _ language: Language) -> String { language == .zh ? kindWord[kind.rawValue] ?? kind.rawValue : kind.rawValue }

    // MARK: - Values of settings

    /// - Parameter raw: as the file has it.
    static func wording(_ value: Any, key: String, raw: String) -> Wording {
        switch value {
        case let bands as [TierBand]:
            return list(bands) { band, zh in
                let tier = band.tier == .achieved ? ("达成", "achieved") : band.tier == .partlyAchieved ? ("部分达成", "partly achieved") : ("未达成", "not achieved")
                let bound = band.includesUpper ? (zh ? "（含上限）" : " (upper bound included)") : ""
                return (zh ? tier.0 : tier.1) + " \(percent(band.from))～\(percent(band.to))" + bound
            }
        case let bands as [GradeBand]:
            return list(bands) { band, zh in zh ? "\(band.grade.name) \(band.from.plain) 分起" : "\(band.grade.rawValue) from \(band.from.plain)" }
        case let steps as [OverAchievementStep]:
            return list(steps) { step, zh in
                let action = zh ? actionWord[step.action.rawValue] ?? step.action.rawValue : step.action.rawValue
                let share = step.deduction.map { zh ? "分值的 \(percent($0))" : " \(percent($0)) of the points" } ?? ""
                return zh ? "达到目标的 \(percent(step.from)) 起\(action)\(share)" : "from \(percent(step.from)) of the target: \(action)\(share)"
            }
        case let rule as TotalAdjustment: return adjustment(rule)
        case let kinds as [FormulaKind]: return list(kinds) { kind, zh in zh ? word[kind.rawValue] ?? kind.rawValue : kind.rawValue }
        case let grounds as [NotApplicableGround]: return list(grounds) { ground, zh in zh ? word[ground.rawValue] ?? ground.rawValue : ground.rawValue }
        case let levels as [Level2]: return list(levels) { level, zh in zh ? word[level.rawValue] ?? level.rawValue : level.rawValue }
        case let sign as BudgetModel.Comparator: return same(sign == .atMost ? "≤" : sign == .atLeast ? "≥" : sign.rawValue)
        default: break
        }
        switch key {
        case "execution.weight": return Wording(zh: raw + " 分", en: raw + " points")
        case "execution.cap":
            guard raw != "none", let share = try? ExactDecimal(parsing: raw) else { return Wording(zh: "不封顶", en: "none") }
            return same(percent(share))
        case "execution.reasonBelow": return Wording(zh: "低于 \(raw)%", en: "below \(raw) %")
        case "openCases.rateForScore" where raw == "exact": return Wording(zh: "精确", en: raw)
        default: return Wording(zh: word[raw] ?? raw, en: raw)
        }
    }

    /// A formula as the loader writes it.
    static func formula(_ text: String) -> Wording { text == "judged" ? Wording(zh: "由评价人判断", en: text) : same(text) }

    /// A scale of points.
    static func wording(_ scale: PointScale) -> Wording {
        var zh: String, en: String
        switch scale.shape {
        case .perPoint(let full, let lowerIsBetter, let deduction, let per):
            zh = "\(full.plain)%\(lowerIsBetter ? "及以下" : "及以上")得满分，每\(lowerIsBetter ? "超过" : "低于") \(per.plain) 个百分点扣分值的 \(percent(deduction))"
            en = "full points at \(full.plain) % or \(lowerIsBetter ? "below" : "above"), \(percent(deduction)) of them off per \(per.plain) percentage points beyond"
        case .proportional(let full):
            zh = "达到 \(full.plain)% 得满分，不足按比例"
            en = "full points at \(full.plain) %, in proportion below"
        case .steps(let steps):
            zh = steps.map { ($0.upTo.map { "不超过 \($0.plain)% " } ?? "其余") + "得分值的 \(percent($0.share))" }.joined(separator: "，")
            en = steps.map { ($0.upTo.map { "up to \($0.plain) %: " } ?? "else: ") + percent($0.share) + " of the points" }.joined(separator: ", ")
        }
        switch scale.counting {
        case .exact: break
        case .begun:
            zh += "，不足一个按一个计"
            en += ", each one begun counts whole"
        case .whole:
            zh += "，不足一个不计"
            en += ", only whole ones count"
        }
        return Wording(zh: zh, en: en)
    }

    private static func adjustment(_ rule: TotalAdjustment) -> Wording {
        let (zh, en): (String, String) =
            switch rule.condition {
            case .executionBelow(let bound): ("执行率低于 \(bound.plain)%", "execution rate below \(bound.plain) %")
            case .executionAbove(let bound): ("执行率高于 \(bound.plain)%", "execution rate above \(bound.plain) %")
            case .executionWithin(let from, let below): ("执行率不低于 \(from.plain)%、低于 \(below.plain)%", "execution rate from \(from.plain) % to below \(below.plain) %")
            case .levelBelow(let level1, let bound): ("“\(level1)”得分低于其分值的 \(bound.plain)%", "points of “\(level1)” below \(bound.plain) % of its weight")
            }
        switch rule.effect {
        case .cap(let points): return Wording(zh: "\(zh)时，总分不超过 \(points.plain) 分", en: "\(en): the total is at most \(points.plain)")
        case .deduct(let points): return Wording(zh: "\(zh)时，总分扣 \(points.plain) 分", en: "\(en): \(points.plain) points off the total")
        }
    }

    private static func same(_ text: String) -> Wording { Wording(zh: text, en: text) }

    private static func list<Element>(_ elements: [Element], _ text: (Element, Bool) -> String) -> Wording {
        guard !elements.isEmpty else { return Wording(zh: "无", en: "none") }
        return Wording(zh: elements.map { text($0, true) }.joined(separator: "，"), en: elements.map { text($0, false) }.joined(separator: ", "))
    }

    /// 0.8 as 80%.
    private static func percent(_ share: ExactDecimal) -> String { ((try? share.shifted(by: 2).trimmed.plain) ?? share.plain + "×100") + "%" }

    // MARK: - Sentences about a workbook

    private static let places: [String: String] = {
        var places = Dictionary(uniqueKeysWithValues: FrameworkLabels.settings.map { ($0.key, $0.label.zh) })
        places.merge([
            "id": "编号", "title": "名称", "title.zh": "名称", "title.en": "英文名称", "extends": "沿用", "appliesTo": "适用表格", "checked": "核对日期", "bindingWeights": "权重约束",
            "instruments": "文件", "tree": "权重", "execution": "预算执行", "openCases": "规则", "adjustments": "总分调整", "reference": "依据", "tiers.tier": "档次", "tiers.from": "下限",
            "tiers.to": "上限", "grades.grade": "等级", "grades.from": "下限", "grades.to": "上限", "overAchievement.from": "起点", "overAchievement.action": "做法",
            "overAchievement.deduction": "扣减", "instrument": "文件", "article": "条款", "confidence": "把握", "published": "日期", "address": "网址", "number": "文号", "weight": "分值",
            "value": "值", "values": "各日期的值", "verified": "已核对", "attributed": "引述", "assumed": "默认", "true": "是", "false": "否",
        ]) { first, _ in first }
        return places
    }()

    /// A sentence about the YAML of a converted workbook, with the words that stand in the workbook.
    ///
    /// What the user wrote stands in quotation marks and is left alone.
    static func inWorkbook(_ text: String) -> String {
        var result = "", token = "", isQuoted = false
        func known(_ token: String) -> String {
            if let place = places[token] ?? word[token] ?? kindWord[token] { return place }
            // `execution.cap.reference`, `instruments.city.number`, `产出指标.weight`
            guard let dot = token.lastIndex(of: "."), let last = places[String(token[token.index(after: dot)...])] else { return token }
            let head = String(token[..<dot])
            if head.hasPrefix("instruments.") { return "文件“\(head.dropFirst(12))”的" + last }
            return (places[head] ?? head) + "的" + last
        }
        func flush() {
            result += token.isEmpty ? "" : known(token)
            token = ""
        }
        for character in text {
            if isQuoted {
                result.append(character)
                isQuoted = character != "”"
            } else if character.isASCII && (character.isLetter || character.isNumber) || (character == "." || character == "-") && !token.isEmpty {
                token.append(character)
            } else {
                flush()
                result.append(character)
                isQuoted = character == "“"
            }
        }
        flush()
        return result
    }
}
