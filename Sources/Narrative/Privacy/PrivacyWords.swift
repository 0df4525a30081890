/// The words of `privacy.txt`, and what is taken for a name.
enum PrivacyWords {
    static let table: PhraseTable<PrivacyScan.Cue> = {
        var table = PhraseTable<PrivacyScan.Cue>()
        for line in String(decoding: PackageResources.privacy_txt, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.split(separator: " ")
            guard let name = words.first, let cue = PrivacyScan.Cue(rawValue: String(name)) else { preconditionFailure("privacy.txt: \(line)") }
            for word in words.dropFirst() { table.insert(word, cue) }
        }
        return table
    }()

    /// 元万亿千百人户个名次份件台套米亩吨平公.
    static let units = CodeSet("元万亿千百人户个名次份件台套米亩吨平公株头只册棵")
    /// What may follow a name: marks, and 家住, 患, 系, 现, 因, 的.
    private static let behind = CodeSet("家住患系现因户身的")
    /// 某 and the like stand for a name that was left out already.
    private static let masks = CodeSet("某×＊*XxOo○〇")

    /// What may stand before a name that no label announces: 其中, 如, 为, 对.
    private static let before = CodeSet("中如为有对给即和与及括")

    /// A surname with one or two characters right before a word such as 家住: 其中张三户住河东村12号.
    static func name(_ codes: [UInt16], before label: Int, from lineStart: Int) -> Range<Int>? {
        var stop = label
        if stop > lineStart, between.contains(codes[stop - 1]) { stop -= 1 }
        for length in [3, 2] where stop - length >= lineStart {
            let start = stop - length
            guard let surname = table.longest(in: codes, at: start, before: stop), surname.meaning == .surname, surname.length < length else { continue }
            guard codes[start..<stop].allSatisfy({ Code.isIdeograph($0) && !masks.contains($0) && !behind.contains($0) }) else { continue }
            if start == lineStart || !Code.isIdeograph(codes[start - 1]) || before.contains(codes[start - 1]) { return start..<stop }
        }
        return nil
    }

    private static let between = CodeSet("，,、(: 户")

    /// A surname with one or two characters behind a label, up to a mark or a word that goes on with the person.
    static func name(_ codes: [UInt16], after label: Int) -> Range<Int>? {
        var start = label
        while start < codes.count, start - label < 2, codes[start] == Code.colon || Code.isSpace(codes[start]) { start += 1 }
        guard start < codes.count, let surname = table.longest(in: codes, at: start, before: codes.count), surname.meaning == .surname else { return nil }
        for length in [2, 1] {
            let end = start + surname.length + length
            guard end <= codes.count, codes[(start + surname.length)..<end].allSatisfy({ Code.isIdeograph($0) && !masks.contains($0) && !behind.contains($0) }) else { continue }
            guard end < codes.count, !masks.contains(codes[end]) else { continue }
            if !Code.isIdeograph(codes[end]) || behind.contains(codes[end]) { return start..<end }
        }
        return nil
    }
}
