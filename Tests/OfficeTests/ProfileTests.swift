import BudgetModel
import Office
import Quantities
import Testing

/// What profiles refuse, with the line and the exact words.
struct ProfileTests {
    static func text<Profile: CycleProfile>(_ type: Profile.Type, _ id: String? = nil) -> String {
        String(decoding: type.shippedText(id ?? type.ids[0])!, as: UTF8.self).replacing("id: \(id ?? type.ids[0])\n", with: "id: own\n")
    }

    static func problems<Profile: CycleProfile>(_ type: Profile.Type, _ text: String, on day: CalendarDay = testDay) -> [String] {
        do throws(ProfileRefused) {
            _ = try type.read(text, name: "a.yaml", on: day)
            return []
        } catch {
            return error.problems.map { $0.line(.zh) }
        }
    }

    static func refused<Profile: CycleProfile>(_ type: Profile.Type, _ old: String, _ new: String, _ location: SourceLocation = #_sourceLocation) -> [String] {
        let text = text(type)
        #expect(text.contains(old), "the text to spoil is there", sourceLocation: location)
        var spoiled = text
        spoiled.replaceSubrange(text.firstRange(of: old)!, with: new)
        return problems(type, spoiled)
    }

    @Test func `a copy under its own name is taken, a changed one under a shipped name is not`() throws {
        let own = try ExAnteProfile.read(Self.text(ExAnteProfile.self), name: "a.yaml", on: testDay)
        #expect(own.mark.id == "own" && own.mark.digest.hasPrefix("sha256:") && own.mark.digest.utf8.count == 71)
        let shipped = String(decoding: ExAnteProfile.shippedText("ex-ante-cn")!, as: UTF8.self)
        #expect(Self.problems(ExAnteProfile.self, shipped).isEmpty)
        #expect(Self.problems(ExAnteProfile.self, shipped + "\n# x") == ["a.yaml:3：id“ex-ante-cn”是内置方案的编号，请另取一个，以免结果分不清按哪一套核算"])
        #expect(throws: ProfileRefused.self) { try ExAnteProfile.shipped("nowhere", on: testDay) }
    }

    @Test func `unknown keys, missing references, points that do not sum`() {
        #expect(Self.refused(ExAnteProfile.self, "duty:", "wish: 1\nduty:").contains { $0.hasPrefix("a.yaml:13：不认识的项“wish”；可用的项：id、title、checked、instruments、duty") })
        #expect(
            Self.refused(ExAnteProfile.self, "      reference: {instrument: own, article: 等级折算, confidence: assumed}\n", "") == [
                "a.yaml:23：shares.values 在 2018-09-01 的值没有依据（reference）；请写明文件、条款和把握"
            ])
        let points = Self.refused(ExAnteProfile.self, #"points: "5""#, #"points: "4""#)
        #expect(points.count == 1 && points[0].hasSuffix("各项分值之和是 19，应为 20"), "\(points)")
        let sum = Self.refused(GoalReviewProfile.self, "points: \"20\"\n          items:\n            - {id: form,", "points: \"21\"\n          items:\n            - {id: form,")
        #expect(sum.contains { $0.hasSuffix("criteria 的分值之和自 2023-12-31 起是 101，应为 100") }, "\(sum)")
        #expect(Self.refused(ExAnteProfile.self, "instrument: own, article: 等级折算", "instrument: nobody, article: 等级折算") == ["a.yaml:29：依据“nobody”不在 instruments 列表中；请在列表中补上这份文件"])
    }

    @Test func `values that cannot be`() {
        #expect(Self.refused(ExAnteProfile.self, "from: \"80\"\n", "from: \"50\"\n").contains { $0.contains("应按予以支持、部分支持、不予支持的次序") })
        #expect(Self.refused(ExAnteProfile.self, "dimension: necessity", "dimension: beauty").contains { $0.contains("没有“beauty”这个评估维度，不能一票否决") })
        #expect(Self.refused(GoalReviewProfile.self, "{grade: fair, consequence", "{grade: poor, consequence").contains { $0.contains("应按优、良、中、差各有一项") })
        #expect(Self.refused(GoalReviewProfile.self, "consequence: goes-on", "consequence: flies").contains { $0.contains("只能是 goes-on、completed-then-goes-on") })
        #expect(Self.refused(MonitoringProfile.self, "redBelow: \"0.6\"", "redBelow: \"0.9\"").contains { $0.contains("的界限应依次升高") })
        #expect(Self.refused(MonitoringProfile.self, "redBelow: \"0.6\"", "redBelow: often").contains { $0.contains("应为数字，现为“often”") })
        #expect(Self.refused(ExAnteProfile.self, "2018-09-01:", "2018-9-1:").contains { $0.contains("的日期应写作 2021-01-01，现为“2018-9-1”") })
        #expect(Self.problems(ExAnteProfile.self, "") == ["a.yaml：文件是空的：请检查是否选对了文件"])
        #expect(Self.problems(ExAnteProfile.self, "id: [").first?.contains("YAML 写法有误") == true)
        #expect(Self.problems(ExAnteProfile.self, "id: a\nid: b").first == "a.yaml:1：“id”出现两次，请只留一个")
        #expect(Self.problems(ExAnteProfile.self, "- a").first == "a.yaml:1：方案文件应为“项: 值”的形式")
    }

    @Test func `the value in force on a day counts, and every day is checked`() throws {
        let changed = Self.text(GoalReviewProfile.self).replacing(
            "grades:\n  unit: 分\n  values:\n",
            with:
                "grades:\n  unit: 分\n  values:\n    2025-01-01: {value: [{grade: excellent, from: \"95\"}, {grade: good, from: \"80\"}, {grade: fair, from: \"60\"}, {grade: poor, from: \"0\"}], reference: {instrument: own, confidence: assumed}}\n"
        )
        #expect(try GoalReviewProfile.read(changed, name: "a.yaml", on: day("2024-12-31")).grades.value[0].from == dec("90"))
        #expect(try GoalReviewProfile.read(changed, name: "a.yaml", on: day("2025-01-01")).grades.value[0].from == dec("95"))
        #expect(try GoalReviewProfile.read(changed, name: "a.yaml", on: day("2001-01-01")).grades.value[0].from == dec("90"))
        let wrong = changed.replacing("from: \"95\"", with: "from: \"75\"")
        #expect(Self.problems(GoalReviewProfile.self, wrong, on: day("2024-12-31")).count == 1)
    }
}
