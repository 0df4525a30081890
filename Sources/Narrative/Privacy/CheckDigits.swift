import Quantities

/// Check digits of the numbers that name persons and organisations; all take the codes of folded characters.
package enum CheckDigits {
    /// 18 characters by GB 11643: region, day of birth, serial, check character (ISO 7064 mod 11-2).
    package static func isCitizenNumber(_ codes: [UInt16]) -> Bool { hasCitizenShape(codes) && checkCharacter(codes.prefix(17)) == upper(codes[17]) }

    /// Region and day of birth hold, whatever the check character says.
    package static func hasCitizenShape(_ codes: [UInt16]) -> Bool {
        guard codes.count == 18, codes.prefix(17).allSatisfy(Code.isDigit), Code.isDigit(codes[17]) || upper(codes[17]) == 0x58 else { return false }
        return isRegion(codes) && isBirthday(year: value(codes[6..<10]), month: value(codes[10..<12]), day: value(codes[12..<14]))
    }

    /// The old numbers of 15 digits have no check character.
    package static func isOldCitizenNumber(_ codes: [UInt16]) -> Bool {
        guard codes.count == 15, codes.allSatisfy(Code.isDigit) else { return false }
        return isRegion(codes) && isBirthday(year: 1900 + value(codes[6..<8]), month: value(codes[8..<10]), day: value(codes[10..<12]))
    }

    /// The check character for 17 digits.
    package static func checkCharacter(_ digits: some Collection<UInt16>) -> UInt16 {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(digits, weights).reduce(0) { $0 + Int($1.0 - 0x30) * $1.1 }
        let rest = (12 - sum % 11) % 11
        return rest == 10 ? 0x58 : UInt16(0x30 + rest)
    }

    /// 统一社会信用代码 by GB 32100: 18 characters without I, O, Z, S and V.
    package static func isCreditCode(_ codes: [UInt16]) -> Bool {
        guard codes.count == 18 else { return false }
        var sum = 0
        for (place, weight) in [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28].enumerated() {
            guard let value = creditValue(codes[place]) else { return false }
            sum += value * weight
        }
        return creditValue(codes[17]) == (31 - sum % 31) % 31
    }

    /// Luhn, as on bank cards.
    package static func isLuhn(_ codes: [UInt16]) -> Bool {
        var sum = 0
        for (place, code) in codes.reversed().enumerated() {
            guard Code.isDigit(code) else { return false }
            var digit = Int(code - 0x30)
            if place % 2 == 1 {
                digit *= 2
                if digit > 9 { digit -= 9 }
            }
            sum += digit
        }
        return !codes.isEmpty && sum % 10 == 0
    }

    private static func creditValue(_ code: UInt16) -> Int? { creditAlphabet.firstIndex(of: upper(code)) }

    private static let creditAlphabet: [UInt16] = "0123456789ABCDEFGHJKLMNPQRTUWXY".unicodeScalars.map { UInt16($0.value) }

    private static func upper(_ code: UInt16) -> UInt16 { code >= 0x61 && code <= 0x7A ? code - 0x20 : code }

    private static func value(_ codes: ArraySlice<UInt16>) -> Int { codes.reduce(0) { $0 * 10 + Int($1 - 0x30) } }

    /// Provinces of GB/T 2260, with 71, 81, 82 and 83 of residence permits.
    private static func isRegion(_ codes: [UInt16]) -> Bool {
        switch value(codes[0..<2]) {
        case 11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71, 81...83: true
        default: false
        }
    }

    private static func isBirthday(year: Int, month: Int, day: Int) -> Bool {
        (1900...2035).contains(year) && (try? CalendarDay(year: year, month: month, day: day)) != nil
    }
}
