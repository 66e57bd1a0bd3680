"""Words of PADT whose trees could not be had: UniMorph bundles back to those of Universal Dependencies, clitics back to the text."""
from collections import Counter, defaultdict

from align import align
from corpus import DEPREL, FEATS, FORM, HEAD, ID, LEMMA, MISC, SIGNS, UPOS, XPOS, Sentence, bare, key

# UniMorph feature -> feature of UD. What stands in no table belongs to the part of speech.
FEATURES = {
    "SG": "Number=Sing", "DU": "Number=Dual", "PL": "Number=Plur", "MASC": "Gender=Masc", "FEM": "Gender=Fem",
    "NOM": "Case=Nom", "GEN": "Case=Gen", "ACC": "Case=Acc", "DEF": "Definite=Def", "INDF": "Definite=Ind", "PSSD": "Definite=Cons",
    "1": "Person=1", "2": "Person=2", "3": "Person=3", "ACT": "Voice=Act", "PASS": "Voice=Pass", "PFV": "Aspect=Perf",
    "IPFV": "Aspect=Imp", "FIN": "VerbForm=Fin", "IND": "Mood=Ind", "SBJV": "Mood=Sub", "NEG": "Polarity=Neg",
}  # fmt: skip
PARTS = {
    "N": ["NOUN"], "ADJ": ["ADJ"], "V": ["VERB", "AUX"], "ADP": ["ADP"], "CONJ": ["CCONJ", "SCONJ"], "PART": ["PART", "AUX"],
    "DET": ["DET", "PRON"], "PRO": ["PRON"], "ADV": ["ADV"], "NUM": ["NUM"], "PROPN": ["X", "PROPN"], "INTJ": ["INTJ"],
}  # fmt: skip
OWN = {"ADP": ["AdpType=Prep"], "PRO": ["PronType=Prs"]}
# What UniMorph does not say, by part of speech: the features beside those that it gives.
SILENT = {
    "DET": ["PronType=Dem", "PronType=Rel"],
    "NUM": ["NumForm=Word", "NumForm=Word|NumValue=1", "NumForm=Word|NumValue=2", "NumForm=Word|NumValue=3"],
    "ADJ": ["", "Definite=Com"],
}
CERTAIN = {"N", "V", "ADJ", "PRO"}  # parts of speech whose UniMorph bundle says all of the UD bundle
SINGLE = {"أ": "أَ", "و": "وَ", "ف": "فَ", "ب": "بِ", "ل": "لِ", "ك": "كَ", "س": "سَ"}


def mapped(bundle):
    """(UniMorph part of speech, UD features) of a bundle, features without the silent ones."""
    marks = bundle.split(";")
    part = next((mark for mark in marks if mark in PARTS), None)
    feats = [FEATURES[mark] for mark in marks if mark in FEATURES and not (part == "DET" and mark in "123")] + OWN.get(part, [])
    if "IMP" in marks:
        feats.append("Mood=Jus" if "IPFV" in marks else "Mood=Imp")
    return part, feats


def candidates(bundle):
    """Every UD bundle that the UniMorph bundle may stand for, whether it occurs or not, features in order."""
    part, feats = mapped(bundle)
    if part is None:
        return []
    if part == "NUM" and not feats:
        return [("NUM", "NumForm=Digit")]
    silent = SILENT.get(part, [""]) if feats else [""]
    bundles = []
    for more in silent:
        if more.startswith("Definite") and any(f.startswith("Definite") for f in feats):
            continue
        whole = "|".join(ordered(feats + [f for f in more.split("|") if f])) or "_"
        bundles += [(upos, whole) for upos in PARTS[part]]
    return bundles


def is_number(form):
    return any(c.isdigit() for c in form)


def digits_lemma(form):
    """PADT's lemma of a number in digits: Arabic-Indic digits, a full stop kept, other separators dropped."""
    return "".join(chr(0x660 + int(c)) if c.isdigit() else "." for c in form if c.isdigit() or c == ".").strip(".")


def ordered(feats):
    return sorted(set(feats), key=str.lower)


class Mapping:
    """Which bundles of the tag set a word of padt_morph may have."""

    def __init__(self, train, morph):
        self.seen, self.by_lemma = defaultdict(Counter), defaultdict(Counter)
        self.counts = Counter((w[UPOS], w[FEATS]) for s in train for w in s.words())
        self.spelled = {(upos, frozenset(feats.split("|"))): (upos, feats) for upos, feats in self.counts}
        known = {key(s.text): s for s in train}
        for sentence in morph:
            tree = known.get(key(sentence.text))
            if tree is None or len(tree.words()) != len(sentence.words()):
                continue
            for a, b in zip(sentence.words(), tree.words()):
                if b[UPOS] != "X":
                    self.seen[a[FEATS]][(b[UPOS], b[FEATS])] += 1
        for sentence in train:
            for word in sentence.words():
                if word[UPOS] != "X":
                    self.by_lemma[word[LEMMA]][(word[UPOS], word[FEATS])] += 1
        for sentence in morph:
            for word in sentence.words():
                part, _ = mapped(word[FEATS])
                if part in CERTAIN and not self.known(word[FEATS]):
                    self.counts[candidates(word[FEATS])[0]] += 0  # a new bundle, behind all that were counted

    def known(self, bundle):
        """Candidates that occur, spelled as the trees spell them (not all of them keep the order of features)."""
        found = [self.spelled.get((upos, frozenset(feats.split("|"))), (upos, feats)) for upos, feats in candidates(bundle)]
        return [o for o in found if o in self.counts]

    def bundles(self, form, lemma, bundle, upos):
        """Candidates of a word, narrowed by its lemma and by the UPOS that padt_words gives (None: not aligned)."""
        if bundle == "_":
            options = self.without_analysis(form, lemma, upos)
        else:
            options = self.known(bundle)
            seen = self.seen.get(bundle)
            if seen:
                enough = sum(seen.values()) / 20
                options = [o for o, n in seen.items() if n >= enough and (o in options or not options)] or options
        for narrower in ([o for o in options if o[0] == upos], [o for o in options if o in self.by_lemma.get(lemma, ())]):
            options = narrower or options
        return sorted(set(options), key=lambda o: (-self.counts[o], o))

    def without_analysis(self, form, lemma, upos):
        if is_number(form) and not any("\u0621" <= c <= "\u064a" for c in form):
            return [("NUM", "NumForm=Digit")]
        if not any(c.isalpha() for c in form):
            return [(upos, "_")] if upos in ("PUNCT", "SYM") else [("PUNCT", "_"), ("SYM", "_")]
        if upos not in (None, "X") and (upos, "_") in self.counts:
            return [(upos, "_")]
        if SIGNS.sub("", lemma) != lemma:
            return [("X", "Foreign=Yes")]  # PADT vocalises the lemma of what it marks as foreign, and only of that
        return [("X", "_"), ("X", "Abbr=Yes")] if len(bare(form)) == 1 else [("X", "_")]


def aligned(sentence):
    """[(start, end, form)] of the words in the text without blanks, or None."""
    words = sentence.words()
    forms = [w[FORM] for w in words]
    parts = [(bare(w[LEMMA]), "PRO" in w[FEATS].split(";")) for w in words]
    return align(sentence.text.replace(" ", ""), forms, parts)


def blanks(text):
    """Offsets in the text without blanks before which a blank stands."""
    found, at = set(), 0
    for piece in text.split(" "):
        found.add(at)
        at += len(piece)
    return found


def tokens_of(text, spans):
    """Groups of words that are one token: letters right beside letters."""
    plain, gaps, groups = text.replace(" ", ""), blanks(text), []
    for i, (start, end, _) in enumerate(spans):
        letters = start < end and is_arabic(plain[start])
        if i and letters and start not in gaps and is_arabic(plain[start - 1]) and start > spans[groups[-1][0]][0]:
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def is_arabic(c):
    return "\u0621" <= c <= "\u065f" or c == "\u0670"


def surface_upos(groups, spans, tagged):
    """UPOS of padt_words for words that are whole tokens: {word: UPOS}."""
    at, found = {}, 0
    for word, upos in tagged or ():
        at[(found, found + len(word))] = upos
        found += len(word)
    return {g[0]: at.get((spans[g[0]][0], spans[g[0]][1])) for g in groups if len(g) == 1}


def lemma_as_in_trees(form, lemma, options):
    """padt_morph is of a newer release: numbers in digits have other lemmas there, repeated clitics none of their own."""
    if options and options[0] == ("NUM", "NumForm=Digit") and is_number(form):
        return digits_lemma(form)
    return "،" if form == "," else lemma


def convert(sentence, mapping, tags, tagged):
    """A sentence of padt_morph as CoNLL-U without trees; None where its words cannot be found in the text."""
    spans = aligned(sentence)
    if spans is None or len(spans) != len(sentence.words()):
        return None
    plain, gaps = sentence.text.replace(" ", ""), blanks(sentence.text)
    groups = tokens_of(sentence.text, spans)
    upos_of = surface_upos(groups, spans, tagged)
    rows, number = [], 0
    for group in groups:
        end = spans[group[-1]][1]
        tight = [] if end in gaps or end == len(plain) else ["SpaceAfter=No"]
        surface = plain[spans[group[0]][0] : end]
        if len(group) > 1:
            first, last = number + 1, number + len(group)
            rows.append([f"{first}-{last}", surface, "_", "_", "_", "_", "_", "_", "_", "|".join(tight) or "_"])
        for i in group:
            number += 1
            word = sentence.words()[i]
            form = (bare(spans[i][2]) or spans[i][2]) if len(group) > 1 else surface
            options = mapping.bundles(form, word[LEMMA], word[FEATS], upos_of.get(i))
            upos, feats = options[0] if len(options) == 1 else ("_", "_")
            misc = ["Tags=" + ",".join(str(tags.index[o]) for o in options)] if options else []
            row = ["_"] * 10
            row[ID], row[FORM], row[LEMMA] = str(number), form, lemma_as_in_trees(form, word[LEMMA], options)
            row[UPOS], row[XPOS], row[FEATS], row[HEAD], row[DEPREL] = upos, "_", feats, "_", "_"
            row[MISC] = "|".join(misc + (tight if len(group) == 1 else [])) or "_"
            rows.append(row)
    return Sentence(sentence.meta, rows)
