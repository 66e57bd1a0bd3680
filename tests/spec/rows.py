#!/usr/bin/env python3
"""rows.py ISNAD TABLE KINDS FILE...: every row of a lexicon table makes a row of the record in some block of the specification files. KINDS are
the parts of a `why` that name a row of the table ("condition,word"). Rows whose role is none make nothing, and are not asked for. TAP."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import run


def main():
    isnad, table, kinds, files = sys.argv[1], sys.argv[2], sys.argv[3].split(","), sys.argv[4:]
    with open(table, encoding="utf-8") as f:
        rows = [line.rstrip("\n").split("\t") for line in f if line.strip() and not line.startswith("#")]
    head = rows.pop(0)
    wanted = [row[0] for row in rows if row[head.index("role")] != "none"]
    seen = set()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "spec.jsonl")
        with open(path, "w", encoding="utf-8") as f:
            for file in files:
                for number, block in enumerate(run.read(pathlib.Path(file))):
                    f.write(json.dumps({"id": f"{file}:{number}", "text": block.text}, ensure_ascii=False) + "\n")
        out = subprocess.run([isnad, "analyze", path], capture_output=True, check=True).stdout.decode()
    for line in out.split("\n"):
        for row in json.loads(line)["positions"] if line else []:
            for part in row["why"].split("|"):
                kind, _, entry = part.partition(":")
                if kind in kinds:
                    seen.add(entry)
    missing = [entry for entry in dict.fromkeys(wanted) if entry not in seen]
    print("1..1")
    print(f"{'not ok' if missing else 'ok'} 1 - every row of {os.path.basename(table)} has an example")
    for entry in missing:
        print(f"# no position has {entry} in its why")
    return bool(missing)


if __name__ == "__main__":
    sys.exit(main())
