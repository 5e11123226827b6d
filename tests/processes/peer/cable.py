# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""A cable under the test's hands: a port of its own in front of another one."""
import socket
import threading
import time


class Cable:
    """Carries bytes both ways until it is cut. It can be cut in the middle of a frame, be slow, or hold what comes so
    that the ends see a network that has gone quiet."""

    def __init__(self, port, address='127.0.0.1'):
        self.target = (address, port)
        self.state = threading.Condition()
        self.whole, self.holding, self.delay = True, False, 0.0
        self.left = None  # bytes that still pass; then it is cut
        self.pairs = []
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(self.target) if self.whole else None
            except OSError:
                far = None
            if far is None:
                near.close()
                continue
            with self.state:
                self.pairs.append((near, far))
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self.carry, args=(one, other), daemon=True).start()

    def carry(self, one, other):
        try:
            while data := one.recv(65536):
                if not self.passes(other, data):
                    break
        except OSError:
            pass
        self.end((one, other))

    def passes(self, other, data):
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

    @staticmethod
    def end(pair):
        for end in pair:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def cut(self):
        """Now, and until mend(): connections end, none is made."""
        with self.state:
            self.whole, self.holding, self.left = False, False, None
            pairs, self.pairs = self.pairs, []
            self.state.notify_all()
        for pair in pairs:
            self.end(pair)

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
            self.whole, self.holding, self.left = True, False, None
            self.state.notify_all()
