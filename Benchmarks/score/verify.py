"""The reference against a second, slow reading of the rules with fractions.Fraction: every row and every project.

    verify.py TABLE.csv REF.csv REF_ROWS.csv

Shares no code with reference.py. Exits 1 at the first difference.
"""
import csv
import sys
from fractions import Fraction as F
from math import floor


def half_up(value):
    """The nearest hundredth, the one above at a half; no score is negative."""
    assert value >= 0
    return F(floor(value * 100 + F(1, 2)), 100)


def points(row):
    w = F(row["weight"])
    if row["level1"] == "预算执行率":
        budget, executed = F(row["target"]), F(row["actual"])
        return F(0) if budget == 0 else half_up(w * min(max(executed / budget, F(0)), F(1)))
    sign = row["comparator"]
    if sign == "qualitative":
        low, high = {"1": (F("0.8"), F(1)), "2": (F("0.6"), F("0.8")), "3": (F(0), F("0.6"))}[row["tier"]]
        low, high = half_up(w * low), half_up(w * high)
        stated = F(row["stated_score"])
        return half_up(low if stated < low else high if stated > high else stated)
    t, a = F(row["target"]), F(row["actual"])
    if t > 0:
        ratio = max(a, F(0)) / t
        lost = 1 - ratio if sign in (">=", ">", "=") else ratio - 1
        return half_up(w * (1 - min(max(lost, F(0)), F(1))))
    met = {">=": a >= t, ">": a >= t, "=": a <= t if t == 0 else a == t, "<=": a <= t, "<": a <= t}[sign]
    return half_up(w) if met else F(0)


def main():
    table, reference, reference_rows = sys.argv[1:]
    sums, order = {}, []
    with open(table, encoding="utf-8", newline="") as file, open(reference_rows) as rows:
        for line, (row, stated) in enumerate(zip(csv.DictReader(file), rows, strict=True), 2):
            ours = points(row)
            if ours != F(stated.strip()):
                sys.exit(f"line {line}: {ours} here, {stated.strip()} in the reference: {row}")
            key = (row["region_code"], row["unit_code"], row["project_code"])
            total = sums.setdefault(key, [F(0), F(0), 0])
            total[0] += ours
            total[1] += F(row["weight"])
            total[2] += row["level1"] == "预算执行率"
    with open(reference, encoding="utf-8", newline="") as file:
        projects = list(csv.DictReader(file))
    if [(p["region_code"], p["unit_code"], p["project_code"]) for p in projects] != list(sums):
        sys.exit("other projects, or another order")
    scored = 0
    for project, (total, weight, executions) in zip(projects, sums.values()):
        expected = ("", "")
        if weight == 100 and executions:
            scored += 1
            expected = (f"{floor(total)}.{int(total * 100) % 100:02}", "优" if total >= 90 else "良" if total >= 80 else "中" if total >= 60 else "差")
        if (project["score"], project["grade"]) != expected:
            sys.exit(f"{project}: {expected} here")
    print(f"{line - 1} rows and {len(projects)} projects equal, {scored} of them scored")


main()
