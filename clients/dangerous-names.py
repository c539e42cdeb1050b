#!/usr/bin/env python3
"""Copies the names of dangerous-names.txt into the readers, each of which is one file.

    python3 dangerous-names.py

The tests of the readers fail where a copy differs.
"""

import pathlib
import re
import textwrap

HERE = pathlib.Path(__file__).resolve().parent


def main():
    lines = (line.strip() for line in (HERE / "dangerous-names.txt").read_text("ascii").splitlines())
    names = "\n".join(textwrap.wrap(" ".join(sorted(n for n in lines if n and not n.startswith("#"))), 116,
                                    break_long_words=False, break_on_hyphens=False))
    for path, quote in (("python/kist.py", '"""'), ("node/src/dangerous-names.js", "`")):
        file = HERE / path
        source = file.read_text("utf-8")
        marks = "(DANGEROUS_NAMES = " + quote + "\n).*?(\n" + quote + ")"
        changed, found = re.subn(marks, lambda m: m.group(1) + names + m.group(2), source, count=1, flags=re.DOTALL)
        assert found == 1, path
        file.write_text(changed, "utf-8")


if __name__ == "__main__":
    main()
