import BudgetModel
import Quantities

/// Figures that running text gives in set phrases.
enum TextFigures {
    /// `自评得分为96.5分`, `综合评分95分`, `自评总分：96`.
    static func total(in text: String) -> ExactDecimal? {
        guard text.mentions("分") else { return nil }
        return number(after: totalPhrases, in: text, needing: "分", within: 8).flatMap { $0.isPositive && $0 <= .hundred ? $0 : nil }
    }

    private static let totalPhrases = phrases("自评总分", "自评得分", "综合得分", "综合评分", "自评总得分", "评价得分", "总得分", "自评分数", "自评分", "自评结果", "总分", "最终得分", "评分")
    private static let ratePhrases = phrases("预算执行率", "资金执行率", "执行率")
    private static let weightPhrases = phrases("满分", "分值")
    private static let scorePhrases = phrases("自评得分", "自评得", "得分", "得")

    private static func phrases(_ words: String...) -> [[UnicodeScalar]] { words.map { Array($0.unicodeScalars) } }

    /// `预算执行率为98.5%`, `执行率达97.2%`.
    static func executionRate(in text: String) -> ExactDecimal? {
        guard text.mentions("执行率") else { return nil }
        return number(after: ratePhrases, in: text, needing: "%", within: 8)
    }

    /// `全年预算1180万元`: the amount and its unit right behind a phrase.
    static func amount(after phrases: [String], in text: String) -> (ExactDecimal, AmountUnit)? {
        let scalars = text.unicodeScalars.map(String.plainScalar)
        for phrase in phrases {
            let key = Array(phrase.unicodeScalars)
            var place = 0
            while place + key.count < scalars.count {
                defer { place += 1 }
                guard scalars[place] == key[0], scalars[place..<(place + key.count)].elementsEqual(key) else { continue }
                var cursor = place + key.count
                let limit = min(scalars.count, cursor + 8)
                while cursor < limit, !IndicatorValueParser.isDigit(scalars[cursor]), !",;。率%".unicodeScalars.contains(scalars[cursor]) { cursor += 1 }
                var digits = ""
                while cursor < scalars.count, IndicatorValueParser.isDigit(scalars[cursor]) || ".,".unicodeScalars.contains(scalars[cursor]) {
                    digits.unicodeScalars.append(scalars[cursor])
                    cursor += 1
                }
                guard let number = try? ExactDecimal(parsing: digits) else { continue }
                let rest = IndicatorValueParser.string(scalars[cursor..<min(scalars.count, cursor + 3)])
                for (name, unit) in [("亿元", AmountUnit.yiYuan), ("万元", .wanYuan), ("千元", .thousandYuan), ("元", .yuan)] where rest.hasPrefix(name) { return (number, unit) }
            }
        }
        return nil
    }

    /// Every amount with a unit and the words before it: `一、财政拨款：6923.3552万元` gives 财政拨款.
    static func amounts(in text: String) -> [(name: String, number: ExactDecimal, unit: AmountUnit)] {
        let scalars = text.unicodeScalars.map(String.plainScalar)
        var found: [(String, ExactDecimal, AmountUnit)] = []
        var place = 0
        var nameStart = 0
        while place < scalars.count, found.count < 40 {
            guard IndicatorValueParser.isDigit(scalars[place]) else {
                if ",;。、()[]\n\r".unicodeScalars.contains(scalars[place]) { nameStart = place + 1 }
                place += 1
                continue
            }
            var end = place
            while end < scalars.count, IndicatorValueParser.isDigit(scalars[end]) || scalars[end] == "." || scalars[end] == "," && end + 3 < scalars.count && scalars[(end + 1)...(end + 3)].allSatisfy(IndicatorValueParser.isDigit) { end += 1 }
            var unitStart = end
            while unitStart < scalars.count, scalars[unitStart] == " " { unitStart += 1 }
            let rest = IndicatorValueParser.string(scalars[unitStart..<min(scalars.count, unitStart + 3)])
            if let unit = [("亿元", AmountUnit.yiYuan), ("万元", .wanYuan), ("千元", .thousandYuan), ("元", .yuan)].first(where: { rest.hasPrefix($0.0) })?.1,
                let number = try? ExactDecimal(parsing: IndicatorValueParser.string(scalars[place..<end]))
            {
                var name = scalars[nameStart..<place]
                while let last = name.last, ":为是计约 ".unicodeScalars.contains(last) { name = name.dropLast() }
                found.append((IndicatorValueParser.string(name).trimmedText, number, unit))
                nameStart = end
            }
            place = end
        }
        return found
    }

    /// `满分10分，自评得9.6分` beside the execution rate.
    static func executionPoints(in text: String) -> (ExactDecimal, ExactDecimal?)? {
        guard let start = text.firstRange(of: "执行率") else { return nil }
        let rest = String(text[start.upperBound...].prefix(60))
        guard let weight = number(after: weightPhrases, in: rest, needing: "分", within: 4), weight.isPositive, weight <= ExactDecimal(30) else { return nil }
        return (weight, number(after: scorePhrases, in: rest, needing: "分", within: 3))
    }

    /// `评价等级为“优”`, `自评结论为优秀`.
    static func grade(in text: String) -> String? {
        guard text.mentions("为") else { return nil }
        let folded = (text.utf8.count <= 6000 ? text : String(text.unicodeScalars.prefix(2000))).foldedText()
        let frames: [StaticString] = ["评价结论为", "自评结论为", "自评结果为", "评价结果为", "评定为", "评为", "级别为"]
        for frame in frames {
            guard let rest = folded.rest(behindFirst: frame) else { continue }
            for (word, grade) in grades where rest.hasPrefix(word) {
                let tail = rest.behind(word) ?? .empty
                if tail.isEmpty || tail.hasPrefix("等") || tail.hasPrefix("级") || grade.count == 2 || !(tail.string.first?.isLetter ?? false) { return grade }
            }
        }
        return nil
    }

    /// A grade behind 等级, or in quotes or brackets: `96分（优）`, `评价等级：优`.
    static func gradeInside(_ text: String) -> String? {
        guard text.mentions("等") || text.mentions("分") || text.mentions("级别") else { return nil }
        guard grades.contains(where: { text.mentions($0.word) }) else { return nil }
        let folded = text.foldedText()
        let frames: [StaticString] = ["等级", "等级为", "等次", "等次为", "分", "级别"]
        for (word, grade) in grades {
            for frame in frames {
                var rest = folded.rest(behindFirst: frame)
                while let found = rest {
                    if found.hasPrefix(word), !(found.behind(word)?.hasPrefix("等于") ?? false) { return grade }
                    rest = found.rest(behindFirst: frame)
                }
            }
        }
        return nil
    }

    private static let grades: [(word: StaticString, grade: String)] = [("优秀", "优秀"), ("良好", "良好"), ("优", "优"), ("良", "良"), ("中", "中"), ("差", "差")]

    private static func number(after phrases: [[UnicodeScalar]], in text: String, needing unit: UnicodeScalar, within distance: Int) -> ExactDecimal? {
        let scalars = text.unicodeScalars.map(String.plainScalar)
        for key in phrases {
            var place = 0
            while place + key.count < scalars.count {
                guard scalars[place] == key[0], scalars[place..<(place + key.count)].elementsEqual(key) else {
                    place += 1
                    continue
                }
                var cursor = place + key.count
                let limit = min(scalars.count, cursor + distance)
                while cursor < limit, !IndicatorValueParser.isDigit(scalars[cursor]), !",;。".unicodeScalars.contains(scalars[cursor]) { cursor += 1 }
                var digits = ""
                while cursor < scalars.count, IndicatorValueParser.isDigit(scalars[cursor]) || scalars[cursor] == "." {
                    digits.unicodeScalars.append(scalars[cursor])
                    cursor += 1
                }
                while cursor < scalars.count, scalars[cursor] == " " { cursor += 1 }
                if !digits.isEmpty, cursor < scalars.count, scalars[cursor] == unit, let number = try? ExactDecimal(parsing: digits) { return number }
                if !digits.isEmpty, cursor == scalars.count, unit == "分", let number = try? ExactDecimal(parsing: digits) { return number }
                place += 1
            }
        }
        return nil
    }
}
