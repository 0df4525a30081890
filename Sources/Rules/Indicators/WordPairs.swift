/// Pairs of neighbouring characters: the cheapest measure of whether two Chinese texts speak of the same thing.
enum WordPairs {
    /// The pairs of a text but for those with digits, punctuation and words that stand everywhere.
    static func set(_ scalars: some Collection<UInt32>) -> Set<UInt64> {
        var pairs: Set<UInt64> = []
        var before: UInt32 = 0
        for scalar in scalars {
            if before != 0, isWord(before), isWord(scalar) {
                let pair = UInt64(before) << 32 | UInt64(scalar)
                if !everywhere.contains(pair) { pairs.insert(pair) }
            }
            before = scalar
        }
        return pairs
    }

    /// The single characters of a text but for those of everyday words.
    static func characters(_ scalars: some Collection<UInt32>) -> Set<UInt32> {
        Set(scalars.lazy.filter { isWord($0) && !common.contains($0) })
    }

    private static let common: Set<UInt32> = Set(
        "的一是不了在人有和与及为对上中下个我们到以用时要就出会可也能他过年全每各项目标完成工作任务保障提高升改善促进发展建设实施开展活动组织推实现达确证加强数量率次度指县市区村镇乡级公共社众群民居服务管理单位部门支付经费资金预算持续正常运行转好新增大小基本生效更加让使".unicodeScalars.map(\.value))

    private static func isWord(_ scalar: UInt32) -> Bool { (0x4E00...0x9FFF).contains(scalar) || (0x61...0x7A).contains(scalar) }

    /// Pairs that say nothing of what a text is about.
    private static let everywhere: Set<UInt64> = {
        let words = """
            完成 数量 指标 目标 项目 工作 年度 情况 保障 提高 提升 建设 实施 开展 达到 以上 不低 低于 全年 进行 有效 及时 人数 次数 个数 人次 场次 的数 成率 格率 合格 验收 率达 数达 新增 增加 全县 全市 全区 经费 资金 支出 专项 \
            单位 部门 服务 管理 活动 组织 各项 任务 按照 要求 确保 进一 一步 水平 能力 质量 改善 促进 发展 购置 采购 维修 维护 改造 更新 安装 更换 新建 公里 平方 方米 万元 万人 村民 居民 群众 县级 乡镇 农村 城区 时间 时效 成本 满意 意度
            """
        return Set(
            words.split(whereSeparator: \.isWhitespace).compactMap { word in
                let scalars = word.unicodeScalars.map(\.value)
                return scalars.count == 2 ? UInt64(scalars[0]) << 32 | UInt64(scalars[1]) : nil
            })
    }()
}
