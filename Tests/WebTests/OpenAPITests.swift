import Foundation
import JSONText
import Testing

@testable import Web

struct OpenAPITests {
    /// `OPENAPI_OUT=FILE` writes it for other validators.
    @Test func `says what it said before`() async throws {
        let answer = try await Desk().ask("GET", "/openapi.json", token: nil, ["Accept-Language": "en"])
        #expect(answer.status == 200)
        if let path = ProcessInfo.processInfo.environment["OPENAPI_OUT"] { try Data(answer.bytes).write(to: URL(fileURLWithPath: path)) }
        try expectSnapshot(indented(answer.json), "openapi.json")
    }

    @Test func `speaks the caller's language and answers whether it changed`() async throws {
        let desk = try Desk()
        let zh = await desk.ask("GET", "/openapi.json", token: nil), en = await desk.ask("GET", "/openapi.json", token: nil, ["Accept-Language": "en"])
        #expect(zh.json["info"]?["title"] == .string("便笺") && en.json["info"]?["title"] == .string("Notes"))
        #expect(zh["Content-Language"] == "zh-CN" && zh["Vary"] == "Accept-Language" && zh["ETag"] != en["ETag"])
        #expect(await desk.ask("GET", "/openapi.json", token: nil, ["If-None-Match": zh["ETag"]!]).status == 304)
    }

    @Test func `leads every reference somewhere, and shows every operation that is to be shown`() async throws {
        let desk = try Desk()
        let json = await desk.ask("GET", "/openapi.json", token: nil).json
        let names = Set(json["components"]?["schemas"]?.members?.map(\.key) ?? [])
        let references = references(json)
        #expect(references.count > 10)
        for reference in references { #expect(names.contains(String(reference.dropFirst("#/components/schemas/".count))), "\(reference)") }
        let ids = json["paths"]?.members?.flatMap { $0.value.members?.compactMap { $0.value["operationId"]?.string } ?? [] } ?? []
        #expect(Set(ids) == Set(desk.toy.operations.filter(\.isShown).map(\.id)) && ids.count == Set(ids).count)
    }

    private func references(_ json: JSONValue) -> [String] {
        switch json {
        case .object(let members): members.flatMap { member in member.key == "$ref" ? [member.value.string].compactMap { $0 } : references(member.value) }
        case .array(let elements): elements.flatMap(references)
        case .null, .bool, .number, .string: []
        }
    }

    /// A member a line, so that a change is seen as one.
    private func indented(_ json: JSONValue, _ depth: Int = 0) -> String {
        let space = String(repeating: " ", count: depth + 1)
        switch json {
        case .object(let members) where json.text.utf8.count > 100:
            return "{\n" + members.map { space + JSONValue.string($0.key).text + ": " + indented($0.value, depth + 1) }.joined(separator: ",\n") + "\n" + space.dropLast() + "}"
        case .array(let elements) where json.text.utf8.count > 100:
            return "[\n" + elements.map { space + indented($0, depth + 1) }.joined(separator: ",\n") + "\n" + space.dropLast() + "]"
        default: return json.text
        }
    }
}
