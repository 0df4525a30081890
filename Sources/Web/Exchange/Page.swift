import BudgetModel
package import JSONText

/// Lists page by page: `limit` and an opaque `cursor`, answered with `items`, `next` and a `Link`.
package enum Page {
    package static let limits: ClosedRange<Int64> = 1...200
    package static let usualLimit: Int64 = 50

    /// The query parameters of a list.
    package static let parameters: [Parameter] = [
        .integer("limit", limits, Wording(zh: "每页条数，不填为 50", en: "Entries a page; 50 if not given")),
        .text("cursor", .string(1...1024, pattern: Pattern("^[A-Za-z0-9_-]+$", Wording(zh: "上一页给出的 next", en: "the `next` of the page before"))), Wording(zh: "上一页给出的 next，原样填入", en: "The `next` of the page before, as it was given")),
    ]

    static func schema(of element: Schema) -> Schema {
        .object(
            .required("items", .list(element, 0...Int(limits.upperBound)), Wording(zh: "本页各条", en: "Entries of this page")),
            .required("next", .string(1...1024).nullable, Wording(zh: "下一页的 cursor；没有下一页为 null", en: "The cursor of the page that follows; null for none")))
    }
}

extension Request {
    package var pageLimit: Int { Int(integer("limit") ?? Page.usualLimit) }

    /// What `Reply.page` was given for the page before; nil for the first.
    ///
    /// - Throws: `Problem` with status 400 for a text that no page gave.
    package func cursor() throws(Problem) -> String? {
        guard let text = text("cursor") else { return nil }
        guard let bytes = Base64URL.bytes(text), let cursor = String(validating: bytes, as: UTF8.self) else { throw Problem.badCursor }
        return cursor
    }

    /// A page of a list that was asked for one more than `pageLimit`, which tells whether another page follows.
    ///
    /// - Parameter place: where something stands in the list, in words of the handler.
    package func page<Thing>(of found: [Thing], place: (Thing) -> String, _ shown: (Thing) throws -> JSONValue) rethrows -> Reply {
        let here = found.prefix(pageLimit)
        return page(try here.map(shown), next: found.count > here.count ? here.last.map(place) : nil)
    }

    /// - Parameter next: where the page that follows begins, in words of the handler; nil after the last.
    package func page(_ items: [JSONValue], next: String?) -> Reply {
        let cursor = next.map { Base64URL.text(Array($0.utf8)) }
        let reply = Reply.ok(.object(["items": .array(items), "next": .text(cursor)]))
        guard let cursor else { return reply }
        let others = queryPairs.filter { $0.name != "cursor" } + [QueryText.Pair(name: "cursor", value: cursor)]
        let query = others.map { QueryText.encoded($0.name) + "=" + QueryText.encoded($0.value) }.joined(separator: "&")
        return reply.with("Link", "<\(path)?\(query)>; rel=\"next\"")
    }
}

/// RFC 4648 section 5, without padding.
package enum Base64URL {
    private static let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    package static func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var bits: UInt32 = 0, count = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                text.append(signs[Int(bits >> UInt32(count) & 63)])
            }
        }
        if count > 0 { text.append(signs[Int(bits << UInt32(6 - count) & 63)]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// - Returns: nil for a text that `text` does not write.
    package static func bytes(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0, count = 0
        for sign in text.utf8 {
            guard let value = signs.firstIndex(of: sign) else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return self.text(bytes) == text ? bytes : nil
    }
}
