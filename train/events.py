"""Sentences for train/events.c: inputs as JSON Lines (events.jsonl), what is known of them as a table (events.tsv):

    ID FOLD TYPE yes|no|doubtful      whether the sentence reports an act of the type

FOLD: sentences that stand together in their source stay together in cross-validation.
"""
import json

FOLDS = 10
BLOCK = 25  # sentences in the order of the source, of which neighbours may be of one article


def rows(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def sentences(events):
    """(id, fold, type, answer, text) of the judged sentences; of those that the coders did not agree on the ones that have a record."""
    coded = {row["text"].strip() for row in rows(f"{events}/plover_gsr/gsr.jsonl")}
    for i, row in enumerate(rows(f"{events}/gsr_detection/detection.jsonl")):
        doubtful = row["label"] == "ambiguous"
        if not doubtful or row["text"].strip() in coded:
            answer = "doubtful" if doubtful else "yes" if row["label"] == "yes" else "no"
            yield row["id"], i // BLOCK % FOLDS, row["category"], answer, row["text"]


def write_events(corpora, out):
    count = 0
    with open(f"{out}/events.jsonl", "w", encoding="utf-8") as texts, open(f"{out}/events.tsv", "w", encoding="utf-8") as table:
        for ident, fold, kind, answer, text in sentences(f"{corpora}/events"):
            texts.write(json.dumps({"id": ident, "text": text}, ensure_ascii=False) + "\n")
            table.write(f"{ident}\t{fold}\t{kind}\t{answer}\n")
            count += 1
    return f"events: {count} sentences"
