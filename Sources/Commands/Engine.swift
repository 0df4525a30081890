/// The engine's own version, in outputs and `--version`.
enum Engine {
    static let version = "0.1.0"
}
