"""Servers that answer what no MongoDB answers: a KistError, of visible text."""

import contextlib
import datetime
import socket
import struct
import threading
from typing import Any

import bson

import kist
from tests.project import ALICE, ProjectTest

HOSTILE = "h\x1b[31m\nkist: error: forged\u202e:1"
HELLO = {"ok": 1.0, "ismaster": True, "isWritablePrimary": True, "minWireVersion": 0, "maxWireVersion": 21,
         "maxBsonObjectSize": 1 << 24, "maxMessageSizeBytes": 48000000, "maxWriteBatchSize": 100000,
         "localTime": datetime.datetime(2026, 1, 1)}


def found(**odd):
    return {"ok": 1.0, "cursor": {"id": bson.Int64(0), "ns": "kist.x", "firstBatch": [], **odd}}


class OddServer:
    """Greets as a server does, with `greeting` besides, and gives `answer` to everything else."""

    def __init__(self, greeting: dict[str, Any], answer: dict[str, Any]) -> None:
        self._hello, self._answer = {**HELLO, **greeting}, answer
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.uri = f"mongodb://127.0.0.1:{self._socket.getsockname()[1]}/kist"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._socket.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=self._serve, args=(self._socket.accept()[0],), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, client.makefile("rb") as messages, contextlib.suppress(OSError):
            while len(head := messages.read(16)) == 16:
                length, number, _, kind = struct.unpack("<iiii", head)
                body = messages.read(length - 16)
                command = bson.decode(body[5:] if kind == 2013 else body[body.index(b"\0", 4) + 9:])
                is_greeting = next(iter(command)).lower() in ("hello", "ismaster")
                document = bson.encode(self._hello if is_greeting else self._answer)
                reply = (bytes(5) if kind == 2013 else struct.pack("<iqii", 8, 0, 0, 1)) + document
                client.sendall(struct.pack("<iiii", 16 + len(reply), 1, number, 2013 if kind == 2013 else 1) + reply)


class OddServersTest(ProjectTest):
    def refused(self, kind, greeting, answer):
        server = OddServer(greeting, answer)
        with contextlib.closing(server), self.subTest(greeting=greeting, answer=answer):
            with self.assertRaises(kind) as refusal:
                kist.read_secrets("production", uri=server.uri, key=ALICE, timeout=0.5)
            self.assertNotRegex(str(refusal.exception), "[\\x00-\\x1f\u202e]|forged")

    def test_oddGreetings(self):
        for greeting in ({"hosts": 5}, {"hosts": [HOSTILE], "setName": "s"}, {"hosts": [5], "setName": "s"},
                         {"setName": 5}, {"compression": 5}, {"logicalSessionTimeoutMinutes": "x"},
                         {"$clusterTime": {"clusterTime": "x"}}, {"me": 5}):
            self.refused(kist.UnreachableError, greeting, {})

    def test_oddAnswers(self):
        for answer in ({"ok": 1.0}, {"ok": 1.0, "cursor": 5}, found(id="x"), found(firstBatch="x"), found(firstBatch=[1]),
                       {"ok": "x"}, {}, {"ok": 0.0, "code": HOSTILE, "errmsg": 5, "errorLabels": "x"},
                       {"ok": 0.0, "code": 2 ** 40, "errmsg": HOSTILE, "errorLabels": [1]}):
            self.refused(kist.UnreachableError, {}, answer)
        for answer in (found(ns=5), {**found(), "operationTime": "x", "$clusterTime": {"clusterTime": "x"}}):
            self.refused(kist.KistError, {}, answer)
