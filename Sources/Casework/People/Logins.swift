import BudgetModel
import Office
package import Quantities
package import Storage

/// A session with the secret that the browser will hold.
package struct Login: Sendable {
    package var secret: Secret
    package var caller: Caller
    package var person: PersonRecord
    package var expiresAt: Instant
}

extension Desk {
    /// How long a session lasts at most, and without being used; after how long it gets another secret.
    private static let (sessionSeconds, idleSeconds, renewSeconds) = (12 * 3_600, 3_600, 900)
    private static let (failuresAllowed, lockSeconds) = (5, 900)

    private static let failed = Declined(
        .unauthenticated, "login-failed", Wording(zh: "登录名或密码不对。", en: "The login or the password is wrong."),
        help: Wording(zh: "请重新输入；忘记密码的，请联系系统管理员。", en: "Try again; if you forgot the password, ask the administrator."))

    /// Opens a session. After five failures in a row the login is locked for a while, whether it exists or not.
    package func logIn(_ login: String, password: String, in region: RegionCode, channel: Channel) async throws -> Login {
        let login = String(login.lowercased().prefix(64)), now = now
        let (attempt, person) = try await database.read { connection in
            (try connection.find(LoginAttemptRecord.self, [region.sql, login.sql]), try connection.all(PersonRecord.self, in: region, "AND login = ?", [login.sql]).first)
        }
        if let until = attempt?.lockedUntil, now < until {
            throw Declined(
                .tooMany, "login-locked", Wording(zh: "密码连续输错多次，请在 \(until.beijingText)（北京时间）以后再试。", en: "Too many failed logins; try again after \(until.beijingText) (Beijing time)."),
                help: Wording(zh: "也可以请系统管理员重设密码。", en: "The administrator can set another password."))
        }
        guard passwords.verify(password, against: person?.password ?? ""), let person, person.isOpen else {
            let failures = (attempt?.failures ?? 0) + 1
            let locked = failures >= Self.failuresAllowed
            try await database.write(in: region.text) { connection in
                try connection.put(
                    LoginAttemptRecord(region: region, login: login, failures: locked ? 0 : failures, lockedUntil: locked ? now.adding(seconds: Self.lockSeconds) : nil, triedAt: now))
            }
            throw Self.failed
        }
        let secret = Secret(for: region), expires = now.adding(seconds: Self.sessionSeconds)
        try await database.write(in: region.text) { connection in
            try connection.run("DELETE FROM login_attempt WHERE region_code = ? AND login = ?", [region.sql, login.sql])
            try connection.run("DELETE FROM login_session WHERE region_code = ? AND person_id = ? AND expires_at < ?", [region.sql, person.id.sql, now.sql])
            try connection.put(SessionRecord(region: region, secretDigest: secret.digest, personID: person.id, madeAt: now, seenAt: now, expiresAt: expires))
        }
        let caller = try await caller(person.id, in: region, channel: channel, rateKey: "person:" + person.id.text)
        return Login(secret: secret, caller: caller, person: person, expiresAt: expires)
    }

    /// Who holds the secret of a session; nil when there is none any more. A session of some age comes with a new secret.
    package func caller(session secret: Secret, channel: Channel) async throws -> (caller: Caller, renewed: Secret?)? {
        let (region, now) = (secret.region, now)
        guard let (session, person) = try await database.read({ connection -> (SessionRecord, PersonRecord)? in
            guard let session = try connection.find(SessionRecord.self, [region.sql, secret.digest.sql]), let person = try connection.find(session.personID, in: region) else { return nil }
            return (session, person)
        }), person.isOpen, now < session.expiresAt, now < session.seenAt.adding(seconds: Self.idleSeconds) else { return nil }
        var renewed: Secret?
        if session.madeAt.adding(seconds: Self.renewSeconds) < now, session.expiresAt.milliseconds - session.madeAt.milliseconds > 60_000 {
            let next = Secret(for: region)
            renewed = try await database.write(in: region.text) { connection in
                // The old secret lives on for a minute, for what the browser has on its way; only the first of such requests makes a new one.
                let soon = now.adding(seconds: 60)
                let ended = try connection.run(
                    "UPDATE login_session SET expires_at = ? WHERE region_code = ? AND secret_digest = ? AND expires_at > ?", [soon.sql, region.sql, secret.digest.sql, soon.sql])
                guard ended == 1 else { return nil }
                try connection.put(SessionRecord(region: region, secretDigest: next.digest, personID: person.id, madeAt: now, seenAt: now, expiresAt: session.expiresAt))
                return next
            }
        } else if session.seenAt.adding(seconds: 60) < now {
            _ = try await database.write(in: region.text) { connection in
                try connection.run("UPDATE login_session SET seen_at = ? WHERE region_code = ? AND secret_digest = ?", [now.sql, region.sql, secret.digest.sql])
            }
        }
        return (try await caller(person.id, in: region, channel: channel, rateKey: "person:" + person.id.text), renewed)
    }

    package func logOut(_ secret: Secret) async throws {
        _ = try await database.write(in: secret.region.text) { connection in
            try connection.run("DELETE FROM login_session WHERE region_code = ? AND secret_digest = ?", [secret.region.sql, secret.digest.sql])
        }
    }
}
