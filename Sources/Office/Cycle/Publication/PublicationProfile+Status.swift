import BudgetModel
package import Quantities

extension PublicationProfile {
    /// The last day of the duty; nil before the approval.
    ///
    /// - Throws: `QuantityError.overflow` outside the years 1 … 9999.
    package func deadline(of publication: Publication) throws(QuantityError) -> CalendarDay? {
        try publication.approved.map { approved throws(QuantityError) in try approved.adding(days: duty(publication.kind).days) }
    }

    /// Where a publication stands on a day.
    package func status(of publication: Publication, on day: CalendarDay) throws(QuantityError) -> Publication.Status {
        if publication.withheld != nil { return .withheld }
        if publication.published != nil, !publication.corrections.isEmpty { return .corrected }
        guard let deadline = try deadline(of: publication) else { return publication.published == nil ? .awaitingApproval : .published }
        guard let published = publication.published else { return day > deadline ? .overdue(days: deadline.days(to: day)) : .due(daysLeft: day.days(to: deadline)) }
        return published > deadline ? .publishedLate(days: deadline.days(to: published)) : .published
    }

    /// What an entry of the register lacks or says against itself on a day.
    package func shortfalls(of publication: Publication, on day: CalendarDay) throws(QuantityError) -> [Shortfall] {
        let duties = duties.reference.wording, own = equality.reference.wording
        var shortfalls: [Shortfall] = []
        func add(_ code: ShortfallCode, _ severity: Severity, _ pointer: String, _ message: Wording, _ basis: Wording, _ help: Wording) {
            shortfalls.append(Shortfall(code, severity, at: pointer, message, basis: basis, help: help))
        }
        let status = try status(of: publication, on: day)
        switch status {
        case .overdue:
            add(
                .publicationOverdue, .error, "/published", Wording(zh: "「\(publication.subject)」\(status.wording.zh)", en: "“\(publication.subject)” is \(status.wording.en)"), duties,
                Wording(zh: "请尽快公开；依法不公开的，写明理由和决定", en: "publish it; where a law forbids it, give ground and decision"))
        case .awaitingApproval, .due, .published, .publishedLate, .withheld, .corrected: break
        }
        if let published = publication.published, publication.withheld == nil, let deadline = try deadline(of: publication), published > deadline {
            add(
                .publicationLate, .warning, "/published", Wording(zh: "应于\(deadline.iso)前公开，\(published.iso)才公开", en: "due by \(deadline.iso), published on \(published.iso)"), duties,
                Wording(zh: "请写明迟延的原因", en: "say why it was late"))
        }
        if let withheld = publication.withheld {
            if withheld.decision.isBlank || withheld.decidedBy.isBlank {
                add(
                    .publicationDecisionMissing, .error, "/withheld",
                    Wording(zh: "以“\(withheld.ground.wording.zh)”为由不公开，没有写明由谁、以什么决定", en: "withheld as \(withheld.ground.wording.en), but not by whom and by which decision"), duties,
                    Wording(zh: "请写明决定的机关和文号；其他法律的，写明法律和条款", en: "name body and number; for another law, name it and its article"))
            }
            if publication.published != nil {
                add(.publicationBoth, .error, "/withheld", Wording(zh: "既填为不公开，又填了公开日期", en: "it is withheld and has a day of publication"), duties, Wording(zh: "请改正其中一项", en: "correct one of them"))
            }
        } else if publication.published != nil {
            shortfalls += publishedShortfalls(publication)
        }
        for (index, correction) in publication.corrections.enumerated() {
            let before = publication.published.map { correction.day < $0 } ?? true
            guard before || correction.reason.isBlank || !Self.isDigest(correction.digest) else { continue }
            add(
                .publicationCorrection, .error, "/corrections/\(index)",
                before
                    ? Wording(zh: "更正早于公开", en: "the correction lies before the publication")
                    : Wording(zh: "更正没有理由，或没有更正后内容的摘要值", en: "the correction has no reason or no digest of what it put in place"), own,
                Wording(zh: "请补全更正的日期、理由和摘要值", en: "give day, reason and digest"))
        }
        return shortfalls
    }

    private func publishedShortfalls(_ publication: Publication) -> [Shortfall] {
        let duties = duties.reference.wording, own = equality.reference.wording
        var shortfalls: [Shortfall] = []
        if publication.address.isBlank {
            shortfalls.append(
                Shortfall(
                    .publicationAddressMissing, .error, at: "/address", Wording(zh: "已公开，没有写明网址", en: "it is published, but not where"), basis: duties,
                    help: Wording(zh: "请填写公开页面的网址", en: "give the address of the page")))
        }
        if let approved = publication.approved, let published = publication.published, published < approved {
            shortfalls.append(
                Shortfall(
                    .publicationBeforeApproval, .error, at: "/published",
                    Wording(zh: "公开日期\(published.iso)早于批复日期\(approved.iso)", en: "published on \(published.iso), before the approval of \(approved.iso)"), basis: own,
                    help: Wording(zh: "请核对两个日期", en: "check both days")))
        }
        // The newest correction is what stands there now.
        let current = publication.corrections.last?.digest ?? publication.digest
        guard let current, Self.isDigest(current) else {
            shortfalls.append(
                Shortfall(
                    .publicationDigestMissing, .warning, at: "/digest",
                    Wording(zh: "没有公开内容的摘要值，无法核对是否与批复一致", en: "there is no digest of what is published, so it cannot be compared with what was approved"), basis: own,
                    help: Wording(zh: "请登记 sha256 摘要值", en: "register its sha256 digest")))
            return shortfalls
        }
        guard let approved = publication.approvedDigest else {
            shortfalls.append(
                Shortfall(
                    .publicationApprovedMissing, .warning, at: "/approvedDigest",
                    Wording(zh: "没有登记批准公开的文件，无法核对公开的内容", en: "no file that was approved for publication is registered, so what is published cannot be compared"), basis: own,
                    help: Wording(zh: "请把批准公开的文件上传到个案，再登记它的摘要值", en: "upload the approved file to the case and register its digest")))
            return shortfalls
        }
        if approved != current {
            shortfalls.append(
                Shortfall(
                    .publicationDigestDiffers, .error, at: "/digest", Wording(zh: "公开的内容与批复的内容不一致", en: "what is published is not what was approved"), basis: own,
                    help: Wording(zh: "请公开批复的内容，或补办批准", en: "publish what was approved, or have the change approved")))
        }
        return shortfalls
    }

    /// `sha256:` and 64 hexadecimal digits.
    private static func isDigest(_ text: String) -> Bool {
        text.hasPrefix("sha256:") && text.utf8.count == 71 && text.utf8.dropFirst(7).allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    /// Whether enough projects have their goals published; nil where there are none to publish or enough are.
    package func coverageShortfall(published: Int, of projects: Int) throws(QuantityError) -> Shortfall? {
        guard projects > 0 else { return nil }
        let share = try Ratio(Int128(published), over: Int128(projects)) * ExactDecimal.hundred
        guard try share < Ratio(goalCoverage.value) else { return nil }
        let percent = try share.rounded(to: 2, .halfUp)
        return Shortfall(
            .publicationCoverage, .warning,
            Wording(
                zh: "\(projects)个项目公开了\(published)个的绩效目标，占\(percent)%，不到\(goalCoverage.value.plain)%",
                en: "goals of \(published) of \(projects) projects are published, \(percent) %, below \(goalCoverage.value.plain) %"),
            basis: goalCoverage.reference.wording, help: Wording(zh: "请扩大公开范围", en: "publish more of them"))
    }
}
