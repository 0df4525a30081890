import Foundation
import Storage
import StoragePostgres
import Testing

@Suite struct `The address of a server` {
    @Test func `a wrong password is refused, and stands in no text`() async throws {
        let password = "geheim-9f2c"
        let database = try PostgresDatabase(url: TestServer.shared().address { $0.password = password })
        let error = await failure { _ = try await database.count("SELECT 1") }
        #expect(error?.kind == "refused")
        var dumped = ""
        dump(database, to: &dumped)
        for text in [String(describing: error), String(describing: database), String(reflecting: database), dumped] { #expect(!text.contains(password), "\(text)") }
        #expect(String(describing: database).contains("@127.0.0.1:"))
    }

    @Test(arguments: [
        "postgres://u:ge@heim@host/x", "postgres://u:ge/heim@host/x", "postgres://u:ge?heim@host/x", "mysql://u:geheim@host/x", "postgres://u:geheim@host/x?colour=red", "postgres://u:geheim@[host/x", "", "host=127.0.0.1 password=geheim",
    ])
    func `an address that is none is refused without being repeated`(url: String) async throws {
        let error = await failure { _ = try PostgresDatabase(url: url) }
        #expect(error?.kind == "refused")
        #expect(!String(describing: error).contains("heim"))
    }

    @Test func `a database or a user that is not there is refused`() async throws {
        for change: (inout URLComponents) -> Void in [{ $0.path = "/nobody_made_this" }, { $0.user = "nobody" }, { $0.user = nil; $0.password = nil; $0.query = "user=jixiao" }] {
            let database = try PostgresDatabase(url: TestServer.shared().address(change))
            await expectFailure("refused") { _ = try await database.count("SELECT 1") }
            await database.close()
        }
    }

    @Test func `a server that is not there, does not answer or speaks no TLS cannot be reached, and soon`() async throws {
        let silent = try Wire(to: nil)
        var options = PostgresOptions()
        options.connectMilliseconds = 300
        let start = ContinuousClock.now
        for change: (inout URLComponents) -> Void in [{ $0.port = 1 }, { $0.port = Int(silent.port) }, { $0.query = "sslmode=require" }, { $0.host = "no-such-host.invalid" }] {
            let database = try PostgresDatabase(url: TestServer.shared().address(change), options: options)
            await expectFailure("unreachable") { _ = try await database.count("SELECT 1") }
            await expectFailure("unreachable") { try await database.add(1) }
            await database.close()
        }
        #expect(.now - start < .seconds(20))
        silent.close()
    }
}
