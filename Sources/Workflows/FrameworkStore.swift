package import BudgetModel
package import Frameworks
package import Quantities
import Synchronization

/// The framework a form is scored by, and why.
package struct FrameworkDecision: Sendable {
    package var framework: Framework
    package var because: Wording
    /// Where the form was made for another framework, or for another state of this one.
    package var note: Wording?

    init(_ framework: Framework, _ because: Wording, _ mark: FrameworkMark?) {
        self.framework = framework
        self.because = because
        guard let mark else { return }
        if mark.id != framework.id {
            note = FrameworkCatalogue.ids.contains(mark.id)
                ? Wording(
                    zh: "表下注明按评分规则 \(mark.id) 编制，这里按指定的 \(framework.id) 核算：请确认用对了规则。",
                    en: "The form was made for the framework \(mark.id) and is scored by \(framework.id) as asked: make sure that is the right one.")
                : Wording(
                    zh: "表下注明按评分规则 \(mark.id) 编制，它不是内置的规则，现按 \(framework.id) 核算：请用 --framework 指定 \(mark.id) 的文件后再试。",
                    en: "The form was made for the framework \(mark.id), which is not a shipped one; it is scored by \(framework.id): name the file of \(mark.id) with --framework and try again.")
        } else if let digest = mark.digest, digest != framework.digest {
            note = Wording(
                zh: "表格编制以后，评分规则 \(mark.id) 已有改动（校验码不同），按现在的规则核算。",
                en: "The framework \(mark.id) has changed since the form was made (its digest differs); the form is scored by the present one.")
        }
    }
}

/// Frameworks by name and day, each read once; safe to share between tasks.
package final class FrameworkStore: Sendable {
    private struct Key: Hashable {
        var id: String
        var day: CalendarDay
    }

    private struct State {
        var sources: [String: FrameworkSource] = [:]
        var frameworks: [Key: Framework] = [:]
        /// Texts that lie in no file, by the digest of their framework.
        var texts: [String: String] = [:]
    }

    private let state = Mutex(State())
    /// For forms that name no year.
    let today: CalendarDay

    package init(today: CalendarDay) { self.today = today }

    /// An empty one: frameworks shared between threads cost more in counting references than reading them twice.
    package func twin() -> FrameworkStore { FrameworkStore(today: today) }

    /// The framework for a form, with the reason for the choice.
    ///
    /// - Parameters:
    ///   - named: a shipped id, or the path of a user's own file; nil to choose by the form.
    ///   - mark: what a blank form of ours says of the framework it was made for.
    /// - Throws: `FrameworkRefused` with every problem of the framework.
    package func framework(for evaluation: Evaluation, named: String?, mark: FrameworkMark? = nil) throws(FrameworkRefused) -> FrameworkDecision {
        let (id, because) = FrameworkChoice.choose(for: evaluation, named: named, mark: mark)
        let key = Key(id: id, day: FrameworkChoice.day(for: evaluation, today: today))
        if let known = state.withLock({ $0.frameworks[key] }) { return FrameworkDecision(known, because, mark) }
        let framework = try source(id).framework(on: key.day)
        state.withLock { $0.frameworks[key] = framework }
        return FrameworkDecision(framework, because, mark)
    }

    /// A framework for all days, by id or by the path of a file.
    package func source(_ name: String) throws(FrameworkRefused) -> FrameworkSource {
        if let known = state.withLock({ $0.sources[name] }) { return known }
        let source = Self.isFile(name) ? try FrameworkCatalogue.read(Self.text(of: name), name: name) : try FrameworkCatalogue.source(name)
        state.withLock { $0.sources[name] = source }
        return source
    }

    /// Takes a framework that lies in no file; it is named by its digest from then on.
    package func add(_ text: String, id: String) throws(FrameworkRefused) -> FrameworkSource {
        let source = try FrameworkCatalogue.read(text, name: id)
        state.withLock { state in
            state.sources[source.digest] = source
            state.texts[source.digest] = text
        }
        return source
    }

    /// The text of a framework that was added.
    package func addedText(digest: String) -> String? { state.withLock { $0.texts[digest] } }

    private static func isFile(_ name: String) -> Bool { name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") }

    /// The text of a framework file.
    package static func text(of path: String) throws(FrameworkRefused) -> String {
        do throws(InputProblem) {
            let bytes = try InputFiles.bytes(of: path, limit: 1 << 20)
            // Excel's three ways to save: a zip file, an old compound file, XML.
            if bytes.starts(with: [0x50, 0x4B]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) || bytes.starts(with: Array("<?xml".utf8)) {
                throw InputProblem(
                    path: path,
                    sentence: Wording(
                        zh: "这是工作簿，不是评分规则的 YAML 文件：请先用 jixiao frameworks convert 把它转成 YAML，再用转出的文件。",
                        en: "This is a workbook, not the YAML of a framework: convert it first with jixiao frameworks convert, then use the file that gives."))
            }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw InputProblem(path: path, sentence: Wording(zh: "评分规则文件不是 UTF-8 文本：请用文本编辑器另存为 UTF-8 后再试。", en: "The framework file is not UTF-8 text: save it as UTF-8 in a text editor and try again."))
            }
            return text
        } catch {
            throw FrameworkRefused(problems: [FrameworkProblem(file: path, line: nil, message: error.sentence)])
        }
    }
}
