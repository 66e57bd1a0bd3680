"""Where in a text the syntactic words of a sentence stand, for corpora that give words and text but not which words are fused."""
from corpus import FOLDED, SIGNS, bare

SAME_AT_END = [set("هت"), set("ياءى"), set("اءو")]
SHORT = {"عن": "ع", "من": "م", "ان": "ا"}  # عما, مما, ألا
PREFIXES = {"و", "ف", "ب", "ل", "ك", "س", "أ"}
PRONOUNS = ["هما", "كما", "هم", "هن", "ها", "كم", "نا", "ني", "ه", "ك", "ي"]


def fold(text):
    return text.translate(FOLDED)


def spellings(word, after_li):
    """Folded letters that the word may show in the text."""
    letters = fold(bare(word)) or word
    yield letters
    if after_li and letters.startswith("ال"):
        yield letters[1:]
        if letters.startswith("الل"):
            yield letters[2:]
    if letters in SHORT:
        yield SHORT[letters]
    if letters.endswith("وا"):
        yield letters[:-1]  # before a pronoun: أبلغوا + ه


def ends(text, at, word, after_li):
    """Offsets behind `word` if it begins at `at`, the plainest spelling first. `text` is folded and may hold signs."""
    found = []
    for letters in spellings(word, after_li):
        i = at
        for j, letter in enumerate(letters):
            while i < len(text) and text[i] != letter and SIGNS.match(text[i]):
                i += 1
            if i == len(text):
                break
            alike = j == len(letters) - 1 and j > 0 and any(letter in s and text[i] in s for s in SAME_AT_END)
            if text[i] != letter and not alike:
                break
            i += 1
        else:
            bound = i
            while i < len(text) and SIGNS.match(text[i]):
                i += 1
            found += [end for end in (i, bound) if end > at and end not in found]
    return found


def run_length(forms, i):
    k = 1
    while i + k < len(forms) and forms[i + k] == forms[i]:
        k += 1
    return k


def split_repeated(form, parts):
    """Words of a fused form that a corpus repeats for each of its parts: [(letters, restored form)] by lemma and kind of each part,
    parts = [(bare lemma, is pronoun)]; None if it cannot be told."""
    rest, before, after = form, [], []
    parts = list(parts)
    while len(parts) > 1 and parts[0][0] in PREFIXES and rest.startswith(parts[0][0]):
        before.append((parts[0][0], parts[0][0]))
        rest = rest[len(parts[0][0]):]
        parts.pop(0)
    while len(parts) > 1 and parts[-1][1]:
        pronoun = next((p for p in PRONOUNS if rest.endswith(p) and len(rest) > len(p) + 1), None)
        if pronoun is None:
            return None
        after.insert(0, (pronoun, pronoun))
        rest = rest[: -len(pronoun)]
        parts.pop()
    if len(parts) != 1 or not rest:
        return None
    restored = rest
    if before and before[-1][0] == "ل" and rest.startswith("ل") and not parts[0][0].startswith("ل"):
        restored = "ا" + rest
    if after and restored.endswith("ت") and parts[0][0].endswith("ة"):
        restored = restored[:-1] + "ة"
    return before + [(rest, restored)] + after


def align(text, forms, parts):
    """[(start, end, form)] in the text without blanks for each word, or None. parts: as of split_repeated, one a word."""
    folded, n = fold(text), len(forms)
    stack, dead = [(0, 0, None, None)], set()
    while stack:
        node = stack.pop()
        i, at = node[0], node[1]
        if i == n:
            if at != len(text):
                continue
            spans = []
            while node[2] is not None:
                spans[:0] = node[3]
                node = node[2]
            return spans
        if (i, at) in dead or at >= len(text):
            continue
        dead.add((i, at))
        after_li = i > 0 and forms[i - 1] == "ل"
        steps = [(i + 1, end, node, [(at, end, forms[i])]) for end in ends(folded, at, forms[i], after_li)]
        k = run_length(forms, i)
        if k > 1 and len(forms[i]) > 2:
            pieces = split_repeated(forms[i], parts[i : i + k])
            for end in ends(folded, at, forms[i], False) if pieces else ():
                spans, p = [], at
                for letters, restored in pieces:
                    q = min(end, p + len(letters))
                    spans.append((p, q, restored))
                    p = q
                spans[-1] = (spans[-1][0], end, spans[-1][2])
                steps.append((i + k, end, node, spans))
        stack.extend(reversed(steps))
    return None
