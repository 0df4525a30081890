package import BudgetModel

/// A place of a text that holds what should not be published; it never carries the thing itself.
package struct PrivatePlace: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case citizenNumber = "citizen-number"
        case mobile, telephone
        case bankCard = "bank-card"
        case person, secret, internalPaper = "internal-paper", withheld

        package var name: Wording {
            switch self {
            case .citizenNumber: Wording(zh: "公民身份号码", en: "citizen identity number")
            case .mobile: Wording(zh: "手机号码", en: "mobile telephone number")
            case .telephone: Wording(zh: "个人电话号码", en: "private telephone number")
            case .bankCard: Wording(zh: "银行卡号", en: "bank card number")
            case .person: Wording(zh: "受益人姓名和个人情况", en: "name and circumstances of a beneficiary")
            case .secret: Wording(zh: "密级标志", en: "mark of state secrecy")
            case .internalPaper: Wording(zh: "内部资料标志", en: "mark of an internal paper")
            case .withheld: Wording(zh: "不予公开标志", en: "mark “not to be published”")
            }
        }
    }

    package var kind: Kind
    /// Characters of the text.
    package var range: Range<Int>
    /// The first three and the last two characters, stars between.
    package var masked: String
    /// `error` must not be published; `warning` rests on a reading; `hint` belongs to an office and is for the unit to decide.
    package var weight: Severity

    package init(kind: Kind, range: Range<Int>, masked: String, weight: Severity) {
        self.kind = kind
        self.range = range
        self.masked = masked
        self.weight = weight
    }

    /// What a message says of it.
    package var wording: Wording {
        let name = kind.name
        switch (kind, weight) {
        case (.secret, _), (.internalPaper, _), (.withheld, _):
            return Wording(
                zh: "文中有\(name.zh)“\(masked)”。公开前请由保密和信息公开机构审查；不能公开的不要进入公开稿。",
                en: "The text carries a \(name.en) (“\(masked)”). Have it reviewed before publication; what may not be published must not enter the public copy.")
        case (.person, _):
            return Wording(
                zh: "文中写了受益人的姓名和住址、病情等个人情况（\(masked)）。公开稿请改用“某户”“某村民”或汇总数。",
                en: "A beneficiary is named together with an address or circumstances (\(masked)). In the public copy use totals or leave the name out.")
        case (_, .hint):
            return Wording(
                zh: "工作人员的姓名旁有\(name.zh)\(masked)。公开稿请改用单位的办公电话，或删去。",
                en: "A \(name.en) (\(masked)) stands beside an officer. In the public copy give the office's line instead, or none.")
        default:
            return Wording(
                zh: "文中有\(name.zh)\(masked)，属于个人信息，不得公开。请删去或遮盖后再报送公开稿。",
                en: "The text holds a \(name.en) (\(masked)), which is personal data and must not be published. Remove or cover it before the public copy is made.")
        }
    }
}

/// Whether a text may be disclosed, and why not.
package enum GateDecision: Hashable, Sendable {
    /// Remarks are for the unit to decide.
    case open(remarks: [PrivatePlace])
    case blocked(reasons: [PrivatePlace], remarks: [PrivatePlace])

    package init(_ places: [PrivatePlace]) {
        let reasons = places.filter { $0.weight != .hint }
        let remarks = places.filter { $0.weight == .hint }
        self = reasons.isEmpty ? .open(remarks: remarks) : .blocked(reasons: reasons, remarks: remarks)
    }

    package var isOpen: Bool {
        switch self {
        case .open: true
        case .blocked: false
        }
    }

    /// The decision in one sentence.
    package var wording: Wording {
        switch self {
        case .open(let remarks) where remarks.isEmpty: Wording(zh: "未发现个人信息和密级标志，可以进入公开程序。", en: "No personal data and no marks of secrecy were found; the text may go on to publication.")
        case .open(let remarks): Wording(zh: "没有必须遮盖的内容，另有\(remarks.count)处请单位决定是否公开。", en: "Nothing must be covered; the unit decides on \(remarks.count) places.")
        case .blocked(let reasons, _): Wording(zh: "有\(reasons.count)处个人信息或密级标志，遮盖或审查之前不得公开。", en: "\(reasons.count) places hold personal data or marks of secrecy; not to be published before they are covered or reviewed.")
        }
    }
}
