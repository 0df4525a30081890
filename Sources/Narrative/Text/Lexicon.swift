/// The words of the grammar as data (`Resources/terms.txt`).
enum Term: String, Sendable, CaseIterable {
    case initialBudget, adjustedBudget, budget, received, available, income, executed, spending, balance, openingBalance, overspent, added, cut
    case executionRate, receivedRate, rate, share, growth, decline, increase, decrease, raise, previous, compare
    case comprising, exhaustive, loosely, total, each, perUnit, beside, except
    case score, totalScore, weight, deduction
    case central, provincial, municipal, county, generalBudget, governmentFund, stateCapital, basic, projectFund, personnel, operating, otherFund
    case ownFunds, receptions, appropriation
    /// Hides a shorter word within it: 公共 is no 共.
    case neutral
    case within, above, below, roughly, atLeast, atMost, about, target, deadline
}

/// One thing the grammar sees, in the order of the text.
struct Token: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case figure(Int)
        case term(Term)
        /// One of `，、；。：（）` and the ends of lines and cells, by its folded code.
        case separator(UInt16)
        case year(Int)
        /// A word of the scheme where it stands as a grade: “优”, 等级为良好.
        case grade(GradeWord)
    }
    var kind: Kind
    var range: Range<Int>
}

/// The words of the four grades; 好, 较好, 一般, 较差 and the letters are other scales of four.
enum GradeWord: String, Hashable, Sendable, CaseIterable {
    case 优秀, 优等, 优, 良好, 良等, 良, 中等, 中, 合格, 一般, 不合格, 较差, 差, 好, 较好
    case A级, B级, C级, D级, A档, B档, C档, D档, A等, B等, C等, D等

    static let folded: [(word: GradeWord, codes: [UInt16])] = allCases.map { word in (word, word.rawValue.unicodeScalars.map { ReportText.folded($0.value) }) }

    /// Words of a scale whose bands are less settled, and that are common words besides.
    var isLoose: Bool { self == .好 || self == .较好 || self == .一般 || isLetter }

    /// Letters mean what the text says they do.
    var isLetter: Bool { rawValue.utf8.first.map { $0 < 0x80 } ?? false }
}

enum Lexicon {
    static let shared: PhraseTable<Term> = {
        var table = PhraseTable<Term>()
        for line in String(decoding: PackageResources.terms_txt, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.split(separator: " ")
            guard let name = words.first, let term = Term(rawValue: String(name)) else { preconditionFailure("terms.txt: \(line)") }
            for word in words.dropFirst() { table.insert(word, term) }
        }
        return table
    }()
}
