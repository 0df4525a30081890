package import BudgetModel
package import Frameworks
package import Quantities
import Synchronization

/// Frameworks by name and day, each read once; safe to share between tasks.
package final class FrameworkStore: Sendable {
    private struct Key: Hashable {
        var id: String
        var day: CalendarDay
    }

    private struct State {
        var sources: [String: FrameworkSource] = [:]
        var frameworks: [Key: Framework] = [:]
    }

    private let state = Mutex(State())
    /// For forms that name no year.
    private let today: CalendarDay

    package init(today: CalendarDay) { self.today = today }

    /// An empty one: frameworks shared between threads cost more in counting references than reading them twice.
    package func twin() -> FrameworkStore { FrameworkStore(today: today) }

    /// The framework for a form, with the reason for the choice.
    ///
    /// - Parameter named: a shipped id, or the path of a user's own file; nil to choose by the form.
    /// - Throws: `FrameworkRefused` with every problem of the framework.
    package func framework(for evaluation: Evaluation, named: String?) throws(FrameworkRefused) -> (Framework, Wording) {
        let (id, because) = FrameworkChoice.choose(for: evaluation, named: named)
        let key = Key(id: id, day: FrameworkChoice.day(for: evaluation, today: today))
        if let known = state.withLock({ $0.frameworks[key] }) { return (known, because) }
        let framework = try source(id).framework(on: key.day)
        state.withLock { $0.frameworks[key] = framework }
        return (framework, because)
    }

    /// A framework for all days, by id or by the path of a file.
    package func source(_ name: String) throws(FrameworkRefused) -> FrameworkSource {
        if let known = state.withLock({ $0.sources[name] }) { return known }
        let source = Self.isFile(name) ? try FrameworkCatalogue.read(Self.text(of: name), name: name) : try FrameworkCatalogue.source(name)
        state.withLock { $0.sources[name] = source }
        return source
    }

    private static func isFile(_ name: String) -> Bool { name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") }

    /// The text of a framework file.
    package static func text(of path: String) throws(FrameworkRefused) -> String {
        do throws(InputProblem) {
            let bytes = try InputFiles.bytes(of: path, limit: 1 << 20)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw InputProblem(path: path, sentence: Wording(zh: "评分规则文件不是 UTF-8 文本：请用文本编辑器另存为 UTF-8 后再试。", en: "The framework file is not UTF-8 text: save it as UTF-8 in a text editor and try again."))
            }
            return text
        } catch {
            throw FrameworkRefused(problems: [FrameworkProblem(file: path, line: nil, message: error.sentence)])
        }
    }
}
