import Foundation

/// An address of the network, IPv4 in the space IPv6 keeps for it.
struct NetworkAddress: Hashable, Sendable {
    var high: UInt64
    var low: UInt64

    private static let mapped: UInt64 = 0xFFFF_0000_0000

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    init(v4: UInt32) { self.init(high: 0, low: Self.mapped | UInt64(v4)) }

    /// - Returns: nil for what is no address; names of hosts are not looked up.
    init?(_ text: String) {
        var v4 = in_addr()
        if inet_pton(AF_INET, text, &v4) == 1 {
            self.init(v4: UInt32(bigEndian: v4.s_addr))
            return
        }
        var v6 = in6_addr()
        guard inet_pton(AF_INET6, text, &v6) == 1 else { return nil }
        self.init(v6)
    }

    init(_ v6: in6_addr) {
        self = withUnsafeBytes(of: v6) { bytes in
            NetworkAddress(
                high: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
                low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
        }
    }

    var isV4: Bool { high == 0 && low >> 32 == Self.mapped >> 32 }

    var isLoopback: Bool { isV4 ? (low >> 24) & 0xFF == 127 : high == 0 && low == 1 }

    /// What counts as one caller: an IPv4 address, or the IPv6 network of one line, whose owner has addresses without number.
    var network: NetworkAddress { isV4 ? self : NetworkAddress(high: high, low: 0) }

    var text: String {
        if isV4 { return [24, 16, 8, 0].map { String(low >> UInt64($0) & 0xFF) }.joined(separator: ".") }
        return (0..<8).map { place in
            let word = place < 4 ? high >> UInt64(48 - place * 16) : low >> UInt64(112 - place * 16)
            return String(word & 0xFFFF, radix: 16)
        }.joined(separator: ":")
    }
}

/// A range of addresses: `10.0.0.0/8`, or one address.
struct AddressRange: Hashable, Sendable {
    private let base: NetworkAddress
    private let bits: Int

    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let first = parts.first, let address = NetworkAddress(String(first)), parts.count <= 2 else { return nil }
        let width = address.isV4 ? 32 : 128
        var bits = width
        if parts.count == 2 {
            guard let given = Int(parts[1]), (0...width).contains(given) else { return nil }
            bits = given
        }
        base = address
        self.bits = bits + 128 - width
    }

    func contains(_ address: NetworkAddress) -> Bool {
        let highMask = bits >= 64 ? UInt64.max : bits == 0 ? 0 : UInt64.max << UInt64(64 - bits)
        let lowMask = bits >= 128 ? UInt64.max : bits <= 64 ? 0 : UInt64.max << UInt64(128 - bits)
        return (address.high ^ base.high) & highMask == 0 && (address.low ^ base.low) & lowMask == 0
    }
}

/// Whose addresses in `X-Forwarded-For` are believed.
struct TrustedProxies: Sendable {
    let ranges: [AddressRange]

    /// The client behind proxies of ours: from the right, the first address that is none of them.
    func client(peer: NetworkAddress?, forwardedFor: String?) -> NetworkAddress? {
        guard var client = peer, let forwardedFor, !ranges.isEmpty else { return peer }
        for part in forwardedFor.split(separator: ",").reversed() {
            guard ranges.contains(where: { $0.contains(client) }), let before = NetworkAddress(part.trimmingSpace()) else { return client }
            client = before
        }
        return client
    }
}
