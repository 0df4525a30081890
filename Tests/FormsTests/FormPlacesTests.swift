import BudgetModel
import JSONText
import Quantities
import Testing

@testable import Forms

/// Forms without cells, placed as on a sheet of ours.
@Suite struct FormPlacesTests {
    private static func placed(_ text: String) throws -> Evaluation { FormPlaces.placed(try FormJSON.read(try JSONParser.parse(text))) }

    private static let text = #"""
        {"source":{"form":"project-self-evaluation"},"programme":"村级供水管网改造","year":2024,
         "funds":[{"source":"total","adjusted":"100.00","statedRate":"95%"},{"source":"other","adjusted":"10.00","executed":"9.00","statedRate":"90%"}],"execution":{"weight":"10"},"goals":[{"expected":"改造管网12公里。"}],
         "indicators":[{"level1":"产出指标（50分）","level2":"数量指标","name":"管网","target":"≥12公里","actual":"11公里","weight":"50","statedScore":"45"},{"level1":"产出指标（50分）","level2":"质量指标","name":"水质","target":"≥95%","actual":"96%"},
          {"level1":"效益指标","level2":"质量指标","name":"户数","actual":"5","weight":"40"}],"texts":[{"label":"存在问题","text":"无"}]}
        """#

    @Test func `every value and what is missing has a cell that leads back to its place`() throws {
        let form = try Self.placed(Self.text)
        let places = FormPlaces(form)
        func leads(_ cell: CellRef?, _ pointer: String) { #expect(cell.flatMap(places.pointer) == pointer, "\(pointer)") }
        leads(form.programme?.cell, "/programme")
        leads(form.year?.cell, "/year")
        leads(form.funds[0].adjusted?.cell, "/funds/0/adjusted")
        leads(form.funds[0].emptyCells[.executed], "/funds/0/executed")
        leads(form.funds[1].executed?.cell, "/funds/1/executed")
        leads(form.funds[0].statedRate?.cell, "/execution/statedRate")
        leads(form.funds[1].statedRate?.cell, "/funds/1/statedRate")
        leads(form.execution?.weight?.cell, "/execution/weight")
        leads(form.execution?.scoreCell, "/execution/statedScore")
        leads(form.goals[0].expected?.cell, "/goals/0/expected")
        leads(form.indicators[0].name.cell, "/indicators/0/name")
        leads(form.indicators[1].level1Cell, "/indicators/0/level1")
        leads(form.indicators[1].level2Cell, "/indicators/1/level2")
        leads(form.indicators[2].level1Cell, "/indicators/2/level1")
        leads(form.indicators[2].level2Cell, "/indicators/2/level2")
        leads(form.indicators[1].emptyCells[.weight], "/indicators/1/weight")
        leads(form.indicators[1].emptyCells[.score], "/indicators/1/statedScore")
        leads(form.indicators[2].emptyCells[.target], "/indicators/2/target")
        leads(form.blocks.first?.weight.cell, "/indicators/0/level1")
        leads(form.totalCell, "/statedTotal")
        leads(form.texts[0].text.cell, "/texts/0/text")
        #expect(form.emptyLabels.map(\.value) == ["主管部门", "全年实际完成情况"])
        #expect(form.emptyLabels.map { $0.cell.flatMap(places.pointer) } == ["/department", "/goals/0/achieved"])
        #expect(form.funds[0].emptyCells[.initial] == nil && form.indicators[0].emptyCells[.reason] != nil)
        let empty = FormPlaces.placed(Evaluation(file: "", sheet: "", kind: .projectSelfEvaluation))
        #expect(empty.emptyLabels.map { $0.cell.flatMap(FormPlaces(empty).pointer) } == ["/programme", "/department", "/year", "/indicators"])
        #expect(places.pointer(CellRef(sheet: "自评表", position: CellPosition(row: 0, column: 0))) == nil)
        #expect(places.pointer(CellRef(sheet: FormPlaces.sheet, position: CellPosition(row: 400, column: 0))) == nil)
    }

    @Test func `no two values share a cell unless they are one`() throws {
        for (name, form) in Corpus.forms {
            let placed = FormPlaces.placed(try FormJSON.read(MinimalFormTests.minimal(FormJSON.write(form))))
            let places = FormPlaces(placed)
            var seen: Set<CellRef> = []
            for row in placed.indicators {
                for cell in [row.name.cell, row.target?.cell, row.adjustedTarget?.cell, row.actual?.cell, row.weight?.cell, row.statedScore?.cell, row.reason?.cell, row.forecast?.cell] + row.emptyCells.values.map(Optional.some) {
                    guard let cell else { continue }
                    // Points in a name stand where the name does.
                    #expect(seen.insert(cell).inserted || cell == row.name.cell || row.reason?.cell == cell, "\(name) \(cell)")
                    #expect(places.pointer(cell)?.hasPrefix("/indicators/") ?? false, "\(name) \(cell)")
                }
            }
            for line in placed.funds {
                for cell in FundField.allCases.compactMap({ line.amount($0)?.cell ?? line.emptyCells[$0] }) + [line.label.cell].compactMap(\.self) { #expect(seen.insert(cell).inserted && places.pointer(cell)?.hasPrefix("/funds/") ?? false, "\(name) \(cell)") }
            }
            // Placed forms are stored like others, and placing again changes nothing.
            #expect(FormPlaces.placed(placed) == placed)
            #expect(try FormJSON.restore(FormJSON.write(placed)) == placed, "\(name)")
        }
    }

    @Test func `a form of a document keeps its own places`() {
        for (name, form) in Corpus.forms where !form.indicators.isEmpty { #expect(FormPlaces.placed(form) == form, "\(name)") }
    }
}
