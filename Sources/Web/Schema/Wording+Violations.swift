import BudgetModel
import JSONText

/// The sentences of the validator: what is expected here, what was found.
extension Wording {
    static func kind(_ zh: String, _ en: String, _ found: JSONValue) -> Wording {
        let name = found.kindName
        return Wording(zh: "这里应为\(zh)，收到的是\(name.zh)。", en: "This should be \(en); \(name.en) was sent.")
    }

    static func missing(_ name: String) -> Wording { Wording(zh: "缺少“\(name)”：请补上这一项。", en: "“\(name)” is missing: please add it.") }

    static func unknown(_ name: String) -> Wording {
        let name = name.prefix(60)
        return Wording(zh: "没有“\(name)”这一项：请核对名称，或去掉它。", en: "There is no “\(name)” here: please check the name, or leave it out.")
    }

    static func notWhole(_ digits: String) -> Wording {
        let digits = digits.prefix(40)
        return Wording(zh: "这里应为整数，收到的是 \(digits)。", en: "This should be a whole number; \(digits) was sent.")
    }

    static func outside(_ range: ClosedRange<Int64>, _ number: Int64) -> Wording {
        Wording(
            zh: "数值应在 \(range.lowerBound) 到 \(range.upperBound) 之间，收到的是 \(number)。",
            en: "The number should be from \(range.lowerBound) to \(range.upperBound); \(number) was sent.")
    }

    static func length(_ length: ClosedRange<Int>, _ count: Int) -> Wording {
        if length.lowerBound == length.upperBound {
            return Wording(zh: "这里应正好 \(length.lowerBound) 个字符，现有 \(count) 个。", en: "This takes exactly \(length.lowerBound) characters; there are \(count).")
        }
        if count < length.lowerBound {
            return length.lowerBound == 1
                ? Wording(zh: "这里不能为空：请填写。", en: "This must not be empty: please fill it in.")
                : Wording(zh: "至少 \(length.lowerBound) 个字符，现有 \(count) 个。", en: "At least \(length.lowerBound) characters are needed; there are \(count).")
        }
        return Wording(zh: "最多 \(length.upperBound) 个字符，现有 \(count) 个：请缩短。", en: "At most \(length.upperBound) characters; there are \(count): please shorten it.")
    }

    static func count(_ range: ClosedRange<Int>, _ count: Int) -> Wording {
        count < range.lowerBound
            ? Wording(zh: "至少 \(range.lowerBound) 项，现有 \(count) 项。", en: "At least \(range.lowerBound) entries are needed; there are \(count).")
            : Wording(zh: "最多 \(range.upperBound) 项，现有 \(count) 项。", en: "At most \(range.upperBound) entries; there are \(count).")
    }

    static func choice(_ choices: [String]) -> Wording {
        Wording(zh: "应为其中之一：\(choices.joined(separator: "、"))。", en: "This should be one of: \(choices.joined(separator: ", ")).")
    }

    static func constant(_ text: String) -> Wording { Wording(zh: "这里应为 \(text)。", en: "This should be \(text).") }

    static func format(_ format: TextFormat) -> Wording {
        switch format {
        case .uuid: Wording(zh: "这里应为编号，形如 3f0c9a52-8d1e-4b7a-9c46-0e5d2b7f1a88。", en: "This should be an identifier such as 3f0c9a52-8d1e-4b7a-9c46-0e5d2b7f1a88.")
        case .date: Wording(zh: "这里应为实有的日期，形如 2026-08-01。", en: "This should be a day of the calendar such as 2026-08-01.")
        case .dateTime: Wording(zh: "这里应为时刻，形如 2026-08-01T09:30:00+08:00。", en: "This should be a moment such as 2026-08-01T09:30:00+08:00.")
        }
    }

    static func pattern(_ pattern: Pattern) -> Wording {
        let told = pattern.told ?? Wording(zh: pattern.text, en: pattern.text)
        return Wording(zh: "这里的写法不对，应为：\(told.zh)。", en: "This is not written as it should be: \(told.en).")
    }

    static let ambiguous = Wording(zh: "内容同时符合几种写法，无法判断是哪一种。", en: "This fits several forms, so it is not clear which is meant.")
}

extension JSONValue {
    fileprivate var kindName: (zh: String, en: String) {
        switch self {
        case .null: ("空值（null）", "null")
        case .bool: ("真假值", "true or false")
        case .number: ("数字", "a number")
        case .string: ("文字", "text")
        case .array: ("列表", "a list")
        case .object: ("对象", "an object")
        }
    }
}
