import BudgetModel
import Quantities
import Rules
import Testing

@Suite struct `Evidence beside a form` {
    /// Three rows: 培训人数, 培训人数达标率, 巡查次数.
    private static let form = ExampleForm().row("培训人数", ">=", "100", "人", actual: "110").row("培训人数达标率", ">=", "95", "%", actual: "96").row(
        "巡查次数（次）", ">=", "12", "次", actual: "12"
    ).asRead

    @Test(arguments: [
        ("培训人数/签到表.pdf", [0]), ("01 培训人数/签到表.pdf", [0]), ("材料/培训人数达标率.xlsx", [1]), ("3 巡查/台账.xlsx", [2]), ("3/台账.xlsx", [2]), ("指标3 台账.xlsx", [2]),
        ("巡查次数台账.xlsx", [2]), ("2023年工作总结.docx", []), ("总结.docx", []), ("9/台账.xlsx", []),
    ] as [(String, [Int])])
    func `a file belongs to the row whose name or number it bears`(_ path: String, _ rows: [Int]) {
        let belonging = EvidenceFolder(files: [EvidenceFile(path: path, digest: "a")]).belonging(to: Self.form)
        #expect(belonging.indices.filter { !belonging[$0].isEmpty } == rows)
    }

    private static let reading = EvidenceReading { String($0.count) }

    @Test func `paths and bytes make a folder, without what systems leave behind`() {
        let folder = Self.reading.folder([("b/签到表.txt", Array("x".utf8)), (".DS_Store", [1]), ("a/~$台账.xlsx", [1]), ("a/Thumbs.db", [1]), ("a/台账.xlsx", [1, 2])])
        #expect(folder.files.map(\.path) == ["a/台账.xlsx", "b/签到表.txt"])
        #expect(folder.files.map(\.digest) == ["2", "1"])
        #expect(folder.files.map(\.text) == [nil, "x"])
    }

    @Test(arguments: [
        ("2023年6月18日签到表.pdf", "2023-06-18"), ("签到表20230618.pdf", "2023-06-18"), ("签到表2023-6-18.pdf", "2023-06-18"), ("签到表2023.6.18.pdf", "2023-06-18"),
        ("签到表.pdf", nil), ("2023年台账.xlsx", nil), ("编号20231345.pdf", nil),
    ] as [(String, String?)])
    func `the day stands in the name`(_ name: String, _ day: String?) {
        #expect(Self.reading.folder([(name, [])]).files.first?.day?.iso == day)
    }

    @Test func `a year without a day is kept`() {
        #expect(Self.reading.folder([("2022年/台账.xlsx", [])]).files.first?.year == 2022)
    }

    @Test func `a list of beneficiaries is counted and forgotten`() {
        let text = "序号,对象,金额\n1,甲,100\n2,乙,100\n3,甲,100\n"
        let file = Self.reading.folder([("补助名单.csv", Array(text.utf8))]).files.first
        #expect(file?.list == BeneficiaryList(lines: 3, repeated: 1))
    }

    @Test func `broken text and large files are known by name alone`() {
        let files = Self.reading.folder([("a.txt", [0xFF, 0xFE, 0x41]), ("b.txt", [UInt8](repeating: 65, count: 1_048_577))]).files
        #expect(files.map(\.text) == [nil, nil])
    }
}
