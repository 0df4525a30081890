package import BudgetModel
package import Quantities

/// One framework in a list.
package struct FrameworkListing: Hashable, Sendable {
    package var id: String
    package var title: Wording
    package var extends: String?
    package var kinds: [FormKind]
    package var inForceFrom: CalendarDay?
    package var digest: String
    /// How many values hold on the last day of change, and how many of them no text we read gives.
    package var valueCount: Int
    package var unverifiedCount: Int
}

/// What `check` says of a user's framework.
package struct FrameworkCheck: Sendable {
    package var problems: [FrameworkProblem]
    /// Nil while there are problems.
    package var source: FrameworkSource?
}

/// The shipped frameworks, and the door for a user's own.
package enum FrameworkCatalogue {
    /// In the order of lists: national, local, reference.
    package static let ids = [
        "cn-2020", "cn-2020-nosat", "cn-2021-cost", "cn-2021-cost-nosat", "sjz-dept", "hubei", "sichuan", "mof-2013-dept",
    ]

    /// The YAML of a shipped framework, as it stands in the repository.
    package static func text(of id: String) -> String? {
        let bytes: [UInt8]
        switch id {
        case "cn-2020": bytes = PackageResources.cn_2020_yaml
        case "cn-2020-nosat": bytes = PackageResources.cn_2020_nosat_yaml
        case "cn-2021-cost": bytes = PackageResources.cn_2021_cost_yaml
        case "cn-2021-cost-nosat": bytes = PackageResources.cn_2021_cost_nosat_yaml
        case "sjz-dept": bytes = PackageResources.sjz_dept_yaml
        case "hubei": bytes = PackageResources.hubei_yaml
        case "sichuan": bytes = PackageResources.sichuan_yaml
        case "mof-2013-dept": bytes = PackageResources.mof_2013_dept_yaml
        default: return nil
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A shipped framework for all days; only its text and those it extends are parsed.
    package static func source(_ id: String) throws(FrameworkRefused) -> FrameworkSource {
        guard let found = find(id) else {
            throw FrameworkRefused(problems: [
                FrameworkProblem(
                    file: id, line: nil,
                    message: Wording(
                        zh: "没有这个名称的评分规则；可用：\(ids.joined(separator: "、"))，或自己的 .yaml 文件的路径",
                        en: "there is no framework of this name; use \(ids.joined(separator: ", ")), or the path of your own .yaml file"))
            ])
        }
        return try found.get()
    }

    /// A shipped framework as in force on a day.
    package static func framework(_ id: String, on day: CalendarDay) throws(FrameworkRefused) -> Framework {
        try source(id).framework(on: day)
    }

    /// A user's framework from its text; it may extend a shipped one.
    ///
    /// - Parameter name: the file as the user named it, for problems.
    package static func read(_ text: String, name: String) throws(FrameworkRefused) -> FrameworkSource {
        let source = try FrameworkSource.read(text, name: name, base: find)
        // A copy of a shipped file is that framework; changed, it needs a name of its own.
        if let shipped = self.text(of: source.id), shipped != text {
            throw FrameworkRefused(problems: [
                FrameworkProblem(
                    file: name, line: source.file.idLine,
                    message: Wording(
                        zh: "id“\(source.id)”是内置评分规则的编号，请另取一个，以免结果分不清按哪一套核算", en: "the id “\(source.id)” is that of a shipped framework; choose another, so that results say which one they rest on"))
            ])
        }
        return source
    }

    /// Every problem of a user's framework, or the framework.
    package static func check(_ text: String, name: String) -> FrameworkCheck {
        do throws(FrameworkRefused) {
            return FrameworkCheck(problems: [], source: try read(text, name: name))
        } catch {
            return FrameworkCheck(problems: error.problems, source: nil)
        }
    }

    /// All shipped frameworks; parses each.
    package static func list() -> [FrameworkListing] {
        ids.compactMap { id in (try? source(id)).map(listing) }
    }

    package static func listing(of source: FrameworkSource) -> FrameworkListing {
        let last = source.changeDays.last ?? source.inForceFrom
        let values = last.map { source.values(on: $0) } ?? []
        return FrameworkListing(
            id: source.id, title: source.title, extends: source.extends, kinds: source.kinds, inForceFrom: source.inForceFrom,
            digest: source.digest, valueCount: values.count,
            unverifiedCount: values.count { $0.reference.confidence != .verified })
    }

    private static func find(_ id: String) -> Result<FrameworkSource, FrameworkRefused>? {
        guard let text = text(of: id) else { return nil }
        return Result { () throws(FrameworkRefused) in try FrameworkSource.read(text, name: id + ".yaml", base: find) }
    }
}
