import Office
import Storage

/// The papers that lie in a case, by file name and digest: what a document names as evidence has to be among them.
struct CasePapers {
    private let names: Set<String>

    init(_ evidence: [EvidenceRecord]) { names = Set(evidence.flatMap { [$0.fileName, $0.digest] }) }

    init(of id: Identifier<CaseRecord>, in region: RegionCode, _ connection: any SQLConnection) throws(StorageError) {
        self.init(try connection.all(EvidenceRecord.self, in: region, "AND case_id = ?", [id.sql]))
    }

    /// - Parameter named: file names or digests with the places they stand in; blank ones name nothing.
    /// - Throws: `Declined` with a flaw for each that was not uploaded.
    func require(_ named: [(pointer: String, paper: String?)]) throws {
        let flaws = named.compactMap { place -> Flaw? in
            guard let paper = place.paper, !paper.allSatisfy(\.isWhitespace), !names.contains(paper) else { return nil }
            return Flaw(place.pointer, zh: "材料中没有“\(paper)”：请先上传到这个个案，再填写它的文件名", en: "“\(paper)” is not among the papers of the case: upload it first, then give its file name")
        }
        guard flaws.isEmpty else { throw Declined.invalid(flaws) }
    }
}
