import BudgetModel
import Narrative
import Rules
import Testing

/// The gate of personal data. All numbers are made here: region 110101, invented days of birth, check digits computed.
@Suite struct `The gate of personal data` {
    struct Text: Sendable, CustomTestStringConvertible {
        var text: String
        /// Kind, weight and what is shown of each place.
        var found: [String]
        var testDescription: String { text }

        init(_ text: String, _ found: String...) { (self.text, self.found) = (text, found) }
    }

    static let texts: [Text] = [
        Text("身份证号110101199003070011", "citizen-number error 110*************11"),
        Text("身份证号１１０１０１１９９００３０７００１１", "citizen-number error 110*************11"),
        Text("身份证 110101 19900307 0011", "citizen-number error 110*************11"),
        Text("110101199003070011", "citizen-number error 110*************11"),
        Text("身份证号110101199003070012", "citizen-number error 110*************12"),
        Text("编号110101199003070012"),
        Text("身份证号110101199013070011"),
        Text("身份证号110101900307001", "citizen-number error 110**********01"),
        Text("110101900307001"),
        Text("身份证号110101********0011"),
        Text("统一社会信用代码11110101000000000A"),
        Text("项目编码51000021R000000019951"),
        Text("联系电话13912345678", "mobile error 139******78"),
        Text("手机139 1234 5678", "mobile error 139******78"),
        Text("139-1234-5678", "mobile error 139******78"),
        Text("+86 13912345678", "mobile error 139******78"),
        Text("项目负责人及电话：张某某13912345678", "mobile hint 139******78"),
        Text("户主电话13912345678", "mobile error 139******78"),
        Text("全年支出13912345678元"),
        Text("全年支出13912345678.25元"),
        Text("合同编号13912345678"),
        Text("139 1234 5678 2000"),
        Text("联系电话0000-3355178"),
        Text("家庭电话0000-3355178", "telephone error 000******78"),
        Text("家庭电话3355178", "telephone error 335**78"),
        Text("热线12348、110，邮编100000"),
        Text("财建〔2019〕8号，20230101至20231231"),
        Text("工资卡6222020000000000000", "bank-card error 622**************00"),
        Text("低保户张三，家住河东村12号", "home-address error 张＊"),
        Text("低保户张三，家住河东村", "person warning 张＊"),
        Text("低保户张三（河东村3组）已脱贫", "home-address error 张＊"),
        Text("河东村三组低保户张三已脱贫"),
        Text("河东村三组低保户张三，已脱贫", "home-address error 张＊"),
        Text("家住幸福小区5号楼2单元301室的残疾人李四，", "home-address error 李＊"),
        Text("姓名\t王五\t住址\t东风路8号", "home-address error 王＊"),
        Text("姓名：王五，住址为幸福小区3-2-501", "home-address error 王＊"),
        Text("修缮120户，其中张三户住河东村12号", "home-address error 张＊"),
        Text("修缮农户住房12号楼3栋"),
        Text("低保户张三的住址为东风路8号", "home-address error 张＊"),
        Text("低保户张三，家住河东村，6月12号入户", "person warning 张＊"),
        Text("低保户张某某，家住河东村12号"),
        Text("河东村12号井房维修，低保户3200户"),
        Text("户主张三，已于3月12号搬迁"),
        Text("患者：李四 确诊肺结核", "person warning 李＊"),
        Text("低保户张某某，家住河东村"),
        Text("救助对象王×，患有慢性病"),
        Text("低保户3200户，家住农村的2800户"),
        Text("残疾人张贴海报，门牌更换120块"),
        Text("卡号6222020000000000001", "bank-card error 622**************01"),
        Text("银行卡号：6217 0000 0000 0000 001", "bank-card error 621**************01"),
        Text("收款人张三，银行账号6228480000000001", "bank-account error 622***********01"),
        Text("受益人个人银行账户：101234567890123", "bank-account error 101**********23"),
        Text("姓名\t王五\t账号\t6013820800000000000", "bank-account error 601**************00"),
        Text("账号4563510000000000006", "bank-card error 456**************06"),
        Text("单位账户：6222020000000000000"),
        Text("财政专户账号6222020000000000000"),
        Text("零余额账户账号：1012345678901234"),
        Text("账号1012345678901234"),
        Text("收款单位：某某公司，账号：6222020000000000000"),
        Text("秘密★1年", "secret error 秘密★"),
        Text("保守国家秘密，加强机密文件管理"),
        Text("内部资料 注意保存"),
        Text("内部资料，注意保存", "internal-paper error 内部资料，注意保存"),
        Text("公开方式：不予公开", "withheld error 不予公开"),
        Text("依法不予公开的除外"),
        Text("（不予公开）", "withheld error 不予公开"),
    ]

    private func told(_ places: [PrivatePlace]) -> [String] { places.map { "\($0.kind.rawValue) \($0.weight.rawValue) \($0.masked)" } }

    @Test(arguments: texts) func `finds what a careful reader would cover`(_ text: Text) {
        #expect(told(PrivacyScan.places(in: text.text)) == text.found)
        // A report and a cell are read alike.
        #expect(told(PrivacyScan.places(in: ReportText(text.text))) == text.found)
    }

    @Test func `numbers with a right check digit are found and the ten others are not`() {
        var random = Generator(state: 20_261_125)
        for _ in 0..<300 {
            let year = 1930 + random.next(90), month = 1 + random.next(12), day = 1 + random.next(28), serial = random.next(1000)
            let digits = "110101\(year)\(two(month))\(two(day))" + String(("000" + String(serial)).suffix(3))
            let codes = digits.unicodeScalars.map { UInt16($0.value) }
            let right = CheckDigits.checkCharacter(codes)
            for check in "0123456789X".unicodeScalars.map({ UInt16($0.value) }) {
                let text = "发放补助：" + digits + String(Unicode.Scalar(check)!) + "，已核对。"
                let kinds = PrivacyScan.places(in: text).map(\.kind).filter { $0 == .citizenNumber }
                #expect(kinds.count == (check == right ? 1 : 0), "\(random.state) \(text)")
            }
        }
    }

    @Test func `cards are found by Luhn and organisations are left alone`() {
        var random = Generator(state: 7)
        let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".unicodeScalars).map { UInt16($0.value) }
        for _ in 0..<200 {
            var card = "622202".unicodeScalars.map { UInt16($0.value) } + (0..<12).map { _ in UInt16(0x30 + random.next(10)) }
            for check in 0..<10 {
                let whole = card + [UInt16(0x30 + check)]
                let found = PrivacyScan.places(in: "补助发放到" + text(whole)).filter { $0.kind == .bankCard }
                #expect(found.count == (CheckDigits.isLuhn(whole) ? 1 : 0))
            }
            card.removeAll()
            let body = "91110101".unicodeScalars.map { UInt16($0.value) } + (0..<9).map { _ in alphabet[random.next(31)] }
            let codes = alphabet.map { body + [$0] }.filter(CheckDigits.isCreditCode)
            #expect(codes.count == 1)
            #expect(PrivacyScan.places(in: "统一社会信用代码" + text(codes[0])).isEmpty, "\(text(codes[0]))")
        }
    }

    @Test func `no message repeats what it covers`() {
        for text in Self.texts where !text.found.isEmpty {
            for place in PrivacyScan.places(in: text.text) {
                #expect(!place.wording.zh.contains("199003070") && !place.wording.zh.contains("12345678") && !place.wording.en.contains("12345678"))
            }
        }
        guard case .findings(let findings) = Rule.personalData.run(AuditFacts(reading: ReportReading(ReportText("电话13912345678")))) else { return }
        #expect(findings.first?.passage?.quote == "139******78" && findings.first?.passage?.kind == "privacy" && findings.first?.passage?.range == 2..<13)
    }

    @Test func `what was found is covered wherever it is written again`() {
        let cover = PrivacyCover(ReportText("低保户张三，家住河东村12号，电话139 1234 5678，卡号6222020000000000000。\n救助对象李四，患有慢性病。"))
        let cases = [
            ("补助低保户张三，家住河东村12号", "补助低保户张●，家住●●●●●●"), ("电话13912345678未接通", "电话139●●●●●●78未接通"), ("１３９ 1234-5678", "１３９ ●●●●-●●78"), ("139 1234 56 户", "139 ●●●● ●● 户"),
            ("13912345678元", "139●●●●●●78元"), ("电话139 1234 5…", "电话139 ●●●● ●…"), ("139123", "139123"), ("9139123456789", "9139123456789"),
            ("6222020000000000000", "622●●●●●●●●●●●●●●00"), ("张三，家住河东村12号", "张●，家住●●●●●●"), ("李四，患有慢性病", "李●，患有慢性病"), ("河东村12户", "河东村12户"), ("", ""),
        ]
        for (text, covered) in cases { #expect(cover(text) == covered) }
        #expect(PrivacyCover(ReportText("秘密★1年，全年支出13912345678元")).isEmpty)
        #expect(PrivacyCover.covered("一户外出，电话139\u{200B}12345678") == "一户外出，电话139\u{200B}●●●●●●78")
    }

    @Test func `a covered text keeps every place`() {
        let text = ReportText("电话13912345678，支出120万元。\n身份证号110101199003070011")
        let covered = text.covered(by: PrivacyCover(text))
        #expect(covered.count == text.count && covered.lines == text.lines)
        #expect(covered.quote(0..<covered.count) == "电话139●●●●●●78，支出120万元。\n身份证号110●●●●●●●●●●●●●11\n")
        #expect(covered.quote(14..<21) == text.quote(14..<21))
    }

    @Test func `a form is covered with its scores and findings`() {
        let form = ExampleForm().row("发放户数", ">=", "120", "户", actual: "119", reason: "电话13912345678未接通").row("回访", nil, "拨打13912345678", actual: "13912345678").facts
        let check = Catalogue.run(form)
        #expect(check.gate.count >= 2 && check.holdsPersonalData)
        let cover = PrivacyCover(form.evaluation)
        let shown = "\(cover(form.evaluation)) \(cover(form.scoreSheet)) \(cover(check))"
        #expect(!shown.contains("12345678") && shown.contains("139●●●●●●78"))
        #expect(cover(form.scoreSheet).total == form.scoreSheet.total && cover(form.evaluation).indicators[0].actual == form.evaluation.indicators[0].actual)
    }

    @Test func `a list of thousands is covered whole`() {
        let text = ReportText((0..<3_000).map { "电话139\(10_000_000 + $0 * 7)" }.joined(separator: "\n"))
        let covered = text.covered(by: PrivacyCover(text))
        #expect(covered.quote(0..<covered.count).count { $0 == "●" } == 18_000)
    }

    @Test func `hostile texts end`() {
        let texts = [
            String(repeating: "9", count: 1_000_000), String(repeating: "1 ", count: 500_000), String(repeating: "13912345678 ", count: 80_000), String(repeating: "身份证", count: 300_000),
            String(repeating: "低保户张三", count: 200_000), String(repeating: "(0", count: 500_000), String(repeating: "110101 1990", count: 90_000),
        ]
        for text in texts.map({ String($0.prefix(100_000)) }) {
            let time = ContinuousClock().measure { _ = PrivacyScan.places(in: text) }
            // Without optimisation; a quadratic walk would take hours.
            #expect(time < .seconds(15), "\(text.prefix(12)) \(time)")
        }
    }

    private func text(_ codes: [UInt16]) -> String { String(String.UnicodeScalarView(codes.compactMap { Unicode.Scalar($0) })) }
    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private struct Generator {
        var state: UInt64
        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
    }
}
