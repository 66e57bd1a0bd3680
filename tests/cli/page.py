"""page.py FILE: what a report page must be. One self-contained file, well formed, whose links lead into itself, whose policy allows its own
style and script and nothing else. Names every fault on standard output; exit status 1 if there is one."""
import base64
import hashlib
import re
import sys
from html.parser import HTMLParser

VOID = {"meta", "br", "hr", "img", "input", "link", "wbr"}
# What fetches, runs or leads away.
FORBIDDEN = {"link", "img", "iframe", "object", "embed", "base", "audio", "video", "source", "svg"}


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.links, self.faults = [], [], [], []
        self.inside = {"style": "", "script": ""}
        self.count = {}
        self.policy = self.html = None
        self.headings = []

    def fault(self, text):
        self.faults.append(f"line {self.getpos()[0]}: {text}")

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.count[tag] = self.count.get(tag, 0) + 1
        if len(attributes) != len(attrs):
            self.fault(f"<{tag}> has an attribute twice")
        if tag in FORBIDDEN:
            self.fault(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name in ("src", "srcset", "style", "action"):
                self.fault(f"<{tag} {name}>")
            if name == "href" and not (value or "").startswith("#"):
                self.fault(f"a link to {value}")
        if tag == "html":
            self.html = attributes
        if attributes.get("http-equiv") == "Content-Security-Policy":
            self.policy = attributes["content"]
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"][1:])
        if tag == "th" and "scope" not in attributes:
            self.fault("<th> without scope")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.fault(f"</{tag}> closes what is not open")

    def handle_data(self, data):
        if self.open and self.open[-1] in self.inside:
            self.inside[self.open[-1]] += data


def hash_of(text):
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def check(text):
    page = Page()
    page.feed(text)
    page.close()
    faults = page.faults
    if page.open:
        faults.append(f"never closed: {page.open}")
    if not text.startswith("<!doctype html>"):
        faults.append("no doctype")
    if page.html != {"lang": "ar", "dir": "rtl"}:
        faults.append(f"<html> is {page.html}")
    faults += [f"two elements have the id {i}" for i in sorted({i for i in page.ids if page.ids.count(i) > 1})]
    faults += [f"a link to #{link}, which is nowhere" for link in sorted(set(page.links) - set(page.ids))]
    policy = page.policy or ""
    for part in ("default-src 'none'", "style-src " + hash_of(page.inside["style"]), "script-src " + hash_of(page.inside["script"])):
        if part not in policy:
            faults.append(f"the policy has no {part}")
    if "unsafe" in policy or page.count.get("script") != 1 or page.count.get("style") != 1:
        faults.append("more is allowed than one style and one script")
    for pattern in (r"url\(", "@import", "https?:", "//[a-z]"):
        if re.search(pattern, re.sub(r"//[^\n]*", "", page.inside["script"])) or re.search(pattern, page.inside["style"]):
            faults.append(f"style or script hold {pattern}")
    if page.headings[:1] != [1] or page.headings.count(1) != 1 or any(b - a > 1 for a, b in zip(page.headings, page.headings[1:])):
        faults.append(f"headings skip a level: {page.headings}")
    return faults


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        faults = check(file.read())
    print("\n".join(faults[:20]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
