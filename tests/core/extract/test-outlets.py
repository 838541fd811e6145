#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the gazetteer of outlets to its schema, and to what no schema can say. Prints TAP."""

import json
import os
import re
import sys
import unicodedata

import jsonschema

ROOT = os.environ["IBID_SOURCE_ROOT"]
COUNTRIES = "/usr/share/iso-codes/json/iso_3166-1.json"


def load(*path):
    with open(os.path.join(ROOT, *path), encoding="utf-8") as file:
        return json.load(file)


def plain(text):
    for letter, letters in (("ø", "o"), ("ł", "l"), ("ı", "i"), ("ß", "ss"), ("’", "'")):
        text = text.replace(letter, letters)
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


def slug(name):
    return re.sub("[^a-z0-9]+", "-", plain(name)).strip("-")


def twice(values):
    seen = set()
    return [value for value in values if value in seen or seen.add(value)]


def main():
    failed = 0
    outlets = load("data", "gazetteers", "outlets.json")
    schema = load("data", "schema", "ibid-outlets.schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    error = next(jsonschema.Draft202012Validator(schema).iter_errors(outlets), None)
    listed = outlets["outlets"]
    codes = {country["alpha_2"] for country in json.load(open(COUNTRIES, encoding="utf-8"))["3166-1"]}
    keys = [key for outlet in listed
            for key in {re.sub("^the ", "", plain(name)) for name in [outlet["name"], *outlet["aliases"]]}]
    checks = [
        ("schema", error is None, error and f"{list(error.absolute_path)}: {error.message}"),
        ("hundreds", len(listed) >= 400, len(listed)),
        ("ids are made of names", not (bad := [o["id"] for o in listed if o["id"] != slug(o["name"])]), bad),
        ("in order", [o["id"] for o in listed] == sorted(o["id"] for o in listed), ""),
        ("no id twice", not (bad := twice(o["id"] for o in listed)), bad),
        ("no name twice", not (bad := twice(keys)), bad),
        ("no domain twice", not (bad := twice(d for o in listed for d in o["domains"])), bad),
        ("countries", not (bad := [o["id"] for o in listed if "country" in o and o["country"] not in codes]), bad),
    ]
    for number, (name, good, why) in enumerate(checks, 1):
        print(f"{'ok' if good else 'not ok'} {number} {name}")
        failed += not good
        if not good:
            print(f"# {why}")
    print(f"1..{len(checks)}")
    return 1 if failed else 0


sys.exit(main())
