import Quantities

/// What is to be done on which day. What falls on one day is done in the order in which it was noted.
struct DemoAgenda {
    typealias Errand = (DemoOffice) async throws -> Void

    private var errands: [(day: CalendarDay, number: Int, act: Errand)] = []

    mutating func on(_ day: String, _ act: @escaping Errand) { errands.append((CalendarDay(iso: day)!, errands.count, act)) }

    /// Does everything, day by day.
    ///
    /// - Parameter progress: told after each errand.
    func run(_ office: DemoOffice, _ progress: (_ done: Int, _ of: Int) -> Void) async throws {
        for (done, errand) in errands.sorted(by: { ($0.day, $0.number) < ($1.day, $1.number) }).enumerated() {
            office.clock.set(errand.day)
            try await errand.act(office)
            progress(done + 1, errands.count)
        }
    }
}
