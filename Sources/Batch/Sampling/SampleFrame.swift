import BudgetModel
package import Crypto
package import Documents
import Tables

/// By what a sample is stratified; several together make finer strata.
package enum SampleStratum: String, Hashable, Sendable, CaseIterable { case region, unit, grade, framework, none }

/// The projects a sample is drawn from, each with its stratum and its size.
///
/// - Unit: the size of a project is 1 + its risk points, so that none is out of reach.
package struct SampleFrame: Sendable {
    package let screening: Screening
    package let strata: [SampleStratum]
    /// Labels of strata in the order of their bytes.
    package let labels: [String]
    /// The stratum of each project.
    package let places: [Int32]
    private let encoding: TextEncoding?

    /// - Parameter encoding: how the table writes text.
    package init(_ screening: Screening, strata: [SampleStratum], encoding: TextEncoding?) {
        self.screening = screening
        self.strata = strata
        self.encoding = encoding
        var found: [String: Int32] = [:]
        var names: [String] = []
        var raw: [Int32] = []
        raw.reserveCapacity(screening.points.count)
        for project in screening.points.indices {
            let label = Self.label(screening, strata, project, encoding)
            if let known = found[label] {
                raw.append(known)
            } else {
                found[label] = Int32(names.count)
                raw.append(Int32(names.count))
                names.append(label)
            }
        }
        let order = names.indices.sorted { names[$0].utf8.lexicographicallyPrecedes(names[$1].utf8) }
        var rank = [Int32](repeating: 0, count: names.count)
        for (place, name) in order.enumerated() { rank[name] = Int32(place) }
        labels = order.map { names[$0] }
        places = raw.map { rank[Int($0)] }
    }

    package func size(_ project: Int) -> Int { 1 + Int(screening.points[project]) }

    /// Region, unit and project as text.
    package func key(_ project: Int) -> [String] { Self.key(screening, project, encoding) }

    /// The values of the strata with `/` between them, `-` for an empty one.
    private static func label(_ screening: Screening, _ strata: [SampleStratum], _ project: Int, _ encoding: TextEncoding?) -> String {
        var parts: [String] = []
        for stratum in strata {
            switch stratum {
            case .region: parts.append(key(screening, project, encoding)[0])
            case .unit: parts += key(screening, project, encoding).prefix(2)
            case .grade: parts.append(screening.score(project).grade?.name ?? "")
            case .framework: parts.append(screening.framework(project)?.id ?? "")
            case .none: break
            }
        }
        return parts.map { $0.isEmpty ? "-" : $0 }.joined(separator: "/")
    }

    private static func key(_ screening: Screening, _ project: Int, _ encoding: TextEncoding?) -> [String] { TableText.key(screening.table.projects.key(project), encoding) }

    /// SHA-256 of the frame: a line `region|unit|project|stratum|points` for each project, sorted by its bytes.
    package var digest: String { SampleDraw.frameDigest(members, labels: labels) }

    var members: [SampleDraw.Member] { places.indices.map { SampleDraw.Member(key: key($0), stratum: Int(places[$0]), size: size($0)) } }
}

extension SHA256Digest {
    /// Lower-case hexadecimal digits.
    package var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
