import Quantities

/// Writes a chart as inline SVG: horizontal bars, each with its number, without scripts.
///
/// Series differ by colour, outline and label, so that nothing hangs on colour alone.
enum ChartWriter {
    private static let width = 720
    private static let nameWidth = 190
    private static let labelWidth = 120
    private static let barHeight = 16
    private static let fonts = "&quot;SimHei&quot;,&quot;Noto Sans CJK SC&quot;,&quot;Microsoft YaHei&quot;,sans-serif"

    /// Fill and outline by series; each fill has at least 3:1 against white, or a dark outline.
    private static let colours: [(fill: String, line: String)] = [("#e3e3e3", "#595959"), ("#2b6cb0", "#1a4373"), ("#b45309", "#6e3205")]

    static func write(_ chart: ReportChart, id: String, _ output: inout Markup) {
        let bars = width - nameWidth - labelWidth
        let isSingle = chart.series.count == 1
        let maximum = scale(chart)
        let top = isSingle ? (chart.referenceLabel == nil ? 34 : 52) : 62
        var height = top
        var rows: [(y: Int, lines: [String], group: ReportChart.Group)] = []
        for group in chart.groups {
            let lines = wrapped(group.name, width: nameWidth - 12)
            rows.append((height, lines, group))
            height += max(group.bars.count * (barHeight + 3), lines.count * 16) + 10
        }
        height += 4
        output.raw("<svg role=\"img\" aria-labelledby=\"\(id)-title \(id)-desc\" viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" height=\"\(height)\" xmlns=\"http://www.w3.org/2000/svg\" font-family=\"\(fonts)\" font-size=\"13\">\n<title id=\"\(id)-title\">")
        output.text(chart.title)
        output.raw("</title>\n<desc id=\"\(id)-desc\">")
        output.text(chart.summary)
        output.raw("</desc>\n")
        text(chart.title, x: width / 2, y: 20, anchor: "middle", size: 15, &output)
        if !isSingle { legend(chart.series, &output) }
        output.raw("<path d=\"M\(nameWidth) \(top - 6)V\(height - 4)\" stroke=\"#595959\" fill=\"none\"/>\n")
        for row in rows { write(row.group, chart: chart, y: row.y, lines: row.lines, maximum: maximum, bars: bars, isSingle: isSingle, &output) }
        if let reference = chart.reference {
            let x = nameWidth + length(reference, maximum, bars)
            output.raw("<path d=\"M\(x) \(top - 8)V\(height - 4)\" stroke=\"#8a1010\" stroke-width=\"1.5\" stroke-dasharray=\"5 3\" fill=\"none\"/>\n")
            if let label = chart.referenceLabel { text(label, x: x, y: top - 12, anchor: "middle", size: 12, fill: "#8a1010", &output) }
        }
        output.raw("</svg>\n")
    }

    private static func write(
        _ group: ReportChart.Group, chart: ReportChart, y: Int, lines: [String], maximum: ExactDecimal, bars: Int, isSingle: Bool, _ output: inout Markup
    ) {
        let block = group.bars.count * (barHeight + 3)
        let first = y + max(0, block - lines.count * 16) / 2 + 13
        for (index, line) in lines.enumerated() { text(line, x: nameWidth - 8, y: first + index * 16, anchor: "end", size: 13, &output) }
        let line = chart.reference.map { nameWidth + length($0, maximum, bars) }
        for (index, bar) in group.bars.enumerated() {
            let at = y + index * (barHeight + 3)
            let colour = colours[isSingle ? 1 : bar.series % colours.count]
            var end = nameWidth
            if let value = bar.value {
                let isClipped = chart.clip.map { value > $0 } ?? false
                let shown = isClipped ? chart.clip ?? value : value
                let size = value.isNegative ? 0 : max(value.isZero ? 0 : 1, length(shown, maximum, bars))
                end += size
                if size > 0 {
                    output.raw("<rect x=\"\(nameWidth)\" y=\"\(at)\" width=\"\(size)\" height=\"\(barHeight)\" fill=\"\(colour.fill)\" stroke=\"\(colour.line)\"/>\n")
                }
                if isClipped {
                    // A gap and an arrow: the bar goes on beyond the chart.
                    output.raw("<path d=\"M\(end - 14) \(at - 2)l-5 \(barHeight + 4)h5l5 -\(barHeight + 4)z\" fill=\"#fff\"/>\n")
                    output.raw("<path d=\"M\(end) \(at)l9 \(barHeight / 2)l-9 \(barHeight / 2)z\" fill=\"\(colour.line)\"/>\n")
                    end += 10
                }
            }
            // A label does not run across the line of reference.
            if let line, end <= line, end + 8 + textWidth(bar.label, size: 12) > line { end = line }
            text(bar.label, x: end + 5, y: at + 13, anchor: "start", size: 12, &output)
        }
    }

    private static func legend(_ series: [String], _ output: inout Markup) {
        var x = nameWidth
        for (index, name) in series.enumerated() {
            let colour = colours[index % colours.count]
            output.raw("<rect x=\"\(x)\" y=\"34\" width=\"14\" height=\"12\" fill=\"\(colour.fill)\" stroke=\"\(colour.line)\"/>\n")
            text(name, x: x + 19, y: 45, anchor: "start", size: 13, &output)
            x += 40 + textWidth(name, size: 13)
        }
    }

    private static func text(_ text: String, x: Int, y: Int, anchor: String, size: Int, fill: String = "#1a1a1a", _ output: inout Markup) {
        output.raw("<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\" font-size=\"\(size)\" fill=\"\(fill)\">")
        output.text(text)
        output.raw("</text>\n")
    }

    // MARK: Measures

    /// The value at the full length of the bars.
    private static func scale(_ chart: ReportChart) -> ExactDecimal {
        var maximum = chart.reference ?? .zero
        for group in chart.groups { for bar in group.bars { if let value = bar.value, value > maximum { maximum = value } } }
        if let clip = chart.clip, maximum > clip { maximum = clip }
        return maximum
    }

    /// Whole units of the drawing.
    private static func length(_ value: ExactDecimal, _ maximum: ExactDecimal, _ full: Int) -> Int {
        guard maximum.isPositive, let share = try? value.divided(by: maximum), let scaled = try? share * ExactDecimal(full),
            let rounded = try? scaled.rounded(to: 0, .halfUp)
        else { return 0 }
        return Int(clamping: rounded.significand)
    }

    /// About, for wrapping: full-width characters take the size, others a little more than half.
    private static func textWidth(_ text: String, size: Int) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? size * 6 : size * 10) } / 10
    }

    /// Two lines at most; what does not fit ends in an ellipsis and stands in full in the table.
    private static func wrapped(_ name: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for character in name where character != "\n" {
            if textWidth(line + String(character), size: 13) > width {
                if lines.count == 1 {
                    lines.append(line.dropLast() + "…")
                    return lines
                }
                lines.append(line)
                line = ""
            }
            line.append(character)
        }
        lines.append(line)
        return lines
    }
}
