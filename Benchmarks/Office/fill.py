"""Fills an office through the program's own ways, so that every row is one a real office would have: imports, cases opened and forms saved over HTTP.

    fill.py BINARY FOLDER UNITS CASES HOT

UNITS units with CASES programmes each, all with a self-evaluation of 2025 that has 20 indicators. HOT programmes of each unit also have an approved
goal of 2025, two papers, and last year's form: those are saved again under load, since a save is held against all of them. The others are handed in,
so that their indicators count in sums; the workflow asks for less while the office is filled.
Beside the database stand `token-editor`, `token-bureau`, `saves.tsv` and `lists.txt` for the generator, and `filled.json` with what it took.
"""
import http.client
import json
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

from forms import DEPARTMENTS, UNITS, Programme

binary, folder = os.path.abspath(sys.argv[1]), Path(sys.argv[2])
unit_count, case_count, hot_count = map(int, sys.argv[3:6])
environment = dict(os.environ, JIXIAO_DATABASE=f"sqlite:{folder}/office.sqlite", SWIFT_BACKTRACE="enable=no")
started = time.time()


def run(*arguments, text=None):
    done = subprocess.run([binary, *arguments], env=environment, input=text, text=True, capture_output=True)
    if done.returncode:
        sys.exit(f"jixiao {' '.join(arguments)}: {done.stderr[-2000:]}{done.stdout[-500:]}")
    return done.stdout.strip()


def say(words):
    print(f"{time.time() - started:6.0f} s  {words}", flush=True)


def import_table(kind, rows):
    """In tables of 5,000 rows; the first row has the headings."""
    for start in range(1, len(rows), 5000):
        path = folder / f"{kind}.csv"
        path.write_text("\n".join(",".join(row) for row in [rows[0]] + rows[start : start + 5000]) + "\n", "utf-8")
        run("import", kind, str(path))
        path.unlink()


class Office:
    """A connection that stays open, for one thread."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def ask(self, token, method, path, body=None, version=None, kind="application/json"):
        headers = {"Authorization": "Bearer " + token, "Content-Type": kind} if body is not None else {"Authorization": "Bearer " + token}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        self.connection.request(method, path, body.encode() if isinstance(body, str) else body, headers)
        reply = self.connection.getresponse()
        data = reply.read()
        if reply.status >= 300:
            raise RuntimeError(f"{method} {path}: {reply.status} {data[:1500].decode()}")
        return json.loads(data) if data else None


def approve_goal(office, tokens, stage, form):
    saved = office.ask(tokens["editor"], "PUT", f"/api/v1/stages/{stage['id']}/form", form, stage["version"])
    for finding in saved["findings"]:
        if finding["severity"] == "error":
            raise RuntimeError(f"the goal has an error: {finding}")
        if finding["severity"] == "warning":
            office.ask(tokens["editor"], "PUT", f"/api/v1/stages/{stage['id']}/comments", json.dumps({"code": finding["code"], "place": finding["place"], "text": "已核实"}))
    version = saved["stage"]["version"]

    def move(who, act):
        return office.ask(tokens[who], "POST", f"/api/v1/stages/{stage['id']}/moves", json.dumps({"act": act}), version)["version"]

    version = move("editor", "submit")
    version = move("reviewer", "endorse")
    version = move("department", "pass")
    review = {"form": "general", "items": [], "statedGrade": "excellent", "opinion": "目标清楚，指标可测，与预算相称。"}
    version = office.ask(tokens["bureau"], "PUT", f"/api/v1/stages/{stage['id']}/goal-review", json.dumps(review), version)["stage"]["version"]
    move("bureau", "approve")


def open_case(office, tokens, programme, year):
    return office.ask(tokens["editor"], "POST", "/api/v1/cases", json.dumps({"programme": programme, "year": year}))


def stage_of(case, kind):
    return next(stage for stage in case["stages"] if stage["kind"] == kind)


def main():
    folder.mkdir(parents=True)
    run("database", "init", "--region", "370199", "--name", "示例县")
    tokens = {}
    for login, role in [("editor", "unit-editor"), ("reviewer", "unit-reviewer"), ("department", "dept-finance"), ("bureau", "bureau-performance")]:
        run("user", "add", "--login", login, "--name", login, "--role", role, text="correct horse 9\n")
        tokens[login] = run("token", "add", "--login", login, "--name", "benchmark", "--scope", "read", "--scope", "write", "--scope", "manage")
        (folder / f"token-{login}").write_text(tokens[login])

    units, rows = [], [["单位编码", "单位名称", "单位类型", "上级单位编码"]]
    for place in range(unit_count):
        department, order = DEPARTMENTS[place // 10 % len(DEPARTMENTS)], place % 10
        code, parent = f"{200 + place // 10}", "" if order == 0 else f"{200 + place // 10}"
        name = f"示例县{department}" if order == 0 else f"示例县{department}{UNITS[order - 1]}"
        units.append((code if order == 0 else f"{code}{order:03d}", name, f"示例县{department}"))
        rows.append([units[-1][0], name, "部门" if order == 0 else "单位", parent])
    import_table("units", rows)
    programmes = [Programme(place, units[place // case_count][1], units[place // case_count][2]) for place in range(unit_count * case_count)]
    import_table("programmes", [["项目编码", "项目名称", "单位编码", "起始年度"]] + [[it.code, it.name, units[place // case_count][0], "2023"] for place, it in enumerate(programmes)])
    is_hot = [place % case_count < hot_count for place in range(len(programmes))]
    import_table(
        "budget", [["年度", "资金来源", "类型", "金额（元）", "日期", "项目编码"]]
        + [["2025", "财政拨款", "年初", str(it.initial), "2025-01-08", it.code] for place, it in enumerate(programmes)])
    say(f"{len(units)} units and {len(programmes)} programmes imported")

    # Handing in without a goal and without explained warnings: only for the filling.
    shipped = (Path(__file__).resolve().parents[2] / "Sources/Office/Resources/office/workflow.yaml").read_text("utf-8")
    lenient = re.sub(r"(act: submit, stages: \[self-evaluation\].*conditions: )\[[^]]*\]", r"\1[document]", shipped)
    assert lenient != shipped
    (folder / "workflow.yaml").write_text(lenient, "utf-8")
    server = subprocess.Popen([binary, "serve", "--workflow", str(folder / "workflow.yaml"), "--port", "0", "--quiet", "--rate-limit", "0"], env=environment, stderr=subprocess.PIPE, text=True)
    try:
        port = int(server.stderr.readline().split("127.0.0.1:")[1].split("，")[0].split(";")[0])
        first = Office(port)
        ids, cursor = {}, ""
        while cursor is not None:
            page = first.ask(tokens["bureau"], "GET", "/api/v1/programmes?limit=200" + (f"&cursor={cursor}" if cursor else ""))
            ids.update((item["code"], item["id"]) for item in page["items"])
            cursor = page["next"]
        known, cursor = {}, ""
        while cursor is not None:
            page = first.ask(tokens["bureau"], "GET", "/api/v1/units?limit=200" + (f"&cursor={cursor}" if cursor else ""))
            known.update((unit["code"], unit["id"]) for unit in page["items"])
            cursor = page["next"]
        (folder / "lists.txt").write_text("".join(f"/api/v1/cases?unit={known[code]}&year=2025&limit=50\n" for code, _, _ in units))

        turn, lock, hot, failures = iter(range(len(programmes))), threading.Lock(), {}, []

        def work():
            office = Office(port)
            try:
                while not failures:
                    with lock:
                        place = next(turn, None)
                    if place is None:
                        return
                    if place % 5000 == 0:
                        say(f"{place} cases")
                    it = programmes[place]
                    if is_hot[place]:
                        last = stage_of(open_case(office, tokens, ids[it.code], 2024), "self-evaluation")
                        office.ask(tokens["editor"], "PUT", f"/api/v1/stages/{last['id']}/form", it.self_evaluation(2024), last["version"])
                    case = open_case(office, tokens, ids[it.code], 2025)
                    if is_hot[place]:
                        approve_goal(office, tokens, stage_of(case, "goal"), it.goal(2025))
                        for kind, name in (("survey", "survey.txt"), ("statistics", "figures.txt")):
                            office.ask(tokens["editor"], "POST", f"/api/v1/cases/{case['id']}/evidence?name={name}&kind={kind}&day=2025-12-12", f"{it.code} {name}\n{it.text(2025)}\n", kind="application/octet-stream")
                    stage = stage_of(case, "self-evaluation")
                    saved = office.ask(tokens["editor"], "PUT", f"/api/v1/stages/{stage['id']}/form", it.self_evaluation(2025), stage["version"])
                    if is_hot[place]:
                        hot[place] = (stage["id"], saved["stage"]["version"])
                    else:
                        office.ask(tokens["editor"], "POST", f"/api/v1/stages/{stage['id']}/moves", json.dumps({"act": "submit"}), saved["stage"]["version"])
            except Exception as error:
                failures.append(error)

        threads = [threading.Thread(target=work) for _ in range(8)]
        began = time.time()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failures:
            raise failures[0]
        took = time.time() - began
        with open(folder / "saves.tsv", "w", encoding="utf-8") as file:
            # Stages of different units after each other, as people work.
            for place in sorted(hot, key=lambda place: (place % case_count, place)):
                for attempt in (1, 2):
                    file.write(f"{hot[place][0]}\t{hot[place][1]}\t{programmes[place].self_evaluation(2025, attempt)}\n")
        (folder / "filled.json").write_text(json.dumps({"units": len(units), "cases": len(programmes), "indicators": 20 * (len(programmes) - len(hot)), "hot": len(hot), "seconds": round(took)}))
        say(f"{len(programmes)} cases in {took:.0f} s")
    finally:
        server.terminate()
        server.wait(30)


main()
