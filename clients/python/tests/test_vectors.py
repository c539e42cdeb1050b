"""The golden vectors, read by kist.py."""

import hashlib
import json
import subprocess
import sys
import unittest

from bson.code import Code

import kist
from tests import vectors


class FilesTest(unittest.TestCase):
    def test_filesAreWhatTheirGeneratorWrites(self):
        subprocess.run([sys.executable, str(vectors.FOLDER / "generate.py"), "--check"], check=True)

    def test_examplesOfTheSpecificationAreVectors(self):
        page = (vectors.FOLDER.parent / "docs" / "format.md").read_text("utf-8")
        joined = "".join(page.split())
        for file, names in (("keys", ["secret_key", "secret_key_bytes", "public_key", "public_key_bytes", "key_id"]),
                            ("keyring", ["root", "keyring"]),
                            ("wrapped", ["ephemeral_secret_key", "info", "wrapped"]),
                            ("fingerprint", ["fingerprint"]),
                            ("sealed", ["dek", "nonce", "associated_data", "json", "sealed"]),
                            ("values", ["dek", "nonce", "associated_data", "plaintext", "value"])):
            for name in names:
                with self.subTest(file + " " + name):
                    self.assertIn(vectors.read(file + ".json")["valid"][0][name], joined)
        services = vectors.read("services.json")
        first = services["wrapped"][0]
        for name in ("address", "key_id", "associated_data", "nonce", "keyring", "wrapped"):
            with self.subTest("services " + name):
                self.assertIn(first[name], joined)
        self.assertIn(services["service_keys"][first["address"]], joined)


class KeysTest(unittest.TestCase):
    def test_valid(self):
        for case in vectors.read("keys.json")["valid"]:
            with self.subTest(case["name"]):
                key = kist.SecretKey.parse(case["secret_key"])
                self.assertEqual(key.public_key, case["public_key"])
                self.assertEqual(key.public_bytes.hex(), case["public_key_bytes"])
                self.assertEqual(key.key_id, case["key_id"])
                self.assertEqual(kist._public_key_bytes(case["public_key"]).hex(), case["public_key_bytes"])

    def test_invalid_saysWhatIsWrong_withoutTheText(self):
        words = {"mistyped": "is mistyped", "cut": "is cut", "long": "too long", "public": "a public key",
                 "prefix": "begins with kist-key-1-"}
        for case in vectors.read("keys.json")["invalid"]:
            with self.subTest(case["name"]):
                with self.assertRaises(kist.SettingsError) as caught:
                    kist.SecretKey.parse(case["text"])
                self.assertIn(words[case["problem"]], str(caught.exception))
                self.assertNotIn(case["text"][11:] or "no text", str(caught.exception))

    def test_repr_hidesTheSecret(self):
        case = vectors.read("keys.json")["valid"][0]
        shown = repr(kist.SecretKey.parse(case["secret_key"]))
        self.assertIn(case["key_id"], shown)
        self.assertNotIn(case["secret_key"][11:30], shown)


class KeyringTest(unittest.TestCase):
    def test_valid(self):
        for case in vectors.read("keyring.json")["valid"]:
            with self.subTest(case["name"]):
                keyring = kist._Keyring.parse(bytes.fromhex(case["keyring"]))
                self.assertEqual(keyring.root.hex(), case["root"])
                self.assertEqual(keyring.active, case["active"])
                self.assertEqual([{"id": i, "bytes": d.hex()} for i, d in keyring.deks.items()], case["deks"])
                self.assertNotIn(case["root"], repr(keyring))

    def test_invalid_isRefused(self):
        for case in vectors.read("keyring.json")["invalid"]:
            with self.subTest(case["name"]), self.assertRaises(ValueError):
                kist._Keyring.parse(bytes.fromhex(case["keyring"]))

    def test_wrapped(self):
        for case in vectors.read("wrapped.json")["valid"]:
            with self.subTest(case["name"]):
                key = kist.SecretKey.parse(case["secret_key"])
                self.assertEqual(key.unwrap(case["wrapped"], case["environment"]).hex(), case["keyring"])

    def test_wrappedInvalid_isRefused(self):
        for case in vectors.read("wrapped.json")["invalid"]:
            with self.subTest(case["name"]), self.assertRaises(ValueError):
                kist.SecretKey.parse(case["secret_key"]).unwrap(case["wrapped"], case["environment"])

    def test_fingerprint(self):
        for case in vectors.read("fingerprint.json")["valid"]:
            with self.subTest(case["environment"]):
                keyring = kist._Keyring(bytes.fromhex(case["root"]), 1, {})
                self.assertEqual(keyring.fingerprint(case["environment"]), case["fingerprint"])


class EncryptedTest(unittest.TestCase):
    def sealed(self, kind):
        for case in vectors.read("sealed.json")[kind]:
            with self.subTest(case["name"]):
                keyring = kist._Keyring.parse(bytes.fromhex(case["keyring"]))
                self.assertEqual(keyring.deks[case["dek_id"]].hex(), case["dek"])
                text = keyring.decrypt(case["sealed"], bytes.fromhex(case["associated_data"]))
                self.assertEqual(text, case["json"])
                content = kist._Sealed.parse(text)
                self.assertEqual(content.members, [tuple(k.values()) for k in case["keys"]])
                self.assertEqual(content.retired, set(map(int, case["retired"])))
                yield case, content

    def test_sealed(self):
        for case, content in self.sealed("valid"):
            self.assertEqual(content.inherits, case["inherits"] and tuple(case["inherits"].values()))
            names = ["keys", "retired", "events"] + ["inherits"] * bool(case["inherits"])
            self.assertEqual(json.loads(case["json"]), {name: case[name] for name in names})

    def test_sealedNumbers_thatNobodyAsksFor_areOfAnySize(self):
        for taken in ("1" + "0" * 100_000, "-1e999999999", "0." + "1" * 100_000):
            self.assertEqual(kist._Sealed.parse(f'{{"keys":[],"retired":{{}},"events":[],"x":[{taken}]}}').members, [])
        with self.assertRaises(ValueError):
            kist._Sealed.parse(f'{{"keys":[],"retired":{{"1":1{"0" * 100_000}}},"events":[]}}')

    def test_sealed_asNoWriterWritesIt_isTolerated(self):
        for case, content in self.sealed("tolerated"):
            self.assertIsNone(content.inherits)

    def test_valuesAndNotes(self):
        for kind in ("value", "note"):
            file = vectors.read(kind + "s.json")
            keyring = kist._Keyring.parse(bytes.fromhex(file["keyring"]))
            for case in file["valid"]:
                with self.subTest(case["name"]):
                    document = self.document(case)
                    data = kist._record_data(kind.encode(), document, case["current"])
                    self.assertEqual(data.hex(), case["associated_data"])
                    self.assertEqual(keyring.deks[case["dek_id"]].hex(), case["dek"])
                    if case["binary"] and kind == "value":
                        self.assertEqual(keyring.decrypt_bytes(case[kind], data).hex(), case["plaintext_bytes_hex"])
                    elif kind in case:
                        self.assertEqual(keyring.decrypt(case[kind], data), case["plaintext"])
                    else:
                        self.check_long(case, keyring, data, kind)

    def check_long(self, case, keyring, data, kind):
        unit, size = case["plaintext_repeat"], case["plaintext_bytes"]
        fits, rest = divmod(size, len(unit.encode()))
        text = unit * fits + "k" * rest
        stored = self.encrypt(case, text, data)
        self.assertEqual(len(stored), case[kind + "_length"])
        self.assertEqual(hashlib.sha256(stored.encode()).hexdigest(), case[kind + "_sha256"])
        self.assertEqual(keyring.decrypt(stored, data), text)

    @staticmethod
    def encrypt(case, text, data):
        dek, nonce = bytes.fromhex(case["dek"]), bytes.fromhex(case["nonce"])
        ciphertext = kist.AESGCM(dek).encrypt(nonce, text.encode(), data)
        raw = b"\x01" + case["dek_id"].to_bytes(4, "big") + nonce + ciphertext
        return "k1." + kist.base64.urlsafe_b64encode(raw).decode().rstrip("=")

    @staticmethod
    def document(case):
        document = {n: case[n] for n in ("key", "environment", "version", "updated_by", "template", "deleted", "binary")}
        if case["has_note"]:
            document["note"] = "k1."
        for name in ("created_at", "updated_at"):
            document[name] = kist.DatetimeMS(case[name])
        return document

    def test_invalidValues_areRefused(self):
        file = vectors.read("values.json")
        keyring = kist._Keyring.parse(bytes.fromhex(file["keyring"]))
        first = self.document(file["valid"][0])
        for case in file["invalid"]:
            with self.subTest(case["name"]):
                document = dict(first, value=case["value"])
                if case["outcome"] == "not-kist":
                    self.assertFalse(kist._by_kist(document))
                    continue
                self.assertTrue(kist._by_kist(document))
                expected = kist._UnknownDek if case["outcome"] == "unknown-dek" else kist.AccessError
                with self.assertRaises(expected) as caught:
                    kist._record(keyring, document)
                if expected is kist._UnknownDek:
                    self.assertEqual(caught.exception.dek_id, case["dek_id"])


class ServicesTest(unittest.TestCase):
    """Keys in key management services, as far as this reader goes: it knows their ids, and the keyring's bytes."""

    def test_wrapped(self):
        file = vectors.read("services.json")
        for case in file["wrapped"]:
            with self.subTest(case["name"]):
                self.assertEqual(kist._key_id(case["address"]), case["key_id"])
                self.assertEqual(self.unwrap(file, case).hex(), case["keyring"])
                kist._Keyring.parse(self.unwrap(file, case))
                data = b"kist:v1:keyring" + kist._field(case["environment"])
                self.assertEqual(data.hex(), case["associated_data"])

    def test_wrappedInvalid_isRefused(self):
        file = vectors.read("services.json")
        for case in file["wrapped_invalid"]:
            with self.subTest(case["name"]), self.assertRaises((ValueError, kist.InvalidTag)):
                if not case["wrapped"].startswith("w1."):
                    raise ValueError("another prefix")
                kist._Keyring.parse(self.unwrap(file, case))

    @staticmethod
    def unwrap(file, case):
        data = kist._base64url(case["wrapped"][3:])
        key = kist.AESGCM(bytes.fromhex(file["service_keys"][case["address"]]))
        return key.decrypt(data[:12], data[12:], b"kist:v1:keyring" + kist._field(case["environment"]))


class DocumentsTest(unittest.TestCase):
    def check(self, outcome, read):
        """`read` gives, or raises, what a case expects."""
        if not isinstance(outcome, str):
            self.assertEqual(read(), outcome)
            return
        with self.assertRaises(vectors.ERRORS[outcome]) as caught:
            read()
        self.assertRegex(str(caught.exception), vectors.WORDS[outcome].replace("$", "[$]"))

    def test_documents(self):
        for case in vectors.read("documents.json")["cases"]:
            with self.subTest(case["name"]):
                store = vectors.Memory(case["documents"])
                keys = [kist.SecretKey.parse(k) for k in case["secret_keys"]]
                self.check(case.get("error", case.get("expected")), lambda: vectors.loaded(
                    store, case["environment"], keys, vectors.trust(case["known_fingerprints"])))
                for name, expected in case.get("expected_history", {}).items():
                    self.assertEqual(vectors.history(store, case["environment"], name, keys,
                                                     case["known_fingerprints"]), expected)

    def test_environmentsWithServiceKeys(self):
        cases = [c for c in vectors.read("services.json")["cases"] if not c["addresses"]]
        self.assertGreater(len(cases), 5)
        for case in cases:
            with self.subTest(case["name"]):
                store = vectors.Memory(case["documents"])
                keys = [kist.SecretKey.parse(k) for k in case["secret_keys"]]
                self.check(case.get("error", case.get("expected")), lambda: vectors.loaded(
                    store, case["environment"], keys, vectors.trust(case["known_fingerprints"])))

    def test_tampering(self):
        file = vectors.read("tamper.json")
        keys = [kist.SecretKey.parse(k) for k in file["secret_keys"]]
        for case in file["cases"]:
            with self.subTest(case["name"]):
                store = vectors.Memory(vectors.changed(file["documents"], case["changes"]))
                known = case.get("known_fingerprints", file["known_fingerprints"])
                kind, _, name = case["read"].partition(" ")
                if kind == "history":
                    outcome = None if case["outcome"] == "accepted" else case["outcome"]
                    if outcome is None:
                        vectors.history(store, file["environment"], name, keys, known)
                    else:
                        self.check(outcome, lambda: vectors.history(store, file["environment"], name, keys, known))
                    continue
                expected = case.get("expected", file["expected"])
                self.check(expected if case["outcome"] == "accepted" else case["outcome"],
                           lambda: vectors.loaded(store, file["environment"], keys, vectors.trust(known)))

    def test_code_isNoText(self):
        """What pymongo gives for BSON's type of code is a string for Python, and none for the format."""
        file = vectors.read("tamper.json")
        keys = [kist.SecretKey.parse(k) for k in file["secret_keys"]]

        def refused(change):
            store = vectors.Memory(file["documents"])
            change(store)
            with self.assertRaises(kist.AccessError):
                kist.read_documents(store, "production", keys, vectors.trust([]))

        for name in ("key", "value", "updated_by", "note"):
            with self.subTest(name):
                refused(lambda store: next(s for s in store.all_secrets if "note" in s).update(
                    {name: Code(next(s for s in store.all_secrets if "note" in s)[name])}))
        with self.subTest("sealed"):
            refused(lambda store: store.environments[0].update(sealed=Code(store.environments[0]["sealed"])))
        for name in ("key_id", "label", "public_key", "created_by", "wrapped"):
            with self.subTest(name):
                refused(lambda store: store.environments[0]["keys"][0].update(
                    {name: Code(store.environments[0]["keys"][0][name])}))

    def test_unknownDek_isReadAgainThreeTimes(self):
        file = vectors.read("tamper.json")
        case = next(c for c in file["cases"] if c["outcome"] == "older-environment")
        store = vectors.Memory(vectors.changed(file["documents"], case["changes"]))
        keys = [kist.SecretKey.parse(k) for k in file["secret_keys"]]
        with self.assertRaises(kist.AccessError):
            kist.read_documents(store, "production", keys, vectors.trust([]))
        self.assertEqual(store.reads.count(("environment", "production")), 4)
        self.assertEqual(store.reads.count(("secret", "production", "API_KEY")), 3)

    def test_unknownDek_thatTheNextReadKnows_isNoError(self):
        file = vectors.read("tamper.json")
        case = next(c for c in file["cases"] if c["outcome"] == "older-environment")
        store = vectors.Memory(vectors.changed(file["documents"], case["changes"]))
        good = next(d for d in vectors.documents(file["documents"])["secrets"] if d["key"] == "API_KEY")
        store.secret = lambda environment, name: good
        keys = [kist.SecretKey.parse(k) for k in file["secret_keys"]]
        self.assertEqual(vectors.loaded(store, "production", keys, vectors.trust([])), file["expected"])


if __name__ == "__main__":
    unittest.main()
