/// Audits many reports on all cores and hands the outcomes on in the order of the files.
package struct AuditMany: Sendable {
    private let inOrder: InOrder<AuditFile, AuditOutcome>

    package init(_ single: AuditFile, width: Int) { inOrder = InOrder(single, width: width) { $0.twin() } }

    /// Calls `deliver` for each file in order; a finished file waits until those before it are delivered.
    package func callAsFunction(_ files: [Result<InputFile, InputProblem>], deliver: (AuditOutcome) throws -> Void) async throws {
        try await inOrder(
            files,
            work: { file, single in
                switch file {
                case .success(let file): single(file)
                case .failure(let problem): AuditOutcome(path: problem.path, problem: problem.sentence)
                }
            }, deliver: deliver)
    }
}
