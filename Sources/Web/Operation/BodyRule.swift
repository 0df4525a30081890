/// What an operation takes as its body.
package enum BodyRule: Sendable {
    /// Nothing; a body that comes all the same is refused.
    case none
    /// One JSON value. Without a limit the one of the configuration holds.
    case json(Schema, limitBytes: Int? = nil)
    /// The bytes of one file, sent as they are: name and purpose stand in the query.
    case upload([String], limitBytes: Int)

    var mediaTypes: [String] {
        switch self {
        case .none: []
        case .json: ["application/json"]
        case .upload(let types, _): types
        }
    }
}

/// Whether a header may, must or must not stand with a request.
package enum HeaderRule: Hashable, Sendable {
    case refused
    case optional
    case required
}
