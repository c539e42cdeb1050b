"""Which fingerprint counts."""

import unittest

import kist
from tests.project import FINGERPRINT, ProjectTest


class TrustTest(ProjectTest):
    def test_fingerprint_known(self):
        self.write("known_environments", f"\ufeffkist.secrets production {FINGERPRINT}\n# ours\n"
                                         f"kist.secrets production {'a' * 32}\nkist.secrets staging {'b' * 32}\n"
                                         f"other.secrets production {'c' * 32}\n")
        trust = self.quiet(KIST_STRICT="1").trust("kist")
        trust("production", FINGERPRINT, False)
        trust("production", "a" * 32, False)
        self.assertIn("not a known one", self.refuses(trust, "production", "b" * 32, False))
        self.assertIn("not a known one", self.refuses(trust, "production", "c" * 32, False))
        self.assertIn("which is unknown", self.refuses(trust, "testing", "c" * 32, False))

    def test_spaceBeyondAscii_isPartOfAWord(self):
        for odd in "\xa0\ufeff\u2003\x85\x1c":
            for line in (f"kist.secrets{odd} production {FINGERPRINT}", f"{odd}kist.secrets production {FINGERPRINT}",
                         f"kist.secrets production{odd}{FINGERPRINT}", f"kist.secrets production {FINGERPRINT}{odd}"):
                with self.subTest(line):
                    self.write("known_environments", f"# ours\n{line}\n")
                    try:
                        trust = self.quiet(KIST_STRICT="1").trust("kist")
                    except kist.SettingsError as e:
                        self.assertIn("known_environments:2", str(e))
                        continue
                    self.assertIn("which is unknown", self.refuses(trust, "production", FINGERPRINT, False))
        self.write("known_environments", f"\tkist.secrets \t production \v{FINGERPRINT}\f \n")
        self.quiet(KIST_STRICT="1").trust("kist")("production", FINGERPRINT, False)

    def test_fingerprint_bySetting_replacesTheFile(self):
        self.write("known_environments", f"kist.secrets production {'a' * 32}\n")
        trust = self.quiet(KIST_FINGERPRINT=f"{FINGERPRINT} {'d' * 32}").trust("kist")
        trust("production", FINGERPRINT, False)
        trust("production", "d" * 32, False)
        self.assertIn("not a known one", self.refuses(trust, "production", "a" * 32, False))
        self.assertIn("then correct KIST_FINGERPRINT", self.refuses(trust, "production", "a" * 32, False))

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

    def test_fingerprint_ofAnotherServer_countsWhereThereIsNoneForThisOne_andTheProjectMayNotContradictIt(self):
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
        self.assertIn("in the project's file and not in your own", self.refuses(at("db3"), "production", "c" * 32, False))
        self.assertIn("in your own file and not in the project's", self.refuses(at("db3"), "production", "b" * 32, False))
        self.write("known_environments", f"kist.secrets production {'b' * 32}\n")
        at("db3")("production", "b" * 32, False)

    def test_fingerprint_inACommittedFile_isTheProjectsWord(self):
        self.write("config", f"KIST_FINGERPRINT={'b' * 32}\n")
        self.quiet().trust("kist")("production", "b" * 32, False)
        self.quiet(KIST_STRICT="1").trust("kist")("parent", "c" * 32, True)  # it is meant for no parent, as no setting is
        self.trusted(f"kist.secrets production {'a' * 32}")
        self.assertIn("kist trust", self.refuses(self.quiet().trust("kist"), "production", "b" * 32, False))

    def test_fingerprint_inTheUsersFile_isFoundWithoutAStateVariable(self):
        self.write("../../.local/state/kist/trusted", f"kist.secrets production {FINGERPRINT}\n")
        for variable in ("", "relative/path"):
            trust = self.quiet(XDG_STATE_HOME=variable, HOME=str(self.home)).trust("kist")
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
        with self.assertRaisesRegex(kist.SettingsError, "is not a fingerprint: 32 digits"):
            self.quiet(KIST_FINGERPRINT="abc")

    def test_conflictMarks_areNamedAsSuch(self):
        self.write("known_environments", f"<<<<<<< HEAD\nkist.secrets production {'a' * 32}\n=======\n")
        with self.assertRaisesRegex(kist.SettingsError, "known_environments:1: a conflict mark of git"):
            self.quiet().trust("kist")
        self.write("config", "KIST_DATABASE=a\n>>>>>>> theirs\n")
        self.refused("config:2: a conflict mark of git", KIST_ENVIRONMENT="production")


if __name__ == "__main__":
    unittest.main()
