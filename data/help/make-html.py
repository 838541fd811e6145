#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes one page of HTML of the help, for a desktop without a help viewer.

    make-html.py OUTPUT PAGE…
"""

import sys
import xml.etree.ElementTree as ET
from html import escape

NS = "{http://projectmallard.org/1.0/}"
BLOCKS = {"p": "p", "list": "ul", "item": "li", "screen": "pre", "note": "aside", "table": "table",
          "tr": "tr", "td": "td", "section": "section", "terms": "dl"}
INLINE = {"key": "kbd", "cmd": "code", "code": "code", "file": "code", "gui": "b", "em": "em"}
STYLE = """body { font: 1.1em/1.5 sans-serif; max-width: 40em; margin: 2em auto; padding: 0 1em }
:root { color-scheme: light dark }
kbd, code, pre { font-size: 0.9em } kbd { border: 1px solid; border-radius: 0.3em; padding: 0 0.3em }
pre { white-space: pre-wrap } table { border-collapse: collapse; width: 100% }
td { border-top: 1px solid gray; vertical-align: top } caption { text-align: start; font-weight: bold }
aside { border-inline-start: 0.3em solid gray; padding-inline-start: 1em } dt { margin-top: 1em }"""


def inside(element, titles, parent, level):
    text = escape(element.text or "", quote=False)
    for child in element:
        text += convert(child, titles, element, level) + escape(child.tail or "", quote=False)
    return text


def convert(element, titles, parent, level):
    name = element.tag.removeprefix(NS)
    if name == "info":
        return ""
    if name == "keyseq":
        return "+".join(convert(key, titles, element, level) for key in element)
    if name == "link":
        target = element.get("xref").split("#")[-1]
        text = inside(element, titles, element, level)
        return f'<a href="#{target}">{text or escape(titles[target])}</a>'
    content = inside(element, titles, parent, level + (name == "section"))
    if name == "title":
        kind = parent.tag.removeprefix(NS)
        tag = {"table": "caption", "item": "dt"}.get(kind, f"h{level}")
        return f"<{tag}>{content}</{tag}>"
    if name == "item" and parent.tag == NS + "terms":
        title, _, rest = content.partition("</dt>")
        return f"{title}</dt><dd>{rest}</dd>"
    tag = BLOCKS.get(name) or INLINE[name]
    mark = f' id="{element.get("id")}"' if name == "section" else ""
    return f"<{tag}{mark}>{content}</{tag}>"


def main(output, *names):
    pages = [ET.parse(name).getroot() for name in names]
    # the guide is first, the others as they are sorted in it
    def order(page):
        sort = page.find(f"{NS}info/{NS}title[@type='sort']")
        return int(sort.text) if sort is not None else 0
    pages.sort(key=order)
    titles = {}
    for page in pages:
        for part in [page, *page.iter(NS + "section")]:
            titles[part.get("id")] = part.find(NS + "title").text
    contents = "".join(f'<li><a href="#{page.get("id")}">{escape(titles[page.get("id")])}</a></li>'
                       for page in pages[1:])
    body = ""
    for page in pages:
        level = 1 if page is pages[0] else 2
        body += f'<article id="{page.get("id")}">{inside(page, titles, page, level)}</article>\n'
        if page is pages[0]:
            body += f"<nav><ul>{contents}</ul></nav>\n"
    with open(output, "w", encoding="utf-8") as file:
        file.write(f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"/>'
                   f'<meta name="viewport" content="width=device-width"/>'
                   f"<title>{escape(titles['index'])}</title><style>{STYLE}</style></head>\n"
                   f"<body>\n{body}</body></html>\n")


main(*sys.argv[1:])
