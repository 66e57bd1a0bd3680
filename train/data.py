#!/usr/bin/env python3
"""Prepares the training data of the language layer.

    train/data.py CORPORA OUT

CORPORA is the folder of corpora (../shared/data), OUT a folder that is made. Standard library only; the same corpora give the same
bytes. train/README.md says what each file is, where it comes from and under which licence.
"""
import json
import os
import re
import shutil
import sys
from collections import Counter, defaultdict

from corpus import FEATS, FORM, UPOS, Tags, bare, key, read, read_tagged, read_tsv, write
from events import write_events
from names import prepare_names
from padt import FEATURES, Mapping, candidates, convert
from pud import convert_pud

PADT = "licence: CC BY-NC-SA 3.0 (PADT)"
PUD = "licence: CC BY-SA 3.0 (PUD)"
URL = re.compile(r"(https?://|www\.)\S+|\S+@\S+|\S+\.(com|net|org|tn|fr|info)\b\S*", re.I)
SENTENCE_END = re.compile(r"(?<=[.!؟?])\s+")


def open_out(path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    return open(path, "w", encoding="utf-8", newline="\n")


def paragraphs(corpora, files):
    """Lines of news, cleaned: 5 to 120 words of mostly Arabic, none twice."""
    seen = set()
    for name in files:
        with open(os.path.join(corpora, "news", name), encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                for paragraph in [article.get("title") or ""] + (article.get("text") or "").split("\n"):
                    for piece in pieces(paragraph):
                        known = key(piece)
                        if known not in seen:
                            seen.add(known)
                            yield piece


def pieces(paragraph):
    """The paragraph, or its sentences where it is too long."""
    text = " ".join(URL.sub(" ", paragraph).split())
    words = text.count(" ") + 1
    for piece in [text] if words <= 120 else SENTENCE_END.split(text):
        arabic = sum("\u0621" <= c <= "\u064a" for c in piece)
        if 5 <= len(piece.split()) <= 120 and arabic * 2 > len(piece):
            yield piece


def write_plain(corpora, path, files):
    with open_out(path) as out:
        for piece in paragraphs(corpora, files):
            out.write(piece + "\n")


class Lexicon:
    """Forms with the bundles they were seen in."""

    def __init__(self, tags):
        self.tags = tags
        self.bundles, self.surface, self.listed = defaultdict(Counter), defaultdict(Counter), defaultdict(set)

    def add_words(self, sentences):
        for sentence in sentences:
            for word in sentence.words():
                bundle = (word[UPOS], word[FEATS])
                if bundle in self.tags.index:
                    self.bundles[bare(word[FORM])][self.tags.index[bundle]] += 1

    def add_surface(self, tagged):
        for sentence in tagged:
            for word, upos in sentence:
                self.surface[bare(word)][upos] += 1

    def list_form(self, form, upos, feats):
        """A dictionary's word: no count."""
        if (upos, feats) in self.tags.index:
            self.listed[bare(form)].add(str(self.tags.index[(upos, feats)]))
        elif feats is None:
            self.listed[bare(form)].add(upos)

    def write(self, path, licence, origin):
        with open_out(path) as out:
            out.write(f"# {licence}\n# origin: {origin}\n")
            out.write("# tags: number in tags.tsv:count; surface: UPOS of unsplit words:count; listed: tags or UPOS of a dictionary\n")
            out.write("form\ttags\tsurface\tlisted\n")
            for form in sorted(set(self.bundles) | set(self.surface) | set(self.listed)):
                cells = [counted(self.bundles.get(form)), counted(self.surface.get(form)), " ".join(sorted(self.listed.get(form, ())))]
                if form and not any(c.isspace() for c in form):
                    out.write("\t".join([form] + [cell or "_" for cell in cells]) + "\n")


def counted(counter):
    return " ".join(f"{item}:{n}" for item, n in sorted((counter or {}).items(), key=lambda e: (-e[1], str(e[0]))))


def prepare_nc(corpora, out):
    bank = os.path.join(corpora, "treebank")
    train, dev = read(f"{bank}/padt/train.conllu"), read(f"{bank}/padt/dev.conllu")
    morph, tagged = read(f"{bank}/padt_morph/lemma_um.conllu"), read_tagged(f"{bank}/padt_words/words_upos.tsv")
    os.makedirs(f"{out}/nc", exist_ok=True)
    write(f"{out}/nc/trees.conllu", train)
    shutil.copyfile(f"{bank}/padt/dev.conllu", f"{out}/dev.conllu")

    kept_out = {key(s.text) for s in dev}
    used = {key(s.text) for s in train} | kept_out
    mapping = Mapping(train, morph)
    tags = Tags(mapping.counts)
    tags.write(f"{out}/nc/tags.tsv")
    tagged_of = {key("".join(word for word, _ in sentence)): sentence for sentence in tagged}
    converted, lost = [], 0
    for sentence in morph:
        if key(sentence.text) in used:
            continue
        used.add(key(sentence.text))
        plain = sentence.text.replace(" ", "")
        surface = tagged_of.get(key(sentence.text))
        same = surface and sum(len(word) for word, _ in surface) == len(plain)
        new = convert(sentence, mapping, tags, surface if same else None)
        lost += new is None
        converted += [new] if new else []
    write(f"{out}/nc/morph.conllu", converted, [PADT, "origin: padt_morph (UD 2.3 words of PADT), bundles by train/padt.py; no trees"])
    with open_out(f"{out}/nc/words.tsv") as lines:
        for sentence in tagged:
            if key("".join(word for word, _ in sentence)) not in used:
                lines.write("".join(f"{word}\t{upos}\n" for word, upos in sentence) + "\n")

    lexicon = Lexicon(tags)
    lexicon.add_words(train)
    lexicon.add_words(converted)
    lexicon.add_surface(s for s in tagged if key("".join(word for word, _ in s)) not in kept_out)
    # padt_lexicon was counted on a train part that holds the documents of dev: a form known from there alone would be a leak.
    only_dev = {bare(form) for s in dev for form in [w[FORM] for w in s.words()] + [t[0] for t in s.tokens()]}
    only_dev -= set(lexicon.bundles) | set(lexicon.surface)
    for row in read_tsv(f"{corpora}/lexicon/padt_lexicon/padt_lexicon.tsv"):
        if bare(row["form"]) not in only_dev:
            lexicon.list_form(row["form"], row["upos"], row["feats"])
    lexicon.write(f"{out}/nc/lexicon.tsv", PADT, "padt train, padt_morph, padt_words, padt_lexicon")
    write_plain(corpora, f"{out}/nc/plain.txt", sorted(f for f in os.listdir(f"{corpora}/news") if f.endswith(".jsonl")))
    return f"nc: {len(tags.bundles)} bundles, {len(train)} trees, {len(converted)} sentences without trees ({lost} not aligned)"


def unimorph_bundle(marks):
    """UniMorph as its Arabic tables write it, in the marks of padt_morph: no case in pause, LGSPEC1 for the jussive."""
    marks = ["INDF" if m == "NDEF" else "PFV" if m == "PRF" else m for m in marks.split(";") if m not in ("PST", "INFM")]
    if "PFV" in marks:
        marks.remove("IND")
    if "LGSPEC1" in marks:
        marks = [m for m in marks if m != "LGSPEC1"] + ["IPFV", "IMP"]
    if "IPFV" in marks:
        marks.append("FIN")
    elif "IMP" in marks:
        marks = [m for m in marks if m in ("V", "IMP", "MASC", "FEM", "SG", "PL", "DU")] + ["FIN"]
    return ";".join(m for m in marks if m in FEATURES or m in ("V", "N", "ADJ", "IMP"))


# Tables of isnad: column -> UPOS of the words in it, alternatives by |. places.tsv is under the ODbL and stays out.
OWN_TABLES = {
    "verbs": {"lemma": "VERB", "present": "VERB", "masdar": "NOUN", "active": "ADJ", "passive": "ADJ"},
    "nouns": {"noun": "NOUN", "plural": "NOUN"},
    "adjectives": {"adjective": "ADJ", "forms": "ADJ"},
    "names": {"name": "X"},
    "kb/countries": {"adjective": "ADJ"},
    "agents": {"word": "NOUN", "plural": "NOUN"},
    "titles": {"title": "NOUN", "forms": "NOUN"},
}


def list_own(lexicon, tables):
    for table, columns in OWN_TABLES.items():
        for row in read_tsv(f"{tables}/{table}.tsv"):
            for column, upos in columns.items():
                for word in row[column].split("|"):
                    if word and " " not in word:
                        lexicon.list_form(word, upos, None)
    for row in read_tsv(f"{tables}/words.tsv"):
        if " " not in row["word"] and row["pos"] != "PROPN":
            lexicon.list_form(row["word"], row["pos"], None)


def prepare_free(corpora, out):
    tables = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lexicon")
    calendar = {row["name"] for row in read_tsv(f"{tables}/calendar.tsv")}
    trees = convert_pud(read(f"{corpora}/treebank/pud/pud.conllu"), calendar)
    os.makedirs(f"{out}/free", exist_ok=True)
    write(f"{out}/free/trees.conllu", trees, [PUD, "origin: UD_Arabic-PUD, converted by train/pud.py to the conventions of PADT"])
    tags = Tags(Counter((w[UPOS], w[FEATS]) for s in trees for w in s.words()))
    tags.write(f"{out}/free/tags.tsv")
    lexicon = Lexicon(tags)
    lexicon.add_words(trees)
    with open(f"{corpora}/lexicon/unimorph_ar/arabic-train-high", encoding="utf-8") as lines, open_out(f"{out}/free/lemmas.tsv") as lemmas:
        lemmas.write("# licence: CC BY-SA 3.0 (UniMorph)\n# origin: UniMorph Arabic. Columns: form, lemma, UPOS, FEATS\n")
        for line in lines:
            lemma, form, marks = line.rstrip("\n").split("\t")
            for upos, feats in candidates(unimorph_bundle(marks)):
                lexicon.list_form(form, upos, feats)
                if upos != "AUX":
                    lemmas.write(f"{bare(form)}\t{lemma}\t{upos}\t{feats}\n")
    list_own(lexicon, tables)
    lexicon.write(f"{out}/free/lexicon.tsv", PUD, "UD_Arabic-PUD, UniMorph Arabic (CC BY-SA 3.0), lexicon/ of isnad (Apache-2.0)")
    write_plain(corpora, f"{out}/free/plain.txt", ["jawhara_tn_2016_2017.jsonl"])
    return f"free: {len(tags.bundles)} bundles, {len(trees)} trees"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    corpora, out = sys.argv[1:]
    print(prepare_nc(corpora, out))
    print(prepare_free(corpora, out))
    print(prepare_names(corpora, out))
    print(write_events(corpora, out))


if __name__ == "__main__":
    main()
