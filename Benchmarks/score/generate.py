"""A seeded table of indicator rows as `jixiao score` reads them.

    generate.py ROWS OUT.csv [--seed S] [--scattered SHARE] [--flawed SHARE] [--edges SHARE]

About 12 rows a project, 87 bytes a row. Every cell is a function of the seed and of the row's number (splitmix64),
so neither the size of a block nor the version of numpy changes the file. All values are whole numbers: 1/10,000 for
targets and actuals, 1/100 for weights.
"""
import argparse
import sys

import numpy as np

HEADER = "region_code,unit_code,project_code,level1,level2,name,comparator,target,actual,tier,weight,stated_score\n"
BLOCK = 1 << 17
MOST_EDGES = 0.04

PROJECTS_PER_REGION, PROJECTS_PER_UNIT = 1400, 8
# Whole regions of a province first; a table of 3 million rows is one province of some 180 counties.
REGIONS = [f"{province}{city:02}{county:02}" for province in (13, 14, 37, 41, 42, 43, 51) for city in range(1, 16) for county in range(1, 18)]

LEVEL1 = ["预算执行率", "产出指标", "效益指标", "满意度指标"]
LEVEL2 = ["", "数量指标", "质量指标", "时效指标", "成本指标", "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标", "服务对象满意度指标"]
NAMES = [
    "预算执行率",
    "培训场次 道路养护里程 图书采购册数 路灯维修盏数 疫苗接种人次 文化演出场次 公厕改造座数 绿化面积 校舍维修面积 检测样品批次 "
    "宣传活动次数 设备购置台数 河道清淤长度 老旧小区改造户数 就业培训人数 巡查次数 农技指导次数 档案整理卷数",
    "验收合格率 设备完好率 培训合格率 检测准确率 数据完整率 养护达标率 工程优良率 资料归档率 投诉办结率 抽检合格率 覆盖率",
    "按期完工率 拨付及时率 办理及时率 报送及时率 验收及时率 及时率",
    "培训人均成本 养护单价 单位改造成本 设备单价 活动成本 印刷成本 运维成本 维修成本 检测单价 项目总成本",
    "节约经费 带动增收 门票收入 能耗下降率 技术成果转化 带动就业 农产品增值",
    "服务人口 知晓率 就业率 出行便利度 公共安全水平 阅读人次 办事效率 入学率 事故下降率",
    "绿化覆盖率 水质达标率 空气优良天数 垃圾分类率 污水处理率 节水量 环境改善",
    "长效机制 设备使用年限 制度健全性 人员稳定性 持续运行 人才培养",
    "群众满意度 学员满意度 师生满意度 居民满意度 企业满意度 服务对象满意度 读者满意度",
    "完成天数 办理时限 响应时间 采购周期 工期 维修时限",
]
DURATIONS = len(NAMES) - 1
NAMES = [pool.split() for pool in NAMES]

COMPARATORS = [">=", ">", "=", "<=", "<", "qualitative"]
GE, GT, EQ, LE, LT, QUALITATIVE, EXECUTION = range(7)
# In twentieths, by the second level; the execution row is a comparator of its own here and is written as >=.
KINDS = [
    [EXECUTION] * 20,
    [GE] * 13 + [EQ] * 4 + [GT] * 2 + [LE],
    [GE] * 13 + [EQ] * 4 + [GT] + [QUALITATIVE] * 2,
    [LE] * 7 + [LT] * 2 + [GE] * 6 + [EQ] * 2 + [QUALITATIVE] * 3,
    [LE] * 15 + [LT] * 4 + [EQ],
    [GE] * 14 + [GT] + [QUALITATIVE] * 4 + [LE],
    [GE] * 9 + [GT] + [QUALITATIVE] * 9 + [LE],
    [GE] * 11 + [GT] + [QUALITATIVE] * 7 + [LT],
    [GE] * 6 + [QUALITATIVE] * 14,
    [GE] * 17 + [GT] * 2 + [QUALITATIVE],
]
# The second levels of the benefits by their number.
BENEFITS = {2: [6, 8], 3: [6, 7, 8], 4: [5, 6, 7, 8], 5: [5, 6, 6, 7, 8]}
OUTPUT_COUNTS = [4, 5, 5, 6, 6, 6, 6, 7, 7, 8]
BENEFIT_COUNTS = [2, 3, 3, 3, 4, 4, 4, 5]
SATISFACTION_COUNTS = [1, 2]

MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15


class Draws:
    """Independent streams of numbers by name, each indexed by a row or a project."""

    def __init__(self, seed):
        self.seed = seed

    def raw(self, name, index):
        start = self.seed * 0xD1342543DE82EF95 + sum(byte * 257**place for place, byte in enumerate(name.encode())) * 0xA24BAED4963EE407
        z = index.astype(np.uint64) * np.uint64(GOLDEN) + np.uint64(start & MASK)
        for _ in range(2):
            z += np.uint64(GOLDEN)
            z ^= z >> np.uint64(30)
            z *= np.uint64(0xBF58476D1CE4E5B9)
            z ^= z >> np.uint64(27)
            z *= np.uint64(0x94D049BB133111EB)
            z ^= z >> np.uint64(31)
        return z

    def below(self, name, index, bound):
        """0 ..< bound; the bound may be an array."""
        high = self.raw(name, index) >> np.uint64(32)
        return ((high * np.asarray(bound).astype(np.uint64)) >> np.uint64(32)).astype(np.int64)

    def choice(self, name, index, values):
        return np.asarray(values)[self.below(name, index, len(values))]


def splits(total, count, draws):
    """Eight ways to share `total` points among `count` rows, in hundredths: mostly whole points, one of halves, one of 8.33."""
    found = []
    for way in range(8):
        unit = 100 if way < 6 else 50 if way == 6 else 1
        units = total * 100 // unit
        if way in (0, 7):
            parts = [units // count] * count
        else:
            least = units // (2 * count)
            shares = draws.below(f"split{total}/{count}/{way}", np.arange(count), 1000) + 1
            parts = [least + int(share) * (units - least * count) // int(shares.sum()) for share in shares]
        rest = units - sum(parts)
        for place in range(count):
            parts[place] += rest // count + (1 if place < rest % count else 0) if way != 7 else (rest if place == count - 1 else 0)
        assert sum(parts) == units and min(parts) > 0
        found.append([part * unit for part in parts])
    return found


class Table:
    def __init__(self, rows, seed, flawed, edges):
        self.draws = draws = Draws(seed)
        self.edges = edges
        self.flawed = flawed
        count = max(1, round(rows / 12))
        projects = np.arange(count)
        self.outputs = draws.choice("outputs", projects, OUTPUT_COUNTS)
        self.benefits = draws.choice("benefits", projects, BENEFIT_COUNTS)
        self.satisfaction = draws.choice("satisfaction", projects, SATISFACTION_COUNTS)
        self._fit(rows)
        self.sizes = 1 + self.outputs + self.benefits + self.satisfaction
        self.starts = np.concatenate([[0], np.cumsum(self.sizes)[:-1]])
        most = 12
        self.split_outputs = self._split_table(50, range(4, 9), most)
        self.split_benefits = self._split_table(30, range(2, 6), most)
        self.split_satisfaction = self._split_table(10, range(1, 3), most)
        self.benefit_levels = np.zeros((6, 6), np.int64)
        for number, levels in BENEFITS.items():
            self.benefit_levels[number, : len(levels)] = levels
        self.name_table = np.array([name.encode() for pool in NAMES for name in pool])
        self.is_rate = np.array([name.endswith(("率", "度")) for pool in NAMES for name in pool])
        self.name_starts = np.cumsum([0] + [len(pool) for pool in NAMES])[:-1]
        self.name_counts = np.array([len(pool) for pool in NAMES])

    def _fit(self, rows):
        """Moves the number of output rows of some projects by one until the table has exactly `rows` rows."""
        while True:
            excess = int((1 + self.outputs + self.benefits + self.satisfaction).sum()) - rows
            if excess == 0:
                return
            room = np.flatnonzero(self.outputs > 4 if excess > 0 else self.outputs < 8)[: abs(excess)]
            if len(room) == 0:
                sys.exit(f"{rows} rows make no whole projects; take 100 or more")
            self.outputs[room] -= 1 if excess > 0 else -1

    def _split_table(self, total, counts, most):
        table = np.zeros((most, 8, most), np.int64)
        for count in counts:
            table[count, :, :count] = splits(total, count, self.draws)
        return table

    def block(self, rows):
        """The text of the rows with these numbers."""
        project = np.searchsorted(self.starts, rows, side="right") - 1
        place = rows - self.starts[project]
        level1, level2, weight = self._levels(project, place)
        kind = self._draw_by_level("kind", rows, level2, KINDS)
        pool = np.where((level2 == 3) & ((kind == LE) | (kind == LT)), DURATIONS, level2)
        name = self.name_starts[pool] + self.draws.below("name", rows, self.name_counts[pool])
        target, actual = self._values(rows, kind, level2, self.is_rate[name], weight)
        tier, stated, stated_places = self._judged(rows, kind, weight)
        return self._text(rows, project, level1, level2, name, kind, target, actual, tier, weight, stated, stated_places)

    def _levels(self, project, place):
        outputs, benefits, satisfaction = self.outputs[project], self.benefits[project], self.satisfaction[project]
        way = lambda name: self.draws.below(name, project, 8)
        in_outputs = place - 1
        in_benefits = in_outputs - outputs
        in_satisfaction = in_benefits - benefits
        level1 = np.select([place == 0, in_benefits < 0, in_satisfaction < 0], [0, 1, 2], 3)
        # Of the outputs the last three are quality, time and cost.
        level2 = np.select(
            [level1 == 0, level1 == 1, level1 == 2],
            [0, np.maximum(1, 4 - (outputs - 1 - in_outputs)), self.benefit_levels[benefits, np.clip(in_benefits, 0, 5)]], 9)
        weight = np.select(
            [level1 == 0, level1 == 1, level1 == 2],
            [1000, self.split_outputs[outputs, way("way1"), np.clip(in_outputs, 0, 11)],
             self.split_benefits[benefits, way("way2"), np.clip(in_benefits, 0, 11)]],
            self.split_satisfaction[satisfaction, way("way3"), np.clip(in_satisfaction, 0, 11)])
        if self.flawed > 0:
            bad = (level1 == 0) & (self.draws.below("flawed", project, 1_000_000) < self.flawed * 1_000_000)
            odd = self.draws.below("flaw", project, 2)
            weight = np.where(bad & (odd == 0), 900, weight)
            level1 = np.where(bad & (odd == 1), 1, level1)
        return level1, level2, weight

    def _draw_by_level(self, name, rows, level2, table):
        return np.array(table)[level2, self.draws.below(name, rows, len(table[0]))]

    def _values(self, rows, kind, level2, is_rate, weight):
        draws = self.draws
        below = lambda name, bound: draws.below(name, rows, bound)
        lower_is_better = (kind == LE) | (kind == LT)
        execution = kind == EXECUTION

        # Targets: percent, counts, days, amounts; in 1/10,000.
        percent = draws.choice("percent", rows, [100, 100, 100, 100, 95, 95, 90, 98, 85, 80]) * 10_000
        width = 10 ** below("width", 4)
        counted = (1 + below("count", 9 * width)) * draws.choice("round", rows, [1, 1, 5, 10]) * 10_000
        days = draws.choice("days", rows, [5, 7, 10, 15, 20, 30, 60, 90, 180, 365]) * 10_000
        unit = 10 ** draws.choice("amount places", rows, [4, 4, 3, 2, 2, 1, 0])
        amount = (1 + below("amount", 5000 * 10_000 // unit)) * unit
        target = np.select(
            [execution | (level2 == 4), is_rate, level2 == 3], [amount, percent, days], counted)

        # Actuals: what came of it, in thousandths of the rows.
        outcome = below("outcome", 1000)
        met = lambda *bounds: [outcome < bound for bound in bounds]
        step = 10 ** np.where(
            is_rate | (level2 == 3), draws.choice("percent places", rows, [4, 3, 3, 2, 2]),
            np.where(execution | (level2 == 4), draws.choice("spent places", rows, [4, 3, 2, 2, 2, 1, 0]), draws.choice("count places", rows, [4, 4, 4, 3])))
        times = lambda name, low, high: target * (low + below(name, high - low)) // 1000 // step * step
        over, far, missed = times("over", 1000, 1200), times("far", 1200, 3000), times("missed", 400, 1000)
        over = np.where(is_rate, np.minimum(over, 1_000_000), over)

        # On the boundary W × A ÷ T ends in a half of a hundredth: T = W × n, A = n × (2k + 1) ÷ 200 for any whole n.
        n = draws.choice("n", rows, [1, 2, 2, 4, 5, 10, 10, 20, 20, 25, 40, 50, 100, 200])
        k = weight - 1 - below("k", np.maximum(weight // 2, 1))
        edge_target, edge = weight * 100 * n, n * (2 * k + 1) * 50

        # Fewer boundaries, when asked for: what else would stand on one is missed by what it is.
        if self.edges < MOST_EDGES:
            kept = below("edges", 1_000_000) < self.edges * 1_000_000 / MOST_EDGES
            edge_target, edge = np.where(kept, edge_target, target), np.where(kept, edge, missed)

        up = [target, over, far, missed, edge, 0, -missed, 0, -target]
        upper = met(400, 590, 650, 895, 935, 955, 960, 990, 1000)
        down = [target, missed, over, far, 2 * edge_target - edge, 2 * target + over, -missed, 0, -target]
        lower = met(360, 740, 850, 895, 935, 955, 960, 990, 1000)
        spent = [target, missed, target - target // 20 // step * step, over, edge, 0, -missed // 10 // step * step, 0, target]
        executed = met(330, 540, 880, 905, 945, 970, 975, 985, 1000)
        # A target of 0 with an actual on either side; a negative target missed, met and exceeded.
        near = (below("near", 5) - 2) * 10_000
        outcomes = lambda conditions, values: np.select(conditions, values)
        actual = np.where(execution, outcomes(executed, spent), np.where(lower_is_better, outcomes(lower, down), outcomes(upper, up)))
        on_edge = np.where(execution, (outcome >= 905) & (outcome < 945), (outcome >= 895) & (outcome < 935))
        zero = np.where(execution, (outcome >= 975) & (outcome < 985), (outcome >= 960) & (outcome < 990))
        negative = ~execution & (outcome >= 990)
        target = np.where(on_edge, edge_target, np.where(zero, 0, np.where(negative, -target, target)))
        actual = np.where(zero & ~execution, near, np.where(zero, amount, np.where(negative, actual + near, actual)))
        return target, actual

    def _judged(self, rows, kind, weight):
        """Tier and stated score in 1/1,000: inside the tier, on its bounds, above the weight, below the tier."""
        draws = self.draws
        tier = draws.choice("tier", rows, [1] * 16 + [2] * 3 + [3])
        low = np.select([tier == 1, tier == 2], [weight * 8, weight * 6], 0)
        high = np.select([tier == 1, tier == 2], [weight * 10, weight * 8], weight * 6)
        unit = draws.choice("stated unit", rows, [500, 100, 100, 10, 5])
        inside = np.minimum(low + draws.below("inside", rows, high - low + 1), high) // unit * unit
        how = draws.below("how", rows, 100)
        stated = np.select([how < 40, how < 90, how < 93, how < 96], [high // 10 * 10, np.maximum(inside, low), weight * 10 + 500, low // 10 * 10], low * 9 // 10 // 100 * 100)
        return np.where(kind == QUALITATIVE, tier, 0), stated, kind == QUALITATIVE

    def _text(self, rows, project, level1, level2, name, kind, target, actual, tier, weight, stated, judged):
        draws = self.draws
        in_region = project % PROJECTS_PER_REGION
        unit = in_region // PROJECTS_PER_UNIT
        unit_code = (101 + unit // 4) * 1000 + 1 + unit % 4
        letter = draws.choice("letter", project, [b"T", b"T", b"T", b"Y", b"R"])
        numbered = kind != QUALITATIVE
        extra = draws.choice("extra", rows, [0] * 16 + [1, 2, 2, 4])
        columns = [
            codes(REGIONS, project // PROJECTS_PER_REGION), digits(unit_code, 6),
            [literal(len(rows), "24"), as_bytes(letter), digits(in_region + 1, 5)],
            codes(LEVEL1, level1), codes(LEVEL2, level2), as_bytes(self.name_table[name]),
            codes(COMPARATORS + [">="], kind), decimals(target, 4, numbered, extra), decimals(actual, 4, numbered, extra),
            codes(["", "1", "2", "3"], tier), decimals(weight, 2, np.ones(len(rows), bool), 0), decimals(stated, 3, judged, 0),
        ]
        parts = []
        for number, column in enumerate(columns):
            parts += column if isinstance(column, list) else [column]
            parts.append(literal(len(rows), "," if number < len(columns) - 1 else "\n"))
        return np.concatenate(parts, axis=1).tobytes().translate(None, b"\0")


# Columns are matrices of bytes; zeros are no text and fall away at the end.


def as_bytes(array):
    return np.ascontiguousarray(array).view(np.uint8).reshape(len(array), -1)


def codes(words, index):
    return as_bytes(np.array([word.encode() for word in words])[index])


def literal(count, text):
    return np.tile(np.frombuffer(text.encode(), np.uint8), (count, 1))


def digits(numbers, width):
    powers = 10 ** np.arange(width - 1, -1, -1)
    return (numbers[:, None] // powers % 10 + 48).astype(np.uint8)


def decimals(numbers, scale, written, extra):
    """The shortest decimal of numbers ÷ 10^scale, with `extra` zeros (four places at most); empty where not written."""
    size = np.abs(numbers)
    places = np.zeros(len(numbers), np.int64)
    for place in range(scale):
        places[size % 10 ** (scale - place) != 0] = place + 1
    places = np.minimum(places + extra, scale)
    whole, part = size // 10**scale, size % 10**scale
    width = max(1, len(str(int(whole.max(initial=0)))))
    text = np.zeros((len(numbers), 2 + width + scale), np.uint8)
    text[:, 0] = np.where(numbers < 0, 45, 0)
    for place in range(width):
        power = 10 ** (width - 1 - place)
        text[:, 1 + place] = np.where((whole >= power) | (power == 1), whole // power % 10 + 48, 0)
    text[:, 1 + width] = np.where(places > 0, 46, 0)
    for place in range(scale):
        text[:, 2 + width + place] = np.where(places > place, part // 10 ** (scale - 1 - place) % 10 + 48, 0)
    text[~written] = 0
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=int)
    parser.add_argument("output")
    parser.add_argument("--seed", type=int, default=20260101)
    parser.add_argument("--scattered", type=float, default=0, help="this share of the rows stands anywhere in the table")
    parser.add_argument("--flawed", type=float, default=0, help="this share of the projects lacks its execution row or sums to 99")
    parser.add_argument("--edges", type=float, default=MOST_EDGES, help="this share of the measured rows (0 to 0.04) is put on a boundary of rounding")
    given = parser.parse_args()
    table = Table(given.rows, given.seed, given.flawed, given.edges)
    order = np.arange(given.rows)
    if given.scattered > 0:
        moved = np.flatnonzero(table.draws.below("moved", order, 1_000_000) < given.scattered * 1_000_000)
        order[moved] = moved[np.argsort(table.draws.raw("shuffle", moved), kind="stable")]
    with open(given.output, "wb") as file:
        file.write(HEADER.encode())
        for start in range(0, given.rows, BLOCK):
            file.write(table.block(order[start : start + BLOCK]))


main()
