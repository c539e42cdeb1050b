"""Knows nothing of Kist: it reads its environment."""

import os

print(os.environ["GREETING"])
