package import Batch
package import BudgetModel
import JSONText
import Quantities

/// What a change of rules does, with the words of its faces.
package struct EffectReport: Sendable {
    package var effect: Effect
    package var from: Framework
    package var to: Framework
    package var clauses: [ClauseChange]
    package var greatest: [ProjectChange]
    package var table: String
    package var rows: Int
    package var badRows: Int

    package init(effect: Effect, from: Framework, to: Framework, clauses: [ClauseChange], greatest: [ProjectChange], table: String, rows: Int, badRows: Int) {
        self.effect = effect
        self.from = from
        self.to = to
        self.clauses = clauses
        self.greatest = greatest
        self.table = BatchPage.name(ofTable: table)
        self.rows = rows
        self.badRows = badRows
    }

    /// The two by their names, with their days where the names are one.
    private var names: (String, String) { from.id == to.id ? ("\(from.id) \(from.day)", "\(to.id) \(to.day)") : (from.id, to.id) }

    // MARK: Text

    package func lines(_ language: Language) -> [String] {
        func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
        var lines = [headline(language), counts(language)]
        if clauses.isEmpty { lines.append(say("两套规则中影响得分的取值没有不同。", "The two frameworks have the same values wherever scores come from.")) }
        for clause in clauses {
            lines.append(say("· \(clause.label.zh)：\(Self.shown(clause.before, language)) → \(Self.shown(clause.after, language))；影响 \(clause.sum.rows) 行、\(clause.sum.projects) 个项目", "· \(clause.label.en): \(Self.shown(clause.before, language)) → \(Self.shown(clause.after, language)); \(BatchPage.count(clause.sum.rows, "row")), \(BatchPage.count(clause.sum.projects, "project"))"))
            lines.append(say("  依据：", "  basis: ") + Self.source(clause.sourceBefore, language) + " → " + Self.source(clause.sourceAfter, language))
        }
        return lines
    }

    private func headline(_ language: Language) -> String {
        language == .zh
            ? "\(names.0) → \(names.1)：\(effect.projects) 个项目中 \(effect.changed) 个得分或等级变化，\(effect.up) 个升，\(effect.down) 个降，\(effect.otherGrade) 个等级不同"
                + (effect.meanChange.map { "；平均变化 \(Self.signed($0)) 分。" } ?? "。")
            : "\(names.0) → \(names.1): of \(BatchPage.count(effect.projects, "project")) \(effect.changed) change in score or grade, \(effect.up) up, \(effect.down) down, \(effect.otherGrade) with another grade"
                + (effect.meanChange.map { "; mean change \(Self.signed($0))." } ?? ".")
    }

    private func counts(_ language: Language) -> String {
        language == .zh
            ? "共 \(rows) 行，\(badRows) 行不能计分；只在变化前有得分的项目 \(effect.onlyBefore) 个，只在变化后有得分的 \(effect.onlyAfter) 个，两边都没有的 \(effect.neither) 个。"
            : "\(BatchPage.count(rows, "row")), \(badRows) cannot be scored; projects with a score before the change only: \(effect.onlyBefore), after it only: \(effect.onlyAfter), neither: \(effect.neither)."
    }

    private static func shown(_ wording: Wording?, _ language: Language) -> String { wording?(language) ?? (language == .zh ? "（无）" : "(none)") }
    private static func source(_ reference: Reference?, _ language: Language) -> String { reference?.line(language) ?? "—" }
    static func signed(_ number: ExactDecimal) -> String { number.isPositive ? "+\(number)" : number.description }

    // MARK: JSON

    /// The bytes of docs/formats/diff.schema.json, with a line end.
    package func json(_ language: Language) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.field("table", table)
            json.key("from")
            Self.write(&json, from)
            json.key("to")
            Self.write(&json, to)
            json.field("rows", rows)
            json.field("badRows", badRows)
            json.field("projects", effect.projects)
            json.field("changed", effect.changed)
            json.field("up", effect.up)
            json.field("down", effect.down)
            json.field("otherGrade", effect.otherGrade)
            json.field("onlyBefore", effect.onlyBefore)
            json.field("onlyAfter", effect.onlyAfter)
            json.field("neither", effect.neither)
            json.field("meanBefore", effect.before.mean()?.description)
            json.field("meanAfter", effect.after.mean()?.description)
            json.field("meanChange", effect.meanChange?.description)
            json.key("clauses")
            json.array(clauses) { json, clause in
                json.object { json in
                    json.field("path", clause.path)
                    json.field("label", clause.label(language))
                    json.field("before", clause.before?(language))
                    json.field("after", clause.after?(language))
                    json.field("sourceBefore", clause.sourceBefore?.line(language))
                    json.field("sourceAfter", clause.sourceAfter?.line(language))
                    json.field("rows", clause.sum.rows)
                    json.field("rowsUp", clause.sum.up)
                    json.field("rowsDown", clause.sum.down)
                    json.field("projects", clause.sum.projects)
                    json.field("points", Self.points(clause.sum).plain)
                }
            }
            json.key("grades")
            json.array(pairs) { json, pair in
                json.object { json in
                    json.field("before", pair.key.before?.rawValue)
                    json.field("after", pair.key.after?.rawValue)
                    json.field("projects", pair.value)
                }
            }
            json.key("distribution")
            let (old, new) = (effect.before.bins, effect.after.bins)
            json.array(0..<20) { json, bin in
                json.object { json in
                    json.field("from", bin * 5)
                    json.field("to", bin * 5 + 5)
                    json.field("before", old[bin])
                    json.field("after", new[bin])
                }
            }
            json.key("greatest")
            json.array(greatest) { json, change in
                json.object { json in
                    json.key("project")
                    json.array(change.key) { json, part in json.string(part) }
                    json.field("before", change.project.before.score?.description)
                    json.field("gradeBefore", change.project.before.grade?.rawValue)
                    json.field("after", change.project.after.score?.description)
                    json.field("gradeAfter", change.project.after.grade?.rawValue)
                    json.field("change", change.project.change?.description)
                    json.key("clauses")
                    json.array(change.project.clauses) { json, path in json.string(path) }
                }
            }
        }
        return json.bytes + [0x0A]
    }

    private static func write(_ json: inout JSONWriter, _ framework: Framework) {
        json.object { json in
            json.field("id", framework.id)
            json.field("day", framework.day.iso)
            json.field("digest", framework.digest)
        }
    }

    /// Best grade first, none last.
    private var pairs: [(key: Effect.GradePair, value: Int)] {
        func rank(_ grade: Grade?) -> Int { grade.map { Grade.allCases.firstIndex(of: $0)! } ?? Grade.allCases.count }
        return effect.grades.sorted { (rank($0.key.before), rank($0.key.after)) < (rank($1.key.before), rank($1.key.after)) }
    }

    private static func points(_ sum: EffectSums.ClauseSum) -> ExactDecimal { ExactDecimal(significand: sum.points, scale: ScoreCounts.places) }

    // MARK: HTML

    package func html(_ language: Language) -> String {
        var page = BatchPage(language)
        page.begin(page.say("规则变化的影响：\(names.0) → \(names.1)", "Effect of a change of rules: \(names.0) → \(names.1)"))
        if !table.isEmpty { page.paragraph(page.say("数据：", "Table: ") + table, "note") }
        page.paragraph(headline(language))
        page.paragraph(counts(language))
        page.paragraph(page.say("变化前：\(from.id)（\(from.title.zh)，\(from.day)）。变化后：\(to.id)（\(to.title.zh)，\(to.day)）。", "Before: \(from.id) (\(from.title.en), \(from.day)). After: \(to.id) (\(to.title.en), \(to.day))."), "note")
        page.heading(2, page.say("哪些条款不同", "Which clauses differ"))
        if clauses.isEmpty {
            page.paragraph(page.say("两套规则中影响得分的取值没有不同。", "The two frameworks have the same values wherever scores come from."))
        } else {
            page.table(
                page.say("不同的取值、依据和影响；“得分合计”只算仅由这一条引起变化的行", "Values that differ, their sources and what they do; “points” counts rows that this value alone changes"),
                [page.say("条款", "Clause"), page.say("变化前", "Before"), page.say("变化后", "After"), page.say("变化前依据", "Basis before"), page.say("变化后依据", "Basis after"), page.say("行数", "Rows"), page.say("升", "Up"), page.say("降", "Down"), page.say("项目数", "Projects"), page.say("得分合计", "Points")],
                clauses.map { clause in
                    [.text(clause.label(language)), .long(Self.shown(clause.before, language)), .long(Self.shown(clause.after, language)), .long(Self.source(clause.sourceBefore, language)), .long(Self.source(clause.sourceAfter, language)), .number(clause.sum.rows), .number(clause.sum.up), .number(clause.sum.down), .number(clause.sum.projects), .number(Self.signed(Self.points(clause.sum).trimmed))]
                })
        }
        matrix(&page)
        distribution(&page)
        changes(&page)
        page.end()
        return page.output.string
    }

    private func matrix(_ page: inout BatchPage) {
        page.heading(2, page.say("等级的变化", "Grades"))
        let all: [Grade?] = Grade.allCases + [nil]
        func name(_ grade: Grade?) -> String { grade.map { RollupReport.grade($0, page.language) } ?? page.say("无", "none") }
        page.table(
            page.say("项目数：行为变化前的等级，列为变化后的等级", "Projects: grades before in rows, after in columns"), [page.say("变化前 ＼ 变化后", "Before ＼ after")] + all.map(name) + [page.say("合计", "All")],
            all.map { before in
                [.text(name(before))] + all.map { after in BatchPage.Cell(text: String(effect.grades[.init(before, after)] ?? 0), kind: before == after ? "e same" : "e") } + [.number(all.reduce(0) { $0 + (effect.grades[.init(before, $1)] ?? 0) })]
            } + [[.text(page.say("合计", "All"))] + all.map { after in .number(all.reduce(0) { $0 + (effect.grades[.init($1, after)] ?? 0) }) } + [.number(effect.projects)]])
    }

    private func distribution(_ page: inout BatchPage) {
        page.heading(2, page.say("得分分布：变化前和变化后", "Scores before and after"))
        let (old, new) = (effect.before.bins, effect.after.bins)
        guard effect.before.count + effect.after.count > 0 else { return page.paragraph(page.say("没有项目有得分。", "No project has a score.")) }
        let title = page.say("各分数段的项目数", "Projects by score")
        let summary = page.say("变化前平均 \(effect.before.mean()?.description ?? "—")，变化后平均 \(effect.after.mean()?.description ?? "—")。数字见下表。", "Mean before \(effect.before.mean()?.description ?? "—"), after \(effect.after.mean()?.description ?? "—"). The table below has the numbers.")
        let series = [(page.say("变化前 ", "before: ") + names.0, old), (page.say("变化后 ", "after: ") + names.1, new)]
        let axis = page.say("得分", "score")
        page.figure(title) { id, output in DistributionChart.write(title, summary: summary, axis: axis, series: series.map { (name: $0.0, bins: $0.1) }, id: id, &output) }
        let (a, b) = (effect.before.summary(places: effect.placesBefore), effect.after.summary(places: effect.placesAfter))
        page.table(
            page.say("分布的几个数（四分位数取最近名次）", "The distribution in a few numbers (quartiles by nearest rank)"), [page.say("项", ""), page.say("变化前", "Before"), page.say("变化后", "After")],
            [
                [.text(page.say("有得分的项目", "Projects with a score")), .number(effect.before.count), .number(effect.after.count)],
                [.text(page.say("平均", "Mean")), .number(effect.before.mean()?.description), .number(effect.after.mean()?.description)],
                [.text(page.say("最低", "Lowest")), .number(a?.minimum.description), .number(b?.minimum.description)],
                [.text(page.say("下四分位", "Lower quartile")), .number(a?.lower.description), .number(b?.lower.description)],
                [.text(page.say("中位数", "Median")), .number(a?.median.description), .number(b?.median.description)],
                [.text(page.say("上四分位", "Upper quartile")), .number(a?.upper.description), .number(b?.upper.description)],
                [.text(page.say("最高", "Highest")), .number(a?.maximum.description), .number(b?.maximum.description)],
            ])
        page.table(
            page.say("各分数段的项目数（含下限，不含上限；末段含 100；更低的分数段没有项目）", "Projects by score (lower bound included, upper bound not; the last class includes 100; none below)"),
            [page.say("分数段", "Score"), page.say("变化前", "Before"), page.say("变化后", "After"), page.say("增减", "Difference")],
            (DistributionChart.first([old, new])..<20).reversed().map { [.text(DistributionChart.name($0)), .number(old[$0]), .number(new[$0]), .number(Self.signed(ExactDecimal(new[$0] - old[$0])))] })
    }

    private func changes(_ page: inout BatchPage) {
        guard !greatest.isEmpty else { return }
        page.heading(2, page.say("变化最大的项目", "The greatest changes"))
        page.table(
            page.say("\(greatest.count) 个项目；全部变化见 --output 的 CSV", "\(BatchPage.count(greatest.count, "project")); --output has all that change"),
            [page.say("项目", "Project"), page.say("单位", "Unit"), page.say("区划", "Region"), page.say("变化前", "Before"), page.say("变化后", "After"), page.say("增减", "Change"), page.say("等级", "Grade"), page.say("条款", "Clauses")],
            greatest.map { change in
                let key = change.key + Array(repeating: "", count: max(0, 3 - change.key.count))
                func grade(_ grade: Grade?) -> String { grade.map { RollupReport.grade($0, page.language) } ?? "—" }
                let (old, new) = (grade(change.project.before.grade), grade(change.project.after.grade))
                return [.text(key[2]), .text(key[1]), .text(key[0]), .number(change.project.before.score?.description), .number(change.project.after.score?.description), .number(change.project.change.map(Self.signed)), .line(old == new ? old : "\(old) → \(new)"), .long(labels(change.project.clauses, page.language))]
            })
    }

    private func labels(_ paths: [String], _ language: Language) -> String {
        paths.map { path in clauses.first { $0.path == path }?.label(language) ?? path }.joined(separator: language == .zh ? "、" : ", ")
    }
}
