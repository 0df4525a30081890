import BudgetModel

/// Frameworks as texts that were kept beside scores, perhaps by an older program: a base is looked for among them first, then among the shipped ones.
package struct KeptFrameworks: Sendable {
    /// By the id of the framework; several where it has changed over the years.
    private let texts: [(id: String, body: String)]

    package init(_ texts: [(id: String, body: String)]) { self.texts = texts }

    /// The framework of a digest; nil where no text makes it.
    ///
    /// - Parameter orShipped: whether the texts of this program are looked through too.
    package func source(digest: String, orShipped: Bool = true) -> FrameworkSource? {
        for text in texts {
            if let found = variants(text, depth: 4).first(where: { $0.digest == digest }) { return found }
        }
        guard orShipped else { return nil }
        return FrameworkCatalogue.ids.lazy.compactMap { try? FrameworkCatalogue.source($0) }.first { $0.digest == digest }
    }

    /// What a kept framework extends; nil for nothing.
    package func extended(by id: String) -> String? { texts.lazy.filter { $0.id == id }.compactMap { variants($0, depth: 4).first?.extends }.first }

    /// A text with each of the bases it may have had.
    private func variants(_ text: (id: String, body: String), depth: Int) -> [FrameworkSource] {
        var base: String?
        func read(_ found: FrameworkSource?) -> FrameworkSource? {
            try? FrameworkSource.read(text.body, name: text.id) { id in
                base = id
                return found.map { .success($0) }
            }
        }
        if let whole = read(nil), base == nil { return [whole] }
        guard let base, depth > 0 else { return [] }
        let shipped = (try? FrameworkCatalogue.source(base)).map { [$0] } ?? []
        return (texts.filter { $0.id == base }.flatMap { variants($0, depth: depth - 1) } + shipped).compactMap { read($0) }
    }
}
