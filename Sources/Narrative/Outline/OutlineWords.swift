/// What a chapter of a report is about (`Resources/outline.txt`).
package enum ChapterPart: String, Hashable, Sendable, CaseIterable {
    case overview, money, goals, decomposition, organisation, method, results, conclusion, problems, measures, use, rectification, management, experience, other

    /// Its usual heading.
    package var name: (zh: String, en: String) {
        switch self {
        case .overview: ("基本情况", "overview")
        case .money: ("资金收支情况", "money")
        case .goals: ("绩效目标", "goals")
        case .decomposition: ("绩效目标分解下达情况", "how goals were passed on")
        case .organisation: ("自评（评价）工作情况", "how the evaluation was organised")
        case .method: ("评价方法和过程", "method")
        case .results: ("绩效目标实现情况及指标分析", "results by goal and indicator")
        case .conclusion: ("评价结论和等级", "conclusion and grade")
        case .problems: ("存在的问题", "problems")
        case .measures: ("改进措施或建议", "measures or advice")
        case .use: ("结果应用和公开情况", "use and publication of the results")
        case .rectification: ("上年度问题整改情况", "what was done about last year's problems")
        case .management: ("项目管理情况", "management")
        case .experience: ("主要经验", "experience")
        case .other: ("其他", "other matters")
        }
    }
}

/// What a word of a report says, for the rules that look for it.
package enum ReportWord: String, Hashable, Sendable, CaseIterable {
    case claim, praise, concession, defect, noProblem, remedy, owner, deadline, group, material, conclusion, template, lastYear, department, project
}

/// An outline that reports follow, with its compulsory parts in their order.
package struct OutlineStandard: Hashable, Sendable {
    package enum ID: String, Hashable, Sendable, CaseIterable {
        case department, evaluation, transfer, rule2011

        package var name: (zh: String, en: String) {
            switch self {
            case .department: ("部门整体支出绩效自评报告提纲", "the outline of department self-evaluation reports")
            case .evaluation: ("绩效评价报告参考提纲", "the outline of evaluation reports")
            case .transfer: ("转移支付绩效自评报告提纲", "the outline of reports on transfer payments")
            case .rule2011: ("绩效报告的一般内容", "the usual contents of performance reports")
            }
        }
    }

    package let id: ID
    /// Whether its chapters are asked for by a text that was read or attributed, not by custom alone.
    package let isBinding: Bool
    /// Words of a title that name it.
    let titleWords: [[UInt16]]
    /// Each place may be filled by one of several parts.
    package let places: [[ChapterPart]]
}

/// The data of `outline.txt`.
enum OutlineWords {
    static let parts: PhraseTable<ChapterPart> = {
        var table = PhraseTable<ChapterPart>()
        for line in lines where line[0] == "part" {
            guard let part = ChapterPart(rawValue: line[1]) else { preconditionFailure("outline.txt: \(line)") }
            for word in line.dropFirst(2) { table.insert(word, part) }
        }
        return table
    }()

    /// A word may belong to several classes.
    static let words: PhraseTable<[ReportWord]> = {
        var classes: [String: [ReportWord]] = [:]
        for line in lines where line[0] == "word" {
            guard let word = ReportWord(rawValue: line[1]) else { preconditionFailure("outline.txt: \(line)") }
            for text in line.dropFirst(2) where classes[text]?.contains(word) != true { classes[text, default: []].append(word) }
        }
        var table = PhraseTable<[ReportWord]>()
        for (text, list) in classes { table.insert(text, list) }
        return table
    }()

    static let standards: [OutlineStandard] = lines.filter { $0[0] == "outline" }.map { line in
        guard let id = OutlineStandard.ID(rawValue: line[1]) else { preconditionFailure("outline.txt: \(line)") }
        return OutlineStandard(
            id: id, isBinding: line[2] == "error",
            titleWords: line[3] == "-" ? [] : line[3].split(separator: ",").map { $0.unicodeScalars.map { ReportText.folded($0.value) } },
            places: line.dropFirst(4).map { $0.split(separator: "|").compactMap { ChapterPart(rawValue: String($0)) } })
    }

    private static let lines: [[String]] = String(decoding: PackageResources.outline_txt, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
        .map { $0.split(separator: " ").map(String.init) }
}

/// Where the words of the rules stand in a text, found in one walk.
package struct WordPlaces: Sendable {
    package struct Place: Hashable, Sendable {
        package var word: ReportWord
        package var range: Range<Int>
    }

    /// In the order of the text.
    package private(set) var places: [Place] = []

    init(_ text: ReportText) {
        let codes = text.codes
        let table = OutlineWords.words
        var place = 0
        while place < codes.count {
            guard let hit = table.longest(in: codes, at: place, before: codes.count) else {
                place += 1
                continue
            }
            for word in hit.meaning { places.append(Place(word: word, range: place..<place + hit.length)) }
            place += hit.length
        }
    }

    /// The places of a word that begin within a range.
    package func all(_ word: ReportWord, in range: Range<Int>) -> [Range<Int>] {
        var index = firstIndex(from: range.lowerBound)
        var found: [Range<Int>] = []
        while index < places.count, places[index].range.lowerBound < range.upperBound {
            if places[index].word == word { found.append(places[index].range) }
            index += 1
        }
        return found
    }

    package func first(_ word: ReportWord, in range: Range<Int>) -> Range<Int>? {
        var index = firstIndex(from: range.lowerBound)
        while index < places.count, places[index].range.lowerBound < range.upperBound {
            if places[index].word == word { return places[index].range }
            index += 1
        }
        return nil
    }

    package func has(_ word: ReportWord, in range: Range<Int>) -> Bool { first(word, in: range) != nil }

    private func firstIndex(from position: Int) -> Int {
        var low = 0
        var high = places.count
        while low < high {
            let middle = (low + high) / 2
            if places[middle].range.lowerBound < position { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
