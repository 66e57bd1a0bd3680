"""Data of the finder of names: annotated sentences in the conventions of isnad, and lists of words of names."""
import os
import re
from collections import defaultdict

from corpus import bare

TYPES = {"PERS": "PER", "LOC": "LOC", "ORG": "ORG"}
TITLES = {bare(title) for title in ("السيد", "السيدة", "الدكتور", "الشيخ", "الرئيس", "الملك", "الأمير", "الإمام", "الحاج")}
SIGNS = re.compile("[\u064b-\u0652\u0670\u0640]")


def read_names(path):
    """Rows of (word, tag); tags of other types become O."""
    rows = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            cells = line.split()
            if len(cells) < 2:
                if rows:
                    yield rows
                rows = []
                continue
            place, _, kind = cells[-1].partition("-")
            kind = TYPES.get(kind)
            rows.append((cells[0], f"{place}-{kind}" if kind else "O"))
    if rows:
        yield rows


def normalised(rows):
    """Titles off the beginnings of persons' names; an inner tag without a first one begins a name."""
    out, before = [], "O"
    for word, tag in rows:
        if tag.startswith("I-") and before[2:] != tag[2:]:
            tag = "B" + tag[1:]
        if tag == "B-PER" and bare(word) in TITLES:
            tag = "O"
        out.append((word, tag))
        before = tag
    return out


def write_names(path, source):
    count = 0
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        for rows in read_names(source):
            out.write("".join(f"{word}\t{tag}\n" for word, tag in normalised(rows)) + "\n")
            count += 1
    return count


def column(path, n):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) > n:
                yield cells


def write_lists(path, corpora):
    """word, number: a bit a list. 1: Wikidata (CC0); 2 4 8: ANETAC's persons, places, bodies; 16: given names; 32 64 128: ANERGazet."""
    folder = f"{corpora}/names_places"
    lists = defaultdict(int)

    def add(name, bit):
        for word in SIGNS.sub("", name).split():
            if len(word) > 1:
                lists[word] |= bit

    for cells in column(f"{folder}/wikidata_person_names.tsv", 1):
        add(cells[1], 1)
    for cells in column(f"{folder}/anetac_names.tsv", 2):
        add(cells[2], {"PERSON": 2, "LOCATION": 4, "ORGANIZATION": 8}.get(cells[0], 0))
    for cells in column(f"{folder}/first_names_gender.tsv", 1):
        add(cells[0], 16)
    for bit, name in ((32, "people"), (64, "locations"), (128, "orgs")):
        for cells in column(f"{folder}/anergazet/{name}.txt", 0):
            add(cells[0], bit)
    words = sorted(word for word in lists if lists[word])
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write("# licence: research use (ANETAC, ANERGazet, given names: none stated; Wikidata: CC0)\n")
        out.write("".join(f"{word}\t{lists[word]}\n" for word in words))
    return len(words)


def prepare_names(corpora, out):
    """Names for the nc set alone: ANERcorp may be used for research only."""
    anercorp = os.path.join(corpora, "ner", "anercorp")
    sentences = write_names(f"{out}/nc/names.conll", f"{anercorp}/train.conll")
    write_names(f"{out}/names-dev.conll", f"{anercorp}/dev.conll")
    words = write_lists(f"{out}/nc/names.tsv", corpora)
    return f"names: {sentences} sentences, {words} words in lists"
