#!/usr/bin/env python3
"""run.py ISNAD ROOT: what `isnad analyze --format conllu` writes of the examples, of the specification's lines, of hostile texts and of
noise is valid and agrees with the records (validate.py); what is spoilt is refused by the validator at the level where it is. TAP."""
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import validate

HOSTILE = [
    " ", "\n\n\r\n", "\t", "\u00a0", "\u200f", "\ufeff\u200e \u00ad", "\u0085", "\u2028\u2029", "\u1680\u205f\u3000",
    "_", "__ _", "a_b", "#", "# text = قال", "1-2", "1.1", "|", "a|b=c", "SpaceAfter=No", "=", "(e1-PER)", "(", ")", "e1)", "\\t", "%20", "/",
    "\"", "''", "``قال``", "\u200fقال\u200f\u200e الوزير\u200b.", "قـال", "ـ", "ــــ ـ", "قَالَ الرَّئِيسُ إِنَّ", "\u064e", "\u064e\u064f قال", "ﻗﺎﻝ ﺍﻟﺮﺋﻴﺲ ﻷﻧﻪ", "لله وللبلاد",
    "قال\u00a0الوزير", "12\u00a0000 شخص", "12 000 شخص", "١٢٬٥٠٠ و12,500 و3.5%", "أ.ف.ب عن د. سالم", "قال.ثم مضى؟!نعم..لا", "وسيبلغونهم بذلك،فكتب", "قال\tالوزير\tنعم",
    "قال\r\nالوزير\rنعم\nلا", "قال\u2028الوزير", "قال\u0085الوزير", "قال\u1680الوزير\u205fنعم", "😀 قال 👨\u200d👩\u200d👧", "\U0010ffff\ufffe\ue000", "\u0600\u06dd\u08e2", "e\u0301 Café naïve",
    "abc.def-ghi_jkl&m'n", "http://example.com/a?b=c#d", "a" * 5000, "و" * 5000, "\u064e" * 3000, "." * 3000, "« " * 2000, "قال " * 20000, "،" * 5000, "قال الوزير. " * 3000,
    "وقال سالم الهادي في بيروت أمس الأحد 3 مايو 2020 إن الطريق مفتوح.", "في 12 و13 و14 مايو 2020 وصل محمد بن سالم بن عبد الله آل ناصر إلى جنوب لبنان وشمال سوريا.",
]
IDS = ["a b", "a/b", "a%20b", "a_b", "a-1", "a", "معرّف\u00a0١", "a\tb", "x\u2028y", "-", "1"]
NOISE = list("قالوزيرتحدثمنفيأإآةىءؤئ \u00a0\u200f\u200b\u0640\u064e\u0651\t\n\r،.؛:؟!«»\"'()[]-_/|=#%0123٤٥٦abcZ\u0085\u2028\u1680😀")


class Runner:
    def __init__(self, isnad, folder):
        self.isnad, self.folder, self.cases = isnad, folder, []

    def case(self, name, notes):
        self.cases.append((name, list(notes)))

    def analyze(self, form, paths, *options):
        out = os.path.join(self.folder, "out." + form)
        with open(out, "wb") as f:
            run = subprocess.run([self.isnad, "analyze", "--format", form, *options, *paths], stdout=f, stderr=subprocess.PIPE, check=False)
        return out, [] if run.returncode == 0 else [f"{form}: exit status {run.returncode}: {run.stderr.decode(errors='replace')[:300]}"]

    def check(self, name, paths, *options):
        """One case: valid, and in agreement with the records. Returns the path of the CoNLL-U."""
        conllu, notes = self.analyze("conllu", paths, *options)
        records, more = self.analyze("json", paths, *options)
        faults, _, _ = validate.validate(conllu, validate.read_records(records))
        self.case(name, notes + more + faults)
        return conllu

    def documents(self, name, rows):
        path = os.path.join(self.folder, name + ".jsonl")
        with open(path, "w", encoding="utf-8") as f:
            f.writelines(json.dumps(row, ensure_ascii=True) + "\n" for row in rows)
        return path


def noise(count):
    dice = random.Random(8)
    for i in range(count):
        yield {"id": f"noise-{i}", "text": "".join(dice.choice(NOISE) for _ in range(dice.randrange(400))), "published": "2020-02-29"}


def spec_lines(root):
    for path in sorted((root / "tests" / "spec").glob("*.txt")):
        lines = [l for l in path.read_text(encoding="utf-8").split("\n") if re.search("[\u0621-\u064a]", l) and not l.startswith("#")]
        yield {"id": path.stem, "text": "\n".join(lines)}


# What spoils a good file: level, how often it must be found there, and a change of its text.
def spoilers():
    yield "format", lambda t: t.replace("\t_\t_\t", "\t_\t", 1)
    yield "format", lambda t: t.replace("\n\n", "\n\n\n", 1)
    yield "format", lambda t: t[:-1]
    yield "format", lambda t: re.sub(r"\n1\t(\S+)", "\n1\t \\1", t, count=1)
    yield "format", lambda t: t.replace("\n2\t", "\n3\t", 1)
    yield "format", lambda t: t.replace("|SpaceAfter=No", "|SpaceAfter=No|SpaceAfter=No", 1)
    yield "ids", lambda t: re.sub(r"(# sent_id = \S+)-2\n", r"\1-1\n", t, count=1)
    yield "ids", lambda t: re.sub(r"# sent_id = \S+", "# sent_id = other-1", t, count=1)
    yield "ids", lambda t: re.sub(r"# newdoc id = \S+\n", "", t, count=1)
    yield "ranges", lambda t: t.replace("\n2\t", "\n1-2\tx\t_\t_\t_\t_\t_\t_\t_\tRange=0:1\n2\t", 1)
    yield "ranges", lambda t: re.sub(r"\n1\t", "\n1-99\tx\t_\t_\t_\t_\t_\t_\t_\tRange=0:1\n1\t", t, count=1)
    yield "tree", lambda t: t.replace("\t0\troot\t", "\t2\tdep\t", 1)
    yield "tree", lambda t: re.sub(r"\n2\t(.*)\t\d+\t\w+\t_\t", r"\n2\t\1\t0\troot\t_\t", t, count=1)
    yield "tree", lambda t: re.sub(r"\n2\t(.*)\t\d+\t(\w+)\t_\t(.*)\n3\t(.*)\t\d+\t(\w+)\t_\t", r"\n2\t\1\t3\tdep\t_\t\3\n3\t\4\t2\tdep\t_\t", t, count=1)
    yield "text", lambda t: t.replace("|SpaceAfter=No", "", 1)
    yield "text", lambda t: t.replace("# text = ", "# text = و", 1)
    yield "text", lambda t: re.sub(r"# text = .*\n", "", t, count=1)
    yield "places", lambda t: t.replace("Range=0:", "Range=1:", 1)
    yield "places", lambda t: re.sub(r"Range=(\d+):(\d+)", r"Range=\2:\1", t, count=1)
    yield "vocabulary", lambda t: re.sub(r"\tNOUN\t", "\tNOMEN\t", t, count=1)
    yield "vocabulary", lambda t: re.sub(r"\tNOUN\t_\t[^\t]+\t", "\tNOUN\t_\tCase=Maybe\t", t, count=1)
    yield "vocabulary", lambda t: re.sub(r"\tNOUN\t_\t[^\t]+\t(\d+)\t[^\t]+\t", "\tNOUN\t_\t_\t\\1\tsubject\t", t, count=1)
    yield "marks", lambda t: re.sub(r"Entity=\(e\d+-\w+\)?", "Entity=(e9-CAT)", t, count=1)
    yield "marks", lambda t: re.sub(r"Entity=\(e(\d+)-(\w+)\)", r"Entity=(e\1-\2", t, count=1)
    yield "marks", lambda t: re.sub(r"Time=\((t\d+)", r"Time=(t77", t, count=1)


def main():
    isnad, root = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
    examples = str(root / "examples")
    with tempfile.TemporaryDirectory() as folder:
        runner = Runner(isnad, folder)
        conllu = runner.check("the examples", [examples])
        good = pathlib.Path(conllu).read_text(encoding="utf-8")
        records = validate.read_records(runner.analyze("json", [examples])[0])
        runner.check("the examples, a sentence a line", [examples], "--one-sentence-per-line")
        again = pathlib.Path(runner.analyze("conllu", [examples], "--jobs", "4")[0]).read_text(encoding="utf-8")
        runner.case("the same with four threads", [] if again == good else ["other bytes"])
        runner.check("the specification's lines", [runner.documents("spec", spec_lines(root))])
        runner.check("hostile texts", [runner.documents("hostile", ({"id": f"h{i}", "text": t} for i, t in enumerate(HOSTILE)))])
        runner.check("hostile ids", [runner.documents("ids", ({"id": i, "text": "قال نعم. ثم مضى."} for i in IDS))])
        runner.check("noise", [runner.documents("noise", noise(300))])
        runner.check("noise, a sentence a line", [runner.documents("noise", noise(300))], "--one-sentence-per-line")
        empty = runner.check("texts without a word", [runner.documents("empty", [{"id": "a", "text": " "}, {"id": "b", "text": " \n\t\u200f"}])])
        runner.case("a text without a word is an empty file", [] if os.path.getsize(empty) == 0 else ["something was written"])
        spoilt = os.path.join(folder, "spoilt.conllu")
        for number, (level, spoil) in enumerate(spoilers(), 1):
            bad = spoil(good)
            with open(spoilt, "w", encoding="utf-8", newline="") as f:
                f.write(bad)
            faults, _, _ = validate.validate(spoilt, records)
            notes = [] if any(f": {level}: " in f for f in faults) else [f"not found among {faults[:3]}"]
            runner.case(f"spoilt {number}: {level}", ["the change changes nothing"] if bad == good else notes)
    print(f"1..{len(runner.cases)}")
    for number, (name, notes) in enumerate(runner.cases, 1):
        print(f"{'not ok' if notes else 'ok'} {number} - {name}", *("# " + n.replace("\n", " ")[:300] for n in notes[:10]), sep="\n")


main()
