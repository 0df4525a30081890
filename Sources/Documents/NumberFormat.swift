/// What a workbook's number format makes of a number, as far as its meaning changes.
package enum NumberFormat: Hashable, Sendable {
    case number
    case percent
    /// A calendar day, with or without its time.
    case day
    /// A time of day or a duration, without a day.
    case time
    /// A code of so many digits with zeros in front: `000000`.
    case code(digits: Int)

    /// The format of a built-in number, those of Chinese workbooks included.
    ///
    /// - Source: ECMA-376 part 1, 18.8.30, with the zh-cn list.
    package init(builtIn id: Int) {
        switch id {
        case 9, 10: self = .percent
        case 14...17, 22, 27...31, 36, 50...54, 57, 58: self = .day
        case 18...21, 32...35, 45...47, 55, 56: self = .time
        default: self = .number
        }
    }

    /// The format that a code such as `yyyy"年"m"月"d"日"` or `0.00%` stands for.
    ///
    /// The first section counts, which is the one for positive numbers.
    package init(code: some StringProtocol) {
        var isDay = false
        var hasMonth = false
        var isTime = false
        var isPercent = false
        var zeros = 0
        var isPlainZeros = true
        var scalars = code.unicodeScalars.makeIterator()
        var next = scalars.next()
        scan: while let scalar = next {
            next = scalars.next()
            if scalar != "0" { isPlainZeros = isPlainZeros && scalar == ";" }
            switch scalar {
            case ";": break scan
            case "\"":
                while let quoted = next, quoted != "\"" { next = scalars.next() }
                next = scalars.next()
            case "\\", "_", "*": next = scalars.next()
            case "[":
                // An elapsed time as in [h]:mm; colours, locales and conditions say nothing.
                var content: [Unicode.Scalar] = []
                while let inside = next, inside != "]" {
                    if content.count < 8 { content.append(inside) }
                    next = scalars.next()
                }
                next = scalars.next()
                if !content.isEmpty, content.allSatisfy({ "hHmMsS".unicodeScalars.contains($0) }) { isTime = true }
            case "%", "％": isPercent = true
            case "0": zeros += 1
            case "y", "Y", "d", "D": isDay = true
            case "m", "M": hasMonth = true
            case "h", "H", "s", "S": isTime = true
            case "a", "A":
                // AM/PM and A/P.
                if let after = next, "mM/".unicodeScalars.contains(after) {
                    isTime = true
                    while let letter = next, "mMpP/".unicodeScalars.contains(letter) { next = scalars.next() }
                }
            case "e", "E":
                if let after = next, after == "+" || after == "-" {
                    next = scalars.next()
                } else {
                    isDay = true
                }
            case "g", "G":
                // General, the word; a lone g is the name of an era.
                if let after = next, after == "e" || after == "E" {
                    var rest = "eneral".unicodeScalars.makeIterator()
                    var wanted = rest.next()
                    while let letter = next, let expected = wanted, letter.value | 0x20 == expected.value {
                        next = scalars.next()
                        wanted = rest.next()
                    }
                }
            default: break
            }
        }
        if isDay || (hasMonth && !isTime) {
            self = .day
        } else if isTime {
            self = .time
        } else if isPercent {
            self = .percent
        } else if isPlainZeros, zeros > 1, zeros <= 30 {
            self = .code(digits: zeros)
        } else {
            self = .number
        }
    }
}
