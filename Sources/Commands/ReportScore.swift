import ArgumentParser
import Reports

/// Whose points the report carries.
enum ReportScore: String, ExpressibleByArgument, CaseIterable {
    case stated, computed

    var source: ScoreSource {
        switch self {
        case .stated: .stated
        case .computed: .computed
        }
    }
}
