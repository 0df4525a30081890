import BudgetModel
import Documents
import Foundation
import Forms
import Quantities
import Rules
import Scoring
import Testing

@testable import Workbooks

/// Files of the tests and what the whole engine says of them.
enum Review {
    static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures")

    static func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: fixtures.appending(path: name))) }

    static func document(_ bytes: [UInt8], _ name: String) throws -> Document {
        switch name.split(separator: ".").last {
        case "xlsx": try XLSXReader.read(bytes: bytes)
        case "xls": try XLSReader.read(bytes)
        case "docx": try DOCXReader.read(bytes: bytes)
        default: try HTMLReader.read(bytes)
        }
    }

    static func forms(_ bytes: [UInt8], _ name: String, framework: Framework = .tested) throws -> [ReviewedForm] {
        FormReader().read(try document(bytes, name), file: name).evaluations.map { review($0, framework) }
    }

    static func review(_ evaluation: Evaluation, _ framework: Framework = .tested) -> ReviewedForm {
        let scores = Scorer.score(evaluation, by: framework, because: Wording(zh: "未指定评分规则，按全国通行规则", en: "none named: the national rules"))
        let findings = Catalogue.run(Facts(evaluation: evaluation, scoreSheet: scores, framework: framework)).findings
        return ReviewedForm(evaluation: evaluation, scores: scores, framework: framework, findings: findings)
    }

    /// Keeps a workbook for `scripts/verify-workbooks`, which opens it in other programs.
    static func keep(_ bytes: [UInt8], as name: String) throws {
        guard let folder = ProcessInfo.processInfo.environment["WORKBOOKS_OUT"] else { return }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: folder).appending(path: name))
    }

    /// All parts by name.
    static func parts(_ bytes: [UInt8]) throws -> [String: [UInt8]] {
        let archive = try ZipArchive(bytes)
        var parts: [String: [UInt8]] = [:]
        for entry in archive.entries { parts[entry.name] = try archive.read(entry) }
        return parts
    }

    static func text(_ bytes: [UInt8], _ part: String) throws -> String {
        String(decoding: try #require(try parts(bytes)[part], "no part \(part)"), as: UTF8.self)
    }

    static func sheet(_ bytes: [UInt8], _ name: String) throws -> Grid {
        try #require(try XLSXReader.read(bytes: bytes).grids.first { $0.name == name }, "no sheet \(name)")
    }
}

extension Grid {
    func shown(_ a1: String) -> String? {
        guard let position = CellPosition(a1: a1) else { return nil }
        return cells.first { $0.position == position }?.shown
    }
}

extension Framework {
    /// The national values with a tree, for blank forms.
    static let tested: Framework = {
        var framework = Framework.example
        let source = framework.atLeast.reference
        func node(_ name: String, _ weight: Int?, _ children: [String]) -> FrameworkNode {
            FrameworkNode(
                name: name, weight: weight.map { .fixed(Cited(ExactDecimal($0), source)) } ?? .free,
                children: children.map { FrameworkNode(name: $0, weight: .free) })
        }
        framework.tree = [
            node("产出指标", 50, ["数量指标", "质量指标", "时效指标", "成本指标"]),
            node("效益指标", 30, ["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"]),
            node("满意度指标", 10, ["服务对象满意度指标"]),
        ]
        framework.id = "cn-2020"
        framework.digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
        return framework
    }()
}
