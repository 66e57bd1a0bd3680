"""Reading and writing of corpora for train/data.py: CoNLL-U, spelling keys, sets of bundles. Standard library only."""
import re

SIGNS = re.compile("[\u064b-\u065f\u0670\u0640]")  # vowel signs, superscript alef, tatweel
ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC = range(10)
FOLDED = str.maketrans("أإآٱىةؤئ", "اااايهءء")


def bare(text):
    """The letters alone."""
    return SIGNS.sub("", text)


def key(text):
    """Equal for spellings that differ in hamza, final ya, taa marbuta and signs, and blind to blanks."""
    return bare(text).translate(FOLDED).replace(" ", "")


class Sentence:
    def __init__(self, meta, rows):
        self.meta, self.rows = meta, rows

    @property
    def text(self):
        return self.meta.get("text", "")

    def words(self):
        return [row for row in self.rows if row[ID].isdigit()]

    def tokens(self):
        """[(surface form, [its words])]: a token that is one word stands for itself."""
        out, last = [], 0
        for row in self.rows:
            if "-" in row[ID]:
                last = int(row[ID].split("-")[1])
                out.append((row[FORM], []))
            elif row[ID].isdigit():
                if int(row[ID]) <= last:
                    out[-1][1].append(row)
                else:
                    out.append((row[FORM], [row]))
        return out


def read(path):
    sentences, meta, rows = [], {}, []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("#"):
                name, _, value = line[1:].strip().partition(" = ")
                meta[name.strip()] = value.strip()
                if name.startswith("orig_file_sentence "):
                    meta["orig_file_sentence"] = name.split()[-1]
            elif line:
                row = line.split("\t")
                row[FEATS] = "|".join(sorted(row[FEATS].split("|"), key=str.lower))  # a few of PADT are out of order
                rows.append(row)
            elif rows:
                sentences.append(Sentence(meta, rows))
                meta, rows = {}, []
    if rows:
        sentences.append(Sentence(meta, rows))
    return sentences


def write(path, sentences, head=()):
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        for line in head:
            out.write(f"# {line}\n")
        for sentence in sentences:
            for name in ("sent_id", "text"):
                if name in sentence.meta:
                    out.write(f"# {name} = {sentence.meta[name]}\n")
            for row in sentence.rows:
                out.write("\t".join(row) + "\n")
            out.write("\n")


def read_tagged(path):
    """Sentences of a two-column file: [[(word, UPOS)]]."""
    sentences, rows = [], []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# "):
                continue
            if line:
                word, _, upos = line.partition("\t")
                rows.append((word, upos))
            elif rows:
                sentences.append(rows)
                rows = []
    if rows:
        sentences.append(rows)
    return sentences


def read_tsv(path):
    """Rows of a lexicon table as dictionaries."""
    rows, header = [], None
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line or (line.startswith("#") and header is None):
                continue
            cells = line.split("\t")
            if header is None:
                header = cells
            else:
                rows.append(dict(zip(header, cells + [""] * len(header))))
    return rows


class Tags:
    """The set of bundles (UPOS, FEATS) with their numbers."""

    def __init__(self, counts):
        """Most frequent first, then by text."""
        self.bundles = sorted(counts, key=lambda bundle: (-counts[bundle], bundle))
        self.index = {bundle: i for i, bundle in enumerate(self.bundles)}

    def write(self, path):
        with open(path, "w", encoding="utf-8", newline="\n") as out:
            for upos, feats in self.bundles:
                out.write(f"{upos}\t{feats}\n")
