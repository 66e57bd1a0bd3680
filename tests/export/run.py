#!/usr/bin/env python3
"""run.py ISNAD SCHEMA DOC EXAMPLES: what the exports write of the examples and of hostile texts is what their formats allow (JSON Schema of a
PLOVER line, RFC 4180, RFC 7946), says what the record says, and has the columns that docs/exports.md describes. TAP."""
import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile

import jsonschema

TABLES = {"events": "events", "statements": "statements", "labels": None, "positions": "positions"}
FORMULA = re.compile("^[=+@\t\r\uff1d\uff0b\uff0d\uff20-]")
HOSTILE = [  # id, outlet, title, text: what breaks writers of lines, cells and JSON
    ("=1+1", "@outlet", "+title,\"x\"", "قصف الجيش السوري مدينة إدلب،\nوقالت \"رويترز\" إن \"3, 4\" قتلوا."),
    ("a,b\"c", "-2+3", "=HYPERLINK(\"http://x\")", "=cmd قال الوزير سالم الهادي إن الجيش اللبناني هاجم صور.\r\nوأضاف: \"=2+5\tنعم\"."),
    ("tab", None, None, "أعلن الجيش\tالليبي\u2028أنه هاجم\u0085طرابلس. رفضت مصر ذلك!"),
    ("empty", "x", None, " "),
    ("marks", "x", None, "....!!؟؟\n\n\n.هاجم الجيش الليبي سرت.\n"),
]


class Runner:
    def __init__(self, isnad, folder):
        self.isnad, self.folder, self.cases = isnad, folder, []

    def case(self, name, notes):
        self.cases.append((name, list(notes)))

    def bytes(self, paths, *options):
        run = subprocess.run([self.isnad, "analyze", *options, *paths], capture_output=True, check=False)
        if run.returncode:
            raise SystemExit(f"{options}: exit status {run.returncode}: {run.stderr.decode(errors='replace')[:300]}")
        return run.stdout

    def lines(self, paths, *options):
        return [json.loads(line) for line in self.bytes(paths, *options).decode().split("\n") if line]

    def finish(self):
        print(f"1..{len(self.cases)}")
        for number, (name, notes) in enumerate(self.cases, 1):
            print(f"{'not ok' if notes else 'ok'} {number} - {name}")
            for note in notes[:20]:
                print("# " + note.replace("\n", " "))
        return any(notes for _, notes in self.cases)


def squeezed(text):
    return " ".join(re.split(r"[\s\u200b]+", text)).strip()


def check_plover(records, lines, schema):
    validator = jsonschema.Draft7Validator(schema)
    found = {}
    for line in lines:
        yield from (f"{line.get('id')}: {error.json_path}: {error.message[:200]}" for error in validator.iter_errors(line))
        if line["id"] in found:
            yield f"{line['id']}: twice"
        found[line["id"]] = line
    wanted = {f"{r['doc']['id']}:{e['id']}": (r, e) for r in records for e in r["events"]}
    if set(wanted) != set(found):
        yield f"other events than the record: {sorted(set(wanted) ^ set(found))[:5]}"
    for key, (record, event) in wanted.items():
        yield from (f"{key}: {fault}" for fault in plover_faults(record, event, found.get(key)))


def plover_faults(record, event, line):
    if not line:
        return
    text, added = record["doc"]["text"], line["isnad"]
    if line["event"] != [event["type"]] or added["modality"] != event["modality"] or added["cameo"] != event["cameo"]:
        yield "another type, modality or code"
    ours = ("casualties", "abducted", "displaced")
    if line["size"] | {k: added[k] for k in ours} != event["size"] or set(line["size"]) & set(ours):
        yield "other sizes"
    if line["context"] != event["context"]:
        yield "other contexts"
    if {"start": added["anchor"]["start"], "end": added["anchor"]["end"]} != event["anchor"]:
        yield "another anchor"
    info = line["text_info"]
    if squeezed(text[info["start"]:info["end"]]) != squeezed(line["text"]) or not info["start"] <= event["anchor"]["start"] < event["anchor"]["end"] <= info["end"]:
        yield "text is not the sentence around the anchor"
    for mine, theirs in (("actor", "actors"), ("recipient", "recipients")):
        if [(p["start"], p["end"]) for p in line[mine]] != [(p["start"], p["end"]) for p in event[theirs]]:
            yield f"another {mine}"
        if [" ".join(filter(None, (p["code"], p["sector"]))) or None for p in line[mine]] != [p["code"] for p in event[theirs]]:
            yield f"another code of {mine}: {line[mine]} {event[theirs]}"
    statements, chain, at = {s["id"]: s for s in record["statements"]}, [], event["statement"]
    while at:
        chain.insert(0, at)
        at = statements[at]["parent"]
    if [link["statement"] for link in added["chain"]] != chain:
        yield "another chain"
    auxiliary = {"planned": "future", "demanded": "hypothetical", "hypothetical": "hypothetical", "denied": "negation"}.get(event["modality"])
    if line["mode"] != [m for m in (event["mode"], auxiliary) if m]:
        yield f"modes {line['mode']}"
    dated = record["doc"]["dated"] or {}
    if added["date_precision"] == "document" and line["date"] != (dated.get("from") or dated.get("to")):
        yield "not the document's day"
    if added["date_precision"] == "day" and not added["time_value"].startswith(line["date"]):
        yield "not the day of the time"


def rows_of(data, notes):
    """The rows of a CSV file, strictly by RFC 4180."""
    if not data.startswith(b"\xef\xbb\xbf"):
        notes.append("no byte order mark")
    text = data[3:].decode()
    if "\n" in text.replace("\r\n", ""):
        notes.append("a line end without CR")
    if not text.endswith("\r\n"):
        notes.append("no line end at the end")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    for row in rows:
        if len(row) != len(rows[0]):
            notes.append(f"{len(row)} cells, not {len(rows[0])}: {row}")
        for name, cell in zip(rows[0], row):
            if FORMULA.match(cell) and not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", cell):
                notes.append(f"{name}: a formula: {cell}")
    return rows


def check_csv(table, records, data, documented):
    notes = []
    rows = rows_of(data, notes)
    wanted = sum(sum(len(e["labels"]) for e in r["entities"]) if table == "labels" else len(r[TABLES[table]]) for r in records)
    if len(rows) - 1 != wanted:
        notes.append(f"{len(rows) - 1} rows, the records have {wanted}")
    if len(set(row[0] for row in rows)) != len(rows):
        notes.append("an id comes twice")
    if rows[0] != documented:
        notes.append(f"columns {rows[0]}; docs/exports.md has {documented}")
    texts = {r["doc"]["id"].lstrip("'"): r["doc"]["text"] for r in records}
    head = {name: i for i, name in enumerate(rows[0])}
    for row in rows[1:]:
        confidence = row[head["confidence"]]
        if not re.fullmatch(r"[01]\.[0-9][0-9]", confidence):
            notes.append(f"confidence {confidence}")
        text = texts.get(row[head["document"]].lstrip("'"))
        if text is None:
            notes.append(f"no document {row[head['document']]}")
            continue
        what = {"events": "anchor", "labels": "words", "positions": "about"}.get(table)
        if what and squeezed(text[int(row[head["start"]]):int(row[head["end"]])]) != row[head[what]].lstrip("'"):
            notes.append(f"{row[0]}: the offsets do not hold {row[head[what]]}")
    return notes


def check_cameo(records, data, documented):
    lines = data.decode().split("\n")
    if lines.pop():
        yield "no line end at the end"
    head = lines.pop(0).split("\t")
    if head != documented:
        yield f"columns {head}; docs/exports.md has {documented}"
    if len(lines) != sum(len(r["events"]) for r in records):
        yield f"{len(lines)} lines"
    events = [e for r in records for e in r["events"]]
    for line, event in zip(lines, events):
        row = dict(zip(head, line.split("\t")))
        if line.count("\t") != len(head) - 1:
            yield f"{line.count(chr(9)) + 1} cells: {line}"
        if row["CAMEO Code"] != event["cameo"] or not event["cameo"].startswith(row["CAMEO Root"]):
            yield f"{row['Event ID']}: code {row['CAMEO Code']}"
        if row["Modality"] != event["modality"] or row["Start"] != str(event["anchor"]["start"]):
            yield f"{row['Event ID']}: modality or offsets"


def check_geojson(records, data):
    """RFC 7946, and one feature for each event whose place is known."""
    collection = json.loads(data.decode())
    if set(collection) != {"type", "features"} or collection["type"] != "FeatureCollection":
        yield f"{set(collection)} is no FeatureCollection"
    places = {}
    for r in records:
        geo = {e["id"]: e["geo"] for e in r["entities"]}
        for event in r["events"]:
            if event["place"] and geo[event["place"]]:
                places[f"{r['doc']['id']}:{event['id']}"] = geo[event["place"]]
    if [f["id"] for f in collection["features"]] != list(places):
        yield "other features than the events that have a place"
    for feature in collection["features"]:
        if not {"type", "geometry", "properties"} <= set(feature) or feature["type"] != "Feature":
            yield f"{feature['id']}: no Feature"
        if {"coordinates", "geometries", "features"} & set(feature) or not isinstance(feature["properties"], dict):
            yield f"{feature['id']}: members of another type (7.1)"
        point = feature["geometry"]
        if set(point) != {"type", "coordinates"} or point["type"] != "Point" or len(point["coordinates"]) != 2:
            yield f"{feature['id']}: no Point"
        lon, lat = point["coordinates"]
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            yield f"{feature['id']}: {lon} {lat} is not on earth"
        if {"lat": lat, "lon": lon} != {k: round(v, 4) for k, v in places[feature["id"]].items()}:
            yield f"{feature['id']}: another place (longitude comes first)"


def check_archive(run, folder, columns, *paths):
    """Of an archive comes the same, ordered by day, outlet and id; json and conllu by way of its texts."""
    archive = os.path.join(folder, "kept.db")
    subprocess.run([run.isnad, "add", "--quiet", "--archive", archive, *paths], check=True)

    def export(*options):
        return subprocess.run([run.isnad, "export", "--archive", archive, *options], capture_output=True, check=True).stdout

    for options in [["plover"], ["cameo"], ["json"], ["geojson"]] + [["csv", "--table", table] for table in TABLES]:
        kept, made = export(*options), run.bytes(paths, "--format", *options)
        if options == ["geojson"]:
            kept, made = ({f["id"]: f for f in json.loads(data)["features"]} for data in (kept, made))
        elif sorted(kept.splitlines()) == sorted(made.splitlines()):
            kept = made
        if kept != made:
            yield f"{options}: another export"
        if export(*options) != export(*options):
            yield f"{options}: not the same twice"
    conllu = [sorted(data.split(b"\n\n")) for data in (export("conllu"), run.bytes(paths, "--format", "conllu"))]
    if conllu[0] != conllu[1]:
        yield "conllu: other sentences"
    days = [json.loads(line)["doc"]["dated"] or {"to": None} for line in export("json").splitlines()]
    days = [day["to"] or "9999" for day in days]
    if days != sorted(days):
        yield f"not by day: {days}"
    for table in ("incidents", "claims"):
        notes = []
        rows = rows_of(export("csv", "--table", table), notes)
        yield from (f"{table}: {note}" for note in notes)
        if rows[0] != columns[table]:
            yield f"{table}: columns {rows[0]}; docs/exports.md has {columns[table]}"
        if len(rows) < 3:
            yield f"{table}: {len(rows)} rows"
    out = os.path.join(folder, "tables")
    export("csv", "--dir", out)
    for table in TABLES:
        with open(os.path.join(out, table + ".csv"), "rb") as f:
            if f.read() != export("csv", "--table", table):
                yield f"--dir: another {table}.csv"


def documented_columns(path):
    """The columns that docs/exports.md gives, by the heading that they stand under: those in the first cells of its tables."""
    columns, name = {}, None
    with open(path, encoding="utf-8") as f:
        for line in f:
            heading = re.match(r"#+ .*`([a-z]+)`", line)
            if line.startswith("#"):
                name = heading and heading.group(1)
            elif name and (cell := re.match(r"\| ((`[^`]+`,? ?)+) \|", line)):
                columns.setdefault(name, []).extend(re.findall("`([^`]+)`", cell.group(1)))
    return columns


def check_all(run, name, paths, options, schema, columns):
    records = run.lines(paths, *options)
    run.case(f"{name}: plover", check_plover(records, run.lines(paths, *options, "--format", "plover"), schema))
    run.case(f"{name}: cameo", check_cameo(records, run.bytes(paths, *options, "--format", "cameo"), columns["cameo"]))
    run.case(f"{name}: geojson", check_geojson(records, run.bytes(paths, *options, "--format", "geojson")))
    for table in TABLES:
        data = run.bytes(paths, *options, "--format", "csv", "--table", table)
        run.case(f"{name}: csv, {table}", check_csv(table, records, data, columns["document"] and columns[table][:1] + columns["document"] + columns[table][1:]))
    run.case(f"{name}: there is something to check", [] if name == "nothing" or records and any(r["events"] for r in records) else ["no events"])
    return records


def main():
    isnad, schema_path, doc, examples = sys.argv[1:5]
    with open(schema_path, encoding="utf-8") as f:
        schema = json.load(f)
    jsonschema.Draft7Validator.check_schema(schema)
    columns = documented_columns(doc)
    with tempfile.TemporaryDirectory() as folder:
        run = Runner(isnad, folder)
        # all rows: tables leave out what is unsure, records keep of it what sure rows rest on
        every_row = ["--min-confidence", "0"]
        check_all(run, "examples", [examples], ["--lexicon", os.path.join(examples, "lexicon"), *every_row], schema, columns)
        hostile = os.path.join(folder, "hostile.jsonl")
        with open(hostile, "w", encoding="utf-8") as f:
            for name, outlet, title, text in HOSTILE:
                f.write(json.dumps({"id": name, "source": outlet, "title": title, "text": text}, ensure_ascii=False) + "\n")
        check_all(run, "hostile", [hostile], every_row, schema, columns)
        empty = os.path.join(folder, "empty.jsonl")
        open(empty, "w").close()
        check_all(run, "nothing", [empty], [], schema, columns)
        sure = run.lines([examples], "--format", "plover", "--min-confidence", "0.7")
        every = run.lines([examples], "--format", "plover")
        place = lambda e: (e["isnad"]["document"], e["event"], e["isnad"]["anchor"])  # ids are numbered anew
        wanted = [place(e) for e in every if e["isnad"]["confidence"] >= 0.7]
        run.case("--min-confidence leaves out what is below", [] if [place(e) for e in sure] == wanted and 0 < len(wanted) < len(every) else ["not those"])
        run.case("an archive exports what analyze does", check_archive(run, folder, columns, examples, hostile))
        again = [run.bytes([examples], "--format", "geojson", "--jobs", jobs) for jobs in ("1", "3")]
        run.case("the same bytes with more threads", [] if again[0] == again[1] else ["they differ"])
        return run.finish()


if __name__ == "__main__":
    sys.exit(main())
