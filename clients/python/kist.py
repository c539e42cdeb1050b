# SPDX-License-Identifier: Apache-2.0
"""Reads the secrets that Kist keeps in MongoDB into a Python program.

    from kist import load_secrets_from_db

    load_secrets_from_db()          # fills os.environ, first thing at the start

Settings come from the arguments, the KIST_ variables and the nearest `.kist` folder, as in Kist
itself; README.md lists them. The stored format is the one of Kist's docs/format.md, whose sections
the comments name. This module only reads: it never writes to the database, to a file or to
standard output, and no value or key is in its messages. What it tells goes to the logger `kist`,
which prints to standard error unless the program says otherwise.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import hmac
import json
import math
import logging
import os
import pathlib
import re
import ssl
import stat
import struct
import subprocess
import unicodedata
import urllib.parse
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Callable, NamedTuple, NoReturn, Optional, Protocol, TypeVar, Union

import pymongo
from bson.codec_options import CodecOptions, DatetimeConversion
from bson.datetime_ms import DatetimeMS
from bson.errors import BSONError
from bson.int64 import Int64
from bson.objectid import ObjectId
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pymongo.errors import ConfigurationError, ConnectionFailure, InvalidURI, OperationFailure, PyMongoError
from pymongo.read_concern import ReadConcern
from pymongo.read_preferences import ReadPreference
from pymongo.uri_parser import split_options

__all__ = ["AccessError", "KistError", "NotFoundError", "SecretKey", "Secrets", "SettingsError", "TemplateError",
           "UnreachableError", "load_secrets_from_db", "read_secrets"]

FORMAT = 1
MAX_VALUE_BYTES = 1 << 20
MAX_RESOLVED_BYTES = 64 << 20
MAX_LEVELS = 8
MAX_REFERENCES = 100
MAX_ENTRIES = 1000
MAX_SEALED_CHARACTERS = 2 << 20
MAX_VALUE_CHARACTERS = 1_398_149  # k1. and base64url of 33 bytes more than a value has
MAX_NOTE_CHARACTERS = 5_509
MAX_REVISION = 0x7fffffff
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,254}")
ENVIRONMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")

_log = logging.getLogger("kist")


# Text from elsewhere: names, labels, files and what a server says

# The ranges of clients/invisible-characters.txt, which says why; clients/invisible-characters.py copies them here.
_INVISIBLE = """
0000-001F 007F-009F 00AD 034F 0600-0605 061C 06DD 070F 0890-0891 08E2 115F-1160 17B4-17B5 180B-180F
200B-200F 2028-202E 2060-206F 2800 3164 D800-DFFF FE00-FE0F FEFF FFA0 FFF0-FFFB 110BD 110CD
13430-1343F 16FE4 1BCA0-1BCA3 1D159 1D173-1D17A E0000-E0FFF"""
_UNSEEN = re.compile("[" + "".join("-".join(chr(int(end, 16)) for end in ends.split("-")) for ends in _INVISIBLE.split())
                     + "]")


def _visible(text: str) -> str:
    """Control, bidirectional and zero-width characters and line ends as `<U+202E>`."""
    return _UNSEEN.sub(lambda c: f"<U+{ord(c.group()):04X}>", text)


def _listed(things: Iterable[Any]) -> str:
    """The first ten, each cut to a hundred characters, and the number of the rest."""
    words = [word if len(word) <= 100 else word[:100] + "..." for word in map(str, things)]
    return ", ".join(words[:10]) + (f" and {len(words) - 10} more" if len(words) > 10 else "")


# Errors

class KistError(Exception):
    """What every failure of this module is. `exit_code` is the one that Kist's command line gives for it.

    The message is one line of visible characters, whatever the database holds.
    """

    exit_code = 1

    def __init__(self, message: str) -> None:
        super().__init__(_visible(message))


class SettingsError(KistError):
    """A setting, or a file it comes from, is missing, wrong or refused."""

    exit_code = 2


class TemplateError(KistError):
    """A template, or a chain of parents, that cannot be resolved."""

    exit_code = 2


class NotFoundError(KistError):
    """The environment, or a secret that a template names, does not exist."""

    exit_code = 3


class AccessError(KistError):
    """No key opens the environment, something does not decrypt, or what is stored is not to be trusted."""

    exit_code = 4
    _wants_a_key = False  # another key may open the environment


class UnreachableError(KistError):
    """The database cannot be reached in time, or refuses the user."""

    exit_code = 5


class _UnknownDek(Exception):
    def __init__(self, dek_id: int) -> None:
        self.dek_id = dek_id


# Bytes (format.md, "Notation")

def _field(text: str) -> bytes:
    encoded = text.encode("utf-8")
    return struct.pack(">I", len(encoded)) + encoded


def _base64url(text: str) -> bytes:
    """Strictly: no padding, no white space, no spare bits, or ValueError."""
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        raise ValueError("not base64url") from None
    if base64.urlsafe_b64encode(data).rstrip(b"=") != text.encode("utf-8"):
        raise ValueError("not base64url")
    return data


# Keys (format.md, "Keys")

def _public_key_bytes(text: str) -> bytes:
    data = _base64url(text[len("kist-pub-1-"):])
    if len(data) != 36 or hashlib.sha256(data[:32]).digest()[:4] != data[32:]:
        raise ValueError("not a public key")
    return data[:32]


def _key_id(public_key: str) -> str:
    """The id of a key by its text; a key in a key management service goes by its URI."""
    key = _public_key_bytes(public_key) if public_key.startswith("kist-pub-1-") else public_key.encode("utf-8")
    return hashlib.sha256(b"kist:v1:key-id" + key).hexdigest()[:16]


class SecretKey:
    """A secret key that opens environments. Its representation shows the public key's id alone."""

    def __init__(self, data: bytes) -> None:
        self._key = X25519PrivateKey.from_private_bytes(data)
        self.public_bytes = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        checksum = hashlib.sha256(self.public_bytes).digest()[:4]
        self.public_key = "kist-pub-1-" + base64.urlsafe_b64encode(self.public_bytes + checksum).decode("ascii")
        self.key_id = _key_id(self.public_key)

    @classmethod
    def parse(cls, text: str) -> SecretKey:
        """The key with this text; SettingsError, without the text, says what is wrong with it."""
        if text.startswith("kist-pub-"):
            raise SettingsError("this is a public key; the secret key begins with kist-key-1-")
        if "://" in text:
            raise SettingsError("this is the address of a key in a key management service, not a secret key")
        if not text.startswith("kist-key-1-"):
            raise SettingsError("a secret key begins with kist-key-1-")
        body = text[len("kist-key-1-"):]
        if len(body) != 48:
            raise SettingsError("the secret key is cut" if len(body) < 48 else "the secret key is too long")
        try:
            data = _base64url(body)
        except ValueError:
            raise SettingsError("the secret key is mistyped") from None
        if hashlib.sha256(data[:32]).digest()[:4] != data[32:]:
            raise SettingsError("the secret key is mistyped")
        return cls(data[:32])

    def unwrap(self, wrapped: str, environment: str) -> bytes:
        """The keyring's bytes, or ValueError (format.md, "Wrapping")."""
        if not wrapped.startswith("w1."):
            raise ValueError("not a wrapped keyring")
        data = _base64url(wrapped[3:])
        if len(data) < 32 + 16:
            raise ValueError("not a wrapped keyring")
        return self._hpke_open(data[:32], data[32:], b"kist:v1:keyring" + _field(environment))

    def _hpke_open(self, enc: bytes, ciphertext: bytes, info: bytes) -> bytes:
        """RFC 9180, base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM."""
        kem, suite = b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01\x00\x02"
        shared = self._key.exchange(X25519PublicKey.from_public_bytes(enc))  # ValueError where it is zero
        prk = _extract(kem, b"", b"eae_prk", shared)
        shared_secret = _expand(kem, prk, b"shared_secret", enc + self.public_bytes, 32)
        context = b"\x00" + _extract(suite, b"", b"psk_id_hash", b"") + _extract(suite, b"", b"info_hash", info)
        secret = _extract(suite, shared_secret, b"secret", b"")
        key, nonce = _expand(suite, secret, b"key", context, 32), _expand(suite, secret, b"base_nonce", context, 12)
        try:
            return AESGCM(key).decrypt(nonce, ciphertext, b"")
        except InvalidTag:
            raise ValueError("does not decrypt") from None

    def __repr__(self) -> str:
        return f"SecretKey({self.key_id}, secret part hidden)"


def _extract(suite: bytes, salt: bytes, label: bytes, material: bytes) -> bytes:
    return hmac.new(salt or bytes(32), b"HPKE-v1" + suite + label + material, hashlib.sha256).digest()


def _expand(suite: bytes, key: bytes, label: bytes, info: bytes, length: int) -> bytes:
    """At most 32 bytes: one block of HKDF-Expand."""
    labeled = struct.pack(">H", length) + b"HPKE-v1" + suite + label + info
    return hmac.new(key, labeled + b"\x01", hashlib.sha256).digest()[:length]


# Keyrings and what they decrypt (format.md, "Keyring", "Values and notes", "Sealed")

@dataclass(frozen=True)
class _Keyring:
    root: bytes = field(repr=False)
    active: int
    deks: Mapping[int, bytes] = field(repr=False)

    @classmethod
    def parse(cls, data: bytes) -> _Keyring:
        if len(data) < 40 or (len(data) - 40) % 36:
            raise ValueError("not a keyring")
        active, count = struct.unpack_from(">II", data, 32)
        entries = [(struct.unpack_from(">I", data, at)[0], data[at + 4:at + 36]) for at in range(40, len(data), 36)]
        ids = [dek_id for dek_id, _ in entries]
        if not ids or len(ids) != count or ids != sorted(set(ids)) or ids[0] < 1 or ids[-1] != active:
            raise ValueError("not a keyring")
        return cls(data[:32], active, dict(entries))

    def fingerprint(self, environment: str) -> str:
        return hashlib.sha256(b"kist:v1:fingerprint" + _field(environment) + self.root).hexdigest()[:32]

    def decrypt(self, stored: str, associated_data: bytes) -> str:
        """The text, or ValueError; _UnknownDek where the keyring does not hold the DEK."""
        text = self.decrypt_bytes(stored, associated_data).decode("utf-8")
        if "\0" in text:
            raise ValueError("holds NUL")
        return text

    def decrypt_bytes(self, stored: str, associated_data: bytes) -> bytes:
        data = _base64url(stored[3:]) if stored.startswith("k1.") else b""
        if len(data) < 1 + 4 + 12 + 16 or data[0] != 1:
            raise ValueError("not encrypted by Kist")
        dek_id = _dek_id(data)
        if dek_id not in self.deks:
            raise _UnknownDek(dek_id)
        try:
            return AESGCM(self.deks[dek_id]).decrypt(data[5:17], data[17:], associated_data)
        except InvalidTag:
            raise ValueError("does not decrypt") from None


def _dek_id(data: bytes) -> int:
    return int.from_bytes(data[1:5], "big")


def _int(document: Mapping[str, Any], name: str) -> int:
    value = document.get(name)
    if type(value) in (int, Int64):
        return int(value)
    raise ValueError(name)


def _date(document: Mapping[str, Any], name: str) -> int:
    value = document.get(name)
    if isinstance(value, DatetimeMS):
        return int(value)
    raise ValueError(name)


def _text(document: Mapping[str, Any], name: str) -> str:
    value = document.get(name)
    if type(value) is str:  # what the driver gives for BSON's type of code is a string, too
        return value
    raise ValueError(name)


def _flag(document: Mapping[str, Any], name: str) -> bool:
    value = document.get(name, False)
    if isinstance(value, bool):
        return value
    raise ValueError(name)


def _record_data(kind: bytes, document: Mapping[str, Any], current: bool) -> bytes:
    """The associated data of a value or a note; ValueError where a field is missing or has another type."""
    noted = "note" in document
    if noted:
        _text(document, "note")
    flags = (_flag(document, "template") | _flag(document, "deleted") << 1 | current << 2 | noted << 3
             | _flag(document, "binary") << 4)
    return (b"kist:v1:" + kind + _field(_text(document, "environment")) + _field(_text(document, "key"))
            + struct.pack(">qqq", _date(document, "created_at"), _int(document, "version"),
                          _date(document, "updated_at"))
            + _field(_text(document, "updated_by")) + bytes([flags]))


# Environments (format.md, "Opening an environment")

class Store(Protocol):
    """Where documents come from: MongoDB, or a test."""

    def environment(self, name: str) -> Optional[Mapping[str, Any]]: ...

    def secrets(self, environment: str) -> Iterable[Mapping[str, Any]]: ...

    def secret(self, environment: str, name: str) -> Optional[Mapping[str, Any]]: ...


class _Environment(NamedTuple):
    name: str
    keyring: _Keyring
    parent: Optional[tuple[str, str]]  # name and fingerprint


@dataclass(frozen=True)
class _Child:
    """Who inherits from an environment, and with which fingerprint."""

    name: str
    expects: str


# Raises where an environment (name, fingerprint, whether it is only inherited from) is not to be trusted. May have `known`,
# the environments of which a file knows a fingerprint.
Trust = Callable[[str, str, bool], None]


def _open_environment(store: Store, name: str, keys: Iterable[SecretKey], trust: Trust,
                      child: Optional[_Child]) -> _Environment:
    document = store.environment(name)
    if document is None:
        raise _missing(store, name, trust, child)
    found = document.get("format")
    is_number = type(found) in (int, Int64)
    if is_number and found > FORMAT:
        raise AccessError(f"environment {name} is stored in format {found}: this reader knows format {FORMAT}; "
                          f"install a newer one")
    if not is_number or found != FORMAT:
        raise AccessError(f"environment {name} has no format number that Kist writes")
    _check_bounds(document, name)
    keyring = _unwrap(document, name, keys)
    fingerprint = keyring.fingerprint(name)
    if child is not None and fingerprint != child.expects:
        raise AccessError(f"environment {child.name} inherits from {name} with the fingerprint {child.expects}, and "
                          f"{name} now has {fingerprint}")
    trust(name, fingerprint, child is not None)
    return _Environment(name, keyring, _check_sealed(document, name, keyring))


def _missing(store: Store, name: str, trust: Trust, child: Optional[_Child]) -> KistError:
    """Why there is no environment: what is known of it, or left of it, tells that its document was lost."""
    trace, removed = None, ""
    if name in getattr(trust, "known", ()):
        trace = "a fingerprint of it is known here"
        removed = "if a member removed it on purpose, kist environment delete forgets it here; if not, "
    elif any(map(_by_kist, store.secrets(name))):
        trace = "it has encrypted secrets"
    if trace:
        return AccessError(f"environment {name} has lost its document: there is none, but {trace}; check the names of "
                           f"database and collection; {removed}restore it from a backup")
    place = getattr(store, "place", None)  # a test has none
    inherits = f"environment {child.name} inherits from {name}, which" if child else f"environment {name}"
    return NotFoundError(f"{inherits} does not exist" + (f" in {place}" if place else ""))


def _check_bounds(document: Mapping[str, Any], name: str) -> None:
    """Before any work: whoever can write to the database can store a great deal (format.md, "Bounds before work")."""
    for field_name in ("keys", "next"):
        entries = document.get(field_name)
        if isinstance(entries, list) and len(entries) > MAX_ENTRIES:
            raise AccessError(f"environment {name} has {len(entries)} entries in {field_name}, more than {MAX_ENTRIES}")
    sealed = document.get("sealed")
    if type(sealed) is str and len(sealed) > MAX_SEALED_CHARACTERS:
        raise AccessError(f"environment {name} has more than {MAX_SEALED_CHARACTERS} characters in sealed")


def _unwrap(document: Mapping[str, Any], environment: str, keys: Iterable[SecretKey]) -> _Keyring:
    stored = document.get("keys")
    first: dict[str, Mapping[str, Any]] = {}
    for entry in stored if isinstance(stored, list) else []:
        if isinstance(entry, Mapping) and type(entry.get("public_key")) is str:
            first.setdefault(entry["public_key"], entry)  # of several for one key only the first is tried
    mine = [(key, first[key.public_key]) for key in keys if key.public_key in first]
    if not mine:
        ids = _listed(sorted({key.key_id for key in keys})) or "none"
        first_is = next((key.public_key for key in keys), "PUBLIC_KEY")
        error = AccessError(f"no key opens environment {environment}: keys at hand: {ids}; ask a member to run: kist key add "
                            f"-e {environment} --label NAME {first_is}")
        error._wants_a_key = True
        raise error
    for key, entry in mine:
        try:
            return _Keyring.parse(key.unwrap(_text(entry, "wrapped"), environment))
        except ValueError:
            continue
    raise AccessError(_does_not_decrypt(f"environment {environment}"))


_Member = tuple[str, str, int, str]


class _Sealed(NamedTuple):
    members: list[_Member]
    retired: Optional[set[int]]  # None: made before the first release
    inherits: Optional[tuple[str, str]]  # name and fingerprint

    @classmethod
    def parse(cls, text: str) -> _Sealed:
        """ValueError where it is not what a writer seals (format.md, "Sealed")."""
        try:
            # Python reads no integer of thousands of digits, which an unknown member may hold.
            content = _object(json.loads(text, parse_int=lambda digits: int(digits) if len(digits) < 20 else math.inf))
        except RecursionError:
            raise ValueError("nested too deep") from None
        members = [(_text(k, "label"), _text(k, "public_key"), _number(k, "created_at"), _text(k, "created_by"))
                   for k in map(_object, _array(content, "keys"))]
        parent = _object(content["inherits"]) if "inherits" in content else None
        inherits = None if parent is None else (_text(parent, "environment"), _text(parent, "fingerprint"))
        if inherits and not ENVIRONMENT.fullmatch(inherits[0]):
            raise ValueError("not an environment's name")
        if "retired" not in content:
            return cls(members, None, inherits)
        retired = _object(content["retired"])
        for dek_id in retired:
            _number(retired, dek_id)
            if not re.fullmatch("[1-9][0-9]{0,9}", dek_id) or int(dek_id) > 0xffffffff:
                raise ValueError("not a DEK's id")
        for event in map(_object, _array(content, "events")):
            _number(event, "number"), _number(event, "at"), _text(event, "by"), _text(event, "kind")
            _object(event.get("details"))
        return cls(members, {int(dek_id) for dek_id in retired}, inherits)


def _object(value: Any) -> Mapping[str, Any]:
    if isinstance(value, dict):
        return value
    raise ValueError("not an object")


def _array(content: Mapping[str, Any], name: str) -> list[Any]:
    value = content.get(name)
    if isinstance(value, list):
        return value
    raise ValueError(name)


def _number(content: Mapping[str, Any], name: str) -> int:
    value = content.get(name)
    if type(value) is int and abs(value) < 1 << 53:
        return value
    raise ValueError(name)


def _check_sealed(document: Mapping[str, Any], environment: str, keyring: _Keyring) -> Optional[tuple[str, str]]:
    """The parent's name and fingerprint; AccessError where the list of keys is not the sealed one."""
    forged = f"the list of keys of environment {environment} is not the one that a member sealed"
    sealed = document.get("sealed")
    if type(sealed) is not str:
        raise AccessError(f"{forged}: there is none")
    try:
        data = b"kist:v1:sealed" + _field(environment) + struct.pack(">q", _int(document, "revision"))
        text = keyring.decrypt(sealed, data)
        if _dek_id(_base64url(sealed[3:])) != keyring.active:
            raise AccessError(f"{forged}: it was sealed before the last rotation")
        content = _Sealed.parse(text)
    except _UnknownDek:
        raise AccessError(f"{forged}: it was not encrypted by its present keys") from None
    except ValueError:
        raise AccessError(_does_not_decrypt(f"the list of keys of environment {environment}")) from None
    if content.retired is None:
        raise AccessError(f"environment {environment} was made by a Kist from before release 0.1.0: create it again and set "
                          f"its secrets again")
    if content.retired != keyring.deks.keys() - {keyring.active}:
        raise AccessError(f"{forged}: what its keys open is from another time than the list")
    if list(map(_member, document["keys"])) != content.members:
        listed = _listed(e.get("key_id") for e in document["keys"] if isinstance(e, Mapping))
        raise AccessError(f"{forged}: listed: {listed}; sealed: {_listed(_shown_id(m[1]) for m in content.members)}")
    return content.inherits


def _shown_id(public_key: str) -> str:
    try:
        return _key_id(public_key)
    except ValueError:
        return "not a key"


def _member(entry: Any) -> Optional[_Member]:
    """What is sealed of an entry of `keys`; None for an entry that Kist did not write."""
    try:
        if entry["key_id"] != _key_id(entry["public_key"]):
            return None
        return (_text(entry, "label"), entry["public_key"], _date(entry, "created_at"), _text(entry, "created_by"))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _does_not_decrypt(what: str) -> str:
    return f"{what} does not decrypt: the key is another one, or the stored bytes were changed"


# Secrets (format.md, "Reading")

Value = Union[str, bytes]  # bytes where the secret is binary


@dataclass(frozen=True)
class _Record:
    value: Value = field(repr=False)
    template: bool
    deleted: bool


class _Level(NamedTuple):
    environment: str
    records: Mapping[str, _Record]


def _by_kist(document: Mapping[str, Any]) -> bool:
    name, value = document.get("key"), document.get("value")
    return (type(name) is str and NAME.fullmatch(name) is not None and "version" in document
            and type(value) is str and value.startswith("k1."))


def _read_record(keyring: _Keyring, document: Mapping[str, Any]) -> _Record:
    """A current version. Nothing authenticates its `_id` and `revision`, which have to be what Kist writes; its note is
    authenticated, though nothing here shows it."""
    what = f"secret {document['key']} of environment {document.get('environment')}"
    if type(document.get("_id")) is not ObjectId:
        raise AccessError(f"{what} cannot be read: its _id is no ObjectId")
    try:
        revision = _int(document, "revision")
    except ValueError:
        revision = 0
    if not 1 <= revision <= MAX_REVISION:
        raise AccessError(f"{what} cannot be read: its revision is no whole number from 1 to {MAX_REVISION}; an administrator "
                          f"can set it to 1, as a 32-bit integer")
    record = _record(keyring, document)
    if "note" in document:
        try:
            keyring.decrypt(document["note"], _record_data(b"note", document, current=True))
        except ValueError:
            raise AccessError(_does_not_decrypt(what)) from None
    return record


def _record(keyring: _Keyring, document: Mapping[str, Any]) -> _Record:
    what = f"secret {document['key']} of environment {document.get('environment')}"
    note = document.get("note")
    if len(document["value"]) > MAX_VALUE_CHARACTERS:
        raise AccessError(f"{what}: its stored value is longer than {MAX_VALUE_CHARACTERS} characters")
    if type(note) is str and len(note) > MAX_NOTE_CHARACTERS:
        raise AccessError(f"{what}: its stored note is longer than {MAX_NOTE_CHARACTERS} characters")
    try:
        data = _record_data(b"value", document, current=True)
        template, deleted, binary = (_flag(document, name) for name in ("template", "deleted", "binary"))
        if binary and template:
            raise ValueError("bytes with references")
        value = (keyring.decrypt_bytes if binary else keyring.decrypt)(document["value"], data)
        return _Record(value, template, deleted)
    except ValueError:
        raise AccessError(_does_not_decrypt(what)) from None


def _read_level(store: Store, name: str, keys: Iterable[SecretKey], trust: Trust,
                child: Optional[_Child]) -> tuple[_Environment, _Level]:
    """An environment's own secrets, the deleted ones among them."""
    environment = _open_environment(store, name, keys, trust, child)
    records: dict[str, _Record] = {}
    unknown: dict[str, int] = {}
    foreign = []
    for document in store.secrets(name):
        if not _by_kist(document):
            foreign.append(str(document.get("key", document.get("_id"))))
            continue
        secret = document["key"]
        if secret in records or secret in unknown:
            raise AccessError(f"two documents for secret {secret} of environment {name}")
        try:
            records[secret] = _read_record(environment.keyring, document)
        except _UnknownDek as e:
            unknown[secret] = e.dek_id
    if foreign:
        raise AccessError(f"documents of environment {name} that Kist did not write: {_listed(sorted(foreign))}")
    for _ in range(3):  # a rotation may have come between: the environment first, then the secret
        if not unknown:
            break
        environment = _open_environment(store, name, keys, trust, child)
        for secret in list(unknown):
            again = store.secret(name, secret)
            del unknown[secret]
            if again is None:
                continue
            if not _by_kist(again):
                raise AccessError(f"document of environment {name} that Kist did not write: {secret}")
            try:
                records[secret] = _read_record(environment.keyring, again)
            except _UnknownDek as e:
                unknown[secret] = e.dek_id
    for secret, dek_id in unknown.items():
        why = ("the environment's document is an older copy" if dek_id > environment.keyring.active
               else "that key was dropped")
        raise AccessError(f"secret {secret} of environment {name} is encrypted with the environment's key {dek_id}: {why}")
    return environment, _Level(name, records)


def read_documents(store: Store, environment: str, keys: Iterable[SecretKey], trust: Trust) -> dict[str, Value]:
    """All secrets that an environment sees, its parents' among them, templates resolved."""
    levels: list[_Level] = []
    name, child = environment, None
    while True:
        opened, level = _read_level(store, name, keys, trust, child)
        levels.append(level)
        if opened.parent is None:
            return _resolve_all(levels)
        if len(levels) == MAX_LEVELS:
            path = " -> ".join(level.environment for level in levels)
            raise TemplateError(f"more than {MAX_LEVELS} levels of environments: {path}")
        name, child = opened.parent[0], _Child(opened.name, opened.parent[1])


# Templates (format.md, "Templates")

_REFERENCE = re.compile(r"\$\$\{|\$\{([^}]*)(\}?)")


class _Resolved(NamedTuple):
    value: Value
    depth: int  # 0 without a template, else one more than the deepest of those it refers to


_Place = tuple[int, str]  # a level and a name


def _text_value(value: Value) -> str:
    """The value of a template, which is never binary."""
    if isinstance(value, str):
        return value
    raise TypeError("a template is text")


class _Done(dict[_Place, _Resolved]):
    """The templates that were resolved, and how long they are together."""

    size = 0

    def __setitem__(self, place: _Place, resolved: _Resolved) -> None:
        super().__setitem__(place, resolved)
        self.size += len(_text_value(resolved.value).encode("utf-8"))
        if self.size > MAX_RESOLVED_BYTES:
            raise TemplateError(f"{place[1]}: the resolved templates are longer than {MAX_RESOLVED_BYTES} bytes together")


def _resolve_all(levels: list[_Level]) -> dict[str, Value]:
    resolved = _Done()
    values = {}
    for name in sorted({name for level in levels for name in level.records}):
        at = _find(levels, 0, name)
        if at is not None:
            values[name] = _resolve(levels, (at, name), [], resolved).value
    return values


def _find(levels: list[_Level], start: int, name: str) -> Optional[int]:
    """The level that a name's value comes from, seen from level `start`."""
    for at in range(start, len(levels)):
        record = levels[at].records.get(name)
        if record is not None:
            return None if record.deleted else at
    return None


def _resolve(levels: list[_Level], here: _Place, path: list[_Place], resolved: _Done) -> _Resolved:
    at, name = here
    record = levels[at].records[name]
    if not record.template:
        return _Resolved(record.value, 0)
    if here in resolved:
        return resolved[here]
    path = path + [here]
    if here in path[:-1]:
        raise TemplateError(f"templates in a circle: {_way(levels, path)}")
    parts: list[str] = []
    size = depth = end = 0

    def add(text: str) -> None:
        nonlocal size
        size += len(text.encode("utf-8"))
        if size > MAX_VALUE_BYTES:
            raise TemplateError(f"{_way(levels, path)}: the resolved template is longer than {MAX_VALUE_BYTES} bytes")
        parts.append(text)

    template = _text_value(record.value)
    for match in _REFERENCE.finditer(template):
        add(template[end:match.start()])
        end = match.end()
        target = match.group(1)
        if target is None:
            add("${")
            continue
        if not match.group(2) or not NAME.fullmatch(target):
            raise TemplateError(f"{_way(levels, path)}: a reference in the template is not ${{NAME}}")
        found = _find(levels, at, target)
        if found is None:
            raise NotFoundError(f"{_way(levels, path)} -> {target}: no such secret in environment "
                                f"{levels[at].environment}")
        if len(path) == MAX_REFERENCES and levels[found].records[target].template:
            raise _too_deep(levels, path)
        value, below = _resolve(levels, (found, target), path, resolved)
        if isinstance(value, bytes):
            raise TemplateError(f"{_way(levels, path)} -> {target}: a template cannot refer to a binary secret")
        if below == MAX_REFERENCES:
            raise _too_deep(levels, path)
        depth = max(depth, below)
        add(value)
    add(template[end:])
    resolved[here] = _Resolved("".join(parts), depth + 1)
    return resolved[here]


def _too_deep(levels: list[_Level], path: list[_Place]) -> TemplateError:
    return TemplateError(f"{_way(levels, path[:3])} -> ...: more than {MAX_REFERENCES} templates on the way")


def _way(levels: list[_Level], path: list[_Place]) -> str:
    shown = path if len(path) <= 10 else path[:9]  # the last is what it is about
    words = [f"{name} ({levels[at].environment})" for at, name in shown]
    if shown is not path:
        words += ["...", f"{path[-1][1]} ({levels[path[-1][0]].environment})"]
    return " -> ".join(words)


# Settings (README.md)

_SETTINGS = {"KIST_MONGODB_URI", "KIST_DATABASE", "KIST_COLLECTION", "KIST_ENVIRONMENT", "KIST_KEY", "KIST_KEY_COMMAND",
             "KIST_KEY_FILE", "KIST_FINGERPRINT", "KIST_ACTOR", "KIST_TIMEOUT", "KIST_STRICT"}
_OF_THE_LAUNCHER = {"KIST_CLASSPATH", "KIST_JAVA_OPTIONS", "KIST_JAVA_HOME"}
_OF_JAVA = {"KIST_ENABLED", "KIST_WATCH", "KIST_OPTIONAL", "KIST_ORDINAL", "KIST_PROFILE_AS_ENVIRONMENT"}
_LINE = re.compile(r"(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*="
                   r"\s*(?:'([^']*)'|\"([^\"\\$]*)\"|([^'\"`$\s#][^$#]*?)?)(?:\s+#.*|\s*)")
_ADDRESS = re.compile(r"""(?=.{1,1024}\Z)(?:
    aws-kms://arn:[a-z0-9-]{1,32}:kms:[a-z0-9-]{1,32}:[0-9]{12}:(?:key/[A-Za-z0-9-]{1,128}|alias/[A-Za-z0-9/_-]{1,256})
    |gcp-kms://projects/[A-Za-z0-9.:_-]{1,128}/locations/[A-Za-z0-9_-]{1,63}/keyRings/[A-Za-z0-9_-]{1,63}
        /cryptoKeys/[A-Za-z0-9_-]{1,63}
    |hcvault://(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])
        (?::(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?
        (?:/(?!\.{1,2}/)[A-Za-z0-9._~-]{1,128})+/keys/(?!\.{1,2}\Z)[A-Za-z0-9._~-]{1,128})""", re.VERBOSE)
_SPACE = " \t\n\v\f\r"  # what other characters Python takes for white space are a part of what they stand in
_LINE_END = re.compile("\r\n|[\r\n]")
_DATABASE = re.compile(r"[^/\\. \"$*<>:|?\x00-\x20]{1,63}")
_COLLECTION = re.compile(r"(?!system\.|.*\.(?:\.|\Z))[A-Za-z_][A-Za-z0-9_.-]{0,99}")
_MAX_KEY_FILE_BYTES = 64 << 10
_MAX_FILE_BYTES = 4 << 20
_MAX_INDEX_BYTES = 1 << 30
_LONGEST_SECONDS = 900_000.0  # ten days, as much as pymongo waits
_told: set[str] = set()


def _warn_once(message: str) -> None:
    message = _visible(message)
    if message not in _told:
        _told.add(message)
        _log.warning("%s", message)


@dataclass(frozen=True)
class _Given:
    """What a setting was set to, and where. A committed file's word is everyone's who can write to the project."""

    text: str = field(repr=False)
    source: str
    is_committed: bool = False


class Settings:
    """Where each setting comes from: argument, environment variable, `.kist/` files, default."""

    def __init__(self, arguments: Mapping[str, Optional[str]], variables: Mapping[str, str],
                 folder: Optional[pathlib.Path] = None) -> None:
        self._variables = variables
        self._start = folder or pathlib.Path.cwd()
        for name in sorted(variables):
            if (name.startswith("KIST_") and not name.startswith("KIST_TEST_")
                    and name not in _SETTINGS | _OF_THE_LAUNCHER | _OF_JAVA):
                _warn_once(f"{name} is no setting of Kist")
        self._values = self._explicit(variables, "in the environment")
        self._values.update(self._explicit(arguments, "as an argument"))
        self.folder = self._kist_folder()
        local, common = self._file("config.local", False), self._file("config", True)
        environment = self._values.get("KIST_ENVIRONMENT") or local.get("KIST_ENVIRONMENT") or common.get("KIST_ENVIRONMENT")
        self.environment = environment.text if environment else "development"
        if environment and not ENVIRONMENT.fullmatch(self.environment):
            raise SettingsError(f"{environment.source} is not an environment's name")
        if not environment:
            _warn_once("environment development, by default; KIST_ENVIRONMENT sets another")
        # config.local is this machine's, also where an environment is called so; some disks know no case.
        own = self._file(f"config.{self.environment}", True) if self.environment.lower() != "local" else {}
        other = own.pop("KIST_ENVIRONMENT", None)
        if other and other.text != self.environment:
            _warn_once(f"{other.source} has no effect in the file of one environment")
        self._values = {**common, **own, **local, **self._values}

        self.timeout = self._read("KIST_TIMEOUT", _seconds, 30.0)
        self.collection = self._read("KIST_COLLECTION", _matching(_COLLECTION, "a collection's name"), "secrets")
        self.database = self._read("KIST_DATABASE", _matching(_DATABASE, "a database's name"), None)
        self.uri = self._read("KIST_MONGODB_URI", str, None)
        self.addresses: list[str] = []
        self.keys = self._keys()
        self._is_fetched = False
        self.strict = self._read("KIST_STRICT", _switch, False)
        self.fingerprints: set[str] = self._read("KIST_FINGERPRINT", _known, set())

    @staticmethod
    def _explicit(texts: Mapping[str, Optional[str]], where: str) -> dict[str, _Given]:
        values = {}
        for name in _SETTINGS:
            given = (texts.get(name) or "").strip(_SPACE)
            # Quotes in a command are the shell's.
            text = given if name == "KIST_KEY_COMMAND" else _unquoted(given)
            if text != given:
                _warn_once(f"{name} {where} has quotes around its value, which are left out: docker --env-file, for one, "
                           f"passes them on")
            if text:
                values[name] = _Given(text, f"{name} {where}")
        return values

    def _read(self, name: str, reader: Callable[[str], Any], default: Any) -> Any:
        """What a setting stands for; where it cannot be that, the message says where it was set."""
        given = self._values.get(name)
        if given is None:
            return default
        try:
            return reader(given.text)
        except ValueError as e:
            raise SettingsError(f"{given.source} is not {e}") from None

    def _file(self, name: str, committed: bool) -> dict[str, _Given]:
        path = self.folder and self.folder / name
        if path is None or not os.path.exists(path):
            return {}
        values: dict[str, _Given] = {}
        for number, line in _lines(path):
            match = _LINE.fullmatch(line)
            if match is None or "\0" in line:
                raise SettingsError(f"{path}:{number}: not a line NAME=value; put the value into single quotes")
            setting = match.group(1)
            source = f"{path}:{number}: {setting}"
            if setting in values:
                _warn_once(f"{source} is set in a line above, too; this one counts")
            if setting in _OF_THE_LAUNCHER:
                _warn_once(f"{source} is taken from the environment alone, not from a file")
            elif setting not in _SETTINGS:
                _warn_once(f"{source} is no setting of Kist")
            else:
                text = _unquoted(next((g for g in match.groups()[1:] if g is not None), ""))
                values[setting] = _Given(text, source, committed)
        self._check_place(path, values, committed)
        return {setting: self._located(setting, given, path) for setting, given in values.items() if given.text}

    @staticmethod
    def _check_place(path: pathlib.Path, values: Mapping[str, _Given], committed: bool) -> None:
        """What may stand in which file. One that git tracks is committed, whatever its name."""
        command, key = values.get("KIST_KEY_COMMAND"), values.get("KIST_KEY")
        if command and command.text:
            raise SettingsError(f"{command.source} is a command: it is taken from the environment alone, never from a file")
        given = values.get("KIST_MONGODB_URI", _Given("", ""))
        uri = _ConnectionString(given.text)
        secret, exposes = bool(key and key.text) or uri.has_password(), uri.exposes()
        address = bool(key and "://" in key.text)
        tracked = _UNTRACKED if not (secret or exposes) else _TRACKED if committed else _tracked(path)
        # Where it cannot be told, what would hand out something of this machine's own is refused, and no more.
        shared = tracked == _TRACKED or (tracked == _UNTOLD and (exposes or address))
        where = (f"move the line to {path.with_name('config.local')}" if committed else _out_of_git(path, tracked))
        if shared and key and key.text and (address or tracked == _TRACKED):
            raise SettingsError(f"{key.source} does not belong in a file that is to be committed: {where}, or the key to "
                                f"{path.with_name('key')}")
        if tracked == _TRACKED and uri.has_password():
            raise SettingsError(f"{given.source} holds a password, which does not belong in a file that is to be committed: "
                                f"{where}")
        if shared:
            raise SettingsError(f"{given.source} would use this machine's own credentials or an insecure connection, which "
                                f"does not belong in a file that is to be committed: {where}")
        if secret and _others_can_read(path):
            raise SettingsError(f"others can read {path}, which holds a key or a password: chmod 600 {path}")

    @staticmethod
    def _located(setting: str, given: _Given, path: pathlib.Path) -> _Given:
        """The same with relative paths counted from the folder that holds `.kist`."""
        root = path.parent.parent
        if setting == "KIST_KEY_FILE":
            return replace(given, text=str(root / given.text),
                           is_committed=given.is_committed or _tracked(path) != _UNTRACKED)
        if setting == "KIST_MONGODB_URI":
            return replace(given, text=_ConnectionString(given.text).resolved_from(root))
        if setting == "KIST_FINGERPRINT" and not given.is_committed:
            return replace(given, is_committed=_tracked(path) != _UNTRACKED)
        return given

    def _kist_folder(self) -> Optional[pathlib.Path]:
        """The nearest `.kist`. One that others can write to is refused, or ignored where nothing is wanted from it."""
        start = self._start
        folder = next((f for f in (p / ".kist" for p in [start, *start.parents]) if os.path.isdir(f)), None)
        if folder is None:
            return None
        try:
            names = ["config", "config.local", "known_environments", "key", "local.db"]
            try:
                names += sorted(path.name for path in folder.glob("config.*"))
            except OSError as e:
                raise SettingsError(f"{folder} cannot be read: {e.strerror}") from None
            for path in [folder, *(folder / name for name in names)]:
                _check_owner(path)
        except SettingsError as e:
            given = self._values
            if ("KIST_MONGODB_URI" in given and "KIST_ENVIRONMENT" in given
                    and ("KIST_KEY" in given or "KIST_KEY_FILE" in given or "KIST_KEY_COMMAND" in given)):
                _warn_once(f"{e}; the folder {folder} is ignored")
                return None
            raise
        return folder

    def _keys(self) -> list[SecretKey]:
        keys = []
        given = self._values.get("KIST_KEY", _Given("", ""))
        for text in re.split(r"[\s,]+", given.text, flags=re.ASCII):
            if text:
                keys += self._key(text, given.source)
        named = self._values.get("KIST_KEY_FILE")
        if named is not None:
            return keys + self._named_key_file(named)
        if self.folder is not None and os.path.exists(self.folder / "key"):
            keys += self._own_key_file(self.folder / "key", of_project=True)
        path = self._home("XDG_CONFIG_HOME", os.path.expanduser("~"), ".config", "key")
        if path is not None and os.path.exists(path):
            keys += self._own_key_file(path)
        # Only the service can reach this folder, whatever the modes in it say.
        credentials = self._variables.get("CREDENTIALS_DIRECTORY", "")
        if os.path.isabs(credentials) and os.path.exists(os.path.join(credentials, "kist-key")):
            keys += self._key_file(pathlib.Path(credentials, "kist-key"))
        return keys

    def fetch_keys(self) -> bool:
        """Adds the keys that KIST_KEY_COMMAND prints, which is run once at most; whether there are more keys now."""
        command = self._values.get("KIST_KEY_COMMAND")
        if command is None or self._is_fetched:
            return False
        self._is_fetched = True
        before = len(self.keys)
        try:
            lines = _LINE_END.split(_output(command.text, self._variables, self._start))
            words = [word for line in lines if not line.strip(_SPACE).startswith("#")
                     for word in re.split(r"[\s,]+", line, flags=re.ASCII) if word]
            if not words:
                raise ValueError("it prints nothing")
            for word in words:
                self.keys += self._key(word, "what it prints is no key")
        except (ValueError, SettingsError) as e:
            raise SettingsError(f"no key comes from {command.source}: {e}") from None
        return len(self.keys) > before

    def _named_key_file(self, named: _Given) -> list[SecretKey]:
        path = self._start / named.text
        if not os.path.exists(path):
            tilde = ", where ~ stands for itself: write the whole path" if "~" in named.text else ""
            raise SettingsError(f"the key file {path} does not exist; it is named by {named.source}{tilde}")
        if named.is_committed and not path.is_file():
            raise SettingsError(f"the key file {path} is not a plain file; it is named by {named.source}")
        if path.is_file() and _others_can_read(path):
            _warn_once(f"others can read the key file {path}")
        before = len(self.addresses)
        keys = self._key_file(path)
        if named.is_committed and len(self.addresses) > before:
            raise self._address_of_project(path, f"{named.source} names it, which is to be committed")
        return keys

    def _own_key_file(self, path: pathlib.Path, of_project: bool = False) -> list[SecretKey]:
        """The keys of a file at a default place."""
        _check_owner(path)
        if path.is_file() and _others_can_read(path):
            raise SettingsError(f"others can read the key file {path}: chmod 600 {path}")
        before = len(self.addresses)
        keys = self._key_file(path)
        if of_project and len(self.addresses) > before and _tracked(path) != _UNTRACKED:
            raise self._address_of_project(path, "git has it, or a link to it, in its index" if _tracked(path) == _TRACKED
                                           else "whether git tracks it cannot be told here")
        return keys

    @staticmethod
    def _address_of_project(path: pathlib.Path, why: str) -> SettingsError:
        return SettingsError(f"the key file {path} holds the address of a key service, and {why}: whoever can change the "
                             f"project would have this machine's credentials sent there")

    def _home(self, variable: str, home: str, default: str, name: str) -> Optional[pathlib.Path]:
        """A file of the user's own, by the XDG Base Directory Specification; None where there is no home."""
        base = self._variables.get(variable, "")
        if os.path.isabs(base):
            return pathlib.Path(base, "kist", name)
        home = self._variables.get("HOME", home)
        return pathlib.Path(home, default, "kist", name) if os.path.isabs(home) else None

    def _key(self, text: str, source: str) -> list[SecretKey]:
        """A secret key; none for the address of a key in a service, which only Kist itself can use."""
        if _ADDRESS.fullmatch(text):
            self.addresses.append(text)
            return []
        try:
            return [SecretKey.parse(text)]
        except SettingsError as e:
            raise SettingsError(f"{source}: {e}") from None

    def _key_file(self, path: pathlib.Path) -> list[SecretKey]:
        try:
            with open(path, "rb") as file:
                data = file.read(_MAX_KEY_FILE_BYTES + 1)
        except OSError as e:
            raise SettingsError(f"the key file {path} cannot be read: {e.strerror}") from None
        if len(data) > _MAX_KEY_FILE_BYTES:
            raise SettingsError(f"the key file {path} is over 64 KiB: it is no key file")
        before, keys = len(self.addresses), []
        for number, whole in enumerate(_LINE_END.split(data.decode("utf-8-sig", "replace")), 1):
            line = whole.strip(_SPACE)
            if line and not line.startswith("#"):
                keys += self._key(line, f"{path}:{number}")
        if not keys and len(self.addresses) == before:
            raise SettingsError(f"the key file {path} holds no secret key")
        return keys

    def trust(self, database: str) -> Trust:
        """What decides on fingerprints (format.md, "Fingerprint"). One place counts: KIST_FINGERPRINT, for the
        environment that is asked for; else the user's own file; else the project's. A parent's is in its child's sealed
        list, and held against the files too."""
        given = self._values.get("KIST_FINGERPRINT")
        # In a committed file it is the word of whoever can write to the project, which is below the user's own.
        none: set[str] = set()
        known, committed = (none, self.fingerprints) if given and given.is_committed else (self.fingerprints, none)
        place = f"{database}.{self.collection}"
        trusted = self._home("XDG_STATE_HOME", "", ".local/state", "trusted")
        if trusted is not None:
            _check_owner(trusted.parent)
            _check_owner(trusted)
        own, elsewhere = _fingerprints(trusted, place, _ConnectionString(self.uri or "").hosts)
        project, _ = _fingerprints(self.folder and self.folder / "known_environments", place, "")

        def check(name: str, fingerprint: str, inherited: bool) -> None:
            # A project that names another server, and what is to be found there, must not go unnoticed.
            # A setting is meant for the environment that is asked for, wherever it stands.
            projects = project.get(name) or (none if inherited else committed)
            files = [listed for listed in (own.get(name) or projects and elsewhere.get(name), projects) if listed]
            accepted = [known] if known and not inherited else files
            has = f"environment {name} has the fingerprint {fingerprint}"
            if all(fingerprint in fingerprints for fingerprints in accepted) and (accepted or inherited):
                return
            if any(fingerprint in fingerprints for fingerprints in accepted):
                here, there = ("your own file", "the project's") if fingerprint in files[0] else ("the project's file",
                                                                                               "your own")
                raise AccessError(f"{has}, which is in {here} and not in {there}: ask a member which one is right, then "
                                  f"kist trust {name}")
            if not accepted and fingerprint in elsewhere.get(name, ()):
                return
            if accepted:
                given = accepted[0] is known
                raise AccessError(f"{has}, which is not a known one: a member removed a key, or someone else "
                                  f"replaced it; ask a member, then "
                                  f"{'correct KIST_FINGERPRINT' if given else f'kist trust {name}'}")
            if self.strict:
                raise AccessError(f"{has}, which is unknown, and KIST_STRICT is on: set KIST_FINGERPRINT, or kist trust "
                                  f"{name}")
            _warn_once(f"{has}, unknown here and trusted; set KIST_FINGERPRINT, or kist trust {name}")
        check.known = {*own, *project}  # type: ignore[attr-defined]
        return check


def _known(text: str) -> set[str]:
    known = {f for f in re.split(r"[\s,]+", text, flags=re.ASCII) if f}
    if any(not re.fullmatch("[0-9a-f]{32}", f) for f in known):
        raise ValueError("a fingerprint: 32 digits of 0-9 and a-f")
    return known


def _fingerprints(path: Optional[pathlib.Path], place: str,
                  hosts: str) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The lines of a file for one database and collection: environments to their known fingerprints, those of this
    server or of any, and those below a comment `# at HOSTS` of another."""
    here: dict[str, set[str]] = {}
    elsewhere: dict[str, set[str]] = {}
    found = here
    for number, line in _lines(path, comments=True) if path is not None and os.path.exists(path) else ():
        if line.startswith("#"):
            if hosts and line.startswith("# at "):
                found = here if line[5:].strip() == hosts else elsewhere
            continue
        parts = re.fullmatch(r"(.+?)[ \t\v\f]+(\S+)[ \t\v\f]+([0-9a-f]{32})", line)
        if not parts or not ENVIRONMENT.fullmatch(parts[2]):
            raise SettingsError(f"{path}:{number}: not a line `database.collection environment fingerprint`")
        if parts[1] == place:
            found.setdefault(parts[2], set()).add(parts[3])
    return here, elsewhere


def _output(command: str, variables: Mapping[str, str], folder: pathlib.Path) -> str:
    """What a command prints, with the terminal as its input, so that it can ask for a passphrase, and without Kist's own
    settings; ValueError where it fails."""
    try:
        terminal = open("/dev/tty", "rb")
    except OSError:
        terminal = open(os.devnull, "rb")
    with terminal:
        try:
            done = subprocess.run(["sh", "-c", command], cwd=folder, stdin=terminal, stdout=subprocess.PIPE, timeout=120,
                                  env={n: v for n, v in variables.items() if not n.startswith("KIST_")})
        except subprocess.TimeoutExpired:
            raise ValueError("it takes more than 120 s") from None
        except OSError:
            raise ValueError("it cannot be started") from None
    if done.returncode != 0:
        raise ValueError(f"it ends with exit code {done.returncode}")
    if len(done.stdout) > _MAX_KEY_FILE_BYTES:
        raise ValueError("it prints more than 64 KiB, which is no key")
    return done.stdout.decode("utf-8", "replace")


def _unquoted(text: str) -> str:
    """A setting's text as it is meant: no value of a setting begins or ends with a quote or white space."""
    text = text.strip(_SPACE)
    return text[1:-1].strip(_SPACE) if len(text) >= 2 and text[0] in "'\"" and text[-1] == text[0] else text


def _matching(pattern: re.Pattern[str], what: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not pattern.fullmatch(text):
            raise ValueError(what)
        return text
    return read


def _read(path: pathlib.Path) -> str:
    try:
        with open(path, "rb") as file:
            data = file.read(_MAX_FILE_BYTES + 1)
        if len(data) > _MAX_FILE_BYTES:
            raise SettingsError(f"{path} is over 4 MiB, far more than such a file has")
        return data.decode("utf-8-sig")
    except OSError as e:
        raise SettingsError(f"{path} cannot be read: {e.strerror}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path} is not UTF-8") from None


def _lines(path: pathlib.Path, comments: bool = False) -> Iterator[tuple[int, str]]:
    """The lines of a file that say something, with their numbers; comments only if they are asked for."""
    for number, line in enumerate(_LINE_END.split(_read(path)), 1):
        line = line.strip(" \t\v\f")  # not what Python takes for space besides: other readers do not
        if re.fullmatch("(<{7}|[|]{7}|={7}|>{7})( .*)?", line):
            raise SettingsError(f"{path}:{number}: a conflict mark of git: merge the file first")
        if line and (comments or not line.startswith("#")):
            yield number, line


def _others_can_read(path: pathlib.Path) -> bool:
    return os.name == "posix" and bool(path.stat().st_mode & 0o077)


def _check_owner(path: pathlib.Path) -> None:
    """SettingsError where anyone but the user could have written a file: another owner, also of a link to it, a group
    other than the user's own with the right to write, or everyone with it; and for what is no plain file, as reading a
    named pipe would wait."""
    if os.name != "posix":
        return
    try:
        owners = {path.lstat().st_uid, path.stat().st_uid}
        found = path.stat()
    except OSError:  # not there, a link to nowhere, or not to be looked at and so not to be read
        return
    if owners != {os.geteuid()}:
        raise SettingsError(f"{path} belongs to another user")
    if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
        raise SettingsError(f"{path} is no plain file")
    if found.st_mode & stat.S_IWOTH or (found.st_mode & stat.S_IWGRP and not _is_own_group(found.st_gid)):
        raise SettingsError(f"others can write to {path}: chmod go-w {path}")


def _is_own_group(group: int) -> bool:
    """Whether a group is the one that the process runs with, and nobody else is in it as far as this machine's files say."""
    users, groups = _entries("/etc/passwd"), _entries("/etc/group")
    me = next((user[0] for user in users if user[2] == str(os.geteuid())), str(os.geteuid()))
    members = {name for entry in groups if entry[2] == str(group) for name in entry[3].split(",") if name.strip()}
    members |= {user[0] for user in users if user[3] == str(group)}
    is_listed = any(entry[2] == str(group) for entry in groups)
    return group == os.getegid() and members <= {me} and (is_listed or group == os.geteuid())


def _entries(file: str) -> list[list[str]]:
    try:
        lines = pathlib.Path(file).read_text("iso-8859-1").splitlines()
    except OSError:
        return []
    return [fields for fields in (line.split(":") for line in lines) if len(fields) > 3]


def _out_of_git(path: pathlib.Path, tracked: int) -> str:
    if tracked == _UNTOLD:
        return (f"whether git tracks it cannot be told here: mend the git repository around {path}, or set it in the "
                f"environment")
    real = os.path.realpath(path)
    if real != os.path.abspath(path):
        return f"take out of git the link that leads to {real}, and that file"
    return f"take this file out of git: git rm --cached {path}"


# Whether git has a file in its index, or a link on the way to it, so that it came with a clone, or will go with one
_UNTRACKED, _UNTOLD, _TRACKED = range(3)


def _tracked(file: pathlib.Path) -> int:
    """Looks at each link on the way to a file, and at where it is in the end. Reads git's own files and runs nothing."""
    try:
        path = os.path.abspath(file) if os.name != "posix" else os.path.join(os.getcwd(), file)
        ahead = list(pathlib.Path(path).parts)
        at, found, links = pathlib.Path(ahead.pop(0)), _UNTRACKED, 0
        while ahead:
            name = ahead.pop(0)
            if name == "..":
                at = at.parent
            elif not os.path.islink(at / name):
                at = at / name
            else:
                found, links = max(found, _tracked_here(at / name)), links + 1
                if links > 40:
                    return _UNTOLD
                target = pathlib.Path(os.readlink(at / name))
                at, rest = (pathlib.Path(target.anchor), target.parts[1:]) if target.anchor else (at, target.parts)
                ahead = [*rest, *ahead]
        return max(found, _tracked_here(at))
    except (OSError, ValueError):
        return _UNTOLD


def _tracked_here(place: pathlib.Path) -> int:
    """Looks into each repository around a place that is reached without links: git takes the nearest one that is sound."""
    found = _UNTRACKED
    for at in place.parents:
        git = at / ".git"
        if os.path.lexists(git):
            try:
                if not git.is_dir():  # in a worktree or a submodule it names the folder
                    before, _, named = _start_of(git).strip().partition("gitdir: ")
                    git = at / named
                    if before or not named or not git.is_dir():
                        raise ValueError
                found = max(found, _TRACKED if _index_holds(git, place.relative_to(at).as_posix()) else _UNTRACKED)
            except (OSError, ValueError, IndexError, struct.error):
                found = max(found, _UNTOLD)
    return found


def _start_of(file: pathlib.Path) -> str:
    with open(file, "rb") as opened:
        if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
            raise ValueError
        return opened.read(1 << 20).decode("utf-8", "surrogateescape")


def _index_holds(git: pathlib.Path, name: str) -> bool:
    """Whether an index of git has a name, in the folder of a repository or worktree; ValueError where it is not understood."""
    if not os.path.lexists(git / "index"):
        return False
    common = git / _start_of(git / "commondir").strip() if (git / "commondir").exists() else git
    config = _start_of(common / "config") if (common / "config").exists() else ""
    hash_bytes = 32 if re.search(r"objectformat\s*=\s*\"?sha256", config, re.I) else 20
    places, link = _index_places(git / "index", hash_bytes, _folded(name))
    if places or len(link) < hash_bytes or not any(link[:hash_bytes]):
        return bool(places)
    shared = f"sharedindex.{link[:hash_bytes].hex()}"  # that a split index is split from
    places, _ = _index_places(git / shared if (git / shared).exists() else common / shared, hash_bytes, _folded(name))
    return bool(places - _bits(link[hash_bytes:]) if link[hash_bytes:] else places)


def _folded(name: str) -> str:
    """The same for all names that a file system may take for the same; HFS+ passes over some characters, as git knows."""
    name = re.sub("[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]", "", name)
    return unicodedata.normalize("NFKC", name).upper().lower()


def _index_places(file: pathlib.Path, hash_bytes: int, wanted: str) -> tuple[set[int], bytes]:
    """Where a name stands in an index of git, of its versions 2 to 4, and what that is split from."""
    with open(file, "rb") as opened:
        if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
            raise ValueError
        index = opened.read(_MAX_INDEX_BYTES + 1)
    magic, version, count = struct.unpack_from(">4sII", index)
    if magic != b"DIRC" or version not in (2, 3, 4) or len(index) > _MAX_INDEX_BYTES:
        raise ValueError
    at, name, places = 12, b"", set()
    for place in range(count):
        start = at
        flags = struct.unpack_from(">H", index, start + 40 + hash_bytes)[0]
        at = start + 40 + hash_bytes + (4 if version >= 3 and flags & 0x4000 else 2)
        kept = 0
        if version >= 4:  # how much of the name before goes, in git's own variable length
            byte, at = index[at], at + 1
            gone = byte & 0x7f
            while byte & 0x80:
                byte, at = index[at], at + 1
                gone = ((gone + 1) << 7) | (byte & 0x7f)
            kept = len(name) - gone
            if kept < 0:
                raise ValueError
        end = index.index(b"\0", at)
        name = name[:kept] + index[at:end]
        at = end + 1 if version >= 4 else start + (end - start + 8) // 8 * 8
        is_folder = name.endswith(b"/")  # of a sparse checkout: it stands for all that is in it
        if is_folder or len(name) == len(wanted) or not name.isascii():
            folded = _folded(name.decode("utf-8", "surrogateescape"))
            if wanted == folded or (is_folder and wanted.startswith(folded)):
                places.add(place)
    link = b""
    while at < len(index) - hash_bytes:
        kind, size = struct.unpack_from(">4sI", index, at)
        if kind == b"link":
            link = index[at + 8:at + 8 + size]
        elif kind != b"sdir" and not kind[:1].isupper():
            raise ValueError  # one that has to be understood
        at += 8 + size
    return places, link


def _bits(bitmap: bytes) -> set[int]:
    """The bits of a bitmap as git writes it (EWAH): words of a run and words as they are, each behind one that counts them."""
    words = struct.unpack_from(f">{struct.unpack_from('>I', bitmap, 4)[0]}Q", bitmap, 8)
    bits: set[int] = set()
    at = place = 0
    while at < len(words):
        head, at = words[at], at + 1
        run, plain = head >> 1 & 0xffffffff, head >> 33
        if place + run + plain > 1 << 25:
            raise ValueError
        if head & 1:
            bits.update(range(place * 64, (place + run) * 64))
        place += run
        for word in words[at:at + plain]:
            bits.update(place * 64 + bit for bit in range(64) if word >> bit & 1)
            place += 1
        at += plain
    return bits


def _seconds(text: str) -> float:
    match = re.fullmatch("([0-9]{1,9})(ms|s|m)?", text)
    if match is None or int(match.group(1)) == 0:
        raise ValueError("a time to wait: seconds, or a number with a unit, as 500ms, 2s, 1m")
    return min(int(match.group(1)) * {"ms": 0.001, "m": 60.0}.get(match.group(2), 1.0), _LONGEST_SECONDS)


def _switch(text: str) -> bool:
    if text.lower() in ("1", "true", "yes", "on"):
        return True
    if text.lower() in ("0", "false", "no", "off"):
        return False
    raise ValueError("a yes or no: true or false")


# Connection strings

_OPTION_NAMES = {name.lower(): name for name in """
    appName authMechanism authMechanismProperties authSource compressors connectTimeoutMS directConnection
    enableOverloadRetargeting gssapiServiceName heartbeatFrequencyMS journal loadBalanced localThresholdMS
    maxAdaptiveRetries maxConnecting maxIdleTimeMS maxLifeTimeMS maxPoolSize maxStalenessSeconds minPoolSize proxyHost
    proxyPassword proxyPort proxyUsername readConcernLevel readPreference readPreferenceTags replicaSet retryReads
    retryWrites safe serverMonitoringMode serverSelectionTimeoutMS socketTimeoutMS srvAllowedHostsSuffix srvMaxHosts
    srvServiceName ssl sslInvalidHostNameAllowed timeoutMS tls tlsAllowInvalidCertificates tlsAllowInvalidHostnames
    tlsCAFile tlsCRLFile tlsCertificateKeyFile tlsCertificateKeyFilePassword tlsDisableCertificateRevocationCheck
    tlsDisableOCSPEndpointCheck tlsInsecure uuidRepresentation w waitQueueTimeoutMS wtimeoutMS zlibCompressionLevel
    """.split()}
_BOOLEAN_OPTIONS = frozenset("""
    directconnection enableoverloadretargeting journal loadbalanced retryreads retrywrites safe ssl
    sslinvalidhostnameallowed tls tlsallowinvalidhostnames tlsdisableocspendpointcheck tlsinsecure""".split())
_WORDS = {"true": "true", "yes": "true", "1": "true", "false": "false", "no": "false", "0": "false"}
# What a piece behind an & that is not written as %26 would be a part of.
_SECRET_OPTIONS = frozenset(["authmechanismproperties", "proxypassword", "tlscertificatekeyfilepassword"])
# What says nothing to a reader, or what Kist decides; drivers do not know the same of them.
_IGNORED_OPTIONS = frozenset("""
    compressors connecttimeoutms enableoverloadretargeting heartbeatfrequencyms journal localthresholdms maxadaptiveretries
    maxconnecting maxidletimems maxlifetimems maxpoolsize maxstalenessseconds minpoolsize readconcernlevel readpreference
    readpreferencetags retryreads retrywrites safe servermonitoringmode serverselectiontimeoutms sockettimeoutms timeoutms
    tlsdisablecertificaterevocationcheck tlsdisableocspendpointcheck uuidrepresentation w waitqueuetimeoutms wtimeoutms
    zlibcompressionlevel""".split())
_NUMBER_OPTIONS = frozenset("""
    connecttimeoutms heartbeatfrequencyms localthresholdms maxadaptiveretries maxconnecting maxidletimems maxlifetimems
    maxpoolsize maxstalenessseconds minpoolsize proxyport serverselectiontimeoutms sockettimeoutms srvmaxhosts timeoutms
    waitqueuetimeoutms wtimeoutms zlibcompressionlevel""".split())
# As Java has it, they give up the check of the host's name and not that of its certificate.
_OF_NAMES = {"tlsinsecure": "tlsallowinvalidhostnames", "sslinvalidhostnameallowed": "tlsallowinvalidhostnames"}
# What Java cannot do either, so that one connection string is good for all.
_REFUSED_OPTIONS = {"tlsallowinvalidcertificates": "name the server's authority with tlsCAFile instead",
                    "tlscrlfile": "leave it out, and take a revoked certificate off the server"}
_TLS_FILES = {"tlscafile": "tlsCAFile", "tlscertificatekeyfile": "tlsCertificateKeyFile"}


class _Option(NamedTuple):
    """A part of a connection string behind its `?`, as it is written."""

    text: str

    @property
    def name(self) -> str:
        return self.text.partition("=")[0].lower()

    @property
    def value(self) -> str:
        return urllib.parse.unquote_plus(self.text.partition("=")[2])


class _ConnectionString:
    """What Kist has to say of a connection string. Nothing of it is in a message but its hosts, the files that it names and
    the names of options that are known here."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._base, _, query = text.partition("?")
        self._options = [_Option(part) for part in re.split("[&;]", query) if part]
        self._authority = re.split("[/?]", text.partition("://")[2], maxsplit=1)[0]

    @property
    def hosts(self) -> str:
        """The hosts as they are written."""
        return self._authority.rpartition("@")[2]

    def is_srv(self) -> bool:
        return self._text.startswith("mongodb+srv://")

    def has_password(self) -> bool:
        """Whether it holds a password or something as secret."""
        return (":" in self._text.partition("://")[2].rpartition("@")[0]
                or any(re.search("password|aws_session_token", urllib.parse.unquote(o.text), re.I) for o in self._options))

    def exposes(self) -> bool:
        """Whether a connection hands out what this machine has of its own, or lets whoever is on the way read along."""
        for option in self._options:
            name, value = urllib.parse.unquote_plus(option.name).strip().lower(), option.value.strip().lower()
            lax = "insecure" in name or "invalid" in name or name.startswith("tlsdisable")
            if (name.startswith("proxy") or (lax and value != "false")
                    or (name.startswith("tlscertificatekey") and value)
                    or (name == "authmechanism" and value in ("mongodb-oidc", "mongodb-aws", "gssapi", "mongodb-x509"))):
                return True
        return False

    def resolved_from(self, folder: pathlib.Path) -> str:
        """The same, with relative paths of files counted from a folder."""
        def located(option: _Option) -> str:
            if option.name not in _TLS_FILES or not option.value:
                return option.text
            return f"{option.text.partition('=')[0]}={urllib.parse.quote(str(folder / option.value))}"
        return self._base + "?" + "&".join(map(located, self._options)) if self._options else self._text

    def for_driver(self) -> str:
        """What the driver takes; SettingsError where it cannot be used, or where the driver would pass over a part of it."""
        self._check_form()
        self._check_names()
        self._check_tls()
        said = {_WORDS[o.value.lower()] for o in self._options if o.name in ("tls", "ssl")}
        names_files = self._says(*_TLS_FILES, "tlscertificatekeyfilepassword")
        has_tls = "true" in said or names_files or (self.is_srv() and not said)
        options = []
        for option in self._options:
            name = _OF_NAMES.get(option.name, option.name)
            text = f"{name}={_WORDS[option.value.lower()]}" if option.name in _BOOLEAN_OPTIONS else option.text
            # pymongo takes the mere name of one of the others for a wish for TLS.
            is_of_tls = option.name.startswith(("tls", "ssl")) and option.name not in ("tls", "ssl")
            if (option.name not in _IGNORED_OPTIONS and (option.value or option.name not in _TLS_FILES)
                    and not (is_of_tls and (not has_tls or text.endswith("=false")))):
                options.append(text)
        if names_files and not said:
            options.append("tls=true")
        for text in options:
            try:
                split_options(text, validate=True, warn=False)  # the client would only warn, and connect without it
            except (PyMongoError, ValueError, TypeError, OSError):
                raise _unusable(f"pymongo does not take its option {_OPTION_NAMES[_Option(text).name]} as it "
                                "stands") from None
        # An option is one only behind the slash that ends the hosts.
        return self._base + ("?" if "/" in self._base.partition("://")[2] else "/?") + "&".join(options)

    def has_app_name(self) -> bool:
        return self._says("appname")

    def connect_milliseconds(self, most: int) -> int:
        """The time for one connection: what is said here, where that is less."""
        said = next((o.value for o in self._options if o.name == "connecttimeoutms"), "")
        return min(most, int(said)) if re.fullmatch("[0-9]+", said) and int(said) > 0 else most

    def _check_form(self) -> None:
        if not self._text.startswith(("mongodb://", "mongodb+srv://")):  # the driver would take it for the name of a host
            raise SettingsError("KIST_MONGODB_URI does not begin with mongodb:// or mongodb+srv://")
        # A password with a slash or a question mark in it would end the hosts early, and pass for one.
        if self._text.count("@") > 1 or ("@" in self._text and "@" not in self._authority):
            raise _unusable("it has an @ where none can be; in a user name or password write @ as %40, : as %3A, / as %2F, "
                            "? as %3F, % as %25; so too in options")
        if not all(re.fullmatch(r"(\[[^]]+\]|[^:]+)(:[0-9]+)?", host) for host in self.hosts.split(",")):
            raise _unusable("its hosts cannot be understood; write it as mongodb://USER:PASSWORD@HOST:PORT/DATABASE")
        if any(part.startswith("<") and part.endswith(">") for part in re.split("[:@,]", self._authority)):
            raise _unusable("a value has to be filled in where it has < and >; in a user name or password write < as %3C")
        if any(c <= " " or c == "\x7f" for c in self._text):
            raise _unusable("it has white space or a control character in it; write a space as %20")
        database = self._base.partition("://")[2].partition("/")[2]
        if "=" in database or "&" in database:
            raise _unusable("its database has = or & in its name; options begin with ?")
        # What stands behind a dot is the name of a collection, which nobody reads here.
        if database and not _DATABASE.fullmatch(urllib.parse.unquote(database).partition(".")[0]):
            raise _unusable("its database cannot be understood; write it as mongodb://USER:PASSWORD@HOST:PORT/DATABASE")

    def _check_names(self) -> None:
        before = ""
        seen = set()
        for place, option in enumerate(self._options, 1):
            name = option.name
            if name not in _OPTION_NAMES and before in _SECRET_OPTIONS:
                raise _unusable(f"what is behind its option {_OPTION_NAMES[before]} is no option; in an option write & as "
                                "%26 and ; as %3B")
            if not re.fullmatch("[a-z_]+", name) or "=" not in option.text:
                raise _unusable("one of its options has no =, or other characters than letters in its name; in a value write "
                                "& as %26, ; as %3B, / as %2F, ? as %3F")
            if name not in _OPTION_NAMES:
                raise _unusable(f"its option number {place} is not known here, which may be a mistyped one")
            if name in _BOOLEAN_OPTIONS and option.value.lower() not in _WORDS:
                raise _unusable(f"its option {_OPTION_NAMES[name]} is neither true nor false")
            if name in _NUMBER_OPTIONS and not re.fullmatch("-?[0-9]{1,10}", option.value):
                raise _unusable(f"its option {_OPTION_NAMES[name]} is no number")
            if name in _REFUSED_OPTIONS:
                raise _unusable(f"its option {_OPTION_NAMES[name]} is not known here; {_REFUSED_OPTIONS[name]}")
            if _OF_NAMES.get(name, name) in seen and name != "readpreferencetags":
                raise _unusable(f"its option {_OPTION_NAMES[name]} is there twice")
            seen.add(_OF_NAMES.get(name, name))
            before = name

    def _check_tls(self) -> None:
        said = {_WORDS[o.value.lower()] for o in self._options if o.name in ("tls", "ssl")}
        if len(said) > 1:
            raise _unusable("its options tls and ssl contradict each other")
        if self._says(*_TLS_FILES, "tlscertificatekeyfilepassword") and said == {"false"}:
            raise _unusable("it names files for TLS and turns TLS off; leave out tls=false")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        named = {o.name: o.value for o in self._options}
        for name, shown in _TLS_FILES.items():
            file = named.get(name)
            if not file:
                continue
            # Without a password OpenSSL would ask for one on the terminal.
            password = named.get("tlscertificatekeyfilepassword", "")
            try:
                with open(file, "rb"):
                    pass
                if name == "tlscafile":
                    context.load_verify_locations(file)
                else:
                    context.load_cert_chain(file, password=lambda: password)
            except ssl.SSLError:
                what = ("certificates" if name == "tlscafile" else
                        "a certificate with its key, or the key is encrypted with another password,")
                raise _unusable(f"its option {shown} names {file}, which does not hold {what} in PEM") from None
            except (OSError, ValueError) as e:
                why = e.strerror if isinstance(e, OSError) else "that cannot be the name of a file"
                raise _unusable(f"its option {shown} names {file}, which cannot be read: {why}") from None

    def _says(self, *names: str) -> bool:
        return any(option.name in names for option in self._options)

    def __repr__(self) -> str:
        return "_ConnectionString()"


def _unusable(why: str) -> SettingsError:
    return SettingsError(f"KIST_MONGODB_URI cannot be used: {why}")


# MongoDB

class _MongoStore:
    """The three collections; reads are majority, from the primary where there is one."""

    def __init__(self, connection: _ConnectionString, database: pymongo.database.Database[dict[str, Any]],
                 collection: str) -> None:
        self.place = f"{connection.hosts} {database.name}.{collection}"
        self._connection = connection
        options: dict[str, Any] = {
            "codec_options": CodecOptions(datetime_conversion=DatetimeConversion.DATETIME_MS),
            "read_concern": ReadConcern("majority"), "read_preference": ReadPreference.PRIMARY_PREFERRED}
        self._secrets = database.get_collection(collection, **options)
        self._environments = database.get_collection(collection + ".environments", **options)

    def environment(self, name: str) -> Optional[Mapping[str, Any]]:
        with self._in_our_words():
            return _document(self._environments.find_one({"_id": name}))

    def secrets(self, environment: str) -> Iterable[Mapping[str, Any]]:
        with self._in_our_words():
            for found in self._secrets.find({"environment": environment}):
                yield _document(found)

    def secret(self, environment: str, name: str) -> Optional[Mapping[str, Any]]:
        with self._in_our_words():
            return _document(self._secrets.find_one({"environment": environment, "key": name}))

    @contextlib.contextmanager
    def _in_our_words(self) -> Iterator[None]:
        try:
            yield
        except Exception as e:  # what signing in raises is not only the driver's own
            raise _unreachable(e, self._connection) from None


_D = TypeVar("_D")


def _document(found: _D) -> _D:
    """TypeError where a server puts something else in a document's place, which pymongo passes on."""
    if found is not None and not isinstance(found, dict):
        raise TypeError("not a document")
    return found


def _client(connection: _ConnectionString, seconds: float) -> pymongo.MongoClient[dict[str, Any]]:
    milliseconds = max(1, int(seconds * 1000))
    options: dict[str, Any] = {} if connection.has_app_name() else {"appname": "kist-python"}
    text = connection.for_driver()
    try:
        return pymongo.MongoClient(text, serverSelectionTimeoutMS=milliseconds, socketTimeoutMS=milliseconds,
                                   connectTimeoutMS=connection.connect_milliseconds(milliseconds), **options)
    except (PyMongoError, ValueError, TypeError, OSError) as e:
        if isinstance(e, ConfigurationError) and connection.is_srv() and not isinstance(e, InvalidURI):
            raise _unreachable(e, connection) from None
        raise _unusable(f"pymongo does not understand its parts, or they do not go together ({type(e).__name__})") from None


def _unreachable(error: Exception, connection: _ConnectionString) -> KistError:
    """The driver's error in words of our own: its text can hold parts of the URI."""
    hosts = connection.hosts
    if isinstance(error, ConfigurationError) and connection.is_srv():
        return UnreachableError(f"{hosts} cannot be found: DNS does not tell its hosts")
    if isinstance(error, BSONError):
        return AccessError(f"{hosts} holds a document that is not valid BSON")
    if isinstance(error, OperationFailure) and error.code == 18:
        return UnreachableError(f"{hosts} refuses the user or the password")
    if isinstance(error, OperationFailure) and error.code == 13:
        return UnreachableError(f"{hosts} does not let this user read: it lacks the privilege")
    if isinstance(error, (TypeError, LookupError, AttributeError)):
        return UnreachableError(f"{hosts} cannot be used: it answers what no MongoDB answers")
    code = f", code {error.code}" if isinstance(error, OperationFailure) and isinstance(error.code, int) else ""
    if isinstance(error, (ConnectionFailure, OperationFailure)) or (isinstance(error, PyMongoError) and error.timeout):
        return UnreachableError(f"{hosts} cannot be reached or does not answer in time ({type(error).__name__}{code})")
    return UnreachableError(f"{hosts} cannot be used as KIST_MONGODB_URI has it ({type(error).__name__})")


# What a program calls

_V = TypeVar("_V")


class _Hidden(Mapping[str, _V]):
    """Names to values that are there for whoever asks by name, and not for whoever prints, pickles or logs it."""

    def __init__(self, values: Mapping[str, _V]) -> None:
        self._values: Mapping[str, _V] = dict(values)

    def __getitem__(self, name: str) -> _V:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __copy__(self: _H) -> _H:
        return self

    def __deepcopy__(self: _H, memo: object) -> _H:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"{type(self).__name__} is not pickled, as it holds secrets; dict(...) makes a copy that is")

    def __repr__(self) -> str:
        return f"{{{len(self)} values hidden}}"


_H = TypeVar("_H", bound=_Hidden[Any])


class Secrets(_Hidden[str]):
    """Names to values, as they were when they were read; `binary` has those that are bytes. Printing either shows no
    value."""

    def __init__(self, environment: str, values: Mapping[str, Value]) -> None:
        super().__init__({name: value for name, value in values.items() if isinstance(value, str)})
        self.environment = environment
        self.binary: Mapping[str, bytes] = _Hidden(
            {name: value for name, value in values.items() if isinstance(value, bytes)})

    def __repr__(self) -> str:
        return f"Secrets({self.environment!r}, {len(self)} values hidden)"


def read_secrets(environment: Optional[str] = None, *, uri: Optional[str] = None, database: Optional[str] = None,
                 collection: Optional[str] = None, key: Optional[str] = None,
                 key_file: Union[str, os.PathLike[str], None] = None, fingerprint: Optional[str] = None,
                 strict: Optional[bool] = None, timeout: Union[float, str, None] = None) -> Secrets:
    """All secrets of an environment, its parents' among them, deleted ones left out, templates resolved.

    The mapping holds the texts; binary secrets are in its `binary`.

    An argument that is not given is taken from the KIST_ variable, the `.kist` folder or the default.
    `timeout`, in seconds or as `"500ms"`, is for everything together. Raises a KistError where anything at all
    cannot be read or trusted: there is no half-read environment.
    """
    try:
        return _read_secrets(_arguments(environment, uri, database, collection, key, key_file, fingerprint, strict, timeout))
    except KistError as e:
        raise _alone(e) from None


def _arguments(environment: Optional[str], uri: Optional[str], database: Optional[str], collection: Optional[str],
               key: Optional[str], key_file: Union[str, os.PathLike[str], None], fingerprint: Optional[str],
               strict: Optional[bool], timeout: Union[float, str, None]) -> dict[str, Optional[str]]:
    if isinstance(timeout, (int, float)):  # a number may be a part of a second, which the text of a setting may not
        timeout = f"{max(1, round(timeout * 1000))}ms" if 0 < timeout <= _LONGEST_SECONDS else str(timeout)
    return {"KIST_ENVIRONMENT": environment, "KIST_MONGODB_URI": uri, "KIST_DATABASE": database,
            "KIST_COLLECTION": collection, "KIST_KEY": key, "KIST_FINGERPRINT": fingerprint,
            "KIST_KEY_FILE": None if key_file is None else os.fspath(key_file),
            "KIST_STRICT": None if strict is None else str(strict), "KIST_TIMEOUT": timeout}


def _alone(error: KistError) -> KistError:
    """The same without the way to it: whoever keeps the locals of each frame, as services for crash reports do, would have
    keys and values among them."""
    error.__context__ = None
    return error.with_traceback(None)


def _read_secrets(arguments: Mapping[str, Optional[str]]) -> Secrets:
    settings = Settings(arguments, os.environ)
    if settings.uri is None:
        raise SettingsError("no database: set KIST_MONGODB_URI (the local store is for Kist's command line)")
    if not settings.keys:
        settings.fetch_keys()
    if not settings.keys and settings.addresses:
        raise AccessError(f"no key that can be used here: {_listed(settings.addresses)} is kept by a key management "
                          f"service, which this reader does not ask; make it a key of its own with kist key new "
                          f"--label NAME --add -e {settings.environment}")
    if not settings.keys:
        raise AccessError(f"no key to open environment {settings.environment} with: set KIST_KEY or KIST_KEY_FILE")
    connection = _ConnectionString(settings.uri)
    try:
        return _read_once(settings, connection)
    except AccessError as e:
        if not e._wants_a_key or not settings.fetch_keys():
            raise
    return _read_once(settings, connection)


def _read_once(settings: Settings, connection: _ConnectionString) -> Secrets:
    with pymongo.timeout(settings.timeout), _client(connection, settings.timeout) as client:
        name = settings.database or client.get_default_database("kist").name
        store = _MongoStore(connection, client[name], settings.collection)
        return Secrets(settings.environment,
                       read_documents(store, settings.environment, settings.keys, settings.trust(name)))


# The names of clients/dangerous-names.txt, which says what each does; clients/dangerous-names.py copies them here.
_DANGEROUS_NAMES = """
ACKRC ACK_OPTIONS ACK_PAGER* ACLOCAL* ACTIONS_ALLOW_UNSECURE_COMMANDS ADAL_PYTHON_SSL_NO_VERIFY ALSA_CONFIG_*
ALTERNATE_EDITOR ANSIBLE_ACTION_PLUGINS ANSIBLE_BECOME_EXE ANSIBLE_BECOME_FLAGS ANSIBLE_BECOME_PLUGINS
ANSIBLE_CACHE_PLUGINS ANSIBLE_CALLBACKS_ENABLED ANSIBLE_CALLBACK_PLUGINS ANSIBLE_CLICONF_PLUGINS
ANSIBLE_COLLECTIONS_PATH* ANSIBLE_CONFIG ANSIBLE_CONNECTION_* ANSIBLE_DOC_FRAGMENT_PLUGINS ANSIBLE_EXECUTABLE
ANSIBLE_FILTER_PLUGINS ANSIBLE_GALAXY_IGNORE ANSIBLE_GALAXY_SERVER ANSIBLE_HOME ANSIBLE_HOST_KEY_CHECKING
ANSIBLE_HTTPAPI_PLUGINS ANSIBLE_INVENTORY ANSIBLE_INVENTORY_PLUGINS ANSIBLE_LIBRARY ANSIBLE_LOG_PATH
ANSIBLE_LOOKUP_PLUGINS ANSIBLE_MODULE_UTILS ANSIBLE_NETCONF_PLUGINS ANSIBLE_PAGER ANSIBLE_PYTHON_INTERPRETER
ANSIBLE_ROLES_PATH ANSIBLE_SCP_* ANSIBLE_SFTP_* ANSIBLE_SSH_ARGS ANSIBLE_SSH_COMMON_ARGS ANSIBLE_SSH_EXECUTABLE
ANSIBLE_SSH_EXTRA_ARGS ANSIBLE_STRATEGY* ANSIBLE_TERMINAL_PLUGINS ANSIBLE_TEST_PLUGINS ANSIBLE_TRANSPORT
ANSIBLE_VARS_PLUGINS ANSIBLE_VAULT_IDENTITY_LIST ANSIBLE_VAULT_PASSWORD_FILE ANT_ARGS ANT_HOME ANT_OPTS
APPDOMAIN_MANAGER_ASM APPDOMAIN_MANAGER_TYPE APT_CONFIG AR ARFLAGS AS ASAN_OPTIONS ASAN_SYMBOLIZER_PATH ASFLAGS
ASPNETCORE_HOSTINGSTARTUPASSEMBLIES AUTOCONF AUTOHEADER AUTOM4TE* AUTOMAKE AUTOMAKE_LIBDIR AUTOPOINT AWK AWKLIBPATH
AWKPATH AWS_CA_BUNDLE AWS_CONFIG_FILE AWS_PAGER AWS_SHARED_CREDENTIALS_FILE
AZURE_CLI_DISABLE_CONNECTION_VERIFICATION AZURE_CONFIG_DIR AZURE_EXTENSION_DEV_SOURCES AZURE_EXTENSION_DIR
AZURE_EXTENSION_INDEX_URL BASHOPTS BASH_ENV BASH_FUNC_* BASH_LOADABLES_PATH BASH_XTRACEFD BAT_CONFIG_DIR
BAT_CONFIG_PATH BAT_PAGER BIOME_BINARY BOTO_CONFIG BROWSER BUILDKIT_HOST BUILDX_BUILDER BUILDX_CONFIG BUNDLER_EDITOR
BUNDLE_APP_CONFIG BUNDLE_BIN BUNDLE_CONFIG BUNDLE_GEMFILE BUNDLE_PATH BUNDLE_SSL_CA_CERT BUNDLE_SSL_VERIFY_MODE
BUNDLE_USER_CONFIG BUNDLE_USER_HOME BUN_INSPECT* BUN_OPTIONS CABAL_CONFIG CAML_LD_LIBRARY_PATH CARGO CARGO_ALIAS_*
CARGO_BUILD_* CARGO_CREDENTIAL_ALIAS_* CARGO_ENCODED_RUSTDOCFLAGS CARGO_ENCODED_RUSTFLAGS CARGO_HOME
CARGO_HTTP_CAINFO CARGO_HTTP_CHECK_REVOKE CARGO_INSTALL_ROOT CARGO_NET_GIT_FETCH_WITH_CLI
CARGO_REGISTRY_CREDENTIAL_PROVIDER CARGO_REGISTRY_GLOBAL_CREDENTIAL_PROVIDERS CARGO_TARGET_* CC CCACHE_COMPILER
CCACHE_CONFIGPATH CCACHE_DEBUGDIR CCACHE_DIR CCACHE_LOGFILE CCACHE_PATH CCACHE_PREFIX CCACHE_PREFIX_CPP
CCC_OVERRIDE_OPTIONS CDPATH CFLAGS CGO_CFLAGS* CGO_CPPFLAGS* CGO_CXXFLAGS* CGO_FFLAGS* CGO_LDFLAGS* CL CLASSPATH
CLOUDSDK_ACTIVE_CONFIG_NAME CLOUDSDK_API_ENDPOINT_OVERRIDES_* CLOUDSDK_AUTH_DISABLE_SSL_VALIDATION
CLOUDSDK_BQ_PYTHON CLOUDSDK_CONFIG CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE CLOUDSDK_GSUTIL_PYTHON CLOUDSDK_PROXY_*
CLOUDSDK_PYTHON* CLOUDSDK_ROOT_DIR CMAKE_* CO COFLAGS COMPILE.* COMPILER_PATH COMPLUS_* COMPOSER COMPOSER_BIN_DIR
COMPOSER_HOME COMPOSER_VENDOR_DIR COMPOSE_ENV_FILES COMPOSE_FILE COMSPEC CONDARC CONFIG_SHELL CONFIG_SITE
CONSUL_HTTP_SSL_VERIFY CONTAINERS_CONF* CONTAINERS_REGISTRIES_CONF CONTAINERS_STORAGE_CONF CONTAINER_CONNECTION
CONTAINER_HOST CORECLR_* COREPACK_HOME COREPACK_INTEGRITY_KEYS COREPACK_NPM_REGISTRY COR_ENABLE_PROFILING
COR_PROFILER* COVERAGE_PROCESS_START COVERAGE_RCFILE CPATH CPLUS_INCLUDE_PATH CPP CPPFLAGS CPUPROFILE CTANGLE
CTLOG_FILE CUDA_INJECTION64_PATH CURL_CA_BUNDLE CURL_HOME CURL_SSL_BACKEND CUSTOMAFTERMICROSOFTCOMMON*
CUSTOMBEFOREMICROSOFTCOMMON* CVSEDITOR CVS_RSH CWEAVE CXX CXXCPP CXXFLAGS C_INCLUDE_PATH DART_VM_OPTIONS
DBUS_SESSION_BUS_ADDRESS DBUS_STARTER_ADDRESS DBUS_SYSTEM_BUS_ADDRESS DELTA_PAGER DENO_CERT DENO_TLS_CA_STORE
DEPENDENCIES_OUTPUT DEVELOPER_DIR DEVPATH DIRECTORYBUILDPROPSPATH DIRECTORYBUILDTARGETSPATH DISTCC_*
DOCKER_CERT_PATH DOCKER_CONFIG DOCKER_CONTENT_TRUST DOCKER_CONTEXT DOCKER_HOST DOCKER_TLS_VERIFY
DOTNET_ADDITIONAL_DEPS DOTNET_ALTJIT* DOTNET_BUNDLE_EXTRACT_BASE_DIR DOTNET_CLI_HOME DOTNET_DBG*
DOTNET_DIAGNOSTICPORTS DOTNET_ENABLEEVENTPIPE DOTNET_EVENTPIPE* DOTNET_GCNAME DOTNET_GCPATH
DOTNET_HOSTINGSTARTUPASSEMBLIES DOTNET_HOST_PATH DOTNET_JITNAME DOTNET_MSBUILD_SDK_RESOLVER_* DOTNET_ROOT*
DOTNET_SHARED_STORE DOTNET_STARTUP_HOOKS DYLD_* EDITOR EGREP ELECTRON_OVERRIDE_DIST_PATH ELECTRON_RUN_AS_NODE
ELIXIR_EDITOR ELIXIR_ERL_OPTIONS EMACSDATA EMACSLOADPATH EMACSPATH ENV ERL_AFLAGS ERL_COMPILER_OPTIONS
ERL_CRASH_DUMP ERL_FLAGS ERL_INETRC ERL_LIBS ERL_OTP* ERL_ZFLAGS ESBUILD_BINARY_PATH ESCRIPT_EMULATOR ESHELL
EXECIGNORE EXINIT F77 F77FLAGS FC FCEDIT FCFLAGS FFLAGS FGREP FLUTTER_STORAGE_BASE_URL FPATH FZF_* GBM_BACKEND
GBM_BACKENDS_PATH GCCGO GCC_EXEC_PREFIX GCONV_PATH GDAL_DRIVER_PATH GDAL_PYTHON_DRIVER_PATH GDK_PIXBUF_MODULEDIR
GDK_PIXBUF_MODULE_FILE GEMRC GEM_HOME GEM_PATH GET GETCONF_DIR GFLAGS GHCRTS GHC_ENVIRONMENT GHC_PACKAGE_PATH
GH_BROWSER GH_CONFIG_DIR GH_EDITOR GH_PAGER GIO_EXTRA_MODULES GIO_MODULE_DIR GIT_ALLOW_PROTOCOL
GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_ASKPASS GIT_ATTR_SOURCE GIT_COMMON_DIR GIT_CONFIG* GIT_CURL_VERBOSE GIT_DIR
GIT_EDITOR GIT_EXEC_PATH GIT_EXTERNAL_DIFF GIT_INDEX_FILE GIT_OBJECT_DIRECTORY GIT_PAGER GIT_PROTOCOL_FROM_USER
GIT_PROXY_COMMAND GIT_PROXY_SSL_CAINFO GIT_REDIRECT_* GIT_SEQUENCE_EDITOR GIT_SSH GIT_SSH_COMMAND GIT_SSH_VARIANT
GIT_SSL_CAINFO GIT_SSL_CAPATH GIT_SSL_NO_VERIFY GIT_TEMPLATE_DIR GIT_TRACE* GIT_WORK_TREE GI_TYPELIB_PATH
GLIBC_TUNABLES GLOBIGNORE GMON_OUT_PREFIX GNUMAKEFLAGS GNUPGHOME GNUTLS_SYSTEM_PRIORITY_FAIL_ON_INVALID
GNUTLS_SYSTEM_PRIORITY_FILE GOAUTH GOBIN GOCACHE GOCACHEPROG GOCOVERDIR GODEBUG GOENV GOFLAGS GOINSECURE GOMODCACHE
GONOSUMDB GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES GOPATH GOROOT GOSUMDB GOTOOLCHAIN GOTOOLDIR GOVCS GOWORK
GRADLE_HOME GRADLE_OPTS GRADLE_USER_HOME GREP GRPC_DEFAULT_SSL_ROOTS_FILE_PATH GSS_MECH_CONFIG GST_PLUGIN_* GS_LIB
GS_OPTIONS GTK3_MODULES GTKDOCIZE GTK_EXE_PREFIX GTK_IM_MODULE_FILE GTK_MODULES GTK_PATH GUILE_* GUNICORN_CMD_ARGS
GVIMINIT HARNESS_OPTIONS HARNESS_PERL HARNESS_PERL_SWITCHES HEAPPROFILE HELM_CONFIG_HOME HELM_DATA_HOME
HELM_KUBEAPISERVER HELM_KUBECAFILE HELM_KUBEINSECURE_SKIP_TLS_VERIFY HELM_PLUGINS HELM_REGISTRY_CONFIG
HELM_REPOSITORY_CONFIG HEX_HOME HEX_MIRROR HEX_UNSAFE_HTTPS HEX_UNSAFE_REGISTRY HG HGEDITOR HGMERGE HGRCPATH
HISTFILE HOMEBREW_ARTIFACT_DOMAIN HOMEBREW_BOTTLE_DOMAIN HOMEBREW_BREW_GIT_REMOTE HOMEBREW_BROWSER
HOMEBREW_CORE_GIT_REMOTE HOMEBREW_CURL_PATH HOMEBREW_EDITOR HOMEBREW_GIT_PATH HOSTALIASES HTTPLIB2_CA_CERTS
IBM_COREDIR IBM_HEAPDUMP* IBM_JAVACOREDIR IBM_JAVA_OPTIONS IFS INPUTRC INSTALL INTLTOOLIZE IPYTHONDIR IRBRC JAVACMD
JAVA_DUMP_OPTS JAVA_DUMP_TOOL JAVA_HOME JAVA_TOOL_OPTIONS JDK_AOT_VM_OPTIONS JDK_HOME JDK_JAVAC_OPTIONS
JDK_JAVA_OPTIONS JRE_HOME JRUBY_OPTS JULIA_BINDIR JULIA_DEPOT_PATH JULIA_EDITOR JULIA_LOAD_PATH JULIA_PKG_SERVER
JULIA_PROJECT JULIA_SHELL JULIA_SSL_CA_ROOTS_PATH JULIA_SSL_NO_VERIFY_HOSTS JUPYTER_CONFIG_DIR JUPYTER_CONFIG_PATH
JUPYTER_PATH KIST_* KRB5_CONFIG KRB5_TRACE KUBECONFIG KUBECTL_EXTERNAL_DIFF KUBERC KUBE_EDITOR LD LDAPCONF LDAPRC
LDAPTLS_CACERT LDAPTLS_CACERTDIR LDAPTLS_REQCERT LDFLAGS LDLIBS LDR_PRELOAD* LD_32_* LD_64_* LD_ASSUME_KERNEL
LD_AUDIT* LD_BIND_* LD_CAP_FILES LD_CONFIG* LD_DEBUG* LD_DUMP_* LD_DYNAMIC_WEAK LD_ELF_HINTS_PATH LD_FLAGS*
LD_HWCAP_MASK LD_LIBMAP* LD_LIBRARY_* LD_LOADFLTR* LD_NO* LD_OPTIONS LD_ORIGIN* LD_POINTER_GUARD LD_PREFER_*
LD_PRELOAD* LD_PROFILE* LD_RUN_PATH LD_SHOW_* LD_SIGNAL LD_STATIC_TLS_EXTRA LD_TRACE_* LD_USE_LOAD_BIAS LD_UTRACE
LD_VERBOSE LD_WARN LESS LESSCLOSE LESSECHO LESSEDIT LESSHISTFILE LESSKEY* LESSMETACHARS LESSMETAESCAPE LESSOPEN LEX
LEX.* LFLAGS LIBGL_DRIVERS_PATH LIBMYSQL_ENABLE_CLEARTEXT_PLUGIN LIBMYSQL_PLUGINS LIBMYSQL_PLUGIN_DIR LIBPATH
LIBRARY_PATH LIBTOOL LIBTOOLIZE LIBVA_DRIVERS_PATH LINK LINK.* LINT LINT.* LINTFLAGS LOCALDOMAIN LOCPATH
LSAN_OPTIONS LUAROCKS_CONFIG LUA_CPATH* LUA_INIT* LUA_PATH* LYNX_CFG M2C M2_HOME M4 M4PATH MAGICK_* MAILPATH MAILRC
MAKE MAKEFILES MAKEFLAGS MAKEINFO MALLOC_* MANOPT MANPAGER MANROFFOPT MAVEN_ARGS MAVEN_CONFIG MAVEN_DEBUG_OPTS
MAVEN_HOME MAVEN_OPTS MFLAGS MIX_ARCHIVES MIX_BUILD_PATH MIX_DEPS_PATH MIX_EXS MIX_HOME MIX_PATH MONO_CFG_DIR
MONO_CONFIG MONO_DEBUG MONO_ENV_OPTIONS MONO_GAC_PREFIX MONO_GC_DEBUG MONO_GC_PARAMS MONO_LOG_DEST MONO_PATH
MONO_PROFILE MONO_TRACE_LISTENER MORE MSAN_OPTIONS MSAN_SYMBOLIZER_PATH MSBUILDEXTENSIONSPATH* MSBUILDSDKSPATH
MSBUILD_EXE_PATH MUSL_LOCPATH MVNW_REPOURL MYSQL_HOME NAPI_RS_NATIVE_LIBRARY_PATH NATIVE_IMAGE_OPTIONS NIS_PATH
NIX_BUILD_HOOK NIX_BUILD_SHELL NIX_CONFIG NIX_CONF_DIR NIX_PATH NIX_REMOTE NIX_SSHOPTS NIX_SSL_CERT_FILE
NIX_USER_CONF_FILES NLSPATH NM NODE_COMPILE_CACHE NODE_EXTRA_CA_CERTS NODE_GYP_FORCE_PYTHON NODE_ICU_DATA
NODE_OPTIONS NODE_PATH NODE_REDIRECT_WARNINGS NODE_REPL_EXTERNAL_MODULE NODE_REPL_HISTORY
NODE_TLS_REJECT_UNAUTHORIZED NODE_V8_COVERAGE NOMAD_SKIP_VERIFY NPM_CONFIG_BROWSER NPM_CONFIG_CA NPM_CONFIG_CAFILE
NPM_CONFIG_CALL NPM_CONFIG_EDITOR NPM_CONFIG_GIT NPM_CONFIG_GLOBALCONFIG NPM_CONFIG_IGNORE_SCRIPTS
NPM_CONFIG_INIT_MODULE NPM_CONFIG_NODE_GYP NPM_CONFIG_NODE_OPTIONS NPM_CONFIG_ONLOAD_SCRIPT NPM_CONFIG_PREFIX
NPM_CONFIG_PYTHON NPM_CONFIG_SCRIPT_SHELL NPM_CONFIG_SHELL NPM_CONFIG_STRICT_SSL NPM_CONFIG_USERCONFIG
NPM_CONFIG_VIEWER NUGET_CREDENTIALPROVIDERS_PATH NUGET_NETCORE_PLUGIN_PATHS NUGET_NETFX_PLUGIN_PATHS NUGET_PACKAGES
NUGET_PLUGIN_PATHS NULLCMD NVCC_APPEND_FLAGS NVCC_CCBIN NVCC_PREPEND_FLAGS NVIM_APPNAME OBJC OBJCFLAGS OBJCXX
OBJCXXFLAGS OBJC_INCLUDE_PATH OBJDUMP OCAMLFIND_CONF OCAMLLIB OCAMLPATH OCL_ICD_VENDORS ODBCINI ODBCINSTINI
ODBCSYSINI OMPI_MCA_* OMP_TOOL_LIBRARIES OPENJ9_JAVA_OPTIONS OPENSSL_CONF OPENSSL_CONF_INCLUDE OPENSSL_ENGINES
OPENSSL_MODULES ORACLE_PATH OUTPUT_OPTION PACKER_CONFIG PACKER_PLUGIN_PATH PAGER PARALLEL PARALLEL_HOME
PARALLEL_SHELL PATH PATHEXT PC PERF_CONFIG PERF_EXEC_PATH PERF_PAGER PERL5DB PERL5DB_THREADED PERL5LIB PERL5OPT
PERL5SHELL PERLDB_OPTS PERLDOC PERLDOC_PAGER PERLIO_DEBUG PERLLIB PERL_CPANM_OPT PERL_LWP_SSL_CA_FILE
PERL_LWP_SSL_CA_PATH PERL_LWP_SSL_VERIFY_HOSTNAME PERL_MB_OPT PERL_MM_OPT PFLAGS PGLOCALEDIR PGSERVICEFILE
PGSYSCONFDIR PHPRC PHP_INI_SCAN_DIR PIP_BUILD_CONSTRAINT PIP_CERT PIP_CONFIG_FILE PIP_CONFIG_SETTINGS PIP_CONSTRAINT
PIP_EDITABLE PIP_FIND_LINKS PIP_GLOBAL_OPTION PIP_GROUP PIP_LOG PIP_PREFIX PIP_PYTHON PIP_REQUIREMENT
PIP_REQUIREMENTS_FROM_SCRIPT PIP_ROOT PIP_SRC PIP_TARGET PIP_TRUSTED_HOST PKG_CONFIG PKG_CONFIG_LIBDIR
PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR PREPROCESS.* PROMPT_COMMAND PS0 PS1 PS2 PS3 PS4 PSMODULEPATH PSQLRC
PSQL_EDITOR PSQL_PAGER PSQL_WATCH_PAGER PUB_HOSTED_URL PUPPETEER_EXECUTABLE_PATH PYLINTRC PYTEST_ADDOPTS
PYTEST_PLUGINS PYTHONBREAKPOINT PYTHONDUMPREFSFILE PYTHONEXECUTABLE PYTHONHOME PYTHONHTTPSVERIFY PYTHONINSPECT
PYTHONPATH PYTHONPLATLIBDIR PYTHONPYCACHEPREFIX PYTHONSTARTUP PYTHONUSERBASE PYTHONWARNINGS PYTHON_HISTORY
PYTHON_PRESITE QLOGDIR QML2_IMPORT_PATH QML_IMPORT_PATH QT_PLUGIN_PATH QT_QPA_PLATFORM_PLUGIN_PATH RAKEOPT RANLIB
READNULLCMD REBAR_CONFIG REBAR_GLOBAL_CONFIG_DIR REQUESTS_CA_BUNDLE RESOLV_* RES_OPTIONS RFLAGS RIPGREP_CONFIG_PATH
RM RSYNC_CONNECT_PROG RSYNC_RSH RUBOCOP_OPTS RUBYGEMS_GEMDEPS RUBYLIB RUBYOPT RUBYSHELL RUBY_DEBUG_* RUSTC
RUSTC_BOOTSTRAP RUSTC_WORKSPACE_WRAPPER RUSTC_WRAPPER RUSTDOC RUSTDOCFLAGS RUSTFLAGS RUSTFMT RUSTUP_DIST_ROOT
RUSTUP_DIST_SERVER RUSTUP_HOME RUSTUP_TOOLCHAIN RUSTUP_UPDATE_ROOT R_BROWSER R_DEFAULT_PACKAGES R_ENVIRON* R_HOME
R_LIBS* R_MAKEVARS_SITE R_MAKEVARS_USER R_PDFVIEWER R_PROFILE* SASL_CONF_PATH SASL_PATH SBCL_HOME SBT_OPTS
SCCACHE_CONF SCCACHE_DIR SCCACHE_ERROR_LOG SCCACHE_SERVER_UDS SCREENRC SDKROOT SDL3_DYNAMIC_API SDL_DYNAMIC_API SED
SHELL SHELLOPTS SPEC_OPTS SQLPATH SSH_ASKPASS SSH_ASKPASS_REQUIRE SSH_PKCS11_HELPER SSH_SK_HELPER SSH_SK_PROVIDER
SSLKEYLOGFILE SSL_CERT_DIR SSL_CERT_FILE STRIP SUDO_ASKPASS SUDO_EDITOR SUNPRO_DEPENDENCIES SVN_EDITOR SVN_MERGE
SVN_SSH SYSSCREENRC SYSTEMD_EDITOR SYSTEMD_LESS SYSTEMD_PAGER SYSTEMD_PAGERSECURE SYSTEMROOT SYSTEM_WGETRC TANGLE
TAR_OPTIONS TCL8* TCL9* TCLLIBPATH TCL_LIBRARY TERMCAP TERMINFO TERMINFO_DIRS TERRAFORM_CONFIG TERRAGRUNT_TFPATH TEX
TEXI2DVI TEXMFCNF TF_CLI_ARGS* TF_CLI_CONFIG_FILE TF_DATA_DIR TF_LOG_PATH TF_PLUGIN_CACHE_DIR TF_REATTACH_PROVIDERS
TG_TF_PATH TK_LIBRARY TOOLCHAINS TSAN_OPTIONS TS_NODE_COMPILER TS_NODE_PROJECT TZDIR UBSAN_OPTIONS
UV_BUILD_CONSTRAINT UV_CONFIG_FILE UV_CONSTRAINT UV_ENV_FILE UV_FIND_LINKS UV_INSECURE_HOST UV_OVERRIDE UV_PROJECT
UV_PYPY_INSTALL_MIRROR UV_PYTHON UV_PYTHON_INSTALL_MIRROR VALGRIND_LIB VALGRIND_OPTS VAULT_SKIP_VERIFY VDPAU_DRIVER
VDPAU_DRIVER_PATH VIM VIMINIT VIMRUNTIME VISUAL VK_ADD_* VK_DRIVER_FILES VK_ICD_FILENAMES VK_IMPLICIT_LAYER_PATH
VK_INSTANCE_LAYERS VK_LAYER_* VK_LOADER_* WEAVE WGETRC WINDIR XDEBUG_CONFIG XDEBUG_MODE YACC YACC.* YARN_IGNORE_PATH
YARN_PLUGINS YARN_RC_FILENAME YARN_YARN_PATH YFLAGS ZDOTDIR ZIPOPT _CL_ _JAVA_OPTIONS _LINK_ _NT_ALT_SYMBOL_PATH
_NT_DEBUGGER_EXTENSION_PATH _NT_SYMBOL_PATH __COMPAT_LAYER __EGL_* __GLX_VENDOR_LIBRARY_NAME __PSLOCKDOWNPOLICY
"""
_EXACT = frozenset(name for name in _DANGEROUS_NAMES.split() if not name.endswith("*"))
_BEGINNINGS = tuple(name[:-1] for name in _DANGEROUS_NAMES.split() if name.endswith("*"))


def _is_dangerous(name: str) -> bool:
    """Whether a variable of this name would take over a program; Windows and npm take no notice of case."""
    compared = name.upper().replace("-", "_")
    return compared in _EXACT or compared.startswith(_BEGINNINGS)


def load_secrets_from_db(environment: Optional[str] = None, *, override: bool = True, allow_dangerous: bool = False,
                         uri: Optional[str] = None, database: Optional[str] = None, collection: Optional[str] = None,
                         key: Optional[str] = None, key_file: Union[str, os.PathLike[str], None] = None,
                         fingerprint: Optional[str] = None, strict: Optional[bool] = None,
                         timeout: Union[float, str, None] = None) -> list[str]:
    """Puts all secrets of an environment into os.environ and returns their names.

    Takes the settings of `read_secrets`. With `override=False` variables that are set already stay,
    and their names are not in the result. Secrets whose names would take over a program (PATH,
    LD_PRELOAD, PYTHONPATH, ...) are refused unless `allow_dangerous`. Binary secrets are left out,
    which is said once, with their names. On an error os.environ is as it was.
    """
    arguments = _arguments(environment, uri, database, collection, key, key_file, fingerprint, strict, timeout)
    try:
        return _load(arguments, override, allow_dangerous)
    except KistError as e:
        raise _alone(e) from None


def _load(arguments: Mapping[str, Optional[str]], override: bool, allow_dangerous: bool) -> list[str]:
    secrets = _read_secrets(arguments)
    names = [name for name in secrets if override or name not in os.environ]
    dangerous = [name for name in names if _is_dangerous(name)]
    if dangerous and not allow_dangerous:
        raise SettingsError(f"environment {secrets.environment} holds names that would take over a program: "
                            f"{_listed(dangerous)}; allow_dangerous=True loads them")
    for name in names:
        try:
            os.fsencode(secrets[name])
        except UnicodeEncodeError:
            raise SettingsError(f"secret {name} cannot be an environment variable in this locale: use UTF-8") from None
    if secrets.binary:
        _warn_once(f"environment {secrets.environment}: binary secrets are left out of os.environ: "
                   f"{_listed(secrets.binary)}; read_secrets(...).binary has them")
    os.environ.update({name: secrets[name] for name in names})
    return names
