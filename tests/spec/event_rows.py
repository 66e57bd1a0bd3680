#!/usr/bin/env python3
"""Every row of a lexicon of events or of cues has an example that it, and no other row, reads.

    event_rows.py [--tap] [--partial] [--isnad PROGRAM] FILE.tsv ...     a line for each row without an example and each example that its
                                                                         row does not read; --partial: only the latter

A file has a line an example: table, entry, pos and type (of modality.tsv: word, pos, modality; of cues.tsv: entry, pos, class; of against.tsv: entry, pos; of contexts.tsv: entry, pos, context) of the row as
the table has them, and a sentence. The evidence (`why`) of one of the events of the sentence, for cues.tsv of one of its statements with the
class, a content and, where it is said, a source, for contexts.tsv of one of its events with the context, must name the entry. Asked for are
the rows of the event tables, of cues.tsv or of contexts.tsv, whichever the files are about.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
EVENTS = {"against.tsv": ("entry", "pos"), "events-verbal.tsv": ("entry", "pos", "type"), "events-material.tsv": ("entry", "pos", "type"), "modality.tsv": ("word", "pos", "modality")}
CUES = {"cues.tsv": ("entry", "pos", "class")}
CONTEXTS = {"contexts.tsv": ("entry", "pos", "context")}
KEYS = EVENTS | CUES | CONTEXTS


def lines(path):
    return [l.rstrip("\n") for l in path.read_text(encoding="utf-8").splitlines() if l.strip() and not l.startswith("#")]


def table(name):
    rows = [l.split("\t") for l in lines(ROOT / "lexicon" / name)]
    return {(name, *(r[rows[0].index(k)] for k in KEYS[name]), *([""] * (3 - len(KEYS[name])))) for r in rows[1:]}


def idle():
    """The rows of the event tables whose words name no act (note: idle)."""
    found = set()
    for name in ("events-verbal.tsv", "events-material.tsv"):
        for r in (l.split("\t") for l in lines(ROOT / "lexicon" / name)):
            if r[-1].startswith("idle"):
                found.add((name, *r[:3]))
    return found


IDLE = idle()


def cue_pos(how):
    """The pos of a cue by how its source was found; None where the evidence leaves it open."""
    return {"subject": "verb", "passive": "verb", "participle": "verb", "noun": "noun", "phrase": "phrase"}.get(how.split(":")[0])


def reads(record, name, entry, pos, kind):
    """Whether the row has read something in the record, and what was read at all."""
    if name == "cues.tsv":
        found = [(s["cue"]["class"], s["why"]) for s in record["statements"]]
        for s in record["statements"]:
            cue, _, how = s["why"].partition(f"cue:{entry}|")  # an entry may have alternatives (جاء|جاءت في)
            how = how.split("|")[0]
            sourced = s["source"] or how in ("passive", "noun:implicit")
            if s["cue"]["class"] == kind and not cue and how and how.isascii() and cue_pos(how) in (None, pos) and s["content"] and sourced:
                return True, found
        return False, found
    events = record["events"]
    found = [(e["type"], e["modality"], e["why"]) for e in events]
    if (name, entry, pos, kind) in IDLE:
        return not any(e["type"] == kind for e in events), found
    if name == "against.tsv":
        return any((e["why"] + "|").find(f"|against:{entry}|") >= 0 and e["recipients"] for e in events), found
    if name == "contexts.tsv":
        found = [(e["type"], e["context"], e["why"]) for e in events]
        return any((e["why"] + "|").find(f"|context:{entry}|") >= 0 and set(kind.split("|")) <= set(e["context"]) for e in events), found
    if name == "modality.tsv":
        part = "|modality:" + ("adjective" if pos == "adjective" else entry)
        return any(e["modality"] == kind and (e["why"] + "|").find(part + "|") >= 0 for e in events), found
    return any(e["type"] == kind and (e["why"] + "|").startswith(f"event:{entry}|") for e in events), found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--tap", action="store_true")
    parser.add_argument("--partial", action="store_true")
    parser.add_argument("--isnad", default=os.environ.get("ISNAD", str(ROOT / "build" / "isnad")))
    args = parser.parse_args()
    examples = [l.split("\t") for f in args.files for l in lines(pathlib.Path(f))[1:]]
    text = "\n".join(json.dumps({"id": str(i), "text": e[4]}, ensure_ascii=False) for i, e in enumerate(examples))
    with tempfile.TemporaryDirectory() as folder:  # without the model that tells what is only mentioned: the rows themselves are asked for
        models = ROOT / "models" / "nc"
        for model in (models if list(models.glob("*.model")) else ROOT / "models" / "free").glob("*.model"):
            if model.name != "event.model":
                os.symlink(model, os.path.join(folder, model.name))
        run = subprocess.run([args.isnad, "analyze", "--models", folder, "-"], input=text.encode(), stdout=subprocess.PIPE, check=True)
    records = {r["doc"]["id"]: r for r in map(json.loads, run.stdout.decode().splitlines())}
    failures = []
    for i, (name, entry, pos, kind, sentence) in enumerate(examples):
        right, found = reads(records[str(i)], name, entry, pos, kind)
        if not right:
            failures.append(f"{name}: '{entry}' ({pos}, {kind}) does not read: {sentence} Found: {found}")
    have = {tuple(e[:4]) for e in examples}
    tables = next((t for t in (CUES, CONTEXTS) if have and all(e[0] in t for e in have)), EVENTS)
    want = set().union(*map(table, tables))
    if not args.partial:
        failures += [f"{row[0]}: '{row[1]}' ({row[2]}, {row[3]}) has no example" for row in sorted(want - have)]
    failures += [f"{row[0]}: '{row[1]}' ({row[2]}, {row[3]}) is in no table" for row in sorted(have - want)]
    if args.tap:
        print("1..1")
        print(f"{'not ok' if failures else 'ok'} 1 - an example for each of {len(want)} rows")
        for f in failures:
            print("#", f)
    else:
        print(*failures, sep="\n")
    print(f"{'# ' if args.tap else ''}{len(examples)} examples, {len(failures)} failures")
    sys.exit(bool(failures) and not args.tap)


main()
