import BudgetModel
import JSONText
import Testing

@testable import Web

struct OperationTableTests {
    private func get(_ path: String, id: String, path parameters: [Parameter] = [], query: [Parameter] = [], ifMatch: HeaderRule = .refused, _ schema: Schema = .any) -> Web.Operation {
        Operation(.get, path, id: id, tag: "t", .done, caller: .anyone, path: parameters, query: query, ifMatch: ifMatch, replies: [.ok(schema)]) { _ in .ok(.null) }
    }

    @Test func `refuses operations that contradict themselves or each other`() {
        let mistakes: [([Web.Operation], String)] = [
            ([get("/a", id: "a"), get("/b", id: "a")], "a: two operations have this id"),
            ([get("/a", id: "a"), get("/a", id: "b")], "b: another operation has this method and path"),
            ([get("/{x}", id: "a", path: [.uuid("x")]), get("/{y}", id: "b", path: [.uuid("y")])], "b: another operation has this method and path"),
            ([get("/{x}", id: "a")], "a: path and its declared parameters differ"),
            ([get("/a", id: "a", path: [.uuid("x")])], "a: path and its declared parameters differ"),
            ([get("a", id: "a")], "a: path should begin with / and not end with it"), ([get("/a/", id: "a")], "a: path should begin with / and not end with it"),
            ([get("/{x}", id: "a", path: [.uuid("x")], query: [.uuid("x")])], "a: two parameters have one name"),
            ([get("/a", id: "a", ifMatch: .required)], "a: a read has no If-Match and no Idempotency-Key"),
            ([get("/a", id: "a", .component("C", .truth)), get("/b", id: "b", .component("C", .number))], "b: component C means two things"),
            ([get("/a", id: "a", .reference("C"))], "a: component C is referred to and defined nowhere"),
        ]
        for (operations, words) in mistakes {
            #expect(throws: OperationTable.Mistake.self, "\(words)") { try OperationTable(operations) }
            do { _ = try OperationTable(operations) } catch { #expect("\(error)" == words) }
        }
    }

    @Test func `prefers a word to a parameter and comes back where it leads nowhere`() throws {
        let table = try OperationTable([
            get("/a/{x}", id: "one", path: [.uuid("x")]), get("/a/new", id: "new"), get("/a/{x}/b", id: "two", path: [.uuid("x")]), get("/", id: "root"),
        ])
        func id(_ segments: String...) -> String? {
            guard case .found(let index, let values) = table.route(.get, segments) else { return nil }
            return table.operations[index].id + values.values.joined()
        }
        #expect(id("a", "new") == "new")
        #expect(id("a", "7") == "one7")
        #expect(id("a", "new", "b") == "twonew")
        #expect(id() == "root")
        #expect(id("a") == nil)
        #expect(id("a", "7", "c") == nil)
    }
}
