#!/usr/bin/env python3
"""Makes a container image of Kist from its archive, as a file, without Docker or any other daemon.

  packaging/docker/image.py ARCHIVE IMAGE.tar

The image is an OCI layout in a tar file: "docker load", "podman load" and "skopeo copy oci-archive:" take it. Under Kist it has
the C library and busybox of the Debian or Ubuntu that this runs on, as apt has them, and nothing else; which they are is in its
labels. Its user is 10001, without a password or a shell of its own. The same archive and packages give the same bytes.
"""
import gzip
import hashlib
import io
import json
import pathlib
import platform
import re
import subprocess
import sys
import tarfile
import tempfile

PACKAGES = ["libc6", "libgcc-s1", "busybox-static"]
# What the launcher, and people who look into the image, call.
TOOLS = ["sh", "env", "cat", "cp", "date", "dirname", "ls", "mkdir", "mktemp", "readlink", "rm", "id"]
USER = 10001
LEFT_OUT = re.compile(r"usr/share/(?!doc/[^/]*/copyright$).*\..*|usr/share/man/.*|usr/share/(lintian|initramfs-tools)/.*|usr/lib/[^/]*/gconv/.*")


class Layer:
    """A tar file that is the same for the same content: sorted, of root, with one time."""

    def __init__(self, time):
        self.time = time
        self.entries = {}

    def add(self, name, data=b"", kind=tarfile.REGTYPE, mode=0o644, target="", owner=0):
        entry = tarfile.TarInfo(name)
        entry.type, entry.mode, entry.linkname, entry.size = kind, mode, target, len(data)
        entry.uid = entry.gid = owner
        entry.mtime = self.time
        self.entries[name] = entry, data

    def folder(self, name, mode=0o755, owner=0):
        self.add(name, kind=tarfile.DIRTYPE, mode=mode, owner=owner)

    def tar(self, file, prefix, keep_time=False):
        """Takes what another tar file holds."""
        for entry in file:
            name = prefix + entry.name.removeprefix("./").rstrip("/")
            if name in ("", ".") or LEFT_OUT.fullmatch(name):
                continue
            data = file.extractfile(entry).read() if entry.isreg() else b""
            self.add(name, data, entry.type, entry.mode, entry.linkname)
            if keep_time:
                self.entries[name][0].mtime = entry.mtime

    def bytes(self):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as file:
            for name in sorted(self.entries):
                entry, data = self.entries[name]
                file.addfile(entry, io.BytesIO(data) if entry.isreg() else None)
        return out.getvalue()


def base(time):
    """The C library, busybox, and a user; and which packages they are from."""
    layer = Layer(time)
    labels = {}
    with tempfile.TemporaryDirectory() as work:
        try:
            subprocess.run(["apt-get", "-qq", "download", *PACKAGES], cwd=work, check=True, stderr=subprocess.DEVNULL)
        except (OSError, subprocess.CalledProcessError):
            sys.exit(f"apt-get does not get {', '.join(PACKAGES)}: run apt-get update first, on Debian or Ubuntu")
        for package in sorted(pathlib.Path(work).glob("*.deb")):
            name, version = subprocess.run(
                ["dpkg-deb", "--show", "--showformat=${Package} ${Version}", package], stdout=subprocess.PIPE, check=True,
                text=True).stdout.split()
            labels["dev.kist.base." + name] = version
            content = subprocess.run(["dpkg-deb", "--fsys-tarfile", package], stdout=subprocess.PIPE, check=True).stdout
            with tarfile.open(fileobj=io.BytesIO(content)) as file:
                layer.tar(file, "")
    for tool in TOOLS:
        layer.add("bin/" + tool, kind=tarfile.SYMTYPE, mode=0o777, target="busybox")
    layer.folder("tmp", 0o1777)
    layer.folder("proc")
    layer.folder("home")
    layer.folder("home/kist", 0o700, USER)
    layer.add("etc/passwd", f"root:x:0:0::/:/bin/false\nkist:x:{USER}:{USER}::/home/kist:/bin/false\n".encode())
    layer.add("etc/group", f"root:x:0:\nkist:x:{USER}:\n".encode())
    return layer, labels


def program(archive, time):
    """What the archive holds, in /opt/kist; its files keep their times, as the archive of classes holds for them."""
    layer = Layer(time)
    with tarfile.open(archive) as file:
        inner = io.BytesIO()
        with tarfile.open(fileobj=inner, mode="w", format=tarfile.GNU_FORMAT) as renamed:
            for entry in file:
                data = file.extractfile(entry) if entry.isreg() else None
                entry.name = entry.name.partition("/")[2]
                entry.pax_headers = {}
                if entry.name:
                    renamed.addfile(entry, data)
        inner.seek(0)
        with tarfile.open(fileobj=inner) as renamed:
            layer.tar(renamed, "opt/kist/", keep_time=True)
    layer.folder("opt")
    layer.folder("opt/kist")
    layer.folder("usr/local/bin")
    layer.add("usr/local/bin/kist", kind=tarfile.SYMTYPE, mode=0o777, target="/opt/kist/bin/kist")
    return layer


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    archive, image = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    name = re.fullmatch(r"kist-(.+)-linux-(x64|aarch64)\.tar\.gz", archive.name)
    if not name:
        sys.exit(f"{archive} is no archive of Kist for Linux")
    if platform.machine() != {"x64": "x86_64", "aarch64": "aarch64"}[name[2]]:
        sys.exit(f"{archive} is for another processor than the C library that apt has here")
    with tarfile.open(archive) as file:
        time = int(file.next().mtime)
    blobs = {}

    def blob(data, media):
        digest = hashlib.sha256(data).hexdigest()
        blobs[digest] = data
        return {"mediaType": media, "digest": "sha256:" + digest, "size": len(data)}

    under, labels = base(time)
    layers, ids = [], []
    for layer in (under, program(archive, time)):
        data = layer.bytes()
        ids.append("sha256:" + hashlib.sha256(data).hexdigest())
        layers.append(blob(gzip.compress(data, mtime=0), "application/vnd.oci.image.layer.v1.tar+gzip"))
    when = subprocess.run(["date", "-u", "-d", f"@{time}", "+%Y-%m-%dT%H:%M:%SZ"], stdout=subprocess.PIPE, text=True,
                          check=True).stdout.strip()
    labels["org.opencontainers.image.version"] = name[1]
    labels["org.opencontainers.image.licenses"] = "Apache-2.0"
    config = {
        "created": when,
        "architecture": {"x64": "amd64", "aarch64": "arm64"}[name[2]],
        "os": "linux",
        "config": {
            "User": str(USER),
            "WorkingDir": "/home/kist",
            "Env": ["PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/home/kist"],
            "Entrypoint": ["/opt/kist/bin/kist"],
            "Labels": labels,
        },
        "rootfs": {"type": "layers", "diff_ids": ids},
    }
    encode = lambda data: json.dumps(data, sort_keys=True).encode()
    manifest = {
        "schemaVersion": 2,
        "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "config": blob(encode(config), "application/vnd.oci.image.config.v1+json"),
        "layers": layers,
    }
    entry = blob(encode(manifest), manifest["mediaType"])
    # What "docker load" calls it.
    entry["annotations"] = {"io.containerd.image.name": f"kist:{name[1]}", "org.opencontainers.image.ref.name": name[1]}
    out = Layer(time)
    out.add("oci-layout", encode({"imageLayoutVersion": "1.0.0"}))
    out.add("index.json", encode({"schemaVersion": 2, "manifests": [entry]}))
    for folder in ("blobs", "blobs/sha256"):
        out.folder(folder)
    for digest, data in blobs.items():
        out.add("blobs/sha256/" + digest, data)
    image.write_bytes(out.bytes())


main()
