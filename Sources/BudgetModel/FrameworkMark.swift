package import Quantities

/// The framework that a blank form was made for, as the line below the form says it.
package struct FrameworkMark: Hashable, Sendable {
    package var id: String
    package var day: CalendarDay?
    /// `sha256:…` over the framework's text.
    package var digest: String?

    package init(id: String, day: CalendarDay? = nil, digest: String? = nil) {
        self.id = id
        self.day = day
        self.digest = digest
    }

    private static let start = "注：本表按评分规则 ", check = "校验码 "

    /// `注：本表按评分规则 sichuan（2024-12-31）编制，校验码 sha256:….`
    package var line: String {
        Self.start + id + (day.map { "（\($0.iso)）" } ?? "") + "编制" + (digest.map { "，" + Self.check + $0 } ?? "") + "。"
    }

    /// The mark in a line that was written so; spaces and full stops may have changed since.
    package init?(line: String) {
        guard line.utf8.starts(with: "注：本表按".utf8) else { return nil }
        let text = line.filter { !$0.isWhitespace }
        let head = "注：本表按评分规则"
        guard text.hasPrefix(head) else { return nil }
        let rest = text.dropFirst(head.count)
        let id = rest.prefix { $0 != "（" && $0 != "(" && $0 != "编" }
        guard !id.isEmpty, rest.dropFirst(id.count).contains("编制") else { return nil }
        self.id = String(id)
        let afterID = rest.dropFirst(id.count)
        if let first = afterID.first, first == "（" || first == "(" {
            day = Self.day(afterID.dropFirst().prefix { $0 != "）" && $0 != ")" })
        }
        if let place = rest.firstRange(of: "校验码") {
            let stated = rest[place.upperBound...].prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ":") }
            if !stated.isEmpty { digest = String(stated) }
        }
    }

    package static func day(_ text: some StringProtocol) -> CalendarDay? {
        let parts = text.split(separator: "-").map { Int($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2] else { return nil }
        return try? CalendarDay(year: year, month: month, day: day)
    }
}
