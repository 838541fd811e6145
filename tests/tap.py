# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs functions as tests and reports them in the Test Anything Protocol.

A test passes when it returns, fails on an AssertionError or any other exception, and is skipped
when it raises Skip with the reason.
"""

import sys
import traceback


class Skip(Exception):
    """Raised by a test that cannot be run here; its text is the reason."""


def main(*tests):
    print(f"1..{len(tests)}")
    failed = 0
    for number, test in enumerate(tests, 1):
        name = test.__name__.removeprefix("test_").replace("_", "-")
        try:
            test()
        except Skip as reason:
            print(f"ok {number} {name} # SKIP {reason}")
        except Exception as error:  # whatever it is, it is this test's failure
            failed += 1
            text = str(error) if isinstance(error, AssertionError) and str(error) else \
                traceback.format_exc()
            for line in text.splitlines():
                print(f"# {line}")
            print(f"not ok {number} {name}")
        else:
            print(f"ok {number} {name}")
        sys.stdout.flush()
    return 1 if failed else 0
