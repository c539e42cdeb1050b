"""Writes the secrets of an environment to $GITHUB_ENV, after a mask for each line of each value."""
import json
import os
import pathlib
import secrets
import subprocess
import sys

LIST = pathlib.Path(__file__).resolve().parents[2] / "clients" / "dangerous-names.txt"


def is_dangerous(name):
    """By the project's one list, and the names that are the runner's own."""
    lines = [line.strip() for line in LIST.read_text("ascii").splitlines()]
    known = name.upper().replace("-", "_")
    return known.startswith(("GITHUB_", "RUNNER_")) or any(
        known.startswith(line[:-1]) if line.endswith("*") else known == line
        for line in lines
        if line and not line.startswith("#")
    )


def main():
    environment = os.environ["ENVIRONMENT"]
    left_out = os.environ.get("EXCEPT", "").split()
    output = subprocess.run(
        ["kist", "export", "--format", "json", "--environment", environment], stdout=subprocess.PIPE, check=True
    ).stdout
    values = {name: value for name, value in json.loads(output).items() if name not in left_out}
    for name, value in values.items():
        if not isinstance(value, str):
            continue
        if is_dangerous(name):
            sys.exit(f"kist: error: {name} could take over the steps that follow; name it in except")
        for line in filter(None, value.splitlines()):
            escaped = line.replace("%", "%25").replace("\r", "%0D")
            print(f"::add-mask::{escaped}", flush=True)
    with open(os.environ["GITHUB_ENV"], "a", encoding="utf-8", newline="\n") as file:
        for name, value in values.items():
            if isinstance(value, str):
                end = "kist-" + secrets.token_hex(16)
                file.write(f"{name}<<{end}\n{value}\n{end}\n")


main()
