#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds a sample article from a text that people can read and edit.

    build-sample.py SOURCE.txt RECORDS.json OUTPUT.ibid.json
    build-sample.py --check SOURCE.txt RECORDS.json COMMITTED.ibid.json

The text holds the words and the marks below; the records hold what is not in the text (metadata,
outlets, entities, and the sources of an author-date article). Every offset, every id of a block,
every mention and every inferred date is worked out here, so that a change of wording cannot leave
a span behind. What is committed is the output; a test builds it again and compares.

The id of an article stands in its records: it was made from the SHA-256 of the first wording and is
kept, so that a later wording is still the same article.

Blocks are separated by an empty line:

    ## Title            heading (as many # as its level)
    > words             quotation
    - words / 1. words  list item, one block each
    ---                 separator
    !figure PATH | ALT  figure; the lines that follow are its caption
    !note LABEL         note; the lines that follow are its text
    !pre                preformatted; the lines that follow are kept as they are
    !table              table, one row a line, cells parted by " | ", the first row is its header

Within a block:

    [[ ... ]]           what the next citation of this block supports (may be several)
    @(A, May 4; B, ...) citation in brackets
    @r(...)             the same, pointing at another part of the same series
    @n{Bray}(2017)      citation whose author stands in the sentence; [[ ... ]] may come after it
    @s{ID|NAME}(...)    source line: the words are the citation, ID is in the records
    ^[1]                reference to note 1
    {zh-Hans:...}       run in another language
    *..* **..** `..`    emphasis, strong, code
    <words|ADDRESS>     link
"""

import hashlib
import json
import re
import sys
import unicodedata

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December"]
DATE = r"(?P<month>" + "|".join(MONTHS) + r") (?P<day>\d{1,2})(?:, (?P<year>\d{4}))?"
OUTLET_DATE = re.compile(r"^(?P<name>.+?), (?P<accessed>accessed )?" + DATE + "$")
YEAR = r"(?P<year>\d{4}|n\.d\.)(?:, (?P<label>p|pp|sec)\. (?P<locator>[\d.–-]+))?"
AUTHOR_DATE = re.compile(r"^(?:(?P<prefix>see|e\.g\.) )?(?P<name>.+?),? " + YEAR + "$")
YEAR_ONLY = re.compile("^" + YEAR + "$")
LOCATORS = {"p": "page", "pp": "page", "sec": "section"}
INLINE = re.compile(r"\[\[|\]\]"
                    r"|@(?P<kind>[rns]?)(?:\{(?P<key>[^}]*)\})?\((?P<cite>[^)]*)\)"
                    r"|\^\[(?P<note>[^\]]+)\]"
                    r"|\{(?P<lang>[A-Za-z-]+):(?P<run>[^}]*)\}"
                    r"|\*\*(?P<strong>[^*]+)\*\*|\*(?P<emphasis>[^*]+)\*"
                    r"|`(?P<code>[^`]+)`"
                    r"|<(?P<link>[^|>]+)\|(?P<href>[^>]+)>")


def die(message):
    sys.exit("build-sample: " + message)


def block_id(text, taken):
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    stem = "b-" + hashlib.sha256(folded.encode()).hexdigest()[:8]
    name, count = stem, 1
    while name in taken:
        count += 1
        name = f"{stem}-{count}"
    taken.add(name)
    return name


def parts(year, month, day):
    return {"date-parts": [[year, month, day]]}


class Sample:
    def __init__(self, source, records):
        self.records = records
        self.issued = tuple(records["metadata"]["issued"]["date-parts"][0])
        self.blocks, self.citations, self.note_references = [], [], []
        self.sources = list(records.get("sources", []))
        self.by_key = {}
        self.note_blocks = {}
        self.pending_references = []
        self.taken = set()
        self.outlets = {}
        for outlet in records["outlets"]:
            for name in [outlet["name"], *outlet["aliases"]]:
                self.outlets[name] = outlet
        for known in self.sources:
            for key in known.pop("cited-as", []):
                self.by_key[key] = known
        for chunk in re.split(r"\n[ \t]*\n", source.strip("\n")):
            self.add_chunk(chunk.strip("\n"))
        for label, block, start, end in self.pending_references:
            if label not in self.note_blocks:
                die(f"there is no note {label}")
            self.note_references.append({"note": self.note_blocks[label], "block": block,
                                         "start": start, "end": end})
        # sources that only the records know come after those that the text cites in order
        self.sources.sort(key=lambda known: known.get("x-late", False))
        for known in self.sources:
            known.pop("x-late", None)
        self.mentions = self.find_mentions()

    # blocks

    def add_chunk(self, chunk):
        first, _, rest = chunk.partition("\n")
        heading = re.match(r"(#+) (.*)", chunk, re.S)
        if chunk.startswith("%"):
            return
        if heading:
            self.add_text("heading", heading.group(2), level=len(heading.group(1)))
        elif chunk.startswith("> "):
            self.add_text("quote", re.sub(r"^> ?", "", chunk, flags=re.M))
        elif re.match(r"(- |\d+\. )", chunk):
            for item in re.split(r"\n(?=- |\d+\. )", chunk):
                bullet, words = item.split(" ", 1)
                more = {"ordered": False}
                if bullet != "-":
                    more = {"ordered": True, "number": int(bullet[:-1])}
                self.add_text("list-item", words, level=1, **more)
        elif chunk == "---":
            self.add_block("separator", "")
        elif first.startswith("!figure "):
            path, alt = first[len("!figure "):].split(" | ", 1)
            self.add_text("figure", rest, images=[{"path": path, "alt": alt}])
        elif first.startswith("!note "):
            label = first[len("!note "):]
            self.note_blocks[label] = self.add_text("note", rest, label=label)["id"]
        elif first == "!pre":
            self.add_block("preformatted", rest)
        elif first == "!table":
            self.add_table(rest.split("\n"))
        elif first.startswith("!"):
            die(f"unknown block: {first}")
        else:
            self.add_text("paragraph", chunk)

    def add_block(self, kind, text, **members):
        block = {"id": block_id(text or kind, self.taken), "type": kind}
        block.update(members)
        block["text"] = text
        self.blocks.append(block)
        return block

    def add_table(self, lines):
        # the marks of a cell are left out of account on purpose: cells here are plain words
        rows, cells, offset = [], [], 0
        for number, line in enumerate(lines):
            row = []
            for cell in line.split(" | "):
                row.append({"start": offset, "end": offset + len(cell), "header": number == 0,
                            "colspan": 1, "rowspan": 1})
                offset += len(cell) + 1
            rows.append(row)
            cells.append("\t".join(line.split(" | ")))
        self.add_block("table", "\n".join(cells), rows=rows)

    def add_text(self, kind, raw, **members):
        raw = " ".join(raw.split())
        out, marks, open_claims, claims, cites, notes = "", [], [], [], [], []
        position = 0

        def mark(mark_type, words, **more):
            nonlocal out
            marks.append({"type": mark_type, "start": len(out), "end": len(out) + len(words),
                          **more})
            out += words

        for found in INLINE.finditer(raw):
            out += raw[position:found.start()]
            position = found.end()
            if found.group() == "[[":
                open_claims.append(len(out))
            elif found.group() == "]]":
                claims.append((open_claims.pop(), len(out)))
            elif found.group("cite") is not None:
                out = self.start_citation(out, found, claims, cites)
                claims = []
            elif found.group("note") is not None:
                label = found.group("note")
                notes.append((label, len(out), len(out) + len(label) + 2))
                out += f"[{label}]"
            elif found.group("lang") is not None:
                mark("language", found.group("run"), lang=found.group("lang"))
            elif found.group("link") is not None:
                mark("link", found.group("link"), href=found.group("href"))
            else:
                mark(found.lastgroup, found.group(found.lastgroup))
        out += raw[position:]
        # what follows an author who stands in the sentence is said by that author
        if claims and cites and cites[-1]["kind"] == "n":
            cites[-1]["claims"] += claims
            claims = []
        if open_claims or claims:
            die(f"a claim without a citation in: {out[:60]}")
        if marks:
            members["marks"] = marks
        block = self.add_block(kind, out, **members)
        for cite in cites:
            self.finish_citation(block, cite)
        self.pending_references += [(label, block["id"], start, end) for label, start, end in notes]
        return block

    # citations

    def start_citation(self, out, found, claims, cites):
        """Adds the words of a citation to the text, and notes where its items stand."""
        kind, key, words = found.group("kind"), found.group("key"), found.group("cite")
        cite = {"kind": kind, "key": key, "claims": claims, "items": [], "start": len(out)}
        if kind == "s":
            cite["items"].append((words, len(out), len(out) + len(words)))
            out += words
        else:
            if kind == "n":
                out += key + " "
                cite["start"] = len(out)
            offset = len(out) + 1
            for part in words.split("; "):
                cite["items"].append((part, offset, offset + len(part)))
                offset += len(part) + 2
            out += f"({words})"
        cite["end"] = len(out)
        cites.append(cite)
        return out

    def finish_citation(self, block, cite):
        forms = {"n": "narrative", "s": "source-line"}
        roles = {"r": "series-reference", "s": "credit"}
        items = [self.item(cite, *item) for item in cite["items"]]
        self.citations.append({
            "id": f"c{len(self.citations) + 1}", "block": block["id"],
            "start": cite["start"], "end": cite["end"],
            "form": forms.get(cite["kind"], "parenthetical"),
            "role": roles.get(cite["kind"], "support"), "items": items,
            "claims": [{"block": block["id"], "start": start, "end": end}
                       for start, end in cite["claims"]]})

    def item(self, cite, words, start, end):
        dated = OUTLET_DATE.match(words)
        detail = {"locator": None, "label": None, "prefix": None}
        if cite["kind"] == "s":
            source_id, name = cite["key"].split("|")
            source = next(source for source in self.sources if source["id"] == source_id)
            resolution = "exact"
        elif dated:
            name = dated["name"]
            source, resolution = self.dated_source(dated)
        else:
            source, name = self.author_date_source(cite, words, detail)
            resolution = "exact" if "issued" in source["csl"] else "undated"
        return {"source": source["id"], "candidates": [], "resolution": resolution, "start": start,
                "end": end, "name": name, "prefix": detail["prefix"], "suffix": None,
                "locator": detail["locator"], "label": detail["label"],
                "via": None if cite["kind"] == "s" else self.records.get("via")}

    def author_date_source(self, cite, words, detail):
        elided = YEAR_ONLY.match(words)
        found = elided or AUTHOR_DATE.match(words)
        if found is None:
            die(f"cannot read the citation: {words}")
        fields = found.groupdict()
        # the name stands before the bracket, or is that of the item before
        name = (cite["key"] or cite.get("name")) if elided else fields["name"]
        cite["name"] = name
        key = f"{name} {fields['year']}"
        if key not in self.by_key:
            die(f"the records have no source cited as {key}")
        if fields["locator"]:
            detail.update(locator=fields["locator"], label=LOCATORS[fields["label"]])
        detail["prefix"] = fields.get("prefix")
        return self.by_key[key], name

    def dated_source(self, dated):
        if dated["name"] not in self.outlets:
            die(f"the records have no outlet {dated['name']}")
        outlet = self.outlets[dated["name"]]
        month, day = MONTHS.index(dated["month"]) + 1, int(dated["day"])
        year = int(dated["year"] or self.issued[0])
        if dated["year"] is None and (year, month, day) > self.issued:
            year -= 1
        date = (year, month, day)
        member = "accessed" if dated["accessed"] else "issued"
        resolution = "exact" if dated["year"] else "year-inferred"
        if dated["accessed"]:
            resolution = "accessed-only"
        key = (outlet["id"], member, date)
        if key not in self.by_key:
            self.by_key[key] = self.new_source(outlet, member, date)
        return self.by_key[key], resolution

    def new_source(self, outlet, member, date):
        number = sum(1 for source in self.sources if not source.get("x-late")) + 1
        csl = {"id": f"s{number}",
               "type": self.records["csl-types"].get(outlet["kind"], "webpage"),
               "container-title": outlet["name"], member: parts(*date)}
        # an address is given only where the text itself names a domain, and then the bare domain
        if re.fullmatch(r"[\w-]+(\.[\w-]+)+", outlet["name"]):
            csl["URL"] = "https://" + outlet["name"].lower()
        csl["note"] = self.records["source-note"]
        source = {"id": csl["id"], "outlet": outlet["id"], "archived": None, "issued-edtf": None,
                  "csl": csl}
        self.sources.append(source)
        return source

    # mentions

    def find_mentions(self):
        names = {}
        for entity in self.records["entities"]:
            for name in entity_names(entity):
                if names.setdefault(name, entity["id"]) != entity["id"]:
                    die(f"two entities are called {name}")
        if not names:
            return []
        longest_first = sorted(names, key=len, reverse=True)
        pattern = re.compile("|".join(
            (r"(?<!\w)" if not is_han(name[0]) else "") + re.escape(name)
            + (r"(?!\w)" if not is_han(name[-1]) else "") for name in longest_first))
        mentions = []
        for block in self.blocks:
            cited = [(c["start"], c["end"]) for c in self.citations if c["block"] == block["id"]]
            for found in pattern.finditer(block["text"]):
                if not any(found.start() < end and start < found.end() for start, end in cited):
                    mentions.append({"entity": names[found.group()], "block": block["id"],
                                     "start": found.start(), "end": found.end()})
        return mentions

    def document(self, name, digest):
        records = self.records
        return {
            "format": "ibid-article", "version": 1, "id": records["id"],
            "generator": "Ibid 0.1.0",
            "origin": {"sha256": digest, "media-type": "text/plain", "name": name},
            "language": "en", "direction": "ltr", "metadata": records["metadata"], "pages": [],
            "blocks": self.blocks, "outlets": records["outlets"], "sources": self.sources,
            "citations": self.citations, "note-references": self.note_references,
            "entities": records["entities"], "mentions": self.mentions}


def is_han(character):
    return unicodedata.name(character, "").startswith("CJK UNIFIED")


def entity_names(entity):
    names = [entity["name"], *entity["aliases"]]
    if entity["acronym"]:
        names.append(entity["acronym"])
    for name in entity["names"]:
        names += [name["text"]] + ([name["romanization"]] if name["romanization"] else [])
    return list(dict.fromkeys(names))


def complete_records(records):
    """Fills in the members that the records leave out because they are the same for most."""
    for outlet in records["outlets"]:
        for member, value in (("aliases", []), ("kind", "unclassified"), ("country", None),
                              ("languages", []), ("domains", [])):
            outlet.setdefault(member, value)
    for entity in records["entities"]:
        for member, value in (("acronym", None), ("aliases", []), ("names", []),
                              ("description", None)):
            entity.setdefault(member, value)
        for name in entity["names"]:
            name.setdefault("romanization", None)
        entity["identifiers"] = {"wikidata": None}


def layout(value, indent=0):
    """JSON that people can compare: one line for what is small, one member a line for the rest."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or not value or len(line) + indent <= 100:
        return line
    inner = " " * (indent + 2)
    if isinstance(value, dict):
        members = [f"{inner}{json.dumps(key, ensure_ascii=False)}: {layout(item, indent + 2)}"
                   for key, item in value.items()]
        return "{\n" + ",\n".join(members) + "\n" + " " * indent + "}"
    return "[\n" + ",\n".join(inner + layout(item, indent + 2) for item in value) + "\n" \
        + " " * indent + "]"


def build(source_path, records_path):
    with open(source_path, "rb") as file:
        raw = file.read()
    with open(records_path, encoding="utf-8") as file:
        records = json.load(file)
    complete_records(records)
    sample = Sample(raw.decode("utf-8"), records)
    document = sample.document(source_path.rsplit("/", 1)[-1], hashlib.sha256(raw).hexdigest())
    return layout(document) + "\n"


def main():
    arguments = sys.argv[1:]
    check = arguments[:1] == ["--check"]
    if check:
        arguments = arguments[1:]
    if len(arguments) != 3:
        sys.exit(__doc__)
    text = build(arguments[0], arguments[1])
    if check:
        with open(arguments[2], encoding="utf-8") as file:
            if file.read() != text:
                die(f"{arguments[2]} is not what its source makes; build it again")
        return
    with open(arguments[2], "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    main()
