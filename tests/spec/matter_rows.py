#!/usr/bin/env python3
"""Every row of matter-words.tsv and opposites.tsv has an example that it reads.

    matter_rows.py [--tap] [--isnad PROGRAM] MATTER-ROWS.tsv OPPOSITE-ROWS.tsv

What is stored of the examples in an archive is compared. A word of a matter: a point of that matter and sign, found by that entry. A word
that turns (!): without what stands in brackets there is a point, with it the same matter has the other sign; what is aimed at or attempted
(? ~), or another sense (.): no such point. Opposites: of the two sentences of [a/b] one term has the other sign; where the row has one side, the terms are equal.
The column known marks examples that are known to be read wrongly; one that is read rightly after all is a failure too.
"""
import argparse
import json
import os
import pathlib
import re
import sqlite3
import struct
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def table(path):
    lines = [l.rstrip("\n").split("\t") for l in path.read_text(encoding="utf-8").splitlines() if l.strip() and not l.startswith("#")]
    return [dict(zip(lines[0], l)) for l in lines[1:]]


def stored(isnad, texts):
    """Of each text its points (why, matter, sign) and the terms of its sentences."""
    with tempfile.TemporaryDirectory() as folder:
        archive = os.path.join(folder, "rows.db")
        lines = "\n".join(json.dumps({"id": str(i), "text": t}, ensure_ascii=False) for i, t in enumerate(texts))
        subprocess.run([isnad, "add", "-q", "--archive", archive, "-"], input=lines.encode(), check=True)
        db = sqlite3.connect(archive)
        points, terms = [[] for _ in texts], [[] for _ in texts]
        of = {analysis: int(key) for analysis, key in db.execute("SELECT analysis, id FROM analyses JOIN documents USING (document)")}
        for analysis, why, matter, sign in db.execute("SELECT analysis, why, matter, sign FROM points ORDER BY analysis, n"):
            points[of[analysis]].append((why, matter, sign))
        for analysis, blob in db.execute("SELECT analysis, terms FROM sentence_terms ORDER BY analysis, n"):
            terms[of[analysis]] += struct.unpack(f"<{len(blob) // 4}I", blob)
        db.close()
    return points, terms


def with_and_without(sentence):
    return sentence.replace("[", "").replace("]", ""), " ".join(re.sub(r"\[.*?\]", "", sentence).split())


def check_word(row, sign, points, control):
    """What is wrong with an example, or None."""
    if row["matter"] in "!?~.":
        have = {(m, s) for _, m, s in points}
        for _, matter, told in control:
            wanted = {(matter, -told)} if row["matter"] == "!" else set()
            if {p for p in have if p[0] == matter} == wanted:
                return None
        return f"nothing is turned: {points}, without the word {control}"
    right = (f"matter:{row['entry']}|{row['matter']}", row["matter"], -1 if sign == "-" else 1)
    return None if right in points else f"found: {points}"


def check_words(isnad, path):
    rows, examples = table(ROOT / "lexicon" / "matter-words.tsv"), table(path)
    key = lambda r: (r["entry"], r["pos"], r["matter"])
    signs = {key(r): r["sign"] for r in rows}
    failures = [f"no example: {key(r)}" for r in rows if key(r) not in set(map(key, examples))]
    failures += [f"in no table: {key(e)}" for e in examples if key(e) not in signs]
    points, _ = stored(isnad, [text for e in examples for text in with_and_without(e["sentence"])])
    for i, e in enumerate(examples):
        wrong = check_word(e, signs.get(key(e), ""), points[2 * i], points[2 * i + 1])
        if e.get("known") and not wrong:
            failures.append(f"{key(e)}: is read rightly now; take the mark away")
        elif wrong and not e.get("known"):
            failures.append(f"{key(e)}: {e['sentence']} {wrong}")
    return len(rows), failures


def check_opposites(isnad, path):
    rows, examples = table(ROOT / "lexicon" / "opposites.tsv"), table(path)
    opposed = {r["same"]: bool(r["opposite"]) for r in rows}
    failures = [f"no example: {r['same']}" for r in rows if r["same"] not in {e["same"] for e in examples}]
    failures += [f"in no table: {e['same']}" for e in examples if e["same"] not in opposed]
    words = [w for r in rows for column in ("same", "opposite") for w in r[column].split("|") if w]
    failures += [f"stands twice, only the first counts: {w}" for w in sorted({w for w in words if words.count(w) > 1})]
    pairs = [re.sub(r"\[(.*?)/(.*?)\]", side, e["sentence"]) for e in examples for side in (r"\1", r"\2")]
    _, terms = stored(isnad, pairs)
    for i, e in enumerate(examples):
        a, b = terms[2 * i], terms[2 * i + 1]
        if [t | 1 for t in a] != [t | 1 for t in b] or not a:
            failures.append(f"{e['same']}: {e['sentence']} the two are no words of one row")
        elif (a != b) != opposed.get(e["same"], False):
            failures.append(f"{e['same']}: {e['sentence']} {'one side' if a == b else 'two sides'}")
    return len(rows), failures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", type=pathlib.Path)
    parser.add_argument("opposites", type=pathlib.Path)
    parser.add_argument("--tap", action="store_true")
    parser.add_argument("--isnad", default=os.environ.get("ISNAD", str(ROOT / "build" / "isnad")))
    args = parser.parse_args()
    results = [check_words(args.isnad, args.words), check_opposites(args.isnad, args.opposites)]
    if args.tap:
        print(f"1..{len(results)}")
    for n, ((count, failures), name) in enumerate(zip(results, ("matter-words.tsv", "opposites.tsv")), 1):
        if args.tap:
            print(f"{'not ok' if failures else 'ok'} {n} - an example for each of {count} rows of {name}")
        for failure in failures:
            print("#" if args.tap else name + ":", failure)
    sys.exit(any(f for _, f in results) and not args.tap)


main()
