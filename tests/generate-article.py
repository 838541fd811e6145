#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes an article of any size, for tests and benchmarks.

The same arguments always make the same file. The words are drawn by frequency from a list of our
own and mean nothing; names are plainly artificial ("Entity 17 Alpha", "Outlet 12"), so that nobody
takes the result for a real article. With --no-mentions the text stays the same, letter by letter,
and only the list of mentions is empty: that is the other half of a comparison.
"""

import argparse
import datetime
import itertools
import json
import random
import sys
import uuid

WORDS = """the of and to in a is that for it was on are as with they be at one have this from by hot
but some what there we can out other were all your when up use word how said an each she which do
their time if will way about many then them would write like so these her long make thing see him
two has look more day could go come did my sound no most number who over know water than call first
people may down side been now find any new work part take get place made live where after back
little only round man year came show every good me give our under name very through just form much
great think say help low line before turn cause same mean differ move right boy old too does tell
sentence set three want air well also play small end put home read hand port large spell add even
land here must big high such follow act why ask men change went light kind off need house picture
try us again animal point mother world near build self earth father head stand own page should
country found answer school grow study still learn plant cover food sun four thought let keep eye
never last door between city tree cross since hard start might story saw far sea draw left late run
while press close night real life few stop open seem together next white children begin got walk
example ease paper often always music those both mark book letter until mile river car feet care
second group carry took rain eat room friend began idea fish mountain north once base hear horse cut
sure watch colour face wood main procedure infrastructure agreement ministry cooperation technology
development administration surveillance procurement""".split()
CHINESE = "中国发展技术合作信息网络数据城市安全经济社会国家政府企业平台系统建设管理服务创新"
RUSSIAN = """развитие страна город данные система власть новый рынок связь работа люди время вопрос
право закон доступ услуга проект""".split()
GREEK = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta"]
ENTITY_KINDS = ["person", "organisation", "place", "programme", "technology", "event",
                "publication", "term"]
OUTLET_KINDS = ["state-media", "press", "government", "think-tank", "company", "academic",
                "unclassified"]
COUNTRIES = ["KZ", "CN", "US", "DE", None]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December"]
ISSUED = datetime.date(2022, 1, 1)
HEADING_EVERY = 20
DAYS = 10000


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name, default, words in (
            ("blocks", 200, "blocks, of which every twentieth is a heading"),
            ("chars-per-block", 450, "mean length of a paragraph, in characters"),
            ("entities", 60, "entities"), ("mentions", 400, "mentions, over all entities"),
            ("citations", 80, "citations"), ("sources", 60, "sources"),
            ("seed", 1, "another seed makes another article")):
        parser.add_argument("--" + name, type=int, default=default,
                            help=f"{words} (default {default})")
    parser.add_argument("--no-mentions", action="store_true",
                        help="the same text, but an empty list of mentions")
    parser.add_argument("out", metavar="OUT", help="file to write; - is standard output")
    arguments = parser.parse_args()
    if arguments.blocks < 1 or arguments.chars_per_block < 1:
        parser.error("there must be a block, and a character in it")
    if arguments.sources < 1:
        arguments.citations = 0
    if arguments.entities < 1:
        arguments.mentions = 0
    if arguments.citations < 1:
        arguments.sources = 0
    return arguments


class Article:
    def __init__(self, arguments):
        self.arguments = arguments
        self.random = random.Random(arguments.seed)
        self.weights = list(itertools.accumulate(1 / (rank + 12) for rank in range(len(WORDS))))
        self.blocks, self.citations, self.mentions, self.note_references = [], [], [], []
        self.entities = [self.entity(number) for number in range(1, arguments.entities + 1)]
        self.outlets = [self.outlet(number)
                        for number in range(1, max(1, arguments.sources // 4) + 1)] \
            if arguments.sources else []
        self.sources = [self.source(number) for number in range(1, arguments.sources + 1)]
        self.cite_words = [self.words_of_source(source) for source in self.sources]
        self.write()

    # what the text is about and stands on

    def entity(self, number):
        name = f"Entity {number} {GREEK[number % len(GREEK)]}"
        names = []
        if number % 10 == 0:
            names = [{"lang": "zh-Hans", "text": "实体" + in_han(number) + "号",
                      "romanization": None}]
        elif number % 10 == 5:
            names = [{"lang": "ru", "text": f"Объект {number}", "romanization": f"Obyekt {number}"}]
        return {"id": f"e{number}", "kind": ENTITY_KINDS[number % len(ENTITY_KINDS)], "name": name,
                "acronym": f"E{number}A" if number % 4 == 0 else None,
                "aliases": [f"Entity {number}"], "names": names, "description": None,
                "identifiers": {"wikidata": None}}

    def outlet(self, number):
        return {"id": f"o{number}", "name": f"Outlet {number}", "aliases": [],
                "kind": OUTLET_KINDS[number % len(OUTLET_KINDS)],
                "country": COUNTRIES[number % len(COUNTRIES)], "languages": ["en"],
                "domains": [f"outlet-{number}.example"]}

    def source(self, number):
        outlet = self.outlets[(number + number // DAYS) % len(self.outlets)]
        date = ISSUED - datetime.timedelta(days=1 + number * 7 % DAYS)
        source_id = f"s{number}"
        return {"id": source_id, "outlet": outlet["id"], "archived": None, "issued-edtf": None,
                "csl": {"id": source_id, "type": "article-newspaper", "title": f"Item {number}",
                        "container-title": outlet["name"],
                        "issued": {"date-parts": [[date.year, date.month, date.day]]},
                        "URL": f"https://{outlet['domains'][0]}/{number}"}}

    def words_of_source(self, source):
        year, month, day = source["csl"]["issued"]["date-parts"][0]
        name = source["csl"]["container-title"]
        return name, f"{name}, {MONTHS[month - 1]} {day}, {year}"

    # the text

    def write(self):
        counts = self.arguments
        places = [number for number in range(counts.blocks) if not is_heading(number)] or [0]
        prose = set(places)
        mentions = self.spread(self.who_is_mentioned(), places)
        citations = self.spread(range(counts.citations), places)
        for number in range(counts.blocks):
            block_id = f"b{number + 1}"
            if number not in prose:
                self.blocks.append({"id": block_id, "type": "heading",
                                    "level": 2 if number % (HEADING_EVERY * 5) == 0 else 3,
                                    "text": " ".join(self.words(4)).capitalize()})
            else:
                self.paragraph(block_id, number, mentions.get(number, []),
                               citations.get(number, []))
        if counts.blocks >= HEADING_EVERY:
            self.note()

    def who_is_mentioned(self):
        """Every entity once, then few of them often and most of them rarely."""
        count, entities = self.arguments.mentions, self.entities
        if count == 0:
            return []
        often = list(itertools.accumulate(1 / rank for rank in range(1, len(entities) + 1)))
        chosen = entities[:count]
        chosen += self.random.choices(entities, cum_weights=often, k=count - len(chosen))
        self.random.shuffle(chosen)
        return chosen

    def spread(self, things, places):
        result = {}
        for thing in things:
            result.setdefault(self.random.choice(places), []).append(thing)
        return result

    def words(self, count):
        return self.random.choices(WORDS, cum_weights=self.weights, k=count)

    def paragraph(self, block_id, number, mentions, citations):
        sentences = self.sentences(len(citations))
        named = {}
        for entity in mentions:
            named.setdefault(self.random.randrange(len(sentences)), []).append(entity)
        text, length, marks = [], 0, []
        for index, words in enumerate(sentences):
            start = length + (1 if text else 0)
            sentence, here = self.name(words, named.get(index, ()), block_id, start, marks)
            cited = citations[index:index + 1] if index < len(sentences) - 1 else citations[index:]
            end = start + len(sentence)
            self.mentions += here
            for citation in cited:
                sentence += " " + self.cite(citation, block_id, start, end,
                                            start + len(sentence) + 1)
            sentence += "."
            text.append(sentence)
            length = start + len(sentence)
        if number % 9 == 4:
            length = self.foreign(text, length, marks)
        block = {"id": block_id, "type": "paragraph", "text": " ".join(text)}
        if number % 33 == 7:
            block["type"] = "quote"
        elif number % 17 in (11, 12, 13):
            block.update(type="list-item", level=1, ordered=False)
        if marks:
            block["marks"] = marks
        self.blocks.append(block)

    def sentences(self, at_least):
        """Lists of words that together come to about the length that was asked for."""
        mean = self.arguments.chars_per_block
        room = max(1, int(mean * self.random.uniform(0.6, 1.4)))
        result = []
        while room > 0 or len(result) < at_least:
            words = self.words(self.random.randint(6, 22))
            words[0] = words[0].capitalize()
            result.append(words)
            room -= sum(map(len, words)) + len(words) + 1
        # the last sentence is cut to fit, so that short blocks are as short as they should be
        while room < 0 and len(result[-1]) > 2:
            room += len(result[-1].pop()) + 1
        return result

    def name(self, words, entities, block_id, start, marks):
        """Puts the names of entities between the words; returns sentence and mentions."""
        if not entities:
            return " ".join(words), []
        slots = sorted(self.random.randint(1, len(words)) for _ in entities)
        pieces, mentions, position, previous = [], [], start, 0
        for slot, entity in zip(slots, entities):
            before = words[previous:slot]
            pieces += before
            position += sum(map(len, before)) + len(before)
            written, lang = self.spelling(entity)
            mentions.append({"entity": entity["id"], "block": block_id, "start": position,
                             "end": position + len(written)})
            if lang is not None:
                marks.append({"type": "language", "start": position,
                              "end": position + len(written), "lang": lang})
            pieces.append(written)
            position += len(written) + 1
            previous = slot
        return " ".join(pieces + words[previous:]), mentions

    def spelling(self, entity):
        forms = [(entity["name"], None), (entity["name"], None), (entity["aliases"][0], None)]
        if entity["acronym"] is not None:
            forms.append((entity["acronym"], None))
        forms += [(name["text"], name["lang"]) for name in entity["names"]]
        return self.random.choice(forms)

    def foreign(self, text, length, marks):
        if self.random.random() < 0.5:
            run, lang = "".join(self.random.choices(CHINESE, k=14)) + "。", "zh-Hans"
        else:
            run, lang = " ".join(self.random.choices(RUSSIAN, k=7)).capitalize() + ".", "ru"
        marks.append({"type": "language", "start": length + 1, "end": length + 1 + len(run),
                      "lang": lang})
        text.append(run)
        return length + 1 + len(run)

    def cite(self, number, block_id, claim_start, claim_end, start):
        """One citation, of as many sources as it takes to cite them all; returns its words."""
        citations, sources = self.arguments.citations, len(self.sources)
        each = max(1, -(-sources // citations))
        items, words, position = [], [], start + 1
        for index in dict.fromkeys((number * each + step) % sources for step in range(each)):
            name, written = self.cite_words[index]
            items.append({"source": self.sources[index]["id"], "candidates": [],
                          "resolution": "exact", "start": position,
                          "end": position + len(written), "name": name, "prefix": None,
                          "suffix": None, "locator": None, "label": None, "via": None})
            words.append(written)
            position += len(written) + 2
        text = f"({'; '.join(words)})"
        self.citations.append({
            "id": f"c{len(self.citations) + 1}", "block": block_id, "start": start,
            "end": start + len(text), "form": "parenthetical", "role": "support", "items": items,
            "claims": [{"block": block_id, "start": claim_start, "end": claim_end}]})
        return text

    def note(self):
        """One note, referred to from the end of the first paragraph."""
        block = next(block for block in self.blocks if block["type"] == "paragraph")
        length = len(block["text"])
        block["text"] += "[1]"
        note_id = f"b{len(self.blocks) + 1}"
        self.blocks.append({"id": note_id, "type": "note", "label": "1",
                            "text": " ".join(self.words(12)).capitalize() + "."})
        self.note_references.append({"note": note_id, "block": block["id"], "start": length,
                                     "end": length + 3})

    def document(self):
        counts = self.arguments
        name = " ".join(str(getattr(counts, member)) for member in (
            "blocks", "chars_per_block", "entities", "mentions", "citations", "sources", "seed"))
        order = {block["id"]: index for index, block in enumerate(self.blocks)}
        mentions = sorted(self.mentions, key=lambda one: (order[one["block"]], one["start"]))
        return {"format": "ibid-article", "version": 1,
                "id": uuid.uuid5(uuid.NAMESPACE_URL, "ibid:generated:" + name).urn,
                "generator": "generate-article.py", "language": "en", "direction": "ltr",
                "metadata": {"id": "generated", "type": "report",
                             "title": f"Generated article, seed {counts.seed}",
                             "author": [{"literal": "generate-article.py"}],
                             "issued": {"date-parts": [[ISSUED.year, ISSUED.month, ISSUED.day]]},
                             "abstract": "Made by a program for tests; says nothing."},
                "pages": [], "blocks": self.blocks, "outlets": self.outlets,
                "sources": self.sources, "citations": self.citations,
                "note-references": self.note_references, "entities": self.entities,
                "mentions": [] if counts.no_mentions else mentions}


def is_heading(number):
    return number % HEADING_EVERY == 0


def in_han(number):
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def main():
    arguments = parse_arguments()
    text = json.dumps(Article(arguments).document(), ensure_ascii=False, separators=(",", ":"))
    if arguments.out == "-":
        sys.stdout.write(text + "\n")
        return
    with open(arguments.out, "w", encoding="utf-8") as file:
        file.write(text + "\n")


if __name__ == "__main__":
    main()
