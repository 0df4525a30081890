import Batch
import BudgetModel
import Forms
import Foundation
import Quantities
import Scoring
import Tables
import Testing

@Suite struct `A table of indicator rows` {
    @Test func `gives each project its score and grade`() throws {
        let scored = try Scored(head + project("P1") + project("P2", executed: "120", roads: "100"))
        // 9 + 45 + 28 + 10, and 10 + 50 + 28 + 10.
        #expect(scored.scores == ["130101|101001|P1 92.00 优", "130101|101001|P2 98.00 优"])
        #expect(scored.badRows == 0)
    }

    @Test func `is one whatever its shape`() throws {
        let text = head + project("P1") + project("P2", executed: "33.33", roads: "66.6")
        let expected = try Scored(text).scores
        #expect(expected[1] == "130101|101001|P2 74.63 中")
        var shapes: [[UInt8]] = []
        shapes.append([0xEF, 0xBB, 0xBF] + Array(text.utf8))
        shapes.append(Array(text.replacingOccurrences(of: "\n", with: "\r\n").utf8))
        shapes.append(Array(text.dropLast().utf8))
        shapes.append(Array(text.split(separator: "\n").map { line in line.split(separator: ",", omittingEmptySubsequences: false).map { "\"\($0)\"" }.joined(separator: ",") }.joined(separator: "\n").utf8))
        shapes.append(Array(text.replacingOccurrences(of: ",", with: "\t").utf8))
        shapes.append(Array(text.replacingOccurrences(of: "维修道路", with: "\"维修\n道路,“甲线”\"\"\"").utf8))
        shapes.append(try Self.gb18030(text))
        for (place, shape) in shapes.enumerated() {
            #expect(try Scored(shape).scores == expected, "shape \(place)")
            // Records that lie across the edges of blocks.
            for size in [64, 100, 257] { #expect(try Scored(shape, blockSize: size).scores == expected, "shape \(place), blocks of \(size)") }
        }
    }

    @Test func `may be packed by gzip, in parts too`() throws {
        let text = head + project("P1")
        let packed = try Self.gzip(Array(text.utf8))
        #expect(try Scored(packed).scores == Scored(text).scores)
        let half = text.utf8.count / 2
        let parts = try Self.gzip(Array(text.utf8.prefix(half))) + Self.gzip(Array(text.utf8.dropFirst(half)))
        #expect(try Scored(parts).scores == Scored(text).scores)
        #expect(throws: TableError.self) { try Scored(Array(packed.dropLast(9))) }
        var broken = packed
        broken[broken.count / 2] ^= 0xFF
        #expect(throws: TableError.self) { try Scored(broken) }
    }

    @Test func `finds rows of one project wherever they stand`() throws {
        let lines = (project("P1") + project("P2", roads: "50")).split(separator: "\n")
        let scattered = [0, 4, 1, 5, 2, 6, 3, 7].map { String(lines[$0]) }.joined(separator: "\n")
        #expect(try Scored(head + scattered).scores == Scored(head + project("P1") + project("P2", roads: "50")).scores)
    }

    @Test func `reads columns in any order, by Chinese headings and by a map`() throws {
        let own = "项目编码,备注,分值,完成情况,指标值,符号,三级指标,一级指标,单位编码,区划代码,自评得分,档次\n" + "P1,无,10,90,100,>=,预算执行率,预算执行率,101,130000,,\nP1,无,90,95,100,≥,维修道路,产出指标,101,130000,,\n"
        #expect(try Scored(own).scores == ["130000|101|P1 94.50 优"])
        let named = own.replacingOccurrences(of: "指标值", with: "目标")
        #expect(throws: HeadRefused.self) { try Scored(named) }
        #expect(try Scored(Array(named.utf8), map: [.target: "目标"]).scores == ["130000|101|P1 94.50 优"])
    }

    @Test func `tells bad rows and gives no partial sum`() throws {
        let good = project("P1")
        for (place, bad) in [
            "130101,101001,P2,产出指标,,道路,>=,100,很多,,50,", "130101,101001,P2,产出指标,,道路,>=,,90,,50,", "130101,101001,P2,产出指标,,道路,>=,100,90,,,", "130101,101001,P2,产出指标,,道路,>=,100,90,,-5,",
            "130101,101001,P2,产出指标,,道路,约,100,90,,50,", "130101,101001,P2,效益指标,,道路,qualitative,,,,50,40", "130101,101001,P2,效益指标,,道路,qualitative,,,1,50,", "130101,101001,P2,产出指标,,道路,>=,100", "130101,101001,P2,产出指标,,道路,>=,100,\"90,,50,",
            "130101,,P2,产出指标,,道路,>=,100,90,,50,", "130101,101001,P2,产出指标,,道路,>=,1e5,90,,50,", "130101,101001,P2,效益指标,,道路,qualitative,,,4,50,40",
        ].enumerated() {
            let scored = try Scored(head + good + bad + "\n" + project("P3"))
            #expect(scored.badRows == 1, "\(place): \(bad)")
            #expect(scored.scores.first == "130101|101001|P1 92.00 优")
            #expect(scored.scores.last == "130101|101001|P3 92.00 优")
            #expect(scored.findings.contains { $0.line == 6 && $0.severity == .error }, "\(place)")
            if scored.scores.count == 3 { #expect(scored.scores[1].hasSuffix("— —")) }
        }
    }

    @Test func `leaves projects open whose rows are not all there`() throws {
        let lines = project("P1").split(separator: "\n").map(String.init)
        #expect(try Scored(head + lines[1...].joined(separator: "\n")).scores == ["130101|101001|P1 — —"])
        #expect(try Scored(head + lines[..<3].joined(separator: "\n")).scores == ["130101|101001|P1 — —"])
        #expect(try Scored(head + (lines + [lines[0]]).joined(separator: "\n")).scores == ["130101|101001|P1 — —"])
    }

    @Test func `holds a judged score in its tier and says so`() throws {
        let scored = try Scored(head + project("P1", quality: "2,28") + project("P2", quality: "2,24") + project("P3", quality: "3,0"))
        #expect(scored.scores == ["130101|101001|P1 88.00 良", "130101|101001|P2 88.00 良", "130101|101001|P3 64.00 中"])
        #expect(scored.findings.filter { $0.code == "A08" }.map(\.line) == [4])
        #expect(scored.findings.first { $0.code == "A08" }?.expected == "18.00–24.00")
    }

    @Test func `reads values as forms do where they are no plain numbers`() throws {
        let text = "region_code,unit_code,project_code,level1,level2,name,target,actual,tier,weight,stated_score\n" + """
            1,1,P1,预算执行率,,预算执行率,"1,000.00",900,,10,
            1,1,P1,产出指标,数量指标,维修道路,≥100公里,90公里,,40,
            1,1,P1,成本指标,经济成本指标,单位成本,100,150,,20,
            1,1,P1,产出指标,时效指标,完工,2023年12月底前,2023年11月,,20,
            1,1,P1,满意度指标,服务对象满意度,满意度,95%,0.95,,10,
            """
        // 9 + 36 + 10 + 20 + 10
        #expect(try Scored(text).scores == ["1|1|P1 85.00 良"])
    }

    @Test func `caps totals, takes points off and puts residues somewhere`() throws {
        var framework = Scored.framework()
        let low = TotalAdjustment(id: "low", condition: .executionBelow(ExactDecimal(80)), effect: .cap(ExactDecimal(70)))
        let results = TotalAdjustment(id: "results", condition: .levelBelow(level1: "产出指标", percent: ExactDecimal(60)), effect: .deduct(ExactDecimal(5)))
        framework.adjustments = [Cited(low, .ownDefault), Cited(results, .ownDefault)]
        let text = head + project("P1") + project("P2", executed: "70") + project("P3", roads: "50")
        // 92; 7 + 45 + 28 + 10 = 90, capped; 9 + 25 + 28 + 10 = 72, less 5.
        let expected = ["130101|101001|P1 92.00 优", "130101|101001|P2 70.00 中", "130101|101001|P3 67.00 中"]
        #expect(try Scored(text, by: framework).scores == expected)
        for size in [64, 257] { #expect(try Scored(text, by: framework, blockSize: size).scores == expected) }
        // Rows of one project apart, in several blocks.
        let lines = (project("P2", executed: "70") + project("P3", roads: "50")).split(separator: "\n")
        let scattered = [0, 4, 1, 5, 2, 6, 3, 7].map { String(lines[$0]) }.joined(separator: "\n")
        #expect(try Scored(head + scattered, by: framework, blockSize: 100).scores == [expected[1], expected[2]])

        // 10 × ⅓ three times: 3.33 each, and 10 in all.
        var exact = Scored.framework()
        exact.residue = Cited(.ownLine, .ownDefault)
        let thirds = head + "1,1,P,预算执行率,,预算执行率,>=,100,100,,70,\n" + (1...3).map { "1,1,P,产出指标,,道路\($0),>=,3,1,,10,\n" }.joined()
        #expect(try Scored(thirds).scores == ["1|1|P 79.99 中"])
        #expect(try Scored(thirds, by: exact).scores == ["1|1|P 80.00 良"])
        exact.residue = Cited(.largestRow, .ownDefault)
        #expect(try Scored(thirds, by: exact).scores == ["1|1|P 80.00 良"])
    }

    @Test func `a number that looks like a month is a number beside its sign, whatever way the row takes`() throws {
        let text = head + "1,1,P,预算执行率,,预算执行率,>=,100,100,,10,\n1,1,P,产出指标,,发放图书,>=,2022.1,2024.12,,50,\n1,1,P,产出指标,,发放课桌,>=,2020.12,1010.06,,40,\n"
        #expect(try Scored(text).scores == ["1|1|P 80.00 良"])
        for residue in [Residue.ownLine, .largestRow] {
            var framework = Scored.framework()
            framework.residue = Cited(residue, .ownDefault)
            #expect(try Scored(text, by: framework).scores == ["1|1|P 80.00 良"])
        }
    }

    @Test func `scores an indicator by its own scale, and needs no execution where it has no points`() throws {
        let framework = Scored.framework("mof-2013-dept")
        #expect(framework.scaledFormulas.isEmpty == false)
        let name = "预算完成率", key = IndicatorFormula.key(of: name)
        guard let scale = framework.scaledFormulas[key] else { return #expect(framework.scaledFormulas.keys.sorted() == [key]) }
        let line = ColumnScorer(framework).line(of: ColumnRow(level1: "过程", name: name, comparator: nil, target: nil, actual: TableValues.value("90%"), tier: nil, weight: ExactDecimal(40), stated: nil))
        let points = try #require(line.score, "\(scale)")
        #expect(points < ExactDecimal(40))
        let scored = try Scored(head + "1,1,P,过程,预算执行,\(name),,,90%,,40,\n1,1,P,产出,职责履行,建成水渠,>=,10,10,,60,\n", by: framework)
        #expect(scored.scores == ["1|1|P \(try points + ExactDecimal(60)) \(ColumnScorer(framework).grade(of: try points + ExactDecimal(60))!.name)"])
        #expect(scored.rows.first?.score == points)
    }

    @Test func `reads the exchange table: signs in targets, tiers in words, stated scores compared`() throws {
        let text = "mof_div_code,agency_code,pro_code,lv1_perf_ind_name,lv3_perf_ind_name,kpi_val,ind_comp,ind_weight,eval_score\n" + """
            1,1,P1,预算执行率,预算执行率,100,100,10,10
            1,1,P1,产出指标,培训人次,≥36人次,33人次,15,15
            1,1,P1,产出指标,建成水窖,≥10座,10座,25,24
            1,1,P1,效益指标,饮水方便,明显改善,达成预期指标,20,18
            1,1,P1,效益指标,管护机制,健全,部分达成预期指标并具有一定效果,20,20
            1,1,P1,效益指标,环境,改善,改善,10,9
            """
        let scored = try Scored(text)
        // 10 + 13.75 + 25 + 18 + 16 + 9
        #expect(scored.scores == ["1|1|P1 91.75 优"])
        #expect(scored.findings.map { "\($0.code) \($0.line) \($0.severity.rawValue)" } == ["E03 3 error", "A06 4 warning", "A08 6 error"])
        // Words that say nothing stay without points; the row is told, and stands among the rows.
        let unknown = try Scored(text.replacingOccurrences(of: "改善,改善,10", with: "改善,看情况,10"))
        #expect(unknown.findings.first { $0.line == 7 }?.code == "E08")
        #expect(unknown.rows.first { $0.line == 7 }?.score == .some(nil))
        #expect(unknown.rows.count == 6)
    }

    @Test func `lets a column of tiers decide, and tells where the words say another`() throws {
        let scored = try Scored("region_code,unit_code,project_code,level1,name,target,actual,tier,weight,stated_score\n" + "1,1,P,预算执行率,预算执行率,100,100,,10,\n1,1,P,效益指标,饮水方便,明显改善,未达成预期指标且效果较差,1,90,85\n")
        #expect(scored.scores == ["1|1|P 95.00 优"])
        #expect(scored.findings.map(\.code) == ["A13"])
        #expect(scored.rows.last?.note?.zh.contains("未达成") == false)
    }

    @Test func `guesses nothing of what is written oddly`() throws {
        func score(_ row: String) throws -> (score: String?, code: String?) {
            let scored = try Scored(head + "1,1,P,预算执行率,,预算执行率,>=,100,100,,10,\n1,1,P," + row + "\n")
            return (scored.scores.first?.split(separator: " ")[1] == "—" ? nil : scored.scores.first.map { String($0.split(separator: " ")[1]) }, scored.findings.first { $0.line == 3 && $0.severity == .error }?.code)
        }
        // .5 is a half, as databases write it.
        #expect(try score("产出指标,,道路,>=,.5,0.5,,90,").score == "100.00")
        #expect(try score("产出指标,,道路,>=,-.5,-.6,,90,").score == "10.00")
        #expect(try score("产出指标,,道路,>=,≥.5公里,.4公里,,90,").score == "82.00")
        for odd in ["..5", "5..", "1.2.3.."] { #expect(try score("产出指标,,道路,>=,\(odd),5,,90,").code == "A13", "\(odd)") }
        // More digits than two machine words hold.
        let tiny = "0." + String(repeating: "0", count: 39) + "1", huge = String(repeating: "9", count: 61)
        for odd in [tiny, huge] { #expect(try score("产出指标,,道路,>=,\(odd),5,,90,").code == "T03", "\(odd)") }
        // A sign of its own column against the sign of the target.
        #expect(try score("产出指标,,合格率,<=,≥95%,94%,,90,").code == "A13")
        #expect(try score("产出指标,,造价,>=,不超过5万元,4万元,,90,").code == "A13")
        #expect(try score("产出指标,,合格率,>=,≥95%,95%,,90,").score == "100.00")
        // A tier as people write it.
        for tier in ["1", "1 ", "１", "第1档", "1档", "达成年度指标"] { #expect(try score("效益指标,,方便,qualitative,,,\(tier),90,80").score == "90.00", "\(tier)") }
        for tier in ["0", "4", "11", "第档"] { #expect(try score("效益指标,,方便,qualitative,,,\(tier),90,80").code == "A13", "\(tier)") }
    }

    @Test func `knows execution by its name, with points and blanks around it`() throws {
        for name in ["预算执行率", " 预算执行率", "预算执行率（10分）", "预算执行率(10分)", "　预算执行率 "] {
            #expect(try Scored(head + "1,1,P,\(name),,预算执行率,>=,100,90,,10,\n1,1,P,产出指标,,道路,>=,1,1,,90,\n").scores == ["1|1|P 99.00 优"], "\(name)")
        }
        #expect(try Scored(Self.gb18030(head + "1,1,P,预算执行率（10分）,,预算执行率,>=,100,90,,10,\n1,1,P,产出指标,,道路,>=,1,1,,90,\n")).scores == ["1|1|P 99.00 优"])
    }

    @Test func `rows with an empty key are in no project`() throws {
        let scored = try Scored(head + project("P1") + ",,,,,,,,,,,\n,,,合计,,,,,,,400,\n130101,,P1,产出指标,,道路,>=,1,1,,50,\n" + project("P2"))
        #expect(scored.scores == ["130101|101001|P1 92.00 优", "130101|101001|P2 92.00 优"])
        #expect(scored.badRows == 3)
        #expect(scored.findings.filter { $0.code == "A12" }.map(\.line) == [6, 7, 8])
    }

    @Test func `with bytes that are no text says which rows have them`() throws {
        var bytes = Array((head + project("P1") + project("P2") + project("P3")).utf8)
        let place = bytes.count - 4
        bytes[place] = 0xFF
        let lines = bytes.split(separator: 0x0A)
        var damaged = lines
        damaged[6] = damaged[6].map { $0 == 0x2C ? 0x2C : $0 >= 0xE0 ? 0xFF : $0 }[...]
        let scored = try Scored(Array(damaged.joined(separator: [0x0A])))
        #expect(scored.scores[0] == "130101|101001|P1 92.00 优")
        #expect(scored.findings.first { $0.code == "T01" }?.line == 7)
        #expect(scored.rows.contains { $0.level1 == "产出指标" })
    }

    @Test func `lets a column name the framework`() throws {
        let text = "framework," + head + ["cn-2020", "hubei"].map { id in
            """
            \(id),1,1,\(id),预算执行率,,预算执行率,>=,100,100,,20,
            \(id),1,1,\(id),产出指标,,成本,<=,10,15,,80,

            """
        }.joined()
        #expect(try Scored(text).scores == ["1|1|cn-2020 60.00 中", "1|1|hubei 73.33 中"])
        let mixed = text.replacingOccurrences(of: "hubei,1,1,hubei,产出指标", with: "cn-2020,1,1,hubei,产出指标")
        #expect(try Scored(mixed).scores == ["1|1|cn-2020 60.00 中", "1|1|hubei — —"])
        #expect(try Scored(text.replacingOccurrences(of: "hubei,1", with: "mars,1")).scores == ["1|1|cn-2020 60.00 中", "1|1|hubei — —"])
    }

    @Test func `refuses what is no table`() throws {
        #expect(throws: TableError.self) { try Scored("") }
        #expect(throws: TableError.self) { try Scored([0xFF, 0xFE, 0x41, 0x00]) }
        #expect(throws: HeadRefused.self) { try Scored("甲,乙\n1,2\n") }
        #expect(throws: HeadRefused.self) { try Scored("actual,完成值," + head) }
        #expect(throws: TableError.self) { try Scored(Array(head.utf8) + [UInt8](repeating: 0x41, count: 40_000_000)) }
    }

    @Test func `is refused when it shrinks while it is read`() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("shrinks-\(UUID().uuidString).csv").path
        try Data((head + (0..<60_000).map { project("P\($0)") }.joined()).utf8).write(to: URL(fileURLWithPath: path))
        defer { unlink(path) }
        let input = try TableInput(path)
        let tableHead = try TableHead(input)
        let blocks = RecordBlocks(input, behind: tableHead)
        #expect(truncate(path, 2_000_000) == 0)
        #expect(throws: TableError.self) { while try blocks.next() != nil {} }
    }

    // MARK: Shapes

    private static func gb18030(_ text: String) throws -> [UInt8] { try run("/usr/bin/iconv", ["-f", "UTF-8", "-t", "GB18030"], Array(text.utf8)) }

    private static func gzip(_ bytes: [UInt8]) throws -> [UInt8] { try run("/bin/gzip", ["-c"], bytes) }

    /// What a program makes of bytes.
    private static func run(_ program: String, _ arguments: [String], _ bytes: [UInt8]) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let (input, output) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        input.fileHandleForWriting.write(Data(bytes))
        try input.fileHandleForWriting.close()
        let result = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Array(result)
    }
}
