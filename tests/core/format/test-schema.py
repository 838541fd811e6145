#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the JSON Schemas of data/schema to the corpus, to the loader's vocabularies, and to the
samples. Prints TAP.

Every valid file has to pass, but for those whose findings say that a word is not known: the schema is
the law for whoever writes, the loader forgives. Every invalid file that is JSON at all has to fail,
but for those of loader-only.tests, which have to pass: there only the loader can know.
"""

import json
import os
import re
import sys

import jsonschema

ROOT = os.environ["IBID_SOURCE_ROOT"]
CORPUS = os.path.join(ROOT, "tests", "corpus")
SCHEMAS = os.path.join(ROOT, "data", "schema")
SAMPLES = os.path.join(ROOT, "data", "samples")
# codes of files that are no JSON: there is nothing for a schema to look at
NO_JSON = {"empty", "syntax", "not-utf8", "nul"}
# enumerations: type name in ibid-terms.h, and where the schema lists them
VOCABULARIES = {
    "IbidBlockType": ("article", ["block", "properties", "type"]),
    "IbidMarkType": ("article", ["mark", "properties", "type"]),
    "IbidDirection": ("article", ["direction"]),
    "IbidEntityKind": ("article", ["entity", "properties", "kind"]),
    "IbidOutletKind": ("article", ["outlet", "properties", "kind"]),
    "IbidResolution": ("article", ["citation-item", "properties", "resolution"]),
    "IbidCitationForm": ("article", ["citation", "properties", "form"]),
    "IbidCitationRole": ("article", ["citation", "properties", "role"]),
    "IbidTargetKind": ("overlay", ["target", "properties", "kind"]),
}


def load(path):
    with open(path, encoding="utf-8-sig") as file:
        return json.load(file)


def read_manifest(name):
    with open(os.path.join(CORPUS, name + ".tests"), encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                yield line.split(None, 2)


def load_validators():
    schemas = {name: load(os.path.join(SCHEMAS, f"ibid-{name}.schema.json"))
               for name in ("article", "overlay", "corrections", "annotations", "check")}
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    return schemas, {name: jsonschema.Draft202012Validator(schema)
                     for name, schema in schemas.items()}


class Tap:
    def __init__(self):
        self.count = 0
        self.failed = 0

    def check(self, good, name, why=""):
        self.count += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.count} {name}")
        if not good and why:
            print("# " + str(why).replace("\n", "\n# "))

    def finish(self):
        print(f"1..{self.count}")
        return 1 if self.failed else 0


def pick(name):
    for kind in ("overlay", "corrections", "annotations"):
        if name.startswith(kind):
            return kind
    return "article"


def first_error(validator, document):
    error = next(validator.iter_errors(document), None)
    return error and f"{list(error.absolute_path)}: {error.message[:200]}"


def check_valid(tap, validators):
    for name, expected, *_ in read_manifest("valid"):
        document = load(os.path.join(CORPUS, "valid", name))
        error = first_error(validators[pick(name)], document)
        if "unknown-word@" in expected or name == "overlay-unknown.json":
            tap.check(error is not None, f"forgiven {name}", "the schema lets it pass")
        else:
            tap.check(error is None, f"valid {name}", error)


def check_invalid(tap, validators):
    loader_only = {name for name, *_ in read_manifest("loader-only")}
    for name, code, *_ in read_manifest("invalid"):
        path = os.path.join(CORPUS, "invalid", name)
        if code in NO_JSON:
            continue
        error = first_error(validators[pick(name)], load(path))
        if name in loader_only:
            tap.check(error is None, f"loader-only {name}", error)
        else:
            tap.check(error is not None, f"invalid {name}", "the schema lets it pass")


def check_vocabularies(tap, schemas):
    with open(os.path.join(ROOT, "src/core/model/ibid-terms.h"), encoding="utf-8") as file:
        header = file.read()
    enums = {match[2]: match[1] for match in
             re.finditer(r"typedef enum\s*\{([^}]*)\}\s*(\w+);", header)}
    for name, (schema, path) in VOCABULARIES.items():
        words = re.findall(r"\bIBID_[A-Z0-9_]+", enums[name])
        prefix = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper() + "_"
        nicks = [word[len(prefix):].lower().replace("_", "-") for word in words]
        node = schemas[schema]["$defs"]
        for step in path:
            node = node[step]
        listed = [word for word in node["enum"] if word is not None]
        tap.check(sorted(listed) == sorted(nicks), f"vocabulary {name}", f"{listed} {nicks}")


def check_files_listed(tap):
    for kind in ("valid", "invalid"):
        listed = sorted(name for name, *_ in read_manifest(kind))
        there = sorted(os.listdir(os.path.join(CORPUS, kind)))
        tap.check(listed == there, f"every {kind} file is listed once",
                  set(listed) ^ set(there))


def check_samples(tap, validator):
    for name in sorted(os.listdir(SAMPLES)):
        if name.endswith(".ibid.json"):
            error = first_error(validator, load(os.path.join(SAMPLES, name)))
            tap.check(error is None, f"sample {name}", error)


def main():
    tap = Tap()
    schemas, validators = load_validators()
    check_files_listed(tap)
    check_vocabularies(tap, schemas)
    check_valid(tap, validators)
    check_invalid(tap, validators)
    check_samples(tap, validators["article"])
    return tap.finish()


sys.exit(main())
