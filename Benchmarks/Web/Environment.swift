import Foundation

enum Environment {
    static func read() -> [String: String] { ProcessInfo.processInfo.environment }
}
