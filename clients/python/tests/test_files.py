"""Key files, and which files and folders are refused."""

import os
import struct
import unittest
from unittest.mock import patch

import kist
from tests.project import ALICE, BOB, CAROL, IDS, KEYS, ProjectTest


def index(version, names):
    """An index as git writes it, without what follows the entries."""
    data, before = b"DIRC" + struct.pack(">II", version, len(names)), b""
    for name in map(str.encode, names):
        entry = bytes(40 + 20) + (struct.pack(">HH", 0x4000, 0) if version == 3 else bytes(2))
        if version < 4:
            entry += name
            entry += bytes(8 - len(entry) % 8)
        else:
            same = len(os.path.commonprefix([before, name]))
            entry += bytes([len(before) - same]) + name[same:] + b"\0"
        data, before = data + entry, name
    return data


class FilesTest(ProjectTest):
    def test_keyCommand_inAFile_isRefused(self):
        self.write("config.local", "KIST_KEY_COMMAND='rm -r /'\n")
        self.refused("config.local:1: KIST_KEY_COMMAND is a command: it is taken from the environment alone")

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
        self.refused("does not exist; it is named by KIST_KEY_FILE in the environment",
                     KIST_KEY_FILE=str(self.home / "nope"))

    def test_keyCommand_givesKeys_onceAndOnDemand(self):
        command = f"echo x >> {self.home}/runs; printf '# mine\\n%s, %s\\n' $ONE $TWO; env | grep KIST_; true"
        settings = self.quiet(KIST_KEY_COMMAND=command, ONE=ALICE, TWO=BOB, PATH=os.environ["PATH"], KIST_TIMEOUT="9")
        self.assertEqual(settings.keys, [])
        self.assertTrue(settings.fetch_keys())
        self.assertFalse(settings.fetch_keys())
        self.assertEqual(self.ids(settings), [IDS[ALICE], IDS[BOB]])
        self.assertEqual((self.home / "runs").read_text(), "x\n")
        self.assertFalse(self.quiet().fetch_keys())

    def test_keyCommand_thatGivesNone_isSaid_withoutWhatItPrints(self):
        for command, words in (("exit 3", "it ends with exit code 3"), ("true", "it prints nothing"),
                               (f"echo {ALICE[:-1]}", "what it prints is no key: the secret key is cut"),
                               ("head -c 70000 /dev/zero", "it prints more than 64 KiB"), ("echo hunter2", "what it prints is no key")):
            with self.subTest(command), self.assertRaises(kist.SettingsError) as caught:
                self.quiet(KIST_KEY_COMMAND=command, PATH=os.environ["PATH"]).fetch_keys()
            self.assertIn(f"no key comes from KIST_KEY_COMMAND in the environment: {words}", str(caught.exception))
            self.assertNotRegex(str(caught.exception), f"hunter2|{ALICE[:-1]}")

    def test_namedKeyFile_byAnyMeansOfTheSystem(self):
        reader, writer = os.pipe()
        self.addCleanup(os.close, reader)
        os.write(writer, ALICE.encode())
        os.close(writer)
        self.assertEqual(self.ids(self.quiet(KIST_KEY_FILE=f"/dev/fd/{reader}")), [IDS[ALICE]])
        self.write("../a/b/mine", f"\ufeff{BOB}\r\n")
        self.assertEqual(self.ids(self.quiet(KIST_KEY_FILE="mine")), [IDS[BOB]])

    def test_keyFile_thatIsNone_isRefused(self):
        for text, words in (("# nothing\n", "holds no secret key"), ("#" * 65536 + "\n" + ALICE, "over 64 KiB")):
            self.refused(words, KIST_KEY_FILE=str(self.write("named", text)))
        self.refused("is named by KIST_KEY_FILE in the environment, where ~ stands for itself", KIST_KEY_FILE="~/key")
        self.refused("cannot be read", KIST_KEY_FILE=str(self.home))
        (self.folder / "key").mkdir()
        self.refused("cannot be read")

    def test_keyFile_thatACommittedFileNames_hasNoAddress(self):
        self.write("../keys", f"aws-kms://arn:aws:kms:eu-central-1:111122223333:key/k\n{ALICE}\n")
        self.write("config", "KIST_KEY_FILE=keys\n")
        self.refused("keys holds the address of a key service, and ", "config:1: KIST_KEY_FILE names it")
        self.write("config.local", "KIST_KEY_FILE=keys\n")
        self.assertEqual(self.ids(self.quiet()), [IDS[ALICE]])

    def test_keyFile_withSomethingElse_isRefusedByLine(self):
        path = self.write("key", f"# mine\n{ALICE[:-1]}\n")
        self.assertNotIn(ALICE[11:-1], self.refused(f"{path}:2: the secret key is cut", KIST_ENVIRONMENT="production"))

    def test_key_thatIsNone_isRefused(self):
        self.refused("KIST_KEY in the environment: this is a public key", KIST_KEY=KEYS[0]["public_key"])

    def test_addressOfAServiceKey_isLeftOut_andIsNoKey(self):
        address = "aws-kms://arn:aws:kms:eu-central-1:111122223333:key/k"
        settings = self.quiet(KIST_ENVIRONMENT="production", KIST_KEY=f"{address},{ALICE}")
        self.assertEqual(len(settings.keys), 1)
        self.assertEqual(settings.addresses, [address])
        path = self.write("key", f"# by the service\n{address}\n")
        settings = self.quiet(KIST_ENVIRONMENT="production", KIST_KEY_FILE=str(path))
        self.assertEqual((settings.keys, settings.addresses), ([], [address]))
        self.refused("KIST_KEY in the environment: this is the address", KIST_KEY="gcp-kms://u:p@h/k")
        with self.assertRaises(kist.AccessError) as caught:
            kist.read_secrets("production", uri="mongodb://127.0.0.1:1", key=address, key_file=path)
        self.assertIn(address, str(caught.exception))
        self.assertIn("kist key new", str(caught.exception))

    @unittest.skipUnless(hasattr(os, "geteuid") and os.geteuid() == 0, "needs root to give a file away")
    def test_folderOfAnotherUser_isRefused(self):
        os.chown(self.folder, 12345, 12345)
        self.refused("belongs to another user", KIST_ENVIRONMENT="production")

    @unittest.skipUnless(hasattr(os, "geteuid") and os.geteuid() == 0, "needs root to give a file away")
    def test_keyFile_orALink_ofAnotherUser_isRefused(self):
        path = self.write("../../xdg/kist/key", ALICE + "\n")
        os.chown(path, 12345, 12345)
        self.refused("kist/key belongs to another user")
        path.unlink()
        (self.folder / "config").symlink_to(self.write("../elsewhere", "KIST_DATABASE=a\n"))
        self.assertEqual(self.quiet().database, "a")
        os.chown(self.folder / "config", 12345, 12345, follow_symlinks=False)
        self.refused("config belongs to another user")

    @unittest.skipUnless(hasattr(os, "mkfifo"), "needs named pipes")
    def test_namedPipe_isRefused_asReadingItWouldWait(self):
        for name in ("config", "config.production", "known_environments", "key"):
            with self.subTest(name):
                os.mkfifo(self.folder / name, 0o600)
                self.refused(f"{self.folder / name} is no plain file")
                (self.folder / name).unlink()

    @unittest.skipUnless(hasattr(os, "geteuid") and os.geteuid() == 0, "needs root to give a file away")
    def test_fileThatAnotherGroupCanWrite_isRefused(self):
        path = self.write("config", "KIST_DATABASE=a\n", 0o660)
        self.assertEqual(self.quiet().database, "a")
        os.chown(path, os.geteuid(), 12345)
        self.refused(f"others can write to {path}")

    def test_group_isOwn_whereNobodyElseIsInIt(self):
        me, group = str(os.geteuid()), str(os.getegid())
        passwd = [["me", "x", me, group], ["you", "x", "77", "78"]]
        for groups, users, own in (([["me", "x", group, ""]], passwd, True), ([["me", "x", group, "me"]], passwd, True),
                                   ([["me", "x", group, "me,you"]], passwd, False),
                                   ([["me", "x", group, ""]], passwd + [["they", "x", "79", group]], False)):
            with self.subTest(groups), patch.object(kist, "_entries", lambda f: groups if f == "/etc/group" else users):
                self.assertIs(kist._is_own_group(os.getegid()), own)
                self.assertFalse(kist._is_own_group(os.getegid() + 1))

    def test_fileThatIsLargerThanMemory_isRefused(self):
        for name in ("config", "config.local", "config.production", "known_environments", "../../state/kist/trusted"):
            with self.subTest(name):
                path = self.write(name, "")
                os.truncate(path, 3 << 30)
                with self.assertRaises(kist.SettingsError) as caught:
                    self.settings(KIST_ENVIRONMENT="production").trust("kist")
                self.assertIn(f"{path.name} is over 4 MiB", str(caught.exception))
                path.unlink()

    def test_environmentCalledLocal_hasNoFileOfItsOwn(self):
        self.write("config.local", f"KIST_KEY={ALICE}\nKIST_ENVIRONMENT=other\n")
        self.assertEqual(len(self.quiet(KIST_ENVIRONMENT="local").keys), 1)
        self.write("config.Local", "KIST_DATABASE=a\n")
        self.assertIsNone(self.quiet(KIST_ENVIRONMENT="Local").database)

    @unittest.skipUnless(hasattr(os, "mkfifo"), "needs named pipes")
    def test_filesOfFingerprints_areNoPipes(self):
        path = self.write("../../state/kist/trusted", "")
        path.unlink()
        os.mkfifo(path, 0o600)
        with self.assertRaises(kist.SettingsError) as caught:
            self.settings(KIST_ENVIRONMENT="production").trust("kist")
        self.assertIn("is no plain file", str(caught.exception))
        path.unlink()
        reading, writing = os.pipe()
        self.addCleanup(os.close, reading)
        self.addCleanup(os.close, writing)
        (self.folder / "known_environments").symlink_to(f"/proc/self/fd/{reading}")
        self.refused("known_environments is no plain file")

    def test_whatGitTracks_isCommitted(self):
        git = self.folder.parent / ".git"
        for version in (2, 3, 4):
            name = ".kist/config.local"
            self.write("../.git/index", "")
            (git / "index").write_bytes(index(version, [".kist/config", name, "README.md"]))
            self.assertEqual(kist._tracked(self.folder.parent / name), kist._TRACKED)
            self.assertEqual(kist._tracked(self.folder.parent / "README.md"), kist._TRACKED)
            self.assertEqual(kist._tracked(self.folder / "config.loca"), kist._UNTRACKED)
        self.assertEqual(kist._tracked(self.home / "x"), kist._UNTRACKED)
        (git / "index").write_bytes(index(2, [".kist/config.local", ".kist/key"]))
        for line in (f"KIST_KEY={ALICE}", "KIST_MONGODB_URI=mongodb://me:hunter2@h",
                     "KIST_MONGODB_URI='mongodb://h/?authMechanism=MONGODB-AWS'"):
            self.write("config.local", line + "\n")
            self.assertNotIn("hunter2", self.refused("git rm --cached"))
        self.write("config.local", f"KIST_FINGERPRINT={'b' * 32}\n")
        self.trusted(f"kist.secrets production {'a' * 32}")
        self.assertIn("kist trust", self.refuses(self.quiet().trust("kist"), "production", "b" * 32, False))
        self.write("key", "aws-kms://arn:aws:kms:eu-central-1:111122223333:key/k\n")
        self.refused("holds the address of a key service, and git has it, or a link to it, in its index")
        for damaged in (b"", b"DIRC", index(4, ["a" * 30])[:-3], b"DIRC" + b"\xff" * 200):
            (git / "index").write_bytes(damaged)
            self.assertEqual(kist._tracked(self.folder / "key"), kist._UNTOLD)
        self.refused("whether git tracks it cannot be told")

    def test_whatGitTracks_inAWorktree(self):
        self.write("../.git", "gitdir: ../main/x\n")
        self.write("../../main/x/index", "").write_bytes(index(2, [".kist/key"]))
        self.assertEqual(kist._tracked(self.folder / "key"), kist._TRACKED)

    def test_folder_orAFileInIt_thatOthersCanWrite_isRefused(self):
        path = self.write("config", "KIST_DATABASE=a\n")
        for what, mode in ((path, 0o666), (path, 0o602), (self.folder, 0o777)):
            with self.subTest(what.name):
                before = what.stat().st_mode
                what.chmod(mode)
                self.refused(f"others can write to {what}", KIST_ENVIRONMENT="production")
                what.chmod(before)
        path.chmod(0o664)
        if kist._is_own_group(os.getegid()):
            self.assertEqual(self.quiet().database, "a")  # a clone under umask 002
        else:
            self.refused("others can write")

    def test_folderThatIsRefused_isIgnored_whereNothingIsWantedFromIt(self):
        self.write("config", "KIST_DATABASE=a\n", 0o666)
        given = dict(KIST_MONGODB_URI="mongodb://h", KIST_ENVIRONMENT="production", KIST_KEY=ALICE)
        self.assertIsNone(self.warned("is ignored", **given).database)
        for name in given:
            with self.subTest(name):
                self.refused("others can write", **{**given, name: ""})

    def test_uriThatUsesWhatTheMachineHas_inAFileToCommit_isRefused(self):
        for options in ("authMechanism=MONGODB-OIDC&authMechanismProperties=ENVIRONMENT:k8s", "authmechanism=mongodb%2Daws",
                        "authMechanism=GSSAPI", "tlsInsecure=true", "a=b&tlsAllowInvalidCertificates=true",
                        "tlsAllowInvalidHostnames=true", "proxyHost=h", "tls=true&authMechanism=MONGODB-X509",
                        "TLScertificateKeyFile=../tls/client.pem"):
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
        for name, more in (("config", ""), ("config.local", "tlsCertificateKeyFile=/k.pem&")):
            path = self.write(name, f"KIST_MONGODB_URI='mongodb://h/x?TLSCAFile=a%26b/ca 1.pem;{more}w=1'\n")
            self.assertEqual(self.quiet().uri, f"mongodb://h/x?TLSCAFile={project}/a%26b/ca%201.pem&{more}w=1")
            path.unlink()
        uri = "mongodb://h/x?tlsCAFile=ca.pem"
        self.assertEqual(self.quiet(KIST_MONGODB_URI=uri).uri, uri)

    def test_placesThatCannotBeLookedAt_countAsEmpty(self):
        long = "/" + "x" * 300  # as a HOME that the user may not enter, but for root, too
        settings = self.quiet(HOME=long, XDG_CONFIG_HOME="", XDG_STATE_HOME="", CREDENTIALS_DIRECTORY=long)
        self.assertEqual(settings.keys, [])
        settings.trust("kist")
        self.refused("does not exist", KIST_KEY_FILE=long)

    def test_keyOfTheServiceManager_isFound(self):
        self.write("../../credentials/kist-key", ALICE + "\n", 0o444)
        self.assertEqual(len(self.quiet(CREDENTIALS_DIRECTORY=str(self.home / "credentials")).keys), 1)
        self.write("../a/b/relative/kist-key", ALICE + "\n")
        self.assertEqual(self.quiet(CREDENTIALS_DIRECTORY="relative").keys, [])


if __name__ == "__main__":
    unittest.main()
