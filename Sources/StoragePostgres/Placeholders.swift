/// A statement with `?` as PostgreSQL wants it: `$1`, `$2` …
struct Placeholders {
    private(set) var sql = ""
    private(set) var count = 0

    /// A `?` within quotes, names in quotes and remarks stays.
    init(_ portable: String) {
        let text = Array(portable.utf8)
        var written: [UInt8] = []
        written.reserveCapacity(text.count + 8)
        var at = 0
        func ends(_ end: String, from start: Int) -> Int {
            let end = Array(end.utf8)
            var at = start
            while at < text.count, !text[at...].starts(with: end) { at += 1 }
            return min(at + end.count, text.count)
        }
        while at < text.count {
            let start = at
            switch text[at] {
            case UInt8(ascii: "?"):
                count += 1
                at += 1
                written += Array("$\(count)".utf8)
                continue
            case UInt8(ascii: "'"): at = ends("'", from: at + 1)
            case UInt8(ascii: "\""): at = ends("\"", from: at + 1)
            case UInt8(ascii: "-") where text[at...].starts(with: "--".utf8): at = ends("\n", from: at)
            case UInt8(ascii: "/") where text[at...].starts(with: "/*".utf8): at = ends("*/", from: at + 2)
            default: at += 1
            }
            written += text[start..<at]
        }
        sql = String(decoding: written, as: UTF8.self)
    }
}
