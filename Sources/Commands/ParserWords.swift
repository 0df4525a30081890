/// What the library for command lines says in English, as a line of Chinese.
///
/// Sentences it does not know get the general line, so that another version of the library does no harm.
enum ParserWords {
    static func chinese(_ message: String) -> String {
        let line = message.split(separator: "\n").first { $0.hasPrefix("Error: ") }.map { $0.dropFirst(7) } ?? message.prefix { $0 != "\n" }
        return (specific(line) ?? "命令写错了") + "，请对照下面的用法改正；加 --help 看说明。"
    }

    private static func specific(_ line: Substring) -> String? {
        let quoted = line.split(separator: "'", omittingEmptySubsequences: false)
        guard quoted.count >= 3 else { return nil }
        let first = quoted[1]
        switch quoted[0] {
        case "Unknown option ": return "没有“\(first)”这个选项"
        case "Missing expected argument ": return "缺少 \(first)"
        case "Missing value for ": return "“\(first)”后面缺少内容"
        case "Unexpected argument ": return "多出了“\(first)”"
        case "The value " where quoted.count >= 5: return "\(quoted[3]) 不能是“\(first)”"
        default: return nil
        }
    }
}
