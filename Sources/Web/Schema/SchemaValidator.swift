import BudgetModel
import JSONText

/// Holds values to schemas and says all that is wrong, up to a bound.
struct SchemaValidator: Sendable {
    static let limit = 20

    /// What `reference` means.
    let components: [String: Schema]

    func violations(of value: JSONValue, against schema: Schema, at pointer: String = "") -> [Violation] {
        var found: [Violation] = []
        check(value, schema, pointer, &found)
        return Array(found.prefix(Self.limit))
    }

    private func check(_ value: JSONValue, _ schema: Schema, _ pointer: String, _ found: inout [Violation]) {
        guard found.count < Self.limit else { return }
        func say(_ words: Wording) { found.append(Violation(pointer, words)) }
        switch schema.form {
        case .any, .foreign: break
        case .truth: if value.boolean == nil { say(.kind("真假值（true 或 false）", "true or false", value)) }
        case .number: if case .number = value {} else { say(.kind("数字", "a number", value)) }
        case .integer(let range):
            guard case .number(let digits) = value else { return say(.kind("整数", "a whole number", value)) }
            guard let number = value.integer else { return say(.notWhole(digits)) }
            if !range.contains(number) { say(.outside(range, number)) }
        case .string(let rule):
            guard let text = value.string else { return say(.kind("文字（放在引号内）", "text (in quotes)", value)) }
            if let words = rule.objection(to: text) { say(words) }
        case .list(let element, let count):
            guard let elements = value.elements else { return say(.kind("列表（[…]）", "a list ([…])", value)) }
            if !count.contains(elements.count) { say(.count(count, elements.count)) }
            for (index, value) in elements.enumerated() { check(value, element, pointer + "/\(index)", &found) }
        case .object(let properties, let isOpen):
            guard let members = value.members else { return say(.kind("对象（{…}）", "an object ({…})", value)) }
            for property in properties {
                if let member = members.first(where: { $0.key == property.name }) {
                    check(member.value, property.schema, JSONObject.join(pointer, property.name), &found)
                } else if property.isRequired {
                    found.append(Violation(JSONObject.join(pointer, property.name), .missing(property.name)))
                }
            }
            guard !isOpen else { return }
            for member in members where !properties.contains(where: { $0.name == member.key }) {
                found.append(Violation(JSONObject.join(pointer, member.key), .unknown(member.key)))
            }
        case .dictionary(let schema, let maxCount):
            guard let members = value.members else { return say(.kind("对象（{…}）", "an object ({…})", value)) }
            if members.count > maxCount { say(.count(0...maxCount, members.count)) }
            for member in members { check(member.value, schema, JSONObject.join(pointer, member.key), &found) }
        case .constant(let constant): if !Self.same(value, constant) { say(.constant(constant.text)) }
        case .oneOf(let forms): checkForms(value, forms, pointer, &found)
        case .component(_, let schema): check(value, schema, pointer, &found)
        case .reference(let name): if let schema = components[name] { check(value, schema, pointer, &found) }
        case .nullable(let schema): if !value.isNull { check(value, schema, pointer, &found) }
        }
    }

    /// Of several forms one must fit; where none does, what keeps the nearest from fitting is said.
    private func checkForms(_ value: JSONValue, _ forms: [Schema], _ pointer: String, _ found: inout [Violation]) {
        let trials = forms.map { form in
            var violations: [Violation] = []
            check(value, form, pointer, &violations)
            return violations
        }
        let fitting = trials.count { $0.isEmpty }
        if fitting > 1 { found.append(Violation(pointer, .ambiguous)) }
        guard fitting == 0 else { return }
        // A form whose constant is met was meant, however much else is wrong with it.
        let nearest = zip(forms, trials).min { (meant($0.0, value) ? 0 : 1, $0.1.count) < (meant($1.0, value) ? 0 : 1, $1.1.count) }
        found += nearest?.1 ?? []
    }

    private func meant(_ form: Schema, _ value: JSONValue) -> Bool {
        switch form.form {
        case .component(_, let schema): meant(schema, value)
        case .reference(let name): components[name].map { meant($0, value) } ?? false
        case .object(let properties, _):
            properties.contains { property in
                guard case .constant(let constant) = property.schema.form, let given = value[property.name] else { return false }
                return Self.same(given, constant)
            }
        default: false
        }
    }

    private static func same(_ one: JSONValue, _ other: JSONValue) -> Bool {
        if let first = one.integer, let second = other.integer { return first == second }
        return one == other
    }
}

extension Schema.StringRule {
    /// What is wrong with a text; nil where nothing is.
    fileprivate func objection(to text: String) -> Wording? {
        let count = text.unicodeScalars.count
        if !length.contains(count) { return .length(length, count) }
        if let choices, !choices.contains(text) { return .choice(choices) }
        if let format, !format.accepts(text) { return .format(format) }
        if let pattern, !pattern.matches(text) { return .pattern(pattern) }
        return nil
    }
}
