"""Where settings come from, and which are refused."""

import os
import pathlib
import re
import tempfile
import unittest
from unittest.mock import patch

import kist
from tests import vectors

KEYS = vectors.read("keys.json")["valid"]
ALICE, BOB, CAROL = (k["secret_key"] for k in KEYS[:3])
IDS = {k["secret_key"]: k["key_id"] for k in KEYS}
FINGERPRINT = "0123456789abcdef" * 2


class SettingsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = pathlib.Path(folder.name)
        self.folder = self.home / "project" / ".kist"
        self.folder.mkdir(parents=True)
        self.below = self.home / "project" / "a" / "b"
        self.below.mkdir(parents=True)
        kist._told.clear()

    def settings(self, arguments=None, **variables):
        variables.setdefault("XDG_CONFIG_HOME", str(self.home / "xdg"))
        variables.setdefault("XDG_STATE_HOME", str(self.home / "state"))
        return kist.Settings(arguments or {}, variables, self.below)

    def write(self, name, text, mode=0o600):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        path.chmod(mode)
        return path

    def refused(self, *words, **variables):
        with self.assertRaises(kist.SettingsError) as caught:
            self.settings(**variables)
        for word in words:
            self.assertIn(word, str(caught.exception))
        self.assertNotIn(ALICE, str(caught.exception))
        return str(caught.exception)

    def warned(self, *words, **variables):
        with self.assertLogs("kist", "WARNING") as logs:
            settings = self.settings(**variables)
        for word in words:
            self.assertIn(word, "\n".join(logs.output))
        self.assertNotIn(ALICE, "\n".join(logs.output))
        return settings

    def quiet(self, arguments=None, **variables):
        variables.setdefault("KIST_ENVIRONMENT", "production")
        with self.assertNoLogs("kist") if hasattr(self, "assertNoLogs") else self.subTest():
            return self.settings(arguments, **variables)

    def test_defaults(self):
        settings = self.warned("environment development, by default")
        self.assertEqual((settings.uri, settings.database, settings.collection, settings.environment),
                         (None, None, "secrets", "development"))
        self.assertEqual((settings.timeout, settings.strict, settings.keys), (30.0, False, []))

    def test_precedence_argumentVariableLocalEnvironmentConfig(self):
        self.write("config", "KIST_DATABASE=a\nKIST_COLLECTION=a\nKIST_TIMEOUT=1\nKIST_MONGODB_URI=mongodb://a\n"
                             "KIST_KEY_FILE=a\n")
        self.write("config.production", "KIST_DATABASE=b\nKIST_COLLECTION=b\nKIST_TIMEOUT=2\n"
                                        "KIST_MONGODB_URI=mongodb://b\n")
        self.write("config.staging", "KIST_DATABASE=wrong\n")
        self.write("config.local", "KIST_DATABASE=c\nKIST_COLLECTION=c\nKIST_TIMEOUT=3\n")
        key = self.write("named", ALICE)
        settings = self.quiet({"KIST_DATABASE": "e"}, KIST_DATABASE="d", KIST_COLLECTION="d", KIST_KEY_FILE=str(key))
        self.assertEqual((settings.database, settings.collection, settings.timeout, settings.uri),
                         ("e", "d", 3.0, "mongodb://b"))

    def test_environment_fromConfig_choosesItsFile(self):
        self.write("config", "KIST_ENVIRONMENT=staging\n")
        self.write("config.staging", "KIST_DATABASE=s\n")
        settings = self.settings()
        self.assertEqual((settings.environment, settings.database), ("staging", "s"))

    def test_emptyVariable_countsAsNotSet(self):
        self.write("config", "KIST_DATABASE=a\n")
        self.assertEqual(self.quiet(KIST_DATABASE="").database, "a")

    def test_environmentName_outsideTheRules_isRefused(self):
        for name in ("-x", "a/b", "a b", "a" * 65, "\u00e9", "a\n"):
            with self.subTest(name):
                self.refused("environment's name", KIST_ENVIRONMENT=name)

    def test_lines(self):
        self.write("config.local", "\ufeff# comment\n\n  KIST_DATABASE = 'a # b'  # why\nexport KIST_COLLECTION=\"c d\"\n"
                                   "KIST_TIMEOUT=500ms # short\nKIST_MONGODB_URI=mongodb://h/x?a=b#c\r\nKIST_KEY=\n")
        settings = self.quiet()
        self.assertEqual((settings.database, settings.collection, settings.timeout, settings.uri),
                         ("a # b", "c d", 0.5, "mongodb://h/x?a=b#c"))

    def test_lines_endWhereEveryToolEndsThem(self):
        self.write("config.local", "# a comment\u2028KIST_DATABASE=a\x0cKIST_DATABASE=b\x85KIST_DATABASE=c\r\nKIST_COLLECTION=d\r")
        settings = self.quiet()
        self.assertEqual((settings.database, settings.collection), (None, "d"))

    def test_linesThatNeedAFullParser_areRefused_withoutTheValue(self):
        for line in ("KIST_DATABASE=$X", 'KIST_DATABASE="a\\n"', "KIST_DATABASE", "KIST_DATABASE='a", "=a",
                     'KIST_DATABASE="a" b'):
            with self.subTest(line):
                self.write("config", "# one\n" + line + "\n")
                message = self.refused("config:2: ", KIST_ENVIRONMENT="production")
                self.assertNotIn(line, message)

    def test_unknownName_isPointedOut(self):
        self.write("config", "KIST_DATABSE=a\nOTHER=b\n")
        self.warned("config:1: unknown setting KIST_DATABSE", "unknown variable KIST_URI", KIST_URI="x")

    def test_key_inAFileToCommit_isRefused(self):
        for name in ("config", "config.production"):
            with self.subTest(name):
                path = self.write(name, f"KIST_KEY={ALICE}\n")
                self.refused("config.local", "KIST_KEY", KIST_ENVIRONMENT="production")
                path.unlink()
        self.write("config.local", f"KIST_KEY={ALICE}\n")
        self.assertEqual(len(self.quiet().keys), 1)

    def test_uriWithPassword_inAFileToCommit_isRefused(self):
        for uri in ("mongodb://me:hunter2@h/x", "mongodb+srv://me:hunter2@h", "mongodb://me:hun/ter2@h",
                    "mongodb://h/?tlsCertificateKeyFilePassword=hunter2"):
            with self.subTest(uri):
                self.write("config", f"KIST_MONGODB_URI='{uri}'\n")
                self.assertNotIn("hunter2", self.refused("config.local", KIST_ENVIRONMENT="production"))
        for uri in ("mongodb://h:27017/x?appName=a%40b", "mongodb://me@h:27017,i:27018/x"):
            with self.subTest(uri):
                self.write("config", f"KIST_MONGODB_URI='{uri}'\n")
                self.assertEqual(self.quiet().uri, uri)

    def ids(self, settings):
        return [key.key_id for key in settings.keys]

    def test_keys_allThatAreFound(self):
        self.write("key", f"# mine\n\n{BOB}\n")
        self.write("../../xdg/kist/key", CAROL + "\n")
        settings = self.quiet(KIST_KEY=f" {ALICE},\n{BOB} ")
        self.assertEqual(self.ids(settings), [IDS[ALICE], IDS[BOB], IDS[BOB], IDS[CAROL]])

    def test_namedKeyFile_replacesTheDefaultPlaces(self):
        self.write("key", BOB + "\n")
        named = self.write("mounted", f"{ALICE}\n{CAROL}\n")
        self.assertEqual(self.ids(self.quiet(KIST_KEY_FILE=str(named))), [IDS[ALICE], IDS[CAROL]])

    def test_keyFile_thatOthersCanRead(self):
        path = self.write("key", ALICE + "\n", 0o644)
        self.refused("others can read", f"chmod 600 {path}", KIST_ENVIRONMENT="production")
        self.warned("others can read the key file", KIST_ENVIRONMENT="production", KIST_KEY_FILE=str(path))

    def test_namedKeyFile_thatIsNotThere_isRefused(self):
        self.refused("there is no file", KIST_ENVIRONMENT="production", KIST_KEY_FILE=str(self.home / "nope"))

    def test_keyFile_withSomethingElse_isRefusedByLine(self):
        path = self.write("key", f"# mine\n{ALICE[:-1]}\n")
        self.assertNotIn(ALICE[11:-1], self.refused(f"{path}:2: the secret key is cut", KIST_ENVIRONMENT="production"))

    def test_key_thatIsNone_isRefused(self):
        self.refused("KIST_KEY: this is a public key", KIST_ENVIRONMENT="production", KIST_KEY=KEYS[0]["public_key"])

    def test_addressOfAServiceKey_isLeftOut_andIsNoKey(self):
        address = "aws-kms://arn:aws:kms:eu-central-1:111122223333:key/k"
        settings = self.quiet(KIST_ENVIRONMENT="production", KIST_KEY=f"{address},{ALICE}")
        self.assertEqual(len(settings.keys), 1)
        self.assertEqual(settings.addresses, [address])
        path = self.write("key", f"# by the service\n{address}\n")
        settings = self.quiet(KIST_ENVIRONMENT="production", KIST_KEY_FILE=str(path))
        self.assertEqual((settings.keys, settings.addresses), ([], [address]))
        self.refused("KIST_KEY: this is the address", KIST_ENVIRONMENT="production", KIST_KEY="gcp-kms://u:p@h/k")
        with self.assertRaises(kist.SettingsError) as caught:
            kist.read_secrets("production", uri="mongodb://127.0.0.1:1", key=address, key_file=path)
        self.assertIn(address, str(caught.exception))
        self.assertIn("kist key new", str(caught.exception))

    def test_timeout(self):
        for text, seconds in (("5", 5.0), ("0.5", 0.5), ("500ms", 0.5), ("2s", 2.0), ("1m", 60.0)):
            with self.subTest(text):
                self.assertEqual(self.quiet(KIST_TIMEOUT=text).timeout, seconds)
        for text in ("0", "-1", "1h", "x", "1 2"):
            with self.subTest(text):
                self.refused("KIST_TIMEOUT", KIST_ENVIRONMENT="production", KIST_TIMEOUT=text)

    @unittest.skipUnless(hasattr(os, "geteuid") and os.geteuid() == 0, "needs root to give a folder away")
    def test_folderOfAnotherUser_isRefused(self):
        os.chown(self.folder, 12345, 12345)
        self.refused("belongs to another user", KIST_ENVIRONMENT="production")

    def refuses(self, trust, *arguments):
        with self.assertRaises(kist.AccessError) as caught:
            trust(*arguments)
        return str(caught.exception)

    def test_fingerprint_known(self):
        self.write("known_environments", f"# ours\nkist.secrets production {FINGERPRINT}\n"
                                         f"kist.secrets production {'a' * 32}\nkist.secrets staging {'b' * 32}\n"
                                         f"other.secrets production {'c' * 32}\n")
        trust = self.quiet(KIST_STRICT="1").trust("kist")
        trust("production", FINGERPRINT, False)
        trust("production", "a" * 32, False)
        self.assertIn("not a known one", self.refuses(trust, "production", "b" * 32, False))
        self.assertIn("not a known one", self.refuses(trust, "production", "c" * 32, False))
        self.assertIn("which is unknown", self.refuses(trust, "testing", "c" * 32, False))

    def test_fingerprint_bySetting_replacesTheFile(self):
        self.write("known_environments", f"kist.secrets production {'a' * 32}\n")
        trust = self.quiet(KIST_FINGERPRINT=f"{FINGERPRINT} {'D' * 32}").trust("kist")
        trust("production", FINGERPRINT, False)
        trust("production", "d" * 32, False)
        self.assertIn("not a known one", self.refuses(trust, "production", "a" * 32, False))
        self.assertIn("then correct KIST_FINGERPRINT", self.refuses(trust, "production", "a" * 32, False))

    def test_uri_withoutItsScheme_isRefused_andIsNoHost(self):
        with self.assertRaisesRegex(kist.SettingsError, "does not begin with mongodb://"):
            kist.read_secrets("production", uri="db.example.com/app", key=ALICE)

    def test_fingerprint_unknown_warnsOnce_orIsRefused(self):
        trust = self.quiet().trust("kist")
        with self.assertLogs("kist", "WARNING") as logs:
            trust("production", FINGERPRINT, False)
            trust("production", FINGERPRINT, False)
        self.assertEqual(len(logs.output), 1)
        self.assertIn("KIST_STRICT", self.refuses(self.quiet(KIST_STRICT="1").trust("kist"), "production",
                                                  FINGERPRINT, False))

    def test_fingerprint_ofAParent_isItsChildsAffair_butNeverAnotherThanKnown(self):
        self.write("known_environments", f"kist.secrets base {'a' * 32}\n")
        trust = self.quiet(KIST_FINGERPRINT=FINGERPRINT, KIST_STRICT="1").trust("kist")
        trust("parent", "b" * 32, True)
        trust("base", "a" * 32, True)
        self.refuses(trust, "base", "b" * 32, True)

    def trusted(self, *lines):
        self.write("../../state/kist/trusted", "".join(line + "\n" for line in lines))

    def test_fingerprint_inTheUsersOwnFile(self):
        self.trusted(f"kist.secrets production {FINGERPRINT}", f"other.secrets production {'b' * 32}")
        trust = self.quiet(KIST_STRICT="1").trust("kist")
        trust("production", FINGERPRINT, False)
        message = self.refuses(trust, "production", "b" * 32, False)
        self.assertIn("not a known one", message)
        self.assertIn("kist trust production", message)
        trust = self.quiet(KIST_FINGERPRINT="b" * 32).trust("kist")
        trust("production", "b" * 32, False)
        self.refuses(trust, "production", FINGERPRINT, False)

    def test_fingerprint_whereBothFilesHaveLines_mustBeInBoth(self):
        self.trusted(f"kist.secrets production {'a' * 32}", f"kist.secrets base {'a' * 32}")
        self.write("known_environments", f"kist.secrets production {'b' * 32}\nkist.secrets base {'a' * 32}\n"
                                         f"kist.secrets base {'c' * 32}\n")
        trust = self.quiet().trust("kist")
        for fingerprint, where in (("a" * 32, "in your own file and not in the project's"),
                                   ("b" * 32, "in the project's file and not in your own")):
            message = self.refuses(trust, "production", fingerprint, False)
            self.assertIn(where, message)
            self.assertIn("kist trust production", message)
        self.assertIn("not a known one", self.refuses(trust, "production", "c" * 32, False))
        for inherited in (False, True):
            trust("base", "a" * 32, inherited)
            self.assertIn("kist trust base", self.refuses(trust, "base", "c" * 32, inherited))

    def test_fingerprint_ofAnotherServer_countsOnlyWhereNothingElseIsKnown(self):
        self.trusted("# at db1:27017", f"kist.secrets production {'a' * 32}",
                     "# at db2", f"kist.secrets production {'b' * 32}")

        def at(hosts):
            return self.quiet(KIST_STRICT="1", KIST_MONGODB_URI=f"mongodb://u:p@{hosts}/x?w=1").trust("kist")
        at("db1:27017")("production", "a" * 32, False)
        self.refuses(at("db1:27017"), "production", "b" * 32, False)
        at("db2")("production", "b" * 32, False)
        at("db3")("production", "b" * 32, False)
        self.refuses(at("db3"), "production", "c" * 32, False)
        self.write("known_environments", f"kist.secrets production {'c' * 32}\n")
        at("db3")("production", "c" * 32, False)
        self.refuses(at("db3"), "production", "b" * 32, False)

    def test_fingerprint_inACommittedFile_isTheProjectsWord(self):
        self.write("config", f"KIST_FINGERPRINT={'b' * 32}\n")
        self.quiet().trust("kist")("production", "b" * 32, False)
        self.trusted(f"kist.secrets production {'a' * 32}")
        self.assertIn("kist trust", self.refuses(self.quiet().trust("kist"), "production", "b" * 32, False))

    def test_fingerprint_inTheUsersFile_isFoundWithoutAStateVariable(self):
        with patch.dict(os.environ, HOME=str(self.home)):
            for variable in ("", "relative/path"):
                self.write("../../.local/state/kist/trusted", f"kist.secrets production {FINGERPRINT}\n")
                trust = self.quiet(XDG_STATE_HOME=variable).trust("kist")
                self.assertIn("not a known one", self.refuses(trust, "production", "a" * 32, False))

    def test_trustedFile_thatOthersCanWrite_isRefused(self):
        self.trusted(f"kist.secrets production {FINGERPRINT}")
        (self.home / "state/kist/trusted").chmod(0o666)
        with self.assertRaisesRegex(kist.SettingsError, "others can write"):
            self.quiet().trust("kist")

    def test_fingerprint_malformed(self):
        self.write("known_environments", "kist.secrets production\n")
        with self.assertRaisesRegex(kist.SettingsError, "known_environments:1"):
            self.quiet().trust("kist")
        with self.assertRaisesRegex(kist.SettingsError, "32 hex digits"):
            self.quiet(KIST_FINGERPRINT="abc").trust("kist")

    def test_conflictMarks_areNamedAsSuch(self):
        self.write("known_environments", f"<<<<<<< HEAD\nkist.secrets production {'a' * 32}\n=======\n")
        with self.assertRaisesRegex(kist.SettingsError, "known_environments:1: a conflict mark of git"):
            self.quiet().trust("kist")
        self.write("config", "KIST_DATABASE=a\n>>>>>>> theirs\n")
        self.refused("config:2: a conflict mark of git", KIST_ENVIRONMENT="production")

    def test_folder_orAFileInIt_thatOthersCanWrite_isRefused(self):
        path = self.write("config", "KIST_DATABASE=a\n")
        for what, mode in ((path, 0o666), (path, 0o602), (self.folder, 0o777)):
            with self.subTest(what.name):
                before = what.stat().st_mode
                what.chmod(mode)
                self.refused(f"others can write to {what}", KIST_ENVIRONMENT="production")
                what.chmod(before)
        path.chmod(0o664)
        self.assertEqual(self.quiet().database, "a")  # a clone under umask 002: the user's own group

    def test_folderThatIsRefused_isIgnored_whereNothingIsWantedFromIt(self):
        self.write("config", "KIST_DATABASE=a\n", 0o666)
        given = dict(KIST_MONGODB_URI="mongodb://h", KIST_ENVIRONMENT="production", KIST_KEY=ALICE,
                     KIST_FINGERPRINT=FINGERPRINT)
        self.assertIsNone(self.warned("is ignored", **given).database)
        for name in given:
            with self.subTest(name):
                self.refused("others can write", **{n: v for n, v in given.items() if n != name})

    def test_uriThatUsesWhatTheMachineHas_inAFileToCommit_isRefused(self):
        for options in ("authMechanism=MONGODB-OIDC&authMechanismProperties=ENVIRONMENT:k8s", "authmechanism=mongodb%2Daws",
                        "authMechanism=GSSAPI", "tlsInsecure=true", "a=b&tlsAllowInvalidCertificates=true",
                        "tlsAllowInvalidHostnames=true", "proxyHost=h"):
            with self.subTest(options):
                self.write("config", f"KIST_MONGODB_URI='mongodb://h/?{options}'\n")
                self.refused("config.local", KIST_ENVIRONMENT="production")
        self.write("config", "KIST_MONGODB_URI='mongodb://h/?authMechanism=SCRAM-SHA-256&tls=true'\n")
        self.write("config.local", "KIST_DATABASE=a\n", 0o644)
        self.quiet()

    def test_configLocalWithAPassword_thatOthersCanRead_isRefused(self):
        for line in ("KIST_MONGODB_URI=mongodb://me:hunter2@h", f"KIST_KEY={ALICE}"):
            with self.subTest(line[:10]):
                self.write("config.local", line + "\n", 0o644)
                self.refused("others can read", "chmod 600", KIST_ENVIRONMENT="production")

    def test_keyFile_inAProjectsFile_countsFromTheProject(self):
        self.write("config", "KIST_KEY_FILE=keys/mine\n")
        self.write("../keys/mine", ALICE + "\n")
        self.assertEqual(len(self.quiet().keys), 1)

    def test_filesForTls_inAProjectsFile_countFromTheProject(self):
        project = self.folder.parent
        for name in ("config", "config.local"):
            path = self.write(name, "KIST_MONGODB_URI='mongodb://h/x?TLSCAFile=a%26b/ca 1.pem;tlsCertificateKeyFile=/k.pem&w=1'\n")
            self.assertEqual(self.quiet().uri, f"mongodb://h/x?TLSCAFile={project}/a%26b/ca%201.pem&"
                                               "tlsCertificateKeyFile=/k.pem&w=1")
            path.unlink()
        uri = "mongodb://h/x?tlsCAFile=ca.pem"
        self.assertEqual(self.quiet(KIST_MONGODB_URI=uri).uri, uri)

    def test_keyOfTheServiceManager_isFound(self):
        self.write("../../credentials/kist-key", ALICE + "\n", 0o400)
        self.assertEqual(len(self.quiet(CREDENTIALS_DIRECTORY=str(self.home / "credentials")).keys), 1)

    def test_messages_showWhatIsInvisible(self):
        self.write("known_environments", "kist.secrets production\x1b[2K\u202e\u200b\u2028x\n")
        path = self.folder / "line\nWARNING: forged"
        for error in (kist.AccessError("a\nb\r\x1b[2K\x85\u202e\u200b\u2028\ufe0f\u3164\U000e0041\ud800"),
                      kist.SettingsError(f"{path}")):
            self.assertNotRegex(str(error), "[\\x00-\\x1f\\x7f-\\x9f\u202e\u200b\u2028\ufe0f\u3164\U000e0041\ud800]")
        self.assertEqual(str(kist.KistError("a\n\u202eb \u00fc\u65e5")), "a\\u{a}\\u{202e}b \u00fc\u65e5")
        with self.assertLogs("kist", "WARNING") as logs:
            kist._warn_once("a\nERROR:kist:forged")
        self.assertEqual(logs.output, ["WARNING:kist:a\\u{a}ERROR:kist:forged"])

    def test_dangerousNames_areThoseOfTheSharedFile(self):
        lines = (vectors.FOLDER.parent / "clients" / "dangerous-names.txt").read_text("ascii").splitlines()
        names = [line for line in lines if line and not line.startswith("#")]
        self.assertEqual(kist._DANGEROUS_NAMES.split(), sorted(names), "run clients/dangerous-names.py")
        self.assertEqual(len(names), len(set(names)))
        for group in "\n".join(lines).split("\n\n"):
            comment = " ".join(line for line in group.splitlines() if line.startswith("#"))
            names = [line for line in group.splitlines() if not line.startswith("#")]
            if names:
                self.assertRegex(comment, "^# .* Source: .+")
            self.assertTrue(all(re.fullmatch("[A-Z0-9_]+[*]?", name) for name in names), group)

    def test_dangerousNames_inAnyCase_andNoOthers(self):
        for name in ("PATH", "Path", "LD_PRELOAD", "BASH_FUNC_x", "GNUMAKEFLAGS", "PS0", "GIT_TRACE2_EVENT", "SSLKEYLOGFILE",
                     "npm_config_script-shell", "PYTEST_ADDOPTS", "LUA_INIT_5_4", "KIST_KEY", "COMPlus_GCName"):
            self.assertTrue(kist._is_dangerous(name), name)
        for name in ("HOME", "PATHS", "MY_PATH", "LDAP_URL", "LD_SDK_KEY", "DATABASE_URL", "JAVA_OPTS", "GIT_TOKEN",
                     "HTTPS_PROXY", "PGPASSWORD", "AWS_SECRET_ACCESS_KEY", "NPM_TOKEN", "TF_VAR_password", "VK_ACCESS_TOKEN",
                     "CARGO_REGISTRY_TOKEN", "RSYNC_PASSWORD", "ANSIBLE_VAULT_PASSWORD", "CLOUDSDK_AUTH_ACCESS_TOKEN"):
            self.assertFalse(kist._is_dangerous(name), name)

    def test_lists_areCut(self):
        self.assertEqual(kist._listed(range(13)), "0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 3 more")
        self.assertEqual(kist._listed(["x" * 1000]), "x" * 100 + "...")

    def test_strict_isOnOrOff(self):
        self.assertTrue(self.quiet(KIST_STRICT="true").strict)
        self.assertFalse(self.quiet(KIST_STRICT="0").strict)
        self.refused("KIST_STRICT", KIST_ENVIRONMENT="production", KIST_STRICT="maybe")


if __name__ == "__main__":
    unittest.main()
