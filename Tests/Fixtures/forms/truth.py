"""What a careful reader of a form knows: its values, the points by rule, and where it is wrong.

Numbers are decimals and fractions, never binary. The scoring is 财预〔2020〕10号 with the linear formula for an
exceeded ceiling, half up at two decimals; Hubei (execution 20) takes the ratio formula."""
from dataclasses import dataclass, field
from decimal import Decimal, ROUND_HALF_UP, ROUND_DOWN
from fractions import Fraction
import re
import unicodedata

from grid import C, Num, Pct, Sum

SIGNS = {"≥": "≥", "≧": "≥", ">=": "≥", "＞＝": "≥", "不低于": "≥", "不少于": "≥", "达到": "≥", "≤": "≤", "≦": "≤", "<=": "≤",
         "不超过": "≤", "不高于": "≤", "=": "=", "═": "=", "﹦": "=", "＝": "=", ">": ">", "<": "<", "大于": ">", "小于": "<"}
TAILS = {"以上": "≥", "及以上": "≥", "以内": "≤", "以下": "≤"}
PRINTED = re.compile(r"^(≥|≧|>=|不低于|不少于|达到|≤|≦|<=|不超过|不高于|=|═|﹦|>|<|大于|小于)?\s*(-?[\d,]+(?:\.\d+)?)\s*([^\d]*?)(及以上|以上|以内|以下)?$")


def dec(value):
    return None if value in (None, "") else Decimal(str(value))


def half_up(fraction, places=2):
    """A fraction rounded half up, as text with all its places."""
    scaled = fraction * 10 ** places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return str(Decimal(whole).scaleb(-places).quantize(Decimal(10) ** -places))


def frac(value):
    return Fraction(Decimal(str(value)))


def yuan(value, unit):
    """A printed amount in yuan with two decimals."""
    if value is None:
        return None
    return str((Decimal(str(value).replace(",", "")) * (10000 if unit == "万元" else 1)).quantize(Decimal("0.01")))


def read_printed(text):
    """Comparator, number and unit of a printed value, or None where it is not a number."""
    kept = str("" if text is None else text).replace("㎡", "\ue000")  # folding would turn it into m2
    found = PRINTED.match(unicodedata.normalize("NFKC", kept).replace(" ", ""))
    if not found:
        return None
    sign, number, unit, tail = found.groups()
    return (SIGNS.get(sign) or TAILS.get(tail), number.replace(",", ""), unit.replace("\ue000", "㎡") or None)


@dataclass(eq=False)
class Indicator:
    """One row of the indicator table: what is printed, and what it means."""
    level1: str
    level2: str
    name: str
    target: object = None      # as printed
    actual: object = None      # as printed
    weight: object = None
    score: object = None
    reason: str = ""
    method: str = "number"     # number, mixed, text, date, none
    sign: object = "?"         # read from the target unless given
    value: object = "?"
    unit: object = "?"
    done: object = "?"         # the number of the actual
    prefix: str = ""           # 指标1： and the like, printed before the name
    tier: int = 0
    rule: object = "?"         # given where the rule cannot be computed from one number
    formula: str = "linear"
    more: dict = field(default_factory=dict)  # further columns of the form
    placeholder: bool = False  # printed, but no indicator
    row_key: object = None

    def __post_init__(self):
        printed = read_printed(self.target)
        if self.method in ("number", "mixed") and "?" in (self.sign, self.value, self.unit):
            assert printed or self.target is None, f"cannot read target {self.target!r} of {self.name}"
            sign, value, unit = printed or (None, None, None)
            self.sign = sign if self.sign == "?" else self.sign
            self.value = value if self.value == "?" else self.value
            self.unit = unit if self.unit == "?" else self.unit
        if self.method in ("text", "date", "none"):
            self.sign = None if self.sign == "?" else self.sign
            self.value = self.target if self.value == "?" else self.value
            self.unit = None if self.unit == "?" else self.unit
        if self.done == "?":
            if isinstance(self.actual, Pct):
                self.done = plain(Decimal(self.actual.fraction) * 100)
            elif isinstance(self.actual, Sum):
                self.done = self.actual.value
            elif self.method in ("number", "mixed") and self.actual is not None:
                got = read_printed(self.actual)
                assert got, f"cannot read actual {self.actual!r} of {self.name}"
                self.done = got[1]
            else:
                self.done = None if self.actual is None else str(self.actual)
        if isinstance(self.target, Pct):
            self.value, self.unit = plain(Decimal(self.target.fraction) * 100), "%"
        self.computed = self.computed_score()

    def direction(self):
        """The sign that is scored: printed, or assumed (a ceiling under cost, a floor elsewhere)."""
        if self.sign:
            return {">": "≥", "<": "≤"}.get(self.sign, self.sign)
        return "≤" if "成本" in (self.level1 or "") + (self.level2 or "") else "≥"

    def computed_score(self):
        if self.rule != "?":
            return self.rule
        if self.method not in ("number", "mixed") or None in (self.weight, self.value, self.done):
            return None
        weight, target, actual = frac(self.weight), frac(self.value), frac(self.done)
        way = self.direction()
        if way == "≤":
            if actual <= target:
                return half_up(weight)
            if target <= 0:
                return "0.00"
            if self.formula == "ratio":
                return half_up(weight * target / actual)
            return half_up(max(Fraction(0), weight * (1 - (actual - target) / target)))
        if way == "=" and target == 0:
            return half_up(weight if actual <= 0 else Fraction(0))
        if actual >= target:
            return half_up(weight)
        if target <= 0:
            return "0.00"
        return half_up(max(Fraction(0), weight * actual / target))

    def missed(self):
        """Whether the actual falls short of the target."""
        return self.computed is not None and self.weight is not None and dec(self.computed) < dec(self.weight)

    def json(self, place):
        out = {"level1": self.level1, "level2": self.level2, "name": self.name, "comparator": self.sign,
               "target": None if self.value is None else str(self.value), "unit": self.unit,
               "actual": None if self.done is None else str(self.done),
               "weight": None if self.weight is None else str(self.weight),
               "stated_score": None if self.score is None else str(self.score),
               "rule_score": self.computed, "method": self.method, "row": place}
        if self.tier and self.weight is not None:
            bounds = {1: (Fraction(4, 5), Fraction(1)), 2: (Fraction(3, 5), Fraction(4, 5)), 3: (Fraction(0), Fraction(3, 5))}[self.tier]
            out["allowed_interval"] = {"tier": self.tier, "min": half_up(frac(self.weight) * bounds[0]), "max": half_up(frac(self.weight) * bounds[1])}
            if self.tier > 1:
                out["allowed_interval"]["max_exclusive"] = True
        if self.reason:
            out["reason_given"] = True
        return out


def plain(number):
    """A decimal without trailing zeros or exponent."""
    text = f"{number.normalize():f}"
    return text


def rounding_explains(stated, exact):
    """Whether one decimal, whole points or cutting off turns the exact score into the stated one."""
    stated, exact = Decimal(str(stated)), Decimal(exact)
    return any(exact.quantize(Decimal(p), rounding=r) == stated for p in ("1", "0.1", "0.01") for r in (ROUND_HALF_UP, ROUND_DOWN)) or (
        abs(stated - exact) < Decimal("0.5") and stated == stated.to_integral_value())


def ind(level1, level2, name, target=None, actual=None, weight=None, score=None, reason="", **known):
    return Indicator(level1, level2, name, target, actual, weight, score, reason, **known)


def hole(level1, level2, text="……", **more):
    """A placeholder row of the template: printed, but nothing to read."""
    return Indicator(level1, level2, text, method="none", placeholder=True, more=more)


@dataclass(eq=False)
class Form:
    """One form: its head, money, execution, indicators, total; and the flaws put into it."""
    programme: str
    department: str
    implementer: str
    year: int
    kind: str = "self-evaluation"
    unit: str = "万元"
    unit_meant: str = None
    money: dict = field(default_factory=dict)     # source -> (label, initial, full year, executed), as printed
    weight: object = None                         # of the execution rate
    rate: object = None
    score: object = None
    indicators: list = field(default_factory=list)
    total: object = None
    total_weight: object = None
    grade: str = None
    flaws: dict = field(default_factory=dict)     # kind -> how many, declared by hand and compared with what is found
    found_elsewhere: list = field(default_factory=list)  # (kind, tag or text, label): flaws no arithmetic shows
    may: list = field(default_factory=list)       # (kind, tag or text, note)
    allow: tuple = ()                             # kinds neither demanded nor forbidden
    traps: list = field(default_factory=list)
    reason_column: bool = True
    parts: tuple = None                           # the sources that add up to the total; None: all others
    money_in_text: bool = False  # the amounts stand in sentences, not in a table

    # cells -------------------------------------------------------------
    def m(self, source, column, w=1, h=1, number=True):
        """The money cell of a source; column is initial, full or done."""
        value = self.money[source][("label", "initial", "full", "done").index(column)]
        if value is None:
            return C(None, w, h, (self, "fund", source, column))
        shown = Num(str(value), "General") if number and re.match(r"^-?[\d.]+$", str(value)) else value
        return C(shown, w, h, (self, "fund", source, column))

    def label(self, source, w=1, h=1, text=None):
        return C(text or self.money[source][0], w, h, (self, "fund", source, "label"))

    def x(self, what, w=1, h=1, text=None):
        """A cell of the execution, the total or the grade: rate, score, weight, total, total_weight, grade."""
        value = getattr(self, {"rate": "rate", "score": "score", "weight": "weight"}.get(what, what))
        if text is not None:
            return C(text, w, h, (self, what))
        if what in ("score", "weight", "total", "total_weight") and value is not None and re.match(r"^[\d.]+$", str(value)):
            return C(Num(str(value), "General"), w, h, (self, what))
        return C(value, w, h, (self, what))

    # truth -------------------------------------------------------------
    def exact_rate(self):
        label, initial, full, done = self.money.get("total", (None,) * 4)
        full = full if full not in (None, "") else initial
        if full in (None, "") or done in (None, "") or Decimal(str(full)) == 0:
            return None
        return frac(done) / frac(full)

    def execution(self):
        if self.kind in ("goal-declaration", "monitoring", "indicator-list") or (self.weight is None and self.rate is None and self.score is None):
            return None
        rate = self.exact_rate()
        zero = self.money.get("total", (0, 0, 0, None))[2] in ("0", "0.00")
        rule = half_up(min(frac(self.weight), frac(self.weight) * rate)) if rate is not None and self.weight is not None else ("0.00" if zero and self.weight is not None else None)
        return {"weight": None if self.weight is None else str(self.weight), "rate_percent": half_up(rate * 100) if rate is not None else ("0.00" if zero else None),
                "stated_rate": None if self.rate is None else str(self.rate), "stated_score": None if self.score is None else str(self.score), "rule_score": rule}

    def real(self):
        return [i for i in self.indicators if not i.placeholder]

    def stated_scores(self):
        scores = [i.score for i in self.real()]
        return [Decimal(str(s)) for s in scores + [self.score] if s is not None]

    def findings(self, where):
        """Flaws the numbers show. `where(tag)` is a cell, `where` of a missing tag the form's head."""
        out = []
        def add(kind, tag, words="", **more):
            out.append({"kind": kind, "where": f"{where(tag)} {words}".strip(), **more})
        evaluated = self.kind in ("self-evaluation", "department-self-evaluation", "transfer-self-evaluation", "department-scoring-table")
        for source, (label, *columns) in self.money.items():
            if source != "total":
                continue
            for k, column in enumerate(("initial", "full", "done")):
                parts = [self.money[s][k + 1] for s in (self.parts or [s for s in self.money if s != "total"])]
                given = [Decimal(str(p)) for p in parts if p not in (None, "")]
                if not given or columns[k] in (None, ""):
                    continue
                if sum(given) != Decimal(str(columns[k])):
                    add("funds-sum", (self, "fund", "total", column), f"{label}：合计与分项不符", stated=str(columns[k]), rule=str(sum(given)))
        execution = self.execution()
        if execution:
            full, done = (self.money.get("total", (None,) * 4)[2:4])
            if full not in (None, "") and done not in (None, "") and Decimal(str(done)) > Decimal(str(full)) and Decimal(str(full)) > 0:
                add("over-execution", (self, "fund", "total", "done"), "全年执行数大于全年预算数")
            if execution["rule_score"] is not None and self.score is not None and Decimal(execution["rule_score"]) != Decimal(str(self.score)):
                add("execution-score", (self, "score"), "执行率得分", stated=str(self.score), rule=execution["rule_score"])
        for i in self.real():
            if not evaluated or i.score is None or i.weight is None:
                continue
            label = f"{i.level2}·{i.name}"
            stated = Decimal(str(i.score))
            lowered = i.computed is not None and stated < Decimal(i.computed)
            if stated > Decimal(str(i.weight)):
                add("score-arithmetic", (self, i, "score"), label, stated=str(i.score), rule=i.computed or str(i.weight), rounding_only=False)
            elif i.computed is not None and stated != Decimal(i.computed) and not (lowered and i.reason):
                add("score-arithmetic", (self, i, "score"), label, stated=str(i.score), rule=i.computed, rounding_only=rounding_explains(i.score, i.computed))
            if not i.reason and self.reason_column and (i.missed() or stated < Decimal(str(i.weight))):
                add("no-deviation-reason", (self, i, "reason"), label)
        if evaluated:
            weights = [i.weight for i in self.real()]
            if weights and all(w is not None for w in weights):
                weight_sum = sum(Decimal(str(w)) for w in weights) + Decimal(str(self.weight or 0))
                if weight_sum not in (100, 1):
                    add("weights-not-100", (self, "total_weight"), f"分值合计{weight_sum}", rule="100", found=str(weight_sum))
            if self.total is not None and all(i.score is not None for i in self.real()) and self.real() and (self.weight is None or self.score is not None):
                summed = sum(self.stated_scores())
                if summed != Decimal(str(self.total)):
                    add("total-mismatch", (self, "total"), "总分", stated=str(self.total), rule=str(summed))
            if self.grade and self.total is None:
                add("grade-without-total", (self, "grade"), "等级")
            if self.grade and self.total is not None and grade_of(self.total) != self.grade[0]:
                add("grade-mismatch", (self, "grade"), "等级", stated=self.grade, rule=grade_of(self.total))
        for kind, tag, label in self.found_elsewhere:
            add(kind, tag, label, label=label)
        return out

    def json(self, where, name_at):
        found = self.findings(where)
        counts = {k: sum(f["kind"] == k for f in found) for k in {f["kind"] for f in found}}
        assert counts == self.flaws, f"{self.programme}: declared {self.flaws}, found {counts}: {[f['where'] for f in found]}"
        scores = self.stated_scores()
        weights = [i.weight for i in self.real()]
        known = weights and all(w is not None for w in weights)
        weight_sum = plain(sum(Decimal(str(w)) for w in weights) + Decimal(str(self.weight or 0))) if known else None
        execution = self.execution()
        computed = [i.computed for i in self.real()] + ([execution["rule_score"]] if execution else [])
        exact = plain(sum(Decimal(c) for c in computed)) if known and computed and all(c is not None for c in computed) else None
        evaluated = self.kind in ("self-evaluation", "department-self-evaluation", "transfer-self-evaluation", "department-scoring-table")
        may = [{"kind": k, "where": f"{where(t)} {n}".strip(), "note": n} for k, t, n in self.may]
        kinds = {f["kind"] for f in found} | {m["kind"] for m in may} | set(self.allow)
        never = ["funds-sum", "unit-mismatch"] if self.money else ["unit-mismatch"]
        if evaluated:
            never += ["execution-score", "weights-not-100", "total-mismatch", "grade-mismatch", "score-arithmetic", "over-execution", "budget-zero", "missing-value", "actual-not-numeric"]
        elif self.kind != "indicator-list":
            never += ["score-arithmetic", "weights-not-100", "total-mismatch"]
        meant = self.unit_meant or self.unit
        return {
            "form": self.kind, "unit": self.unit, "programme": self.programme, "department": self.department, "implementer": self.implementer, "year": self.year,
            **({"unit_meant": self.unit_meant} if self.unit_meant else {}), **({"money_in": "text"} if self.money_in_text else {}),
            "funds": {s: {"label": l.strip(), "initial": yuan(a, meant), "full_year": yuan(b, meant), "executed": yuan(c, meant)} for s, (l, a, b, c) in self.money.items()},
            "execution": execution,
            "indicators": [i.json(name_at(self, i)) for i in self.real()],
            "weights_total": weight_sum, "stated_total_weight": None if self.total_weight is None else str(self.total_weight),
            "stated_total": None if self.total is None else str(self.total), "recomputed_total": exact,
            **({"sum_of_stated_scores": plain(sum(scores))} if scores and evaluated else {}),
            "stated_grade": self.grade, "grade_by_rule": grade_of(self.total) if self.total is not None else None,
            "must_find": found, "may_find": may,
            "must_not_find": [{"kind": k, "where": "全表"} for k in never if k not in kinds],
            "traps": self.traps,
        }


def grade_of(total):
    total = Decimal(str(total))
    return "优" if total >= 90 else "良" if total >= 80 else "中" if total >= 60 else "差"
