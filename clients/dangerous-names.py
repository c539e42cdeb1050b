#!/usr/bin/env python3
"""Copies the names of dangerous-names.txt into the readers, each of which is one file, and into the library.

    python3 dangerous-names.py

The tests fail where a copy differs.
"""

import pathlib
import re
import textwrap

HERE = pathlib.Path(__file__).resolve().parent


def main():
    lines = (line.strip() for line in (HERE / "dangerous-names.txt").read_text("ascii").splitlines())
    names = "\n".join(textwrap.wrap(" ".join(sorted(n for n in lines if n and not n.startswith("#"))), 116,
                                    break_long_words=False, break_on_hyphens=False))
    # In Java one line, with a space after each name.
    java = "\n".join(" " * 12 + line + " \\" for line in names.splitlines())
    for path, quote, copy in (("python/kist.py", '"""', names),
                              ("node/src/dangerous-names.js", "`", names),
                              ("../kist-core/src/main/java/dev/kist/DangerousNames.java", '"""', java)):
        file = HERE / path
        source = file.read_text("utf-8")
        marks = "(NAMES =\\s+" + quote + "\n).*?(\n *" + quote + ")"
        changed, found = re.subn(marks, lambda m: m.group(1) + copy + m.group(2), source, count=1, flags=re.DOTALL)
        assert found == 1, path
        file.write_text(changed, "utf-8")


if __name__ == "__main__":
    main()
