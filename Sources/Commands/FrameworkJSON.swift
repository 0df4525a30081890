import BudgetModel
import Frameworks
import JSONText
import Quantities
import Reports

/// Frameworks as the objects of docs/formats/frameworks.schema.json.
struct FrameworkJSON {
    let language: Language
    private var json = JSONWriter()

    init(_ language: Language) { self.language = language }

    /// The bytes with a line end.
    private var bytes: [UInt8] { json.bytes + [0x0A] }

    static func list(_ listings: [FrameworkListing], _ language: Language) -> [UInt8] {
        var writer = FrameworkJSON(language)
        writer.json.array(listings) { json, listing in
            json.object { json in
                json.field("id", listing.id)
                json.field("title", listing.title(language))
                json.field("extends", listing.extends)
                json.field("inForceFrom", listing.inForceFrom?.iso)
                json.field("digest", listing.digest)
                json.field("values", listing.valueCount)
                json.field("unverified", listing.unverifiedCount)
            }
        }
        return writer.bytes
    }

    static func show(_ source: FrameworkSource, on day: CalendarDay, _ language: Language) -> [UInt8] {
        var writer = FrameworkJSON(language)
        let framework = source.framework(on: day)
        writer.json.object { json in
            json.field("id", source.id)
            json.field("title", source.title(language))
            json.field("extends", source.extends)
            json.field("inForceFrom", framework.inForceFrom.iso)
            json.field("day", framework.day.iso)
            json.field("checked", source.checked?.iso)
            json.field("digest", source.digest)
            json.key("appliesTo")
            json.array(source.kinds) { json, kind in json.string(kind.rawValue) }
            json.key("instruments")
            json.array(source.instruments) { json, instrument in
                json.object { json in
                    json.field("key", instrument.key)
                    json.field("number", instrument.number)
                    json.field("title", instrument.title)
                    json.field("published", instrument.published?.iso)
                    json.field("address", instrument.address)
                }
            }
            json.key("tree")
            json.array(framework.tree) { json, node in Self.node(&json, node) }
            json.key("localIndicators")
            json.array(framework.localIndicators) { json, node in Self.node(&json, node) }
            json.key("values")
            json.array(source.values(on: day)) { json, value in Self.value(&json, value, language) }
        }
        return writer.bytes
    }

    static func basis(_ source: FrameworkSource, on day: CalendarDay, _ language: Language) -> [UInt8] {
        var writer = FrameworkJSON(language)
        writer.json.array(source.basis(on: day)) { json, value in Self.value(&json, value, language) }
        return writer.bytes
    }

    static func check(_ check: FrameworkCheck, file: String, _ language: Language) -> [UInt8] {
        var writer = FrameworkJSON(language)
        writer.json.object { json in
            json.field("file", file)
            json.field("id", check.source?.id)
            json.field("digest", check.source?.digest)
            json.key("problems")
            json.array(check.problems) { json, problem in
                json.object { json in
                    json.field("file", problem.file)
                    json.field("line", problem.line)
                    json.field("message", problem.message(language))
                }
            }
        }
        return writer.bytes
    }

    private static func node(_ json: inout JSONWriter, _ node: FrameworkNode) {
        json.object { json in
            json.field("name", node.name)
            switch node.weight {
            case .fixed(let points): json.field("points", points.value.plain)
            case .free: json.field("points", "free")
            case .local: json.field("points", "local")
            }
            json.key("children")
            json.array(node.children) { json, child in self.node(&json, child) }
        }
    }

    private static func value(_ json: inout JSONWriter, _ value: FrameworkValue, _ language: Language) {
        json.object { json in
            json.field("path", value.path)
            json.field("label", value.label(language))
            json.field("value", value.value)
            json.field("shown", value.shown(language))
            json.field("from", value.from.iso)
            json.key("reference")
            json.object { json in
                json.field("instrument", value.reference.instrument)
                json.field("number", value.reference.number)
                json.field("title", value.reference.title)
                json.field("article", value.reference.article)
                json.field("published", value.reference.published?.iso)
                json.field("confidence", value.reference.confidence.rawValue)
            }
            json.field("file", value.file)
            json.field("line", value.line)
        }
    }
}
