import Quantities
import Synchronization

/// The days of the demo; moves on by itself so that no two acts share a moment, and never back.
final class DemoClock: Sendable {
    private let moment = Mutex(Instant(milliseconds: 0))

    var now: Instant {
        moment.withLock { moment in
            moment = Instant(milliseconds: moment.milliseconds + 1_000)
            return moment
        }
    }

    /// Nine in the morning of a day, or later where that day has begun already.
    func set(_ day: CalendarDay) {
        moment.withLock { $0 = max($0, Instant(startOf: day).adding(seconds: 9 * 3_600)) }
    }
}

/// The same numbers from the same seed (SplitMix64), so that the same county has the same keys on any database.
final class DemoNumbers: Sendable {
    private let state: Mutex<UInt64>

    init(seed: UInt64) { state = Mutex(seed) }

    func next() -> UInt64 {
        let state = state.withLock { state in
            state &+= 0x9E37_79B9_7F4A_7C15
            return state
        }
        var value = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
