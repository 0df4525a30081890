package import BudgetModel

/// A place of a text that holds what should not be published; it never carries the thing itself.
package struct PrivatePlace: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case citizenNumber = "citizen-number"
        case mobile, telephone
        case bankCard = "bank-card", bankAccount = "bank-account"
        case person
        case home = "home-address"
        case secret, internalPaper = "internal-paper", withheld

        package var name: Wording {
            switch self {
            case .citizenNumber: Wording(zh: "公民身份号码", en: "citizen identity number")
            case .mobile: Wording(zh: "手机号码", en: "mobile telephone number")
            case .telephone: Wording(zh: "个人电话号码", en: "private telephone number")
            case .bankCard: Wording(zh: "银行卡号", en: "bank card number")
            case .bankAccount: Wording(zh: "个人银行账号", en: "bank account number of a person")
            case .home: Wording(zh: "姓名和家庭住址", en: "name and home address of a person")
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
    /// Characters of the text that must not be seen when it is written again; none of a mark of secrecy.
    package var hidden: [Range<Int>]

    package init(kind: Kind, range: Range<Int>, masked: String, weight: Severity, hidden: [Range<Int>] = []) {
        self.kind = kind
        self.range = range
        self.masked = masked
        self.weight = weight
        self.hidden = hidden
    }

    /// What a message says of it.
    package var wording: Wording {
        let name = kind.name
        switch (kind, weight) {
        case (.secret, _), (.internalPaper, _), (.withheld, _):
            return Wording(
                zh: "文中有\(name.zh)“\(masked)”。公开前请由保密和信息公开机构审查；不能公开的不要进入公开稿。",
                en: "The text carries a \(name.en) (“\(masked)”). Have it reviewed before publication; what may not be published must not enter the public copy.")
        case (.home, _):
            return Wording(
                zh: "文中写了个人的姓名和家庭住址（\(masked)），属于个人信息，不得公开。请改用“某户”“某村民”，或删去门牌、楼栋、村组。",
                en: "A person is named together with a home address (\(masked)), which is personal data and must not be published. Leave out the name, or the house, room or village group.")
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
