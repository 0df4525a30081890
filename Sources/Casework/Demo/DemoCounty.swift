import Quantities
package import Storage
import Workflows

/// A small county with everything in it, for whoever wants to look before filling in anything: 12 units, 60 programmes, three years.
///
/// The same county on any database, to the last key; only passwords differ. It goes the way everybody goes: every save, move and comment is a use
/// case and stands in the chain, on the day it would have been done.
package final class DemoCounty: Sendable {
    package static let region = RegionCode("370199")!
    package static let years = [2023, 2024, 2025]

    private let clock: DemoClock
    private let desk: Desk

    /// - Parameter database: with its schema, and without the region of the demo.
    package init(database: any Database, files: ContentFolder, engine: String, passwords: Passwords) {
        let clock = DemoClock(), numbers = DemoNumbers(seed: 370_199)
        self.clock = clock
        desk = Desk(database: database, files: files, engine: engine, passwords: passwords, random: { numbers.next() }, clock: { clock.now })
    }

    /// Fills the county.
    ///
    /// - Parameters:
    ///   - password: of all accounts; there is no default one.
    ///   - progress: told after each errand.
    package func fill(password: String, progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }) async throws {
        clock.set(CalendarDay(iso: "2023-01-03")!)
        let office = try await DemoOffice.opened(desk, clock, password: password)
        var agenda = DemoAgenda()
        office.planOffice(&agenda)
        for year in Self.years {
            for programme in office.programmes.joined() where programme.runs(in: year) { programme.plan(&agenda, year) }
            for unit in office.units where unit.record.kind == .department { DemoDepartment(unit: unit).plan(&agenda, year) }
            office.planPublications(&agenda, year)
            office.planReviews(&agenda, year)
        }
        try await agenda.run(office, progress)
    }
}
