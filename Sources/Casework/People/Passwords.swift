import CryptoExtras
import Foundation
package import Storage

/// Keeps passwords as scrypt verifiers (RFC 7914) that name their own costs.
package struct Passwords: Hashable, Sendable {
    /// The power of two of the rounds; 17 takes 128 MiB and some tenths of a second.
    package var costPower: Int
    private static let blockSize = 8

    package init(costPower: Int = 17) { self.costPower = costPower }

    package static let shortest = 10

    /// `scrypt$17$8$1$<salt>$<key>`, both in hexadecimal.
    package func verifier(for password: String) throws -> String {
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
        return try Self.verifier(password, salt, costPower)
    }

    /// Whether the password is the one; takes the same time for any answer.
    package func verify(_ password: String, against verifier: String) -> Bool {
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
    package var digest: String { Digest.sha256(text.utf8) }

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
