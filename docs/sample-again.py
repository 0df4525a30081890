#!/usr/bin/env python3
"""Draws the sample of `jixiao sample` again (method jixiao-sample-1), with nothing of Jixiao in it.

python3 sample-again.py FRAME.csv SIZE SEED [STRATA]   FRAME.csv is what `jixiao screen TABLE.csv` writes.
"""
import csv, hashlib, sys
from fractions import Fraction

COLUMNS = {"region": ["region_code"], "unit": ["region_code", "unit_code"], "grade": ["grade"], "framework": ["framework"], "none": []}
path, size, seed = sys.argv[1], int(sys.argv[2]), sys.argv[3]
columns = [c for name in (sys.argv[4] if len(sys.argv) > 4 else "region").split(",") for c in COLUMNS[name]]
strata, lines = {}, []
for row in csv.DictReader(open(path, encoding="utf-8", newline="")):
    key = "|".join((row["region_code"], row["unit_code"], row["project_code"]))
    label = "/".join(row[c] or "-" for c in columns)
    u = int.from_bytes(hashlib.sha256(f"{seed}|{key}".encode()).digest()[:8], "big")
    strata.setdefault(label, []).append((Fraction(u, 1 + int(row["risk_points"])), key.encode(), 1 + int(row["risk_points"])))
    lines.append(f"{key}|{label}|{row['risk_points']}\n".encode())
print("frame", hashlib.sha256(b"".join(sorted(lines))).hexdigest())

labels = sorted(strata, key=str.encode)
open_, given, left = set(labels), {}, size
while size >= len(labels) and (small := [s for s in open_ if len(strata[s]) * left < sum(len(strata[t]) for t in open_)]):
    given.update({s: 1 for s in small})
    open_, left = open_ - set(small), left - len(small)
share = {s: Fraction(len(strata[s]) * left, sum(len(strata[t]) for t in open_)) for s in open_}
given.update({s: int(share[s]) for s in open_})
for s in sorted(open_, key=lambda s: (int(share[s]) - share[s], s.encode()))[: size - sum(given.values())]:
    given[s] += 1

for label in labels:
    rest, certain, n = strata[label], [], given[label]
    while n > 0 and (more := [p for p in rest if p[2] * n >= sum(q[2] for q in rest)]):
        certain, rest, n = certain + more, [p for p in rest if p not in more], n - len(more)
    for rank, chosen in enumerate(sorted(certain) + sorted(rest)[:n], 1):
        print(f"{chosen[1].decode()}|{label}|{rank}")
