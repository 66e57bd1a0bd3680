"""The trees of PUD in the conventions of PADT: word classes, features, relations, heads, clitics, lemmas.

What the rules rest on are conventions: which class a word has, what heads what. They were read off PADT; no word of it goes in.
"""
import re

from corpus import DEPREL, FEATS, FORM, HEAD, ID, LEMMA, MISC, SIGNS, UPOS, XPOS, Sentence, bare
from padt import digits_lemma, is_number
from puddata import (
    ACCUSATIVE_PREPOSITIONS, CONJUNCTIONS, COUNTRIES, EMPHATIC, LEMMAS, NUMERALS, PARTICLES, PREPOSITIONS, RELATIVE, SUBORDINATORS, TENS, THOUSANDS,
)  # fmt: skip

VERBAL = {"VERB", "ADJ", "ADV", "AUX"}


class Word:
    def __init__(self, row, i):
        self.i, self.form, self.lemma, self.upos, self.rel = i, row[FORM], row[LEMMA], row[UPOS], row[DEPREL]
        self.feats = dict(f.split("=") for f in row[FEATS].split("|")) if row[FEATS] != "_" else {}
        self.head = int(row[HEAD]) - 1  # -1: root
        self.tight = "SpaceAfter=No" in row[MISC]
        self.in_range = False

    @property
    def base(self):
        return self.rel.split(":")[0]


class Tree:
    def __init__(self, sentence, calendar):
        self.calendar = calendar
        self.words, self.ranges = [], []
        for row in sentence.rows:
            if "-" in row[ID]:
                first, last = (int(n) - 1 for n in row[ID].split("-"))
                self.ranges.append((first, last, row[FORM], "SpaceAfter=No" in row[MISC]))
            elif row[ID].isdigit():
                self.words.append(Word(row, len(self.words)))
        for first, last, _, _ in self.ranges:
            for word in self.words[first : last + 1]:
                word.in_range = True

    def children(self, word):
        return [w for w in self.words if w.head == word.i]

    def above(self, word):
        return self.words[word.head] if word.head >= 0 else None

    def before(self, word):
        return self.words[word.i - 1] if word.i else None

    def after(self, word):
        return self.words[word.i + 1] if word.i + 1 < len(self.words) else None

    def swap(self, word, rel, keep=()):
        """`word` takes the place of its head, which comes under it with `rel`; other children of the old head that stand in `keep`
        by relation stay there, those farther out come along."""
        head = self.above(word)
        if head is None:
            return
        for child in self.children(head):
            if child is not word and child.base not in keep:
                child.head = word.i
        word.head, word.rel = head.head, head.rel
        head.head, head.rel = word.i, rel


def restore_clitics(tree):
    """Letters that fusing hides: the article after ل, taa marbuta before a pronoun, alif of a final alif maqsura."""
    for word in tree.words:
        last, following = tree.before(word), tree.after(word)
        if not word.in_range:
            continue
        lemma = bare(word.lemma)
        if last is not None and last.in_range and bare(last.form) == "ل" and word.form.startswith("ل") and word.upos != "PART":
            if not lemma.startswith("ل"):
                word.form = "ا" + word.form
            elif word.feats.get("Definite") == "Def" and not any(c.rel == "nmod" and c.i == word.i + 1 for c in tree.children(word)):
                word.form = "ال" + word.form
        nominal = word.upos in ("NOUN", "ADJ", "PROPN")
        if nominal and following is not None and following.upos == "PRON" and following.in_range and word.form.endswith("ت"):
            if word.feats.get("Number") != "Plur" or lemma.endswith("ة"):
                word.form = word.form if word.form.endswith("ات") else word.form[:-1] + "ة"
        word.form = bare(word.form) or word.form


def flatten_fixed(tree):
    """PADT has no fixed expressions: من خلال is two prepositions, في إطار a preposition and a noun under `cc`."""
    for word in tree.words:
        head = tree.above(word)
        if word.rel != "fixed" or head is None:
            continue
        form = bare(head.form)
        if head.upos == "PART" and word.upos == "VERB":  # لا تزال
            word.head, word.rel, head.head, head.rel = head.head, "cop", word.i, "advmod"
            if word.head < 0:
                word.rel = "root"
        elif head.base in ("case", "mark", "cc", "compound", "fixed") and head.head >= 0:
            word.head = head.head
            word.rel = {"NOUN": "cc", "ADJ": "cc"}.get(word.upos, "mark" if head.base == "mark" else "case")
            if head.base == "compound":
                word.rel = "mark" if bare(word.form) in SUBORDINATORS else "advmod:emph"
        elif form in PREPOSITIONS:
            tree.swap(word, "case")
            if word.rel in ("advmod", "obl:tmod"):
                word.rel = "obl"
        else:
            word.rel = "nmod"


def swap_heads(tree):
    """Prepositions, quantifiers and numbers of which PUD and PADT make opposite ends of an arc the head."""
    for word in tree.words:  # a preposition that heads its noun (من المرجح أن)
        if word.upos == "ADP" and word.base not in ("case", "mark", "cc"):
            inside = [c for c in tree.children(word) if c.i > word.i and c.base in ("obj", "nmod", "obl")]
            if inside and bare(word.form) in PREPOSITIONS:
                tree.swap(inside[0], "case")
    for word in tree.words:  # كل, بعض, أحد, غير with what they quantify
        head = tree.above(word)
        quantifier = word.upos == "DET" and word.rel == "det"
        other = word.upos == "PART" and bare(word.form).endswith("غير") and word.base == "advmod"
        if head is not None and head.i > word.i and (quantifier or other):
            word.upos = "ADJ" if bare(word.form) in ("أي", "أية", "أكثر", "آخر", "أكبر", "أول") else "NOUN"
            word.feats = {"Case": word.feats.get("Case") or head.feats.get("Case") or "Gen", "Definite": "Cons", "Number": "Sing"}
            if head.upos in ("NOUN", "PROPN", "PRON", "NUM"):
                head.feats["Case"] = "Gen"
            rel = "amod" if head.upos == "ADJ" else "nummod" if head.upos == "NUM" else "nmod"
            inner = {"amod", "nmod", "acl", "nummod", "flat", "det", "obl"}
            pull_outside(tree, word, head, rel, inner)
    for word in tree.words:  # خمسة آلاف جندي: the number heads what it counts
        head = tree.above(word)
        if word.upos == "NUM" and word.rel == "nummod" and head is not None and head.i > word.i and head.upos not in ("NUM", "PUNCT"):
            numbers = sorted(c.i for c in tree.children(head) if c.upos == "NUM" and c.rel == "nummod" and c.i < head.i)
            if numbers and numbers[0] == word.i:
                pull_outside(tree, word, head, "nmod", {"amod", "nmod", "acl", "det", "flat", "appos", "nummod"})
                deepest = word
                for i in numbers[1:]:
                    tree.words[i].head, tree.words[i].rel = deepest.i, "nummod"
                    deepest = tree.words[i]
                head.head = deepest.i
                head.feats.setdefault("Case", "Gen")


def pull_outside(tree, word, head, rel, inner):
    """`word` heads `head`; of the children of `head` those of the phrase stay (inner relations behind it), the others come along."""
    for child in tree.children(head):
        if child is not word and not (child.base in inner and child.i > head.i) and not (child.base == "nummod" and child.i > word.i):
            child.head = word.i
    word.head, word.rel = head.head, head.rel
    head.head, head.rel = word.i, rel


def auxiliaries(tree):
    """كان before a verb is the head in PADT, the verb its xcomp."""
    for word in tree.words:
        main = tree.above(word)
        if word.upos == "AUX" and word.base == "aux" and main is not None and main.upos in ("VERB", "ADJ", "NOUN"):
            for child in tree.children(main):
                left = child.i < word.i or child.base in ("nsubj", "punct") and (child.i < main.i or child.base == "punct")
                outer = child.base in ("conj", "parataxis")
                if child is not word and (left or outer):
                    child.head = word.i
            word.head, word.rel, word.upos = main.head, main.rel, "VERB"
            main.head, main.rel = word.i, "xcomp"
        elif word.upos == "AUX" and word.base != "cop":
            word.upos = "VERB"


def is_foreign(word):
    """PADT gives lemmas with vowels to the names that it marks as foreign, and only to them."""
    return SIGNS.sub("", word.lemma) != word.lemma


def names(tree):
    """Names of several words: all under the last, which is the head; months, days and words with an analysis are nouns."""
    for word in tree.words:
        if word.upos != "PROPN":
            continue
        form, vocalised = bare(word.form), is_foreign(word)
        analysed = "Definite" in word.feats or form.startswith("ال") or ("Case" in word.feats and vocalised)
        word.upos = "NOUN" if analysed or form in tree.calendar or form in COUNTRIES else "X"
        if word.base == "appos":
            word.rel = "nmod"
    for word in tree.words:
        parts = [c for c in tree.children(word) if c.rel in ("flat", "compound")]
        if not parts:
            continue
        last = parts[-1]
        foreign = [p for p in [word] + parts if p.upos == "X"]
        if len(foreign) == len(parts) + 1 and all(b.i - a.i == 1 for a, b in zip([word] + parts, parts)):
            for child in tree.children(word):
                if child is not last:
                    child.head = last.i
            last.head, last.rel, word.head = word.head, word.rel, last.i
            for part in [word] + parts[:-1]:
                part.rel = "flat:foreign" if is_foreign(part) and is_foreign(last) else "nmod"
        else:
            for part in parts:
                part.rel = "nmod"


def particles(tree):
    for word in tree.words:
        form, head = bare(word.form), tree.above(word)
        if word.upos in ("PART", "ADP", "SCONJ", "ADV", "CCONJ") and head is not None:
            entry = PARTICLES.get(form)
            if form == "إن" and word.base in ("compound", "mark"):
                said = head.base in ("ccomp", "xcomp") or word.base == "mark"
                word.upos, word.rel = ("SCONJ", "mark") if said else ("PART", "advmod:emph")
            elif word.upos == "ADP" and word.base == "mark" and form == "ل":
                word.upos = "SCONJ"
            elif form in SUBORDINATORS and word.base in ("mark", "compound", "case", "advmod", "cc"):
                word.upos, word.rel = SUBORDINATORS[form], "mark"
            elif form in CONJUNCTIONS and word.base in ("mark", "compound", "cc", "case"):
                word.upos, word.rel = "CCONJ", "cc"
            elif entry and word.base in ("compound", "mark", "case", "advmod", "discourse"):
                word.upos, word.rel = entry
            elif word.base == "compound":
                word.rel = "advmod:emph"
            if word.upos == "ADP" and word.base == "case" and head.upos == "VERB":
                word.rel = "mark"
        if form in RELATIVE and word.upos in ("PRON", "DET"):
            word.upos = "DET"
            if head is not None and word.base != "root" and word.i < head.i:
                word.rel = "mark"
        elif word.upos == "PRON" and "Person" not in word.feats and word.base == "det":
            word.upos = "DET"


def adverbs(tree, lemma_classes):
    """PUD's adverbs are for the most part nouns and adjectives in the accusative in PADT."""
    for word in tree.words:
        form = bare(word.form)
        if word.upos != "ADV":
            continue
        if form in EMPHATIC:
            word.rel = "advmod:emph" if word.base == "advmod" else word.rel
        elif form in ACCUSATIVE_PREPOSITIONS and word.base == "advmod" and tree.after(word) is tree.above(word):
            word.upos, word.rel = "ADP", "case"
        elif form in ("هناك", "هنا", "أمس", "معا", "كذلك", "ثمة", "ربما", "كيف", "أين", "متى", "قط", "لماذا"):
            word.upos = "PART" if form == "ربما" else "ADV"
        else:
            classes = lemma_classes.get(bare(word.lemma), ())
            noun = word.base == "obl" or word.base == "nmod" or "ADJ" not in classes or "NOUN" in classes and "ADJ" not in classes
            word.upos = "NOUN" if noun else "ADJ"
            definite = "Def" if form.startswith("ال") else "Ind"
            following = tree.after(word)
            if following is not None and following.head == word.i and following.upos in ("NOUN", "NUM", "PRON", "PROPN", "X"):
                definite = "Cons"
            word.feats = {"Case": "Acc", "Definite": definite, "Number": "Sing", "Gender": "Masc"}
            if word.base == "advmod" and noun:
                word.rel = "obl"


def relations(tree):
    for word in tree.words:
        head = tree.above(word)
        if head is None:
            word.rel = "root"
            continue
        base = word.base
        if word.rel in ("acl:relcl", "csubj:pass", "obl:tmod"):
            word.rel = base
        elif word.rel == "cc:preconj" or base == "expl":
            word.rel = "cc"
        elif base == "dislocated":
            word.rel = "nsubj"
        elif base in ("orphan", "vocative"):
            word.rel = "dep"
        elif base in ("discourse", "compound"):
            word.rel = "advmod:emph"
        elif base == "flat" and word.rel != "flat:foreign":
            word.rel = "nmod"
        elif base == "dep" and word.upos == "PRON":
            word.rel = "obj" if head.upos == "VERB" and word.i > head.i else "nsubj"
        elif base == "ccomp" and word.upos == "ADJ" and head.upos in ("NOUN", "X"):
            word.rel = "amod"
        elif base == "advmod" and word.upos in ("NOUN", "X", "NUM"):
            word.rel = "obl"
        if word.upos == "SYM" and head.upos == "NUM":
            word.rel = "nmod"
        if word.upos == "NUM" and word.base in ("nmod", "obl") and head.upos in ("NOUN", "X") and not cased(tree, word):
            word.rel = "nummod"
        if word.base in ("nmod", "obl"):
            word.rel = "obl" if head.upos in VERBAL else "nmod"
        if word.upos == "PUNCT" and word.base != "punct":
            word.rel = "punct"
        if word.upos == "PUNCT" and word.form in ("،", ",") and word.i and word.head != word.i - 1:
            word.head = word.i - 1  # PADT hangs a comma on the word before it
            if tree.words[word.head].upos == "PUNCT" and word.i > 1:
                word.head = word.i - 2


def cased(tree, word):
    return any(c.base == "case" for c in tree.children(word))


def infer_case(tree, word):
    head = tree.above(word)
    if word.base in ("nsubj", "root", "csubj"):
        return "Nom"
    if word.base in ("obj", "xcomp", "advmod", "iobj"):
        return "Acc"
    if word.base in ("amod", "conj", "appos", "nummod") and head is not None and "Case" in head.feats:
        return head.feats["Case"]
    return "Gen" if cased(tree, word) or word.base in ("nmod", "obl") else "Nom"


def infer_definite(tree, word):
    if bare(word.form).startswith("ال") and not bare(word.lemma).startswith("ال"):
        return "Def"
    following = tree.after(word)
    if following is not None and following.head == word.i and following.base in ("nmod", "nummod") and not cased(tree, following):
        if following.upos in ("NOUN", "X", "PRON", "NUM", "DET") and word.upos in ("NOUN", "NUM"):
            return "Cons"
    if word.feats.get("Definite") == "Def" and following is not None and following.head == word.i and following.upos in ("NOUN", "X"):
        return "Cons"
    return "Ind"


def nominal_features(tree, word, keys):
    feats = {"Case": word.feats.get("Case") or infer_case(tree, word)}
    cons = word.feats.get("Definite") == "Cons" and word.upos != "NUM"
    feats["Definite"] = "Cons" if cons else infer_definite(tree, word)
    number = word.feats.get("Number", "Sing")
    feats["Number"] = number
    feats["Gender"] = word.feats.get("Gender") or ("Fem" if bare(word.form).endswith("ة") else "Masc")
    return {k: feats[k] for k in keys}


def number_features(tree, word):
    if is_number(word.form):
        return {"NumForm": "Digit"}
    form = bare(word.form)
    plain = re.sub("^ال", "", form)
    feats = nominal_features(tree, word, ("Case", "Definite"))
    feats["NumForm"] = "Word"
    if plain in THOUSANDS:
        feats["Number"] = "Dual" if plain.endswith(("ي", "ان", "ين")) and plain[-2:] in ("في", "ني", "ري", "تي") else "Sing"
        if plain in ("آلاف", "الاف", "ملايين", "مليارات", "مئات", "عشرات"):
            feats["Number"] = "Plur"
    elif plain not in TENS:
        feats["Gender"] = "Masc" if plain.endswith("ة") else "Fem"
        if not plain.startswith("عشر"):
            feats["NumValue"] = "3"
    following = tree.after(word)
    if feats["Definite"] == "Ind" and following is not None and following.head == word.i and following.upos in ("NOUN", "NUM", "X"):
        feats["Definite"] = "Cons" if plain not in TENS else "Ind"
    return feats


def pronoun_features(tree, word):
    if bare(word.form) in RELATIVE or "Person" not in word.feats:
        kind = "Rel" if bare(word.form) in RELATIVE else "Dem"
        if "Gender" not in word.feats or word.feats.get("Number") is None:
            return {}
        head = tree.above(word)
        case = word.feats.get("Case") or infer_case(tree, word)
        if kind == "Rel" and head is not None and head.head >= 0 and "Case" in tree.words[head.head].feats:
            case = tree.words[head.head].feats["Case"]
        return {"Case": case, "Gender": word.feats["Gender"], "Number": word.feats["Number"], "PronType": kind}
    case = "Nom" if not word.in_range else "Gen" if cased(tree, word) or word.base == "nmod" else "Acc"
    gender = word.feats.get("Gender", "Masc")
    person, number = word.feats["Person"], word.feats.get("Number", "Sing")
    return {"Case": case, "Gender": gender, "Number": number, "Person": person, "PronType": "Prs"}


def verb_features(word):
    if word.feats.get("Mood") == "Imp":
        return {"Gender": word.feats.get("Gender", "Masc"), "Mood": "Imp", "Number": word.feats.get("Number", "Sing"), "VerbForm": "Fin"}
    aspect = word.feats.get("Aspect")
    if aspect is None:
        aspect = "Imp" if bare(word.form)[:1] in "يتنأ" else "Perf"
    feats = {"Aspect": aspect, "Gender": word.feats.get("Gender", "Masc"), "Number": word.feats.get("Number", "Sing")}
    feats.update(Person=word.feats.get("Person", "3"), Voice=word.feats.get("Voice", "Act"))
    if aspect == "Imp":
        feats.update(Mood=word.feats.get("Mood", "Ind"), VerbForm="Fin")
    return feats


def features(tree, word):
    form = bare(word.form)
    if word.upos == "NOUN":
        return nominal_features(tree, word, ("Case", "Definite", "Number"))
    if word.upos == "ADJ":
        return nominal_features(tree, word, ("Case", "Definite", "Gender", "Number"))
    if word.upos == "NUM":
        return number_features(tree, word)
    if word.upos in ("VERB", "AUX"):
        return {} if form == "قد" else verb_features(word)
    if word.upos in ("PRON", "DET"):
        return pronoun_features(tree, word)
    if word.upos == "ADP":
        last = tree.before(word)
        if form in ACCUSATIVE_PREPOSITIONS:
            return {"AdpType": "Prep", "Case": "Gen" if last is not None and last.upos == "ADP" and last.base == "case" else "Acc"}
        return {"AdpType": "Prep"}
    if word.upos == "X":
        if len(form) == 1:
            return {"Abbr": "Yes"}
        return {"Foreign": "Yes"} if is_foreign(word) else {}
    return {}


LONG = [(re.compile("([\u0621-\u064a])([\u0651]?)ا"), "ا", "\u064e"), (re.compile("([\u0621-\u064a])([\u0651]?)ة"), "ة", "\u064e")]


def lemma_of(word):
    """PADT's way of writing lemmas: a vowel before every long vowel, no sukun, numbers in Arabic-Indic digits."""
    if word.upos == "NUM" and is_number(word.form):
        return digits_lemma(word.form) or word.form
    if word.form in (",", "،"):
        return "،"
    lemma = word.lemma.replace("`", "\u0670").replace("\u0652", "")
    lemma = re.sub("^\u0671", "ا", lemma)
    known = NUMERALS.get(re.sub("^ال", "", bare(word.form))) if word.upos == "NUM" else LEMMAS.get((bare(word.form), word.upos))
    if known:
        return known
    if SIGNS.sub("", lemma) == lemma:
        if word.upos in ("X", "PUNCT", "SYM"):
            return bare(word.form) or word.form
        if word.upos in ("VERB", "AUX") and re.fullmatch("[\u0621-\u064a]ا[\u0621-\u064a]", lemma):
            return lemma[0] + "\u064e" + lemma[1:]
        return LEMMAS.get(lemma, lemma)
    lemma = re.sub("([\u064b-\u0650])\u0651", lambda m: "\u0651" + m[1], lemma)
    if bare(lemma) == "الذي":
        return LEMMAS["الذي"]
    for pattern, letter, vowel in LONG:
        lemma = pattern.sub(lambda m: m[0] if m[1] in "اآى" and not m[2] else m[1] + m[2] + vowel + letter, lemma)
    if word.upos == "NOUN" and word.feats.get("Number") == "Sing" and bare(word.form).endswith("ة") and not bare(lemma).endswith("ة"):
        lemma = lemma.rstrip("\u064e\u064f\u0650") + "\u064eة"
    return lemma


def break_cycles(tree):
    """Whatever a rule broke: a word on a circle goes under the root."""
    root = next((w for w in tree.words if w.head < 0), tree.words[0])
    root.head, root.rel = -1, "root"
    for word in tree.words:
        if word.head < 0 and word is not root:
            word.head, word.rel = root.i, "parataxis"
    for word in tree.words:
        seen, at = set(), word
        while at.head >= 0 and at.i not in seen:
            seen.add(at.i)
            at = tree.words[at.head]
        if at.head >= 0:
            word.head = root.i
            if word.rel == "root":
                word.rel = "parataxis"


def spelled(feats):
    return "|".join(f"{k}={v}" for k, v in sorted(feats.items(), key=lambda item: item[0].lower())) or "_"


def rows_of(tree):
    rows, text = [], []
    starts = {first: (last, form, tight) for first, last, form, tight in tree.ranges}
    inside = -1
    for word in tree.words:
        form = "،" if word.upos == "PUNCT" and word.form == "," else word.form
        if word.i in starts:
            inside, surface, tight = starts[word.i]
            rows.append([f"{word.i + 1}-{inside + 1}", surface] + ["_"] * 7 + ["SpaceAfter=No" if tight else "_"])
            text.append(surface + ("" if tight else " "))
        elif word.i > inside:
            text.append(form + ("" if word.tight else " "))
        misc = "SpaceAfter=No" if word.tight and word.i > inside else "_"
        row = ["_"] * 10
        row[ID], row[FORM], row[LEMMA], row[UPOS], row[XPOS] = str(word.i + 1), form, lemma_of(word), word.upos, "_"
        row[FEATS], row[HEAD], row[DEPREL], row[MISC] = spelled(word.feats), str(word.head + 1), word.rel, misc
        rows.append(row)
    return rows, "".join(text).strip()


def classes_of_lemmas(sentences):
    found = {}
    for sentence in sentences:
        for row in sentence.words():
            found.setdefault(bare(row[LEMMA]), set()).add(row[UPOS])
    return found


def convert_pud(sentences, calendar):
    classes, out = classes_of_lemmas(sentences), []
    for sentence in sentences:
        tree = Tree(sentence, calendar)
        restore_clitics(tree)
        flatten_fixed(tree)
        swap_heads(tree)
        auxiliaries(tree)
        names(tree)
        particles(tree)
        adverbs(tree, classes)
        relations(tree)
        break_cycles(tree)
        bundles = [features(tree, word) for word in tree.words]
        for word, feats in zip(tree.words, bundles):
            word.feats = feats
        rows, text = rows_of(tree)
        out.append(Sentence({"sent_id": sentence.meta.get("sent_id", ""), "text": text}, rows))
    return out
