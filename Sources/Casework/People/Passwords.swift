import BudgetModel
import CryptoExtras
import Dispatch
import Foundation
package import Storage
import Synchronization

/// Keeps passwords as scrypt verifiers (RFC 7914) that name their own costs.
///
/// Each computation takes much memory and time, on purpose: it runs on threads of its own, two at a time, and few may wait for their turn.
package final class Passwords: Sendable {
    /// The power of two of the rounds; 17 takes 128 MiB and some tenths of a second.
    package let costPower: Int
    private static let blockSize = 8
    private static let placeLimit = 12
    private let queues = (1...2).map { DispatchQueue(label: "jixiao.passwords.\($0)", qos: .utility) }
    /// Places taken, by queue.
    private let taken = Mutex([0, 0])

    package init(costPower: Int = 17) { self.costPower = costPower }

    package static let shortest = 10

    /// A turn, given back when nobody holds it any more.
    final class Place: Sendable {
        fileprivate let queue: Int
        private let owner: Passwords

        fileprivate init(_ queue: Int, _ owner: Passwords) {
            self.queue = queue
            self.owner = owner
        }

        deinit { owner.taken.withLock { $0[queue] -= 1 } }
    }

    /// Takes a place in the line.
    ///
    /// - Throws: `Declined` where too many wait already.
    func take() throws -> Place {
        let queue: Int? = taken.withLock { taken in
            guard taken.reduce(0, +) < Self.placeLimit else { return nil }
            let queue = taken[0] <= taken[1] ? 0 : 1
            taken[queue] += 1
            return queue
        }
        guard let queue else {
            var busy = Declined(
                .busy, "sign-in-busy", Wording(zh: "正在登录或改密码的人太多。", en: "Too many are signing in or changing passwords right now."), help: Wording(zh: "请几秒钟后再试。", en: "Try again in a few seconds."))
            busy.retrySeconds = 3
            throw busy
        }
        return Place(queue, self)
    }

    /// `scrypt$17$8$1$<salt>$<key>`, both in hexadecimal.
    func verifier(for password: String) async throws -> String {
        let place = try take(), salt = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
        return try await queues[place.queue].perform { [costPower] in
            defer { withExtendedLifetime(place) {} }
            return try Self.verifier(password, salt, costPower)
        }
    }

    /// Whether the password is the one; takes the same time for any answer.
    func verify(_ password: String, against verifier: String, _ place: Place) async -> Bool {
        let isRight = try? await queues[place.queue].perform { [self] in
            defer { withExtendedLifetime(place) {} }
            return verifyNow(password, against: verifier)
        }
        return isRight ?? false
    }

    private func verifyNow(_ password: String, against verifier: String) -> Bool {
        let parts = verifier.split(separator: "$").map(String.init)
        guard parts.count == 6, parts[0] == "scrypt", let power = Int(parts[1]), (1...22).contains(power), let salt = Self.bytes(parts[4]),
            let made = try? Self.verifier(password, salt, power)
        else {
            // As long as for a real one, so that nobody learns which logins there are.
            _ = try? Self.verifier(password, [UInt8](repeating: 0, count: 16), costPower)
            return false
        }
        var difference: UInt8 = made.utf8.count == verifier.utf8.count ? 0 : 1
        for (left, right) in zip(made.utf8, verifier.utf8) { difference |= left ^ right }
        return difference == 0
    }

    private static func verifier(_ password: String, _ salt: [UInt8], _ power: Int) throws -> String {
        let key = try KDF.Scrypt.deriveKey(
            from: Data(password.precomposedStringWithCompatibilityMapping.utf8), salt: Data(salt), outputByteCount: 32, rounds: 1 << power, blockSize: blockSize, parallelism: 1,
            maxMemory: 128 * blockSize * (1 << power) * 2)
        return "scrypt$\(power)$\(blockSize)$1$\(salt.hexadecimal)$\(key.withUnsafeBytes { Array($0) }.hexadecimal)"
    }

    private static func bytes(_ hexadecimal: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var rest = hexadecimal[...]
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return bytes
    }
}

/// A secret that a browser or a program holds; the office keeps its digest only.
package struct Secret: Hashable, Sendable {
    /// `130102.Xk3…`: the region it belongs to, and 32 random bytes.
    package let text: String
    package let region: RegionCode
    package var digest: String { Digest.sha256(text) }

    package init(for region: RegionCode) {
        self.region = region
        let bytes = Data((0..<32).map { _ in UInt8.random(in: .min ... .max) })
        text = region.text + "." + bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Nil for what cannot be one.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.count == 43, text.utf8.count < 64, let region = RegionCode(String(parts[0])) else { return nil }
        self.text = text
        self.region = region
    }
}

extension Secret: CustomStringConvertible {
    /// Never the secret itself, so that no log can hold it.
    package var description: String { "secret of \(region)" }
}
