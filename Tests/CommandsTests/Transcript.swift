/// Commands with their input, output, errors and exit codes, as a budget officer reads them (Tests/Transcripts/README.md).
struct Transcript: Equatable {
    struct Step: Equatable {
        /// Headings, remarks and blank lines above the command, as they stand.
        var remarks: [String] = []
        var command: String
        var output: [String] = []
        var errors: [String] = []
        var code: Int32 = 0
    }

    struct Malformed: Error, CustomStringConvertible {
        var line: Int
        var description: String
    }

    var steps: [Step] = []
    /// Remarks after the last command.
    var ending: [String] = []

    /// - Throws: `Malformed` for text outside a command, and for a command without its `?` line.
    init(parsing text: String) throws(Malformed) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        var remarks: [String] = []
        var step: Step?
        for (index, line) in lines.enumerated() {
            if var open = step {
                if line.hasPrefix("? ") {
                    guard let code = Int32(line.dropFirst(2)) else { throw Malformed(line: index + 1, description: "`?` needs an exit code: \(line)") }
                    open.code = code
                    steps.append(open)
                    step = nil
                } else if line.hasPrefix("$ ") {
                    throw Malformed(line: index + 1, description: "the command above has no `?` line: \(open.command)")
                } else if line == "!" || line.hasPrefix("! ") {
                    open.errors.append(String(line.dropFirst(2)))
                    step = open
                } else {
                    open.output.append(line.hasPrefix("\\") ? String(line.dropFirst()) : line)
                    step = open
                }
            } else if line.hasPrefix("$ ") {
                step = Step(remarks: remarks, command: String(line.dropFirst(2)))
                remarks = []
            } else if line.isEmpty || line.hasPrefix("#") {
                remarks.append(line)
            } else {
                throw Malformed(line: index + 1, description: "neither a command nor a remark: \(line)")
            }
        }
        if let step { throw Malformed(line: lines.count, description: "the command has no `?` line: \(step.command)") }
        ending = remarks
    }

    var text: String {
        var lines: [String] = []
        for step in steps {
            lines += step.remarks
            lines.append("$ " + step.command)
            // What would be taken for something else is written with a backslash.
            lines += step.output.map { line in ["$ ", "! ", "? ", "\\"].contains { line.hasPrefix($0) } || line == "!" ? "\\" + line : line }
            lines += step.errors.map { $0.isEmpty ? "!" : "! " + $0 }
            lines.append("? \(step.code)")
        }
        return (lines + ending).joined(separator: "\n") + "\n"
    }
}
