package import BudgetModel

extension SampleDraw {
    /// The method in words; whoever follows them draws the same sample.
    package static let steps: [Wording] = [
        Wording(
            zh: "总体：表里的每个项目（区划、单位、项目编码），算不出总分的也在内。层：strata 各栏的值，以“/”相连，空值写“-”。大小＝1＋风险分。",
            en: "Frame: every project of the table (region, unit, project code), those without a total too. Stratum: the values named by strata with “/” between them, “-” for an empty one. Size = 1 + risk points."),
        Wording(
            zh: "frameSHA256：每个项目一行“区划|单位|项目|层|风险分”加换行，按字节排序后的 SHA-256。",
            en: "frameSHA256: the SHA-256 of a line “region|unit|project|stratum|risk points” with a newline for each project, sorted by bytes."),
        Wording(
            zh: "各层名额：按项目数占比。总名额不少于层数时，占比不足 1 的层各得 1 个，其余的层重新按占比分，直到没有不足 1 的层。取整数部分，余下的名额按余数从大到小各加 1，余数相同的按层名的字节顺序。",
            en: "Allocation: in proportion to the number of projects. Where the size is at least the number of strata, each stratum with a share below 1 gets 1 and the others share the rest anew, until none is below 1. Whole parts first; what is left goes by the largest remainder, among equals by the bytes of the label."),
        Wording(
            zh: "必取：层内名额 n、未取项目大小之和 S，n×大小≥S 的项目全部取出，n 和 S 随之减少，反复到没有为止。",
            en: "For certain: with n still to draw and S the sum of sizes of those not taken, all with n × size ≥ S are taken; n and S shrink, and this is repeated until there are none."),
        Wording(
            zh: "其余：u＝SHA-256（UTF-8 文本“种子|区划|单位|项目”）的前 8 个字节（高位在前的整数）；按 u÷大小从小到大取 n 个（用交叉相乘比较），相同的按“区划|单位|项目”的字节顺序。入样机会约为 n×大小÷S（chance）。",
            en: "The others: u is the first 8 bytes, as a big-endian integer, of the SHA-256 of the UTF-8 text “seed|region|unit|project”; the n smallest u ÷ size are drawn, compared by crosswise multiplication, equals by the bytes of “region|unit|project”. The chance of each is about n × size ÷ S."),
    ]
}
