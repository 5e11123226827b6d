# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""A member of a room that talks with another one alone (PROTOCOL 16): made from PROTOCOL.md, driven by hand."""
import os
import time

import waxwing_direct as d
import waxwing_wire as w
from program import SLOW
from waxwing_peer import Guest

PASSWORD = 'a long password 1'
RELAY = 49_152  # bytes of one relay at most (16.1)


class Member(Guest):
    """A guest in Python that calls and is called; one direct link at a time, run by hand."""

    @classmethod
    def enters(cls, host, name, register=True, key=None, device=None):
        one = cls(port=host.port).handshake()
        if register:
            one.register(name, 'stranger@example.org', PASSWORD)
        one.login(name, PASSWORD)
        one.own, one.end, one.call, one.held = key or w.new_rsa(), None, None, b''
        return one.enter(one.own, device or os.urandom(16), features=['direct'])

    def parties(self, caller, callee):
        return w.sha256(self.host_key), caller, callee

    def person(self, name):
        """As the roster has it, or `joined`."""
        while name not in self.people:
            message = self.recv(30)
            if message['type'] == 'joined':
                self.people.update({p['name']: p for p in message['people']})
        return self.people[name]

    def calls(self, name):
        person = self.person(name)
        self.call, self.held, self.taken = os.urandom(16), b'', 0
        self.end = d.Caller(self.parties(self.name, name), self.own, person['identities'][0], w.new_rsa())
        self.send({'type': 'call', 'call': self.call, 'name': name, 'device': person['devices'][0]})
        for frame in self.end.start():
            self.relay(frame)
        return self

    def is_called(self, by):
        called = self.until('called')
        person = self.person(by)
        assert called['name'] == by and called['device'] in person['devices'], called
        identity = person['identities'][person['devices'].index(called['device'])]
        self.call, self.held, self.taken = called['call'], b'', 0
        self.end = d.Callee(self.parties(by, self.name), self.own, identity)
        return self

    def relay(self, data):
        for start in range(0, len(data), RELAY):
            self.send({'type': 'relay', 'call': self.call, 'bytes': data[start:start + RELAY]})

    def until(self, kind, timeout=30.0):
        """The next message of this kind on the room's link, or, of a direct link's kind, on that one."""
        deadline = time.monotonic() + timeout * SLOW
        while True:
            if self.end and (got := next((m for m in self.end.got if m['type'] == kind), None)):
                self.end.got.remove(got)
                return got
            message = self.recv(deadline - time.monotonic())
            if message['type'] == 'joined':
                self.people.update({p['name']: p for p in message['people']})
            if message['type'] == 'relay' and message['call'] == self.call:
                self.take(message['bytes'])
            elif message['type'] == kind:
                return message

    def take(self, data):
        self.taken += len(data)
        self.send({'type': 'relayed', 'call': self.call, 'count': self.taken})
        self.held += data
        while len(self.held) >= 4 and len(self.held) >= 4 + int.from_bytes(self.held[:4], 'big'):
            size = 4 + int.from_bytes(self.held[:4], 'big')
            frame, self.held = self.held[:size], self.held[size:]
            for answer in self.end.receive(frame):
                self.relay(answer)

    def hangs_up(self):
        """What the other side says over this link before it hears of that belongs to nothing."""
        self.send({'type': 'hang_up', 'call': self.call, 'code': w.CODES['left']})
        self.end, self.call = None, None

    def opens(self, taken=0):
        """To the first `told` of both sides; gives what they have of ours."""
        while not self.end.has_refreshed:
            message = self.recv(30 * SLOW)
            assert message['type'] in ('relay', 'relayed', 'said', 'joined', 'left'), message
            if message['type'] == 'relay':
                self.take(message['bytes'])
        self.says({'type': 'told', 'counter': taken})
        return self.until('told')['counter']

    def says(self, message):
        self.relay(self.end.seal(message))

    def tells(self, counter, text, **more):
        for frame in self.end.tell(counter, text, update_after=self.update_after, **more):
            self.relay(frame)
