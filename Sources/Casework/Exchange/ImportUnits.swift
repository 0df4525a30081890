import BudgetModel
import Office
import Quantities
import Storage

extension Desk {
    fileprivate static let shownCircle = 10

    /// Imports units, those above before those below; the report is in the order of the file.
    func importUnits(_ sheet: ImportSheet, _ caller: Caller, _ writing: Writing) throws -> [ImportRow] {
        let tree = ListedUnits(sheet), repeated = sheet.repeated("code")
        var rows: [Int: ImportRow] = [:]
        // Rows whose unit is not there, since they or one above them are refused.
        var missing: Set<Int> = []
        for index in tree.order {
            var fields = ImportFields(sheet.rows[index], of: sheet)
            if let other = repeated[fields.row.number] { fields.refuse("code", "编码 \(fields.text("code")) 与第 \(other) 行相同", "the code \(fields.text("code")) stands in row \(other) too") }
            if let circle = tree.circles[index] {
                // A long circle is told by where it begins.
                let shown = circle.count > Self.shownCircle ? Array(circle.prefix(Self.shownCircle)) : circle + circle.prefix(1)
                let codes = shown.map { sheet.rows[$0].values["code"]?.text ?? "" }.joined(separator: " → ") + (circle.count > Self.shownCircle ? " → …" : "")
                fields.refuse("parent", "上级单位绕回了自己：\(codes)", "the unit stands above itself: \(codes)")
            }
            let row = try importUnit(&fields, awaitsParent: tree.parents[index].map(missing.contains) ?? false, caller, writing)
            if row.isMissing { missing.insert(index) }
            rows[index] = row.row
        }
        return sheet.rows.indices.compactMap { rows[$0] }
    }

    /// - Parameter awaitsParent: whether the row of the unit above is refused; then this one is only read, so that one slip is not told in every row below.
    private func importUnit(_ fields: inout ImportFields, awaitsParent: Bool, _ caller: Caller, _ writing: Writing) throws -> (row: ImportRow, isMissing: Bool) {
        let today = writing.now.beijingDay, kind = fields.word("kind", UnitKind.self), opened = fields.day("opened")
        if let opened, opened > today { fields.refuse("opened", "设立日期不能晚于今天（\(today.iso)）", "the unit cannot be opened after today (\(today.iso))") }
        let parent = awaitsParent || !fields.reads("parent") ? nil : try importedUnit("parent", &fields, caller, writing.connection)
        let draft = UnitDraft(kind: kind ?? (fields.has("parent") ? .unit : .department), code: fields.text("code"), name: fields.text("name"), parent: parent?.id)
        fields.take(draft.flaws())
        let present = fields.reads("code") ? try openUnit(draft.code, caller, writing.connection) : nil
        if let present { refuseOtherChanges(of: present, kind, parent, opened, &fields) }
        guard !fields.hasFlaws else { return (fields.result(.refused), present == nil) }
        do {
            if let present {
                _ = try allow(.manageUnits, present.path, caller)
                return (try rename(present, draft.name, fields, writing), false)
            }
            let isReady = parent != nil || !fields.has("parent")
            if isReady { _ = try insertUnit(draft, identifiers.next(), on: opened ?? today, caller, writing) }
            return (fields.result(.added), !isReady)
        } catch let declined as Declined {
            fields.take(declined)
            return (fields.result(.refused), present == nil)
        }
    }

    /// An import gives a unit another name and nothing else; what a row does not name is not compared.
    private func refuseOtherChanges(of present: UnitRecord, _ kind: UnitKind?, _ parent: UnitRecord?, _ opened: CalendarDay?, _ fields: inout ImportFields) {
        if let kind, kind != present.kind { fields.refuse("kind", "“\(present.name)”登记的不是这个类型；导入不改单位类型", "“\(present.name)” is registered as another kind, which an import does not change") }
        if fields.reads("parent"), present.parentID != parent?.id {
            fields.refuse("parent", "“\(present.name)”现在不在这个上级之下：划转请另行办理，以保留沿革", "“\(present.name)” stands below another unit; move it by its own act, which keeps its history")
        }
        if let opened, fields.reads("opened"), opened != present.openedOn {
            fields.refuse(
                "opened", "“\(present.name)”登记的设立日期是 \(present.openedOn.iso)；导入不改已登记的日期，请删去或改正这一格",
                "“\(present.name)” is registered as opened on \(present.openedOn.iso), which an import does not change; empty or mend the cell")
        }
    }

    private func rename(_ unit: UnitRecord, _ name: String, _ fields: ImportFields, _ writing: Writing) throws -> ImportRow {
        guard unit.name != name else { return fields.result(.same) }
        var renamed = unit
        renamed.name = name
        try writing.update(renamed)
        try writing.insert(
            UnitPeriodRecord(region: unit.region, id: identifiers.next(), unitID: unit.id, validFrom: writing.now.beijingDay, code: unit.code, name: name, parentID: unit.parentID))
        return fields.result(.changed, [.init(field: "name", before: unit.name, after: name)])
    }
}

/// How the rows of a list of units hang together.
struct ListedUnits {
    /// The row of the unit above, where it stands in the list.
    let parents: [Int?]
    /// All rows, those above before those below.
    private(set) var order: [Int] = []
    /// For each row that stands above itself: the rows of its circle, from itself upwards, some more than are shown at most.
    private(set) var circles: [Int: [Int]] = [:]

    init(_ sheet: ImportSheet) {
        var byCode: [String: Int] = [:]
        for (index, row) in sheet.rows.enumerated() { if let code = row.values["code"]?.text, byCode[code] == nil { byCode[code] = index } }
        parents = sheet.rows.map { row in row.values["parent"].flatMap { byCode[$0.text] } }
        var isPlaced = [Bool](repeating: false, count: parents.count)
        for start in parents.indices where !isPlaced[start] {
            // From the row upwards to one that is placed already, to the top, or round to itself.
            var chain: [Int] = [], places: [Int: Int] = [:], next: Int? = start
            while let index = next, !isPlaced[index], places[index] == nil {
                places[index] = chain.count
                chain.append(index)
                next = parents[index]
            }
            if let index = next, let place = places[index] {
                let circle = Array(chain[place...])
                for (offset, member) in circle.enumerated() { circles[member] = (0..<min(circle.count, Desk.shownCircle + 1)).map { circle[(offset + $0) % circle.count] } }
            }
            for index in chain.reversed() { isPlaced[index] = true }
            order += chain.reversed()
        }
    }
}
