# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Cables under the test's hands: each a port of its own in front of another one."""
import socket
import threading
import time

from program import SLOW


class Line:
    """Carries bytes both ways, 'up' to where it leads and 'down' from there. It can be pulled: connections end, and none
    is made until it is put back."""
    piece = 65536

    def __init__(self, port, address='127.0.0.1'):
        self.target = (address, port)
        self.state = threading.Condition()
        self.whole = True
        self.pairs = []
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.port = self.listener.getsockname()[1]
        self.prepare(self.listener)
        threading.Thread(target=self.accept, daemon=True).start()

    def prepare(self, end):
        """Before it is connected."""

    def accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            far = self.connected()
            if far is None:
                near.close()
                continue
            with self.state:
                self.pairs.append((near, far))
            for one, other, way in ((near, far, 'up'), (far, near, 'down')):
                threading.Thread(target=self.carry, args=(one, other, way), daemon=True).start()

    def connected(self):
        if not self.whole:
            return None
        far = socket.socket()
        self.prepare(far)
        try:
            far.connect(self.target)
        except OSError:
            far.close()
            return None
        return far

    def carry(self, one, other, way):
        try:
            while data := one.recv(self.piece):
                if not self.passes(other, data, way):
                    break
        except OSError:
            pass
        self.end((one, other))

    def passes(self, other, data, way):
        """False where that was the last that it carries."""
        other.sendall(data)
        return True

    @staticmethod
    def end(pair):
        for end in pair:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def cut(self):
        """Now, and until mend()."""
        with self.state:
            self.whole = False
            pairs, self.pairs = self.pairs, []
            self.state.notify_all()
        for pair in pairs:
            self.end(pair)

    def mend(self):
        with self.state:
            self.whole = True
            self.state.notify_all()


class Cable(Line):
    """It can be cut in the middle of a frame, be slow, or hold what comes so that the ends see a network that has gone
    quiet."""

    def __init__(self, port, address='127.0.0.1'):
        self.holding, self.delay = False, 0.0
        self.left = None  # bytes that still pass; then it is cut
        super().__init__(port, address)

    def passes(self, other, data, way):
        with self.state:
            self.state.wait_for(lambda: not self.holding)
            delay, cuts = self.delay, False
            if self.left is not None:
                cuts = len(data) >= self.left
                data = data[:self.left]
                self.left = None if cuts else self.left - len(data)
        if delay:
            time.sleep(delay)
        other.sendall(data)
        if cuts:
            self.cut()
        return not cuts

    def cut(self):
        with self.state:
            self.holding, self.left = False, None
            super().cut()

    def cut_after(self, count):
        """So many bytes still pass, in whichever direction: as a rule the last frame passes in part."""
        with self.state:
            self.left = count

    def hold(self):
        """Nothing passes and nothing ends, until mend() or cut()."""
        with self.state:
            self.holding = True

    def mend(self):
        with self.state:
            self.holding, self.left = False, None
            super().mend()


class Meter(Line):
    """It counts, and holds what comes after so many bytes until it is let go."""

    def __init__(self, port):
        self.counts, self.holds = {'up': 0, 'down': 0}, {'up': None, 'down': None}
        super().__init__(port)

    def passes(self, other, data, way):
        with self.state:
            self.state.wait_for(lambda: self.holds[way] is None or self.counts[way] < self.holds[way])
            self.counts[way] += len(data)
            self.state.notify_all()
        other.sendall(data)
        return True

    def hold(self, way, after):
        with self.state:
            self.holds[way] = after

    def reaches(self, way, count, timeout=30):
        with self.state:
            assert self.state.wait_for(lambda: self.counts[way] >= count, timeout * SLOW), self.counts

    def let_go(self):
        with self.state:
            self.holds = {'up': None, 'down': None}
            self.state.notify_all()


class SlowLine(Meter):
    """So many bytes a second, and next to nothing in its buffers: what is sent waits where it was sent."""
    piece = 4096

    def __init__(self, port, rate):
        self.pause = self.piece / rate
        super().__init__(port)

    def prepare(self, end):
        """The other end's buffer too: the system makes it as large as a few segments that this one takes."""
        end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        end.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 1000)

    def passes(self, other, data, way):
        self.counts[way] += len(data)
        time.sleep(self.pause)
        other.sendall(data)
        return True
