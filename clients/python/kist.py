# SPDX-License-Identifier: Apache-2.0
"""Reads the secrets that Kist keeps in MongoDB into a Python program.

    from kist import load_secrets_from_db

    load_secrets_from_db()          # fills os.environ, first thing at the start

Settings come from the arguments, the KIST_ variables and the nearest `.kist` folder, as in Kist
itself; README.md lists them. The stored format is the one of Kist's docs/format.md, whose sections
the comments name. This module only reads: it never writes to the database, to a file or to
standard output, and no value or key is in its messages.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import logging
import os
import pathlib
import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Callable, NamedTuple, Optional, Protocol, Union

import pymongo
from bson.codec_options import CodecOptions, DatetimeConversion
from bson.datetime_ms import DatetimeMS
from bson.errors import BSONError
from bson.int64 import Int64
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pymongo.errors import OperationFailure, PyMongoError
from pymongo.read_concern import ReadConcern
from pymongo.read_preferences import ReadPreference

__all__ = ["AccessError", "KistError", "NotFoundError", "SecretKey", "Secrets", "SettingsError", "TemplateError",
           "UnreachableError", "load_secrets_from_db", "read_secrets"]

FORMAT = 1
MAX_VALUE_BYTES = 1 << 20
MAX_LEVELS = 8
MAX_REFERENCES = 100
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,254}")
ENVIRONMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")

_log = logging.getLogger("kist")


# Errors

class KistError(Exception):
    """What every failure of this module is. `exit_code` is the one that Kist's command line gives for it."""

    exit_code = 1


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
        data = _base64url(stored[3:]) if stored.startswith("k1.") else b""
        if len(data) < 1 + 4 + 12 + 16 or data[0] != 1:
            raise ValueError("not encrypted by Kist")
        dek_id = _dek_id(data)
        if dek_id not in self.deks:
            raise _UnknownDek(dek_id)
        try:
            text = AESGCM(self.deks[dek_id]).decrypt(data[5:17], data[17:], associated_data).decode("utf-8")
        except InvalidTag:
            raise ValueError("does not decrypt") from None
        if "\0" in text:
            raise ValueError("holds NUL")
        return text


def _dek_id(data: bytes) -> int:
    return int.from_bytes(data[1:5], "big")


def _int(document: Mapping[str, Any], name: str) -> int:
    value = document.get(name)
    if type(value) is int or isinstance(value, Int64):
        return int(value)
    raise ValueError(name)


def _date(document: Mapping[str, Any], name: str) -> int:
    value = document.get(name)
    if isinstance(value, DatetimeMS):
        return int(value)
    raise ValueError(name)


def _text(document: Mapping[str, Any], name: str) -> str:
    value = document.get(name)
    if isinstance(value, str):
        return value
    raise ValueError(name)


def _flag(document: Mapping[str, Any], name: str) -> bool:
    value = document.get(name, False)
    if isinstance(value, bool):
        return value
    raise ValueError(name)


def _record_data(kind: bytes, document: Mapping[str, Any], current: bool) -> bytes:
    """The associated data of a value or a note; ValueError where a field is missing or has another type."""
    flags = _flag(document, "template") | _flag(document, "deleted") << 1 | current << 2
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


# Raises where an environment (name, fingerprint, whether it is only inherited from) is not to be trusted.
Trust = Callable[[str, str, bool], None]


def _open_environment(store: Store, name: str, keys: Iterable[SecretKey], trust: Trust,
                      child: Optional[_Child]) -> _Environment:
    document = store.environment(name)
    if document is None:
        raise NotFoundError(f"environment {name} does not exist")
    found = document.get("format")
    if isinstance(found, int) and not isinstance(found, bool) and found > FORMAT:
        raise AccessError(f"environment {name} is stored in format {found}: this reader knows format {FORMAT}; "
                          f"install a newer one")
    if isinstance(found, bool) or not isinstance(found, int) or found != FORMAT:
        raise AccessError(f"environment {name} has no format number that Kist writes")
    keyring = _unwrap(document, name, keys)
    fingerprint = keyring.fingerprint(name)
    if child is not None and fingerprint != child.expects:
        raise AccessError(f"environment {child.name} inherits from {name} with the fingerprint {child.expects}, and "
                          f"{name} now has {fingerprint}")
    trust(name, fingerprint, child is not None)
    return _Environment(name, keyring, _check_sealed(document, name, keyring))


def _unwrap(document: Mapping[str, Any], environment: str, keys: Iterable[SecretKey]) -> _Keyring:
    stored = document.get("keys")
    entries = [e for e in stored if isinstance(e, Mapping)] if isinstance(stored, list) else []
    mine = [(key, e) for key in keys for e in entries if e.get("public_key") == key.public_key]
    if not mine:
        ids = ", ".join(sorted({key.key_id for key in keys})) or "none"
        raise AccessError(f"no key opens environment {environment}: keys at hand: {ids}; a member can add yours by "
                          f"its public key with kist key add")
    for key, entry in mine:
        try:
            return _Keyring.parse(key.unwrap(_text(entry, "wrapped"), environment))
        except ValueError:
            continue
    raise AccessError(_does_not_decrypt(f"the keyring of environment {environment}"))


def _check_sealed(document: Mapping[str, Any], environment: str, keyring: _Keyring) -> Optional[tuple[str, str]]:
    """The parent's name and fingerprint; AccessError where the list of keys is not the sealed one."""
    forged = f"the list of keys of environment {environment} is not the one that a member sealed"
    sealed = document.get("sealed")
    if not isinstance(sealed, str):
        raise AccessError(f"{forged}: there is none")
    try:
        data = b"kist:v1:sealed" + _field(environment) + struct.pack(">q", _int(document, "revision"))
        content = json.loads(keyring.decrypt(sealed, data))
        if _dek_id(_base64url(sealed[3:])) != keyring.active:
            raise AccessError(f"{forged}: it was sealed before the last rotation")
        parent = content.get("inherits")
        inherits = None if parent is None else (_text(parent, "environment"), _text(parent, "fingerprint"))
        members = [tuple(k[n] for n in ("label", "public_key", "created_at", "created_by")) for k in content["keys"]]
    except _UnknownDek:
        raise AccessError(f"{forged}: it is by a DEK that the keyring does not hold") from None
    except (ValueError, TypeError, KeyError, AttributeError):
        raise AccessError(_does_not_decrypt(f"the list of keys of environment {environment}")) from None
    if list(map(_member, document["keys"])) != members:
        listed = ", ".join(str(e.get("key_id")) for e in document["keys"] if isinstance(e, Mapping))
        raise AccessError(f"{forged}: listed: {listed}; sealed: {', '.join(_key_id(m[1]) for m in members)}")
    return inherits


def _member(entry: Any) -> Optional[tuple[str, str, int, str]]:
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

@dataclass(frozen=True)
class _Record:
    value: str = field(repr=False)
    template: bool
    deleted: bool


class _Level(NamedTuple):
    environment: str
    records: Mapping[str, _Record]


def _by_kist(document: Mapping[str, Any]) -> bool:
    name, value = document.get("key"), document.get("value")
    return (isinstance(name, str) and NAME.fullmatch(name) is not None and "version" in document
            and isinstance(value, str) and value.startswith("k1."))


def _record(keyring: _Keyring, document: Mapping[str, Any]) -> _Record:
    try:
        value = keyring.decrypt(document["value"], _record_data(b"value", document, current=True))
        return _Record(value, _flag(document, "template"), _flag(document, "deleted"))
    except ValueError:
        raise AccessError(_does_not_decrypt(
            f"secret {document['key']} of environment {document.get('environment')}")) from None


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
            records[secret] = _record(environment.keyring, document)
        except _UnknownDek as e:
            unknown[secret] = e.dek_id
    if foreign:
        raise AccessError(f"documents of environment {name} that Kist did not write: {', '.join(sorted(foreign))}")
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
                records[secret] = _record(environment.keyring, again)
            except _UnknownDek as e:
                unknown[secret] = e.dek_id
    for secret, dek_id in unknown.items():
        why = ("the environment's document is an older copy" if dek_id > environment.keyring.active
               else "that DEK was dropped")
        raise AccessError(f"secret {secret} of environment {name} is encrypted by DEK {dek_id}: {why}")
    return environment, _Level(name, records)


def read_documents(store: Store, environment: str, keys: Iterable[SecretKey], trust: Trust) -> dict[str, str]:
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
    value: str
    depth: int  # 0 without a template, else one more than the deepest of those it refers to


_Place = tuple[int, str]  # a level and a name


def _resolve_all(levels: list[_Level]) -> dict[str, str]:
    resolved: dict[_Place, _Resolved] = {}
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


def _resolve(levels: list[_Level], here: _Place, path: list[_Place], resolved: dict[_Place, _Resolved]) -> _Resolved:
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

    for match in _REFERENCE.finditer(record.value):
        add(record.value[end:match.start()])
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
        if below == MAX_REFERENCES:
            raise _too_deep(levels, path)
        depth = max(depth, below)
        add(value)
    add(record.value[end:])
    resolved[here] = _Resolved("".join(parts), depth + 1)
    return resolved[here]


def _too_deep(levels: list[_Level], path: list[_Place]) -> TemplateError:
    return TemplateError(f"{_way(levels, path[:3])} -> ...: more than {MAX_REFERENCES} templates on the way")


def _way(levels: list[_Level], path: list[_Place]) -> str:
    return " -> ".join(f"{name} ({levels[at].environment})" for at, name in path)


# Settings (README.md)

_SETTINGS = {"KIST_MONGODB_URI", "KIST_DATABASE", "KIST_COLLECTION", "KIST_ENVIRONMENT", "KIST_KEY", "KIST_KEY_FILE",
             "KIST_FINGERPRINT", "KIST_ACTOR", "KIST_TIMEOUT", "KIST_STRICT"}
_LINE = re.compile(r"(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(?:'([^']*)'|\"([^\"\\$]*)\"|([^'\"$\s#][^$]*?)?)"
                   r"(?:\s+#.*|\s*)")
_ADDRESS = re.compile(r"(aws-kms|gcp-kms|hcvault)://[A-Za-z0-9._~:/\[\]-]{1,1014}")
_told: set[str] = set()


def _warn_once(message: str) -> None:
    if message not in _told:
        _told.add(message)
        _log.warning(message)


class Settings:
    """Where each setting comes from: argument, environment variable, `.kist/` files, default."""

    def __init__(self, arguments: Mapping[str, Optional[str]], variables: Mapping[str, str],
                 folder: Optional[pathlib.Path] = None) -> None:
        self._variables = variables
        self.folder = _kist_folder(folder or pathlib.Path.cwd())
        self._sources: list[Mapping[str, str]] = [
            {name: value for name, value in arguments.items() if value is not None},
            {name: value for name, value in variables.items() if name.startswith("KIST_")}]
        for name in self._sources[1]:
            if name not in _SETTINGS and not name.startswith(("KIST_TEST_", "KIST_JAVA_")) and name != "KIST_CLASSPATH":
                _warn_once(f"unknown variable {name}")
        local, common = self._file("config.local", False), self._file("config", True)
        environment = _first([*self._sources, local, common], "KIST_ENVIRONMENT")
        self.environment = environment or "development"
        if not ENVIRONMENT.fullmatch(self.environment):
            raise SettingsError("the environment's name is not one that Kist allows")
        if environment is None:
            _warn_once("environment development, by default; KIST_ENVIRONMENT sets another")
        self._sources += [local, self._file(f"config.{self.environment}", True), common]

        self.uri = self._value("KIST_MONGODB_URI")
        self.database = self._value("KIST_DATABASE")
        self.collection = self._value("KIST_COLLECTION") or "secrets"
        self.timeout = _seconds(self._value("KIST_TIMEOUT") or "30s")
        self.strict = _switch(self._value("KIST_STRICT") or "0")
        self.addresses: list[str] = []
        self.keys = self._keys()

    def _value(self, name: str) -> Optional[str]:
        return _first(self._sources, name)

    def _file(self, name: str, committed: bool) -> Mapping[str, str]:
        path = self.folder and self.folder / name
        if path is None or not path.is_file():
            return {}
        values = {}
        for number, line in enumerate(_read(path).splitlines(), 1):
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            match = _LINE.fullmatch(line.strip())
            if match is None:
                raise SettingsError(f"{path}:{number}: not a line NAME=value; put the value into single quotes")
            values[match.group(1)] = next((g for g in match.groups()[1:] if g is not None), "")
            if match.group(1).startswith("KIST_") and match.group(1) not in _SETTINGS:
                _warn_once(f"{path}:{number}: unknown setting {match.group(1)}")
        if committed and values.get("KIST_KEY"):
            raise SettingsError(f"{path} holds KIST_KEY and is a file to commit: move the line to "
                                f"{path.with_name('config.local')}, or the key to {path.with_name('key')}")
        if committed and _has_password(values.get("KIST_MONGODB_URI", "")):
            raise SettingsError(f"{path} holds a KIST_MONGODB_URI with a password and is a file to commit: move the "
                                f"line to {path.with_name('config.local')}")
        return values

    def _keys(self) -> list[SecretKey]:
        keys = []
        for text in re.split(r"[\s,]+", self._value("KIST_KEY") or ""):
            if text:
                keys += self._key(text, "KIST_KEY")
        named = self._value("KIST_KEY_FILE")
        if named is not None:
            path = pathlib.Path(named).expanduser()
            if not path.is_file():
                raise SettingsError(f"KIST_KEY_FILE: there is no file {path}")
            if _others_can_read(path):
                _warn_once(f"others can read the key file {path}")
            return keys + self._key_file(path)
        config = self._variables.get("XDG_CONFIG_HOME") or pathlib.Path("~/.config").expanduser()
        places = [pathlib.Path(config) / "kist" / "key"]
        if self.folder is not None:
            places.insert(0, self.folder / "key")
        for path in places:
            if path.is_file():
                if _others_can_read(path):
                    raise SettingsError(f"others can read the key file {path}: chmod 600 {path}")
                keys += self._key_file(path)
        return keys

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
        keys = []
        for number, line in enumerate(_read(path).splitlines(), 1):
            if line.strip() and not line.lstrip().startswith("#"):
                keys += self._key(line.strip(), f"{path}:{number}")
        return keys

    def trust(self, database: str) -> Trust:
        """What decides on fingerprints. KIST_FINGERPRINT is for the environment that is asked for; a parent's is
        in its child's sealed list, and held against known_environments too."""
        known = {f.lower() for f in re.split(r"[\s,]+", self._value("KIST_FINGERPRINT") or "") if f}
        if any(not re.fullmatch("[0-9a-f]{32}", f) for f in known):
            raise SettingsError("KIST_FINGERPRINT: a fingerprint is 32 hex digits")
        listed = self._known_environments(f"{database}.{self.collection}")

        def check(name: str, fingerprint: str, inherited: bool) -> None:
            accepted = (known if not inherited else set()) or listed.get(name, set())
            if fingerprint in accepted or (inherited and not accepted):
                return
            if accepted:
                raise AccessError(f"environment {name} has the fingerprint {fingerprint}, which is not a known one: "
                                  f"its keyring was renewed, or replaced by someone else; ask a member")
            if self.strict:
                raise AccessError(f"environment {name} has the unknown fingerprint {fingerprint}, and KIST_STRICT is "
                                  f"on: set KIST_FINGERPRINT")
            _warn_once(f"environment {name} has the fingerprint {fingerprint}, unknown here and trusted; set "
                       f"KIST_FINGERPRINT, or add it to .kist/known_environments")
        return check

    def _known_environments(self, place: str) -> dict[str, set[str]]:
        path = self.folder and self.folder / "known_environments"
        found: dict[str, set[str]] = {}
        if path is None or not path.is_file():
            return found
        for number, line in enumerate(_read(path).splitlines(), 1):
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            parts = line.strip().rsplit(None, 2)
            if len(parts) != 3 or not re.fullmatch("[0-9a-f]{32}", parts[2]):
                raise SettingsError(f"{path}:{number}: not a line `database.collection environment fingerprint`")
            if parts[0] == place:
                found.setdefault(parts[1], set()).add(parts[2])
        return found


def _first(sources: Iterable[Mapping[str, str]], name: str) -> Optional[str]:
    """The first source that sets a name; an empty value counts as not set."""
    return next((source[name] for source in sources if source.get(name)), None)


def _kist_folder(start: pathlib.Path) -> Optional[pathlib.Path]:
    for parent in [start, *start.parents]:
        folder = parent / ".kist"
        if folder.is_dir():
            if hasattr(os, "geteuid") and folder.stat().st_uid != os.geteuid():
                raise SettingsError(f"{folder} belongs to another user")
            return folder
    return None


def _read(path: pathlib.Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as e:
        raise SettingsError(f"{path} cannot be read: {e.strerror}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path} is not UTF-8") from None


def _others_can_read(path: pathlib.Path) -> bool:
    return os.name == "posix" and bool(path.stat().st_mode & 0o077)


def _has_password(uri: str) -> bool:
    before, _, options = uri.partition("://")[2].partition("?")
    return ":" in before.rpartition("@")[0] or "password=" in options.lower()


def _seconds(text: str) -> float:
    match = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)\s*(ms|s|m)?", text)
    if match is None or float(match.group(1)) == 0:
        raise SettingsError("KIST_TIMEOUT: seconds, or a number with ms, s or m")
    return float(match.group(1)) * {"ms": 0.001, "m": 60.0}.get(match.group(2), 1.0)


def _switch(text: str) -> bool:
    if text.lower() in ("1", "true", "yes", "on"):
        return True
    if text.lower() in ("0", "false", "no", "off"):
        return False
    raise SettingsError("KIST_STRICT: 1 or 0")


# MongoDB

class _MongoStore:
    """The three collections; reads are majority, from the primary where there is one."""

    def __init__(self, database: pymongo.database.Database[dict[str, Any]], collection: str) -> None:
        options: dict[str, Any] = {
            "codec_options": CodecOptions(datetime_conversion=DatetimeConversion.DATETIME_MS),
            "read_concern": ReadConcern("majority"), "read_preference": ReadPreference.PRIMARY_PREFERRED}
        self._secrets = database.get_collection(collection, **options)
        self._environments = database.get_collection(collection + ".environments", **options)

    def environment(self, name: str) -> Optional[Mapping[str, Any]]:
        return self._environments.find_one({"_id": name})

    def secrets(self, environment: str) -> Iterable[Mapping[str, Any]]:
        return self._secrets.find({"environment": environment})

    def secret(self, environment: str, name: str) -> Optional[Mapping[str, Any]]:
        return self._secrets.find_one({"environment": environment, "key": name})


def _client(uri: str, seconds: float) -> pymongo.MongoClient[dict[str, Any]]:
    milliseconds = max(1, int(seconds * 1000))
    try:
        return pymongo.MongoClient(uri, appname="kist-python", serverSelectionTimeoutMS=milliseconds,
                                   connectTimeoutMS=milliseconds, socketTimeoutMS=milliseconds)
    except (ValueError, TypeError) as e:
        raise SettingsError(f"KIST_MONGODB_URI is not one that the driver takes ({type(e).__name__})") from None


def _unreachable(error: Exception, uri: str) -> KistError:
    """The driver's error in words of our own: its text can hold parts of the URI."""
    hosts = uri.partition("://")[2].partition("?")[0].rpartition("@")[2].partition("/")[0]
    if isinstance(error, BSONError):
        return AccessError(f"{hosts} holds a document that is not valid BSON")
    if isinstance(error, OperationFailure) and error.code == 18:
        return UnreachableError(f"{hosts} refuses the user or the password")
    if isinstance(error, OperationFailure) and error.code == 13:
        return UnreachableError(f"{hosts} does not let this user read: it lacks the privilege")
    if isinstance(error, PyMongoError) and not error.timeout and not isinstance(
            error, (pymongo.errors.ConnectionFailure, OperationFailure)):
        return SettingsError("KIST_MONGODB_URI, KIST_DATABASE or KIST_COLLECTION is not one that the driver takes "
                             f"({type(error).__name__})")
    code = f", code {error.code}" if isinstance(error, OperationFailure) else ""
    return UnreachableError(f"{hosts} cannot be reached or does not answer in time ({type(error).__name__}{code})")


# What a program calls

class Secrets(Mapping[str, str]):
    """Names to values, as they were when they were read. Printing it shows no value."""

    def __init__(self, environment: str, values: Mapping[str, str]) -> None:
        self.environment = environment
        self._values = dict(values)

    def __getitem__(self, name: str) -> str:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Secrets({self.environment!r}, {len(self)} values hidden)"


def read_secrets(environment: Optional[str] = None, *, uri: Optional[str] = None, database: Optional[str] = None,
                 collection: Optional[str] = None, key: Optional[str] = None,
                 key_file: Union[str, os.PathLike[str], None] = None, fingerprint: Optional[str] = None,
                 strict: Optional[bool] = None, timeout: Optional[float] = None) -> Secrets:
    """All secrets of an environment, its parents' among them, deleted ones left out, templates resolved.

    An argument that is not given is taken from the KIST_ variable, the `.kist` folder or the default.
    `timeout`, in seconds, is for everything together. Raises a KistError where anything at all
    cannot be read or trusted: there is no half-read environment.
    """
    settings = Settings({
        "KIST_ENVIRONMENT": environment, "KIST_MONGODB_URI": uri, "KIST_DATABASE": database,
        "KIST_COLLECTION": collection, "KIST_KEY": key, "KIST_FINGERPRINT": fingerprint,
        "KIST_KEY_FILE": None if key_file is None else os.fspath(key_file),
        "KIST_STRICT": None if strict is None else str(int(strict)),
        "KIST_TIMEOUT": None if timeout is None else str(timeout)}, os.environ)
    if settings.uri is None:
        raise SettingsError("no database: set KIST_MONGODB_URI (the local store is for Kist's command line)")
    if not settings.keys and settings.addresses:
        raise SettingsError(f"no key that can be used here: {', '.join(settings.addresses)} is kept by a key management "
                            f"service, which this reader does not ask; make it a key of its own with kist key new "
                            f"--label NAME --add -e {settings.environment}")
    if not settings.keys:
        raise SettingsError("no key: set KIST_KEY or KIST_KEY_FILE")
    try:
        with pymongo.timeout(settings.timeout), _client(settings.uri, settings.timeout) as client:
            name = settings.database or client.get_default_database("kist").name
            store = _MongoStore(client[name], settings.collection)
            values = read_documents(store, settings.environment, settings.keys, settings.trust(name))
    except (PyMongoError, BSONError) as e:
        raise _unreachable(e, settings.uri) from None
    return Secrets(settings.environment, values)


_DANGEROUS = re.compile(
    r"PATH|IFS|BASH_ENV|LD_(PRELOAD|LIBRARY_PATH|AUDIT|DEBUG|DEBUG_OUTPUT|PROFILE|PROFILE_OUTPUT)|DYLD_.*|GCONV_PATH|"
    r"GLIBC_TUNABLES|PYTHON(PATH|HOME|STARTUP|INSPECT|BREAKPOINT|USERBASE)|PERL5?(LIB|OPT|DB)|RUBY(LIB|OPT)|"
    r"NODE_(OPTIONS|PATH)|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|CLASSPATH|"
    r"GIT_(SSH|SSH_COMMAND|EXEC_PATH|EXTERNAL_DIFF|PAGER|EDITOR|CONFIG.*)", re.IGNORECASE)


def load_secrets_from_db(environment: Optional[str] = None, *, override: bool = True, allow_dangerous: bool = False,
                         **settings: Any) -> list[str]:
    """Puts all secrets of an environment into os.environ and returns their names.

    Takes the settings of `read_secrets`. With `override=False` variables that are set already stay,
    and their names are not in the result. Secrets whose names would hijack a program (PATH,
    LD_PRELOAD, PYTHONPATH, ...) are refused unless `allow_dangerous`. On an error os.environ is as
    it was.
    """
    secrets = read_secrets(environment, **settings)
    names = [name for name in secrets if override or name not in os.environ]
    dangerous = [name for name in names if _DANGEROUS.fullmatch(name)]
    if dangerous and not allow_dangerous:
        raise SettingsError(f"environment {secrets.environment} holds names that would hijack a program: "
                            f"{', '.join(dangerous)}; allow_dangerous=True loads them")
    for name in names:
        try:
            os.fsencode(secrets[name])
        except UnicodeEncodeError:
            raise SettingsError(f"secret {name} cannot be an environment variable in this locale: use UTF-8") from None
    os.environ.update({name: secrets[name] for name in names})
    return names
