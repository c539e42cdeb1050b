"""Reads DIR/0.env to DIR/N.env as applications do, and prints what python-dotenv makes of each, a JSON value a line."""

import json
import logging
import os
import sys

from dotenv import dotenv_values

logging.disable(logging.CRITICAL)
os.environ.clear()
for i in range(int(sys.argv[2])):
    try:
        values = dotenv_values(os.path.join(sys.argv[1], f"{i}.env"), encoding="utf-8")
        print(json.dumps({key: value for key, value in values.items() if value is not None}))
    except UnicodeDecodeError:
        print(json.dumps("refused"))
