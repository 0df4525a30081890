/// The name of a unit, held as a number so that figures are copied without counting references.
///
/// A name is a word of `measures.txt` or a single character (a counter no table knows), with 百, 千, 万 or 亿 before it or not.
package struct UnitName: Hashable, Sendable {
    /// What may stand before the name; the raw value is the code, 0 for nothing.
    enum Multiple: UInt16, Sendable {
        case none = 0
        case hundred = 0x767E
        case thousand = 0x5343
        case myriad = 0x4E07
        case hundredMillion = 0x4EBF
    }

    private var multiple: Multiple = .none
    /// The code of a single character, or a place in `words` above all codes.
    private let id: UInt32

    static let none = UnitName(code: 0)
    // Asked for at every figure.
    static let yuan = UnitName(code: 0x5143), person = UnitName(code: 0x4EBA), year = UnitName(code: 0x5E74)

    init(code: UInt16) { id = UInt32(code) }

    /// Looks a word up; nil for one that is neither a single character nor in the table.
    init?(_ word: some StringProtocol) {
        let scalars = word.unicodeScalars
        if let only = scalars.first, scalars.count == 1, only.value < 0x10000 {
            id = only.value
        } else if word.isEmpty {
            id = 0
        } else if let place = Self.places[String(word)] {
            id = 0x10000 + place
        } else {
            return nil
        }
    }

    /// 万 before 人次.
    func times(_ multiple: Multiple) -> UnitName {
        var name = self
        name.multiple = multiple
        return name
    }

    package var text: String {
        let name = id == 0 ? "" : id < 0x10000 ? UnicodeScalar(id).map { String(Character($0)) } ?? "" : Self.words[Int(id - 0x10000)]
        guard multiple != .none, let before = UnicodeScalar(multiple.rawValue) else { return name }
        return String(Character(before)) + name
    }

    /// All words of the table of more than one character.
    private static let words: [String] = {
        var words: Set<String> = []
        for line in String(decoding: PackageResources.measures_txt, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            for word in line.split(separator: " ") where word.unicodeScalars.count > 1 { words.insert(String(word)) }
        }
        return words.sorted()
    }()

    private static let places: [String: UInt32] = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($0.element, UInt32($0.offset)) })
}

extension UnitName: ExpressibleByStringLiteral, CustomStringConvertible {
    /// A literal names a unit of the table; a single character of the plane is its own number.
    package init(stringLiteral word: StaticString) {
        if word.utf8CodeUnitCount == 3, word.hasPointerRepresentation, word.utf8Start[0] >= 0xE0 {
            let bytes = word.utf8Start
            self.init(code: UInt16(bytes[0] & 0x0F) << 12 | UInt16(bytes[1] & 0x3F) << 6 | UInt16(bytes[2] & 0x3F))
            return
        }
        guard let known = UnitName(word.description) else { preconditionFailure("\(word) is no unit of measures.txt") }
        self = known
    }

    package var description: String { text }
}
