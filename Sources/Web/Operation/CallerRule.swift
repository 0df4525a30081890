/// Who may call an operation.
package enum CallerRule: Hashable, Sendable {
    /// Everyone; credentials are not looked at.
    case anyone
    /// Everyone; who signs in is known to the handler.
    case anyoneOrKnown
    /// Whoever is signed in, by a session or a token.
    case known
    /// Only people at a browser, not tokens: what changes passwords and makes tokens.
    case session
    /// A session, or a token that was given this word.
    case scope(String)

    var needsCaller: Bool {
        switch self {
        case .anyone, .anyoneOrKnown: false
        case .known, .session, .scope: true
        }
    }
}
