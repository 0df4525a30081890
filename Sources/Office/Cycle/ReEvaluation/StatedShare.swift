import Quantities

/// What a remark says was taken off.
enum StatedShare {
    /// The percentages that stand behind 扣, as shares: `算法缺来源，扣30%` gives 0.3.
    static func all(in text: String) -> [ExactDecimal] {
        var scanner = NumberScanner(text), shares: [ExactDecimal] = []
        let characters = scanner.characters
        for start in characters.indices where characters[start] == "扣" {
            guard let place = characters[start...].prefix(12).firstIndex(where: { NumberScanner.digit($0) != nil }) else { continue }
            scanner.place = place
            guard let number = try? scanner.number(), scanner.place < characters.count, characters[scanner.place] == "%" || characters[scanner.place] == "％", let share = try? number.shifted(by: -2)
            else { continue }
            shares.append(share)
        }
        return shares
    }

    /// The words of a reason without numbers, marks and spaces, by which the same defect is known again.
    static func words(of reason: String) -> String { String(reason.filter { $0.isLetter && NumberScanner.digit($0) == nil }) }
}
