package import BudgetModel
import Quantities

extension WordingMatch {
    /// `相似度 95.65%（66/69）`: runs of three characters in common, of all there are.
    package var similarity: Wording {
        guard !isIdentical, let percent = try? (Ratio(Int128(common), over: Int128(all)) * ExactDecimal(100)).rounded(to: 2, .halfUp) else {
            return Wording(zh: "完全相同", en: "identical")
        }
        return Wording(zh: "相似度\(percent)%（\(common)/\(all)）", en: "\(percent) % alike (\(common)/\(all))")
    }

    /// Behind the first peer's place: how many more there are.
    package var more: Wording {
        peers > 1 ? Wording(zh: "，另有\(peers - 1)份表同样如此", en: ", and so with \(peers - 1) more") : Wording(zh: "", en: "")
    }
}
