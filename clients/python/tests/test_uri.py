"""Which connection strings are refused, and what the driver gets of the others."""

import datetime
import pathlib
import socket
import tempfile
import threading
import unittest
import warnings

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (BestAvailableEncryption, Encoding, NoEncryption,
                                                          PrivateFormat)

import kist
from tests import vectors

KEY = vectors.read("keys.json")["valid"][0]["secret_key"]


def certificate(key):
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "kist test")])
    day = datetime.datetime(2024, 1, 1)
    return (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
            .not_valid_before(day).not_valid_after(day.replace(year=2124)).sign(key, None).public_bytes(Encoding.PEM))


class FirstByte(threading.Thread):
    """Takes one connection and keeps the first byte that comes: 0x16 begins TLS."""

    def __init__(self):
        super().__init__(daemon=True)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.uri = f"mongodb://127.0.0.1:{self.listener.getsockname()[1]}/x"
        self.byte = None
        self.start()

    def run(self):
        connection, _ = self.listener.accept()
        self.byte = connection.recv(1)
        connection.close()
        self.listener.close()


class ConnectionStringTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        key = Ed25519PrivateKey.generate()
        self.authority = self.file("ca.pem", certificate(key))
        plain, locked = (key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, how)
                         for how in (NoEncryption(), BestAvailableEncryption(b"hunter2")))
        self.client = self.file("client.pem", certificate(key) + plain)
        self.locked = self.file("locked.pem", certificate(key) + locked)

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content)
        return path

    def driver(self, options, base="mongodb://h/x"):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return kist._ConnectionString(base + "?" + options).for_driver()

    def refused(self, uri):
        with warnings.catch_warnings(), self.assertRaises(kist.SettingsError) as caught:
            warnings.simplefilter("error")
            kist.read_secrets("production", uri=uri, key=KEY, timeout=0.5)
        self.assertIsNone(caught.exception.__cause__)
        return str(caught.exception)

    def test_optionThatTheDriverWouldPassOver_isRefusedByItsName(self):
        for option, words in (("tls=ture", "option tls is neither true nor false"),
                              ("SSL=on", "option ssl is neither true nor false"),
                              ("directConnection=", "option directConnection is neither"),
                              ("retryWrites=maybe", "option retryWrites is neither"),
                              ("tls", "has no ="), ("maxPoolSize=x", "option maxPoolSize is no number"),
                              ("tlsAllowInvalidCertificates=false", "tlsAllowInvalidCertificates is not known here; name"),
                              ("proxyHost=h", "does not take its option proxyHost"),
                              ("tls=true&proxyHost=h", "does not take its option proxyHost"),
                              ("tlsCRLFile=/nope", "tlsCRLFile is not known here; leave it out"),
                              ("tls=true&tlsInsecure=true&tlsAllowInvalidHostnames=true", "is there twice")):
            with self.subTest(option):
                self.assertIn(words, self.refused("mongodb://h/x?" + option))

    def test_hostOrDatabaseThatIsNone_isRefused(self):
        for uri in ("mongodb://", "mongodb:///x", "mongodb://h,,i/x", "mongodb://u@/x", "mongodb://h:/x", "mongodb://h:a/x"):
            self.assertIn("its hosts cannot be understood", self.refused(uri))
        for uri in ("mongodb://h//x", "mongodb://h/x/y", "mongodb://h/a%20b", "mongodb://h/.x"):
            self.assertIn("its database cannot be understood", self.refused(uri))

    def test_hostThatDnsDoesNotKnow_isUnreachable(self):
        for uri in ("mongodb+srv://kist.invalid/x", "mongodb://kist.invalid/x"):
            with self.assertRaisesRegex(kist.UnreachableError, "kist.invalid cannot be"):
                kist.read_secrets("production", uri=uri, key=KEY, timeout=0.5)

    def test_optionThatNobodyKnows_isRefusedByItsPlace(self):
        message = self.refused("mongodb://h/x?replicaSet=a&xylophon=true")
        self.assertIn("option number 2", message)
        self.assertNotIn("xylophon", message)

    def test_pieceOfAPassword_isNotShown(self):
        for uri in ("mongodb://h/?tlsCertificateKeyFilePassword=a&xylophon=b",
                    "mongodb://h/?tlsCertificateKeyFilePassword=a;xylophon", "mongodb://h/?proxyPassword=a&xylophon=",
                    "mongodb://h/?authMechanismProperties=AWS_SESSION_TOKEN:a&xylophon==", "mongodb://h/?w=1&xylo/phon=1",
                    "mongodb://h/?w=1&xylophon%20=1", "mongodb://u:xylo/phon@h", "mongodb://u:xylo@phon@h",
                    "mongodb://u:xylo?phon=1@h", "mongodb://u:<xylophon>@h/", "mongodb://h/xylophon&tls=true",
                    "mongodb://h/x?replicaSet=xylo phon", "mongodb://u:xylophon%zz@h/x", "mongodb://h:xylophon/x"):
            with self.subTest(uri):
                self.assertNotRegex(self.refused(uri), "xylo|phon")

    def test_optionThatIsThereTwice_isRefused(self):
        for options, words in (("tls=true&tls=false", "tls is there twice"),
                               ("replicaSet=a&REPLICASET=a", "replicaSet is there"),
                               ("tls=true&ssl=false", "contradict"), ("tls=yes;ssl=0", "contradict")):
            with self.subTest(options):
                self.assertIn(words, self.refused("mongodb://h/x?" + options))
        self.assertEqual(self.driver("readPreferenceTags=a:b&readPreferenceTags=c:d&tls=true&ssl=1"),
                         "mongodb://h/x?tls=true&ssl=true")

    def test_whatKistDecides_isLeftOut(self):
        self.assertEqual(self.driver("timeoutMS=1&w=1&heartbeatFrequencyMS=10&maxIdleTimeMS=0&tlsDisableOCSPEndpointCheck=1&"
                                     "readPreference=nearest&maxStalenessSeconds=90&compressors=zstd,snappy"
                                     "&uuidRepresentation=standard;retryWrites=no;socketTimeoutMS=1&replicaSet=a+b"),
                         "mongodb://h/x?replicaSet=a+b")

    def test_optionsWithoutASlash_andOtherWordsForYes_work(self):
        self.assertEqual(self.driver("TLS=Yes;directConnection=0", "mongodb://h"),
                         "mongodb://h/?tls=true&directconnection=false")

    def test_laxTls_isNoWishForTls(self):
        self.assertEqual(self.driver("tlsInsecure=true&appName=a"), "mongodb://h/x?appName=a")
        self.assertEqual(self.driver("tlsInsecure=false&tls=true"), "mongodb://h/x?tls=true")
        self.assertEqual(self.driver("tlsInsecure=1&tls=true"), "mongodb://h/x?tlsallowinvalidhostnames=true&tls=true")
        self.assertEqual(self.driver("tlsInsecure=1", "mongodb+srv://h/x"), "mongodb+srv://h/x?tlsallowinvalidhostnames=true")

    def test_connectTimeout_thatIsShorter_counts(self):
        for said, found in (("100", 100), ("0", 5000), ("9000", 5000), ("x", 5000)):
            connection = kist._ConnectionString("mongodb://h/?connectTimeoutMS=" + said)
            self.assertEqual(connection.connect_milliseconds(5000), found)

    def test_files_turnTlsOn(self):
        for options in (f"tlsCAFile={self.authority}", f"tlsCertificateKeyFile={self.client}",
                        f"tlsCertificateKeyFile={self.locked}&tlsCertificateKeyFilePassword=hunter2"):
            with self.subTest(options):
                self.assertEqual(self.driver(options), f"mongodb://h/x?{options}&tls=true")
                self.assertIn("turns TLS off", self.refused(f"mongodb://h/x?{options}&tls=false"))
                self.assertIn("turns TLS off", self.refused(f"mongodb://h/x?{options}&ssl=no"))
        server = FirstByte()
        with self.assertRaises(kist.UnreachableError):
            kist.read_secrets("production", uri=f"{server.uri}?tlsCAFile={self.authority}", key=KEY, timeout=0.5)
        server.join(10)
        self.assertEqual(server.byte, b"\x16")

    def test_files_thatCannotBeUsed_areNamed(self):
        nothing = self.file("nothing.pem", b"nothing")
        for options, words in ((f"tlsCAFile={self.folder}/nope", f"tlsCAFile names {self.folder}/nope, which cannot be read"),
                               (f"tlsCertificateKeyFile={self.folder}/nope", "cannot be read"),
                               ("tlsCAFile=a%00b", "cannot be the name of a file"),
                               (f"tlsCAFile={self.folder}", "cannot be read"),
                               (f"tlsCAFile={nothing}", "does not hold certificates"),
                               (f"tlsCertificateKeyFile={nothing}", "does not hold a certificate with its key"),
                               (f"tlsCertificateKeyFile={self.authority}", "does not hold a certificate with its key"),
                               (f"tlsCertificateKeyFile={self.locked}", "another password"),
                               (f"tlsCertificateKeyFile={self.locked}&tlsCertificateKeyFilePassword=hunter3", "another")):
            with self.subTest(options):
                message = self.refused("mongodb://h/x?" + options)
                self.assertIn(words, message)
                self.assertNotIn("hunter", message)


if __name__ == "__main__":
    unittest.main()
