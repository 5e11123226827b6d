# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Change of password and reset (7.7, 7.8) in Python, from PROTOCOL.md alone: both sides of the exchange."""
import os

import waxwing_wire as w
from waxwing_peer import Refused

FEATURES = ['password', 'reset']
GS2 = 'p=waxwing-change,,'


def binding(host_key, verifier):
    """What stands in the place of the exporter: the host and the new verifier."""
    data = b'waxwing/1 change\0' + w.sha256(host_key) + verifier['salt'] + verifier['stored_key']
    data += verifier['server_key'] + verifier['iterations'].to_bytes(4, 'big')
    return w.b64(GS2.encode() + w.sha256(data))


def new_verifier(password):
    salt = os.urandom(16)
    client, server = w.scram_keys(password, salt)
    return {'salt': salt, 'iterations': w.ITERATIONS, 'stored_key': w.sha256(client), 'server_key': server}


class Change:
    """One exchange of a guest that is in the room, step by step."""

    def __init__(self, guest, name=None):
        self.guest = guest
        self.bare = w.client_first_bare(name or guest.name, w.new_nonce())

    def first(self, gs2=GS2):
        return {'type': 'change_first', 'scram': gs2 + self.bare}

    def final(self, challenge, old, verifier, host_key=None, **altered):
        """`altered` takes the place of what the proof was made for."""
        nonce, salt, iterations = w.scram_fields(challenge['scram'], 'rsi')
        client, server = w.scram_keys(old, w.unb64(salt), int(iterations))
        plain = f'c={binding(host_key or self.guest.host_key, verifier)},r={nonce}'
        text = f"{self.bare},{challenge['scram']},{plain}".encode()
        self.signature = w.b64(w.mac(server, text))
        proof = w.b64(w.xor(client, w.mac(w.sha256(client), text)))
        return {'type': 'change_final', 'scram': f'{plain},p={proof}', **verifier, **altered}

    def run(self, old, new):
        """The whole of it; raises Refused as the host says."""
        challenge = answer(self.guest, self.first(), 'change_challenge')
        done = answer(self.guest, self.final(challenge, old, new_verifier(new)), 'changed')
        assert done['scram'] == 'v=' + self.signature, done
        return self


def answer(guest, message, kind):
    """Sends it; the answer to it, what the room says meanwhile passed over."""
    guest.send(message)
    while True:
        got = guest.recv(30)
        if got['type'] == 'refused':
            raise Refused(got)
        if got['type'] == kind:
            return got


def reset(guest, name, code, password, **altered):
    return guest.ask({'type': 'reset', 'name': name, 'code': code, **new_verifier(password), **altered}, 'reset_done')


class HostSide:
    """A host's half, for a session whose account stands; each step apart, so that it can be broken."""

    def __init__(self, session):
        self.session = session

    def challenge(self, message, **fields):
        assert message['scram'].startswith(GS2), message
        self.bare = message['scram'][len(GS2):]
        name, nonce = w.scram_fields(self.bare, 'nr')
        assert name == self.session.account['name'], name
        account = self.session.account
        self.nonce = nonce + w.new_nonce()
        self.text = f"r={self.nonce},s={w.b64(account['salt'])},i={account['iterations']}"
        self.session.send({'type': 'change_challenge', 'scram': self.text, **fields})

    def judge(self, message):
        """Whether the proof is right and for this verifier; then `v=` for the answer."""
        account, host_key = self.session.account, w.spki(self.session.host.key)
        plain, _, proof = message['scram'].rpartition(',p=')
        if plain != f'c={binding(host_key, message)},r={self.nonce}':
            raise w.Refusal('malformed', 'binding or nonce')
        text = f'{self.bare},{self.text},{plain}'.encode()
        client = w.xor(w.unb64(proof), w.mac(account['stored_key'], text))
        self.signature = 'v=' + w.b64(w.mac(account['server_key'], text))
        return w.sha256(client) == account['stored_key']
