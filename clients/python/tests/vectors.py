"""The golden vectors of the repository, and a store that holds their documents in memory."""

import base64
import json
import pathlib

from bson.codec_options import DatetimeConversion
from bson.json_util import CANONICAL_JSON_OPTIONS, object_hook

import kist

FOLDER = pathlib.Path(__file__).resolve().parents[3] / "testvectors"
OPTIONS = CANONICAL_JSON_OPTIONS.with_options(datetime_conversion=DatetimeConversion.DATETIME_MS)

# README.md of the vectors: an error's name and what kist.py raises for it
ERRORS = {
    **dict.fromkeys(["no-key", "authentication", "forged-list", "fingerprint", "inherited-fingerprint",
                     "older-environment", "dropped-dek", "older-secret", "gap", "duplicate", "not-kist", "format",
                     "before-release", "beyond-bounds", "odd-field"],
                    kist.AccessError),
    **dict.fromkeys(["not-found", "missing-reference"], kist.NotFoundError),
    **dict.fromkeys(["circle", "malformed-template", "binary-reference", "too-long", "too-deep", "too-many-levels"], kist.TemplateError),
}

# A part of the message that tells the kinds of one exception apart
WORDS = {
    "no-key": "no key opens", "authentication": "does not decrypt", "forged-list": "not the one that a member sealed",
    "fingerprint": "not a known one", "inherited-fingerprint": "inherits from",
    "older-environment": "older copy", "dropped-dek": "was dropped", "duplicate": "two documents",
    "not-kist": "did not write", "format": "format", "not-found": "does not exist", "missing-reference": "no such secret",
    "circle": "in a circle", "malformed-template": "is not ${NAME}", "too-long": "longer than",
    "too-deep": "templates on the way", "too-many-levels": "levels", "older-secret": "newer", "gap": "missing",
    "before-release": "before release 0.1.0", "beyond-bounds": "than 1000|longer than|more than 2097152",
    "binary-reference": "binary secret", "odd-field": "its _id is no|its revision is no",
}


def read(name):
    return json.loads((FOLDER / name).read_text("ascii"))


def documents(extended):
    """The documents of a case, as the driver gives them."""
    return json.loads(json.dumps(extended), object_hook=lambda d: object_hook(d, OPTIONS))


def changed(collections, changes):
    """The documents of a case of tamper.json after its changes."""
    out = {name: {json.dumps(d["_id"]): d for d in documents} for name, documents in collections.items()}
    for change in changes:
        collection = out[change["collection"]]
        if "put" in change:
            collection[json.dumps(change["put"]["_id"])] = change["put"]
        elif "lengthen" in change:
            document = collection[json.dumps(change["lengthen"])]
            text = document[change["field"]].ljust(change["to"], "A")
            collection[json.dumps(change["lengthen"])] = dict(document, **{change["field"]: text})
        else:
            del collection[json.dumps(change["remove"])]
    return {name: list(collection.values()) for name, collection in out.items()}


class Memory:
    def __init__(self, extended):
        found = documents(extended)
        self.all_secrets, self.history = found["secrets"], found["secrets.history"]
        self.environments = found["secrets.environments"]
        self.reads = []

    def environment(self, name):
        self.reads.append(("environment", name))
        return next((e for e in self.environments if e["_id"] == name), None)

    def secrets(self, environment):
        self.reads.append(("secrets", environment))
        return [s for s in self.all_secrets if s.get("environment") == environment]

    def secret(self, environment, name):
        self.reads.append(("secret", environment, name))
        return next((s for s in self.secrets(environment) if s.get("key") == name), None)


def as_json(value):
    """A value as the vectors show it."""
    return value if isinstance(value, str) else {"base64": base64.b64encode(value).decode()}


def loaded(*arguments):
    """What `read_documents` gives, as the vectors show it."""
    return {name: as_json(value) for name, value in kist.read_documents(*arguments).items()}


def trust(known):
    def check(name, fingerprint, inherited):
        if known and not inherited and fingerprint not in known:
            raise kist.AccessError("not a known one")
    return check


def history(store, environment, name, keys, known):
    """The versions of a secret, the current one last, checked as a reader of the history must."""
    opened = kist._open_environment(store, environment, keys, trust(known), None)
    current = store.secret(environment, name)
    former = [d for d in store.history if d["environment"] == environment and d["key"] == name
              and d["created_at"] == current["created_at"]]
    if any(d["version"] > current["version"] for d in former):
        raise kist.AccessError("the history is newer than the current version")
    records = sorted((d for d in former if d["version"] < current["version"]), key=lambda d: d["version"]) + [current]
    versions = [d["version"] for d in records]
    if versions != list(range(versions[0], versions[-1] + 1)):
        raise kist.AccessError("a version is missing")
    return [_shown(opened.keyring, d, d is current) for d in records]


def _shown(keyring, document, is_current):
    for field, longest in (("value", kist.MAX_VALUE_CHARACTERS), ("note", kist.MAX_NOTE_CHARACTERS)):
        if len(document.get(field, "")) > longest:
            raise kist.AccessError("longer than it may be")
    try:
        decrypt = keyring.decrypt_bytes if document.get("binary") else keyring.decrypt
        value = decrypt(document["value"], kist._record_data(b"value", document, is_current))
        shown = {"version": int(document["version"]), "value": as_json(value)}
        if "note" in document:
            shown["note"] = keyring.decrypt(document["note"], kist._record_data(b"note", document, is_current))
    except ValueError:
        raise kist.AccessError("does not decrypt") from None
    if document.get("deleted"):
        del shown["value"]
        shown["deleted"] = True
    return shown
