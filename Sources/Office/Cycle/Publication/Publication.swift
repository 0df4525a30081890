package import BudgetModel
package import JSONText
package import Quantities

/// One thing in the register of what is published: what, by when, where, or withheld and why (N17).
///
/// - Source: 预算法 art. 14; rules.md section 9.4.
package struct Publication: Hashable, Sendable {
    /// On which ground something is not published; raw values are those of the JSON.
    package enum Ground: String, Hashable, Sendable, CaseIterable {
        case stateSecret = "state-secret", personalData = "personal-data", otherLaw = "other-law"

        package var wording: Wording {
            switch self {
            case .stateSecret: Wording(zh: "国家秘密", en: "state secret")
            case .personalData: Wording(zh: "个人信息", en: "personal data")
            case .otherLaw: Wording(zh: "其他法律规定", en: "another law")
            }
        }
    }

    package struct Withheld: Hashable, Sendable {
        package var ground: Ground
        /// The body that decided, never a person.
        package var decidedBy: String
        /// Number or words of the decision, and the law where the ground is another one.
        package var decision: String

        package init(ground: Ground, decidedBy: String, decision: String) {
            self.ground = ground
            self.decidedBy = decidedBy
            self.decision = decision
        }
    }

    package struct Correction: Hashable, Sendable {
        package var day: CalendarDay
        /// Of the corrected content.
        package var digest: String
        package var reason: String

        package init(on day: CalendarDay, digest: String, reason: String) {
            self.day = day
            self.digest = digest
            self.reason = reason
        }
    }

    /// That the entry itself was wrong and was set right: what it said before, and why it changed.
    package struct Amendment: Hashable, Sendable {
        package var day: CalendarDay
        package var reason: String
        /// The fields that changed, as they were; null for none.
        package var before: JSONValue

        package init(on day: CalendarDay, reason: String, before: JSONValue) {
            self.day = day
            self.reason = reason
            self.before = before
        }
    }

    /// Where it stands on a day.
    package enum Status: Hashable, Sendable {
        case awaitingApproval
        /// Days left, 0 on the last one.
        case due(daysLeft: Int)
        case overdue(days: Int)
        case published
        case publishedLate(days: Int)
        case withheld
        /// Published, and since then corrected.
        case corrected

        package var code: String {
            switch self {
            case .awaitingApproval: "awaiting-approval"
            case .due: "due"
            case .overdue: "overdue"
            case .published: "published"
            case .publishedLate: "published-late"
            case .withheld: "withheld"
            case .corrected: "corrected"
            }
        }

        package var wording: Wording {
            switch self {
            case .awaitingApproval: Wording(zh: "尚未批复", en: "awaiting approval")
            case .due(let days): days == 0 ? Wording(zh: "今日到期", en: "due today") : Wording(zh: "待公开，还有\(days)日", en: "due in \(days) days")
            case .overdue(let days): Wording(zh: "逾期\(days)日未公开", en: "\(days) days overdue")
            case .published: Wording(zh: "已按期公开", en: "published in time")
            case .publishedLate(let days): Wording(zh: "已公开，晚了\(days)日", en: "published \(days) days late")
            case .withheld: Wording(zh: "不公开", en: "withheld")
            case .corrected: Wording(zh: "公开后已更正", en: "published and since corrected")
            }
        }
    }

    package var kind: PublishedKind
    /// The department, unit or project it is about.
    package var subject: String
    package var fiscalYear: Int
    /// The body that has the duty.
    package var body: String
    package var approved: CalendarDay?
    /// 文号 of that approval, where it is not the day on which the stage was approved.
    package var approvalDocument: String?
    package var published: CalendarDay?
    package var address: String?
    /// `sha256:` of what is published.
    package var digest: String?
    /// `sha256:` of what was approved for publication.
    package var approvedDigest: String?
    /// The approved revision that it shows; a later approval makes it out of date.
    package var covers: String?
    package var withheld: Withheld?
    package var corrections: [Correction]
    package var amendments: [Amendment]

    package init(
        kind: PublishedKind, subject: String, fiscalYear: Int, body: String, approved: CalendarDay? = nil, approvalDocument: String? = nil, published: CalendarDay? = nil, address: String? = nil, digest: String? = nil,
        approvedDigest: String? = nil, covers: String? = nil, withheld: Withheld? = nil, corrections: [Correction] = [], amendments: [Amendment] = []
    ) {
        self.kind = kind
        self.subject = subject
        self.fiscalYear = fiscalYear
        self.body = body
        self.approved = approved
        self.approvalDocument = approvalDocument
        self.published = published
        self.address = address
        self.digest = digest
        self.approvedDigest = approvedDigest
        self.covers = covers
        self.withheld = withheld
        self.corrections = corrections
        self.amendments = amendments
    }
}

// MARK: - JSON

extension Publication: JSONRepresentable {
    package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(
            json, at: pointer, keys: ["kind", "subject", "fiscalYear", "body", "approved", "approvalDocument", "published", "address", "digest", "approvedDigest", "covers", "withheld", "corrections", "amendments"])
        self.init(
            kind: try object.one("kind"), subject: try object.text("subject"), fiscalYear: try object.count("fiscalYear"), body: try object.text("body"), approved: try object.optionalDay("approved"),
            approvalDocument: try object.optionalText("approvalDocument"), published: try object.optionalDay("published"), address: try object.optionalText("address"), digest: try object.optionalText("digest"),
            approvedDigest: try object.optionalText("approvedDigest"), covers: try object.optionalText("covers"),
            withheld: try object.optionalNested("withheld"), corrections: try object.list("corrections", of: Correction.self),
            amendments: try object.value("amendments") == nil ? [] : object.list("amendments", of: Amendment.self))
    }

    package var json: JSONValue {
        .object([
            "kind": .string(kind.rawValue), "subject": .string(subject), "fiscalYear": .integer(fiscalYear), "body": .string(body), "approved": .day(approved),
            "approvalDocument": .text(approvalDocument), "published": .day(published), "address": .text(address), "digest": .text(digest), "approvedDigest": .text(approvedDigest), "covers": .text(covers),
            "withheld": withheld?.json ?? .null, "corrections": .list(corrections), "amendments": .list(amendments),
        ])
    }
}

extension Publication.Withheld: JSONRepresentable {
    package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: ["ground", "decidedBy", "decision"])
        self.init(ground: try object.one("ground"), decidedBy: try object.text("decidedBy"), decision: try object.text("decision"))
    }

    package var json: JSONValue { .object(["ground": .string(ground.rawValue), "decidedBy": .string(decidedBy), "decision": .string(decision)]) }
}

extension Publication.Correction: JSONRepresentable {
    package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: ["day", "digest", "reason"])
        self.init(on: try object.day("day"), digest: try object.text("digest"), reason: try object.text("reason"))
    }

    package var json: JSONValue { .object(["day": .day(day), "digest": .string(digest), "reason": .string(reason)]) }
}

extension Publication.Amendment: JSONRepresentable {
    package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: ["day", "reason", "before"])
        self.init(on: try object.day("day"), reason: try object.text("reason"), before: try object.required("before"))
    }

    package var json: JSONValue { .object(["day": .day(day), "reason": .string(reason), "before": before]) }
}

extension Publication {
    /// Sets the entry right and keeps what it said.
    ///
    /// - Returns: false where nothing is other than before.
    package mutating func amend(on day: CalendarDay, reason: String, _ change: (inout Publication) throws -> Void) rethrows -> Bool {
        let before = json
        var amended = self
        try change(&amended)
        let changed = (before.members ?? []).filter { amended.json[$0.key] != $0.value }
        guard !changed.isEmpty else { return false }
        amended.amendments.append(Amendment(on: day, reason: reason, before: .object(changed)))
        self = amended
        return true
    }
}
