import Batch
import Testing

@Suite struct SampleMembersTests {
    private static let members = (0..<60).map { SampleDraw.Member(key: ["370199", "2190\($0 % 7)", "case-\($0)"], stratum: $0 % 3, size: 1 + $0 % 11) }

    @Test(arguments: Array<UInt64>(1...20)) func `neither sample nor digest of the frame depends on the order of members`(_ seed: UInt64) {
        var generator = Generator(state: seed)
        let shuffled = Self.members.shuffled(using: &generator)
        func drawn(_ members: [SampleDraw.Member]) -> [String] {
            SampleDraw(members, labels: ["a", "b", "c"], size: 13, seed: "\(seed)").chosen.map { "\(members[$0.project].key) \($0.rank) \($0.hash) \($0.top)/\($0.bottom)" }
        }
        #expect(drawn(shuffled) == drawn(Self.members))
        #expect(SampleDraw.frameDigest(shuffled, labels: ["a", "b", "c"]) == SampleDraw.frameDigest(Self.members, labels: ["a", "b", "c"]))
    }

    @Test func `more risk points are drawn more often`() {
        var hits = [0, 0]
        for seed in 0..<400 {
            let members = [SampleDraw.Member(key: ["r", "u", "small"], stratum: 0, size: 1), SampleDraw.Member(key: ["r", "u", "large"], stratum: 0, size: 3)] + (0..<6).map {
                SampleDraw.Member(key: ["r", "u", "other-\($0)"], stratum: 0, size: 2)
            }
            for chosen in SampleDraw(members, labels: ["-"], size: 2, seed: "\(seed)").chosen where chosen.project < 2 { hits[chosen.project] += 1 }
        }
        #expect(hits[1] > 2 * hits[0])
    }
}

private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}
