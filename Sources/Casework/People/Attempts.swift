import BudgetModel
import Quantities
import Storage

/// Failed attempts at a password, counted by login.
extension Desk {
    private static let (failuresAllowed, lockSeconds) = (5, 900)
    /// Failures are forgotten after a day; and the oldest where there are more logins than people of a region can have.
    private static let (keptSeconds, keptRows) = (86_400, 20_000)

    /// Whether a password is the one of an account, or of nobody; every try counts, however many come at once.
    ///
    /// The count is written before the password is tried, and taken back by whoever succeeds (`forgetAttempts`).
    /// - Throws: `Declined` while the login is locked, and where too many wait for their turn.
    func tryPassword(_ password: String, of person: PersonRecord?, login: String, in region: RegionCode) async throws -> Bool {
        let place = try passwords.take(), now = now
        let lockedUntil = try await database.write(in: region.text) { connection in try Self.countAttempt(login, region, now, connection) }
        if let lockedUntil {
            var locked = Declined(
                .tooMany, "login-locked", Wording(zh: "密码连续输错多次，请在 \(lockedUntil.beijingText)（北京时间）以后再试。", en: "Too many failed logins; try again after \(lockedUntil.beijingText) (Beijing time)."),
                help: Wording(zh: "也可以请系统管理员重设密码。", en: "The administrator can set another password."))
            locked.retrySeconds = Int((lockedUntil.milliseconds - now.milliseconds) / 1_000) + 1
            throw locked
        }
        return await passwords.verify(password, against: person?.password ?? "", place)
    }

    static func forgetAttempts(_ login: String, _ region: RegionCode, _ connection: any SQLConnection) throws(StorageError) {
        try connection.run("DELETE FROM login_attempt WHERE region_code = ? AND login = ?", [region.sql, login.sql])
    }

    /// Counts one more; returns until when the login is locked, where it is.
    private static func countAttempt(_ login: String, _ region: RegionCode, _ now: Instant, _ connection: any SQLConnection) throws(StorageError) -> Instant? {
        try connection.run("DELETE FROM login_attempt WHERE region_code = ? AND tried_at < ?", [region.sql, now.adding(seconds: -keptSeconds).sql])
        try connection.run(
            """
            DELETE FROM login_attempt WHERE region_code = ? AND tried_at < (SELECT tried_at FROM login_attempt WHERE region_code = ? ORDER BY tried_at DESC LIMIT 1 OFFSET \(keptRows))
            """, [region.sql, region.sql])
        // One statement, so that two servers lose no count between them.
        let counted = try connection.run(
            """
            INSERT INTO login_attempt (region_code, login, failures, locked_until, tried_at) VALUES (?, ?, 1, NULL, ?)
            ON CONFLICT (region_code, login) DO UPDATE
            SET failures = CASE WHEN login_attempt.locked_until IS NULL THEN login_attempt.failures + 1 ELSE 1 END, locked_until = NULL, tried_at = excluded.tried_at
            WHERE login_attempt.locked_until IS NULL OR login_attempt.locked_until <= ?
            """, [region.sql, login.sql, now.sql, now.sql])
        let record = try connection.find(LoginAttemptRecord.self, [region.sql, login.sql])
        guard counted > 0 else { return record?.lockedUntil ?? now }
        if let record, record.failures >= failuresAllowed {
            try connection.run("UPDATE login_attempt SET locked_until = ? WHERE region_code = ? AND login = ?", [now.adding(seconds: lockSeconds).sql, region.sql, login.sql])
        }
        return nil
    }
}
