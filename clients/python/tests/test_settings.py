"""Where settings come from, and how they are read."""

import os
import re
import unicodedata
import unittest

import kist
from tests import vectors
from tests.project import ALICE, ProjectTest


class SettingsTest(ProjectTest):
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
        for name in ("-x", "a/b", "a b", "a" * 65, "\u00e9", "a\nb"):
            with self.subTest(name):
                self.refused("environment's name", KIST_ENVIRONMENT=name)

    def test_lines(self):
        self.write("config.local", "\ufeff# comment\n\n  KIST_ACTOR = 'a # b'  # why\nexport KIST_COLLECTION=\"c_d\"\n"
                                   "KIST_TIMEOUT=500ms # short\nKIST_MONGODB_URI=mongodb://h/x?a=b\r\nKIST_KEY=\n"
                                   "KIST_DATABASE='\"e \"'\n")
        settings = self.quiet()
        self.assertEqual((settings._values["KIST_ACTOR"].text, settings.collection, settings.timeout, settings.uri,
                          settings.database), ("a # b", "c_d", 0.5, "mongodb://h/x?a=b", "e"))

    def test_lines_endWhereEveryToolEndsThem(self):
        self.write("config.local", "# a comment\u2028KIST_DATABASE=a\x0cKIST_DATABASE=b\x85KIST_DATABASE=c\r\nKIST_COLLECTION=d\r")
        settings = self.quiet()
        self.assertEqual((settings.database, settings.collection), (None, "d"))

    def test_linesThatNeedAFullParser_areRefused_withoutTheValue(self):
        for line in ("KIST_DATABASE=$X", "KIST_DATABASE=a#b", "KIST_DATABASE=`a`", "KIST_DATABASE=a\0",
                     'KIST_DATABASE="a\\n"', "KIST_DATABASE", "KIST_DATABASE='a", "=a",
                     'KIST_DATABASE="a" b'):
            with self.subTest(line):
                self.write("config", "# one\n" + line + "\n")
                message = self.refused("config:2: ", KIST_ENVIRONMENT="production")
                self.assertNotIn(line, message)

    def test_quotesAndSpaceAroundAVariable_areLeftOut(self):
        settings = self.warned("KIST_DATABASE in the environment has quotes around its value",
                               KIST_ENVIRONMENT=" production\n", KIST_DATABASE=" 'a' ", KIST_KEY=f"\"{ALICE}\"")
        self.assertEqual((settings.environment, settings.database, len(settings.keys)), ("production", "a", 1))

    def test_namesThatMongoDbCannotHave_areRefused(self):
        for database in ("a.b", "a b", "a$", "a" * 64):
            self.refused("KIST_DATABASE in the environment is not a database's name", KIST_DATABASE=database)
        for collection in ("1a", "a$b", "system.a", "a" * 101):
            self.refused("is not a collection's name", KIST_COLLECTION=collection)

    def test_settingWithoutEffect_isPointedOut(self):
        path = self.write("config", "KIST_DATABASE=a\nKIST_DATABASE=b\nKIST_CLASSPATH=c\n")
        other = self.write("config.production", "KIST_ENVIRONMENT=staging\n")
        settings = self.warned(f"{path}:2: KIST_DATABASE is set in a line above", f"{path}:3: KIST_CLASSPATH is taken from",
                               f"{other}:1: KIST_ENVIRONMENT has no effect", KIST_ENVIRONMENT="production")
        self.assertEqual((settings.database, settings.environment), ("b", "production"))
        self.quiet(KIST_WATCH="1", KIST_CLASSPATH="x", KIST_TEST_X="1")

    def test_unknownName_isPointedOut(self):
        self.write("config", "KIST_DATABSE=a\nOTHER=b\n")
        self.warned("config:1: KIST_DATABSE is no setting", "config:2: OTHER is no setting", "KIST_URI is no setting",
                    KIST_URI="x")

    def test_timeout(self):
        for text, seconds in (("5", 5.0), ("500ms", 0.5), ("2s", 2.0), ("1m", 60.0), (" 1 ", 1.0), ("999999999m", 900_000.0)):
            with self.subTest(text):
                self.assertEqual(self.quiet(KIST_TIMEOUT=text).timeout, seconds)
        for text in ("0", "-1", "1h", "x", "1 2", "0.5", "2 s", "1234567890"):
            with self.subTest(text):
                self.refused("KIST_TIMEOUT", KIST_ENVIRONMENT="production", KIST_TIMEOUT=text)

    def test_uri_withoutItsScheme_isRefused_andIsNoHost(self):
        with self.assertRaisesRegex(kist.SettingsError, "does not begin with mongodb://"):
            kist.read_secrets("production", uri="db.example.com/app", key=ALICE)

    def test_messages_showWhatIsInvisible(self):
        self.write("known_environments", "kist.secrets production\x1b[2K\u202e\u200b\u2028x\n")
        path = self.folder / "line\nWARNING: forged"
        for error in (kist.AccessError("a\nb\r\x1b[2K\x85\u202e\u200b\u2028\ufe0f\u3164\U000e0041\ud800"),
                      kist.SettingsError(f"{path}")):
            self.assertNotRegex(str(error), "[\\x00-\\x1f\\x7f-\\x9f\u202e\u200b\u2028\ufe0f\u3164\U000e0041\ud800]")
        self.assertEqual(str(kist.KistError("a\n\u202eb \u00fc\u65e5")), "a<U+000A><U+202E>b \u00fc\u65e5")
        with self.assertLogs("kist", "WARNING") as logs:
            kist._warn_once("a\nERROR:kist:forged")
        self.assertEqual(logs.output, ["WARNING:kist:a<U+000A>ERROR:kist:forged"])

    def test_invisibleCharacters_areThoseOfTheSharedFile_andAllThatThisPythonKnows(self):
        lines = (vectors.FOLDER.parent / "clients" / "invisible-characters.txt").read_text("ascii").splitlines()
        self.assertEqual(kist._INVISIBLE.split(), [line for line in lines if line and not line.startswith("#")],
                         "run clients/invisible-characters.py")
        for code in range(0x110000):
            if unicodedata.category(chr(code)) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
                self.assertEqual(kist._visible(chr(code)), f"<U+{code:04X}>")
        self.assertEqual(kist._visible("a \xa0\xfc\u0301\U0001f511~"), "a \xa0\xfc\u0301\U0001f511~")
        self.assertEqual(kist._visible("bob\u034f\u115f\u17b4\ufe0f"), "bob<U+034F><U+115F><U+17B4><U+FE0F>")

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
            self.assertTrue(all(re.fullmatch("[A-Z0-9_.]+[*]?", name) for name in names), group)

    def test_dangerousNames_inAnyCase_andNoOthers(self):
        for name in ("PATH", "Path", "LD_PRELOAD", "BASH_FUNC_x", "GNUMAKEFLAGS", "PS0", "GIT_TRACE2_EVENT", "SSLKEYLOGFILE",
                     "npm_config_script-shell", "PYTEST_ADDOPTS", "LUA_INIT_5_4", "KIST_KEY", "COMPlus_GCName",
                     "RM", "COMPILE.c", "PIP_EDITABLE", "DOCKER_HOST", "COMPOSE_FILE", "__EGL_VENDOR_LIBRARY_FILENAMES"):
            self.assertTrue(kist._is_dangerous(name), name)
        for name in ("HOME", "PATHS", "MY_PATH", "LDAP_URL", "LD_SDK_KEY", "DATABASE_URL", "JAVA_OPTS", "GIT_TOKEN",
                     "HTTPS_PROXY", "PGPASSWORD", "AWS_SECRET_ACCESS_KEY", "NPM_TOKEN", "TF_VAR_password", "VK_ACCESS_TOKEN",
                     "CARGO_REGISTRY_TOKEN", "RSYNC_PASSWORD", "ANSIBLE_VAULT_PASSWORD", "CLOUDSDK_AUTH_ACCESS_TOKEN",
                     "MONO_TOKEN", "PIP_INDEX_URL", "SCCACHE_REDIS", "COMPILE_TOKEN", "DOCKER_PASSWORD"):
            self.assertFalse(kist._is_dangerous(name), name)

    def test_lists_areCut(self):
        self.assertEqual(kist._listed(range(13)), "0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 3 more")
        self.assertEqual(kist._listed(["x" * 1000]), "x" * 100 + "...")

    def test_sharedSettings_meanTheSameInAllLanguages(self):
        shared = vectors.read("settings.json")
        for case in shared["keys"]:
            for where in case["where"]:
                with self.subTest(case["name"], where=where):
                    try:
                        found = self.found_at(where, case["text"])
                    except kist.SettingsError as e:
                        self.assertNotIn("kist-key-1-0", str(e))
                        found = None
                    self.assertEqual(found, case["keys"])
        for variable, cases in (("KIST_COLLECTION", shared["collections"]), ("KIST_TIMEOUT", shared["times"])):
            for text in cases["good"]:
                self.quiet(**{variable: text})
            for text in cases["bad"]:
                self.refused(variable, **{variable: text})
        for case in shared["uris"]:
            with self.subTest(case["uri"]):
                try:
                    kist._client(kist._ConnectionString(case["uri"]), 0.1).close()
                    usable = True
                except kist.SettingsError:
                    usable = False
                self.assertEqual(usable, case["usable"])

    def found_at(self, where, text):
        path = self.write("../shared", text)
        if where == "variable":
            settings = self.settings(KIST_ENVIRONMENT="production", KIST_KEY=text)
        elif where == "file":
            settings = self.settings(KIST_ENVIRONMENT="production", KIST_KEY_FILE=str(path))
        else:
            settings = self.settings(KIST_ENVIRONMENT="production", KIST_KEY_COMMAND=f"cat {path}", PATH=os.environ["PATH"])
            settings.fetch_keys()
        return len(settings.keys) + len(settings.addresses)

    def test_emptySetting_inAFile_countsAsNotSet(self):
        self.write("config", "KIST_KEY=\nKIST_KEY_COMMAND=\nKIST_MONGODB_URI=\nKIST_DATABASE=\n")
        settings = self.quiet()
        self.assertEqual((settings.keys, settings.uri, settings.database), ([], None, None))
        self.write("config", "KIST_MONGODB_URI='mongodb://host/?tlsCertificateKeyFile=&tlsCAFile='\n")
        kist._client(kist._ConnectionString(self.quiet().uri), 0.1).close()

    def test_strict_isOnOrOff(self):
        self.assertTrue(self.quiet(KIST_STRICT="true").strict)
        self.assertFalse(self.quiet(KIST_STRICT="0").strict)
        self.refused("KIST_STRICT", KIST_ENVIRONMENT="production", KIST_STRICT="maybe")


if __name__ == "__main__":
    unittest.main()
