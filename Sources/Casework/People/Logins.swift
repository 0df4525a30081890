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
    /// How long a session lasts at most, and without being used.
    private static let sessionSeconds = 12 * 3_600
    static let idleSeconds = 3_600

    private static let failed = Declined(
        .unauthenticated, "login-failed", Wording(zh: "登录名或密码不对。", en: "The login or the password is wrong."),
        help: Wording(zh: "请重新输入；忘记密码的，请联系系统管理员。", en: "Try again; if you forgot the password, ask the administrator."))

    /// Opens a session. After five failures in a row the login is locked for a while, whether it exists or not.
    package func logIn(_ login: String, password: String, in region: RegionCode, channel: Channel) async throws -> Login {
        let login = String(login.lowercased().prefix(64)), now = now
        let (isKnown, person) = try await database.read { connection in
            (try connection.find(RegionRecord.self, [region.sql]) != nil, try connection.all(PersonRecord.self, in: region, "AND login = ?", [login.sql]).first)
        }
        // Which regions there are is no secret; a wrong one leaves no trace.
        guard isKnown else { throw Self.failed }
        guard try await tryPassword(password, of: person, login: login, in: region), let person, person.isOpen else { throw Self.failed }
        let secret = Secret(for: region), expires = now.adding(seconds: Self.sessionSeconds)
        try await database.write(in: region.text) { connection in
            try Self.forgetAttempts(login, region, connection)
            try connection.run("DELETE FROM login_session WHERE region_code = ? AND person_id = ? AND expires_at < ?", [region.sql, person.id.sql, now.sql])
            try connection.put(SessionRecord(region: region, secretDigest: secret.digest, personID: person.id, madeAt: now, seenAt: now, expiresAt: expires))
        }
        let caller = try await database.glance { [self] connection in try self.caller(person, session: secret.digest, channel: channel, on: now.beijingDay, connection) }
        return Login(secret: secret, caller: caller, person: person, expiresAt: expires)
    }

    /// Who holds the secret of a session; nil when there is none any more.
    package func caller(session secret: Secret, channel: Channel) async throws -> Caller? {
        let (region, now) = (secret.region, now)
        guard let (session, person, caller) = try await database.glance({ [self] connection -> (SessionRecord, PersonRecord, Caller)? in
            guard let session = try connection.find(SessionRecord.self, [region.sql, secret.digest.sql]), let person = try connection.find(session.personID, in: region) else { return nil }
            return (session, person, try caller(person, session: secret.digest, channel: channel, on: now.beijingDay, connection))
        }), person.isOpen, now < session.expiresAt, now < session.seenAt.adding(seconds: Self.idleSeconds) else { return nil }
        if session.seenAt.adding(seconds: 60) < now {
            _ = try await database.write(in: region.text) { connection in
                try connection.run("UPDATE login_session SET seen_at = ? WHERE region_code = ? AND secret_digest = ?", [now.sql, region.sql, secret.digest.sql])
            }
        }
        return caller
    }

    /// Whose password somebody else chose may do nothing with a session until he has chosen one himself.
    private func caller(_ person: PersonRecord, session: String, channel: Channel, on today: CalendarDay, _ connection: any SQLConnection) throws -> Caller {
        var caller = try caller(person.id, in: person.region, channel: channel, rateKey: "\(person.region)/person:\(person.id.text)", on: today, connection)
        caller.session = session
        if person.passwordGivenAt != nil {
            caller.mustChangePassword = true
            caller.actor.grants = []
        }
        return caller
    }

    /// Gives a session another secret; the old one lives on for a minute, for what the browser has on its way.
    package func renewSession(of caller: Caller) async throws -> (secret: Secret, expiresAt: Instant) {
        guard let digest = caller.session, let person = Identifier<PersonRecord>(caller.id) else { throw Self.failed }
        let (region, now) = (caller.region, now), secret = Secret(for: region), soon = now.adding(seconds: 60)
        let expires = try await database.write(in: region.text) { connection -> Instant? in
            guard let session = try connection.find(SessionRecord.self, [region.sql, digest.sql]), soon < session.expiresAt else { return nil }
            try connection.run("UPDATE login_session SET expires_at = ? WHERE region_code = ? AND secret_digest = ?", [soon.sql, region.sql, digest.sql])
            try connection.put(SessionRecord(region: region, secretDigest: secret.digest, personID: person, madeAt: now, seenAt: now, expiresAt: session.expiresAt))
            return session.expiresAt
        }
        guard let expires else { throw Self.failed }
        return (secret, expires)
    }

    package func logOut(_ caller: Caller) async throws {
        guard let digest = caller.session else { return }
        _ = try await database.write(in: caller.region.text) { connection in
            try connection.run("DELETE FROM login_session WHERE region_code = ? AND secret_digest = ?", [caller.region.sql, digest.sql])
        }
    }
}
