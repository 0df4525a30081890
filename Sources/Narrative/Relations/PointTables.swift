import BudgetModel
import Quantities

/// Tables of points as pages of forms give them: a head that names the columns, then rows, their cells set apart by blanks, bars or lines.
///
/// Only a table of which every row was read is judged: its rows against the points of their block, 小计 and 总分.
struct PointTables {
    /// Where points and score of a row stand.
    enum Shape: Hashable {
        /// `… 分值 得分`
        case pair
        /// `分值 指标值 完成值 得分`, with so many cells between.
        case apart(Int)
        /// `… 得分` alone.
        case scores
        /// `… 分值` alone.
        case weights
    }

    struct Row {
        var weight: Int?
        var score: Int?
        var block: Scores.Block?
    }

    /// 产出指标（50分）, 小计 50 49.2: points that rows make together.
    struct Block {
        var weight: Int?
        var score: Int?
        /// 0 绩效指标, 1 产出指标, 2 数量指标.
        var level: Int
        var rows: Range<Int>
        var isClosed = false
        var isSubtotal = false
    }

    struct Table {
        var shape: Shape
        var lines: ClosedRange<Int>
        var rows: [Row] = []
        var blocks: [Block] = []
        var total: Int?
        var weightTotal: Int?
        /// Whether a row of the total ends it.
        var isClosed = false
        /// Whether every cell with a number was understood.
        var isSure = true
    }

    // MARK: Finding

    static func all(_ parts: TakenApart) -> [Table] {
        var tables: [Table] = []
        var line = 0
        while line < parts.lines.count, tables.count < 50 {
            guard let header = header(at: line, parts) else {
                line += 1
                continue
            }
            var reader = Reader(parts, header)
            let table = reader.read()
            if table.rows.count >= 3 { tables.append(table) }
            line = max(table.lines.upperBound, header.last) + 1
        }
        return tables
    }

    struct Cell {
        var range: Range<Int>
        var line: Int
        /// How many bars or tabs stand before it.
        var column: Int
    }

    struct Header {
        var shape: Shape
        var first: Int
        var last: Int
        /// Whether each cell has a line of its own.
        var isStream: Bool
        /// Whether columns of remarks follow the score.
        var hasRemarks: Bool
    }

    /// The cells of a line: what blanks, tabs and bars set apart.
    static func cells(of line: Int, _ parts: TakenApart) -> [Cell] {
        let codes = parts.text.codes
        let range = parts.text.lines[line].range
        var cells: [Cell] = []
        var begin = range.lowerBound
        var column = 0
        for place in range {
            guard Code.isSpace(codes[place]) || codes[place] == 0x7C || codes[place] == Code.newline else { continue }
            if begin < place { cells.append(Cell(range: begin..<place, line: line, column: column)) }
            if codes[place] == 0x7C || codes[place] == Code.tab { column += 1 }
            begin = place + 1
        }
        if begin < range.upperBound { cells.append(Cell(range: begin..<range.upperBound, line: line, column: column)) }
        return cells
    }

    private enum Column { case name, value, weight, score, remark }

    private static func column(_ cell: Cell, _ parts: TakenApart) -> Column? {
        guard cell.range.count <= 26 else { return nil }
        let words = parts.text.words(cell.range)
        if words.hasPrefix(anyOf: ["得分", "自评得分", "自评分", "实际得分", "评分", "评价得分", "指标得分", "本次得分", "实得分"]), !words.contains(anyOf: ["原因", "率", "标准", "说明"]) || words.contains("*") { return .score }
        if words.hasPrefix(anyOf: ["分值", "权重", "参考分值", "标准分", "指标分值", "指标权重", "满分", "标准分值", "分数"]), words.contains("原因") == false { return .weight }
        if words.contains(anyOf: ["原因", "备注", "说明", "措施", "依据", "评分标准", "评价标准", "扣分", "得分率", "整改", "佐证", "计分"]) { return .remark }
        if words.contains(anyOf: ["指标值", "目标值", "完成值", "实际值", "完成情况", "度量单位", "计量单位", "指标性质", "年度目标", "实现值", "年初目标", "实际完成", "年度指标", "预期值", "计划值", "完成率", "单位", "目标", "完成"]) { return .value }
        if words.isOne(of: ["序号", "项目", "内容", "名称", "绩效指标", "评价内容", "考核内容", "评价项目", "指标名称", "指标内容", "指标", "一级指标", "二级指标", "三级指标", "四级指标", "绩效", "指标类型", "指标类别", "类别"]) || words.hasPrefix(anyOf: ["一级指标", "二级指标", "三级指标", "绩效指标"]) { return .name }
        return nil
    }

    /// A head of at least three columns, one of names and one of points, from a line on.
    private static func header(at line: Int, _ parts: TakenApart) -> Header? {
        let own = cells(of: line, parts)
        guard let opening = own.firstIndex(where: { column($0, parts) == .name }), opening <= 1, own.count <= 16 else { return nil }
        var columns: [Column] = []
        var last = line
        if own.count >= 3 {
            for cell in own[opening...] {
                guard let column = column(cell, parts) else { return nil }
                columns.append(column)
            }
            // The head may go on: 得分 or a remark below.
            while last + 1 < parts.lines.count, last - line < 3 {
                let next = cells(of: last + 1, parts)
                guard next.count <= 2, !next.isEmpty, next.allSatisfy({ column($0, parts) != nil && column($0, parts) != .name }) else { break }
                columns += next.compactMap { column($0, parts) }
                last += 1
            }
        } else {
            guard own.count == 1 else { return nil }
            while last < parts.lines.count, last - line < 14, let cell = cells(of: last, parts).first, cells(of: last, parts).count == 1, let column = column(cell, parts) {
                columns.append(column)
                last += 1
            }
            last -= 1
        }
        guard columns.count >= 3, columns.first == .name else { return nil }
        let weights = columns.indices.filter { columns[$0] == .weight }, scores = columns.indices.filter { columns[$0] == .score }
        guard weights.count <= 1, scores.count <= 1 else { return nil }
        let shape: Shape
        switch (weights.first, scores.first) {
        case (let weight?, let score?) where score == weight + 1: shape = .pair
        case (let weight?, let score?) where score > weight: shape = .apart(score - weight - 1)
        case (nil, .some): shape = .scores
        case (.some, nil): shape = .weights
        default: return nil
        }
        let end = scores.first ?? weights[0]
        let behind = columns[(end + 1)...]
        // Values behind the points would be taken for them.
        guard behind.allSatisfy({ $0 == .remark }) else { return nil }
        return Header(shape: shape, first: line, last: last, isStream: own.count == 1, hasRemarks: !behind.isEmpty)
    }

    // MARK: Reading rows

    private struct Reader {
        let parts: TakenApart
        let header: Header
        var table: Table
        /// Figures by the place of their digits.
        let figures: [Int: Int]
        var current: Scores.Block?
        /// The column of the first head with points in its name.
        var headColumn: Int?

        init(_ parts: TakenApart, _ header: Header) {
            self.parts = parts
            self.header = header
            table = Table(shape: header.shape, lines: header.first...header.last)
            let end = min(parts.lines.count, header.last + PointTables.mostLines)
            let last = end > 0 ? parts.text.lines[end - 1].range.upperBound : 0
            let begin = parts.text.lines[header.first].range.lowerBound
            figures = Dictionary(parts.figures.indices.filter { parts.figures[$0].digits.lowerBound >= begin && parts.figures[$0].digits.lowerBound < last }.map { (parts.figures[$0].digits.lowerBound, $0) }, uniquingKeysWith: { first, _ in first })
        }

        mutating func read() -> Table {
            if header.isStream { stream() } else { lines() }
            if table.isClosed { for place in table.blocks.indices { table.blocks[place].isClosed = true } }
            return table
        }

        /// A number alone in its cell, or with a remark in brackets: 7.6（目标偏低，扣0.4）.
        private func bare(_ cell: Cell) -> Int? {
            let codes = parts.text.codes
            guard Code.isDigit(codes[cell.range.lowerBound]) else { return nil }
            let end = cell.range.first { !Code.isDigit(codes[$0]) && codes[$0] != Code.point } ?? cell.range.upperBound
            if end < cell.range.upperBound {
                guard codes[end] == Code.open || codes[end] == 0x5206 && end + 1 == cell.range.upperBound else { return nil }
                // 10（%）
                if parts.text.words(end..<cell.range.upperBound).contains(anyOf: ["%", "％"]) && parts.text.words(end..<cell.range.upperBound).contains("扣") == false { return nil }
            }
            guard let figure = figures[cell.range.lowerBound], parts.figures[figure].digits.upperBound <= cell.range.upperBound, parts.figures[figure].isPlain else { return nil }
            return figure
        }

        /// Whether a cell is a number that no figure was read from.
        private func isUnread(_ cell: Cell) -> Bool {
            parts.text.codes[cell.range].allSatisfy { Code.isDigit($0) || $0 == Code.point } && bare(cell) == nil
        }

        private func isTotalWord(_ cell: Cell) -> Bool {
            cell.range.count <= 12 && parts.text.words(cell.range).hasPrefix(anyOf: ["总分", "合计", "总计", "总得分", "自评总分", "得分合计", "自评得分", "总 分"])
        }

        private func isSubtotalWord(_ cell: Cell) -> Bool { cell.range.count <= 14 && parts.text.words(cell.range).hasSuffix("小计") }

        private mutating func lines() {
            var line = header.last + 1
            var misses = 0
            while line < parts.lines.count, line - header.last < PointTables.mostLines {
                let cells = PointTables.cells(of: line, parts)
                let range = parts.text.lines[line].range
                // A sentence of the report ends the table.
                if range.count > 260 || cells.isEmpty || isForeign(line, cells) { return }
                if cells.firstIndex(where: isTotalWord).map({ $0 <= 1 }) ?? false {
                    var bares = cells.compactMap(bare)
                    // 总分 / 100 95.4
                    if bares.isEmpty, line + 1 < parts.lines.count {
                        bares = PointTables.cells(of: line + 1, parts).compactMap(bare)
                        guard bares.count <= 2 else { return table.isSure = false }
                        if !bares.isEmpty { line += 1 }
                    }
                    close(bares, line)
                    return
                }
                heads(cells)
                if let place = cells.firstIndex(where: isSubtotalWord), place <= 2 {
                    subtotal(cells.compactMap(bare))
                } else if row(cells) {
                    misses = 0
                } else {
                    misses += 1
                    if misses > 4 { return }
                }
                table.lines = header.first...line
                line += 1
            }
        }

        /// Whether a line belongs to no table: a heading or a sentence.
        private func isForeign(_ line: Int, _ cells: [Cell]) -> Bool {
            if case .heading = parts.text.lines[line].kind { return true }
            let words = parts.text.words(parts.text.lines[line].range)
            if words.hasPrefix(anyOf: ["注", "备注", "说明", "偏差大", "评价结论", "填表", "填报", "附", "存在", "自评结论", "问题", "一、", "二、", "三、", "四、", "五、", "六、"]) { return true }
            return cells.count <= 2 && parts.text.codes[parts.text.lines[line].range].last == Code.stop && parts.text.lines[line].range.count > 20
        }

        private mutating func close(_ bares: [Int], _ line: Int) {
            table.isClosed = true
            table.lines = header.first...line
            if bares.count > 2 { table.isSure = false }
            switch bares.count {
            case 2...: (table.weightTotal, table.total) = (bares[bares.count - 2], bares[bares.count - 1])
            case 1:
                if table.shape == .scores { table.total = bares[0] } else if table.shape == .weights || parts.figures[bares[0]].number == .hundred { table.weightTotal = bares[0] } else { table.total = bares[0] }
            default: break
            }
        }

        private mutating func subtotal(_ bares: [Int]) {
            let begin = table.blocks.last { $0.isSubtotal }?.rows.upperBound ?? 0
            let head = table.blocks.last { !$0.isSubtotal && $0.level == 1 }?.rows.lowerBound ?? 0
            var block = Block(level: 1, rows: max(begin, head)..<table.rows.count, isClosed: true, isSubtotal: true)
            switch (table.shape, bares.count) {
            case (.scores, 1): block.score = bares[0]
            case (.weights, 1): block.weight = bares[0]
            case (.pair, 2), (.apart, 2): (block.weight, block.score) = (bares[0], bares[1])
            default: return table.isSure = false
            }
            table.blocks.append(block)
        }

        /// Points in names: 产出指标（50分）, 项目管理13分.
        private mutating func heads(_ cells: [Cell]) {
            var found = false
            for cell in cells {
                if bare(cell) != nil { return }
                let codes = parts.text.codes
                guard cell.range.count <= 24, let digit = cell.range.first(where: { Code.isDigit(codes[$0]) }), digit > cell.range.lowerBound || codes[cell.range.lowerBound] == Code.open, let figure = figures[digit], parts.figures[figure].measure.dimension == .points, parts.figures[figure].isPlain else { continue }
                let words = parts.text.words(cell.range.lowerBound..<digit)
                guard parts.text.codes[parts.figures[figure].range.upperBound..<max(parts.figures[figure].range.upperBound, cell.range.upperBound)].allSatisfy({ $0 == Code.close }) else { continue }
                let block = Scores.Block.of(words)
                let level = level(of: cell, block, words, parts.figures[figure].number, isFirst: !found)
                found = true
                for place in table.blocks.indices where table.blocks[place].level >= level && !table.blocks[place].isClosed { table.blocks[place].isClosed = true }
                table.blocks.append(Block(weight: figure, level: level, rows: table.rows.count..<table.rows.count))
                if let block { current = block }
            }
        }

        /// How deep a head stands: by its column, by a head before it in the row, by its words, or by the points still open above it.
        private mutating func level(of cell: Cell, _ block: Scores.Block?, _ words: Words, _ points: ExactDecimal, isFirst: Bool) -> Int {
            if isFirst, cell.column == 0, points >= ExactDecimal(60), words.contains(anyOf: ["绩效目标", "绩效指标", "项目绩效"]) { return 0 }
            if cell.column > 0 || table.blocks.isEmpty && parts.text.codes[parts.text.lines[cell.line].range].contains(where: { $0 == 0x7C || $0 == Code.tab }) {
                if headColumn == nil { headColumn = cell.column }
                return max(1, cell.column - headColumn! + 1)
            }
            if headColumn != nil { return max(1, cell.column - headColumn! + 1) }
            if !isFirst, let last = table.blocks.last, last.level > 0 { return last.level + 1 }
            if block?.parent != nil { return 2 }
            if block == .cost, let last = table.blocks.last, last.level == 2 { return 2 }
            // 资金管理（15分） below 过程（25分）, whose points are not yet given out.
            if let upper = table.blocks.lastIndex(where: { $0.level == 1 && !$0.isSubtotal }), !table.blocks[upper].isClosed, let full = table.blocks[upper].weight {
                let given = table.blocks[(upper + 1)...].filter { $0.level == 2 }.compactMap(\.weight).map { parts.figures[$0].number }
                if !given.isEmpty, let sum = try? ExactDecimal.sum(given + [points]), sum <= parts.figures[full].number { return 2 }
            }
            return 1
        }

        private mutating func append(_ weight: Int?, _ score: Int?, _ words: Words) {
            if let block = Scores.Block.of(words) { current = block }
            for place in table.blocks.indices where !table.blocks[place].isClosed { table.blocks[place].rows = table.blocks[place].rows.lowerBound..<table.rows.count + 1 }
            table.rows.append(Row(weight: weight, score: score, block: current))
            for figure in [weight, score].compactMap(\.self) where parts.figures[figure].number > ExactDecimal(60) && table.rows.count > 1 { table.isSure = false }
        }

        /// Reads a row of one line; false where it has none.
        private mutating func row(_ cells: [Cell]) -> Bool {
            if cells.contains(where: isUnread) { table.isSure = false }
            let bares = cells.map(bare)
            let words = parts.text.words(cells[0].range.lowerBound..<cells[min(1, cells.count - 1)].range.upperBound)
            guard let last = bares.lastIndex(where: { $0 != nil }) else {
                // A row without points: its score is missing.
                if cells.count >= 4 { table.isSure = false }
                return false
            }
            guard last > 0 || cells.count == 1 else { return unsure() }
            if last < cells.count - 1, !header.hasRemarks || cells.count - 1 - last > 6 { return unsure() }
            switch table.shape {
            case .scores: append(nil, bares[last], words)
            case .weights: append(bares[last], nil, words)
            case .pair:
                guard last >= 1, let weight = bares[last - 1], let score = bares[last] else { return unsure() }
                append(weight, score, words)
            case .apart(let between):
                let first = bares.firstIndex { $0 != nil } ?? last
                let place = last - between - 1
                guard first < last, let weight = bares[first] else { return unsure() }
                if place > first, let other = bares[place], parts.figures[other].number != parts.figures[weight].number { return unsure() }
                append(weight, bares[last], words)
            }
            return true
        }

        private mutating func unsure() -> Bool {
            table.isSure = false
            return true
        }

        /// Cells of a line each: a row ends with its points.
        private mutating func stream() {
            var cells: [Cell] = []
            var line = header.last + 1
            while line < parts.lines.count, line - header.last < PointTables.mostLines {
                let own = PointTables.cells(of: line, parts)
                if own.isEmpty || isForeign(line, own) || parts.text.lines[line].range.count > 120 { break }
                cells += own
                line += 1
            }
            var place = 0
            var name = 0
            while place < cells.count {
                table.lines = header.first...cells[place].line
                guard bare(cells[place]) != nil else {
                    if isUnread(cells[place]) { table.isSure = false }
                    if isTotalWord(cells[place]) {
                        close(Array(cells[(place + 1)...].prefix(4).prefix { bare($0) != nil }).compactMap(bare), cells[min(cells.count - 1, place + 1)].line)
                        return
                    }
                    if isSubtotalWord(cells[place]) {
                        let bares = cells[(place + 1)...].prefix(2).prefix { bare($0) != nil }.compactMap(bare)
                        subtotal(bares)
                        place += 1 + bares.count
                        name = place
                        continue
                    }
                    heads([cells[place]])
                    place += 1
                    continue
                }
                let words = parts.text.words(cells[name].range.lowerBound..<cells[max(name, place - 1)].range.upperBound)
                let run = cells[place...].prefix { bare($0) != nil }.compactMap(bare)
                switch table.shape {
                case .pair where run.count == 2 || run.count == 4: append(run[run.count - 2], run[run.count - 1], words)
                case .apart(let between) where place + between + 1 < cells.count:
                    guard let score = bare(cells[place + between + 1]), place + between + 2 >= cells.count || bare(cells[place + between + 2]) == nil else {
                        table.isSure = false
                        return
                    }
                    append(run[0], score, words)
                    place += between + 2
                    name = place
                    continue
                default: table.isSure = false
                }
                place += run.count
                name = place
            }
        }
    }

    private static let mostLines = 120

    // MARK: Judging

    /// Lines of tables that were read to the last cell; nobody else need guess about them.
    static func sureLines(_ tables: [Table]) -> [ClosedRange<Int>] { tables.filter(\.isSure).map(\.lines) }

    static func read(_ collector: RelationCollector, _ facts: StatedFacts) {
        let judge = Judge(parts: collector.parts, collector: collector, facts: facts)
        for table in facts.pointTables where table.isSure { judge.judge(table) }
    }

    private struct Judge {
        let parts: TakenApart
        let collector: RelationCollector
        let facts: StatedFacts


        func judge(_ table: Table) {
            let weights = table.rows.compactMap(\.weight), scores = table.rows.compactMap(\.score)
            // Each figure once.
            guard Set(weights + scores).count == weights.count + scores.count else { return }
            let execution = execution(before: table)
            let heads = table.blocks.filter { $0.level == 1 && !$0.isSubtotal }.compactMap(\.weight)
            let rowsAreWhole = parts.printedSum(weights).map { isWhole($0, execution.weight) } ?? false
            let headsAreWhole = heads.count >= 2 && (parts.printedSum(heads).map { isWhole($0, execution.weight) } ?? false) || upperHeadsAreWhole(table)
            var isBlamed = false
            for block in table.blocks where block.isClosed && block.rows.count >= 2 { if self.block(block, table, isProven: rowsAreWhole || headsAreWhole) { isBlamed = true } }
            self.weights(weights, table, execution, isBlamed)
            total(scores, weights, table, execution, isBlamed, isWhole: rowsAreWhole || headsAreWhole)
        }

        /// 项目决策2分, 项目管理13分, 项目绩效85分: 绩效 beside heads of another kind.
        private func upperHeadsAreWhole(_ table: Table) -> Bool {
            guard let upper = table.blocks.first(where: { $0.level == 0 }) else { return false }
            let list = table.blocks.prefix { $0.level != 0 }.filter { $0.level == 1 && !$0.isSubtotal } + [upper]
            return parts.printedSum(list.compactMap(\.weight)) == .hundred
        }

        private func isWhole(_ sum: ExactDecimal, _ execution: Int?) -> Bool {
            sum == .hundred || (execution.map { (try? sum + parts.figures[$0].number) == .hundred } ?? (sum == ExactDecimal(90) || sum == ExactDecimal(80)))
        }

        /// Points and score of execution, in the rows of the money above.
        private func execution(before table: Table) -> (weight: Int?, score: Int?) {
            guard let row = parts.fundRows.last(where: { $0.total.line < table.lines.lowerBound })?.total, table.lines.lowerBound - row.line <= 20 else { return (nil, nil) }
            let weight = row.figures[.weight] ?? parts.figures.indices.last { index in
                let figure = parts.figures[index]
                guard figure.line < table.lines.lowerBound, table.lines.lowerBound - figure.line <= 20, figure.measure.dimension == .points, figure.isPlain, figure.depth > 0, figure.number <= ExactDecimal(20) else { return false }
                let begin = parts.text.lines[figure.line].range.lowerBound
                return parts.text.words(begin..<figure.digits.lowerBound).hasPrefix(anyOf: ["预算执行情况", "预算执行", "资金执行", "执行率"])
            }
            return (weight, row.figures[.score])
        }

        /// Rows against the points in the name of their block; whether they were told of.
        private func block(_ block: Block, _ table: Table, isProven: Bool) -> Bool {
            var isBlamed = false
            let rows = table.rows[block.rows]
            let weights = rows.compactMap(\.weight), scores = rows.compactMap(\.score)
            if let full = block.weight, weights.count == rows.count, let sum = parts.printedSum(weights), !collector.accused.contains(full) {
                let stated = parts.figures[full].number
                let gap = (try? (sum - stated).magnitude) ?? .zero
                if gap.isZero || gap <= ExactDecimal(30) {
                    if !gap.isZero { isBlamed = true }
                    tell(.weights, weights, full, sum, gap, isError: isProven || block.isSubtotal, "该项分值", "points of the block")
                }
            }
            // Scores alone may never be more than the points of their block.
            if let full = block.weight, weights.isEmpty, scores.count == rows.count, let sum = parts.printedSum(scores), sum > parts.figures[full].number, let gap = try? sum - parts.figures[full].number, gap <= ExactDecimal(30), isProven {
                isBlamed = true
                tell(.scoreSum, scores, full, sum, gap, isError: true, "该项分值", "points of the block")
            }
            if let stated = block.score, scores.count == rows.count, let sum = parts.printedSum(scores), !collector.accused.contains(stated) {
                let gap = (try? (sum - parts.figures[stated].number).magnitude) ?? .zero
                if gap <= ExactDecimal(30) { tell(.scoreSum, scores, stated, sum, gap, isError: true, "小计", "subtotal") }
            }
            return isBlamed
        }

        private func weights(_ weights: [Int], _ table: Table, _ execution: (weight: Int?, score: Int?), _ isBlamed: Bool) {
            guard weights.count == table.rows.count, !weights.isEmpty, let sum = parts.printedSum(weights) else { return }
            let hasExecution = table.rows.contains { $0.block == .execution }
            let list = (execution.weight.map { weight in sum == .hundred || hasExecution ? [] : [weight] } ?? []) + weights
            guard let whole = parts.printedSum(list) else { return }
            let stated = table.weightTotal
            let target = stated.map { parts.figures[$0].number } ?? .hundred
            let gap = (try? (whole - target).magnitude) ?? .zero
            if gap.isZero || sum == target {
                return tell(.weights, gap.isZero ? list : weights, stated, target, .zero, isError: false, "总分值", "points of all")
            }
            guard table.isClosed, !isBlamed, gap <= ExactDecimal(30), sum != ExactDecimal(90) && sum != ExactDecimal(80) || execution.weight != nil, !list.contains(where: collector.accused.contains) else { return }
            // The points of execution may stand where nobody looks: short of 100 is sure only beside them.
            let isSure = execution.weight != nil || hasExecution || whole > target || stated != nil && gap < ExactDecimal(8)
            tell(.weights, list, stated, whole, gap, isError: isSure, "总分值", "points of all")
        }

        private func total(_ scores: [Int], _ weights: [Int], _ table: Table, _ execution: (weight: Int?, score: Int?), _ isBlamed: Bool, isWhole: Bool) {
            guard scores.count == table.rows.count, !scores.isEmpty, let total = table.total ?? (table.isClosed ? nil : facts.score?.figure), !scores.contains(total), !collector.accused.contains(total), let sum = parts.printedSum(scores) else { return }
            let stated = parts.figures[total].number
            let isOwn = table.total != nil
            let list = (execution.score.map { [$0] } ?? []) + scores
            guard let whole = parts.printedSum(list) else { return }
            if sum == stated { return tell(.scoreSum, scores, total, sum, .zero, isError: false, "总得分", "total") }
            let gap = (try? (whole - stated).magnitude) ?? .zero
            if gap.isZero { return tell(.scoreSum, list, total, whole, .zero, isError: false, "总得分", "total") }
            guard gap <= ExactDecimal(25) else { return }
            guard isOwn else {
                // 自评得分：96.9 above a table without a row of its total.
                guard facts.pointTables.count == 1, let all = parts.printedSum(weights), weights.count == scores.count, all == .hundred || execution.score != nil && self.isWhole(all, execution.weight) else { return }
                let list = all == .hundred ? scores : list
                return tell(.scoreSum, list, total, all == .hundred ? sum : whole, all == .hundred ? (try? (sum - stated).magnitude) ?? gap : gap, isError: true, "总得分", "total")
            }
            // With the points of all known, the scores of which points count is known as well.
            let all = parts.printedSum(weights)
            let rowsHaveAll = all == .hundred && !weights.isEmpty
            let other = (try? (sum - stated).magnitude) ?? .zero
            if rowsHaveAll { return tell(.scoreSum, scores, total, sum, other, isError: true, "总得分", "total") }
            let isSure = execution.score != nil && (weights.isEmpty || isWhole || isBlamed == false && all.map { self.isWhole($0, execution.weight) } ?? false)
            tell(.scoreSum, list, total, whole, gap, isError: isSure && !isBlamed, "总得分", "total")
        }

        private func tell(_ kind: RelationKind, _ list: [Int], _ total: Int?, _ sum: ExactDecimal, _ gap: ExactDecimal, isError: Bool, _ zh: String, _ en: String) {
            let figures = parts.figures
            let stated = total.map { figures[$0].number.description } ?? "100"
            let computation = parts.addition(list, sum)
            let isCoarser = total.map { Amounts.isRoundedSum(figures[$0].number, list.map { figures[$0] }, gap: gap) } ?? false
            collector.add(
                Relation(
                    kind, gap.isZero ? .holds : isCoarser ? .rounded : .fails(isError ? .error : .warning), at: Rates.place((total.map { [figures[$0]] } ?? list.map { figures[$0] })), figures: (total.map { [$0] } ?? []) + list, stated: stated, computed: sum.plain, difference: gap.plain,
                    computation: computation, dimension: .points,
                    Wording(
                        zh: "\(zh)写\(stated)分，各行\(kind == .weights ? "分值" : "得分")相加\(computation)。请核对各行和\(zh)。",
                        en: "The \(en) are given as \(stated), but the rows make \(computation). Check each row and the sum.")))
        }
    }
}
