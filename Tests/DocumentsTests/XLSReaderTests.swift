import BudgetModel
import Documents
import Quantities
import Testing

@Suite struct XLSReaderTests {
    @Test(arguments: ["form-1900", "form-1904", "long-strings", "formulas"])
    func `reads what another program reads`(name: String) throws {
        let document = try XLSReader.read(try Fixture.bytes(name + ".xls"))
        #expect(document.format == .xls)
        #expect(dump(document.grids) == (try Fixture.text(name + ".dump")))
    }
}
