#!/usr/bin/env python3
"""Runs the specification files of this folder (README.md says how one is written).

    run.py FILE...             one line for each expectation that fails, then "N passed, N failed"
    run.py --tap FILE          the same as TAP, for meson
    run.py --show FILE[:LINE]  the rows that the program finds in each block, in the notation of the files

The programs come from --isnad and --tokens, or from ISNAD and ISNAD_TOKENS, or from build/.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
KINDS = {  # kind: (keys that it may have, how many bare values)
    "sentence": ((), 1), "headline": ((), 1), "token": ((), 1), "clitic": ((), 2),
    "mention": (("name", "en", "ref", "key"), 2), "label": (("entity", "statement"), 1), "time": ((), 3),
    "statement": (("source", "entity", "kind", "cue", "class", "content", "quote", "parent"), 0),
    "event": (("anchor", "mode", "cameo", "actor", "actor_code", "recipient", "recipient_code", "place", "time", "modality", "statement",
               "dead", "injured", "arrested", "casualties", "abducted", "displaced", "context"), 1),
    "position": (("holder", "about", "of", "condition"), 1),
    "tokens": ((), None), "words": ((), None), "same": ((), 2), "dated": ((), 2), "source": ((), 1),
}
TABLES = ("sentence", "headline", "token", "clitic", "mention", "label", "time", "statement", "event", "position")
ITEM = re.compile(r"""\s*(?:(?P<key>[a-z_]+)=)?(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'=]+)|(?P<equals>=)(?=\s))""")


class Broken(Exception):
    """A specification file that is not written as README.md says."""


class Expectation:
    def __init__(self, line, text):
        self.line, self.text = line, text
        self.negative = text.startswith("!")
        kind, _, rest = text.lstrip("!").partition(" ")
        if kind not in KINDS:
            raise Broken(f"{line}: no kind of row '{kind}'; there are {', '.join(KINDS)}")
        self.kind, self.values, self.keys = kind, [], []
        at = 0
        rest = rest.rstrip()
        while at < len(rest):
            match = ITEM.match(rest, at)
            if not match:
                raise Broken(f"{line}: cannot read: {rest[at:].strip()}")
            at = match.end()
            if match["equals"]:
                continue
            value = next(v for v in (match["double"], match["single"], match["bare"]) if v is not None)
            quoted = match["bare"] is None
            if match["key"]:
                if match["key"] not in KINDS[kind][0]:
                    raise Broken(f"{line}: {kind} has no '{match['key']}'; it has {', '.join(KINDS[kind][0])}")
                self.keys.append((match["key"], None if value in ("none", "-") and not quoted else squeeze(value)))
            else:
                self.values.append(None if value == "-" and not quoted else squeeze(value))
        count = KINDS[kind][1]
        if count is not None and len(self.values) != count:
            raise Broken(f"{line}: {kind} takes {count} values before its keys, here are {len(self.values)}")

    def all(self, key):
        return [value for name, value in self.keys if name == key]


class Block:
    def __init__(self, path, line):
        self.path, self.line, self.title = path, line, ""
        self.published = self.source = self.document_title = self.lexicon = None
        self.one_sentence_per_line = False
        self.exact, self.text, self.expectations = [], "", []

    def option(self, line, text):
        name, _, value = text[1:].partition(" ")
        value = value.strip()
        if name in ("published", "source"):
            setattr(self, name, value)
        elif name == "title":
            self.document_title = value
        elif name == "lexicon":
            self.lexicon = str(self.path.parent / value)
        elif name == "one-sentence-per-line":
            self.one_sentence_per_line = True
        elif name == "exact" and value and all(kind in TABLES for kind in value.split()):
            self.exact += value.split()
        else:
            raise Broken(f"{line}: no option '{text}'")


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


def same_text(wanted, found):
    """found is what wanted says; a gap written ' … ' in wanted stands for anything."""
    if wanted is None or found is None:
        return wanted is None and found is None
    found = squeeze(found)
    head, gap, tail = wanted.partition(" … ")
    if not gap:
        return wanted == found
    return found.startswith(head) and found.endswith(tail) and len(found) > len(head) + len(tail)


def read(path):
    lines = path.read_text(encoding="utf-8").split("\n")
    blocks, block, part, body = [], None, "head", []

    def close(number):
        if block is None:
            return
        if part != "rows":
            raise Broken(f"{block.line}: this block has no line ---- before line {number}")
        if not block.expectations and not block.exact:
            raise Broken(f"{block.line}: this block expects nothing")
        blocks.append(block)

    for number, line in enumerate(lines, 1):
        if line.strip() and not line.strip("="):
            close(number)
            block, part, body = None, "head", []
            continue
        if block is None:
            if not line.strip():
                continue
            block = Block(path, number)
        if part == "head":
            if line.startswith("#"):
                block.title = block.title or line.lstrip("# ")
                continue
            if line.startswith("@"):
                block.option(number, line)
                continue
            if not line.strip():
                continue
            part = "text"
        if part == "text":
            if line.strip() == "----":
                block.text = "\n".join(body).rstrip("\n")
                part = "rows"
            else:
                body.append(line)
        elif line.strip() and not line.startswith("#"):
            block.expectations.append(Expectation(number, line.strip()))
    if block is not None and (part == "rows" or block.title and part == "text"):
        close(len(lines))
    if not blocks:
        raise Broken("1: no block")
    return blocks


class Record:
    """What the program found in one block, as rows with texts instead of offsets."""

    def __init__(self, record, tokens, words):
        self.words = words
        self.record, self.text = record, record["doc"]["text"]
        self.entities = {e["id"]: e for e in record["entities"]}
        self.statements = {s["id"]: s for s in record["statements"]}
        self.times = {t["id"]: t for t in record["times"]}
        self.rows = {kind: [] for kind in TABLES}
        self.rows["sentence"] = [(self.slice(s),) for s in record["sentences"]]
        self.rows["headline"] = [(self.text[a:b],) for a, b in tokens["headlines"]]
        self.tokens = [self.text[t[0]:t[1]] for t in tokens["tokens"]]
        self.rows["token"] = [(t,) for t in self.tokens]
        self.rows["clitic"] = [(self.text[t[0]:t[1]], self.text[t[2]:t[3]]) for t in tokens["tokens"] if t[2:4] != t[0:2]]
        self.rows["mention"] = sorted(((e, m) for e in record["entities"] for m in e["mentions"]), key=lambda row: row[1]["start"])
        self.rows["label"] = sorted(((e, l) for e in record["entities"] for l in e["labels"]), key=lambda row: row[1]["start"])
        self.rows["time"] = record["times"]
        self.rows["statement"] = record["statements"]
        self.rows["event"] = record["events"]
        self.rows["position"] = record.get("positions", [])

    def slice(self, row):
        return None if not row or row.get("start") is None else self.text[row["start"]:row["end"]]

    def names(self, entity_id):
        """Every way to say an entity: its names and its mentions."""
        entity = self.entities.get(entity_id)
        if not entity:
            return []
        return [n for n in entity["name"].values() if n] + [self.slice(m) for m in entity["mentions"]]

    def is_entity(self, wanted, entity_id):
        if wanted is None:
            return entity_id is None
        return any(same_text(wanted, name) for name in self.names(entity_id))

    def is_participant(self, wanted, row):
        return same_text(wanted, self.slice(row)) or (row["entity"] is not None and self.is_entity(wanted, row["entity"]))

    def is_statement(self, wanted, statement_id):
        if wanted is None:
            return statement_id is None
        return statement_id is not None and same_text(wanted, self.slice(self.statements[statement_id]["cue"]))

    # -- does a row say what an expectation says? --

    def match(self, expectation, row):
        if expectation.kind in ("sentence", "headline", "token", "clitic"):
            return all(same_text(w, f) for w, f in zip(expectation.values, row))
        return getattr(self, "match_" + expectation.kind)(expectation, row)

    def match_mention(self, x, row):
        entity, mention = row
        return (same_text(x.values[0], self.slice(mention)) and x.values[1] == entity["type"]
                and all(same_text(v, entity["name"]["ar"]) for v in x.all("name"))
                and all(same_text(v, entity["name"].get("en")) for v in x.all("en"))
                and all(v == entity["ref"] for v in x.all("ref")) and all(v == entity["key"] for v in x.all("key")))

    def match_label(self, x, row):
        entity, label = row
        return (same_text(x.values[0], self.slice(label)) and all(self.is_entity(v, entity["id"]) for v in x.all("entity"))
                and all(self.is_statement(v, label["statement"]) for v in x.all("statement")))

    def match_time(self, x, row):
        return same_text(x.values[0], self.slice(row)) and x.values[1] == row["type"] and x.values[2] == row["value"]

    def match_statement(self, x, row):
        contents = x.all("content")
        return (all(same_text(v, self.slice(row["source"])) for v in x.all("source"))
                and all(self.is_entity(v, row["source"]["entity"]) for v in x.all("entity"))
                and all(v == row["source"]["kind"] for v in x.all("kind"))
                and all(same_text(v, self.slice(row["cue"])) for v in x.all("cue"))
                and all(v == row["cue"]["class"] for v in x.all("class"))
                and all(v == row["quote"] for v in x.all("quote"))
                and all(self.is_statement(v, row["parent"]) for v in x.all("parent"))
                and (not contents or len(contents) == len(row["content"])
                     and all(same_text(v, self.slice(c)) for v, c in zip(contents, row["content"]))))

    def match_event(self, x, row):
        for key, role in (("actor", "actors"), ("recipient", "recipients")):
            for value in x.all(key):
                if value is None and row[role] or value is not None and not any(self.is_participant(value, p) for p in row[role]):
                    return False
            if not all(any(v == p["code"] for p in row[role]) for v in x.all(key + "_code")):
                return False
        return (x.values[0] == row["type"] and all(same_text(v, self.slice(row["anchor"])) for v in x.all("anchor"))
                and all(v == row[key] for key in ("mode", "cameo", "modality") for v in x.all(key))
                and all(v == (None if row["size"][key] is None else str(row["size"][key])) for key in row["size"] for v in x.all(key))
                and all(v in row["context"] if v else not row["context"] for v in x.all("context"))
                and all(self.is_entity(v, row["place"]) for v in x.all("place"))
                and all(same_text(v, self.slice(self.times.get(row["time"]))) for v in x.all("time"))
                and all(self.is_statement(v, row["statement"]) for v in x.all("statement")))

    def match_position(self, x, row):
        return (x.values[0] == row["stance"] and all(self.is_entity(v, row["holder"]) for v in x.all("holder"))
                and all(same_text(v, self.slice(row["about"])) for v in x.all("about"))
                and all(self.is_entity(v, row["of"]) for v in x.all("of"))
                and all(same_text(v, self.slice(row["condition"])) for v in x.all("condition")))

    # -- a row in the notation of the files --

    def show(self, kind, row):
        def q(text):
            return "none" if text is None else f"'{squeeze(text)}'" if '"' in text else f'"{squeeze(text)}"'

        def name(entity_id):
            return q(self.entities[entity_id]["name"]["ar"]) if entity_id is not None else "none"

        def cue(statement_id):
            return q(self.slice(self.statements[statement_id]["cue"])) if statement_id is not None else "none"

        def parties(key, rows):
            return "".join(f" {key}={q(self.slice(p)) if p['start'] is not None else name(p['entity'])}"
                           + (f' {key}_code="{p["code"]}"' if p["code"] else "") for p in rows) or f" {key}=none"

        if kind == "clitic":
            return f"clitic {q(row[0])} = {q(row[1])}"
        if kind in ("sentence", "headline", "token"):
            return f"{kind} {q(row[0])}"
        if kind == "mention":
            ref = f" ref={row[0]['ref']}" if row[0]["ref"] else ""
            return f"mention {q(self.slice(row[1]))} {row[0]['type']} name={q(row[0]['name']['ar'])}{ref}"
        if kind == "label":
            return f"label {q(self.slice(row[1]))} entity={name(row[0]['id'])} statement={cue(row[1]['statement'])}"
        if kind == "time":
            return f"time {q(self.slice(row))} {row['type']} {row['value'] or '-'}"
        if kind == "statement":
            return (f"statement source={q(self.slice(row['source']))} kind={row['source']['kind']} cue={q(self.slice(row['cue']))} "
                    f"class={row['cue']['class']}" + "".join(f" content={q(self.slice(c))}" for c in row["content"])
                    + f" quote={row['quote']} parent={cue(row['parent'])}")
        if kind == "event":
            sizes = "".join(f" {k}={v}" for k, v in row["size"].items() if v is not None) + "".join(f" context={c}" for c in row["context"])
            return (f"event {row['type']} anchor={q(self.slice(row['anchor']))} mode={row['mode'] or 'none'}"
                    + parties("actor", row["actors"]) + parties("recipient", row["recipients"]) + sizes
                    + (f" place={name(row['place'])}" if row["place"] else "")
                    + (f" time={q(self.slice(self.times[row['time']]))}" if row["time"] else "")
                    + f" modality={row['modality']} statement={cue(row['statement'])}")
        return (f"position {row['stance']} holder={name(row['holder'])} about={q(self.slice(row['about']))} of={name(row['of'])} "
                f"condition={q(self.slice(row['condition']))}")

    def show_all(self):
        record = self.record["doc"]
        dated = record.get("dated") or {}
        yield f"source {record['source'] or '-'}"
        yield f"dated {dated.get('from') or '-'} {dated.get('to') or '-'}"
        for kind in TABLES:
            if kind != "token":
                for row in self.rows[kind]:
                    yield self.show(kind, row)
        for token, forms in self.words:
            if len(forms) > 1:
                yield "words " + " ".join(f"'{t}'" if '"' in t else f'"{t}"' for t in [token, *forms])
        yield "tokens " + " ".join(f"'{t}'" if '"' in t else f'"{t}"' for t in self.tokens)


def assign(record, expectations, rows):
    """The largest pairing of expectations with rows that say so, one row each. {expectation: row index}"""
    owner = {}

    def place(x, tried):
        for i, row in enumerate(rows):
            if i not in tried and record.match(x, row):
                tried.add(i)
                if i not in owner or place(owner[i], tried):
                    owner[i] = x
                    return True
        return False

    for x in expectations:
        place(x, set())
    return {x: i for i, x in owner.items()}


def near(record, x):
    """Rows to show beside an expectation that failed: those that share a text with it, else the first few."""
    rows = record.rows[x.kind]
    wanted = [v for v in x.values if v] + [v for k, v in x.keys if v and k in ("anchor", "cue", "about", "source")]
    shown = [record.show(x.kind, row) for row in rows]
    close = [s for s in shown if any(len(w) > 1 and f'"{w}' in s or f'{w}"' in s for w in wanted if re.search("[\u0600-\u06ff]", w))]
    return (close or shown)[:4]


def special(record, x):
    """Expectations that are not rows of a table."""
    if x.kind == "words":
        return any(token == x.values[0] and forms == list(x.values[1:]) for token, forms in record.words)
    if x.kind == "tokens":
        n = len(x.values)
        return any(all(same_text(w, t) for w, t in zip(x.values, record.tokens[i:i + n])) for i in range(len(record.tokens) - n + 1))
    if x.kind == "same":
        return any(all(any(same_text(v, record.slice(m)) for m in e["mentions"]) for v in x.values) for e in record.record["entities"])
    if x.kind == "dated":
        dated = record.record["doc"].get("dated") or {}
        return x.values == [dated.get("from"), dated.get("to")]
    return x.values[0] == record.record["doc"]["source"]


def check(block, record):
    """(line, what, ok, notes) for each expectation of a block."""
    results = []
    for kind in TABLES:
        expected = [x for x in block.expectations if x.kind == kind and not x.negative]
        found = assign(record, expected, record.rows[kind])
        results += [(x.line, x.text, x in found, [] if x in found else near(record, x)) for x in expected]
        if kind in block.exact:
            extra = [record.show(kind, row) for i, row in enumerate(record.rows[kind]) if i not in found.values()]
            results.append((block.line, f"no other {kind} than these", not extra, extra))
    for x in block.expectations:
        if x.kind not in TABLES:
            ok = special(record, x) != x.negative
            notes = [] if ok or x.kind in ("tokens", "words", "same") else [s for s in record.show_all() if s.startswith(x.kind + " ")]
            results.append((x.line, x.text, ok, notes))
        elif x.negative:
            there = [record.show(x.kind, row) for row in record.rows[x.kind] if record.match(x, row)]
            results.append((x.line, x.text, not there, there))
    return sorted(results, key=lambda r: r[0])


def fused(conllu):
    """{document id: [(token, [form of each of its words])]} of CoNLL-U"""
    documents, until = {}, 0
    for line in conllu.splitlines():
        if line.startswith("# newdoc id = "):
            rows = documents.setdefault(line[14:], [])
        if not line or line[0] == "#":
            until = 0
            continue
        number, form = line.split("\t")[:2]
        if "-" in number:
            until = int(number.split("-")[1])
            rows.append((form, []))
        elif int(number) <= until:
            rows[-1][1].append(form)
        else:
            rows.append((form, [form]))
    return documents


def analyse(blocks, isnad, tokens):
    """Reads all blocks that share their options with one run of each program. {block: Record or error text}"""
    groups, records = {}, {}
    for block in blocks:
        groups.setdefault((block.one_sentence_per_line, block.lexicon), []).append(block)
    for (lines, lexicon), group in groups.items():
        options = (["--one-sentence-per-line"] if lines else []) + (["--lexicon", lexicon] if lexicon else [])
        every = ["--min-confidence", "0", *options]  # what stages find, not how sure they are
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "blocks.jsonl")
            with open(path, "w", encoding="utf-8") as out:
                for i, b in enumerate(group):
                    row = {"id": str(i), "source": b.source, "published": b.published, "title": b.document_title, "text": b.text}
                    out.write(json.dumps({k: v for k, v in row.items() if v is not None}, ensure_ascii=False) + "\n")
            runs = [subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
                    for command in ([isnad, "analyze", "--format", "json", *every, path], [tokens, *options, path],
                                    [isnad, "analyze", "--format", "conllu", *every, path])]
        words = fused(runs[2].stdout)
        lists = [{}, {}]
        for run, rows in zip(runs, lists):
            for line in run.stdout.splitlines():
                row = json.loads(line)
                rows[row["doc"]["id"] if "doc" in row else row["id"]] = row
        for i, block in enumerate(group):
            if str(i) in lists[0] and str(i) in lists[1]:
                records[block] = Record(lists[0][str(i)], lists[1][str(i)], words.get(str(i), []))
            else:
                records[block] = f"not analysed (exit status {runs[0].returncode}): " + " ".join((runs[0].stderr + runs[1].stderr).split("\n")[:3])
    return records


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--isnad", default=os.environ.get("ISNAD", str(ROOT / "build" / "isnad")))
    parser.add_argument("--tokens", default=os.environ.get("ISNAD_TOKENS", str(ROOT / "build" / "tests" / "spec" / "isnad-tokens")))
    parser.add_argument("--tap", action="store_true")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    for program in (options.isnad, options.tokens):
        if not os.access(program, os.X_OK):
            sys.exit(f"no program at {program}: ./run test builds it")
    passed, failed, tap = 0, 0, []
    for name in options.files:
        name, _, only = name.partition(":")
        path = pathlib.Path(name)
        try:
            blocks = read(path)
        except Broken as broken:
            print(f"{name}:{broken}", file=sys.stderr)
            sys.exit(2)
        records = analyse(blocks, options.isnad, options.tokens)
        for block in blocks:
            record = records[block]
            if options.show:
                if not only or abs(int(only) - block.line) < 5:
                    print(f"# {path.name}:{block.line} {block.title}")
                    print(record if isinstance(record, str) else "\n".join(record.show_all()), end="\n\n")
                continue
            results = [(block.line, block.title, False, [record])] if isinstance(record, str) else check(block, record)
            for line, what, ok, notes in results:
                passed, failed = passed + ok, failed + (not ok)
                tap.append((ok, f"{path.name}:{line} {what}".replace("#", "."), notes))
                if not ok and not options.tap:
                    print(f"{name}:{line}: {what}", *("    found: " + n for n in notes), sep="\n")
    if options.show:
        return 0
    if options.tap:
        print(f"1..{len(tap)}")
        for number, (ok, what, notes) in enumerate(tap, 1):
            print(f"{'ok' if ok else 'not ok'} {number} - {what}", *("# found: " + n for n in notes), sep="\n")
        return 0  # meson counts the lines
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
