"""Seeded goals and self-evaluations of 20 indicators, as a county has them. The same seed and place give the same form."""
import json
import random

SEED = 20261126
DEPARTMENTS = ["教育局", "水务局", "交通运输局", "文化和旅游局", "卫生健康局", "民政局", "农业农村局", "住房和城乡建设局", "生态环境局", "应急管理局", "人力资源和社会保障局", "市场监督管理局", "自然资源局",
               "体育局", "科学技术局", "商务局", "司法局", "林业局", "退役军人事务局", "医疗保障局", "城市管理局", "档案馆", "供销社", "残疾人联合会", "气象局"]
UNITS = ["服务中心", "管理站", "监测站", "养护中心", "推广站", "图书馆", "实验学校", "救助站", "信息中心"]
WORKS = ["设施维修", "设备购置", "人员培训", "管网改造", "道路养护", "宣传推广", "免费开放", "监测巡查", "救助补贴", "信息系统运维", "环境整治", "安全改造", "技术推广", "数据更新", "场馆运行", "档案整理", "疫苗接种", "体检服务", "应急储备", "示范建设"]
QUANTITIES = [("改造管网长度", 26, "公里"), ("培训人次", 600, "人次"), ("购置设备台数", 90, "台"), ("巡查次数", 480, "次"), ("维修场地面积", 9000, "平方米"), ("发放资料份数", 15000, "份"), ("开放天数", 320, "天"), ("检测样品数", 1200, "个"), ("补贴人数", 2300, "人"), ("整理档案卷数", 5200, "卷")]
QUALITIES = [("验收合格率", 95), ("培训合格率", 96), ("设备完好率", 98), ("资料准确率", 99), ("抽检合格率", 97), ("发放准确率", 98)]
TIMES = [("按期完成率", 100), ("补贴发放及时率", 98), ("问题处理及时率", 95)]
COSTS = [("单位成本", 1200, "元"), ("总投入", 96, "万元"), ("设备单价", 8600, "元")]
BENEFITS = [("受益人数", 4800, "人"), ("覆盖村数", 96, "个"), ("带动就业人数", 320, "人"), ("减少事故起数", 12, "起"), ("服务企业家数", 210, "家"), ("到馆人次", 52000, "人次"), ("节约用水量", 18, "万吨"), ("建立档案份数", 8000, "份")]
SERVED = ["学生家长", "受益群众", "沿线群众", "读者", "就诊群众", "服务企业", "参训人员", "周边居民"]


def indicators(chance):
    """20 targets: level 1, level 2, name, comparator, target, unit, points."""
    rows = [("产出指标", "数量指标", name, ">=", target + chance.randrange(target // 10 + 1), unit, 5) for name, target, unit in chance.sample(QUANTITIES, 4)]
    rows += [("产出指标", "质量指标", name, ">=", target, "%", 4) for name, target in chance.sample(QUALITIES, 4)]
    rows += [("产出指标", "时效指标", name, ">=" if target < 100 else "=", target, "%", 4) for name, target in chance.sample(TIMES, 2)]
    rows += [("产出指标", "成本指标", name, "<=", target + chance.randrange(target // 8 + 1), unit, 3) for name, target, unit in chance.sample(COSTS, 2)]
    rows += [("效益指标", level, name, ">=", target + chance.randrange(target // 10 + 1), unit, 5)
             for level, (name, target, unit) in zip(["社会效益指标"] * 4 + ["经济效益指标", "可持续影响指标"], chance.sample(BENEFITS, 6))]
    return rows + [("满意度指标", "服务对象满意度指标", served + "满意度", ">=", 90, "%", 5) for served in chance.sample(SERVED, 2)]


class Programme:
    def __init__(self, place, unit, department):
        self.chance = random.Random(SEED * 1_000_003 + place)
        self.unit, self.department = unit, department
        self.name = f"{unit}{WORKS[place % len(WORKS)]}（{place:05d}）"
        self.code = f"37019923T{place:012d}"
        self.rows = indicators(self.chance)
        self.initial = self.chance.randrange(12, 600) * 10_000

    def head(self, form, year):
        return {"source": {"form": form}, "programme": self.name, "programmeCode": self.code, "department": self.department, "implementingUnit": self.unit, "year": year}

    def text(self, year):
        done = "，".join(f"{name}{'不超过' if sign == '<=' else '达到'}{target}{unit}" for _, _, name, sign, target, unit, _ in self.rows[:6])
        return f"{year}年12月底前，{done}，{self.rows[-1][2]}不低于90%。"

    def target(self, row):
        level1, level2, name, sign, target, unit, weight = row
        return {"level1": level1, "level2": level2, "name": name, "comparator": sign, "target": str(target), "unit": unit, "weight": str(weight)}

    def goal(self, year):
        money = [{"source": source, "initial": f"{self.initial}.00"} for source in ("total", "appropriation")]
        return dump(self.head("project-goal", year) | {"funds": money, "goals": [{"expected": self.text(year)}], "indicators": [self.target(row) for row in self.rows]})

    def self_evaluation(self, year, turn=0):
        """A form as it was filled in; another turn has other results."""
        chance = random.Random(f"{self.code} {year} {turn}")
        executed = self.initial * chance.randrange(900, 1001) // 1000
        rows, total = [], 0
        for row in self.rows:
            _, _, name, sign, target, unit, weight = row
            is_short, actual = chance.random() < 0.15, target
            if sign == "<=":
                actual = target - chance.randrange(max(1, target // 12))
            elif is_short:
                actual = max(1, target - 1 - target * chance.randrange(8) // 100)
            elif unit != "%":
                actual = target + chance.randrange(max(1, target // 12))
            # Hundredths of a point, half up.
            points = weight * 100 if sign == "<=" or actual >= target else (weight * 100 * actual * 2 + target) // (2 * target)
            total += points
            filled = self.target(row) | {"actual": str(actual), "statedScore": shown(points)}
            if sign != "<=" and actual < target:
                filled["reason"] = f"{year}年7月至8月连续降雨，{name}比计划少{target - actual}{unit}；已与承办方约定{year + 1}年4月底前补齐，由{self.unit}每月核对进度。"
            rows.append(filled)
        execution = (1000 * executed * 2 + self.initial) // (2 * self.initial)
        money = [{"source": source, "initial": f"{self.initial}.00", "adjusted": f"{self.initial}.00", "executed": f"{executed}.00"} for source in ("total", "appropriation")]
        achieved = f"{year}年" + "，".join(f"{row['name']}{row['actual']}{row['unit']}" for row in rows[:8]) + "。"
        return dump(
            self.head("project-self-evaluation", year)
            | {"funds": money, "execution": {"weight": "10", "statedScore": shown(execution)}, "goals": [{"expected": self.text(year), "achieved": achieved}], "indicators": rows, "statedWeightTotal": "100",
               "statedTotal": shown(total + execution)})


def shown(hundredths):
    return f"{hundredths // 100}.{hundredths % 100:02d}".rstrip("0").rstrip(".")


def dump(form):
    return json.dumps(form, ensure_ascii=False, separators=(",", ":"))
