#!/usr/bin/env python3
"""record.py ISNAD SCHEMA PATH...: the records of the documents at PATH hold to the JSON Schema and to what a schema cannot say:
offsets lie in the text, every id that is named is there, every row has its evidence. So do the records of nonsense made from
their words, where rules meet what no writer wrote, and the archive takes all of them. TAP."""
import json
import os
import random
import re
import subprocess
import sys
import tempfile

import jsonschema

TIMEX = re.compile(r"""(PAST|PRESENT|FUTURE)_REF
    | P(T?[0-9X.]+(Y|M|W|D|WE|DE|H|S|Q|C|E|L))+                                     # durations: P3D, PT2H, PXM
    | (T|[0-9X]{4}-[0-9X]{2}-[0-9X]{2}T)([0-9X]{2}(:[0-9X]{2}){0,2}Z?|MO|MI|AF|EV|NI|DT)  # times
    | [0-9X]{2,4}(-(W[0-9X]{2}(-WE|-[0-9X])?|Q[0-9X]|H[0-9X]|SP|SU|FA|WI|[0-9X]{2}(-([0-9X]{2}|WE))?))?  # 2019, 2019-08, 2019-W34
    | [0-9]{4}-[0-9]{2}-[0-9]{2}/[0-9]{4}-[0-9]{2}-[0-9]{2}  # a whole Islamic month
    | XXXX-WXX-[0-9X]""", re.X)


def spans(record):
    """(what, row) of every row that has a start and an end."""
    for s in record["sentences"]:
        yield "sentence", s
    for e in record["entities"]:
        yield from (("mention of " + e["id"], m) for m in e["mentions"])
        yield from (("label of " + e["id"], l) for l in e["labels"])
    yield from ((t["id"], t) for t in record["times"])
    for s in record["statements"]:
        yield s["id"] + " source", s["source"]
        yield s["id"] + " cue", s["cue"]
        yield from ((s["id"] + " content", c) for c in s["content"])
    for e in record["events"]:
        yield e["id"] + " anchor", e["anchor"]
        yield from ((e["id"] + " participant", p) for p in e["actors"] + e["recipients"])
    for p in record["positions"]:
        yield p["id"] + " about", p["about"]
        if p["condition"]:
            yield p["id"] + " condition", p["condition"]


def with_evidence(record):
    for e in record["entities"]:
        yield from (("mention of " + e["id"], m) for m in e["mentions"])
        yield from (("label of " + e["id"], l) for l in e["labels"])
    for table in ("times", "statements", "events", "positions"):
        yield from ((row["id"], row) for row in record[table])


def faults(record):
    n = len(record["doc"]["text"])
    may_be_unwritten = re.compile("source|participant")
    for what, row in spans(record):
        if row["start"] is None and row["end"] is None and may_be_unwritten.search(what):
            continue
        if row["start"] is None or row["end"] is None or not 0 <= row["start"] < row["end"] <= n:
            yield f"{what}: {row['start']}..{row['end']} is no span of the text"
    for what, row in with_evidence(record):
        if not row.get("why") or not 0 <= row.get("confidence", -1) <= 1:
            yield f"{what}: no evidence ({row.get('why')!r}, {row.get('confidence')!r})"
    ids = {t: {row["id"] for row in record[t]} for t in ("entities", "times", "statements", "events", "positions")}
    for table in ids:
        if len(ids[table]) != len(record[table]):
            yield f"{table}: an id stands twice"

    def known(what, table, value):
        if value is not None and value not in ids[table]:
            yield f"{what}: {value} is none of the {table}"

    for s in record["statements"]:
        yield from known(s["id"], "entities", s["source"]["entity"])
        yield from known(s["id"], "statements", s["parent"])
        if not s["content"]:
            yield f"{s['id']}: no content"
    parents = {s["id"]: s["parent"] for s in record["statements"]}
    for start in parents:
        seen, at = set(), start
        while at is not None and at not in seen:
            seen.add(at)
            at = parents.get(at)
        if at is not None:
            yield f"{start}: its chain is a circle"
    for e in record["entities"]:
        for label in e["labels"]:
            yield from known("label of " + e["id"], "statements", label["statement"])
    for e in record["events"]:
        yield from known(e["id"], "entities", e["place"])
        yield from known(e["id"], "times", e["time"])
        yield from known(e["id"], "statements", e["statement"])
        for p in e["actors"] + e["recipients"]:
            yield from known(e["id"], "entities", p["entity"])
            if p["start"] is None and p["entity"] is None:
                yield f"{e['id']}: a participant that is neither written nor known"
    for p in record["positions"]:
        yield from known(p["id"], "entities", p["holder"])
        yield from known(p["id"], "entities", p["of"])
        for row in p["rests_on"]:
            if row not in ids["statements"] | ids["events"]:
                yield f"{p['id']}: rests on {row}, which is not there"
    for t in record["times"]:
        if t["value"] is not None and not TIMEX.fullmatch(t["value"]):
            yield f"{t['id']}: {t['value']} is no TIMEX3 value"
    dated = record["doc"].get("dated") or {"because": []}
    clues = {c["id"]: c for c in dated.get("clues", [])}
    for row in dated["because"]:
        if row.startswith("t"):
            yield from known("dated", "times", row)
        elif row not in clues:
            yield f"dated: {row} is none of the clues"
    for c in clues.values():
        yield from known(c["id"], "times", c["time"])
        if c["used"] and c["broken"]:
            yield f"{c['id']}: used and broken"
        if c["from"] and c["to"] and c["from"] > c["to"]:
            yield f"{c['id']}: ends before it begins"
    order = [s["start"] for s in record["sentences"]]
    if order != sorted(order) or any(a["end"] > b["start"] for a, b in zip(record["sentences"], record["sentences"][1:])):
        yield "sentences overlap or are out of order"


def nonsense(records, count):
    """Documents of the records' words in any order with marks in any place: the same ones every time."""
    dice = random.Random(20)
    words = [w for r in records for w in r["doc"]["text"].split()]
    marks = list("«»\"'.,،؛:؟!()[]-/\n\t") + ["..", "\u200f", "و", "ال", "لل", "أن", "إن", "١٢", "3.5", "بن", "عبد", "حسب", "قال", "إلى", "مليون", "أمس"]
    for i in range(count):
        length, share = dice.randrange(1, 300), dice.choice((0, 0.1, 0.3, 0.9))
        text = " ".join(dice.choice(marks if dice.random() < share else words) for _ in range(length))
        row = {"id": f"nonsense-{i}", "text": text + "."}
        if i % 2:
            row["published"] = "2020-02-29"
        yield row


def analyze(isnad, *paths):
    run = subprocess.run([isnad, "analyze", "--format", "json", *paths], capture_output=True, text=True, encoding="utf-8")
    return run, [json.loads(line) for line in run.stdout.splitlines()]


def nonsense_cases(isnad, validator, records):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "nonsense.jsonl")
        with open(path, "w", encoding="utf-8") as out:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in nonsense(records, 400))
        run, found = analyze(isnad, path)
        yield "nonsense is analysed", [] if run.returncode == 0 and len(found) == 400 else [f"{len(found)} of 400, exit status {run.returncode}", run.stderr]
        yield "nonsense holds to the schema", [f"{r['doc']['id']}: {e.json_path}: {e.message}"[:300] for r in found for e in validator.iter_errors(r)]
        yield "nonsense hangs together", [f"{r['doc']['id']}: {f}" for r in found for f in faults(r)]
        report = subprocess.run([isnad, "report", "--format", "json", path], capture_output=True, text=True, encoding="utf-8")
        yield "nonsense is reported", [] if report.returncode == 0 else [f"exit status {report.returncode}", report.stderr]


def main():
    isnad, schema_path, *paths = sys.argv[1:]
    with open(schema_path, encoding="utf-8") as f:
        schema = json.load(f)
    validator_class = jsonschema.validators.validator_for(schema)
    validator_class.check_schema(schema)
    validator = validator_class(schema)
    run, records = analyze(isnad, *paths)
    cases = [("isnad analyze ends with 0 and gives records", [] if run.returncode == 0 and records else [run.stderr])]
    for record in records:
        name = record["doc"]["id"]
        cases.append((name + " holds to the schema", [f"{e.json_path}: {e.message}"[:300] for e in validator.iter_errors(record)]))
        cases.append((name + " hangs together", list(faults(record))))
    cases += nonsense_cases(isnad, validator, records)
    # A schema that lets anything pass would be no test: these must not.
    if records:
        for spoil in (lambda r: r.pop("doc"), lambda r: r.update(events=None), lambda r: r["sentences"].append({"start": "1", "end": 2}),
                      lambda r: r["doc"].update(text=7), lambda r: r["times"].append({"id": "t0"})):
            broken = json.loads(json.dumps(records[0]))
            spoil(broken)
            cases.append(("the schema refuses what is no record", [] if not validator.is_valid(broken) else ["passed: " + json.dumps(broken)[:200]]))
    print(f"1..{len(cases)}")
    for number, (name, notes) in enumerate(cases, 1):
        print(f"{'not ok' if notes else 'ok'} {number} - {name}", *("# " + n.replace("\n", " ") for n in notes[:20]), sep="\n")


main()
