"""The same scores in doubles by DuckDB or Polars, as one of their experts would write it for speed.

    peers.py TABLE.csv duckdb|polars THREADS OUT.csv [--ordered] [--nudged]

One pass over the file with given types, no sniffing, only the columns that count; rounding by the engine's own
round(). The projects come out in any order, which is faster for both; `--ordered` asks for the order of the table.
`--nudged` adds 1e-9 before every rounding, as one who has met the trap does.
Prints seconds of the work, seconds with the import of the engine, peak MB.
"""
import argparse
import os
import time

started = time.perf_counter()

TEXT = ["region_code", "unit_code", "project_code", "level1", "level2", "name", "comparator"]
COLUMNS = TEXT + ["target", "actual", "tier", "weight", "stated_score"]


def duckdb_scores(table, threads, output, is_ordered, nudge):
    import duckdb

    imported = time.perf_counter()
    connection = duckdb.connect()
    connection.execute(f"PRAGMA threads={threads}")
    connection.execute("SET preserve_insertion_order=" + ("true" if is_ordered else "false"))
    types = ", ".join(f"'{name}': '{'VARCHAR' if name in TEXT else 'TINYINT' if name == 'tier' else 'DOUBLE'}'" for name in COLUMNS)
    place, order = (", row_number() OVER () AS place", " ORDER BY first") if is_ordered else ("", "")
    nudge = f" + {nudge}" if nudge else ""
    first = ", min(place) AS first" if is_ordered else ""
    connection.execute(f"""
        COPY (
            WITH scored AS (
                SELECT region_code, unit_code, project_code, weight AS w, level1 = '预算执行率' AS is_execution,
                    round(CASE
                        WHEN level1 = '预算执行率' THEN
                            CASE WHEN target = 0 OR a <= 0 THEN 0 WHEN a >= target THEN w ELSE w * a / target END
                        WHEN comparator = 'qualitative' THEN
                            CASE tier
                                WHEN 1 THEN greatest(least(stated_score, w), round(w * 0.8, 2))
                                WHEN 2 THEN greatest(least(stated_score, round(w * 0.8, 2)), round(w * 0.6, 2))
                                ELSE greatest(least(stated_score, round(w * 0.6, 2)), 0) END
                        WHEN comparator IN ('>=', '>', '=') THEN
                            CASE
                                WHEN target > 0 THEN CASE WHEN a >= target THEN w WHEN a <= 0 THEN 0 ELSE w * a / target END
                                WHEN comparator = '=' THEN CASE WHEN a = target OR (target = 0 AND a < 0) THEN w ELSE 0 END
                                WHEN a >= target THEN w ELSE 0 END
                        ELSE
                            CASE
                                WHEN a <= target THEN w
                                WHEN a >= 2 * target THEN 0
                                ELSE w * (1 - (a - target) / target) END
                    END{nudge}, 2) AS points{place}
                FROM (SELECT *, actual AS a, weight AS w FROM read_csv('{table}', header = true, auto_detect = false,
                    delim = ',', quote = '"', escape = '"', columns = {{{types}}}))
            ),
            projects AS (
                SELECT region_code, unit_code, project_code, round(sum(points), 2) AS total,
                    abs(sum(w) - 100) < 0.00001 AND bool_or(is_execution) AS is_whole{first}
                FROM scored GROUP BY ALL
            )
            SELECT region_code, unit_code, project_code,
                CASE WHEN is_whole THEN total::DECIMAL(7, 2) END AS score,
                CASE WHEN NOT is_whole THEN NULL WHEN total >= 90 THEN '优' WHEN total >= 80 THEN '良' WHEN total >= 60 THEN '中' ELSE '差' END AS grade
            FROM projects{order}
        ) TO '{output}' (FORMAT csv, HEADER)""")
    return imported


def polars_scores(table, threads, output, is_ordered, nudge):
    os.environ["POLARS_MAX_THREADS"] = str(threads)
    import polars as pl

    imported = time.perf_counter()
    schema = {name: pl.String if name in TEXT else pl.Int8 if name == "tier" else pl.Float64 for name in COLUMNS}
    t, a, w, sign, stated = (pl.col(name) for name in ("target", "actual", "weight", "comparator", "stated_score"))
    is_execution = pl.col("level1") == "预算执行率"
    half_up = lambda value: (value + nudge if nudge else value).round(2, mode="half_away_from_zero")
    none = pl.lit(0.0)
    tier = lambda low, high: pl.max_horizontal(pl.min_horizontal(stated, half_up(w * high)), half_up(w * low))
    points = half_up(
        pl.when(is_execution)
        .then(pl.when((t == 0) | (a <= 0)).then(none).when(a >= t).then(w).otherwise(w * a / t))
        .when(sign == "qualitative")
        .then(pl.when(pl.col("tier") == 1).then(tier(0.8, 1)).when(pl.col("tier") == 2).then(tier(0.6, 0.8)).otherwise(tier(0, 0.6)))
        .when((sign == "<=") | (sign == "<"))
        .then(pl.when(a <= t).then(w).when(a >= 2 * t).then(none).otherwise(w * (1 - (a - t) / t)))
        .when(t > 0)
        .then(pl.when(a >= t).then(w).when(a <= 0).then(none).otherwise(w * a / t))
        .when(sign == "=")
        .then(pl.when((a == t) | ((t == 0) & (a < 0))).then(w).otherwise(none))
        .otherwise(pl.when(a >= t).then(w).otherwise(none)))
    keys = ["region_code", "unit_code", "project_code"]
    rows = pl.scan_csv(table, schema=schema)
    if is_ordered:
        rows = rows.with_row_index("place")
    projects = rows.group_by(keys).agg(
        half_up(points.sum()).alias("total"), ((w.sum() - 100).abs() < 0.00001).alias("is_full"), is_execution.any().alias("has_execution"),
        *([pl.col("place").min()] if is_ordered else []))
    if is_ordered:
        projects = projects.sort("place")
    total = pl.col("total")
    whole = pl.when(pl.col("is_full") & pl.col("has_execution"))
    grade = pl.when(total >= 90).then(pl.lit("优")).when(total >= 80).then(pl.lit("良")).when(total >= 60).then(pl.lit("中")).otherwise(pl.lit("差"))
    projects.select(*keys, whole.then(total).alias("score"), whole.then(grade).alias("grade")).collect(engine="streaming").write_csv(
        output, float_precision=2)
    return imported


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table")
    parser.add_argument("engine", choices=["duckdb", "polars"])
    parser.add_argument("threads", type=int)
    parser.add_argument("output")
    parser.add_argument("--ordered", action="store_true")
    parser.add_argument("--nudged", action="store_true")
    given = parser.parse_args()
    work = duckdb_scores if given.engine == "duckdb" else polars_scores
    imported = work(given.table, given.threads, given.output, given.ordered, 1e-9 if given.nudged else 0)
    ended = time.perf_counter()
    with open("/proc/self/status") as status:
        peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    print(f"{ended - imported:.4f} s, {ended - started:.4f} s with import, {peak / 1024:.0f} MB")


main()
