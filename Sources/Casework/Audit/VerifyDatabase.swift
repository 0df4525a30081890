package import BudgetModel
package import Storage

/// A head of a chain as somebody keeps it elsewhere.
package struct KeptHead: Hashable, Sendable {
    package var region: String
    package var seq: Int64
    package var digest: String

    package init(region: String, seq: Int64, digest: String) {
        self.region = region
        self.seq = seq
        self.digest = digest
    }
}

/// Checks everything that is kept: each link of each chain, each record, each file.
package enum VerifyDatabase {
    /// Reads only. The first break of a region comes before what follows from it.
    package static func run(_ database: any Database, files: ContentFolder, heads: [KeptHead] = []) async throws -> ChainReport {
        var report = try await database.read { connection in
            // What the office itself registered as published counts as well.
            let registered = try connection.rows("SELECT region_code, seq, digest FROM published_head") { (row) throws(StorageError) in KeptHead(region: try row.text(), seq: try row.integer(), digest: try row.text()) }
            return try ChainCheck.run(on: connection, published: (heads + registered).map { ($0.region, $0.seq, $0.digest) })
        }
        report.breaks += try await database.read { Array(try DerivedCheck.run(on: $0).prefix(100)) }
        let kept = try await database.read { connection in
            try connection.rows("SELECT DISTINCT region_code, digest FROM evidence ORDER BY region_code, digest") { (row) throws(StorageError) in (try row.text(), try row.text()) }
        }
        for (region, digest) in kept {
            do throws(ContentError) { _ = try files.bytes(of: digest) } catch {
                if case .missing = error { report.breaks.append(ChainBreak(region: region, subject: digest, kind: .fileMissing)) } else { report.breaks.append(ChainBreak(region: region, subject: digest, kind: .fileChanged)) }
            }
        }
        return report
    }
}

extension ChainBreak {
    /// What does not hold and where, in one sentence.
    package var sentence: Wording {
        let link = seq.map { Wording(zh: "地区 \(region) 的第 \($0) 条记录", en: "Link \($0) of region \(region)") } ?? Wording(zh: "地区 \(region)", en: "Region \(region)")
        let thing = subject ?? ""
        return switch kind {
        case .eventChanged: Wording(zh: "\(link.zh)的内容被改过，与它的校验码不符。", en: "\(link.en) has been changed: its digest is another.")
        case .eventOutOfOrder: Wording(zh: "\(link.zh)接不上前一条：中间有记录被删去、插入或调换。", en: "\(link.en) does not follow the one before: links were removed, added or moved.")
        case .eventUnreadable(let what): Wording(zh: "\(link.zh)读不出来（\(what)）。", en: "\(link.en) cannot be read (\(what)).")
        case .headDiffers: Wording(zh: "地区 \(region) 的最后一条记录与所存的链头不同：末尾有记录被删去或加上。", en: "The last link of region \(region) is not the head that is kept: links at the end were removed or added.")
        case .publishedHeadMissing: Wording(zh: "\(link.zh)与公布的链头不同：公布以后链被换过。", en: "\(link.en) is not the head that was published: the chain was replaced since.")
        case .recordChanged: Wording(zh: "地区 \(region)：\(thing) 的内容被改过，与最后一条有关它的记录不符。", en: "Region \(region): \(thing) has been changed outside the chain.")
        case .recordMissing: Wording(zh: "地区 \(region)：\(thing) 不见了，没有记录说它被删去。", en: "Region \(region): \(thing) is gone, and no link says so.")
        case .recordUnknown: Wording(zh: "地区 \(region)：\(thing) 没有任何记录，是从旁边加进来的。", en: "Region \(region): no link speaks of \(thing); it was put in from outside.")
        case .historyDiffers: Wording(zh: "\(link.zh)说 \(thing) 改动之前的样子，与上一条有关它的记录不符。", en: "\(link.en) begins from another \(thing) than the link before left.")
        case .fileChanged: Wording(zh: "地区 \(region)：文件 \(thing) 的内容被改过。", en: "Region \(region): the file \(thing) has been changed.")
        case .fileMissing: Wording(zh: "地区 \(region)：文件 \(thing) 不见了。", en: "Region \(region): the file \(thing) is missing.")
        case .textMissing: Wording(zh: "地区 \(region)：\(thing) 的文字不见了，按它核算的分数不能再核算。", en: "Region \(region): the text of \(thing) is gone; scores by it cannot be computed again.")
        case .derivedDiffers: Wording(zh: "地区 \(region)：\(thing) 的问题或指标清单与所存的版本不符，是从旁边改的。", en: "Region \(region): the lists of \(thing) are not those of the revision that is kept; they were changed from outside.")
        case .textChanged: Wording(zh: "\(thing) 的文字被改过，与它的校验码不符。", en: "\(thing) has been changed: its digest is another.")
        }
    }
}
