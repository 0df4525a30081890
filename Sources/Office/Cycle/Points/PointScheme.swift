package import BudgetModel
package import Quantities

/// An item of a scheme: what is judged, and the points it can earn.
package struct PointItem: Hashable, Sendable {
    package typealias ID = Key<PointItem>
    package var id: ID
    package var text: Wording
    package var points: ExactDecimal
}

/// Items that make one dimension or criterion.
package struct PointGroup: Hashable, Sendable {
    package typealias ID = Key<PointGroup>
    package var id: ID
    package var name: Wording
    package var points: ExactDecimal
    package var items: [PointItem]
    package var reference: Reference
}

/// What a grade is worth of an item's points.
package struct GradeShare: Hashable, Sendable {
    package var grade: Grade
    /// Share of the points where the assessor gives none.
    package var share: ExactDecimal
    /// Share from which points of the assessor's own may lie in this grade.
    package var from: ExactDecimal
}

/// Groups of items with their points, which make 100, and what grades are worth.
package struct PointScheme: Hashable, Sendable {
    package var groups: [PointGroup]
    /// Best first.
    package var shares: Cited<[GradeShare]>

    package var items: [PointItem] { groups.flatMap(\.items) }

    /// The shares of its points that an assessor may give an item of this grade: `from` included, `below` not, unless it is nil.
    func bounds(of grade: Grade) -> (from: ExactDecimal, below: ExactDecimal?)? {
        guard let index = shares.value.firstIndex(where: { $0.grade == grade }) else { return nil }
        return (shares.value[index].from, index > 0 ? shares.value[index - 1].from : nil)
    }
}

// MARK: - Reading

extension PointScheme {
    /// What a group holds from a day on.
    private struct Content: Hashable, Sendable {
        var points: ExactDecimal
        var items: [PointItem]
    }

    /// - Parameters:
    ///   - groups: a list of `{id, name, values}`, each value with `points` and `items`.
    ///   - shares: a dated list of `{grade, share, from}`, best first.
    static func read(_ groups: ProfileNode?, shares: ProfileNode?) -> PointScheme? {
        let read = groups?.list { node -> PointGroup? in
            guard let fields = node.fields(["id", "name", "values"]) else { return nil }
            let id = fields.required("id")?.key(PointGroup.self), name = fields.required("name")?.wording()
            let content = fields.required("values")?.citedValues { value -> Content? in
                guard let fields = value.fields(["points", "items"]) else { return nil }
                let points = fields.required("points")?.decimal(.zero ... .hundred)
                let items = fields.required("items")?.objects(["id", "text", "points"]) { item -> PointItem? in
                    let id = item.required("id")?.key(PointItem.self), text = item.required("text")?.wording(), points = item.required("points")?.decimal(.zero ... .hundred)
                    guard let id, let text, let points else { return nil }
                    return PointItem(id: id, text: text, points: points)
                }
                guard let points, let items else { return nil }
                if let sum = try? ExactDecimal.sum(items.map(\.points)), sum != points {
                    fields.refuse("items", zh: "\(value.place) 各项分值之和是 \(sum.plain)，应为 \(points.plain)", en: "the points of the items of \(value.place) make \(sum.plain), not \(points.plain)")
                }
                return Content(points: points, items: items)
            }
            guard let id, let name, let content else { return nil }
            return PointGroup(id: id, name: name, points: content.value.points, items: content.value.items, reference: content.reference)
        }
        let values = shares?.cited { (node: ProfileNode) -> [GradeShare]? in node.objects(["grade", "share", "from"], GradeShare.init(fields:)) }
        guard let read, let groups, let values else { return nil }
        let node = groups.node
        if let sum = try? ExactDecimal.sum(read.map(\.points)), sum != .hundred {
            groups.reader.refuse(
                node, zh: "\(groups.place) 的分值之和自 \(groups.reader.day) 起是 \(sum.plain)，应为 100", en: "the points of \(groups.place) make \(sum.plain) from \(groups.reader.day) on, not 100")
        }
        for id in repeated(read.map(\.id.text)) + repeated(read.flatMap(\.items).map(\.id.text)) {
            groups.reader.refuse(node, zh: "\(groups.place) 中编号“\(id)”出现两次，请改正", en: "the id “\(id)” stands twice in \(groups.place); please correct it")
        }
        if values.value.map(\.grade) != Grade.allCases || zip(values.value, values.value.dropFirst()).contains(where: { $0.from <= $1.from || $0.share < $1.share }) || values.value.last?.from != .zero
        {
            shares?.reader.refuse(
                shares?.node, zh: "\(shares?.place ?? "") 应按优、良、中、差的次序，各档的 from 依次降低，末档从 0 起", en: "\(shares?.place ?? "") must list excellent, good, fair, poor with falling “from”, the last from 0")
        }
        return PointScheme(groups: read, shares: values)
    }

    private static func repeated(_ ids: [String]) -> [String] {
        var seen: Set<String> = []
        return ids.filter { !seen.insert($0).inserted }
    }
}

extension GradeShare {
    init?(fields: ProfileFields) {
        let grade: Grade? = fields.required("grade")?.choice(), share = fields.required("share")?.share(), from = fields.required("from")?.share()
        guard let grade, let share, let from else { return nil }
        self.init(grade: grade, share: share, from: from)
    }
}
