#!/usr/bin/env python3
"""train/data.py and its parts, on sentences written for these tests."""
import os
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "train"))

from align import align  # noqa: E402
from corpus import DEPREL, FEATS, FORM, HEAD, LEMMA, MISC, UPOS, Sentence, Tags  # noqa: E402
from data import pieces, unimorph_bundle  # noqa: E402
from padt import Mapping, candidates, convert, digits_lemma  # noqa: E402
from pud import convert_pud  # noqa: E402


def sentence(text, rows):
    """rows: ID FORM LEMMA UPOS FEATS HEAD DEPREL, by blanks."""
    cells = [row.split() for row in rows.strip().split("\n")]
    return Sentence({"text": text}, [[c[0], c[1], c[2], c[3], "_", c[4], c[5], c[6], "_", "_"] for c in cells])


def spans(text, forms, parts=None):
    found = align(text.replace(" ", ""), forms, parts or [(form, False) for form in forms])
    return [(text.replace(" ", "")[start:end], form) for start, end, form in found] if found is not None else None


class Align(unittest.TestCase):
    def test_clitics_are_found_in_the_word(self):
        self.assertEqual(spans("ولمدرستهم باب", ["و", "ل", "مدرسة", "هم", "باب"])[:4], [("و", "و"), ("ل", "ل"), ("مدرست", "مدرسة"), ("هم", "هم")])

    def test_the_article_is_hidden_behind_li(self):
        self.assertEqual(spans("للحقل", ["ل", "الحقل"]), [("ل", "ل"), ("لحقل", "الحقل")])
        self.assertEqual(spans("للوحة", ["ل", "اللوحة"]), [("ل", "ل"), ("لوحة", "اللوحة")])

    def test_hamza_tatweel_and_vowels_do_not_matter(self):
        self.assertEqual(spans("باعادة الـــ 5", ["ب", "إعادة", "ال", "5"]), [("ب", "ب"), ("اعادة", "إعادة"), ("الـــ", "ال"), ("5", "5")])
        self.assertEqual(spans("سألوه", ["سألوا", "ه"]), [("سألو", "سألوا"), ("ه", "ه")])
        self.assertEqual(spans("قمح ـ ذرة", ["قمح", "ـ", "ذرة"]), [("قمح", "قمح"), ("ـ", "ـ"), ("ذرة", "ذرة")])

    def test_a_form_that_is_repeated_for_its_parts_is_split(self):
        words = ["وبسفينتهم"] * 4
        parts = [("و", False), ("ب", False), ("سفينة", False), ("هو", True)]
        self.assertEqual([form for _, form in spans("وبسفينتهم", words, parts)], ["و", "ب", "سفينة", "هم"])

    def test_other_words_have_no_place(self):
        self.assertIsNone(spans("حقل القمح", ["حقل", "الشعير"]))


class Padt(unittest.TestCase):
    tree = sentence("زرعت حقلا", "1 زرعت زَرَع VERB Aspect=Perf|Gender=Fem|Number=Sing|Person=3|Voice=Act 0 root\n2 حقلا حَقل NOUN Case=Acc|Definite=Ind|Number=Sing 1 obj")

    def test_bundles_go_back_to_ud(self):
        self.assertEqual(candidates("N;SG;GEN;PSSD"), [("NOUN", "Case=Gen|Definite=Cons|Number=Sing")])
        self.assertEqual(
            candidates("3;IPFV;FIN;IMP;MASC;V;PASS;SG")[0],
            ("VERB", "Aspect=Imp|Gender=Masc|Mood=Jus|Number=Sing|Person=3|VerbForm=Fin|Voice=Pass"),
        )
        self.assertEqual(candidates("NUM"), [("NUM", "NumForm=Digit")])
        self.assertIn(("DET", "Case=Gen|Gender=Fem|Number=Sing|PronType=Rel"), candidates("DET;GEN;SG;FEM"))
        self.assertEqual(candidates("_"), [])

    def test_unimorph_tables_speak_the_same(self):
        self.assertEqual(candidates(unimorph_bundle("V;3;SG;FEM;PST;PRF;IND;ACT"))[0], ("VERB", self.tree.words()[0][FEATS]))
        self.assertEqual(candidates(unimorph_bundle("N;SG;NDEF;ACC"))[0], ("NOUN", self.tree.words()[1][FEATS]))

    def test_words_without_trees_get_ranges_and_tags(self):
        words = sentence("وزرعت حقلا، 12", "1 و وَ _ CONJ _ _\n2 زرعت زَرَع _ 3;ACT;PFV;SG;FEM;V _ _\n3 حقلا حَقل _ SG;ACC;INDF;N _ _\n4 ، ، _ _ _ _\n5 12 12 _ NUM _ _")
        trees = [self.tree, sentence("و 7", "1 و وَ CCONJ _ 2 cc\n2 7 ٧ NUM NumForm=Digit 0 root"), sentence("،", "1 ، ، PUNCT _ 0 root")]
        mapping = Mapping(trees, [words])
        tags = Tags(mapping.counts)
        new = convert(words, mapping, tags, None)
        self.assertEqual([row[FORM] for row in new.rows], ["وزرعت", "و", "زرعت", "حقلا", "،", "12"])
        self.assertEqual(new.rows[0][0], "1-2")
        self.assertEqual(new.rows[3][MISC], f"Tags={tags.index[('NOUN', 'Case=Acc|Definite=Ind|Number=Sing')]}|SpaceAfter=No")
        self.assertEqual(new.rows[5][LEMMA], "١٢")
        self.assertEqual([row[UPOS] for row in new.rows[1:]], ["CCONJ", "VERB", "NOUN", "PUNCT", "NUM"])

    def test_numbers(self):
        self.assertEqual([digits_lemma(n) for n in ("2024", "3.5", "10،30", "5.")], ["٢٠٢٤", "٣.٥", "١٠٣٠", "٥"])


def converted(rows, text="_"):
    tree = sentence(text, rows)
    return {row[FORM]: row for row in convert_pud([tree], {"آذار"})[0].rows}


def head(rows, form):
    number = rows[form][HEAD]
    return next((row[FORM] for row in rows.values() if row[0] == number), None)


class Pud(unittest.TestCase):
    def test_kana_heads_its_verb(self):
        rows = converted(
            "1 كان كَان AUX Aspect=Perf|Gender=Masc|Number=Sing|Person=3|Tense=Past|Voice=Act 3 aux\n"
            "2 الفلاح فَلَّاح NOUN Case=Nom|Definite=Def|Gender=Masc|Number=Sing 3 nsubj\n"
            "3 يحصد حَصَد VERB Aspect=Imp|Gender=Masc|Mood=Ind|Number=Sing|Person=3|Tense=Pres|Voice=Act 0 root\n"
            "4 القمح قَمح NOUN Case=Acc|Definite=Def|Gender=Masc|Number=Sing 3 obj\n"
            "5 . . PUNCT _ 3 punct"
        )
        self.assertEqual((rows["كان"][UPOS], rows["كان"][DEPREL]), ("VERB", "root"))
        self.assertEqual((head(rows, "يحصد"), rows["يحصد"][DEPREL]), ("كان", "xcomp"))
        self.assertEqual([head(rows, w) for w in ("الفلاح", "القمح", ".")], ["كان", "يحصد", "كان"])
        self.assertEqual(rows["يحصد"][FEATS], "Aspect=Imp|Gender=Masc|Mood=Ind|Number=Sing|Person=3|VerbForm=Fin|Voice=Act")

    def test_numbers_and_quantifiers_head_what_follows(self):
        rows = converted(
            "1 زرع زَرَع VERB Aspect=Perf|Gender=Masc|Number=Sing|Person=3|Voice=Act 0 root\n2 كل كُلّ DET Case=Nom 3 det\n"
            "3 فلاح فَلَّاح NOUN Case=Gen|Definite=Ind|Gender=Masc|Number=Sing 1 nsubj\n4 7 7 NUM _ 5 nummod\n"
            "5 شجرات شَجَرَة NOUN Case=Gen|Definite=Ind|Gender=Fem|Number=Plur 1 obj"
        )
        self.assertEqual((rows["كل"][UPOS], rows["كل"][DEPREL], head(rows, "كل")), ("NOUN", "nsubj", "زرع"))
        self.assertEqual((rows["فلاح"][DEPREL], head(rows, "فلاح")), ("nmod", "كل"))
        self.assertEqual((rows["7"][DEPREL], rows["7"][FEATS]), ("obj", "NumForm=Digit"))
        self.assertEqual((rows["شجرات"][DEPREL], head(rows, "شجرات")), ("nmod", "7"))

    def test_names_hang_on_their_last_word_and_months_are_nouns(self):
        rows = converted(
            "1 وصل وَصَل VERB Aspect=Perf|Gender=Masc|Number=Sing|Person=3|Voice=Act 0 root\n2 تروك تروك PROPN Gender=Masc|Number=Sing 1 nsubj\n"
            "3 فالدن فالدن PROPN Gender=Masc|Number=Sing 2 flat\n4 في فِي ADP _ 5 case\n5 آذار آذَار PROPN Gender=Masc|Number=Sing 1 obl"
        )
        self.assertEqual([rows[w][UPOS] for w in ("تروك", "فالدن", "آذار")], ["X", "X", "NOUN"])
        self.assertEqual((head(rows, "تروك"), head(rows, "فالدن")), ("فالدن", "وصل"))
        self.assertEqual(rows["آذار"][FEATS], "Case=Gen|Definite=Ind|Number=Sing")

    def test_the_article_comes_back_behind_li(self):
        rows = converted(
            "1 سقى سَقَى VERB Aspect=Perf|Gender=Masc|Number=Sing|Person=3|Voice=Act 0 root\n2-3 للبستان _ _ _ _ _\n2 ل لِ ADP _ 3 case\n"
            "3 لبستان بُستَان NOUN Case=Gen|Definite=Def|Gender=Masc|Number=Sing 1 obl"
        )
        self.assertEqual(rows["البستان"][FEATS], "Case=Gen|Definite=Def|Number=Sing")

    def test_trees_stay_trees(self):
        """Rules move heads about: whatever comes in, one root and no circle come out."""
        upos = ["NOUN", "PROPN", "ADP", "DET", "NUM", "AUX", "PART", "ADV", "VERB", "PRON"]
        rels = ["flat", "fixed", "obj", "det", "nummod", "aux", "compound:prt", "case", "nmod", "nsubj", "appos"]
        random = 12345
        for _ in range(400):
            n, rows = 9, []
            for i in range(n):
                random = (random * 1103515245 + 12345) % 2**31
                parent = 0 if i == 0 else random // 7 % i + 1  # an earlier word: a tree
                rows.append(f"{i + 1} كلمة كَلِمَة {upos[random // 64 % 10]} _ {parent} {'root' if i == 0 else rels[random // 1024 % 11]}")
            out = convert_pud([sentence("_", "\n".join(rows))], set())[0].words()
            heads = [int(row[HEAD]) for row in out]
            self.assertEqual(heads.count(0), 1)
            for i in range(n):
                at, steps = i + 1, 0
                while at and steps <= n:
                    at, steps = heads[at - 1], steps + 1
                self.assertEqual(at, 0)


class Plain(unittest.TestCase):
    def test_addresses_go_and_short_lines_with_them(self):
        line = "حصد الفلاحون القمح في السهل https://example.org/a قبل المطر"
        self.assertEqual(list(pieces(line)), ["حصد الفلاحون القمح في السهل قبل المطر"])
        self.assertEqual(list(pieces("حصد القمح")), [])
        self.assertEqual(list(pieces("one two three four five six seven")), [])

    def test_long_paragraphs_come_by_sentences(self):
        long = ("حصد الفلاحون القمح في السهل. " * 40).strip()
        self.assertEqual(set(pieces(long)), {"حصد الفلاحون القمح في السهل."})


if __name__ == "__main__":
    unittest.main()
