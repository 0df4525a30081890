import BudgetModel
import Documents
import Foundation
import Testing

@Suite struct `Markdown` {
    private func read(_ text: String) throws -> Document { try DocumentReader.read(Array(text.utf8), name: "a.md") }

    private func paragraphs(_ document: Document) -> [String] {
        document.blocks.map { block in
            switch block {
            case .paragraph(let text, let level): String(repeating: "#", count: level) + text
            case .table(let index): "table of \(document.grids[index].cells.count)"
            }
        }
    }

    @Test func `headings, items and tables are told apart`() throws {
        let document = try read("# 报告\n\n## 一、概况 ##\n- **预算**200万元\n- 支出`180`万元\n\n| 指标 | 值 |\n|---|:--:|\n| 讲座 | 30\\|31 |\n\n---\n完。\n")
        #expect(paragraphs(document) == ["#报告", "##一、概况", "预算200万元", "支出180万元", "table of 4", "完。"])
        #expect(document.grids[0].cells.map(\.shown) == ["指标", "值", "讲座", "30|31"])
    }

    @Test func `a line goes on in the next, a sentence or an item begins a new one`() throws {
        #expect(paragraphs(try read("全年支出\n180万元。\n余下20万元\n1. 甲\n2. 乙\n")) == ["全年支出180万元。", "余下20万元", "1. 甲", "2. 乙"])
        #expect(paragraphs(try read("in the\nyear 2023\n")) == ["in the year 2023"])
    }

    @Test func `a star alone may be a multiplication`() throws { #expect(paragraphs(try read("120*300=36000元\n")) == ["120*300=36000元"]) }
}

@Suite struct `Headings of plain text` {
    @Test(arguments: [
        ("一、基本情况", 1), ("（二）产出指标", 2), ("第三部分 附件", 1), ("1.数量指标", 3), ("（1）讲座", 4), ("2023年全年支出200万元", 0), ("3.5万元的设备", 0),
        ("一、基本情况。项目全年预算200万元。", 0), ("二是加强管理", 0), ("", 0), ("一、全年预算数200万元，全年执行数193.3万元，其中中央资金120万元", 0),
    ]) func `are known by their numbers`(_ line: String, _ level: Int) throws {
        let document = try DocumentReader.read(Array((line.isEmpty ? "正文" : line).utf8), name: "a.txt")
        guard case .paragraph(_, let found) = document.blocks.first else { return #expect(Bool(false)) }
        #expect(found == level)
    }
}

@Suite struct `Pages of a PDF` {
    private func blocks(_ text: String) -> [String] {
        let document = PDFPages(Array(text.utf8)).document
        return document.blocks.map { block in
            switch block {
            case .paragraph(let text, let level): String(repeating: "#", count: level) + text
            case .table(let index):
                Dictionary(grouping: document.grids[index].cells, by: \.position.row).sorted { $0.key < $1.key }.map { $0.value.map(\.shown).joined(separator: "|") }
                    .joined(separator: " / ")
            }
        }
    }

    @Test func `lines of a paragraph are joined, indents begin a new one`() {
        let page = """
            一、基本情况
                项目资金全年预算数200万元，其中：中央资金120万元、
            省级资金80万元。全年执行数193.3万元，预算执行率
            96.65%。
                年末实有77人，其中在职51人、退休26人。

            """
        #expect(
            blocks(page) == [
                "#一、基本情况", "项目资金全年预算数200万元，其中：中央资金120万元、省级资金80万元。全年执行数193.3万元，预算执行率96.65%。", "年末实有77人，其中在职51人、退休26人。",
            ])
    }

    @Test func `rows stay rows, even full ones`() {
        #expect(blocks(" 指标       目标值        完成值\n\n 教师培训人次 ≥1200人次 1286人次\n 活动场次     ≥100场      120场\n") == ["指标|目标值|完成值 / 教师培训人次|≥1200人次|1286人次 / 活动场次|≥100场|120场"])
    }

    @Test func `a paragraph crosses the page`() {
        #expect(blocks("    项目资金全年预算数二百万元，其中：中央资金一百\n\n      — 1 —\n\u{C}二十万元、省级资金八十万元。全年执行数一百九十\n万元。\n      — 2 —\n").count == 1)
    }

    @Test func `page numbers and running heads go`() {
        let pages = (1...3).map { number in
            "某市文化馆自评报告\n\n    第\(number)季度开展活动\(number)0场，参加群众1200人次，群众满意度百分之九十\n\(number == 3 ? "" : "五以上，比上年提高二个百分点，各项工作按计划推进，社会反响\n")           — \(number) —\n"
        }.joined(separator: "\u{C}")
        let found = blocks(pages)
        #expect(found.allSatisfy { !$0.contains("自评报告") && !$0.contains("—") })
        #expect(found.count == 3)
    }

    @Test func `pages without text are none`() { #expect(blocks("\u{C}\u{C}\n").isEmpty) }
}

/// One at a time: a program that another test still writes cannot be started.
@Suite(.serialized) struct `PDF files` {
    private func reader(_ script: String?, seconds: Int = 20) throws -> (PDFTextReader, URL) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pdf-text-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        if let script {
            let file = folder.appendingPathComponent("pdftotext")
            try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        }
        return (PDFTextReader(searchPath: [folder.path], timeoutSeconds: seconds), folder)
    }

    private func answer(_ script: String?, seconds: Int = 20) throws -> String {
        let (reader, folder) = try reader(script, seconds: seconds)
        defer { try? FileManager.default.removeItem(at: folder) }
        do throws(DocumentError) {
            let document = try reader.read(Array("%PDF-1.7".utf8))
            return "\(document.blocks.count)"
        } catch {
            return error.sentence.zh
        }
    }

    @Test func `the program gets the file and gives the text`() throws { #expect(try answer("grep -q PDF \"$6\" && echo 正文。 > \"$7\"") == "1") }

    @Test(arguments: [
        (nil, "poppler-utils"), ("printf '\\f' > \"$7\"", "扫描件"), ("echo 'Command Line Error: Incorrect password' >&2; exit 1", "密码"), ("exit 3", "密码"), ("exit 1", "已损坏"),
    ] as [(String?, String)]) func `what goes wrong is said`(_ script: String?, _ word: String) throws { #expect(try answer(script).contains(word)) }

    @Test func `a program that takes too long is stopped`() throws { #expect(try answer("sleep 30", seconds: 1).contains("用时过长")) }

    @Test func `never runs what lies in the current folder`() { #expect(ChildProcess.program("sh", in: [".", "bin", ""]) == nil) }
}
