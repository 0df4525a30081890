import BudgetModel
import JSONText
import Quantities
import Testing

@testable import Forms

/// Forms as JSON and back.
@Suite struct StoredFormTests {
    /// All of a form in words, so that `1.50` and `1.5` differ though they are equal; sorted, because dictionaries have no order.
    private static func dump(_ form: Evaluation) -> [Substring] {
        var text = ""
        Swift.dump(form, to: &text, maxDepth: 40)
        return text.split(separator: "\n").sorted()
    }

    @Test func `every form of the corpus comes back the same, digits and places included`() throws {
        #expect(Corpus.forms.count > 200)
        var sizes: [(Int, Int, String)] = []
        for (name, form) in Corpus.forms {
            let json = FormJSON.write(form)
            let parsed = try JSONParser.parse(json.bytes)
            let back = try FormJSON.restore(parsed)
            #expect(back == form, "\(name)")
            #expect(Self.dump(back) == Self.dump(form), "\(name)")
            #expect(FormJSON.write(back) == json, "\(name)")
            sizes.append((json.bytes.count, form.indicators.count, name))
        }
        for (size, rows, name) in sizes.sorted(by: { $0.0 > $1.0 }).prefix(12) { print(size, rows, size / max(rows, 1), name) }
    }

    @Test func `what was read from a document is within the bounds of what is handed in`() throws {
        for (name, form) in Corpus.forms {
            do { #expect(try FormJSON.read(FormJSON.write(form)) == form) } catch { Issue.record("\(name): \(error)") }
        }
    }
}
