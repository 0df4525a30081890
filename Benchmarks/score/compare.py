"""What differs between a reference and another output: projects are matched by their keys, in any order.

    compare.py REF.csv OUT.csv [--exact]

Prints projects, scores that differ, the largest difference, grades that differ. A line that is missing or too many
counts as a score and a grade that differ. `--exact` also wants the same order and exits 1 at any difference.
"""
import csv
import sys


def cents(text):
    if not text:
        return None
    whole, _, part = text.partition(".")
    if len(part) > 2 and part[2:].strip("0"):
        sys.exit(f"a score of more than two places: {text}")
    return int(whole + (part + "00")[:2])


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return {(row["region_code"], row["unit_code"], row["project_code"]): (cents(row["score"]), row["grade"]) for row in csv.DictReader(file)}


def main():
    reference, other = read(sys.argv[1]), read(sys.argv[2])
    scores = grades = largest = 0
    for key, (score, grade) in reference.items():
        their_score, their_grade = other.get(key, ("absent", "absent"))
        if their_score != score:
            scores += 1
            if isinstance(score, int) and isinstance(their_score, int):
                largest = max(largest, abs(score - their_score))
        grades += their_grade != grade
    strange = len(other.keys() - reference.keys())
    scores, grades = scores + strange, grades + strange
    print(f"{len(reference)} projects, {scores} scores differ, at most by {largest // 100}.{largest % 100:02}, {grades} grades differ")
    if "--exact" in sys.argv and (scores or grades or list(reference) != list(other)):
        sys.exit("not the same" if scores or grades else "another order")


main()
