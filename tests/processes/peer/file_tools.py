# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""What the suites of files share: a cable that counts, files that do not compress, and how much memory a program has."""
import hashlib
import os
import socket
import threading
import time

from program import SLOW
from suite import folder

MIB = 1 << 20


class Meter:
    """A cable that counts, and that holds what comes after so many bytes until it is let go."""

    def __init__(self, port):
        self.target = port
        self.counts, self.holds = {'up': 0, 'down': 0}, {'up': None, 'down': None}
        self.news, self.pairs = threading.Condition(), []
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            near, _ = self.listener.accept()
            try:
                far = socket.create_connection(('127.0.0.1', self.target))
            except OSError:
                near.close()
                continue
            for one, other, way in ((near, far, 'up'), (far, near, 'down')):
                threading.Thread(target=self.carry, args=(one, other, way), daemon=True).start()

    def carry(self, one, other, way):
        try:
            while data := one.recv(65536):
                with self.news:
                    self.news.wait_for(lambda: self.holds[way] is None or self.counts[way] < self.holds[way])
                    self.counts[way] += len(data)
                    self.news.notify_all()
                other.sendall(data)
        except OSError:
            pass
        for end in (one, other):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def hold(self, way, after):
        with self.news:
            self.holds[way] = after

    def reaches(self, way, count, timeout=30):
        with self.news:
            assert self.news.wait_for(lambda: self.counts[way] >= count, timeout * SLOW), self.counts

    def let_go(self):
        with self.news:
            self.holds = {'up': None, 'down': None}
            self.news.notify_all()


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
