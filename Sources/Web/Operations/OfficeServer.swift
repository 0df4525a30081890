import BudgetModel
package import Casework
package import Logging
import Quantities
import Storage

/// The server of an office: its operations with everything they need around them.
package enum OfficeServer {
    package static func make(
        _ desk: Desk, _ configuration: WebConfiguration, logger: Logger = Logger(label: "web") { LogLines(label: $0) }
    ) throws -> WebServer {
        let gauges = OfficeGauges(desk)
        let surroundings = WebSurroundings(
            authenticator: OfficeAuthenticator(desk: desk), idempotency: OfficeIdempotency(desk: desk),
            readiness: {
                do {
                    _ = try await desk.regions()
                    return nil
                } catch let error as StorageError {
                    return error.sentence
                } catch {
                    return Wording(zh: "数据库不能用。", en: "The database cannot be used.")
                }
            }, gauges: { await gauges.read() }, clockMilliseconds: { desk.now.milliseconds })
        return try WebServer(configuration, operations: [.hello] + OfficeOperations.all(desk), about: OfficeOperations.about, surroundings: surroundings, logger: logger)
    }
}
