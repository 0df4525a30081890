/// The kinds of word that goals and indicators are judged by; the words are data (`Resources/words.txt`).
enum WordKind: Int, CaseIterable, Sendable {
    case degree, vagueVerb, vagueValue, filler, prompt, promptFiller
    case measure, rateNoun, abstract, movement
    case spending, benefitPayment, unwanted, turns, turnsAfter, wanted, bounded, unbounded
    case quality, time, cost, saving, completion
    case satisfaction, people, complaint, served
    case macro, grand, running, operating, work, result, duty
    case saysProject, saysDepartment, whole, verifiable
    case education, health, elderly, farming, water, road, culture, sanitation, sport, workLife, housing, tourism, safety

    /// All kinds as the data names them: `vague-value`.
    static var sections: [String: WordKind] { Dictionary(uniqueKeysWithValues: allCases.map { (section($0), $0) }) }

    private static func section(_ kind: Self) -> String {
        var name = ""
        for character in "\(kind)" {
            if character.isUppercase { name += "-" + character.lowercased() } else { name.append(character) }
        }
        return name
    }
}

extension WordSet {
    /// The fields of public service a text speaks of.
    static let fields = WordSet(.education, .health, .elderly, .farming, .water, .road, .culture, .sanitation, .sport, .workLife, .housing, .tourism, .safety)
}

/// Some kinds of word.
struct WordSet: OptionSet, Sendable {
    let rawValue: UInt64

    init(rawValue: UInt64) { self.rawValue = rawValue }
    init(_ kind: WordKind) { rawValue = 1 << UInt64(kind.rawValue) }
    init(_ kinds: WordKind...) { rawValue = kinds.reduce(0) { $0 | 1 << UInt64($1.rawValue) } }

    func has(_ kind: WordKind) -> Bool { rawValue & 1 << UInt64(kind.rawValue) != 0 }
}
