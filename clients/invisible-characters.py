#!/usr/bin/env python3
"""Copies the ranges of invisible-characters.txt into the readers, each of which is one package, and into the core.

    python3 invisible-characters.py

The tests fail where a copy differs.
"""

import pathlib
import re
import textwrap

HERE = pathlib.Path(__file__).resolve().parent


def main():
    lines = (HERE / "invisible-characters.txt").read_text("ascii").splitlines()
    ranges = textwrap.wrap(" ".join(line for line in lines if line and not line.startswith("#")), 100,
                           break_on_hyphens=False)
    java = " \\\n".join(" " * 12 + line for line in ranges)
    for path, quote, copy in (("python/kist.py", '"""', "\n".join(ranges)),
                              ("node/src/errors.js", "`", "\n".join(ranges)),
                              ("../kist-core/src/main/java/dev/kist/InvisibleCharacters.java", '"""', java)):
        file = HERE / path
        marks = "(INVISIBLE =\\s+" + quote + "\n).*?(" + quote + ")"
        changed, found = re.subn(marks, lambda m: m.group(1) + copy + m.group(2), file.read_text("utf-8"), count=1,
                                 flags=re.DOTALL)
        assert found == 1, path
        file.write_text(changed, "utf-8")


if __name__ == "__main__":
    main()
