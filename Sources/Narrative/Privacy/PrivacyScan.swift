import BudgetModel

/// Finds personal data and marks of secrecy in a text, in one walk.
///
/// It returns places and kinds; nothing here stores or lists persons.
package struct PrivacyScan {
    /// What a word beside a number says of it.
    enum Cue: String, CaseIterable { case identity, card, code, phone, office, home, person, attribute, secret, `internal`, withheld, surname }

    /// More places than this say nothing new.
    private static let most = 200

    let codes: [UInt16]
    private(set) var places: [PrivatePlace] = []
    /// Where the last word of each class ended.
    private var last: [Int] = Array(repeating: -1000, count: Cue.allCases.count)
    /// The person named last: the name, and where its label began.
    private var named: (label: Int, name: Range<Int>)?
    private var lineStart = 0

    /// The places of a report.
    package static func places(in text: ReportText) -> [PrivatePlace] { places(text.codes) }

    /// The places of any text: a cell, a goal, a reason.
    package static func places(in text: String) -> [PrivatePlace] {
        guard text.utf8.count >= 6 else { return [] }
        var codes: [UInt16] = []
        codes.reserveCapacity(text.utf8.count / 2)
        for scalar in text.unicodeScalars where !ReportText.isInvisible(scalar.value) { codes.append(ReportText.folded(scalar.value)) }
        return places(codes)
    }

    private static func places(_ codes: [UInt16]) -> [PrivatePlace] {
        var scan = PrivacyScan(codes: codes)
        scan.run()
        return scan.places
    }

    private init(codes: [UInt16]) { self.codes = codes }

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
        while place < codes.count, places.count < Self.most {
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
            if let name = PrivacyWords.name(codes, after: range.upperBound) { named = (range.lowerBound, name) }
        case .attribute:
            guard let person = named, range.lowerBound - person.name.upperBound <= 24, range.lowerBound >= person.name.upperBound else { return }
            add(.person, person.label..<range.upperBound, masked: shown(person.name.lowerBound..<person.name.lowerBound + 1) + "＊", .warning)
            named = nil
        default: break
        }
    }

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
        for length in [19, 16, 17, 18] {
            guard let (range, digits) = run.ending(at: length, allowsX: false), CheckDigits.isLuhn(digits) else { continue }
            let isUnionPay = digits[0] == 0x36 && digits[1] == 0x32
            if isBeside(.card, range) || isUnionPay && !isBeside(.code, range) && (run.groups.count == 1 || run.isByFours) { return made(.bankCard, range, .error) }
        }
        if let (range, digits) = run.mobile, isMobile(range, digits, run) { return made(.mobile, range, isOffice(range) ? .hint : .error) }
        if let range = run.landline, isBeside(.home, range) { return made(.telephone, range, .error) }
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
        return PrivatePlace(kind: kind, range: range, masked: masked, weight: weight)
    }

    private mutating func add(_ kind: PrivatePlace.Kind, _ range: Range<Int>, masked: String, _ weight: Severity) {
        places.append(PrivatePlace(kind: kind, range: range, masked: masked, weight: weight))
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
        }
    }
}
