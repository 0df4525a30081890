import BudgetModel
import Quantities

extension Rule {
    /// Flags one file that proves different indicators.
    package static let evidenceReused = Rule(
        "E20", Wording(zh: "同一文件用来证明不同指标", en: "One file as evidence of different indicators"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.selfEvaluation], severity: .warning,
        citing: [.practice],
        because: Wording(
            zh: "按内容摘要（SHA-256）比对：内容完全相同的文件放在几个指标下，多半是凑数。一份材料确能证明几项的，放在公共文件夹，不要复制。",
            en: "Files are compared by their digest (SHA-256): the same content under several indicators mostly fills gaps. A paper that does prove several belongs in a common folder, not in copies."),
        needs: [.evidence],
        triggering: [
            Example(
                Wording(zh: "两个指标下是同一文件", en: "the same file under two rows"), at: ["D14"],
                ExampleForm().row("培训人数", ">=", "100", "人", actual: "110").row("培训场次", ">=", "4", "场", actual: "4")
                    .evidence([EvidenceFile(path: "培训人数/总结.pdf", digest: "ab"), EvidenceFile(path: "培训场次/材料.pdf", digest: "ab")])),
            Example(
                Wording(zh: "用在三个指标下", en: "under three rows"), at: ["D14", "D15"],
                ExampleForm().row("培训人数", ">=", "100", "人", actual: "110").row("培训场次", ">=", "4", "场", actual: "4").row("发放资料", ">=", "200", "份", actual: "210")
                    .evidence([
                        EvidenceFile(path: "1/照片.jpg", digest: "cd"), EvidenceFile(path: "2/照片.jpg", digest: "cd"), EvidenceFile(path: "3/照片.jpg", digest: "cd"),
                    ])),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "内容不同", en: "different content"),
                ExampleForm().row("培训人数", ">=", "100", "人", actual: "110").row("培训场次", ">=", "4", "场", actual: "4")
                    .evidence([EvidenceFile(path: "培训人数/总结.pdf", digest: "ab"), EvidenceFile(path: "培训场次/材料.pdf", digest: "cd")])),
            Example(
                Wording(zh: "同一指标下重复", en: "twice under one row"),
                ExampleForm().row("培训人数", ">=", "100", "人", actual: "110")
                    .evidence([EvidenceFile(path: "培训人数/总结.pdf", digest: "ab"), EvidenceFile(path: "培训人数/总结2.pdf", digest: "ab")])),
        ]
    ) { facts in
        guard let evidence = facts.context.evidence else { return [] }
        var first: [String: Int] = [:]
        var hits: [Hit] = []
        for (index, files) in facts.evidenceRows.enumerated() {
            var seen: Set<String> = []
            for file in files.map({ evidence.files[$0] }) where seen.insert(file.digest).inserted {
                guard let earlier = first[file.digest] else {
                    first[file.digest] = index
                    continue
                }
                let name = facts.evaluation.indicators[index].name
                let other = facts.evaluation.indicators[earlier].name.value
                hits.append(
                    Hit(
                        at: name.cell,
                        Wording(
                            zh: "「\(name.value)」的材料“\(file.path)”与「\(other)」的材料内容完全相同。请换成能证明本项的材料；确能共用的放入公共文件夹。",
                            en: "“\(file.path)”, evidence of “\(name.value)”, is the same file as that of “\(other)”. Give papers that prove this row; what proves both belongs in a common folder."),
                        found: file.digest))
            }
        }
        return hits
    }
}
