# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Direct links in Python, both roles, bytes and values: written from section 16 of core/PROTOCOL.md, as a second opinion.

Nothing here opens a socket or relays anything: frames in, frames out.
"""
import os

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

import waxwing_wire as w

DIRECT_FRAME = 65_565  # largest length behind the handshake (3.2)

_target = {'act?': w.word('reply', 'edit', 'erase'), 'device?': w.b(16), 'target?': w.u(1, w.U63)}
_file = {'file?': w.b(16), 'file_name?': w.t(1, 255), 'size?': w.u(0, w.U63), 'digest?': w.b(32)}
w.MESSAGES.update({
    'call': (w.FROM_GUEST, {'call': w.b(16), 'name': w.t(1, 128), 'device': w.b(16)}),
    'called': (w.FROM_HOST, {'call': w.b(16), 'name': w.t(1, 128), 'device': w.b(16)}),
    'relay': (w.BOTH, {'call': w.b(16), 'bytes': w.b(1, 49_152)}),
    'relayed': (w.BOTH, {'call': w.b(16), 'count': w.u(1, w.U63)}),
    'hang_up': (w.BOTH, {'call': w.b(16), 'code': w.u(0, 255)}),
    'guest': (w.FROM_GUEST, {'identity': w.b(1, 1024), 'signature': w.b(384)}),
    'tell': (w.BOTH, {'counter': w.u(1, w.U63), 'time': w.u(0, w.U63), 'text': w.t(1, 32768), **_target, **_file}),
    'told': (w.BOTH, {'counter': w.u(0, w.U63)}),
})
OF_FILES = {'get', 'chunk', 'took', 'sent', 'file_refused', 'stop'}  # whoever takes in the guest's place (16.7)
EITHER = OF_FILES | {'read', 'writing'}  # in both roles, on a direct link
ALLOWED = EITHER | {'refresh', 'refreshed', 'refresh_end', 'update', 'tell', 'told', 'ping', 'pong', 'close'}


def names(caller, callee):
    return caller.encode() + b'\0' + callee.encode() + b'\0'


def context(host_digest, caller, callee):
    """16.3."""
    return b'waxwing/1 direct\0' + host_digest + names(caller, callee)


def half(der):
    """30 digits of one identity (16.6)."""
    number = int.from_bytes(w.sha256(b'waxwing/1 compare\0' + der), 'big') >> 156
    return f'{number % 10**30:030}'


def comparison_code(one, other):
    return ''.join(sorted((half(one), half(other))))


def call_stands(ours, theirs):
    """16.2: of two calls at once, by the digests of both identities."""
    return ours < theirs


def raw(private):
    return private.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


class DirectEnd:
    """One end of a direct link. `drawn` has what is random, by the names of the worked example, where it is to be repeated."""

    def __init__(self, parties, own, peer_digest, drawn=None):
        self.host_digest, self.caller, self.callee = parties
        self.own, self.peer_digest = own, peer_digest
        self.drawn = drawn or {}
        self.sending = self.receiving = self.chain = None
        self.hash = None
        self.is_open = self.has_refreshed = False
        self.values = {}  # what was computed on the way, by the names of the worked example
        self.got = []     # messages

    def draw(self, name, size=32):
        return self.note(name, self.drawn[name] if name in self.drawn else os.urandom(size))

    def note(self, name, value):
        self.values[name] = value
        return value

    def share(self, name):
        return X25519PrivateKey.from_private_bytes(self.draw(name))

    def statement(self, label, der):
        return label + b'\0' + self.hash + w.sha256(der)

    def add(self, content, name):
        self.hash = self.note(name, w.sha256(self.hash + content))

    def begin_transcript(self, frame1, frame2, secret, dh):
        self.note('dh', dh)
        start = self.note('context', context(self.host_digest, self.caller, self.callee))
        self.hash = self.note('th1', w.sha256(start + frame1 + frame2))
        self.root = self.note('root', w.extract(self.hash, secret + dh))
        return (w.Direction(w.expand(self.root, 'waxwing/1 handshake g2h')),
                w.Direction(w.expand(self.root, 'waxwing/1 handshake h2g')))

    def epoch_one(self):
        master = self.note('master', w.extract(self.hash, self.root))
        self.chain = self.note('chain', w.expand(master, 'waxwing/1 chain'))
        self.is_open = True
        return (w.Direction(self.note('secret g→h, epoch 1', w.expand(master, 'waxwing/1 g2h')), 1),
                w.Direction(self.note('secret h→g, epoch 1', w.expand(master, 'waxwing/1 h2g')), 1))

    def refreshed_secrets(self, dh):
        r = self.note('R', w.extract(self.chain, self.note('refresh dh', dh) + w.sha256(names(self.caller, self.callee))))
        self.chain = self.note('new chain', w.expand(r, 'waxwing/1 chain'))
        return w.expand(r, 'waxwing/1 g2h'), w.expand(r, 'waxwing/1 h2g')

    def accept(self, message, label):
        """The other member's identity and signature (16.3)."""
        if w.sha256(message['identity']) != self.peer_digest:
            raise w.Refusal('another identity')
        key = w.read_rsa(message['identity'])
        w.verify(key, message['signature'], self.statement(label, message['identity']))

    def proof(self, name, label, recorded):
        der = w.spki(self.own)
        said = self.note(f'what is signed by {name}', self.statement(label, der))
        signature = self.drawn.get(recorded) or w.sign(self.own, said)
        w.verify(self.own.public_key(), signature, said)
        self.note(recorded, signature)
        return w.encode({'type': name, 'identity': der, 'signature': signature})

    def seal(self, message):
        content = message if isinstance(message, bytes) else w.encode(message)
        return self.sending.seal(content)

    def tell(self, counter, text, time=0, update_after=5, **target):
        """Frames of a message, with the update behind it where it is due (5.4)."""
        frames = [self.seal({'type': 'tell', 'counter': counter, 'time': time, 'text': text, **target})]
        self.sending.talk += 1
        if self.sending.talk >= update_after:
            frames.append(self.seal({'type': 'update'}))
            self.sending.update()
        return frames

    def open(self, data, sender):
        if int.from_bytes(data[:4], 'big') > (DIRECT_FRAME if self.is_open else w.LOBBY_FRAME):
            raise w.Refusal('too large')
        if data[4] != w.RECORD:
            raise w.Refusal('unexpected', f'frame type {data[4]}')
        content = self.receiving.open(data)
        return w.decode_message(content, sender, EITHER), content

    def take(self, message):
        """What both roles do behind the handshake."""
        kind = message['type']
        if kind not in ALLOWED:
            raise w.Refusal('unexpected', kind)
        if kind == 'update':
            self.receiving.update()
        elif kind == 'close':
            self.got.append(message)
        elif not self.has_refreshed:
            raise w.Refusal('unexpected', f'{kind} before the refresh')
        else:
            self.got.append(message)
        return []


class Caller(DirectEnd):
    def __init__(self, parties, own, peer_digest, one_time_key, drawn=None):
        super().__init__(parties, own, peer_digest, drawn)
        self.key = one_time_key
        self.step = self.take_hello

    def start(self):
        self.private = self.share('caller X25519 private')
        self.frame1 = self.note('frame 1', w.frame(w.GUEST_HELLO, w.encode(
            {'key': w.spki(self.key), 'share': raw(self.private), 'random': self.draw('caller random'), 'version': 1})))
        return [self.frame1]

    def receive(self, data):
        return self.step(data)

    def take_hello(self, data):
        if data[4] != w.HOST_HELLO:
            raise w.Refusal('unexpected')
        hello = w.decode_hello(w.HOST_HELLO, data[5:])
        try:
            secret = self.key.decrypt(hello['secret'], w.oaep())
        except ValueError:
            raise w.Refusal('key transport failed') from None
        self.sending, self.receiving = self.begin_transcript(self.frame1, data, secret,
                                                             w.agree(self.private, hello['share']))
        content = w.encode({'type': 'ready'})
        self.add(content, 'th2')
        self.step = self.take_proof
        return [self.note('ready frame', self.seal(content))]

    def take_proof(self, data):
        message, content = self.open(data, 'host')
        if message['type'] != 'host':
            raise w.Refusal('unexpected', message['type'])
        self.accept(message, b'waxwing/1 host')
        self.add(content, 'th3')
        proof = self.note('guest content', self.proof('guest', b'waxwing/1 guest', 'PSS signature of the caller'))
        frame = self.note('guest frame', self.seal(proof))
        self.add(proof, 'th4')
        self.sending, self.receiving = self.epoch_one()
        self.step = self.take_record
        return [frame]

    def take_record(self, data):
        message, _ = self.open(data, 'host')
        if message['type'] == 'refresh':
            private = self.share('caller refresh X25519')
            up, self.down = self.refreshed_secrets(w.agree(private, message['share']))
            frame = self.note('refreshed frame', self.seal({'type': 'refreshed', 'share': raw(private)}))
            self.sending.start(up, self.sending.epoch + 1)
            return [frame]
        if message['type'] == 'refresh_end':
            self.receiving.start(self.down, self.receiving.epoch + 1)
            self.has_refreshed = True
            return []
        return self.take(message)


class Callee(DirectEnd):
    def __init__(self, parties, own, peer_digest, drawn=None):
        super().__init__(parties, own, peer_digest, drawn)
        self.step = self.take_hello

    def receive(self, data):
        return self.step(data)

    def take_hello(self, data):
        if data[4] != w.GUEST_HELLO:
            raise w.Refusal('unexpected')
        hello = w.decode_hello(w.GUEST_HELLO, data[5:])
        private, secret = self.share('callee X25519 private'), self.draw('S')
        dh = w.agree(private, hello['share'])
        ciphertext = self.drawn.get('OAEP ciphertext') or w.read_rsa(hello['key']).encrypt(secret, w.oaep())
        self.note('OAEP ciphertext', ciphertext)
        frame2 = self.note('frame 2', w.frame(w.HOST_HELLO, w.encode(
            {'share': raw(private), 'random': self.draw('callee random'), 'version': 1, 'secret': ciphertext})))
        self.receiving, self.sending = self.begin_transcript(data, frame2, secret, dh)
        self.step = self.take_ready
        return [frame2]

    def take_ready(self, data):
        message, content = self.open(data, 'guest')
        if message['type'] != 'ready':
            raise w.Refusal('unexpected', message['type'])
        self.add(content, 'th2')
        proof = self.note('host content', self.proof('host', b'waxwing/1 host', 'PSS signature of the callee'))
        self.add(proof, 'th3')
        self.step = self.take_guest
        return [self.note('host frame', self.seal(proof))]

    def take_guest(self, data):
        message, content = self.open(data, 'guest')
        if message['type'] != 'guest':
            raise w.Refusal('unexpected', message['type'])
        self.accept(message, b'waxwing/1 guest')
        self.add(content, 'th4')
        self.receiving, self.sending = self.epoch_one()
        self.step = self.take_record
        return [self.offer()]

    def offer(self):
        self.refresh_private = self.share('callee refresh X25519')
        return self.note('refresh frame', self.seal({'type': 'refresh', 'share': raw(self.refresh_private)}))

    def take_record(self, data):
        message, _ = self.open(data, 'guest')
        if message['type'] != 'refreshed':
            return self.take(message)
        up, down = self.refreshed_secrets(w.agree(self.refresh_private, message['share']))
        self.receiving.start(up, self.receiving.epoch + 1)
        frame = self.note('refresh_end frame', self.seal({'type': 'refresh_end'}))
        self.sending.start(down, self.sending.epoch + 1)
        self.has_refreshed = True
        return [frame]


def run(caller, callee, to_callee=None, to_caller=None):
    """Carries frames both ways until nothing moves; what is in between may be changed on its way."""
    waiting = [(callee, frame) for frame in caller.start()]
    while waiting:
        end, frame = waiting.pop(0)
        change = to_callee if end is callee else to_caller
        other = caller if end is callee else callee
        waiting += [(other, answer) for answer in end.receive(change(frame) if change else frame)]
