#!/usr/bin/env python3
"""validate.py [--records RECORDS.jsonl] FILE...: is it CoNLL-U, and does it say what docs/conllu.md promises? Names each fault as
FILE:LINE: LEVEL: what. Standard library only.

Levels: format (columns, ids, comments), ids (sent_id, newdoc), ranges (multi-word tokens), tree (one root, no circle), text (`# text` is
the forms and SpaceAfter), places (Range against the document's text, words part their token), vocabulary (UPOS, FEATS, DEPREL), marks
(Entity, Time). With --records (the output of isnad analyze --format json for the same documents) places, entities and times are held
against the records."""
import functools
import json
import re
import sys

UPOS = set("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
DEPREL = set("""nsubj obj iobj csubj ccomp xcomp obl vocative expl dislocated advcl advmod discourse aux cop mark nmod appos nummod acl
    amod det clf case conj cc fixed flat list parataxis compound orphan goeswith reparandum punct root dep""".split())
# Names of features and their values: universaldependencies.org/u/feat, and what UD Arabic has beside it.
FEATS = {
    "Abbr": {"Yes"}, "AdpType": {"Prep"}, "Animacy": {"Hum", "Nhum", "Anim", "Inan"}, "Aspect": {"Imp", "Perf", "Prog", "Prosp"},
    "Case": {"Nom", "Gen", "Acc"}, "Definite": {"Com", "Cons", "Def", "Ind"}, "Degree": {"Pos", "Cmp", "Sup"}, "Foreign": {"Yes"},
    "Gender": {"Masc", "Fem"}, "Mood": {"Ind", "Sub", "Jus", "Imp", "Cnd", "Pot", "Imp", "Des", "Prp"}, "NumForm": {"Digit", "Word", "Combi", "Roman"},
    "NumValue": {"1", "2", "3"}, "NumType": {"Card", "Ord", "Mult", "Frac", "Sets", "Dist", "Range"}, "Number": {"Sing", "Dual", "Plur"}, "Person": {"0", "1", "2", "3"},
    "Polarity": {"Neg", "Pos"}, "Poss": {"Yes"}, "PronType": {"Prs", "Dem", "Rel", "Int", "Ind", "Tot", "Neg", "Art", "Rcp", "Emp"},
    "Reflex": {"Yes"}, "Tense": {"Past", "Pres", "Fut"}, "Typo": {"Yes"}, "VerbForm": {"Fin", "Inf", "Part", "Vnoun", "Conv", "Ger"},
    "Voice": {"Act", "Pass"}, "ConjType": {"Comp", "Oper"}, "Variant": {"Short"}, "ExtPos": UPOS, "Subcat": {"Tran", "Intr"}}
BAD_BLANKS = re.compile(r"^\s|\s$|\s\s|[^\S ]")
COLUMNS = "ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC".split()
MISC_KEYS = {"Entity", "Range", "SpaceAfter", "Time"}


class Faults:
    def __init__(self, name):
        self.name, self.found = name, []

    def __call__(self, line, level, what):
        self.found.append(f"{self.name}:{line}: {level}: {what}")


@functools.lru_cache(maxsize=64)
def misc_of(cell):
    """MISC as a dictionary; None where it is malformed."""
    if cell == "_":
        return {}
    pairs = [part.partition("=") for part in cell.split("|")]
    if any(not key or not sep or not value for key, sep, value in pairs) or len({p[0] for p in pairs}) != len(pairs):
        return None
    return {key: value for key, _, value in pairs}


def check_cells(line, cells, fault):
    """The columns of one line by themselves. False: what follows cannot be looked at."""
    if len(cells) != 10:
        fault(line, "format", f"{len(cells)} columns, expected 10")
        return False
    for name, cell in zip(COLUMNS, cells):
        if not cell:
            fault(line, "format", f"{name} is empty")
        elif BAD_BLANKS.search(cell):
            fault(line, "format", f"{name} {cell!r}: white space at its rim, twice, or other than a blank")
        elif " " in cell and name not in ("FORM", "LEMMA", "MISC"):
            fault(line, "format", f"{name} {cell!r}: a blank")
    if misc_of(cells[9]) is None:
        fault(line, "format", f"MISC {cells[9]!r}: expected Key=Value|Key=Value")
        return False
    for key in misc_of(cells[9]):
        if key not in MISC_KEYS:
            fault(line, "vocabulary", f"MISC key {key}")
    if misc_of(cells[9]).get("SpaceAfter", "No") != "No":
        fault(line, "format", "SpaceAfter other than No")
    if cells[8] != "_" or cells[4] != "_":
        fault(line, "format", "XPOS and DEPS: expected _")
    return True


def check_vocabulary(line, cells, fault):
    if cells[3] not in UPOS:
        fault(line, "vocabulary", f"UPOS {cells[3]!r}")
    if cells[7].split(":")[0] not in DEPREL or not re.fullmatch(r"[a-z]+(:[a-z]+)?", cells[7]):
        fault(line, "vocabulary", f"DEPREL {cells[7]!r}")
    if (cells[7] == "root") != (cells[6] == "0"):
        fault(line, "tree", f"HEAD {cells[6]} with DEPREL {cells[7]}")
    if cells[5] == "_":
        return
    names = []
    for feat in cells[5].split("|"):
        name, _, values = feat.partition("=")
        names.append(name)
        if name not in FEATS or not values or not set(values.split(",")) <= FEATS[name]:
            fault(line, "vocabulary", f"FEATS {feat!r}")
    if names != sorted(names, key=str.lower) or len(set(names)) != len(names):
        fault(line, "format", f"FEATS {cells[5]!r}: not sorted, or a name twice")


def range_of(cells, length):
    """Range of MISC as a pair; None where it is malformed or outside of a text of `length`."""
    match = re.fullmatch(r"(\d+):(\d+)", misc_of(cells[9]).get("Range", ""))
    pair = match and (int(match[1]), int(match[2]))
    return pair if pair and pair[0] <= pair[1] and (length is None or pair[1] <= length) else None


def tokens_of(rows, fault):
    """[(line, cells, [word rows])]: the surface tokens of a sentence, in order."""
    tokens, end, number = [], 0, 0
    for line, cells in rows:
        span = re.fullmatch(r"([1-9]\d*)-([1-9]\d*)", cells[0])
        if span:
            if int(span[1]) != number + 1 or int(span[2]) <= int(span[1]) or number < end:
                fault(line, "ranges", f"range {cells[0]} after word {number}")
            end = int(span[2])
            if any(c != "_" for c in cells[2:9]):
                fault(line, "ranges", "a range line has FORM and MISC alone")
            tokens.append((line, cells, []))
            continue
        if cells[0] != str(number + 1):
            fault(line, "format", f"ID {cells[0]!r}, expected {number + 1}")
        number += 1
        check_vocabulary(line, cells, fault)
        if number <= end and tokens:
            tokens[-1][2].append((line, cells))
            if "SpaceAfter" in misc_of(cells[9]):
                fault(line, "ranges", "SpaceAfter on a word inside a range")
        else:
            tokens.append((line, cells, [(line, cells)]))
    if number < end:
        fault(rows[-1][0], "ranges", f"the last range ends at {end}, the words at {number}")
    return tokens


def check_tree(words, fault):
    heads = {}
    for line, cells in words:
        if not cells[6].isdigit() or int(cells[6]) > len(words) or cells[6] == cells[0]:
            fault(line, "tree", f"HEAD {cells[6]!r}")
            return
        heads[int(cells[0])] = int(cells[6])
    roots = [i for i, h in heads.items() if h == 0]
    if len(roots) != 1:
        fault(words[0][0], "tree", f"{len(roots)} roots")
    reaches = {0}
    for start in heads:
        way, at = [], start
        while at not in reaches and at not in way[-1:] and len(way) <= len(heads):
            way.append(at)
            at = heads.get(at, 0)
        if len(way) > len(heads) or at not in reaches:
            fault(words[0][0], "tree", f"a circle at word {start}")
            return
        reaches.update(way)


def check_text(line, text, tokens, fault):
    built = "".join(c[1] + ("" if misc_of(c[9]).get("SpaceAfter") == "No" else " ") for _, c, _ in tokens)
    if text is None:
        fault(line, "text", "no # text")
    elif built.rstrip(" ") != text:
        k = next((i for i, (a, b) in enumerate(zip(built, text)) if a != b), min(len(built), len(text)))
        fault(line, "text", f"# text and forms differ at {k}: {text[k:k+20]!r}, {built[k:k+20]!r}")
    if text is not None and (not text or re.search(r"[^\S ]|\s\s", text)):
        fault(line, "text", f"# text {text[:40]!r}: empty, or white space other than one blank")


def check_places(tokens, before, document, fault):
    """Ranges against each other and the document's text (None: not known). Returns where the sentence ends."""
    length = None if document is None else len(document)
    for line, cells, words in tokens:
        span = range_of(cells, length)
        if not span or span[0] == span[1]:
            fault(line, "places", f"Range {misc_of(cells[9]).get('Range')!r}")
            continue
        if span[0] < before:
            fault(line, "places", f"Range {span} begins before {before}, where the last one ends")
        if document is not None and re.sub(r"\s+", " ", document[slice(*span)]) != cells[1]:
            fault(line, "places", f"Range {span} is {document[slice(*span)]!r}, FORM {cells[1]!r}")
        at = span[0]
        for word_line, word in words:
            place = range_of(word, length)
            if not place or place[0] != at:
                fault(word_line, "places", f"Range {misc_of(word[9]).get('Range')!r}, expected to begin at {at}")
                break
            at = place[1]
        else:
            if at != span[1]:
                fault(line, "places", f"the words end at {at}, the token at {span[1]}")
        before = span[1]
    return before


def marks_of(words, key, fault):
    """[(name with its attributes, first word, last word)] of the brackets of a MISC key."""
    open_marks, found = [], []
    for line, cells in words:
        value = misc_of(cells[9]).get(key, "")
        parts = re.findall(r"\([^()]+\)|\([^()]+|[^()]+\)", value)
        if "".join(parts) != value:
            fault(line, "marks", f"{key}={value}")
        for part in parts:
            if part.startswith("("):
                entry = [part.strip("()"), (line, cells), None]
                (found if part.endswith(")") else open_marks).append(entry)
                if part.endswith(")"):
                    entry[2] = entry[1]
                continue
            match = next((m for m in reversed(open_marks) if m[0].split("-")[0] == part[:-1]), None)
            if not match:
                fault(line, "marks", f"{part} closes nothing")
                continue
            match[2] = (line, cells)
            open_marks.remove(match)
            found.append(match)
    for name, (line, _), _ in open_marks:
        fault(line, "marks", f"({name} is not closed in its sentence")
    return found


def check_marks(words, record, fault):
    """Entities and times; where the record is known, each must be one of its rows and cover it."""
    rows = {"Entity": set(), "Time": set()}
    for key, shape in (("Entity", r"e\d+-(PER|ORG|LOC)"), ("Time", r"t\d+-(DATE|TIME|DURATION|SET)(-.+)?")):
        for name, (line, first), (_, last) in marks_of(words, key, fault):
            if not re.fullmatch(shape, name):
                fault(line, "marks", f"{key} {name!r}")
                continue
            span = (range_of(first, None) or (0, 0))[0], (range_of(last, None) or (0, 0))[1]
            rows[key].add((name, *span))
            if record is None:
                continue
            for known in known_marks(record, key):
                if known[0] == name and span[0] <= known[1] and known[2] <= span[1]:
                    break
            else:
                fault(line, "marks", f"{key} {name} at {span} is no row of the record")
    return rows


def known_marks(record, key):
    if key == "Entity":
        return [(f"{e['id']}-{e['type']}", m["start"], m["end"]) for e in record["entities"] for m in e["mentions"]]
    return [("-".join(filter(None, (t["id"], t["type"], t["value"]))), t["start"], t["end"]) for t in record["times"]]


def sentences_of(path, fault):
    """(first line, comments, rows) of each sentence. Only "\\n" ends a line: other line ends may be text."""
    with open(path, encoding="utf-8", newline="") as f:
        content = f.read()
    if content and not content.endswith("\n\n"):
        fault(content.count("\n") + 1, "format", "no empty line at the end")
    comments, rows, start = [], [], 1
    for number, line in enumerate(content.split("\n")[:-1], 1):
        if not comments and not rows:
            start = number
        if not line:
            if rows:
                yield start, comments, rows
            else:
                fault(number, "format", "an empty line, or comments without a word")
            comments, rows = [], []
        elif line.startswith("#"):
            if rows:
                fault(number, "format", "a comment inside a sentence")
            comments.append(line)
        else:
            cells = line.split("\t")
            if check_cells(number, cells, fault):
                rows.append((number, cells))


def comment(comments, key):
    return next((c[len(key) + 5:] for c in comments if c.startswith(f"# {key} = ")), None)


def validate(path, records=None):
    """(faults, sentences, words). records: {encoded id: record} or None."""
    fault = Faults(path)
    ids, documents, record, before, count, words_count = set(), [], None, 0, 0, 0
    for start, comments, rows in sentences_of(path, fault):
        count += 1
        new = comment(comments, "newdoc id")
        if new is not None:
            if new in documents or re.search(r"\s", new) or not new:
                fault(start, "ids", f"newdoc id {new!r}: twice, empty or with white space")
            documents.append(new)
            record, before = (records or {}).get(new), 0
            if records is not None and record is None:
                fault(start, "ids", f"newdoc id {new!r} is none of the records")
        elif not documents:
            fault(start, "ids", "no newdoc id before the first sentence")
        sent_id = comment(comments, "sent_id")
        if sent_id is None or sent_id in ids or re.search(r"[\s/]", sent_id) or not documents or sent_id.rpartition("-")[0] != documents[-1]:
            fault(start, "ids", f"sent_id {sent_id!r}: none, twice, with white space or a slash, or not of its document")
        ids.add(sent_id)
        tokens = tokens_of(rows, fault)
        words = [row for row in rows if "-" not in row[1][0]]
        words_count += len(words)
        check_tree(words, fault)
        check_text(start, comment(comments, "text"), tokens, fault)
        before = check_places(tokens, before, record["doc"]["text"] if record else None, fault)
        check_marks(words, record, fault)
    if records is not None:
        missed = [k for k, r in records.items() if r["sentences"] and k not in documents]
        if missed:
            fault(1, "ids", f"the documents {missed} are missing")
        if count != sum(len(r["sentences"]) for r in records.values()):
            fault(1, "ids", f"{count} sentences, the records have {sum(len(r['sentences']) for r in records.values())}")
    return fault.found, count, words_count


def encoded(document_id):
    """A document's id as it stands in the file: white space, / and % as in an address."""
    out = "".join("".join(f"%{b:02X}" for b in c.encode()) if re.match(r"[\s/%\x00-\x20\x7f\x85]", c) else c for c in document_id)
    return out or "_"


def read_records(path):
    with open(path, encoding="utf-8", newline="") as f:
        rows = [json.loads(line) for line in f.read().split("\n") if line]
    return {encoded(r["doc"]["id"]): r for r in rows}


def main():
    args, records = sys.argv[1:], None
    if args[:1] == ["--records"]:
        records, args = read_records(args[1]), args[2:]
    if not args:
        sys.exit(__doc__)
    bad = False
    for path in args:
        faults, sentences, words = validate(path, records)
        print(*faults[:50], f"{path}: {sentences} sentences, {words} words, {len(faults)} faults", sep="\n")
        bad = bad or bool(faults)
    sys.exit(bad)


if __name__ == "__main__":
    main()
