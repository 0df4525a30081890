import BudgetModel
import Quantities
import Yams

/// Reads the nodes of one profile for one day and collects every problem with its line.
final class ProfileReader {
    let file: String
    /// The day whose values are taken.
    var day: CalendarDay
    private(set) var problems: [ProfileProblem] = []
    /// The days on which some value begins to hold.
    private(set) var changeDays: Set<CalendarDay> = []
    private var instruments: [String: (number: String, title: String, published: CalendarDay?)] = [:]
    /// Bounds the work on text that repeats itself through aliases.
    private var nodesLeft = 100_000

    init(file: String, day: CalendarDay) {
        self.file = file
        self.day = day
    }

    func refuse(_ node: Node?, zh: String, en: String) {
        let problem = ProfileProblem(file: file, line: node?.mark?.line, message: Wording(zh: zh, en: en))
        // The text is read once for each day of change.
        if !problems.contains(problem) { problems.append(problem) }
    }

    /// In order of lines.
    var refused: ProfileRefused { ProfileRefused(problems: problems.sorted { ($0.line ?? 0) < ($1.line ?? 0) }) }

    func take(_ node: Node) -> Bool {
        nodesLeft -= 1
        if nodesLeft == 0 { refuse(node, zh: "内容过多，无法读取；请去掉重复引用", en: "too much content to read; please remove repeated aliases") }
        return nodesLeft > 0
    }

    func holds(from day: CalendarDay) { changeDays.insert(day) }

    /// `instruments: {key: {title, number, published}}`.
    func readInstruments(_ place: ProfileNode?) {
        instruments = [:]
        for (key, _, entry) in place?.entries() ?? [] {
            guard let fields = entry.fields(["title", "number", "published", "address"]) else { continue }
            let title = fields.required("title")?.text(), number = fields.required("number")?.text(), published = fields["published"]?.day()
            if let title, let number { instruments[key] = (number, title, published) }
        }
    }

    /// `{instrument: …, article: …, confidence: verified}`.
    func reference(_ place: ProfileNode) -> Reference? {
        guard let fields = place.fields(["instrument", "article", "published", "confidence"]) else { return nil }
        let key = fields.required("instrument")?.text(), confidence: Confidence? = fields.required("confidence")?.choice()
        let article = fields["article"]?.text(), published = fields["published"]?.day()
        guard let key, let confidence else { return nil }
        guard let instrument = instruments[key] else {
            refuse(
                fields["instrument"]?.node, zh: "依据“\(key)”不在 instruments 列表中；请在列表中补上这份文件",
                en: "the instrument “\(key)” is not in the list of instruments; please add it there")
            return nil
        }
        return Reference(instrument: key, number: instrument.number, title: instrument.title, article: article, published: published ?? instrument.published, confidence: confidence)
    }

    /// The root of a text.
    func compose(_ text: String) -> Node? {
        guard text.utf8.count <= 1_000_000 else {
            refuse(nil, zh: "文件超过 1 MB，不像是方案文件，请检查是否选对了文件", en: "the file is above 1 MB and cannot be a profile; check that it is the right file")
            return nil
        }
        do {
            if let root = try Parser(yaml: text, resolver: .basic, constructor: .default, encoding: .utf8).singleRoot() { return root }
            refuse(nil, zh: "文件是空的：请检查是否选对了文件", en: "the file is empty: check that it is the right one")
        } catch let error as YamlError {
            refuse(error)
        } catch {
            refuse(nil, zh: "无法读取这份 YAML", en: "this YAML cannot be read")
        }
        return nil
    }

    private func refuse(_ error: YamlError) {
        switch error {
        case .duplicatedKeysInMapping(let duplicates, let context):
            let key = duplicates.first ?? ""
            problems.append(
                ProfileProblem(
                    file: file, line: context.mark.line,
                    message: ProfileNode.day(key) != nil
                        ? Wording(zh: "\(key) 这一天有两个值，请只留一个", en: "there are two values for \(key); please keep one")
                        : Wording(zh: "“\(key)”出现两次，请只留一个", en: "“\(key)” stands twice; please keep one")))
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            problems.append(
                ProfileProblem(
                    file: file, line: mark.line, message: Wording(zh: "YAML 写法有误（\(problem)），请检查缩进、引号和冒号", en: "not valid YAML (\(problem)); please check indents, quotes and colons")))
        default: refuse(nil, zh: "无法读取这份 YAML", en: "this YAML cannot be read")
        }
    }
}
