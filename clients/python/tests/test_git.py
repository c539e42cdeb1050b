"""What a clone brought is told from what is the user's own, whatever way leads to it."""

import os
import pathlib
import shutil
import subprocess
import unittest

import kist
from tests.project import ALICE, ProjectTest

AMBIENT = "KIST_MONGODB_URI='mongodb://h/?authMechanism=MONGODB-OIDC&authMechanismProperties=ENVIRONMENT:k8s'\n"
ADDRESS = "hcvault://evil.example.com/transit/keys/a"


@unittest.skipUnless(shutil.which("git") and os.name == "posix", "needs git")
class GitTest(ProjectTest):
    def setUp(self):
        super().setUp()
        self.project = self.folder.parent

    def git(self, *arguments, at=None):
        variables = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "protocol.file.allow=always",
                        *arguments], cwd=at or self.project, env=variables, check=True, capture_output=True)

    def linked(self, **files):
        """A repository in which `.kist` is a link to `k2`, as a clone has it."""
        for name, text in files.items():
            self.write(name.replace("_", "."), text)
        if not self.folder.is_symlink():
            self.folder.rename(self.project / "k2")
            self.folder.symlink_to("k2")
        self.git("init", "-q")
        self.git("add", "-f", "-A")

    def test_folderThatIsALinkOfTheClone_isTheProjectsWord(self):
        for line in (AMBIENT, "KIST_MONGODB_URI=mongodb://h/?proxyHost=evil\n", f"KIST_KEY={ADDRESS}\n"):
            with self.subTest(line):
                self.linked(config_local=line)
                self.refused("take out of git the link that leads to")
        self.linked(config_local=f"KIST_FINGERPRINT={'b' * 32}\n")
        self.trusted(f"kist.secrets production {'a' * 32}")
        self.assertIn("kist trust", self.refuses(self.quiet().trust("kist"), "production", "b" * 32, False))

    def test_keyBehindALinkOfTheClone_holdsNoAddress(self):
        self.linked(key=ADDRESS)
        self.refused("git has it, or a link to it, in its index")
        (self.project / "k2" / "key").unlink()
        self.linked(named=ADDRESS, config_local="KIST_KEY_FILE=k2/named\n")
        self.refused("holds the address of a key service")

    def test_linksFurtherUp_andFilesThatAreLinks_areFollowed(self):
        self.git("init", "-q")
        self.write("../deep/er/.kist/config.local", AMBIENT)
        (self.project / "up").symlink_to("deep")
        (self.project / "deep/round").symlink_to("../up/er")
        self.write("../oidc", AMBIENT)
        (self.folder / "config.local").symlink_to("../oidc")
        self.git("add", "-f", "up", "oidc")
        for name, tracked in (("deep/er", kist._UNTRACKED), ("up/er", kist._TRACKED), ("deep/round", kist._TRACKED)):
            self.assertEqual(kist._tracked(self.project / name / ".kist/config.local"), tracked, name)
        self.refused("machine's own credentials")
        (self.project / "loop").symlink_to("loop")
        self.assertEqual(kist._tracked(self.project / "loop/a"), kist._UNTOLD)

    def test_splitAndSparseIndexes_areRead(self):
        self.git("init", "-q")
        for number in range(200):
            self.write(f"../src/file{number}", "")
        self.write("config.local", AMBIENT)
        self.git("add", "-f", "-A")
        self.git("update-index", "--split-index")
        self.refused("machine's own credentials")
        self.git("rm", "-q", "--cached", ".kist/config.local")
        self.assertIn("OIDC", self.quiet().uri)
        self.assertEqual(kist._tracked(self.project / "src/file199"), kist._TRACKED)
        self.git("add", "-f", "-A")
        self.git("update-index", "--no-split-index")
        self.git("commit", "-q", "-m", "a")
        self.git("sparse-checkout", "set", "--cone", "--sparse-index", "src")
        self.write("config.local", AMBIENT)
        self.refused("machine's own credentials")

    def test_namesThatAFileSystemMayTakeForTheSame_areTheSame(self):
        for name in (".KIST/config.local", ".\u212aist/key", ".ki\u200cst/named"):
            self.write(f"../{name}", "")
        self.git("init", "-q")
        self.git("add", "-f", ".")
        for name, tracked in (("config.local", kist._TRACKED), ("key", kist._TRACKED), ("named", kist._TRACKED),
                              ("local.db", kist._UNTRACKED)):
            self.assertEqual(kist._tracked(self.folder / name), tracked, name)

    def test_whereItCannotBeTold_whatIsTheMachinesOwnIsRefused_andAPasswordIsNot(self):
        # As in a container that has a worktree, and not what it belongs to.
        self.write("../.git", "gitdir: /nowhere/.git/worktrees/a\n")
        self.write("config.local", AMBIENT)
        self.refused("whether git tracks it cannot be told here", "in the environment")
        self.write("config.local", f"KIST_MONGODB_URI=mongodb://u:p@h/\nKIST_KEY={ALICE}\n")
        self.assertEqual(len(self.quiet().keys), 1)
        self.write("config.local", f"KIST_KEY={ADDRESS}\n")
        self.refused("whether git tracks it cannot be told here")

    def test_emptyRepositoryInside_hidesNothing(self):
        self.write("config.local", AMBIENT)
        self.git("init", "-q")
        self.git("add", "-f", ".kist/config.local")
        (self.folder / ".git").mkdir()
        self.refused("git rm --cached")

    def test_ordinaryPlaces_areTheUsersOwn(self):
        self.write("config", "")
        self.git("init", "-q", "--object-format=sha256")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "a")
        self.git("worktree", "add", "-q", "-b", "other", "../\u00e4 worktree")
        outer, worktree = self.home / "outer", self.home / "\u00e4 worktree"
        outer.mkdir()
        self.git("init", "-q", "--object-format=sha256", at=outer)
        self.git("submodule", "add", str(self.project), "sub", at=outer)
        (self.home / "mine").symlink_to(self.project)
        (self.home / "own").mkdir()
        (worktree / "deep").mkdir()
        (worktree / "deep/.kist").symlink_to(self.home / "own")
        for place in (self.project, self.home / "mine", worktree, outer / "sub", worktree / "deep"):
            with self.subTest(place):
                self.below = place
                (place / ".kist/config.local").write_text(AMBIENT)
                (place / ".kist/config.local").chmod(0o600)
                self.assertIn("OIDC", self.quiet().uri)
        for place in (worktree, outer / "sub"):
            self.git("add", "-f", ".kist/config.local", at=place)
            self.below = pathlib.Path(place)
            self.refused("git rm --cached")


if __name__ == "__main__":
    unittest.main()
