import BudgetModel
import Narrative

extension Rule {
    /// Flags a layout that official papers do not have.
    package static let layoutDiffers = Rule(
        "F12", Wording(zh: "版式与公文要求不符", en: "The layout is not that of official papers"),
        since: "0.1.0", status: .preview, nature: .exact, stages: [.report], severity: .hint,
        citing: [.reviewRules],
        because: Wording(
            zh: "报送的报告按公文排版：A4纸，一级标题黑体、二级标题楷体、正文仿宋，行距28至30磅。文件不带版式的（如文本、网页）不检查。目前还没有从文件读取版式，所以每份报告都列为未检查。",
            en: "Reports are set as official papers: A4, headings in Heiti and Kaiti, text in Fangsong, lines of 28 to 30 points. Files that carry no layout, such as plain text, are not checked. No reader of ours takes the layout from files yet, so the rule is listed as not checked for every report."),
        needs: [.layout],
        triggering: [
            Example(
                Wording(zh: "正文用了宋体", en: "running text in Songti"), stating: ["宋体"], in: "一、基本情况\n全年开放342天。",
                layout: ReportLayout(pageWidth: 2100, pageHeight: 2970, lineSpacing: 280, styles: [.init(level: 1, font: "黑体", place: 0), .init(level: 0, font: "宋体", place: 8)])),
            Example(
                Wording(zh: "纸张和行距", en: "paper and spacing"), stating: ["纸张", "行距"], in: "一、基本情况\n全年开放342天。",
                layout: ReportLayout(pageWidth: 2159, pageHeight: 2794, lineSpacing: 180)),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "符合要求", en: "as asked for"), in: "一、基本情况\n全年开放342天。",
                layout: ReportLayout(pageWidth: 2100, pageHeight: 2970, lineSpacing: 290, styles: [.init(level: 1, font: "SimHei", place: 0), .init(level: 0, font: "仿宋_GB2312", place: 8)])),
            Example(Wording(zh: "文件不带版式（未检查）", en: "no layout in the file (not checked)"), in: "一、基本情况\n全年开放342天。"),
        ],
        audit: { facts in
            guard let layout = facts.layout, facts.text.count > 0 else { return [] }
            var hits: [Hit] = []
            func add(_ stated: String, at place: Int, _ message: Wording) {
                let line = facts.text.lines[min(facts.text.line(at: place), facts.text.lines.count - 1)].range
                var hit = facts.hit(line, kind: .outline, message)
                hit.passage?.stated = stated
                hits.append(hit)
            }
            if let width = layout.pageWidth, let height = layout.pageHeight, abs(width - 2100) > 10 || abs(height - 2970) > 10 {
                add("纸张", at: 0, Wording(zh: "纸张不是A4。请把页面设为210×297毫米。", en: "The paper is not A4. Set the page to 210 × 297 mm."))
            }
            if let spacing = layout.lineSpacing, !(280...300).contains(spacing) {
                add("行距", at: 0, Wording(zh: "行距是\(spacing / 10)磅。请设为28至30磅的固定值。", en: "The line spacing is \(spacing / 10) points. Set it to 28 to 30 points exactly."))
            }
            var told: Set<Int> = []
            for style in layout.styles where !told.contains(style.level) {
                guard let asked = OfficialFont(level: style.level), !asked.fits(style.font) else { continue }
                told.insert(style.level)
                add(style.font, at: style.place, Wording(zh: "这里用的是\(style.font)，应为\(asked.name)。请调整字体。", en: "This is set in \(style.font); official papers use \(asked.name) here. Change the font."))
            }
            return hits
        })
}

/// The fonts of official papers under their usual names.
private struct OfficialFont {
    let name: String
    private let names: [String]

    init?(level: Int) {
        switch level {
        case 0, 3, 4: (name, names) = ("仿宋", ["仿宋", "FangSong", "Fangsong"])
        case 1: (name, names) = ("黑体", ["黑体", "SimHei", "Heiti"])
        case 2: (name, names) = ("楷体", ["楷体", "KaiTi", "Kaiti"])
        default: return nil
        }
    }

    func fits(_ font: String) -> Bool { names.contains { font.contains($0) } }
}
