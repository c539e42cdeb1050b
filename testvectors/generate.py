#!/usr/bin/env python3
"""Makes the golden vectors in this folder, the same bytes at every run.

    python3 generate.py            writes the files
    python3 generate.py --check    writes nothing; fails if a file differs from what would be written

It is a second implementation of the writing side of docs/format.md, independent of the Java code
and of clients/python, and needs `cryptography` and the standard library alone. All keys, roots,
DEKs and nonces come from `published(label)` and protect nothing.

From release 0.1.0 on, golden vectors are added, never edited: a change that alters an existing entry is a new format.
"""

import base64
import hashlib
import hmac
import json
import pathlib
import struct
import sys

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

HERE = pathlib.Path(__file__).resolve().parent


# Bytes

def published(label, length=32):
    """Bytes that anyone can compute from a label: what stands in for random ones here."""
    return hashlib.sha256(b"kist test vector: " + label.encode()).digest()[:length]


def text(s):
    return s.encode("ascii")


def field(s):
    encoded = s.encode("utf-8")
    return struct.pack(">I", len(encoded)) + encoded


def u32(n):
    return struct.pack(">I", n)


def i64(n):
    return struct.pack(">q", n)


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


# Keys

def key_text(prefix, key):
    return prefix + base64url(key + hashlib.sha256(key).digest()[:4])


def secret_key_text(secret):
    return key_text("kist-key-1-", secret)


def public_key_text(public):
    return key_text("kist-pub-1-", public)


def public_key(secret):
    return X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def key_id(public):
    return hashlib.sha256(text("kist:v1:key-id") + public).hexdigest()[:16]


# HPKE (RFC 9180), base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256

def extract(salt, material):
    return hmac.new(salt or bytes(32), material, hashlib.sha256).digest()


def expand(key, info, length):
    out, block = b"", b""
    while len(out) < length:
        block = hmac.new(key, block + info + bytes([len(out) // 32 + 1]), hashlib.sha256).digest()
        out += block
    return out[:length]


def labeled_extract(suite, salt, label, material):
    return extract(salt, b"HPKE-v1" + suite + label + material)


def labeled_expand(suite, key, label, info, length):
    return expand(key, struct.pack(">H", length) + b"HPKE-v1" + suite + label + info, length)


AES_128_GCM = (0x0001, 16)
AES_256_GCM = (0x0002, 32)


def hpke_seal(recipient, ephemeral_secret, info, aad, plaintext, aead=AES_256_GCM):
    """The encapsulated key and the ciphertext of the first message of a context."""
    kem = b"KEM" + struct.pack(">H", 0x0020)
    enc = public_key(ephemeral_secret)
    shared = X25519PrivateKey.from_private_bytes(ephemeral_secret).exchange(
        X25519PublicKey.from_public_bytes(recipient))
    eae_prk = labeled_extract(kem, b"", b"eae_prk", shared)
    shared_secret = labeled_expand(kem, eae_prk, b"shared_secret", enc + recipient, 32)

    aead_id, key_length = aead
    suite = b"HPKE" + struct.pack(">HHH", 0x0020, 0x0001, aead_id)
    context = (b"\0" + labeled_extract(suite, b"", b"psk_id_hash", b"")
               + labeled_extract(suite, b"", b"info_hash", info))
    secret = labeled_extract(suite, shared_secret, b"secret", b"")
    key = labeled_expand(suite, secret, b"key", context, key_length)
    nonce = labeled_expand(suite, secret, b"base_nonce", context, 12)
    return enc, AESGCM(key).encrypt(nonce, plaintext, aad)


def check_hpke():
    """The first vector of RFC 9180, appendix A.1.1, and, where `cryptography` has HPKE, its answer."""
    enc, ciphertext = hpke_seal(
        bytes.fromhex("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d"),
        bytes.fromhex("52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736"),
        bytes.fromhex("4f6465206f6e2061204772656369616e2055726e"),
        bytes.fromhex("436f756e742d30"),
        bytes.fromhex("4265617574792069732074727574682c20747275746820626561757479"),
        AES_128_GCM)
    assert enc.hex() == "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431"
    assert ciphertext.hex() == ("f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a9"
                                "6d8770ac83d07bea87e13c512a")
    try:
        from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
    except ImportError:
        return
    secret = published("hpke cross-check")
    enc, ciphertext = hpke_seal(public_key(secret), published("hpke cross-check ephemeral"), b"info", b"", b"text")
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    opened = suite.decrypt(enc + ciphertext, X25519PrivateKey.from_private_bytes(secret), b"info")
    assert opened == b"text"


# Keyrings, sealed lists, values

def keyring_bytes(root, deks, active=None):
    ids = sorted(deks)
    return root + u32(ids[-1] if active is None else active) + u32(len(ids)) + b"".join(
        u32(i) + deks[i] for i in ids)


def keyring_info(environment):
    return text("kist:v1:keyring") + field(environment)


def wrapped_text(plaintext, recipient, ephemeral_secret, environment):
    enc, ciphertext = hpke_seal(recipient, ephemeral_secret, keyring_info(environment), b"", plaintext)
    return "w1." + base64url(enc + ciphertext)


def service_key(address):
    """What stands in for the key that a real service keeps at `address`."""
    return published("service " + address)


def service_nonce(address, environment):
    return published("service nonce %s %s" % (address, environment), 12)


def service_wrapped_text(plaintext, address, environment):
    """A keyring encrypted by the stand-in service: AES-256-GCM, nonce, ciphertext and tag."""
    nonce = service_nonce(address, environment)
    return "w1." + base64url(nonce + AESGCM(service_key(address)).encrypt(nonce, plaintext, keyring_info(environment)))


def fingerprint(environment, root):
    return hashlib.sha256(text("kist:v1:fingerprint") + field(environment) + root).hexdigest()[:32]


def encrypted(dek_id, dek, nonce, plaintext, aad, prefix="k1."):
    return prefix + base64url(b"\x01" + u32(dek_id) + nonce + AESGCM(dek).encrypt(nonce, plaintext, aad))


def compact(content):
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def sealed_content(keys, retired, events, inherits=None):
    content = {"keys": [{"label": k["label"], "public_key": k["public_key"], "created_at": k["created_at"],
                         "created_by": k["created_by"]} for k in keys],
               "retired": {str(i): retired[i] for i in sorted(retired)},
               "events": events}
    if inherits:
        content["inherits"] = {"environment": inherits["environment"], "fingerprint": inherits["fingerprint"]}
    return content


def numbered(events, first=1):
    """Events from (at, by, kind, details)."""
    return [{"number": n, "at": at, "by": by, "kind": kind, "details": details}
            for n, (at, by, kind, details) in enumerate(events, first)]


def sealed_data(environment, revision):
    return text("kist:v1:sealed") + field(environment) + i64(revision)


def record_data(kind, environment, name, record, current):
    flags = ((1 if record.get("template") else 0) | (2 if record.get("deleted") else 0) | (4 if current else 0)
             | (8 if record.get("has_note") else 0) | (16 if record.get("binary") else 0))
    return (text("kist:v1:" + kind) + field(environment) + field(name) + i64(record["created_at"])
            + i64(record["version"]) + i64(record["updated_at"]) + field(record["updated_by"]) + bytes([flags]))


# The people, and the documents they leave

ALICE, BOB, CAROL = (published(name + "'s secret key") for name in ("alice", "bob", "carol"))
T0 = 1767225600000  # 2026-01-01T00:00:00Z


def date(ms):
    return {"$date": {"$numberLong": str(ms)}}


def int32(n):
    return {"$numberInt": str(n)}


def object_id(label):
    return {"$oid": published("id " + label, 12).hex()}


class Environment:
    """An environment as a writer sees it, with every choice a writer makes at random published."""

    def __init__(self, name, members=(("alice", ALICE),), dek_ids=(1,), inherits=None, revision=1, by="",
                 created_at=T0):
        self.name = name
        self.root = published("root " + by + name)
        self.deks = {i: published("dek %d %s" % (i, by + name)) for i in dek_ids}
        self.active = max(dek_ids)
        self.revision = revision
        self.created_at = created_at
        self.inherits = inherits and {"environment": inherits.name, "fingerprint": inherits.fingerprint}
        self.keys = [{"label": label, "public_key": public_key_text(public_key(secret)), "secret": secret,
                      "created_at": created_at + 1000 * n, "created_by": "alice@laptop"}
                     for n, (label, secret) in enumerate(members)]

    @property
    def fingerprint(self):
        return fingerprint(self.name, self.root)

    @property
    def retired(self):
        """Each DEK but the active one, and the time when it ceased to be active: one hour for each before it."""
        return {i: self.retired_at(i) for i in self.deks if i != self.active}

    def retired_at(self, dek_id):
        return self.created_at + 3600000 * dek_id

    @property
    def events(self):
        """What led here: created, keys added, a rotation for each DEK, and those dropped that are not there."""
        first = self.keys[0]
        events = [(first["created_at"], "alice@laptop", "created",
                   {"label": first["label"], "public_key": first["public_key"], "fingerprint": self.fingerprint})]
        if self.inherits:
            events.append((first["created_at"], "alice@laptop", "parent-set", dict(self.inherits)))
        events += [(k["created_at"], k["created_by"], "key-added", {"label": k["label"], "public_key": k["public_key"]})
                   for k in self.keys[1:]]
        events += [(self.retired_at(i), "alice@laptop", "rotated", {"dek": i + 1}) for i in range(1, self.active)]
        dropped = [i for i in range(1, self.active) if i not in self.deks]
        if dropped:
            events.append((self.retired_at(self.active - 1) + 60000, "alice@laptop", "dek-dropped", {"deks": dropped}))
        return numbered(events)

    def with_service(self, address, label="kms"):
        """With the key at `address` in a key service as one key more."""
        self.keys = self.keys + [{"label": label, "public_key": address, "secret": None,
                                  "created_at": self.created_at + 1000 * len(self.keys), "created_by": "alice@laptop"}]
        return self

    def wrapped(self, public, label):
        return wrapped_text(keyring_bytes(self.root, self.deks), public,
                            published("ephemeral %s %s" % (self.name, label)), self.name)

    def entry(self, k):
        """An element of `keys`."""
        if k["secret"] is None:
            key, wrapped = k["public_key"].encode(), service_wrapped_text(
                keyring_bytes(self.root, self.deks), k["public_key"], self.name)
        else:
            key = public_key(k["secret"])
            wrapped = self.wrapped(key, k["label"])
        return {"key_id": key_id(key), "label": k["label"], "public_key": k["public_key"],
                "created_at": date(k["created_at"]), "created_by": k["created_by"], "wrapped": wrapped}

    def content(self, **changes):
        """What is sealed; `changes` replace members, None takes one away."""
        content = sealed_content(self.keys, self.retired, self.events, self.inherits)
        content.update(changes)
        return {k: v for k, v in content.items() if v is not None}

    def sealed(self, json_text=None, dek_id=None, revision=None):
        dek_id = dek_id or self.active
        return encrypted(dek_id, self.deks[dek_id], published("sealed nonce " + self.name, 12),
                         (json_text or compact(self.content())).encode(),
                         sealed_data(self.name, self.revision if revision is None else revision))

    def document(self):
        return {
            "_id": self.name,
            "format": int32(1),
            "keys": [self.entry(k) for k in self.keys],
            "sealed": self.sealed(),
            "revision": int32(self.revision),
            "created_at": date(self.created_at),
            "updated_at": date(self.created_at + 1000 * (self.revision - 1)),
        }

    def record(self, name, value, version=1, created_at=T0, updated_by="alice@laptop", template=False, deleted=False,
               binary=False, note=None, dek_id=None, current=True, revision=None):
        """One version of a secret as stored: in `secrets` when current, else in `secrets.history`."""
        record = {"created_at": created_at, "version": version, "updated_at": created_at + 60000 * (version - 1),
                  "updated_by": updated_by, "template": template, "deleted": deleted, "binary": binary,
                  "has_note": note is not None}
        place = "%s %s %d %s" % (self.name, name, version, "current" if current else "former")
        dek_id = dek_id or self.active

        def encrypt(kind, plaintext):
            return encrypted(dek_id, self.deks[dek_id], published("%s nonce %s" % (kind, place), 12),
                             plaintext if isinstance(plaintext, bytes) else plaintext.encode(),
                             record_data(kind, self.name, name, record, current))

        document = {"_id": object_id(place), "key": name, "value": encrypt("value", value), "environment": self.name,
                    "created_at": date(created_at), "updated_at": date(record["updated_at"]),
                    "version": int32(version), "updated_by": updated_by}
        if current:
            document["revision"] = int32(version if revision is None else revision)
        if template:
            document["template"] = True
        if deleted:
            document["deleted"] = True
        if note is not None:
            document["note"] = encrypt("note", note)
        if binary:
            document["binary"] = True
        return document

    def versions(self, name, *versions, **common):
        """The current document of a secret, and its former ones, from the arguments of `record` for each."""
        records = [dict(common, **v) if isinstance(v, dict) else dict(common, value=v) for v in versions]
        former = [self.record(name, version=n + 1, current=False, **r) for n, r in enumerate(records[:-1])]
        return self.record(name, version=len(records), **records[-1]), former


class Database:
    """The three collections, filled by the cases below."""

    def __init__(self, *environments):
        self.secrets, self.history = [], []
        self.environments = [e.document() for e in environments]

    def put(self, environment, name, *versions, **common):
        current, former = environment.versions(name, *versions, **common)
        self.secrets.append(current)
        self.history += former
        return self

    def documents(self):
        return {"secrets": self.secrets, "secrets.history": self.history,
                "secrets.environments": self.environments}


# Files

def keys_file():
    def entry(name, secret):
        public = public_key(secret)
        return {"name": name, "secret_key": secret_key_text(secret), "secret_key_bytes": secret.hex(),
                "public_key": public_key_text(public), "public_key_bytes": public.hex(), "key_id": key_id(public)}

    good = secret_key_text(ALICE)
    wrong_checksum = "kist-key-1-" + base64url(ALICE + b"\0\0\0\0")
    mistyped = good[:20] + ("A" if good[20] != "A" else "B") + good[21:]
    public = public_key_text(public_key(ALICE))
    return {
        "about": "Secret keys with their bytes, public key and key id; and texts that are no secret key. `problem`: "
                 "`mistyped` (right length, wrong checksum or character), `cut` (too short), `long` (too long), "
                 "`prefix` (not a secret key of version 1), `public` (a public key where a secret one is wanted).",
        "valid": [entry("alice", ALICE), entry("bob", BOB), entry("carol", CAROL),
                  entry("all zero bits", bytes(32)), entry("all one bits", b"\xff" * 32)],
        "invalid": [
            {"name": "one character changed", "text": mistyped, "problem": "mistyped"},
            {"name": "wrong checksum", "text": wrong_checksum, "problem": "mistyped"},
            {"name": "two characters swapped", "text": good[:30] + good[31] + good[30] + good[32:],
             "problem": "mistyped"},
            {"name": "other case", "text": "kist-key-1-" + good[11:].swapcase(), "problem": "mistyped"},
            {"name": "character of the other base64 alphabet", "text": good[:-1] + "+", "problem": "mistyped"},
            {"name": "last character missing", "text": good[:-1], "problem": "cut"},
            {"name": "half", "text": good[:35], "problem": "cut"},
            {"name": "prefix alone", "text": "kist-key-1-", "problem": "cut"},
            {"name": "checksum missing", "text": "kist-key-1-" + base64url(ALICE), "problem": "cut"},
            {"name": "one character more", "text": good + "A", "problem": "long"},
            {"name": "padded", "text": good + "=", "problem": "long"},
            {"name": "a public key", "text": public, "problem": "public"},
            {"name": "version 2", "text": "kist-key-2-" + good[11:], "problem": "prefix"},
            {"name": "no prefix", "text": good[11:], "problem": "prefix"},
            {"name": "upper case prefix", "text": "KIST-KEY-1-" + good[11:], "problem": "prefix"},
            {"name": "empty", "text": "", "problem": "prefix"},
        ],
    }


def three_deks():
    return {2: published("dek 2"), 5: published("dek 5"), 6: published("dek 6")}


def keyring_file():
    root, deks = published("root"), three_deks()

    def entry(name, deks):
        return {"name": name, "root": root.hex(), "active": max(deks),
                "deks": [{"id": i, "bytes": deks[i].hex()} for i in sorted(deks)],
                "keyring": keyring_bytes(root, deks).hex()}

    good = keyring_bytes(root, deks)
    backwards = root + u32(6) + u32(3) + b"".join(u32(i) + deks[i] for i in (6, 5, 2))
    return {
        "about": "Keyrings before wrapping, in hex; and bytes that are no keyring: a reader that unwrapped them refuses.",
        "valid": [entry("one DEK", {1: published("dek 1")}), entry("three DEKs, others dropped", deks),
                  entry("highest id", {4294967295: published("dek 4294967295")})],
        "invalid": [
            {"name": "empty", "keyring": ""},
            {"name": "root alone", "keyring": root.hex()},
            {"name": "one byte short", "keyring": good[:-1].hex()},
            {"name": "one byte more", "keyring": (good + b"\0").hex()},
            {"name": "no DEK", "keyring": (root + u32(0) + u32(0)).hex()},
            {"name": "count too high", "keyring": (root + u32(6) + u32(4) + good[40:]).hex()},
            {"name": "count too low", "keyring": (root + u32(6) + u32(2) + good[40:]).hex()},
            {"name": "id 0", "keyring": keyring_bytes(root, {0: deks[2], 1: deks[5]}).hex()},
            {"name": "same id twice",
             "keyring": (root + u32(2) + u32(2) + u32(2) + deks[2] + u32(2) + deks[5]).hex()},
            {"name": "ids descending", "keyring": backwards.hex()},
            {"name": "active is not the highest", "keyring": keyring_bytes(root, deks, active=5).hex()},
            {"name": "active is not there", "keyring": keyring_bytes(root, deks, active=7).hex()},
        ],
    }


def wrapped_file():
    root = published("root")
    entries = []
    for name, secret, environment, deks in [
            ("one DEK", ALICE, "production", {1: published("dek 1")}),
            ("three DEKs", BOB, "production", three_deks()),
            ("another environment", ALICE, "development", {1: published("dek 1")})]:
        ephemeral = published("ephemeral " + name)
        plaintext = keyring_bytes(root, deks)
        entries.append({"name": name, "environment": environment, "secret_key": secret_key_text(secret),
                        "ephemeral_secret_key": ephemeral.hex(), "info": keyring_info(environment).hex(),
                        "keyring": plaintext.hex(),
                        "wrapped": wrapped_text(plaintext, public_key(secret), ephemeral, environment)})
    good = entries[0]["wrapped"]
    raw = base64.urlsafe_b64decode(good[3:] + "=" * (-len(good[3:]) % 4))
    twisted = raw[:40] + bytes([raw[40] ^ 1]) + raw[41:]
    small_order = bytes(32) + raw[32:]
    invalid = [
        ("wrong key", good, CAROL, "production"),
        ("wrong environment", good, ALICE, "development"),
        ("one bit changed", "w1." + base64url(twisted), ALICE, "production"),
        ("encapsulated key of small order", "w1." + base64url(small_order), ALICE, "production"),
        ("cut", good[:-4], ALICE, "production"),
        ("encapsulated key alone", "w1." + base64url(raw[:32]), ALICE, "production"),
        ("prefix of another version", "w2." + good[3:], ALICE, "production"),
        ("prefix of a value", "k1." + good[3:], ALICE, "production"),
        ("no prefix", good[3:], ALICE, "production"),
        ("padded", good + "=" * (-len(good[3:]) % 4 or 4), ALICE, "production"),
        ("line end inside", good[:43] + "\n" + good[43:], ALICE, "production"),
    ]
    return {
        "about": "Keyrings wrapped by HPKE for one key, reproducible by the given ephemeral secret key (skE of RFC 9180; "
                 "its public key is enc). `wrapped` is `w1.` and base64url of enc and ciphertext; the associated data is "
                 "empty. `invalid`: to be refused as one authentication failure.",
        "valid": entries,
        "invalid": [{"name": name, "environment": environment, "secret_key": secret_key_text(secret), "wrapped": wrapped}
                    for name, wrapped, secret, environment in invalid],
    }


def fingerprint_file():
    return {
        "about": "Fingerprints of roots.",
        "valid": [{"environment": environment, "root": root.hex(), "fingerprint": fingerprint(environment, root)}
                  for environment in ("production", "development", "eu-west.prod_2")
                  for root in (published("root"), published("another root"), bytes(32))],
    }


def next_file():
    def entry(environment, leaving, seed):
        leaving = public_key_text(public_key(leaving))
        root = hashlib.sha256(text("kist:v1:next") + field(environment) + field(leaving) + seed).digest()
        return {"environment": environment, "leaving": leaving, "seed": seed.hex(), "root": root.hex(),
                "keyring": keyring_bytes(root, {1: seed}).hex(), "fingerprint": fingerprint(environment, root)}

    return {
        "about": "Keyrings made ahead for the removal of a key.",
        "valid": [entry(environment, leaving, published("seed"))
                  for environment in ("production", "eu-west.prod_2") for leaving in (BOB, CAROL)],
    }


def sealed_file():
    def member(label, secret, ms, by="alice@laptop"):
        return {"label": label, "public_key": public_key_text(public_key(secret)), "created_at": ms, "created_by": by}

    fresh, three = {1: published("dek 1")}, three_deks()
    own = fingerprint("production", published("root"))
    base = {"environment": "base", "fingerprint": fingerprint("base", published("root base"))}
    alice, bob, carol = member("alice", ALICE, T0), member("bob", BOB, T0 + 1), member("carol", CAROL, T0 + 2)
    alice_named, bob_named, carol_named = ({n: k[n] for n in ("label", "public_key")} for k in (alice, bob, carol))
    created = (T0, "alice@laptop", "created", dict(alice_named, fingerprint=own))
    every = [
        created,
        (T0, "alice@laptop", "parent-set", {}),
        (T0 + 1, "alice@laptop", "key-added", bob_named),
        (T0 + 2, "bob@build-3", "key-added", carol_named),
        (T0 + 1000, "alice@laptop", "rotated", {"dek": 2}),
        (T0 + 2000, "alice@laptop", "rotated", {"dek": 3}),
        (T0 + 3000, "alice@laptop", "removal-prepared", dict(carol_named, fingerprint=own)),
        (T0 + 4000, "alice@laptop", "key-removed", dict(carol_named, dek=4, fingerprint=own)),
        (T0 + 5000, "bob@build-3", "rotated", {"dek": 5}),
        (T0 + 66000, "bob@build-3", "dek-dropped", {"deks": [1, 3, 4]}),
        (T0 + 70000, "bob@build-3", "purged", {"secrets": 1, "versions": 3, "key": "API_KEY"}),
        (T0 + 70001, "bob@build-3", "purged", {"secrets": 1, "versions": 2, "key": "OLD", "renamed_to": "NEW"}),
        (T0 + 70002, "bob@build-3", "purged", {"secrets": 12, "versions": 40}),
        (T0 + 70003, "bob@build-3", "pruned", {"secrets": 1, "versions": 9, "key": "DATABASE_URL"}),
        (T0 + 70004, "bob@build-3", "pruned", {"secrets": 30, "versions": 1200}),
        (T0 + 70005, "bob@build-3", "parent-set", base),
        (T0 + 80000, "bob@build-3", "rotated", {"dek": 6}),
    ]
    retired = {2: T0 + 2000, 5: T0 + 80000}
    cases = [
        ("one key", fresh, [alice], {}, numbered([created]), None, 1),
        ("two keys, every kind of event, inherits", three, [alice, bob], retired, numbered(every), base, 12),
        ("older events left out", three, [alice, bob], retired, numbered(every[-2:], 3000000000), None, 2147483647),
        ("labels that JSON could write in two ways", three,
         [member('a "quoted" \\ back/slash', ALICE, T0, "<&'>=@host"),
          member("J\u00fcrgen \u65e5\u672c \U0001f511", BOB, T0, "\u00e9@host")], retired,
         numbered([(T0, "<&'>=@host", "created", {"label": 'a "quoted" \\ back/slash',
                                                  "public_key": alice["public_key"], "fingerprint": own})]), None, 7),
        ("dates before 1970 and at the highest number", {1: published("dek 1"), 2: published("dek 2")},
         [member("alice", ALICE, -1)], {1: 9007199254740991}, numbered([(-1,) + created[1:]]), None, 2),
    ]
    # What no writer of today writes, and every reader takes.
    plain = sealed_content([alice], {}, numbered([created]))
    event = plain["events"][0]
    spaced = json.dumps({"events": plain["events"], "retired": {}, "keys": plain["keys"]}, indent=1)
    escaped = compact(plain).replace("/", "\\/").replace("alice@", "\\u0061lice\\u0040")
    unknown = compact(dict(plain, policy={"a": [1, 2.5, None, True]}, zero=None, events=[
        dict(event, details=dict(event["details"], more=["x"]), seen=False),
        {"number": 2, "at": T0, "by": "alice@laptop", "kind": "key-polished", "details": {"shine": 1}}]))
    tolerated = [("another order, spaces", spaced), ("escapes", escaped),
                 ("unknown members, an unknown kind of event", unknown)]

    def entry(name, deks, revision, text, **more):
        active, nonce = max(deks), published("sealed " + name, 12)
        return dict({"name": name, "environment": "production", "revision": revision}, **more, **{
            "keyring": keyring_bytes(published("root"), deks).hex(), "dek_id": active, "dek": deks[active].hex(),
            "nonce": nonce.hex(), "json": text, "associated_data": sealed_data("production", revision).hex(),
            "sealed": encrypted(active, deks[active], nonce, text.encode(), sealed_data("production", revision))})

    return {
        "about": "What is sealed: its JSON text, the associated data, and the encrypted form. `valid`: write the JSON from "
                 "`keys`, `retired`, `events` and `inherits`, byte for byte; decrypt, encrypt. `tolerated`: decrypt and parse; "
                 "no writer of version 1 writes them so, but a writer keeps the members that it does not know.",
        "valid": [entry(name, deks, revision, compact(sealed_content(keys, retired, events, inherits)), keys=keys,
                        retired={str(i): retired[i] for i in sorted(retired)}, events=events, inherits=inherits)
                  for name, deks, keys, retired, events, inherits, revision in cases],
        "tolerated": [entry(name, fresh, 1, text, keys=[alice], retired={}, event_kinds=[
            e["kind"] for e in json.loads(text)["events"]]) for name, text in tolerated],
    }


def record_vectors(kind, cases):
    deks = three_deks()
    out = []
    for name, plaintext, changes in cases:
        case = dict({"name": name, "environment": "production", "key": "DATABASE_URL", "created_at": T0, "version": 1,
                     "updated_at": T0, "updated_by": "alice@laptop", "template": False, "deleted": False,
                     "current": True, "has_note": kind == "note", "binary": False, "dek_id": 6}, **changes)
        dek, nonce = deks[case["dek_id"]], published("%s %s" % (kind, name), 12)
        data = record_data(kind, case["environment"], case["key"], case, case["current"])
        long = len(plaintext) > 10000
        stored = encrypted(case["dek_id"], dek, nonce,
                           plaintext if isinstance(plaintext, bytes) else plaintext.encode(), data)
        case.update({"dek": dek.hex(), "nonce": nonce.hex(), "associated_data": data.hex()})
        if long:
            case.update({"plaintext_repeat": "kist\u00e9\U0001f511", "plaintext_bytes": len(plaintext.encode()),
                         kind + "_length": len(stored),
                         kind + "_sha256": hashlib.sha256(stored.encode()).hexdigest()})
        elif isinstance(plaintext, bytes):
            case.update({"plaintext_bytes_hex": plaintext.hex(), kind: stored})
        else:
            case.update({"plaintext": plaintext, kind: stored})
        out.append(case)
    return out


def one_mebibyte():
    """1 MiB in UTF-8: the text `kist`, U+00E9, U+1F511 (10 bytes) over and over, then `k` to the full length."""
    unit = "kist\u00e9\U0001f511"
    return unit * (1048576 // 10) + "k" * (1048576 % 10)


BYTES = bytes(range(256)) + b"\0\xff\xfe"  # no UTF-8, with NUL


def values_file():
    valid = record_vectors("value", [
        ("current", "postgres://db/app", {}),
        ("empty", "", {"key": "EMPTY"}),
        ("former", "postgres://db/old", {"current": False, "dek_id": 2}),
        ("version 7", "postgres://db/app", {"version": 7, "updated_at": T0 + 86400000, "updated_by": "bob@build-3"}),
        ("template", "postgres://${DB_USER}@db/$${x}", {"template": True}),
        ("deleted", "", {"deleted": True, "version": 2, "updated_at": T0 + 1}),
        ("former, deleted", "", {"deleted": True, "version": 2, "updated_at": T0 + 1, "current": False}),
        ("former, template", "${A}", {"template": True, "current": False}),
        ("many lines", "-----BEGIN KEY-----\nMIIB\r\n\tx \n-----END KEY-----\n", {"key": "tls.key"}),
        ("beyond the BMP", "p\u00e4ssw\u00f6rd \u65e5\u672c\u8a9e \U0001f511\U0001d11e e\u0301 \u200d\ufeff", {}),
        ("control characters", "\u0001\u001b[31m\u007f\u0085\u2028", {}),
        ("actor beyond ASCII", "x", {"updated_by": "J\u00fcrgen \U0001f511@h\u00f6st"}),
        ("name at its limit", "x", {"key": "N" + "a" * 254}),
        ("environment at its limit", "x", {"environment": "e" + "-" * 63}),
        ("before 1970", "x", {"created_at": -1, "updated_at": -1}),
        ("highest version", "x", {"version": 2147483647, "updated_at": 253402300799999}),
        ("1 MiB", one_mebibyte(), {}),
        ("with a note", "postgres://db/app", {"has_note": True}),
        ("template with a note", "${A}", {"template": True, "has_note": True}),
        ("deleted, with a note", "", {"deleted": True, "has_note": True, "version": 2, "updated_at": T0 + 1}),
        ("former, with a note", "postgres://db/old", {"current": False, "has_note": True}),
        ("binary", BYTES, {"key": "tls.p12", "binary": True}),
        ("binary, empty", b"", {"key": "tls.p12", "binary": True}),
        ("binary that is text", b"text", {"key": "tls.p12", "binary": True}),
        ("former, binary, with a note", BYTES,
         {"key": "tls.p12", "binary": True, "has_note": True, "current": False, "dek_id": 2}),
    ])
    good = valid[0]["value"]
    raw = base64.urlsafe_b64decode(good[3:] + "=" * (-len(good[3:]) % 4))
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    spare = good[:-1] + alphabet[alphabet.index(good[-1]) | 1]
    assert len(good[3:]) % 4 in (2, 3) and spare != good

    def at(n):
        return raw[:n] + bytes([raw[n] ^ 1]) + raw[n + 1:]

    former = encrypted(6, three_deks()[6], raw[5:17], b"postgres://db/app",
                       record_data("value", "production", "DATABASE_URL", valid[0], False))
    note = encrypted(6, three_deks()[6], raw[5:17], b"postgres://db/app",
                     record_data("note", "production", "DATABASE_URL", valid[0], True))
    noted, binary = (encrypted(6, three_deks()[6], raw[5:17], b"postgres://db/app",
                               record_data("value", "production", "DATABASE_URL", dict(valid[0], **{flag: True}), True))
                     for flag in ("has_note", "binary"))
    not_text = encrypted(6, three_deks()[6], raw[5:17], b"\xff\xfe",
                         record_data("value", "production", "DATABASE_URL", valid[0], True))
    nul = encrypted(6, three_deks()[6], raw[5:17], b"a\0b",
                    record_data("value", "production", "DATABASE_URL", valid[0], True))
    return {
        "about": "Values. `associated_data` and `value` follow from the other fields. `current` is false in history, `has_note` "
                 "is true where the document has a note. A binary one has `plaintext_bytes_hex` for `plaintext`. The "
                 "1 MiB value is `plaintext_repeat` over and over while it fits in `plaintext_bytes` bytes of UTF-8, then "
                 "the letter k to the full length; of the stored text the length and the SHA-256 are given. "
                 "`invalid`: stored values in the place of the first valid one, and what a reader finds: "
                 "`authentication`, `unknown-dek` (the id), or `not-kist`.",
        "keyring": keyring_bytes(published("root"), three_deks()).hex(),
        "valid": valid,
        "invalid": [
            {"name": "tag changed", "value": "k1." + base64url(at(len(raw) - 1)), "outcome": "authentication"},
            {"name": "ciphertext changed", "value": "k1." + base64url(at(20)), "outcome": "authentication"},
            {"name": "nonce changed", "value": "k1." + base64url(at(6)), "outcome": "authentication"},
            {"name": "byte 1 changed", "value": "k1." + base64url(at(0)), "outcome": "authentication"},
            {"name": "DEK id of another DEK", "value": "k1." + base64url(raw[:1] + u32(5) + raw[5:]),
             "outcome": "authentication"},
            {"name": "DEK id above the active one", "value": "k1." + base64url(raw[:1] + u32(7) + raw[5:]),
             "outcome": "unknown-dek", "dek_id": 7},
            {"name": "DEK id that was dropped", "value": "k1." + base64url(raw[:1] + u32(3) + raw[5:]),
             "outcome": "unknown-dek", "dek_id": 3},
            {"name": "DEK id with the highest bit set", "value": "k1." + base64url(raw[:1] + u32(0x80000006) + raw[5:]),
             "outcome": "unknown-dek", "dek_id": 0x80000006},
            {"name": "one byte short", "value": "k1." + base64url(raw[:-1]), "outcome": "authentication"},
            {"name": "one byte more", "value": "k1." + base64url(raw + b"\0"), "outcome": "authentication"},
            {"name": "shorter than nonce and tag", "value": "k1." + base64url(raw[:32]), "outcome": "authentication"},
            {"name": "nothing behind the prefix", "value": "k1.", "outcome": "authentication"},
            {"name": "former version", "value": former, "outcome": "authentication"},
            {"name": "a note", "value": note, "outcome": "authentication"},
            {"name": "with the flag of a note", "value": noted, "outcome": "authentication"},
            {"name": "with the flag of bytes", "value": binary, "outcome": "authentication"},
            {"name": "not UTF-8", "value": not_text, "outcome": "authentication"},
            {"name": "with NUL", "value": nul, "outcome": "authentication"},
            {"name": "padded", "value": good + "=" * (-len(good[3:]) % 4), "outcome": "authentication"},
            {"name": "white space behind", "value": good + "\n", "outcome": "authentication"},
            {"name": "character of the other base64 alphabet", "value": good[:20] + "+" + good[21:],
             "outcome": "authentication"},
            {"name": "spare bits set", "value": spare, "outcome": "authentication"},
            {"name": "prefix of another version", "value": "k2." + good[3:], "outcome": "not-kist"},
            {"name": "upper case prefix", "value": "K1." + good[3:], "outcome": "not-kist"},
            {"name": "plain text", "value": "postgres://db/app", "outcome": "not-kist"},
            {"name": "empty", "value": "", "outcome": "not-kist"},
        ],
    }


def notes_file():
    return {
        "about": "Notes: the fields of the version they belong to, as in values.json, with another text in front. `has_note` is "
                 "always true.",
        "keyring": keyring_bytes(published("root"), three_deks()).hex(),
        "valid": record_vectors("note", [
            ("current", "rotate by June", {}),
            ("empty", "", {}),
            ("former", "rotate by May", {"current": False, "dek_id": 2}),
            ("of a template, many lines", "first line\nsecond \U0001f511", {"template": True}),
            ("4 KiB", "n" * 4096, {"version": 2}),
            ("of a binary secret", "expires in 2027", {"key": "tls.p12", "binary": True}),
            ("of a deletion", "why it went", {"deleted": True, "version": 2}),
        ]),
    }


# Documents

def load_case(name, database, environment, outcome, keys=(ALICE,), fingerprints=(), history=None, about=None):
    case = {"name": name}
    if about:
        case["about"] = about
    case.update({"environment": environment, "secret_keys": [secret_key_text(k) for k in keys],
                 "known_fingerprints": list(fingerprints), "documents": database.documents()})
    case.update({"expected": outcome} if isinstance(outcome, dict) else {"error": outcome})
    if history:
        case["expected_history"] = history
    return case


def base64_json(data):
    """Bytes where a value is shown as JSON."""
    return {"base64": base64.b64encode(data).decode("ascii")}


def production():
    """The environment that most cases start from: two keys, one DEK dropped, values by the two others."""
    e = Environment("production", (("alice", ALICE), ("bob", BOB)), dek_ids=(2, 3), revision=9)
    d = Database(e)
    d.put(e, "API_KEY", "sk_live_51Hx")
    d.put(e, "DB_PASSWORD", {"value": "first", "dek_id": 2}, {"value": "second", "updated_by": "bob@build-3"},
          {"value": "th'ird \"$x\" #\\", "note": "rotate by June"})
    d.put(e, "DATABASE_URL", {"value": "postgres://app:${DB_PASSWORD}@db/app?x=$${y}&z=$z", "template": True})
    d.put(e, "EMPTY", "")
    d.put(e, "GREETING", "gr\u00fc\u00df \u65e5\u672c\u8a9e \U0001f511")
    d.put(e, "LITERAL", "${API_KEY} stays")
    d.put(e, "tls.key", "-----BEGIN KEY-----\nMIIB\n-----END KEY-----\n", dek_id=2)
    d.put(e, "OLD", "gone", {"value": "", "deleted": True})
    d.put(e, "tls.p12", {"value": b"first\0", "binary": True, "note": "key store"},
          {"value": BYTES, "binary": True, "dek_id": 2})
    expected = {"API_KEY": "sk_live_51Hx", "DB_PASSWORD": "th'ird \"$x\" #\\",
                "DATABASE_URL": "postgres://app:th'ird \"$x\" #\\@db/app?x=${y}&z=$z", "EMPTY": "",
                "GREETING": "gr\u00fc\u00df \u65e5\u672c\u8a9e \U0001f511", "LITERAL": "${API_KEY} stays",
                "tls.key": "-----BEGIN KEY-----\nMIIB\n-----END KEY-----\n", "tls.p12": base64_json(BYTES)}
    history = {
        "DB_PASSWORD": [{"version": 1, "value": "first"}, {"version": 2, "value": "second"},
                        {"version": 3, "value": "th'ird \"$x\" #\\", "note": "rotate by June"}],
        "OLD": [{"version": 1, "value": "gone"}, {"version": 2, "deleted": True}],
        "API_KEY": [{"version": 1, "value": "sk_live_51Hx"}],
        "tls.p12": [{"version": 1, "value": base64_json(b"first\0"), "note": "key store"},
                    {"version": 2, "value": base64_json(BYTES)}],
    }
    return e, d, expected, history


def chain(length):
    """`level-1` inherits from `level-2`, and so on; each level adds a secret and overrides SHARED."""
    environments, parent = [], None
    for n in range(length, 0, -1):
        parent = Environment("level-%d" % n, inherits=parent)
        environments.append(parent)
    database = Database(*environments)
    for n, e in enumerate(reversed(environments), 1):
        database.put(e, "FROM_%d" % n, "value %d" % n)
        database.put(e, "SHARED", "shared %d" % n)
    expected = {"FROM_%d" % n: "value %d" % n for n in range(1, length + 1)}
    return environments[-1], database, dict(expected, SHARED="shared 1")


def templates(*pairs):
    e = Environment("production")
    d = Database(e)
    for name, value in pairs:
        d.put(e, name, {"value": value, "template": True})
    return d


def documents_file():
    e, d, expected, history = production()
    cases = [
        load_case("an environment with history", d, "production", expected, fingerprints=[e.fingerprint],
                  history=history),
        load_case("opened by another key", d, "production", expected, keys=(CAROL, BOB)),
        load_case("several fingerprints known", d, "production", expected, fingerprints=["0" * 32, e.fingerprint]),
        load_case("no key opens it", d, "production", "no-key", keys=(CAROL,)),
        load_case("no key at all", d, "production", "no-key", keys=()),
        load_case("another fingerprint known", d, "production", "fingerprint", fingerprints=["0" * 32]),
        load_case("environment that is not there", d, "staging", "not-found"),
    ]

    empty = Environment("production")
    cases.append(load_case("environment without secrets", Database(empty), "production", {}))

    crash = Environment("production")
    d = Database(crash).put(crash, "A", "one", "two")
    d.history.append(crash.record("A", "two", version=2, current=False))
    cases.append(load_case("history entry as new as the current version", d, "production", {"A": "two"},
                           history={"A": [{"version": 1, "value": "one"}, {"version": 2, "value": "two"}]},
                           about="What a crash between the two writes leaves; readers ignore the entry."))

    pruned = Environment("production")
    d = Database(pruned).put(pruned, "A", "one", "two", "three", "four")
    d.history = d.history[2:]
    cases.append(load_case("pruned history", d, "production", {"A": "four"},
                           history={"A": [{"version": 3, "value": "three"}, {"version": 4, "value": "four"}]}))

    purged = Environment("production")
    d = Database(purged).put(purged, "A", "new", "newer", created_at=T0 + 5000)
    d.history += [purged.record("A", "old", version=v, current=False) for v in (3, 7)]
    cases.append(load_case("rest of a purged secret's history", d, "production", {"A": "newer"},
                           history={"A": [{"version": 1, "value": "new"}, {"version": 2, "value": "newer"}]},
                           about="What a write that meets a purge can leave: entries with another created_at are not of "
                                 "this secret; readers ignore them."))

    base = Environment("base", (("alice", ALICE),))
    child = Environment("staging", (("alice", ALICE), ("bob", BOB)), inherits=base)
    d = Database(base, child)
    d.put(base, "HOST", "base-host").put(base, "PORT", "5432").put(base, "DROPPED", "in base")
    d.put(base, "URL", {"value": "db://${HOST}:${PORT}", "template": True})
    d.put(base, "ONLY_BASE", "base")
    d.put(child, "HOST", "staging-host")
    d.put(child, "DROPPED", "once", {"value": "", "deleted": True})
    d.put(child, "CHILD_URL", {"value": "[${URL}] ${HOST} ${ONLY_BASE}", "template": True})
    inherited = {"HOST": "staging-host", "PORT": "5432", "URL": "db://base-host:5432", "ONLY_BASE": "base",
                 "CHILD_URL": "[db://base-host:5432] staging-host base"}
    cases += [
        load_case("inherits, overrides and deletes", d, "staging", inherited, fingerprints=[child.fingerprint],
                  about="A template of the parent sees the parent's HOST; one of the child sees the child's."),
        load_case("parent on its own", d, "base",
                  {"HOST": "base-host", "PORT": "5432", "DROPPED": "in base", "URL": "db://base-host:5432",
                   "ONLY_BASE": "base"}),
        load_case("key opens the child and not the parent", d, "staging", "no-key", keys=(BOB,)),
    ]
    elsewhere = Environment("base", by="elsewhere ")
    cases.append(load_case("parent with another fingerprint", Database(elsewhere, child), "staging",
                           "inherited-fingerprint"))
    cases.append(load_case("parent that is not there", Database(child), "staging", "not-found"))

    hidden = Environment("staging", inherits=base)
    d = Database(base, hidden).put(base, "HOST", "h")
    d.put(hidden, "HOST", "x", {"value": "", "deleted": True})
    d.put(hidden, "URL", {"value": "${HOST}", "template": True})
    cases.append(load_case("reference to an inherited secret that the child deleted", d, "staging",
                           "missing-reference"))

    upward = Environment("staging", inherits=base)
    d = Database(base, upward).put(base, "URL", {"value": "${CHILD_ONLY}", "template": True})
    d.put(upward, "CHILD_ONLY", "c")
    cases.append(load_case("parent's template never reads the child", d, "staging", "missing-reference"))

    twice = Environment("staging", inherits=base)
    d = Database(base, twice).put(base, "A", {"value": "base-${B}", "template": True}).put(base, "B", "b")
    d.put(twice, "B", {"value": "child-${A}", "template": True})
    cases.append(load_case("same names on two levels are no circle", d, "staging",
                           {"A": "base-b", "B": "child-base-b"}))

    e8, d8, expected8 = chain(8)
    e9, d9, _ = chain(9)
    cases.append(load_case("eight levels", d8, e8.name, expected8))
    cases.append(load_case("nine levels", d9, e9.name, "too-many-levels"))

    one, two = Environment("one"), Environment("two")
    one.inherits = {"environment": "two", "fingerprint": two.fingerprint}
    two.inherits = {"environment": "one", "fingerprint": one.fingerprint}
    cases.append(load_case("environments that inherit in a circle", Database(one, two), "one", "too-many-levels"))

    cases += [
        load_case("references, escapes and plain dollars",
                  templates(("A", "$ $A {A} $$ $$${B} $${B} ${B}${B}$"), ("B", "b$${C}")),
                  "production", {"A": "$ $A {A} $$ $${B} ${B} b${C}b${C}$", "B": "b${C}"},
                  about="Read from the left: `$${` first, then `${NAME}`; every other character is literal. What was "
                        "put in is not looked at again."),
        load_case("reference to itself", templates(("A", "${A}")), "production", "circle"),
        load_case("references in a circle", templates(("A", "${B}"), ("B", "x${C}"), ("C", "${A}y")), "production",
                  "circle"),
        load_case("reference to nothing", templates(("A", "${B}"), ("B", "${NOPE}")), "production",
                  "missing-reference"),
        load_case("reference that does not end", templates(("A", "x ${B")), "production", "malformed-template"),
        load_case("reference without a name", templates(("A", "${}")), "production", "malformed-template"),
        load_case("reference with an operator", templates(("A", "${B:-c}"), ("B", "b")), "production",
                  "malformed-template"),
        load_case("reference with a dotted name", templates(("A", "${b.c-d}"), ("b.c-d", "x")), "production",
                  {"A": "x", "b.c-d": "x"}),
    ]
    double = [("A0", "x" * 64)] + [("A%d" % n, "${A%d}${A%d}" % (n - 1, n - 1)) for n in range(1, 30)]
    cases.append(load_case("templates that grow beyond the limit of a value", templates(*double), "production",
                           "too-long"))
    wide = double[:15] + [("B%02d" % n, "${A14}") for n in range(63)]
    assert 64 * 2 ** 14 == 1048576
    cases.append(load_case("templates that grow beyond 64 MiB together", templates(*wide), "production", "too-long",
                           about="A14 and each of the 63 B have 1 MiB, which is 64 MiB; A1 to A13 have the rest."))

    def row(length):
        return [("A001", "x")] + [("A%03d" % n, "${A%03d}" % (n - 1)) for n in range(2, length + 1)]

    cases.append(load_case("a hundred templates on the way", templates(*row(100)), "production",
                           {name: "x" for name, _ in row(100)}))
    cases.append(load_case("a hundred and one templates on the way", templates(*row(101)), "production", "too-deep"))

    plain = Environment("production")
    d = Database(plain).put(plain, "A", "a")
    d.secrets.append({"_id": object_id("plain"), "key": "PLAIN", "value": "secret", "environment": "production"})
    cases.append(load_case("document not written by Kist", d, "production", "not-kist"))

    future = Environment("production")
    d = Database(future).put(future, "A", "a")
    d.environments[0]["format"] = int32(2)
    cases.append(load_case("higher format", d, "production", "format"))

    long_ints = Environment("production")
    d = Database(long_ints).put(long_ints, "A", "a")
    d.secrets[0]["version"] = {"$numberLong": "1"}
    d.environments[0]["revision"] = {"$numberLong": "1"}
    d.environments[0]["format"] = {"$numberLong": "1"}
    cases.append(load_case("64-bit integers", d, "production", {"A": "a"},
                           about="As other tools write them when they copy a collection."))

    flags = Environment("production")
    d = Database(flags).put(flags, "A", "a")
    d.secrets[0].update({"template": False, "deleted": False, "binary": False, "comment": "an unknown field"})
    cases.append(load_case("flags that are false, unknown fields", d, "production", {"A": "a"}))

    store = Environment("production")
    d = Database(store).put(store, "KEYSTORE", {"value": BYTES, "binary": True, "note": "of the load balancer"})
    d.put(store, "EMPTY_STORE", {"value": b"", "binary": True})
    d.put(store, "GONE_STORE", {"value": BYTES, "binary": True}, {"value": b"", "deleted": True})
    d.put(store, "NOW_TEXT", {"value": BYTES, "binary": True}, "text")
    d.put(store, "NOTED", {"value": "", "note": ""})
    cases.append(load_case("binary secrets, and notes", d, "production",
                           {"KEYSTORE": base64_json(BYTES), "EMPTY_STORE": base64_json(b""), "NOW_TEXT": "text",
                            "NOTED": ""},
                           history={"NOW_TEXT": [{"version": 1, "value": base64_json(BYTES)},
                                                 {"version": 2, "value": "text"}],
                                    "NOTED": [{"version": 1, "value": "", "note": ""}]},
                           about="Bytes are shown as in docs/format.md, section Values and notes."))
    d = Database(store).put(store, "KEYSTORE", {"value": BYTES, "binary": True})
    d.put(store, "A", {"value": "${KEYSTORE}", "template": True})
    cases.append(load_case("reference to a binary secret", d, "production", "binary-reference"))

    highest = Environment("production", revision=2147483647)
    d = Database(highest).put(highest, "A", {"value": "a", "revision": 2147483647})
    cases.append(load_case("revisions at their highest", d, "production", {"A": "a"},
                           about="Readers read on; a writer must refuse to raise either."))

    newer = Environment("production", dek_ids=(2, 3), revision=9)
    d = Database(newer).put(newer, "A", "a")
    d.environments[0]["sealed"] = newer.sealed(json.dumps(newer.content(policy={"keep": True}, events=newer.events + [
        {"number": 99, "at": T0, "by": "alice@laptop", "kind": "key-polished", "details": {}}])))
    cases.append(load_case("unknown members and kinds of events in sealed", d, "production", {"A": "a"}))

    first = Environment("production")
    d = Database(first).put(first, "A", "a")
    d.environments[0]["sealed"] = first.sealed(compact(first.content(retired=None, events=None)))
    cases.append(load_case("environment from before release 0.1.0", d, "production", "before-release",
                           about="Its sealed has no retired: it has to be made anew."))

    return {
        "about": "Whole collections as MongoDB Extended JSON (canonical), and what a reader that holds `secret_keys` and "
                 "knows `known_fingerprints` (none: unknown, no error) finds when it loads `environment`: `expected`, name "
                 "to value, or `error`. `expected_history` lists the versions of a secret, the current one last. "
                 "README.md explains the errors.",
        "cases": cases,
    }


def tamper_file():
    e, d, expected, history = production()
    documents = d.documents()
    secrets = {s["key"]: s for s in documents["secrets"]}
    former = {(s["key"], int(s["version"]["$numberInt"])): s for s in documents["secrets.history"]}
    environment = documents["secrets.environments"][0]
    out = []

    def add(name, outcome, *changes, read="load", known=True):
        case = {"name": name, "read": read, "changes": list(changes), "outcome": outcome}
        if not known:
            case["known_fingerprints"] = []
        out.append(case)

    def put(collection, document):
        return {"collection": collection, "put": document}

    def secret(name, **changes):
        return put("secrets", edited(secrets[name], changes))

    def older(name, version, **changes):
        return put("secrets.history", edited(former[name, version], changes))

    def edited(document, changes):
        """A copy; None takes a field away."""
        out = json.loads(json.dumps(document))
        for k, v in changes.items():
            if v is None:
                out.pop(k)
            else:
                out[k] = v
        return out

    def listed(*entries, **changes):
        return put("secrets.environments", edited(environment, dict(changes, keys=list(entries))))

    def env(**changes):
        return put("secrets.environments", edited(environment, changes))

    add("nothing changed", "accepted")
    add("nothing changed, history", "accepted", read="history DB_PASSWORD")

    # The record of a current version
    api, password = secrets["API_KEY"], secrets["DB_PASSWORD"]
    add("value of another secret", "authentication", secret("API_KEY", value=secrets["EMPTY"]["value"]))
    add("two values swapped", "authentication", secret("API_KEY", value=password["value"]),
        secret("DB_PASSWORD", value=api["value"]))
    add("two names swapped", "authentication", {"collection": "secrets", "remove": api["_id"]},
        {"collection": "secrets", "remove": password["_id"]}, secret("API_KEY", key="DB_PASSWORD"),
        secret("DB_PASSWORD", key="API_KEY"))
    add("renamed", "authentication", secret("API_KEY", key="STOLEN"))
    add("name in another case", "authentication", secret("API_KEY", key="api_key"))
    add("created_at changed", "authentication", secret("API_KEY", created_at=date(T0 + 1)))
    add("updated_at changed", "authentication", secret("API_KEY", updated_at=date(T0 + 1)))
    add("updated_by changed", "authentication", secret("API_KEY", updated_by="bob@laptop"))
    add("version raised", "authentication", secret("API_KEY", version=int32(2)))
    add("version lowered", "authentication", secret("DB_PASSWORD", version=int32(2)))
    add("template set", "authentication", secret("LITERAL", template=True))
    add("template taken away", "authentication", secret("DATABASE_URL", template=None))
    add("deleted set", "authentication", secret("API_KEY", deleted=True))
    add("deleted taken away", "authentication", secret("OLD", deleted=None))
    add("former version in place of the current one", "authentication",
        secret("DB_PASSWORD", **{k: former["DB_PASSWORD", 2][k]
                                 for k in ("value", "version", "updated_at", "updated_by")}, note=None))
    add("note in place of the value", "authentication", secret("DB_PASSWORD", value=password["note"]))
    add("a note taken away", "authentication", secret("DB_PASSWORD", note=None))
    add("a note added", "authentication", secret("API_KEY", note=password["note"]))
    add("a note as null", "authentication", put("secrets", dict(api, note=None)))
    add("a note as a number", "authentication", secret("DB_PASSWORD", note=int32(1)))
    store = secrets["tls.p12"]
    add("binary set", "authentication", secret("API_KEY", binary=True))
    add("binary taken away", "authentication", secret("tls.p12", binary=None))
    add("binary as a number", "authentication", secret("tls.p12", binary=int32(1)))
    add("template set on a binary secret", "authentication", secret("tls.p12", template=True))
    add("deleted set on a binary secret", "authentication", secret("tls.p12", deleted=True))
    add("value of a binary secret", "authentication", secret("API_KEY", value=store["value"], binary=True))
    both = dict(e.record("tls.p12", BYTES, binary=True, template=True), _id=store["_id"])
    add("a member's binary template", "authentication", put("secrets", both))
    add("sealed in place of a value", "authentication", secret("API_KEY", value=environment["sealed"]))
    add("created_at taken away", "authentication", secret("API_KEY", created_at=None))
    add("updated_at taken away", "authentication", secret("API_KEY", updated_at=None))
    add("updated_by taken away", "authentication", secret("API_KEY", updated_by=None))
    add("created_at as a number", "authentication", secret("API_KEY", created_at={"$numberLong": str(T0)}))
    add("updated_by as a number", "authentication", secret("API_KEY", updated_by=int32(1)))
    add("version as a double", "authentication", secret("API_KEY", version={"$numberDouble": "1.0"}))
    add("version as a text", "authentication", secret("API_KEY", version="1"))
    add("template as a number", "authentication", secret("DATABASE_URL", template=int32(1)))
    add("version taken away", "not-kist", secret("API_KEY", version=None))
    add("value taken away", "not-kist", secret("API_KEY", value=None))
    add("value as binary", "not-kist",
        secret("API_KEY", value={"$binary": {"base64": "AAAA", "subType": "00"}}))
    add("plain text value", "not-kist", secret("API_KEY", value="sk_live_forged"))
    add("a note that does not decrypt", "authentication", secret("DB_PASSWORD", note=password["value"]))
    add("a note cut", "authentication", secret("DB_PASSWORD", note=password["note"][:-4]))
    add("a note that is none of Kist's", "authentication", secret("DB_PASSWORD", note="until May"))

    # What nothing authenticates must be what Kist writes, whatever it holds
    add("revision changed", "accepted", secret("API_KEY", revision=int32(77)))
    add("revision as a 64-bit integer", "accepted", secret("API_KEY", revision={"$numberLong": "77"}))
    for name, revision in [("as a double", {"$numberDouble": "1.0"}), ("as a text", "1"), ("as true", True),
                           ("0", int32(0)), ("below 0", int32(-1)),
                           ("beyond 32 bits", {"$numberLong": "1099511627776"})]:
        add("revision " + name, "odd-field", secret("API_KEY", revision=revision))
    add("revision taken away", "odd-field", secret("API_KEY", revision=None))
    add("revision as null", "odd-field", put("secrets", dict(api, revision=None)))
    add("_id as a text", "odd-field", {"collection": "secrets", "remove": api["_id"]}, secret("API_KEY", _id="api"))
    add("_id as a number", "odd-field", {"collection": "secrets", "remove": api["_id"]},
        secret("API_KEY", _id=int32(7)))
    add("another _id", "accepted", {"collection": "secrets", "remove": api["_id"]},
        secret("API_KEY", _id=object_id("another")))
    add("a second document for a name", "duplicate", put("secrets", edited(api, {"_id": object_id("second")})))
    raw = base64.urlsafe_b64decode(api["value"][3:] + "=" * (-len(api["value"][3:]) % 4))
    add("DEK id above the active one", "older-environment",
        secret("API_KEY", value="k1." + base64url(raw[:1] + u32(4) + raw[5:])))
    add("DEK id that was dropped", "dropped-dek",
        secret("API_KEY", value="k1." + base64url(raw[:1] + u32(1) + raw[5:])))
    add("DEK id of the other DEK", "authentication",
        secret("API_KEY", value="k1." + base64url(raw[:1] + u32(2) + raw[5:])))

    # History
    add("former value of another version", "authentication",
        older("DB_PASSWORD", 1, value=former["DB_PASSWORD", 2]["value"]), read="history DB_PASSWORD")
    add("current version posing as a former one", "authentication",
        put("secrets.history", edited(password, {"_id": former["DB_PASSWORD", 2]["_id"], "revision": None,
                                                 "version": int32(2)})), read="history DB_PASSWORD")
    add("a version taken out of the middle", "gap",
        {"collection": "secrets.history", "remove": former["DB_PASSWORD", 2]["_id"]}, read="history DB_PASSWORD")
    add("the oldest version taken out", "accepted",
        {"collection": "secrets.history", "remove": former["DB_PASSWORD", 1]["_id"]}, read="history DB_PASSWORD")
    add("former version marked as a deletion", "authentication", older("OLD", 1, deleted=True), read="history OLD")
    add("former author changed", "authentication", older("DB_PASSWORD", 2, updated_by="mallory@x"),
        read="history DB_PASSWORD")
    add("former version of another secret", "authentication",
        older("OLD", 1, _id=former["DB_PASSWORD", 1]["_id"], key="DB_PASSWORD"), read="history DB_PASSWORD")
    add("history entry newer than the current version", "older-secret",
        put("secrets.history", e.record("API_KEY", "sk_live_next", version=2, current=False)),
        read="history API_KEY")
    add("created_at of a version in the middle changed", "gap", older("DB_PASSWORD", 2, created_at=date(T0 + 1)),
        read="history DB_PASSWORD")
    add("note changed for another", "authentication",
        secret("DB_PASSWORD", note=password["value"]), read="history DB_PASSWORD")
    noted = e.record("DB_PASSWORD", "second", version=2, updated_by="bob@build-3", note="until May", current=False)
    add("former version with its note", "accepted", put("secrets.history", noted), read="history DB_PASSWORD")
    add("former note taken away", "authentication", put("secrets.history", edited(noted, {"note": None})),
        read="history DB_PASSWORD")
    add("former note added", "authentication", older("DB_PASSWORD", 1, note=noted["note"]), read="history DB_PASSWORD")
    add("former binary taken away", "authentication", older("tls.p12", 1, binary=None), read="history tls.p12")
    add("former binary set", "authentication", older("DB_PASSWORD", 1, binary=True), read="history DB_PASSWORD")

    # The environment
    alice, bob = environment["keys"]
    mallory = Environment("production", (("mallory", CAROL),)).document()["keys"][0]
    carol = dict(mallory, label="carol", wrapped=e.wrapped(public_key(CAROL), "carol"))
    add("a key added to the list", "forged-list", listed(alice, bob, carol))
    add("a key taken out of the list", "forged-list", listed(alice))
    add("the list in another order", "forged-list", listed(bob, alice))
    add("a public key replaced", "forged-list",
        listed(alice, dict(bob, public_key=carol["public_key"], key_id=carol["key_id"])))
    add("a label replaced", "forged-list", listed(alice, dict(bob, label="bobby")))
    add("a key id replaced", "forged-list", listed(alice, dict(bob, key_id="0" * 16)))
    add("a key's created_at replaced", "forged-list", listed(alice, dict(bob, created_at=date(T0))))
    add("a key's created_by replaced", "forged-list", listed(alice, dict(bob, created_by="mallory@x")))
    add("another's wrapped keyring replaced", "accepted", listed(alice, dict(bob, wrapped=alice["wrapped"])))
    add("another's wrapped keyring taken away", "accepted", listed(alice, edited(bob, {"wrapped": None})))
    add("another's wrapped keyring as a number", "accepted", listed(alice, dict(bob, wrapped=int32(1))))
    add("the reader's wrapped keyring taken away", "authentication", listed(edited(alice, {"wrapped": None}), bob))
    add("the reader's wrapped keyring as a number", "authentication", listed(dict(alice, wrapped=int32(1)), bob))
    add("a label taken away", "forged-list", listed(alice, edited(bob, {"label": None})))
    add("the reader's wrapped keyring replaced", "authentication", listed(dict(alice, wrapped=bob["wrapped"]), bob))
    add("the reader's public key replaced", "no-key",
        listed(dict(alice, public_key=carol["public_key"], key_id=carol["key_id"]), bob))
    add("no keys", "no-key", listed())
    add("keys taken away", "no-key", env(keys=None))
    e1 = Environment("production", (("alice", ALICE), ("bob", BOB)), dek_ids=(2,), revision=9)
    add("sealed by a DEK that is not active", "forged-list", env(sealed=e.sealed(dek_id=2)))
    add("wrapped keyring of before the rotation", "forged-list",
        listed(dict(alice, wrapped=e1.wrapped(public_key(ALICE), "alice")), bob))
    add("sealed of another revision", "authentication", env(sealed=e.sealed(revision=8)))
    add("sealed changed", "authentication", env(sealed=environment["sealed"][:-4] + "AAAA"))
    add("sealed taken away", "forged-list", env(sealed=None))
    add("a value in place of sealed", "authentication", env(sealed=api["value"]))
    add("revision of the environment raised", "authentication", env(revision=int32(10)))
    add("revision of the environment as a double", "authentication", env(revision={"$numberDouble": "9.0"}))
    add("revision of the environment taken away", "authentication", env(revision=None))
    add("updated_at of the environment changed", "accepted", env(updated_at=date(T0)))
    for field_name in ("created_at", "updated_at"):
        add(field_name + " of the environment taken away", "accepted", env(**{field_name: None}))
        add(field_name + " of the environment as a number", "accepted", env(**{field_name: int32(1)}))
        add(field_name + " of the environment as a text", "accepted", env(**{field_name: "2026-01-01"}))
    add("updated_at of the environment in the far future", "accepted", env(updated_at=date(T0 + 1000 * 365 * 86400000)))

    # retired, events, and the rest of sealed. A member could make what decrypts here; nobody else can.
    add("retired put beside sealed", "accepted", env(retired={"1": date(T0), "2": date(T0)}))
    add("retired forged by the holder of a retired DEK", "forged-list",
        env(sealed=e.sealed(compact(e.content(retired={"2": T0 - 86400000})), dek_id=2)))
    undropped = Environment("production", (("alice", ALICE), ("bob", BOB)), dek_ids=(1, 2, 3), revision=9)
    add("wrapped keyring of before a DEK was dropped", "forged-list",
        listed(dict(alice, wrapped=undropped.wrapped(public_key(ALICE), "alice")), bob))
    later = Environment("production", (("alice", ALICE), ("bob", BOB)), dek_ids=(3,), revision=9)
    add("wrapped keyring of after a DEK was dropped", "forged-list",
        listed(dict(alice, wrapped=later.wrapped(public_key(ALICE), "alice")), bob))
    add("sealed of before the first release", "before-release",
        env(sealed=e.sealed(compact(e.content(retired=None, events=None)))))
    for name, outcome, changes in [
            ("without retired", "before-release", {"retired": None}),
            ("retired as an array", "authentication", {"retired": [2]}),
            ("retired without a DEK of the keyring", "forged-list", {"retired": {}}),
            ("retired with the active DEK", "forged-list", {"retired": {"2": T0, "3": T0}}),
            ("retired with a DEK that is not there", "forged-list", {"retired": {"1": T0, "2": T0}}),
            ("retired with an id of another form", "authentication", {"retired": {"02": T0}}),
            ("retired with an id that is none", "authentication", {"retired": {"2": T0, "-1": T0}}),
            ("retired with an id beyond 32 bits", "authentication", {"retired": {"2": T0, "4294967296": T0}}),
            ("retired with a time that is a text", "authentication", {"retired": {"2": str(T0)}}),
            ("retired with a time that is no integer", "authentication", {"retired": {"2": T0 + 0.5}}),
            ("retired with a time beyond 2^53", "authentication", {"retired": {"2": 2 ** 53}}),
            ("without events", "authentication", {"events": None}),
            ("events as an object", "authentication", {"events": {}}),
            ("an event without a number", "authentication", {"events": [
                {"at": T0, "by": "alice@laptop", "kind": "rotated", "details": {"dek": 3}}]}),
            ("an event whose time is a text", "authentication", {"events": [
                {"number": 1, "at": "2026", "by": "alice@laptop", "kind": "rotated", "details": {"dek": 3}}]}),
            ("an event whose details are a text", "authentication", {"events": [
                {"number": 1, "at": T0, "by": "alice@laptop", "kind": "rotated", "details": "3"}]}),
            ("without keys", "authentication", {"keys": None}),
            ("keys as an object", "authentication", {"keys": {}}),
            ("inherits as a text", "authentication", {"inherits": "base"}),
            ("inherits from a name that is none", "authentication",
             {"inherits": {"environment": "../base", "fingerprint": "0" * 32}}),
            ("inherits without a fingerprint", "authentication", {"inherits": {"environment": "base"}})]:
        add("sealed by a member: " + name, outcome, env(sealed=e.sealed(compact(e.content(**changes)))))
    add("sealed by a member: a time in the far future", "accepted",
        env(sealed=e.sealed(compact(e.content(retired={"2": T0 + 1000 * 365 * 86400000})))))
    add("sealed by a member: no events", "accepted", env(sealed=e.sealed(compact(e.content(events=[])))))
    add("sealed by a member: an array", "authentication", env(sealed=e.sealed("[1]")))
    add("sealed by a member: no JSON", "authentication", env(sealed=e.sealed("{")))
    add("sealed by a member: a number", "authentication", env(sealed=e.sealed("1")))

    # Bounds
    add("an entry twice", "forged-list", listed(alice, alice, bob))
    add("the reader's entry twice, the first spoilt", "authentication",
        listed(dict(alice, wrapped=bob["wrapped"]), alice, bob))
    add("a thousand and one keys", "beyond-bounds", listed(alice, bob, *[{}] * 999))
    add("a thousand keys", "forged-list", listed(alice, bob, *[{}] * 998))
    add("a thousand and one entries of next", "beyond-bounds", env(next=[{}] * 1001))
    add("a thousand entries of next", "accepted", env(next=[{}] * 1000))
    add("next as a text", "accepted", env(next="none"))
    add("sealed beyond its bound", "beyond-bounds",
        {"collection": "secrets.environments", "lengthen": "production", "field": "sealed", "to": 2097153})
    add("sealed at its bound", "authentication",
        {"collection": "secrets.environments", "lengthen": "production", "field": "sealed", "to": 2097152})
    add("a value beyond its bound", "beyond-bounds",
        {"collection": "secrets", "lengthen": api["_id"], "field": "value", "to": 1398150})
    add("a value at its bound", "authentication",
        {"collection": "secrets", "lengthen": api["_id"], "field": "value", "to": 1398149})
    add("a note beyond its bound", "beyond-bounds",
        {"collection": "secrets", "lengthen": password["_id"], "field": "note", "to": 5510})
    add("a note at its bound", "authentication",
        {"collection": "secrets", "lengthen": password["_id"], "field": "note", "to": 5509}, read="history DB_PASSWORD")
    add("a former value beyond its bound", "beyond-bounds",
        {"collection": "secrets.history", "lengthen": former["DB_PASSWORD", 1]["_id"], "field": "value",
         "to": 1398150}, read="history DB_PASSWORD")
    add("a name beyond its bound", "not-kist", put("secrets", edited(api, {"key": "N" * 256})))
    add("format raised", "format", env(format=int32(2)))
    add("format taken away", "format", env(format=None))
    add("format 0", "format", env(format=int32(0)))
    replaced = Environment("production", (("alice", ALICE), ("bob", BOB)), dek_ids=(2, 3), revision=9,
                           by="mallory's ")
    forged = Database(replaced).put(replaced, "API_KEY", "sk_live_forged").documents()
    add("the keyring replaced by one made from public keys", "fingerprint",
        put("secrets.environments", forged["secrets.environments"][0]))
    add("the keyring replaced, no fingerprint known", "authentication",
        put("secrets.environments", forged["secrets.environments"][0]), known=False)
    add("keyring and secrets replaced, no fingerprint known", "accepted",
        put("secrets.environments", forged["secrets.environments"][0]),
        *[{"collection": "secrets", "remove": s["_id"]} for s in documents["secrets"]],
        *[put("secrets", s) for s in forged["secrets"]], known=False)
    out[-1]["expected"] = {"API_KEY": "sk_live_forged"}
    copied = Environment("other", (("alice", ALICE), ("bob", BOB)), dek_ids=(2, 3), revision=9)
    add("the document of another environment", "authentication",
        put("secrets.environments", edited(copied.document(), {"_id": "production"})))
    add("a secret of another environment", "authentication",
        put("secrets", edited(copied.record("API_KEY", "x"), {"_id": api["_id"], "environment": "production"})))

    # What nobody can find: section "What this cannot find" of docs/format.md
    add("a secret taken away", "accepted", {"collection": "secrets", "remove": api["_id"]})
    out[-1]["expected"] = {k: v for k, v in expected.items() if k != "API_KEY"}

    return {
        "about": "One environment, and what someone with write access to the database and no key could do to it; and, where "
                 "the name says so, what only a member could. Each case "
                 "starts from `documents`, carries out `changes` in their order (`put` inserts a document or replaces the "
                 "one with its `_id`; `remove` takes the one with that `_id` away; `lengthen` takes the one with that `_id` "
                 "and puts `A` behind the text of `field` until it has `to` characters) and then reads: `load`, or `history "
                 "NAME`. "
                 "`outcome` is an error of README.md, all of them exit code 4, or `accepted`, with `expected` where the values are "
                 "others than those of the unchanged environment.",
        "environment": "production",
        "secret_keys": [secret_key_text(ALICE)],
        "known_fingerprints": [e.fingerprint],
        "documents": documents,
        "expected": expected,
        "expected_history": history,
        "cases": out,
    }


AWS = "aws-kms://arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
GCP = "gcp-kms://projects/acme-prod/locations/europe-west1/keyRings/kist/cryptoKeys/production"
VAULT = "hcvault://vault.example.com:8200/transit/keys/production"
FUTURE = "other-kms://somewhere/key"


def services_file():
    root, deks = published("root"), three_deks()
    keyring = keyring_bytes(root, deks)
    wrapped = [{"name": name, "environment": environment, "address": address,
                "key_id": key_id(address.encode()), "associated_data": keyring_info(environment).hex(),
                "nonce": service_nonce(address, environment).hex(), "keyring": keyring.hex(),
                "wrapped": service_wrapped_text(keyring, address, environment)}
               for name, address, environment in [("AWS KMS", AWS, "production"), ("Cloud KMS", GCP, "production"),
                                                  ("Vault", VAULT, "production"),
                                                  ("another environment", AWS, "development")]]
    good = wrapped[0]["wrapped"]
    raw = base64.urlsafe_b64decode(good[3:] + "=" * (-len(good[3:]) % 4))

    def refused(name, text, address=AWS, environment="production"):
        return {"name": name, "environment": environment, "address": address, "wrapped": text}

    short = AESGCM(service_key(AWS)).encrypt(raw[:12], keyring[:-1], keyring_info("production"))
    unbound = AESGCM(service_key(AWS)).encrypt(raw[:12], keyring, b"")

    def case(name, database, outcome, keys=(), addresses=(), environment="production", **more):
        return dict(load_case(name, database, environment, outcome, keys=keys, **more), addresses=list(addresses))

    def filled(*environments):
        d = Database(*environments)
        for e in environments:
            d.put(e, "OF_" + e.name.upper(), "in " + e.name)
        return d

    def production(*addresses, **more):
        e = Environment("production", (("alice", ALICE),), dek_ids=(2, 3), revision=9, **more)
        for n, address in enumerate(addresses):
            e.with_service(address, "kms-%d" % n)
        return e

    def changed(e, at, **changes):
        """The documents of an environment after someone without a key changed one element of `keys`."""
        d = filled(e)
        d.environments[0]["keys"][at].update(changes)
        return d

    expected = {"OF_PRODUCTION": "in production"}
    both = production(AWS)
    alone = Environment("production", (), dek_ids=(1,)).with_service(VAULT)
    other = Environment("other", (("alice", ALICE),), dek_ids=(2, 3), revision=9).with_service(AWS)
    before = Environment("production", (("alice", ALICE),), dek_ids=(2,), revision=8).with_service(AWS)
    added = filled(production())
    added.environments[0]["keys"].append(production(GCP).entry(production(GCP).keys[1]))
    base = Environment("base", ()).with_service(AWS)
    child = Environment("production", (("alice", ALICE),), inherits=base)
    replaced = production(AWS, by="mallory's ")
    cases = [
        case("a key pair and a key in a service, opened by the pair", filled(both), expected, keys=(ALICE,),
             fingerprints=[both.fingerprint]),
        case("a key pair and a key in a service, opened by the service", filled(both), expected, addresses=(AWS,),
             fingerprints=[both.fingerprint]),
        case("one key, in a service", filled(alone), expected, addresses=(VAULT,)),
        case("one key, in a service, and none at hand", filled(alone), "no-key", keys=(ALICE,)),
        case("keys in three services", filled(production(AWS, GCP, VAULT)), expected, addresses=(GCP,)),
        case("a key in another service at hand", filled(both), "no-key", addresses=(GCP, VAULT)),
        case("a service that the reader does not know", filled(production(FUTURE)), expected, keys=(ALICE,)),
        case("a parent that opens by a service", filled(child, base), dict(expected, OF_BASE="in base"),
             keys=(ALICE,), addresses=(AWS,)),
        case("a parent that opens by a service, which is not at hand", filled(child, base), "no-key", keys=(ALICE,)),
        case("the address changed, seen by the pair", changed(both, 1, public_key=GCP, key_id=key_id(GCP.encode())),
             "forged-list", keys=(ALICE,)),
        case("the address changed, seen by the service", changed(both, 1, public_key=GCP, key_id=key_id(GCP.encode())),
             "no-key", addresses=(AWS,)),
        case("the key id of an address changed", changed(both, 1, key_id="0" * 16), "forged-list", keys=(ALICE,)),
        case("wrapped of another environment, seen by the service",
             changed(both, 1, wrapped=other.entry(other.keys[1])["wrapped"]), "authentication", addresses=(AWS,)),
        case("wrapped of another environment, seen by the pair",
             changed(both, 1, wrapped=other.entry(other.keys[1])["wrapped"]), expected, keys=(ALICE,)),
        case("wrapped of before the rotation, seen by the service",
             changed(both, 1, wrapped=before.entry(before.keys[1])["wrapped"]), "forged-list", addresses=(AWS,)),
        case("wrapped of the pair in place of the service's",
             changed(both, 1, wrapped=both.entry(both.keys[0])["wrapped"]), "authentication", addresses=(AWS,)),
        case("a key in a service added to the list, seen by the pair", added, "forged-list", keys=(ALICE,)),
        case("a key in a service added to the list, seen by the service", added, "forged-list", addresses=(GCP,)),
        case("the keyring replaced by who may encrypt with the service", filled(replaced), "fingerprint",
             addresses=(AWS,), fingerprints=[both.fingerprint]),
    ]
    return {
        "about": "Keys in key management services. A stand-in takes the place of each service: AES-256-GCM under the key "
                 "that `service_keys` gives for the address, as nonce, ciphertext and tag; a real service has a form of its "
                 "own. `wrapped`: `key_id` and `associated_data` follow from the other fields. `wrapped_invalid`: to be refused "
                 "as one authentication failure. `cases` are those of documents.json for a reader that also has the keys at "
                 "`addresses`; one that knows no service reads those without.",
        "service_keys": {address: service_key(address).hex() for address in (AWS, GCP, VAULT)},
        "wrapped": wrapped,
        "wrapped_invalid": [
            refused("wrong key", good, address=GCP),
            refused("wrong environment", good, environment="development"),
            refused("one bit changed", "w1." + base64url(raw[:20] + bytes([raw[20] ^ 1]) + raw[21:])),
            refused("without associated data", "w1." + base64url(raw[:12] + unbound)),
            refused("no keyring", "w1." + base64url(raw[:12] + short)),
            refused("cut", good[:-4]),
            refused("nothing behind the prefix", "w1."),
            refused("prefix of another version", "w2." + good[3:]),
            refused("padded", good + "=" * (-len(good[3:]) % 4 or 4)),
        ],
        "cases": cases,
    }


def settings_file():
    """What Kist and the readers must read alike outside the database."""
    alice, bob = secret_key_text(ALICE), secret_key_text(BOB)
    aws, vault = "aws-kms://arn:aws:kms:eu-central-1:111122223333:key/k", "hcvault://vault.example.com:8200/transit/keys/k"
    everywhere = ["variable", "file", "command"]

    def keys(name, text, count, where=everywhere):
        return {"name": name, "text": text, "keys": count, "where": where}

    def uri(text, is_usable):
        return {"uri": text, "usable": is_usable}

    return {
        "about": "Settings. `keys`: `text` as KIST_KEY (`variable`), in a key file (`file`) or printed by KIST_KEY_COMMAND "
                 "(`command`) gives so many keys, addresses of services among them; null: it is refused, exit 2. "
                 "`collections` and `times`: what KIST_COLLECTION and KIST_TIMEOUT may be. `uris`: whether a connection string "
                 "is usable, or refused before anything is sent, exit 2. Nothing connects.",
        "keys": [
            keys("one", alice, 1),
            keys("two", alice + "\r\n" + bob, 2),
            keys("two with a comma", alice + " ,\t" + bob, 2, ["variable", "command"]),
            keys("blanks around it", " \t\v\f" + alice + " \t\v\f\n", 1),
            keys("a comment", "# a key\n" + alice + "\n", 1, ["file", "command"]),
            keys("a byte order mark before it", "\ufeff" + alice, None, ["variable", "command"]),
            keys("a byte order mark that editors write", "\ufeff" + alice, 1, ["file"]),
            keys("a byte order mark behind it", alice + "\ufeff", None),
            *[keys("U+%04X %s" % (ord(c), place), text, None)
              for c in "\xa0\u2003\u2028\x85\x1c"
              for place, text in [("before it", c + alice), ("behind it", alice + c), ("between two", alice + c + bob)]],
            *[keys("a comment, U+%04X and a key" % ord(c), "# a" + c + alice, None, ["file", "command"])
              for c in "\x0b\x0c\x1c\x85\u2028"],
            keys("an address", aws, 1),
            keys("an alias", "aws-kms://arn:aws:kms:eu-central-1:111122223333:alias/a/b", 1),
            keys("an address at Google", "gcp-kms://projects/p/locations/l/keyRings/r/cryptoKeys/k", 1),
            keys("an address of Vault", vault, 1),
            keys("an address and a key", vault + "\n" + alice, 2),
            *[keys("no address: " + text, text, None) for text in (
                "aws-kms://foo", aws + "/more/", aws.replace("111122223333", "1"), "gcp-kms://projects/p", "hcvault://host/k",
                vault.replace("8200", "70000"), vault.replace("/transit/", "/../"), "hcvault://u@vault/transit/keys/k",
                "azure-kms://vault/k", "aws-kms://" + "a" * 1024, aws.upper())],
        ],
        "collections": {"good": ["secrets", "a.b", "_x", "my-secrets", "x" * 100],
                        "bad": ["secrets.", "secrets..x", "secrets.x.", ".x", "system.x", "1x", "a b", "a$", "x" * 101]},
        "times": {"good": ["1", "500ms", "2s", "1m", "999999999", "999999999s", "999999999m", "999999999ms"],
                  "bad": ["0", "0m", "-1", "1.5", "1h", "9999999999", "1 m", "\u0661"]},
        "uris": [
            *[uri("mongodb://" + text, True) for text in (
                "host/db", "u:p@host/db", "host", "host/?", "a:1,b:2/db", "[::1]/db", "[::1]:27017/db", "u:p@host/?appName=",
                "u:p@host/?appName=shop", "u@host/db?authMechanism=MONGODB-X509", "host/?tlsCAFile=",
                "host/?tlsCertificateKeyFile=", "host/?tlsCertificateKeyFilePassword=", "host?tls=true", "host/?w=")],
            *[uri("mongodb://" + text, False) for text in (
                "", "/db", "host,/db", ",host/db", "a:1,b:2,/db", ":28100/db", "host:/db", "host:x/db", "host:0/db",
                "host:70000/db", "[::1/db", "u@host/db", ":p@host/db", "@host/db", "u@host/db?authMechanism=SCRAM-SHA-256",
                "host/?authMechanismProperties=x", "u:p@host/?authMechanismProperties=x",
                "host/?authMechanismProperties=", "host/?authMechanism=", "host/?authSource=",
                "u:p@host/?authMechanism=WHAT")],
        ],
    }


FILES = {
    "settings.json": settings_file,
    "keys.json": keys_file,
    "keyring.json": keyring_file,
    "wrapped.json": wrapped_file,
    "fingerprint.json": fingerprint_file,
    "next.json": next_file,
    "sealed.json": sealed_file,
    "values.json": values_file,
    "notes.json": notes_file,
    "documents.json": documents_file,
    "tamper.json": tamper_file,
    "services.json": services_file,
}


def main(arguments):
    check_hpke()
    differing = []
    for name, content in FILES.items():
        generated = json.dumps(content(), indent=2) + "\n"
        path = HERE / name
        if arguments == ["--check"]:
            if not path.exists() or path.read_bytes() != generated.encode():
                differing.append(name)
        else:
            path.write_bytes(generated.encode())
    if differing:
        sys.exit("differs from what generate.py writes: " + ", ".join(differing))


if __name__ == "__main__":
    main(sys.argv[1:])
