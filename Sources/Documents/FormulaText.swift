/// Tells a formula that computes from a text that merely begins with an equals sign.
///
/// A target such as `=384项` typed by a clerk is stored by some programs as a formula without a
/// result. It is no computation: it names neither a cell nor a function and does not follow the
/// grammar of formulas.
enum FormulaText {
    /// - Parameter definedNames: upper-cased names that the workbook defines.
    static func computes(_ formula: String, definedNames: Set<String> = []) -> Bool {
        var scanner = Scanner(Array(formula.unicodeScalars), definedNames: definedNames)
        return scanner.computes()
    }

    private struct Scanner {
        private let scalars: [Unicode.Scalar]
        private let definedNames: Set<String>
        private var place = 0

        init(_ scalars: [Unicode.Scalar], definedNames: Set<String>) {
            self.scalars = scalars
            self.definedNames = definedNames
        }

        mutating func computes() -> Bool {
            var expectsOperand = true
            var operators = 0
            var references = 0
            var operands = 0
            var open = 0
            while place < scalars.count {
                let scalar = scalars[place]
                switch scalar {
                case " ", "\n", "\r", "\t": place += 1
                case "(", "{":
                    guard expectsOperand else { return false }
                    open += 1
                    place += 1
                case ")", "}":
                    guard !expectsOperand || operands == 0 || references > 0, open > 0 else { return false }
                    open -= 1
                    expectsOperand = false
                    place += 1
                case ",", ";":
                    guard open > 0 else { return false }
                    expectsOperand = true
                    place += 1
                case "+", "-":
                    if !expectsOperand { operators += 1 }
                    expectsOperand = true
                    place += 1
                case "*", "/", "^", "&", "=", "<", ">":
                    guard !expectsOperand else { return false }
                    place += 1
                    // <=, >= and <>
                    if place < scalars.count, scalar == "<" || scalar == ">", scalars[place] == "=" || scalars[place] == ">" { place += 1 }
                    operators += 1
                    expectsOperand = true
                case "%":
                    guard !expectsOperand else { return false }
                    place += 1
                case "\"":
                    guard expectsOperand, skipQuoted("\"") else { return false }
                    operands += 1
                    expectsOperand = false
                case "0"..."9", ".":
                    guard expectsOperand, skipNumber() else { return false }
                    operands += 1
                    expectsOperand = false
                case "#":
                    // An error value such as #REF! stands where a reference stood.
                    guard expectsOperand else { return false }
                    while place < scalars.count, !")+-*,;".unicodeScalars.contains(scalars[place]) { place += 1 }
                    references += 1
                    operands += 1
                    expectsOperand = false
                case ":", "!":
                    return references > 0
                case "'", "[":
                    // A quoted sheet, another workbook or a table column.
                    return scalars[place...].contains("!") || scalars[place...].contains("]")
                default:
                    guard expectsOperand else { return false }
                    let word = skipWord()
                    guard !word.isEmpty else { return false }
                    if place < scalars.count, scalars[place] == "(" {
                        guard word.unicodeScalars.allSatisfy({ $0.isASCII }) else { return false }
                        references += 1
                        continue
                    }
                    if place < scalars.count, scalars[place] == "!" || scalars[place] == ":" || scalars[place] == "[" { return true }
                    guard isReference(word) || definedNames.contains(word.uppercased()) else { return false }
                    references += 1
                    operands += 1
                    expectsOperand = false
                }
            }
            // One constant alone is a value that somebody wrote, not a computation.
            if references == 0, isWrittenDay { return false }
            return references > 0 || (operators > 0 && operands > 1 && !expectsOperand && open == 0)
        }

        /// `2023-12-31` or `2023/6/30`, which arithmetic would read as a subtraction.
        private var isWrittenDay: Bool {
            let parts = scalars.split { $0 == "-" || $0 == "/" }
            return parts.count == 3 && parts[0].count == 4 && parts[1].count <= 2 && parts[2].count <= 2
                && parts.allSatisfy { $0.allSatisfy { ("0"..."9").contains($0) } }
        }

        private mutating func skipQuoted(_ quote: Unicode.Scalar) -> Bool {
            place += 1
            while place < scalars.count, scalars[place] != quote { place += 1 }
            guard place < scalars.count else { return false }
            place += 1
            return true
        }

        private mutating func skipNumber() -> Bool {
            let begin = place
            while place < scalars.count, ("0"..."9").contains(scalars[place]) || scalars[place] == "." { place += 1 }
            if place + 1 < scalars.count, scalars[place] == "e" || scalars[place] == "E",
                ("0"..."9").contains(scalars[place + 1]) || scalars[place + 1] == "+" || scalars[place + 1] == "-"
            {
                place += 2
                while place < scalars.count, ("0"..."9").contains(scalars[place]) { place += 1 }
            }
            // Whole rows: 1:3
            return place > begin
        }

        private mutating func skipWord() -> String {
            var word = String.UnicodeScalarView()
            while place < scalars.count {
                let scalar = scalars[place]
                guard scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_" || scalar == "." || scalar == "$" || scalar == "\\"
                else { break }
                word.append(scalar)
                place += 1
            }
            return String(word)
        }

        /// `A1`, `$B$12`, `TRUE`, `FALSE`.
        private func isReference(_ word: String) -> Bool {
            switch word.uppercased() {
            case "TRUE", "FALSE": return true
            default: break
            }
            var letters = 0
            var digits = 0
            for scalar in word.unicodeScalars {
                switch scalar {
                case "$": continue
                case "a"..."z", "A"..."Z":
                    guard digits == 0 else { return false }
                    letters += 1
                case "0"..."9": digits += 1
                default: return false
                }
            }
            return (1...3).contains(letters) && (1...7).contains(digits)
        }
    }
}
