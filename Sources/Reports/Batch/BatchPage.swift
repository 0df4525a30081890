import BudgetModel
import Quantities

/// The parts that pages about many projects are made of. One file that loads nothing and runs nothing.
struct BatchPage {
    let language: Language
    var output = Markup(reserving: 1 << 16)
    private var tables = 0
    private var charts = 0

    init(_ language: Language) { self.language = language }

    func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    /// What a table is called on a page: its file name, and nothing for standard input.
    static func name(ofTable path: String) -> String { path == "-" ? "" : path.split(separator: "/").last.map(String.init) ?? path }

    /// `1 row`, `2 rows`.
    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    mutating func begin(_ title: String) {
        output.raw("<!DOCTYPE html>\n<html lang=\"\(language == .zh ? "zh-CN" : "en")\">\n<head>\n<meta charset=\"utf-8\">\n")
        output.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"generator\" content=\"Jixiao\">\n")
        output.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>")
        output.text(title)
        output.raw("</title>\n<style>\n" + BatchStyle.css + "</style>\n</head>\n<body>\n<main>\n")
        heading(1, title)
    }

    mutating func end() { output.raw("</main>\n</body>\n</html>\n") }

    mutating func heading(_ level: Int, _ text: String) {
        output.raw("<h\(level)>")
        output.text(text)
        output.raw("</h\(level)>\n")
    }

    mutating func paragraph(_ text: String, _ kind: String? = nil) {
        output.raw(kind.map { "<p class=\"\($0)\">" } ?? "<p>")
        output.text(text)
        output.raw("</p>\n")
    }

    /// A cell of a table.
    struct Cell {
        var text: String
        /// `e` for numbers, `w` for long text, `n` for text in one line.
        var kind: String?

        static func text(_ text: String) -> Cell { Cell(text: text) }
        static func long(_ text: String) -> Cell { Cell(text: text, kind: "w") }
        static func line(_ text: String) -> Cell { Cell(text: text, kind: "n") }
        static func number(_ text: String?) -> Cell { Cell(text: text ?? "—", kind: "e") }
        static func number(_ value: Int) -> Cell { Cell(text: String(value), kind: "e") }
    }

    /// A table whose first column names the rows.
    mutating func table(_ caption: String, _ columns: [String], _ rows: [[Cell]]) {
        tables += 1
        output.raw("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"table-\(tables)\">\n<table>\n<caption id=\"table-\(tables)\">")
        output.text(caption)
        output.raw("</caption>\n<thead><tr>")
        for column in columns {
            output.raw("<th scope=\"col\">")
            output.text(column)
            output.raw("</th>")
        }
        output.raw("</tr></thead>\n<tbody>\n")
        for row in rows {
            output.raw("<tr>")
            for (place, cell) in row.enumerated() {
                let tag = place == 0 ? "th" : "td"
                output.raw("<\(tag)" + (place == 0 ? " scope=\"row\"" : "") + (cell.kind.map { " class=\"\($0)\"" } ?? "") + ">")
                output.text(cell.text)
                output.raw("</\(tag)>")
            }
            output.raw("</tr>\n")
        }
        output.raw("</tbody></table>\n</div>\n")
    }

    /// A drawing; its table comes after it.
    mutating func figure(_ title: String, _ draw: (String, inout Markup) -> Void) {
        charts += 1
        output.raw("<figure class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"")
        output.text(title)
        output.raw("\">\n")
        draw("chart-\(charts)", &output)
        output.raw("</figure>\n")
    }
}

/// Whole units of a drawing, computed exactly and rounded last.
enum Drawing {
    static let fonts = "&quot;Noto Sans CJK SC&quot;,&quot;SimHei&quot;,&quot;Microsoft YaHei&quot;,sans-serif"

    /// Where a value lies on a line of so many units from `low` to `high`.
    static func place(_ value: ExactDecimal, _ low: Int, _ high: Int, _ units: Int) -> Int {
        guard high > low, let part = try? value - ExactDecimal(low), let share = try? Ratio(part, over: ExactDecimal(high - low)), let scaled = try? (share * ExactDecimal(units)).rounded(to: 0, .halfUp) else { return 0 }
        return min(units, max(0, Int(clamping: scaled.significand)))
    }

    /// 1, 2 or 5 times a power of ten, so that at most five steps reach a number.
    static func step(upTo maximum: Int) -> Int {
        var step = 1
        while true {
            for factor in [1, 2, 5] where step * factor * 5 >= maximum { return step * factor }
            step *= 10
        }
    }

    static func text(_ text: String, _ x: Int, _ y: Int, _ anchor: String, size: Int = 12, _ output: inout Markup) {
        output.raw("<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\" font-size=\"\(size)\" fill=\"#1a1a1a\">")
        output.text(text)
        output.raw("</text>\n")
    }

    static func begin(_ id: String, _ width: Int, _ height: Int, _ title: String, _ summary: String, _ output: inout Markup) {
        output.raw("<svg role=\"img\" aria-labelledby=\"\(id)-title \(id)-desc\" viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" height=\"\(height)\" xmlns=\"http://www.w3.org/2000/svg\" font-family=\"\(fonts)\">\n<title id=\"\(id)-title\">")
        output.text(title)
        output.raw("</title>\n<desc id=\"\(id)-desc\">")
        output.text(summary)
        output.raw("</desc>\n")
        text(title, width / 2, 18, "middle", size: 15, &output)
    }

    /// About: full-width characters take the size, others a little more than half.
    static func width(_ text: String, size: Int) -> Int { text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? size * 6 : size * 10) } / 10 }

    /// A name cut to a width.
    static func cut(_ name: String, _ width: Int, size: Int) -> String {
        guard self.width(name, size: size) > width else { return name }
        var short = ""
        for character in name {
            if self.width(short + String(character) + "…", size: size) > width { break }
            short.append(character)
        }
        return short + "…"
    }
}

/// How many projects have which score: bars over classes of five points, one or two series.
enum DistributionChart {
    static func write(_ title: String, summary: String, axis: String, series: [(name: String, bins: [Int])], id: String, _ output: inout Markup) {
        let width = 720, height = 290, left = 64, top = series.count > 1 ? 58 : 38, bottom = 244
        let right = width - 16
        let maximum = max(1, series.flatMap(\.bins).max() ?? 1)
        let step = Drawing.step(upTo: maximum)
        let full = (maximum + step - 1) / step * step
        Drawing.begin(id, width, height, title, summary, &output)
        let fills = [("#e3e3e3", "#404040"), ("#2b6cb0", "#1a4373")]
        let own = series.count > 1 ? fills : [fills[1]]
        if series.count > 1 {
            var x = left
            for (place, one) in series.enumerated() {
                output.raw("<rect x=\"\(x)\" y=\"30\" width=\"14\" height=\"12\" fill=\"\(own[place].0)\" stroke=\"\(own[place].1)\"/>\n")
                Drawing.text(one.name, x + 20, 41, "start", &output)
                x += 44 + Drawing.width(one.name, size: 18)
            }
        }
        for value in stride(from: 0, through: full, by: step) {
            let y = bottom - value * (bottom - top) / full
            output.raw("<path d=\"M\(left) \(y)H\(right)\" stroke=\"\(value == 0 ? "#404040" : "#c8c8c8")\" fill=\"none\"/>\n")
            Drawing.text(String(value), left - 6, y + 4, "end", &output)
        }
        let first = Self.first(series.map(\.bins)), classes = 20 - first
        for bin in first..<20 {
            let (begin, end) = (left + (bin - first) * (right - left) / classes, left + (bin - first + 1) * (right - left) / classes)
            let bar = (end - begin - 5) / series.count
            for (place, one) in series.enumerated() where one.bins[bin] > 0 {
                let size = max(1, one.bins[bin] * (bottom - top) / full)
                output.raw("<rect x=\"\(begin + 3 + place * bar)\" y=\"\(bottom - size)\" width=\"\(bar)\" height=\"\(size)\" fill=\"\(own[place].0)\" stroke=\"\(own[place].1)\"/>\n")
            }
        }
        for score in stride(from: first * 5, through: 100, by: 10) {
            let x = left + (score / 5 - first) * (right - left) / classes
            output.raw("<path d=\"M\(x) \(bottom)v4\" stroke=\"#404040\" fill=\"none\"/>\n")
            Drawing.text(String(score), x, bottom + 18, "middle", &output)
        }
        Drawing.text(axis, (left + right) / 2, bottom + 38, "middle", &output)
        output.raw("</svg>\n")
    }

    /// The class from which on there is something to show: classes below it are empty, and it begins at a ten.
    static func first(_ series: [[Int]]) -> Int { min(16, (0..<20).first { bin in series.contains { $0[bin] > 0 } }.map { $0 / 2 * 2 } ?? 0) }

    /// `[85, 90)`, the last `[95, 100]`.
    static func name(_ bin: Int) -> String { bin == 19 ? "[95, 100]" : "[\(bin * 5), \(bin * 5 + 5))" }
}

/// Five numbers of each group, drawn: whiskers to the lowest and highest, a box between the quartiles, a bar at the median, a diamond at the mean.
enum BoxPlotChart {
    struct Row {
        var name: String
        var minimum: ExactDecimal, lower: ExactDecimal, median: ExactDecimal, upper: ExactDecimal, maximum: ExactDecimal
        var mean: ExactDecimal
    }

    static func write(_ title: String, summary: String, axis: String, rows: [Row], id: String, _ output: inout Markup) {
        let width = 720, left = 170, right = width - 70, pitch = 20, top = 44
        let bottom = top + rows.count * pitch
        let least = rows.map(\.minimum).min() ?? .zero
        let low = min(90, max(0, Drawing.place(least, 0, 100, 100) / 10 * 10))
        Drawing.begin(id, width, bottom + 50, title, summary, &output)
        for score in stride(from: low, through: 100, by: 10) {
            let x = left + (score - low) * (right - left) / (100 - low)
            output.raw("<path d=\"M\(x) \(top - 6)V\(bottom)\" stroke=\"#d0d0d0\" fill=\"none\"/>\n")
            Drawing.text(String(score), x, bottom + 18, "middle", &output)
        }
        output.raw("<path d=\"M\(left) \(bottom)H\(right)\" stroke=\"#404040\" fill=\"none\"/>\n")
        func x(_ value: ExactDecimal) -> Int { left + Drawing.place(value, low, 100, right - left) }
        for (place, row) in rows.enumerated() {
            let y = top + place * pitch
            let middle = y + 8
            Drawing.text(Drawing.cut(row.name, left - 14, size: 12), left - 8, y + 12, "end", &output)
            let (from, to) = (x(row.minimum), x(row.maximum))
            output.raw("<path d=\"M\(from) \(y + 4)v8M\(from) \(middle)H\(to)M\(to) \(y + 4)v8\" stroke=\"#404040\" fill=\"none\"/>\n")
            output.raw("<rect x=\"\(x(row.lower))\" y=\"\(y + 2)\" width=\"\(max(1, x(row.upper) - x(row.lower)))\" height=\"12\" fill=\"#bcd4ee\" stroke=\"#1a4373\"/>\n")
            output.raw("<path d=\"M\(x(row.median)) \(y + 1)v14\" stroke=\"#0b2a4d\" stroke-width=\"3\" fill=\"none\"/>\n")
            output.raw("<path d=\"M\(x(row.mean)) \(y + 4)l4 4l-4 4l-4 -4z\" fill=\"#b45309\" stroke=\"#fff\"/>\n")
            Drawing.text(row.median.description, right + 8, y + 12, "start", &output)
        }
        Drawing.text(axis, (left + right) / 2, bottom + 38, "middle", &output)
        output.raw("</svg>\n")
    }
}
