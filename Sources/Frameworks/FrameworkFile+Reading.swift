import BudgetModel
import Quantities
import Yams

extension FrameworkFile {
    private static let topKeys = [
        "id", "title", "extends", "appliesTo", "checked", "bindingWeights", "instruments", "tree", "localIndicators", "execution", "atLeast",
        "atMost", "alsoAccepted", "tiers", "overAchievement", "adjustments", "scorePlaces", "rounding", "residue", "notApplicable", "grades",
        "openCases",
    ]
    private static let executionKeys = ["weight", "denominator", "cap", "zeroZero", "reasonBelow", "aboveBudget"]
    private static let openCaseKeys = [
        "equalAbove", "lateness", "notApplicableGrounds", "unsignedAtMost", "unsignedDuration", "strictBound", "nonPositiveTarget", "unitClash",
        "range", "undatedActual", "qualitative", "emptyActual", "noExecutionRow", "rateForScore", "openRows",
    ]

    /// Reads the text over what it extends; nil when it is too broken to go on. Problems stand in the reader.
    init?(_ root: Node, base: FrameworkFile?, _ reader: FrameworkReader) {
        guard let fields = reader.fields(root, "", allowed: Self.topKeys) else { return nil }
        if let base { self = base } else { self.init(id: "", title: Wording(zh: "", en: "")) }
        file = reader.file
        id = fields.required("id", reader).flatMap { reader.text($0, "id") } ?? ""
        idLine = fields["id"]?.mark?.line
        extends = fields["extends"].flatMap { reader.text($0, "extends") }
        if let node = fields.required("title", reader), let parts = reader.fields(node, "title", allowed: ["zh", "en"]) {
            title = Wording(
                zh: parts.required("zh", reader).flatMap { reader.text($0, "title.zh") } ?? "",
                en: parts.required("en", reader).flatMap { reader.text($0, "title.en") } ?? "")
        }
        checked = fields["checked"].flatMap { reader.day($0, "checked") } ?? checked
        if let node = fields["bindingWeights"] { weightsAreBinding = reader.flag(node, "bindingWeights") ?? false }
        if let node = fields["appliesTo"] {
            kinds = (reader.items(node, "appliesTo") ?? []).compactMap { reader.choice($0, "appliesTo", FormKind.self) }
        }
        if let node = fields["instruments"] { readInstruments(node, reader) }
        for instrument in instruments { reader.instruments[instrument.key] = instrument }

        if let node = fields["tree"] {
            treeLine = node.mark?.line
            tree = (reader.items(node, "tree") ?? []).compactMap { Self.node($0, reader, parent: "tree", depth: 1) }
        }
        if let node = fields["localIndicators"] {
            localIndicators = (reader.items(node, "localIndicators") ?? []).compactMap {
                Self.node($0, reader, parent: "localIndicators", depth: 3)
            }
        }
        if let node = fields["execution"], let parts = reader.fields(node, "execution", allowed: Self.executionKeys) {
            readExecution(parts, reader)
        }
        readFormulas(fields, reader)
        if let node = fields["openCases"], let parts = reader.fields(node, "openCases", allowed: Self.openCaseKeys) {
            readOpenCases(parts, reader)
        }
        if let base { keepEarlierValues(of: base) }
    }

    /// A value that is overridden from some day on leaves the years before it as they were.
    private mutating func keepEarlierValues(of base: FrameworkFile) {
        executionWeight = executionWeight.keeping(base.executionWeight)
        denominator = denominator.keeping(base.denominator)
        cap = cap.keeping(base.cap)
        zeroZero = zeroZero.keeping(base.zeroZero)
        reasonBelow = reasonBelow.keeping(base.reasonBelow)
        aboveBudget = aboveBudget.keeping(base.aboveBudget)
        atLeast = atLeast.keeping(base.atLeast)
        atMost = atMost.keeping(base.atMost)
        alsoAccepted = alsoAccepted.keeping(base.alsoAccepted)
        tiers = tiers.keeping(base.tiers)
        overAchievement = overAchievement.keeping(base.overAchievement)
        scorePlaces = scorePlaces.keeping(base.scorePlaces)
        rounding = rounding.keeping(base.rounding)
        residue = residue.keeping(base.residue)
        notApplicable = notApplicable.keeping(base.notApplicable)
        grades = grades.keeping(base.grades)
        equalAbove = equalAbove.keeping(base.equalAbove)
        lateness = lateness.keeping(base.lateness)
        notApplicableGrounds = notApplicableGrounds.keeping(base.notApplicableGrounds)
        unsignedAtMost = unsignedAtMost.keeping(base.unsignedAtMost)
        unsignedDuration = unsignedDuration.keeping(base.unsignedDuration)
        strictBound = strictBound.keeping(base.strictBound)
        nonPositiveTarget = nonPositiveTarget.keeping(base.nonPositiveTarget)
        unitClash = unitClash.keeping(base.unitClash)
        range = range.keeping(base.range)
        undatedActual = undatedActual.keeping(base.undatedActual)
        qualitative = qualitative.keeping(base.qualitative)
        emptyActual = emptyActual.keeping(base.emptyActual)
        noExecutionRow = noExecutionRow.keeping(base.noExecutionRow)
        rateForScore = rateForScore.keeping(base.rateForScore)
        openRows = openRows.keeping(base.openRows)
    }

    private mutating func readInstruments(_ node: Node, _ reader: FrameworkReader) {
        for (key, keyNode, value) in reader.entries(node, "instruments") ?? [] {
            guard let parts = reader.fields(value, "instruments.\(key)", allowed: ["title", "number", "published", "address"]) else { continue }
            let instrument = Instrument(
                key: key, title: parts.required("title", reader).flatMap { reader.text($0, "instruments.\(key).title") } ?? "",
                number: parts.required("number", reader).flatMap { reader.text($0, "instruments.\(key).number") } ?? "",
                published: parts["published"].flatMap { reader.day($0, "instruments.\(key).published") },
                address: parts["address"].flatMap { reader.text($0, "instruments.\(key).address") })
            if let address = instrument.address, !Self.isGovernmentSite(address) {
                reader.refuse(
                    parts["address"] ?? keyNode, zh: "文件“\(key)”的 address 应是政府网站（gov.cn）的网址，现为“\(address)”",
                    en: "the address of “\(key)” must be a government site (gov.cn), not “\(address)”")
            }
            instruments.removeAll { $0.key == key }
            instruments.append(instrument)
        }
    }

    /// Mirror copies are not addresses of law.
    static func isGovernmentSite(_ address: String) -> Bool {
        var host = Substring(address)
        if let scheme = host.firstRange(of: "://") { host = host[scheme.upperBound...] }
        host = host.prefix { $0 != "/" && $0 != ":" }
        return host == "gov.cn" || host.hasSuffix(".gov.cn")
    }

    // MARK: - Tree

    private static func node(_ node: Node, _ reader: FrameworkReader, parent: String, depth: Int) -> FileNode? {
        guard
            let fields = reader.fields(
                node, parent, allowed: depth < 3 ? ["name", "weight", "values", "children", "formula", "scale"] : ["name", "weight", "values", "formula", "scale"])
        else { return nil }
        let name = fields.required("name", reader).flatMap { reader.text($0, "\(parent).name") } ?? ""
        var result = FileNode(name: name, weight: .free, children: [], formulaParts: [], line: node.mark?.line, file: reader.file)
        switch (fields["values"], fields["weight"]) {
        case (let values?, nil):
            let dated = reader.datedValues(values, name, key: "weight") { value, _ -> ExactDecimal? in
                guard let points = reader.decimal(value, "\(name).weight") else { return nil }
                guard !points.isNegative, points <= .hundred else {
                    reader.refuse(value, zh: "“\(name)”的分值应在 0 至 100 之间，现为 \(points)", en: "the points of “\(name)” must lie between 0 and 100, not \(points)")
                    return nil
                }
                return points
            }
            if let dated { result.weight = .dated(dated) }
        case (nil, let kind?):
            switch reader.text(kind, "\(name).weight") {
            case "free"?: result.weight = .free
            case "local"?: result.weight = .local
            case let other?: reader.refuseChoice(kind, "\(name).weight", other, ["free", "local"])
            case nil: break
            }
        case (_?, let kind?):
            reader.refuse(kind, zh: "“\(name)”不能同时有 weight 和 values，请只留一个", en: "“\(name)” cannot have both weight and values; please keep one")
        case (nil, nil):
            reader.refuse(
                node, zh: "“\(name)”没有分值：请写 values（固定分值）、weight: free（由表格自定）或 weight: local（由地方规定）",
                en: "“\(name)” has no points: write values (fixed), weight: free (the form declares it) or weight: local (left to a local framework)")
        }
        if let children = fields["children"] {
            result.children = (reader.items(children, "\(name).children") ?? []).compactMap {
                Self.node($0, reader, parent: "\(name).children", depth: depth + 1)
            }
        }
        readFormula(fields, &result, reader)
        return result
    }

    private static func readFormula(_ fields: Fields, _ result: inout FileNode, _ reader: FrameworkReader) {
        let name = result.name
        if let node = fields["formula"], let parts = reader.fields(node, "\(name).formula", allowed: ["shape", "numerator", "denominator", "reference"]) {
            let shapes: [String: IndicatorFormula.Shape] = ["ratio": .ratio, "change": .change, "saving": .saving, "judged": .judged]
            var shape: IndicatorFormula.Shape?
            if let node = parts.required("shape", reader), let text = reader.text(node, "\(name).shape") {
                shape = shapes[text]
                if shape == nil { reader.refuseChoice(node, "\(name).shape", text, ["ratio", "change", "saving", "judged"]) }
            }
            let numerator = parts["numerator"].flatMap { reader.text($0, "\(name).numerator") }
            let denominator = parts["denominator"].flatMap { reader.text($0, "\(name).denominator") }
            let reference = parts.required("reference", reader).flatMap { reader.reference($0, "\(name).reference") }
            if let shape, let reference {
                if shape != .judged, numerator == nil || denominator == nil {
                    reader.refuse(node, zh: "“\(name)”的公式缺少分子（numerator）或分母（denominator），请补上", en: "the formula of “\(name)” lacks its numerator or denominator; please add it")
                }
                result.formula = IndicatorFormula(shape: shape, numerator: numerator, denominator: denominator, reference: reference)
                let shown =
                    switch shape {
                    case .ratio: "\(numerator ?? "") ÷ \(denominator ?? "") × 100%"
                    case .change: "(\(numerator ?? "") − \(denominator ?? "")) ÷ \(denominator ?? "") × 100%"
                    case .saving: "(\(numerator ?? "") − \(denominator ?? "")) ÷ \(numerator ?? "") × 100%"
                    case .judged: numerator ?? "judged"
                    }
                result.formulaParts.append(("formula", shown, FrameworkWords.formula(shown), reference, node.mark?.line))
            }
        }
        guard let node = fields["scale"] else { return }
        guard result.formula != nil else {
            if fields["formula"] == nil {
                reader.refuse(node, zh: "“\(name)”有 scale 却没有 formula，请补上公式", en: "“\(name)” has a scale but no formula; please add the formula")
            }
            return
        }
        guard let parts = reader.fields(node, "\(name).scale", allowed: ["perPoint", "steps", "proportional", "counting", "reference"]),
            let reference = parts.required("reference", reader).flatMap({ reader.reference($0, "\(name).reference") })
        else { return }
        let counting: PointScale.Counting = parts["counting"].flatMap { reader.choice($0, "\(name).counting") } ?? .exact
        let given = ["perPoint", "steps", "proportional"].filter { parts[$0] != nil }
        guard given.count == 1 else {
            reader.refuse(
                node, zh: "“\(name)”的 scale 应有且只有 perPoint、steps、proportional 之一", en: "the scale of “\(name)” must have exactly one of perPoint, steps, proportional")
            return
        }
        if let shape = scaleShape(parts, name, reader) {
            let scale = PointScale(shape: shape, counting: counting)
            result.formula?.scale = scale
            result.formula?.reference = reference
            let shown = FrameworkReader.shown(parts[given[0]]!)
            result.formulaParts.append(("scale", "\(given[0]) {\(shown)}" + (counting == .exact ? "" : " \(counting.rawValue)"), FrameworkWords.wording(scale), reference, node.mark?.line))
        }
    }

    private static func scaleShape(_ parts: Fields, _ name: String, _ reader: FrameworkReader) -> PointScale.Shape? {
        func share(_ node: Node, _ place: String) -> ExactDecimal? {
            guard let share = reader.decimal(node, place) else { return nil }
            guard !share.isNegative, share <= .one else {
                reader.refuse(node, zh: "\(place) 应在 0 至 1 之间，现为 \(share)", en: "\(place) must lie between 0 and 1, not \(share)")
                return nil
            }
            return share
        }
        func positive(_ node: Node, _ place: String) -> ExactDecimal? {
            guard let number = reader.decimal(node, place) else { return nil }
            guard number.isPositive else {
                reader.refuse(node, zh: "\(place) 应大于 0，现为 \(number)", en: "\(place) must be above 0, not \(number)")
                return nil
            }
            return number
        }
        if let node = parts["perPoint"] {
            guard let fields = reader.fields(node, "\(name).perPoint", allowed: ["full", "lowerIsBetter", "deduction", "per"]) else { return nil }
            let full = fields.required("full", reader).flatMap { reader.decimal($0, "\(name).full") }
            let lower = fields.required("lowerIsBetter", reader).flatMap { reader.flag($0, "\(name).lowerIsBetter") }
            let deduction = fields.required("deduction", reader).flatMap { share($0, "\(name).deduction") }
            let per = fields.required("per", reader).flatMap { positive($0, "\(name).per") }
            guard let full, let lower, let deduction, let per else { return nil }
            return .perPoint(full: full, lowerIsBetter: lower, deduction: deduction, per: per)
        }
        if let node = parts["proportional"] {
            guard let fields = reader.fields(node, "\(name).proportional", allowed: ["full"]) else { return nil }
            return fields.required("full", reader).flatMap { positive($0, "\(name).full") }.map { .proportional(full: $0) }
        }
        guard let node = parts["steps"], let items = reader.items(node, "\(name).steps") else { return nil }
        var steps: [PointScale.Step] = []
        for (index, item) in items.enumerated() {
            guard let fields = reader.fields(item, "\(name).steps", allowed: ["upTo", "share"]),
                let share = fields.required("share", reader).flatMap({ share($0, "\(name).share") })
            else { return nil }
            let upTo = fields["upTo"].flatMap { reader.decimal($0, "\(name).upTo") }
            if upTo == nil, index < items.count - 1 {
                reader.refuse(item, zh: "“\(name)”的 steps 只有最后一档可以没有 upTo", en: "only the last step of “\(name)” may lack upTo")
            }
            if let upTo, let last = steps.last?.upTo, upTo <= last {
                reader.refuse(item, zh: "“\(name)”的 steps 应由小到大，\(upTo) 不大于 \(last)", en: "the steps of “\(name)” must rise: \(upTo) is not above \(last)")
            }
            steps.append(PointScale.Step(upTo: upTo, share: share))
        }
        return .steps(steps)
    }

    // MARK: - Settings

    private mutating func readExecution(_ parts: Fields, _ reader: FrameworkReader) {
        func percent(_ node: Node, _ place: String) -> ExactDecimal? {
            guard let number = reader.decimal(node, place) else { return nil }
            guard !number.isNegative else {
                reader.refuse(node, zh: "\(place) 不能为负数，现为 \(number)", en: "\(place) cannot be below zero: \(number)")
                return nil
            }
            return number
        }
        if let node = parts["weight"] { executionWeight = reader.dated(node, "execution.weight") { value, _ in percent(value, "execution.weight") } }
        if let node = parts["denominator"] { denominator = reader.dated(node, "execution.denominator") { value, _ in reader.choice(value, "execution.denominator") } }
        if let node = parts["cap"] {
            cap = reader.dated(node, "execution.cap") { value, _ -> ExactDecimal?? in
                if case .scalar(let scalar) = value, scalar.string == "none" { return .some(nil) }
                guard let cap = percent(value, "execution.cap") else { return nil }
                guard cap <= ExactDecimal(10) else {
                    reader.refuse(value, zh: "execution.cap 是执行率的倍数，1 就是 100%，现为 \(cap)", en: "execution.cap is a multiple of the rate, 1 for 100 %, not \(cap)")
                    return nil
                }
                return .some(cap)
            }
        }
        if let node = parts["zeroZero"] { zeroZero = reader.dated(node, "execution.zeroZero") { value, _ in reader.choice(value, "execution.zeroZero") } }
        if let node = parts["reasonBelow"] {
            reasonBelow = reader.dated(node, "execution.reasonBelow") { value, _ in percent(value, "execution.reasonBelow") }
        }
        if let node = parts["aboveBudget"] {
            aboveBudget = reader.dated(node, "execution.aboveBudget") { value, _ in reader.choice(value, "execution.aboveBudget") }
        }
    }

    private mutating func readFormulas(_ fields: Fields, _ reader: FrameworkReader) {
        func formula(_ place: String, _ known: [FormulaKind]) -> (Node, Fields) -> FormulaKind? {
            { node, _ in
                guard let text = reader.text(node, place) else { return nil }
                guard let kind = FormulaKind(rawValue: text), known.contains(kind) else {
                    reader.refuseChoice(node, place, text, known.map(\.rawValue))
                    return nil
                }
                return kind
            }
        }
        if let node = fields["atLeast"] { atLeast = reader.dated(node, "atLeast", read: formula("atLeast", [.proportional, .zero])) }
        if let node = fields["atMost"] { atMost = reader.dated(node, "atMost", read: formula("atMost", [.linear, .ratio, .zero])) }
        if let node = fields["alsoAccepted"] {
            alsoAccepted = reader.dated(node, "alsoAccepted") { value, _ in
                reader.items(value, "alsoAccepted")?.compactMap { reader.choice($0, "alsoAccepted", FormulaKind.self) }
            }
        }
        if let node = fields["tiers"] { tiers = reader.dated(node, "tiers") { value, _ in Self.tierBands(value, reader) } }
        if let node = fields["grades"] { grades = reader.dated(node, "grades") { value, _ in Self.gradeBands(value, reader) } }
        if let node = fields["overAchievement"] {
            overAchievement = reader.dated(node, "overAchievement") { value, _ in Self.overAchievementSteps(value, reader) }
        }
        if let node = fields["adjustments"] { adjustments = Self.adjustmentRules(node, reader) }
        if let node = fields["scorePlaces"] { scorePlaces = reader.dated(node, "scorePlaces") { value, _ in reader.whole(value, "scorePlaces", 0...6) } }
        if let node = fields["rounding"] { rounding = reader.dated(node, "rounding") { value, _ in reader.choice(value, "rounding") } }
        if let node = fields["residue"] { residue = reader.dated(node, "residue") { value, _ in reader.choice(value, "residue") } }
        if let node = fields["notApplicable"] { notApplicable = reader.dated(node, "notApplicable") { value, _ in reader.choice(value, "notApplicable") } }
    }

    private static let tierNames: [String: Tier] = ["achieved": .achieved, "partly-achieved": .partlyAchieved, "not-achieved": .notAchieved]

    private static func tierBands(_ node: Node, _ reader: FrameworkReader) -> [TierBand]? {
        guard let items = reader.items(node, "tiers") else { return nil }
        var bands: [TierBand] = []
        for item in items {
            guard let fields = reader.fields(item, "tiers", allowed: ["tier", "from", "to", "includesUpper"]) else { return nil }
            var tier: Tier?
            if let node = fields.required("tier", reader), let text = reader.text(node, "tiers.tier") {
                tier = tierNames[text]
                if tier == nil { reader.refuseChoice(node, "tiers.tier", text, ["achieved", "partly-achieved", "not-achieved"]) }
            }
            let from = fields.required("from", reader).flatMap { reader.decimal($0, "tiers.from") }
            let to = fields.required("to", reader).flatMap { reader.decimal($0, "tiers.to") }
            let upper = fields["includesUpper"].flatMap { reader.flag($0, "tiers.includesUpper") } ?? false
            guard let tier, let from, let to else { return nil }
            bands.append(TierBand(tier: tier, from: from, to: to, includesUpper: upper))
        }
        bands.sort { $0.tier < $1.tier }
        guard bands.map(\.tier) == Tier.allCases else {
            reader.refuse(
                node, zh: "tiers 应有达成、部分达成、未达成三档，各一次", en: "tiers must be achieved, partly-achieved and not-achieved, each once")
            return nil
        }
        let spans = bands.reversed().map { (name: $0.tier.key, from: $0.from, to: $0.to) }
        return checkBands(Array(spans), from: .zero, to: .one, "tiers", node, reader) ? bands : nil
    }

    private static func gradeBands(_ node: Node, _ reader: FrameworkReader) -> [GradeBand]? {
        guard let items = reader.items(node, "grades") else { return nil }
        var spans: [(name: String, from: ExactDecimal, to: ExactDecimal)] = []
        var bands: [GradeBand] = []
        for item in items {
            guard let fields = reader.fields(item, "grades", allowed: ["grade", "from", "to"]) else { return nil }
            let grade: Grade? = fields.required("grade", reader).flatMap { reader.choice($0, "grades.grade") }
            let from = fields.required("from", reader).flatMap { reader.decimal($0, "grades.from") }
            let to = fields.required("to", reader).flatMap { reader.decimal($0, "grades.to") }
            guard let grade, let from, let to else { return nil }
            guard !bands.contains(where: { $0.grade == grade }) else {
                reader.refuse(item, zh: "grades 中“\(grade.rawValue)”出现两次，请只留一个", en: "grades has “\(grade.rawValue)” twice; please keep one")
                return nil
            }
            bands.append(GradeBand(grade: grade, from: from))
            spans.append((grade.rawValue, from, to))
        }
        bands.sort { $0.from > $1.from }
        spans.sort { $0.from < $1.from }
        return checkBands(spans, from: .zero, to: .hundred, "grades", node, reader) ? bands : nil
    }

    /// Bands must join without gap or overlap from one end to the other.
    private static func checkBands(
        _ spans: [(name: String, from: ExactDecimal, to: ExactDecimal)], from: ExactDecimal, to: ExactDecimal, _ place: String, _ node: Node,
        _ reader: FrameworkReader
    ) -> Bool {
        guard let first = spans.first, let last = spans.last else {
            reader.refuse(node, zh: "\(place) 是空的，请写出各档", en: "\(place) is empty; please write its bands")
            return false
        }
        var isSound = true
        if first.from != from {
            reader.refuse(node, zh: "\(place) 应从 \(from) 开始，现从 \(first.from) 开始", en: "\(place) must begin at \(from), not \(first.from)")
            isSound = false
        }
        if last.to != to {
            reader.refuse(node, zh: "\(place) 应到 \(to) 为止，现到 \(last.to)", en: "\(place) must end at \(to), not \(last.to)")
            isSound = false
        }
        for (below, above) in zip(spans, spans.dropFirst()) where below.to != above.from {
            let overlaps = below.to > above.from
            reader.refuse(
                node,
                zh: "\(place) 的“\(below.name)”到 \(below.to) 为止，“\(above.name)”从 \(above.from) 开始，两档\(overlaps ? "重叠" : "之间有空缺")",
                en: "\(place): “\(below.name)” ends at \(below.to) and “\(above.name)” begins at \(above.from): they \(overlaps ? "overlap" : "leave a gap")")
            isSound = false
        }
        return isSound
    }

    private static func overAchievementSteps(_ node: Node, _ reader: FrameworkReader) -> [OverAchievementStep]? {
        guard let items = reader.items(node, "overAchievement") else { return nil }
        var steps: [OverAchievementStep] = []
        for item in items {
            guard let fields = reader.fields(item, "overAchievement", allowed: ["from", "action", "deduction"]) else { return nil }
            let from = fields.required("from", reader).flatMap { reader.decimal($0, "overAchievement.from") }
            let action: OverAchievementAction? = fields.required("action", reader).flatMap { reader.choice($0, "overAchievement.action") }
            let deduction = fields["deduction"].flatMap { reader.decimal($0, "overAchievement.deduction") }
            guard let from, let action else { return nil }
            guard from > (steps.last?.from ?? .one) else {
                reader.refuse(
                    item, zh: "overAchievement 的 from 应大于 \(steps.last?.from ?? .one) 并由小到大，现为 \(from)",
                    en: "overAchievement must rise: from \(from) is not above \(steps.last?.from ?? .one)")
                return nil
            }
            guard (action == .deduct) == (deduction != nil), deduction.map({ $0.isPositive && $0 <= .one }) ?? true else {
                reader.refuse(
                    item, zh: "overAchievement 的 action 为 deduct 时（也只在此时）要写 deduction，在 0 至 1 之间",
                    en: "overAchievement: deduction, between 0 and 1, goes with the action deduct and only with it")
                return nil
            }
            steps.append(OverAchievementStep(from: from, action: action, deduction: deduction))
        }
        return steps
    }

    private static func adjustmentRules(_ node: Node, _ reader: FrameworkReader) -> [(id: String, rule: Dated<TotalAdjustment>)] {
        var rules: [(id: String, rule: Dated<TotalAdjustment>)] = []
        for item in reader.items(node, "adjustments") ?? [] {
            guard let fields = reader.fields(item, "adjustments", allowed: ["id", "description", "values"]),
                let id = fields.required("id", reader).flatMap({ reader.text($0, "adjustments.id") }),
                let values = fields.required("values", reader)
            else { continue }
            if rules.contains(where: { $0.id == id }) {
                reader.refuse(item, zh: "adjustments 中“\(id)”出现两次，请只留一个或另取名称", en: "adjustments has “\(id)” twice; please keep one or rename it")
                continue
            }
            let dated = reader.datedValues(values, "adjustments.\(id)", key: "value") { value, _ in adjustment(value, id, reader) }
            if let dated { rules.append((id, dated)) }
        }
        return rules
    }

    private static func adjustment(_ node: Node, _ id: String, _ reader: FrameworkReader) -> TotalAdjustment? {
        let conditions = ["executionBelow", "executionAbove", "executionWithin", "levelBelow"]
        guard let fields = reader.fields(node, "adjustments.\(id)", allowed: conditions + ["cap", "deduct"]) else { return nil }
        func percent(_ node: Node) -> ExactDecimal? {
            guard let number = reader.decimal(node, "adjustments.\(id)") else { return nil }
            guard !number.isNegative else {
                reader.refuse(node, zh: "“\(id)”的数不能为负，现为 \(number)", en: "numbers of “\(id)” cannot be below zero: \(number)")
                return nil
            }
            return number
        }
        let given = conditions.filter { fields[$0] != nil }
        guard given.count == 1, (fields["cap"] == nil) != (fields["deduct"] == nil) else {
            reader.refuse(
                node, zh: "“\(id)”应有一个条件（\(conditions.joined(separator: "、")) 之一）和一个做法（cap 或 deduct）",
                en: "“\(id)” needs one condition (one of \(conditions.joined(separator: ", "))) and one effect (cap or deduct)")
            return nil
        }
        var condition: TotalAdjustment.Condition?
        let bound = fields[given[0]]!
        switch given[0] {
        case "executionBelow": condition = percent(bound).map { .executionBelow($0) }
        case "executionAbove": condition = percent(bound).map { .executionAbove($0) }
        case "executionWithin":
            if let parts = reader.fields(bound, "adjustments.\(id).executionWithin", allowed: ["from", "below"]),
                let from = parts.required("from", reader).flatMap(percent), let below = parts.required("below", reader).flatMap(percent)
            {
                if from < below {
                    condition = .executionWithin(from: from, below: below)
                } else {
                    reader.refuse(bound, zh: "“\(id)”的 from \(from) 应小于 below \(below)", en: "“\(id)”: from \(from) must be under below \(below)")
                }
            }
        default:
            if let parts = reader.fields(bound, "adjustments.\(id).levelBelow", allowed: ["level1", "percent"]),
                let level1 = parts.required("level1", reader).flatMap({ reader.text($0, "adjustments.\(id).level1") }),
                let share = parts.required("percent", reader).flatMap(percent)
            {
                condition = .levelBelow(level1: level1, percent: share)
            }
        }
        func points(_ node: Node) -> ExactDecimal? {
            guard let number = percent(node) else { return nil }
            guard number <= .hundred else {
                reader.refuse(node, zh: "“\(id)”的分数应在 0 至 100 之间，现为 \(number)", en: "the points of “\(id)” must lie between 0 and 100, not \(number)")
                return nil
            }
            return number
        }
        let effect: TotalAdjustment.Effect? = fields["cap"].flatMap(points).map { .cap($0) } ?? fields["deduct"].flatMap(points).map { .deduct($0) }
        guard let condition, let effect else { return nil }
        return TotalAdjustment(id: id, condition: condition, effect: effect)
    }

    private mutating func readOpenCases(_ parts: Fields, _ reader: FrameworkReader) {
        func policy<Choice: RawRepresentable<String> & CaseIterable>(_ key: String, _ old: Dated<Choice>?) -> Dated<Choice>? {
            guard let node = parts[key] else { return old }
            return reader.dated(node, "openCases.\(key)") { value, _ in reader.choice(value, "openCases.\(key)") }
        }
        equalAbove = policy("equalAbove", equalAbove)
        lateness = policy("lateness", lateness)
        strictBound = policy("strictBound", strictBound)
        nonPositiveTarget = policy("nonPositiveTarget", nonPositiveTarget)
        unitClash = policy("unitClash", unitClash)
        range = policy("range", range)
        undatedActual = policy("undatedActual", undatedActual)
        qualitative = policy("qualitative", qualitative)
        emptyActual = policy("emptyActual", emptyActual)
        noExecutionRow = policy("noExecutionRow", noExecutionRow)
        rateForScore = policy("rateForScore", rateForScore)
        openRows = policy("openRows", openRows)
        if let node = parts["unsignedDuration"] {
            unsignedDuration = reader.dated(node, "openCases.unsignedDuration") { value, _ in
                guard let text = reader.text(value, "openCases.unsignedDuration") else { return nil }
                switch text {
                case "<=", "≤": return .atMost
                case ">=", "≥": return .atLeast
                default:
                    reader.refuseChoice(value, "openCases.unsignedDuration", text, ["<=", ">="])
                    return nil
                }
            }
        }
        if let node = parts["notApplicableGrounds"] {
            notApplicableGrounds = reader.dated(node, "openCases.notApplicableGrounds") { value, _ in
                reader.items(value, "openCases.notApplicableGrounds")?.compactMap { reader.choice($0, "openCases.notApplicableGrounds", NotApplicableGround.self) }
            }
        }
        if let node = parts["unsignedAtMost"] {
            unsignedAtMost = reader.dated(node, "openCases.unsignedAtMost") { value, _ in
                reader.items(value, "openCases.unsignedAtMost")?.compactMap { item in
                    guard let text = reader.text(item, "openCases.unsignedAtMost") else { return nil }
                    if let level = Level2(rawValue: text) { return level }
                    reader.refuseChoice(item, "openCases.unsignedAtMost", text, Level2.allCases.map(\.rawValue))
                    return nil
                }
            }
        }
    }
}

extension Tier {
    var key: String {
        switch self {
        case .achieved: "achieved"
        case .partlyAchieved: "partly-achieved"
        case .notAchieved: "not-achieved"
        }
    }
}
