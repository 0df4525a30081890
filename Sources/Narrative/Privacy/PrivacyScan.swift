import BudgetModel

/// Finds personal data and marks of secrecy in a text, in one walk.
///
/// It returns places and kinds; nothing here stores or lists persons.
package struct PrivacyScan {
    /// What a word beside a number says of it.
    enum Cue: String, CaseIterable {
        case identity, card, code, phone, office, home, person, attribute, secret, `internal`, withheld, surname, address, account, individual, unit
    }

    /// More places than this say nothing new.
    private static let most = 200

    /// The most places that are looked for.
    private let most: Int
    let codes: [UInt16]
    private(set) var places: [PrivatePlace] = []
    /// Where the last word of each class ended.
    private var last: [Int] = Array(repeating: -1000, count: Cue.allCases.count)
    /// The person named last: the name, and where its label began.
    private var named: (label: Int, name: Range<Int>)?
    private var lineStart = 0

    /// The places of a report.
    package static func places(in text: ReportText) -> [PrivatePlace] { places(text.codes, most) }

    /// The places of any text: a cell, a goal, a reason.
    package static func places(in text: String) -> [PrivatePlace] { text.utf8.count < 6 ? [] : places(codes(of: text), most) }

    /// All places, however many, of what is to be covered.
    static func allPlaces(_ codes: [UInt16]) -> [PrivatePlace] { places(codes, Int.max) }

    static func codes(of text: String) -> [UInt16] {
        var codes: [UInt16] = []
        codes.reserveCapacity(text.utf8.count / 2)
        for scalar in text.unicodeScalars where !ReportText.isInvisible(scalar.value) { codes.append(ReportText.folded(scalar.value)) }
        return codes
    }

    private static func places(_ codes: [UInt16], _ most: Int) -> [PrivatePlace] {
        var scan = PrivacyScan(codes: codes, most: most)
        scan.run()
        return scan.places
    }

    private init(codes: [UInt16], most: Int) {
        self.codes = codes
        self.most = most
    }

    /// What a number, a word or a token may begin with.
    private static let opening: CodeSet = {
        var opening = PrivacyWords.table.opening
        for code: UInt16 in 0...0x7F where Code.isDigit(code) || Code.isLetter(code) || code == Code.open || code == Code.newline { opening.insert(code) }
        return opening
    }()

    private mutating func run() {
        let table = PrivacyWords.table
        var place = 0
        let opening = Self.opening, codes = codes
        while place < codes.count, places.count < most {
            let code = codes[place]
            guard opening.contains(code) else {
                place += 1
                continue
            }
            if code == Code.newline {
                place += 1
                lineStart = place
                named = nil
                for index in last.indices { last[index] = -1000 }
            } else if Code.isDigit(code) || code == Code.open && place + 1 < codes.count && codes[place + 1] == 0x30 {
                place = number(place)
            } else if let hit = table.longest(in: codes, at: place, before: codes.count), hit.meaning != .surname {
                let range = place..<place + hit.length
                word(hit.meaning, range)
                place = range.upperBound
            } else if Code.isLetter(code) {
                // A token with letters: a code, never a number of a person.
                while place < codes.count, Code.isLetter(codes[place]) || Code.isDigit(codes[place]) { place += 1 }
            } else {
                place += 1
            }
        }
    }

    // MARK: Words

    private mutating func word(_ cue: Cue, _ range: Range<Int>) {
        last[cue.index] = range.upperBound
        switch cue {
        case .secret, .internal: add(cue == .secret ? .secret : .internalPaper, range, masked: shown(range), .error)
        case .withheld: withheld(range)
        case .person:
            guard let name = PrivacyWords.name(codes, after: range.upperBound) else { return }
            if let address = HomeAddress.before(range.lowerBound, codes, from: lineStart) ?? HomeAddress.after(name.upperBound, codes) {
                person(range.lowerBound, name, address)
            } else {
                named = (range.lowerBound, name)
            }
        case .address, .attribute:
            if cue == .address, named == nil, places.last?.range.contains(range.lowerBound) != true, let name = PrivacyWords.name(codes, before: range.lowerBound, from: lineStart), let address = HomeAddress.behindLabel(range.upperBound, codes) {
                return self.person(name.lowerBound, name, address)
            }
            guard let person = named, range.lowerBound - person.name.upperBound <= 24, range.lowerBound >= person.name.upperBound else { return }
            if cue == .address, let address = HomeAddress.behindLabel(range.upperBound, codes) {
                self.person(person.label, person.name, address)
            } else {
                add(.person, person.label..<range.upperBound, masked: masked(person.name), .warning, hidden: [person.name.dropFirst()])
            }
            named = nil
        default: break
        }
    }

    /// A named person beside a home address.
    private mutating func person(_ label: Int, _ name: Range<Int>, _ address: Range<Int>) {
        let range = min(label, address.lowerBound)..<max(name.upperBound, address.upperBound)
        add(.home, range, masked: masked(name), .error, hidden: [name.dropFirst(), address])
        named = nil
    }

    private func masked(_ name: Range<Int>) -> String { shown(name.prefix(1)) + "＊" }

    /// 不予公开 is a mark where it stands alone in its line, in brackets or behind a label; in a sentence it is talk.
    private mutating func withheld(_ range: Range<Int>) {
        var high = range.upperBound
        while high < codes.count, Code.isSpace(codes[high]) { high += 1 }
        guard high == codes.count || codes[high] == Code.newline || codes[high] == Code.close else { return }
        var low = range.lowerBound
        while low > lineStart, Code.isSpace(codes[low - 1]) { low -= 1 }
        guard low == lineStart || codes[low - 1] == Code.open && high < codes.count && codes[high] == Code.close || codes[low - 1] == Code.colon && low - lineStart <= 8 else { return }
        add(.withheld, range, masked: shown(range), .error)
    }

    // MARK: Numbers

    /// Judges the number that begins here and gives the place behind it.
    private mutating func number(_ start: Int) -> Int {
        var begin = start
        if codes[begin] == Code.open { begin += 1 }
        var end = begin
        while end < codes.count, Code.isDigit(codes[end]) { end += 1 }
        // Most numbers are short and stand alone.
        let goesOn = end + 1 < codes.count && (codes[end] == Code.blank || codes[end] == Code.dash || codes[end] == Code.close)
        guard end - begin >= 7 || goesOn else { return end }
        // Single digits in a row are judged once, from the first.
        if end - begin < 3, begin > 1, codes[begin - 1] == Code.blank || codes[begin - 1] == Code.dash, Code.isDigit(codes[begin - 2]) { return end }
        guard begin == 0 || !Code.isLetter(codes[begin - 1]) && codes[begin - 1] != Code.point else { return end }
        guard let found = judge(DigitRun(codes, at: start)) else { return end }
        places.append(found)
        return found.range.upperBound
    }

    private func judge(_ run: DigitRun) -> PrivatePlace? {
        if let (range, digits) = run.ending(at: 18, allowsX: true) {
            let isIdentity = CheckDigits.isCitizenNumber(digits)
            // A slip in the check character does not make it less of a person's number.
            if isIdentity ? !(isBeside(.code, range) && CheckDigits.isCreditCode(digits)) : isBeside(.identity, range) && CheckDigits.hasCitizenShape(digits) {
                return made(.citizenNumber, range, .error)
            }
            if range.count == 18, CheckDigits.isCreditCode(digits) { return nil }
        }
        if let (range, digits) = run.ending(at: 15, allowsX: false), isBeside(.identity, range), CheckDigits.isOldCitizenNumber(digits) { return made(.citizenNumber, range, .error) }
        if let place = account(run) { return place }
        if let (range, digits) = run.mobile, isMobile(range, digits, run) { return made(.mobile, range, isOffice(range) ? .hint : .error) }
        if let range = run.landline, isBeside(.home, range) { return made(.telephone, range, .error) }
        return nil
    }

    /// A card by its check digit or behind its label; another account only where the words say that it is a person's.
    private func account(_ run: DigitRun) -> PrivatePlace? {
        let isWhole = run.groups.count == 1 || run.isByFours
        for length in [19, 16, 17, 18, 15, 14, 13, 12] {
            guard let (range, digits) = run.ending(at: length, allowsX: false) else { continue }
            let isBesideOwner = isBeside(.unit, range, within: 24) || isBeside(.individual, range, within: 40) || isBeside(.person, range, within: 40)
            // Of two owners the nearer one.
            let isPersons = isBesideOwner && max(last[Cue.individual.index], last[Cue.person.index]) > last[Cue.unit.index]
            let isUnits = isBesideOwner && !isPersons && (isBeside(.account, range) || isBeside(.card, range))
            // 银行账号 behind 编号 is an account; 编号 behind it is none.
            let isCode = isBeside(.code, range) && last[Cue.code.index] > max(last[Cue.card.index], last[Cue.account.index])
            guard !isCode else { continue }
            if length >= 16, isBeside(.card, range), CheckDigits.isLuhn(digits) || isWhole && !isUnits { return made(.bankCard, range, .error) }
            let isAccount = isBeside(.account, range)
            if isAccount, isWhole, isPersons { return made(.bankAccount, range, .error) }
            guard length >= 16, !isUnits, CheckDigits.isLuhn(digits) else { continue }
            let isUnionPay = digits[0] == 0x36 && digits[1] == 0x32
            if isAccount || isUnionPay && isWhole && !isBeside(.code, range) { return made(.bankCard, range, .error) }
        }
        return nil
    }

    private func isMobile(_ range: Range<Int>, _ digits: [UInt16], _ run: DigitRun) -> Bool {
        guard digits[0] == 0x31, digits[1] >= 0x33, !isBeside(.code, range) else { return false }
        // An amount or a count: 13900000000元.
        if range.upperBound < codes.count {
            let next = codes[range.upperBound]
            if next == Code.point, range.upperBound + 1 < codes.count, Code.isDigit(codes[range.upperBound + 1]) { return false }
            if next == Code.percent || PrivacyWords.units.contains(next) { return false }
        }
        // Blanks may hold three numbers of a table apart.
        return run.groups.count == 1 || !run.isBlankSeparated || isBeside(.phone, range) || isBeside(.home, range)
    }

    private func isOffice(_ range: Range<Int>) -> Bool { isBeside(.office, range, within: 24) && !isBeside(.home, range) && !isBeside(.person, range, within: 24) }

    private func isBeside(_ cue: Cue, _ range: Range<Int>, within distance: Int = 16) -> Bool { range.lowerBound - last[cue.index] <= distance }

    private func made(_ kind: PrivatePlace.Kind, _ range: Range<Int>, _ weight: Severity) -> PrivatePlace {
        let marks = codes[range].filter { Code.isDigit($0) || Code.isLetter($0) }
        let masked = text(marks.prefix(3)) + String(repeating: "*", count: max(0, marks.count - 5)) + text(marks.suffix(2))
        // As the message shows it: the first three and the last two stay.
        let signs = range.filter { Code.isDigit(codes[$0]) || Code.isLetter(codes[$0]) }
        let hidden = signs.dropFirst(3).dropLast(2).map { $0..<$0 + 1 }
        return PrivatePlace(kind: kind, range: range, masked: masked, weight: weight, hidden: hidden)
    }

    private mutating func add(_ kind: PrivatePlace.Kind, _ range: Range<Int>, masked: String, _ weight: Severity, hidden: [Range<Int>] = []) {
        places.append(PrivatePlace(kind: kind, range: range, masked: masked, weight: weight, hidden: hidden))
    }

    private func shown(_ range: Range<Int>) -> String { text(codes[range]) }

    private func text(_ codes: some Sequence<UInt16>) -> String { String(String.UnicodeScalarView(codes.compactMap { Unicode.Scalar($0) })) }
}

extension PrivacyScan.Cue {
    /// Its place among all.
    var index: Int {
        switch self {
        case .identity: 0
        case .card: 1
        case .code: 2
        case .phone: 3
        case .office: 4
        case .home: 5
        case .person: 6
        case .attribute: 7
        case .secret: 8
        case .internal: 9
        case .withheld: 10
        case .surname: 11
        case .address: 12
        case .account: 13
        case .individual: 14
        case .unit: 15
        }
    }
}
