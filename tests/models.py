#!/usr/bin/env python3
"""models.py PROGRAM FOLDER SET...: the program holds the models of the named sets of FOLDER, whole, and of no other set a single one.
77 (skipped) where no model is there."""
import pathlib
import sys


def main():
    program = pathlib.Path(sys.argv[1]).read_bytes()
    folder, sets = pathlib.Path(sys.argv[2]), sys.argv[3:]
    files = sorted(folder.glob("*/*.model"))
    if not files:
        return 77
    faults = []
    for path in files:
        model = path.read_bytes()
        wanted = path.parent.name in sets
        if wanted and model not in program:
            faults.append(f"{path} is not in the program")
        # The head has the checksum; a slice from the middle finds what went in without its head.
        middle = model[len(model) // 2 // 16 * 16 :][:256]
        if not wanted and (model[:96] in program or middle in program):
            faults.append(f"{path} is in the program, which was built for {' '.join(sets)} alone")
    print(*faults, sep="\n", file=sys.stderr)
    return 1 if faults else 0


sys.exit(main())
