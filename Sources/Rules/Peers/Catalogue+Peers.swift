extension Catalogue {
    /// What shows only beside the forms of other units.
    static let peers: [Rule] = [
        .pointsDifferAmongPeers, .narrativeCopied, .fullMarksThroughout, .overshootThroughout, .highTotalsThroughout,
    ]
}
