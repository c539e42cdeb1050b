"""A project with a `.kist` folder, below a home of its own."""

import contextlib
import pathlib
import tempfile
import unittest

import kist
from tests import vectors

KEYS = vectors.read("keys.json")["valid"]
ALICE, BOB, CAROL = (k["secret_key"] for k in KEYS[:3])
IDS = {k["secret_key"]: k["key_id"] for k in KEYS}
FINGERPRINT = "0123456789abcdef" * 2


class ProjectTest(unittest.TestCase):
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
        variables.setdefault("KIST_ENVIRONMENT", "production")
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
        with self.assertNoLogs("kist") if hasattr(self, "assertNoLogs") else contextlib.nullcontext():
            return self.settings(arguments, **variables)

    def ids(self, settings):
        return [key.key_id for key in settings.keys]

    def refuses(self, trust, *arguments):
        with self.assertRaises(kist.AccessError) as caught:
            trust(*arguments)
        return str(caught.exception)

    def trusted(self, *lines):
        self.write("../../state/kist/trusted", "".join(line + "\n" for line in lines))
