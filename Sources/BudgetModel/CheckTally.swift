/// What a run of checks came to, counted form by form.
package struct CheckTally: Sendable {
    package struct Counts: Hashable, Sendable {
        package var errors = 0
        package var warnings = 0
        package var hints = 0
        /// Warnings and hints that the unit has explained.
        package var explained = 0

        package init() {}

        package init(_ findings: [Finding]) {
            for finding in findings { add(finding) }
        }

        package var total: Int { errors + warnings + hints }

        package mutating func add(_ finding: Finding) {
            switch finding.severity {
            case .error: errors += 1
            case .warning: warnings += 1
            case .hint: hints += 1
            }
            if finding.isExplained { explained += 1 }
        }
    }

    /// Why some rules did not run, and in how many forms.
    package struct Lack: Hashable, Sendable {
        package var cause: NotChecked.Cause
        package var needs: Wording
        package var codes: Set<String> = []
        package var forms = 0
        /// The first files it concerns.
        package var files: [String] = []
    }

    /// More files are not named.
    package static let namedFiles = 3

    package private(set) var files = 0
    package private(set) var unreadableFiles = 0
    package private(set) var forms = 0
    package private(set) var formsWithErrors = 0
    package private(set) var cleanForms = 0
    package private(set) var counts = Counts()
    package private(set) var previews = 0
    package private(set) var questions = 0
    package private(set) var byRule: [String: Counts] = [:]
    /// In the order in which they came up.
    package private(set) var lacks: [Lack] = []
    private var lackPlaces: [NotChecked.Cause: [Wording: Int]] = [:]

    package init() {}

    package mutating func addFile(isReadable: Bool) {
        files += 1
        if !isReadable { unreadableFiles += 1 }
    }

    package mutating func add(_ check: CheckResult, file: String) {
        forms += 1
        var hasError = false
        for finding in check.findings {
            counts.add(finding)
            byRule[finding.code, default: Counts()].add(finding)
            hasError = hasError || finding.severity == .error
        }
        if hasError { formsWithErrors += 1 }
        if check.findings.isEmpty { cleanForms += 1 }
        previews += check.previews.count
        questions += check.questions.count
        var counted: Set<Int> = []
        for entry in check.notChecked {
            let place = lackPlaces[entry.cause]?[entry.needs] ?? lacks.count
            if place == lacks.count {
                lacks.append(Lack(cause: entry.cause, needs: entry.needs))
                lackPlaces[entry.cause, default: [:]][entry.needs] = place
            }
            lacks[place].codes.insert(entry.code)
            guard counted.insert(place).inserted else { continue }
            lacks[place].forms += 1
            if lacks[place].files.count <= Self.namedFiles, lacks[place].files.last != file { lacks[place].files.append(file) }
        }
    }
}
