# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""What the suites of files share: files that do not compress, and how much memory a program has."""
import hashlib
import os
import time

from program import SLOW
from suite import folder

MIB = 1 << 20


def made(name, size, seed=1):
    """A file that does not compress, and its digest."""
    path = os.path.join(folder('sources'), name)
    digest, block = hashlib.sha256(), hashlib.shake_128(seed.to_bytes(4, 'big')).digest(MIB)
    with open(path, 'wb') as file:
        for start in range(0, size, MIB):
            piece = start.to_bytes(8, 'big') + block[8:]
            piece = piece[:size - start]
            file.write(piece)
            digest.update(piece)
    return path, digest.digest()


def digest_of(path):
    with open(path, 'rb') as file:
        return hashlib.file_digest(file, 'sha256').digest() if hasattr(hashlib, 'file_digest') else _digest(file)


def _digest(file):
    digest = hashlib.sha256()
    while piece := file.read(MIB):
        digest.update(piece)
    return digest.digest()


def until(what, timeout=20):
    deadline = time.monotonic() + timeout * SLOW
    while not what():
        assert time.monotonic() < deadline, 'waited in vain'
        time.sleep(0.02)


def peak(program):
    with open(f'/proc/{program.process.pid}/status', encoding='ascii') as status:
        lines = dict(line.split(':', 1) for line in status)
    return int(lines['VmHWM'].split()[0]) * 1024, int(lines['VmRSS'].split()[0]) * 1024
