/// Evaluates many files on all cores and hands the outcomes on in the order of the files.
package struct EvaluateMany: Sendable {
    private let inOrder: InOrder<EvaluateFile, FileOutcome>

    package init(_ single: EvaluateFile, width: Int) { inOrder = InOrder(single, width: width) { $0.twin() } }

    /// Calls `deliver` for each file in order; a finished file waits until those before it are delivered.
    package func callAsFunction(_ files: [Result<InputFile, InputProblem>], deliver: (FileOutcome) throws -> Void) async throws {
        try await inOrder(
            files,
            work: { file, single in
                switch file {
                case .success(let file): try single(file)
                case .failure(let problem): FileOutcome(path: problem.path, problem: problem.sentence)
                }
            }, deliver: deliver)
    }
}
