"""The golden vectors' documents on a real server, named by KIST_TEST_MONGODB_URI, without which these tests are skipped."""

import copy
import json
import os
import pathlib
import pickle
import tempfile
import time
import traceback
import unittest
import uuid
from unittest.mock import patch

import pymongo

import kist
from tests import vectors

URI = os.environ.get("KIST_TEST_MONGODB_URI")
CASES = {case["name"]: case for case in vectors.read("documents.json")["cases"]}
TAMPER = vectors.read("tamper.json")
TEXTS = {name: value for name, value in TAMPER["expected"].items() if isinstance(value, str)}


class Isolated(unittest.TestCase):
    """Runs in an empty folder, with none of the KIST_ variables of whoever runs it."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        kist._told.clear()
        self.addCleanup(os.chdir, pathlib.Path.cwd())
        os.chdir(self.folder)
        variables = {n: v for n, v in os.environ.items() if not n.startswith("KIST_")}
        environment = patch.dict(os.environ, dict(variables, XDG_CONFIG_HOME=str(self.folder),
                                                   XDG_STATE_HOME=str(self.folder)), clear=True)
        environment.start()
        self.addCleanup(environment.stop)


@unittest.skipUnless(URI, "KIST_TEST_MONGODB_URI names no server")
class MongoTest(Isolated):
    def setUp(self):
        super().setUp()
        self.client = pymongo.MongoClient(URI)
        self.addCleanup(self.client.close)
        self.database = "kist_test_" + uuid.uuid4().hex[:12]
        self.addCleanup(self.client.drop_database, self.database)

    def insert(self, collections, collection="secrets"):
        for name, documents in vectors.documents(collections).items():
            if documents:
                self.client[self.database][name.replace("secrets", collection, 1)].insert_many(documents)

    def settings(self, case, **more):
        return dict({"uri": URI, "database": self.database, "key": " ".join(case["secret_keys"]),
                     "fingerprint": " ".join(case["known_fingerprints"])}, **more)

    @staticmethod
    def read(environment, settings):
        secrets = kist.read_secrets(environment, **settings)
        return dict(secrets, **{name: vectors.as_json(value) for name, value in secrets.binary.items()})

    def test_everyCase(self):
        for case in CASES.values():
            with self.subTest(case["name"]):
                self.client.drop_database(self.database)
                self.insert(case["documents"])
                settings = self.settings(case)
                if "expected" in case:
                    self.assertEqual(self.read(case["environment"], settings), case["expected"])
                elif case["secret_keys"]:
                    with self.assertRaises(vectors.ERRORS[case["error"]]):
                        kist.read_secrets(case["environment"], **settings)

    def test_everyForgery(self):
        for case in TAMPER["cases"]:
            if case["read"] != "load":
                continue
            with self.subTest(case["name"]):
                self.client.drop_database(self.database)
                self.insert(vectors.changed(TAMPER["documents"], case["changes"]))
                settings = self.settings(dict(TAMPER, **{k: case[k] for k in ["known_fingerprints"] if k in case}))
                if case["outcome"] == "accepted":
                    self.assertEqual(self.read("production", settings), case.get("expected", TAMPER["expected"]))
                else:
                    with self.assertRaises(vectors.ERRORS[case["outcome"]]):
                        kist.read_secrets("production", **settings)

    def test_load_fillsTheEnvironment(self):
        self.insert(TAMPER["documents"])
        os.environ["API_KEY"] = "from the shell"
        names = kist.load_secrets_from_db("production", **self.settings(TAMPER))
        self.assertEqual(sorted(names), sorted(TEXTS))
        for name, value in TEXTS.items():
            self.assertEqual(os.environ[name], value)
        self.assertNotIn("OLD", os.environ)

    def test_load_leavesBinarySecretsOut_andSaysSoInOneLine(self):
        self.insert(TAMPER["documents"])
        with self.assertLogs("kist", "WARNING") as logs:
            kist.load_secrets_from_db("production", **self.settings(TAMPER))
        self.assertNotIn("tls.p12", os.environ)
        self.assertEqual(len(logs.output), 1)
        self.assertIn("tls.p12", logs.output[0])
        secrets = kist.read_secrets("production", **self.settings(TAMPER))
        self.assertEqual(vectors.as_json(secrets.binary["tls.p12"]), TAMPER["expected"]["tls.p12"])
        self.assertEqual(repr(secrets.binary), "{1 values hidden}")
        for hidden in (secrets, secrets.binary):
            for shown in (f"{hidden}", str(hidden.values()), str(hidden.items()), str([hidden])):
                self.assertIn("hidden", shown)
            with self.assertRaisesRegex(TypeError, "it holds secrets"):
                pickle.dumps(hidden)
            self.assertIs(copy.deepcopy(hidden), hidden)

    def test_failure_bringsNoFrame_thatHoldsAKeyOrAValue(self):
        self.insert(TAMPER["documents"])
        os.environ["KIST_KEY"] = " ".join(TAMPER["secret_keys"])
        settings = self.settings(TAMPER, key=None)
        with patch.object(kist, "_is_dangerous", lambda _: True):
            for load, more in ((kist.read_secrets, {"fingerprint": "0" * 32}), (kist.load_secrets_from_db, {}),
                               (kist.read_secrets, {"uri": "mongodb://me:hunter2@127.0.0.1:1/", "timeout": 0.1})):
                try:
                    load("production", **{**settings, **more})
                except kist.KistError as e:
                    self.assertIsNone(e.__context__)
                    frames = [frame.f_code.co_name for frame, _ in traceback.walk_tb(e.__traceback__)]
                self.assertEqual(frames[1:], [load.__name__])

    def test_environmentWithoutItsDocument_isLost_whereAnythingTellsOfIt(self):
        self.insert({name: documents for name, documents in TAMPER["documents"].items() if "environments" not in name})
        with self.assertRaisesRegex(kist.AccessError, "lost its document: there is none, but it has encrypted secrets"):
            kist.read_secrets("production", **self.settings(TAMPER))
        (self.folder / "kist").mkdir()
        (self.folder / "kist/trusted").write_text(f"{self.database}.secrets testing {'a' * 32}\n")
        with self.assertRaisesRegex(kist.AccessError, "there is none, but a fingerprint of it is known here; "
                                    ".*kist environment delete forgets it here"):
            kist.read_secrets("testing", **self.settings(TAMPER))

    def test_keyCommand_isRun_whereNoOtherKeyOpens(self):
        self.insert(TAMPER["documents"])
        members = json.dumps(TAMPER["documents"])
        other = next(k for k in vectors.read("keys.json")["valid"] if k["public_key"] not in members)
        os.environ.update(KIST_KEY_COMMAND=f"echo {TAMPER['secret_keys'][0]}")
        for key in (None, other["secret_key"]):
            self.assertIn("API_KEY", kist.read_secrets("production", **self.settings(TAMPER, key=key)))
        os.environ.update(KIST_KEY_COMMAND="exit 1")
        self.assertIn("API_KEY", kist.read_secrets("production", **self.settings(TAMPER)))

    def test_keyOfNobody_isSaidWithWhatAMemberTypes(self):
        self.insert(TAMPER["documents"])
        secret = kist.SecretKey(b"nobody's secret key of 32 bytes.")
        with patch.object(kist.SecretKey, "parse", lambda _: secret), self.assertRaises(kist.AccessError) as caught:
            kist.read_secrets("production", **self.settings(TAMPER))
        self.assertIn(f"kist key add -e production --label NAME {secret.public_key}", str(caught.exception))

    def test_environmentThatDoesNotExist_isLookedForSomewhere(self):
        with self.assertRaises(kist.NotFoundError) as caught:
            kist.read_secrets("testing", **self.settings(TAMPER))
        self.assertIn(f" {self.database}.secrets", str(caught.exception))

    def test_load_withoutOverride_keepsWhatIsSet(self):
        self.insert(TAMPER["documents"])
        os.environ["API_KEY"] = "from the shell"
        names = kist.load_secrets_from_db("production", override=False, **self.settings(TAMPER))
        self.assertEqual(sorted(names), sorted(set(TEXTS) - {"API_KEY"}))
        self.assertEqual(os.environ["API_KEY"], "from the shell")

    def test_load_fromVariablesAlone_andAnotherCollection(self):
        self.insert(TAMPER["documents"], "app_secrets")
        base, _, options = URI.partition("?")
        os.environ.update(KIST_MONGODB_URI=base.rstrip("/") + "/" + self.database + ("?" + options if options else ""),
                          KIST_COLLECTION="app_secrets", KIST_ENVIRONMENT="production",
                          KIST_KEY=TAMPER["secret_keys"][0], KIST_FINGERPRINT=TAMPER["known_fingerprints"][0],
                          KIST_STRICT="1")
        self.assertEqual(sorted(kist.load_secrets_from_db()), sorted(TEXTS))

    def test_load_fromTheFolder(self):
        self.insert(TAMPER["documents"])
        folder = self.folder / ".kist"
        folder.mkdir()
        (folder / "config").write_text(f"KIST_DATABASE={self.database}\nKIST_ENVIRONMENT=production\nKIST_STRICT=1\n")
        (folder / "config.local").write_text(f"KIST_MONGODB_URI='{URI}'\n")
        (folder / "key").write_text(TAMPER["secret_keys"][0] + "\n")
        (folder / "key").chmod(0o600)
        known = folder / "known_environments"
        known.write_text(f"{self.database}.secrets production {TAMPER['known_fingerprints'][0]}\n")
        self.assertEqual(sorted(kist.load_secrets_from_db()), sorted(TEXTS))
        known.write_text(f"{self.database}.secrets production {'0' * 32}\n")
        with self.assertRaisesRegex(kist.AccessError, "not a known one"):
            kist.load_secrets_from_db()

    def test_load_thatFails_changesNothing(self):
        case = CASES["document not written by Kist"]
        self.insert(case["documents"])
        before = dict(os.environ)
        with self.assertRaisesRegex(kist.AccessError, "PLAIN"):
            kist.load_secrets_from_db("production", **self.settings(case))
        self.assertEqual(dict(os.environ), before)

    def test_dangerousNames_areRefusedUnlessAllowed(self):
        with patch.object(kist, "read_documents", lambda *_: {"A": "a", "LD_PRELOAD": "x"}):
            with self.assertRaisesRegex(kist.SettingsError, "LD_PRELOAD"):
                kist.load_secrets_from_db("production", **self.settings(TAMPER))
            self.assertNotIn("A", os.environ)
            names = kist.load_secrets_from_db("production", allow_dangerous=True, **self.settings(TAMPER))
        self.assertEqual(names, ["A", "LD_PRELOAD"])

    def test_values_areNeverShown(self):
        self.insert(TAMPER["documents"])
        with self.assertLogs("kist", "DEBUG") as logs:
            secrets = kist.read_secrets("production", **self.settings(TAMPER, fingerprint=None))
        for shown in [repr(secrets), str(secrets), *logs.output]:
            self.assertNotIn("sk_live", shown)
            self.assertNotIn(TAMPER["secret_keys"][0], shown)


class UnreachableTest(Isolated):
    def test_noServer_endsInTime_andNamesTheHostOnly(self):
        start = time.monotonic()
        with self.assertRaises(kist.UnreachableError) as caught:
            kist.read_secrets("production", uri="mongodb://me:hunter2@127.0.0.1:1/x", key=TAMPER["secret_keys"][0],
                              timeout=0.5)
        self.assertLess(time.monotonic() - start, 5)
        self.assertIn("127.0.0.1:1", str(caught.exception))
        self.assertNotIn("hunter2", str(caught.exception))
        self.assertIsNone(caught.exception.__cause__)

    def test_signingIn_thatFailsInAnyWay_isOneOfOurErrors(self):
        for error in (RuntimeError("hunter2"), OSError("hunter2"), pymongo.errors.ConfigurationError("hunter2")):
            with self.subTest(error), patch.object(pymongo.collection.Collection, "find_one", side_effect=error):
                with self.assertRaises(kist.UnreachableError) as caught:
                    kist.read_secrets("production", uri="mongodb://127.0.0.1:1", key=TAMPER["secret_keys"][0], timeout=0.5)
                self.assertIn(f"as KIST_MONGODB_URI has it ({type(error).__name__})", str(caught.exception))

    def test_uriThatTheDriverRefuses_isNotShown(self):
        for uri in ("mongodb://me:hun@ter2:x@h", "hunter2", "mongodb://h:hunter2", "mongodb://h/?w=hunter2"):
            with self.subTest(uri), self.assertRaises(kist.KistError) as caught:
                kist.read_secrets("production", uri=uri, key=TAMPER["secret_keys"][0], timeout=0.5)
            self.assertNotIn("ter2", str(caught.exception))

    def test_withoutUriOrKey_saysWhatToSet(self):
        with self.assertRaisesRegex(kist.SettingsError, "KIST_MONGODB_URI"):
            kist.load_secrets_from_db("production", key=TAMPER["secret_keys"][0])
        with self.assertRaisesRegex(kist.AccessError, "KIST_KEY"):
            kist.load_secrets_from_db("production", uri="mongodb://127.0.0.1:1")


if __name__ == "__main__":
    unittest.main()
