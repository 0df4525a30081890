"""The exact scores of a table by cn-2020, in whole numbers only.

    reference.py TABLE.csv OUT.csv [--rows ROWS.csv]

A number is (significand, scale); a row's score is a whole number of hundredths, rounded once, half up. One line a
project in order of first appearance. Score and grade stay empty where a row cannot be read, where there is no
execution row or where the weights do not sum to 100.
"""
import argparse
import csv
import re

PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
POWERS = [10**n for n in range(64)]
GRADES = [(9000, "优"), (8000, "良"), (6000, "中"), (0, "差")]
TIERS = {"1": (8, 10), "2": (6, 8), "3": (0, 6)}


class BadRow(Exception):
    pass


def number(text, known={}):
    found = known.get(text)
    if found is None:
        if not PLAIN.fullmatch(text):
            raise BadRow(f"no plain decimal: {text!r}")
        whole, _, part = text.partition(".")
        found = (int(whole + part), len(part))
        if len(known) < 1_000_000:
            known[text] = found
    return found


def less(a, b):
    return a[0] * POWERS[b[1]] < b[0] * POWERS[a[1]]


def hundredths(top, bottom):
    """top ÷ bottom, neither negative, in hundredths rounded half up."""
    return (200 * top + bottom) // (2 * bottom)


def rounded(value):
    return hundredths(value[0], POWERS[value[1]])


def share(weight, a, t):
    """W × A ÷ T in hundredths for A >= 0, T > 0."""
    return hundredths(weight[0] * a[0] * POWERS[t[1]], t[0] * POWERS[a[1] + weight[1]])


def score_number(comparator, t, a, w):
    if t[0] <= 0:
        # No ratio exists: all or nothing. For = a target of 0 is an upper bound, a negative one has to be hit.
        if comparator in (">=", ">"):
            is_met = not less(a, t)
        elif comparator == "=" and t[0] < 0:
            is_met = not less(a, t) and not less(t, a)
        else:
            is_met = not less(t, a)
        return rounded(w) if is_met else 0
    if a[0] < 0:
        a = (0, 0)
    if comparator in ("<=", "<"):
        if not less(t, a):
            return rounded(w)
        scale = max(t[1], a[1])
        rest = 2 * t[0] * POWERS[scale - t[1]] - a[0] * POWERS[scale - a[1]]
        return share(w, (rest, scale), t) if rest > 0 else 0
    return share(w, a, t) if less(a, t) else rounded(w)


def score_execution(budget, executed, w):
    if budget[0] < 0:
        raise BadRow("a negative budget")
    if budget[0] == 0 or executed[0] <= 0:
        return 0
    return share(w, executed, budget) if less(executed, budget) else rounded(w)


def score_judged(tier, stated, w):
    if tier not in TIERS:
        raise BadRow(f"no tier: {tier!r}")
    value = number(stated)
    low, high = (hundredths(w[0] * bound, 10 * POWERS[w[1]]) for bound in TIERS[tier])
    if value[0] < 0:
        return low
    return min(max(rounded(value), low), high)


def score(row):
    """Hundredths of a point."""
    _, _, _, level1, _, _, comparator, target, actual, tier, weight, stated = row
    w = number(weight)
    if w[0] < 0:
        raise BadRow("a negative weight")
    if level1 == "预算执行率":
        return score_execution(number(target), number(actual), w)
    if comparator == "qualitative":
        return score_judged(tier, stated, w)
    if comparator not in (">=", ">", "=", "<=", "<"):
        raise BadRow(f"no comparator: {comparator!r}")
    return score_number(comparator, number(target), number(actual), w)


class Project:
    __slots__ = ("score", "weight", "has_execution", "is_bad")

    def __init__(self):
        self.score = self.weight = 0
        self.has_execution = self.is_bad = False


def decimal(cents):
    return f"{cents // 100}.{cents % 100:02}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table")
    parser.add_argument("output")
    parser.add_argument("--rows", help="also the score of every row, one a line")
    given = parser.parse_args()
    projects = {}
    each = open(given.rows, "w") if given.rows else None
    with open(given.table, encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        for row in reader:
            project = projects.get((row[0], row[1], row[2]))
            if project is None:
                project = projects[row[0], row[1], row[2]] = Project()
            try:
                cents = score(row)
                project.score += cents
                # Weights are summed in 1/10,000; more places make the row bad.
                w = number(row[10])
                if w[1] > 4:
                    raise BadRow("a weight of more than four places")
                project.weight += w[0] * POWERS[4 - w[1]]
                project.has_execution |= row[3] == "预算执行率"
            except BadRow:
                cents = None
                project.is_bad = True
            if each:
                each.write("\n" if cents is None else decimal(cents) + "\n")
    with open(given.output, "w", encoding="utf-8") as file:
        file.write("region_code,unit_code,project_code,score,grade\n")
        for key, project in projects.items():
            if project.is_bad or not project.has_execution or project.weight != 1_000_000:
                file.write(",".join(key) + ",,\n")
                continue
            grade = next(grade for bound, grade in GRADES if project.score >= bound)
            file.write(f"{','.join(key)},{decimal(project.score)},{grade}\n")


if __name__ == "__main__":
    main()
