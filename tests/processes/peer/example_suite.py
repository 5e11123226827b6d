# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Does a reader of PROTOCOL.md come to the bytes of its worked example (12), and do guest and host agree?"""
import os
import re

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

import suite
import waxwing_peer
import waxwing_wire as w

ROOT = os.environ.get('WAXWING_SOURCE_DIR', os.path.join(os.path.dirname(__file__), '..', '..', '..'))
VECTORS = os.path.join(ROOT, 'tests', 'pure', 'crypto', 'vectors')


def read_example():
    text = open(os.path.join(ROOT, 'core', 'PROTOCOL.md'), encoding='utf-8').read()
    text = text.split('<!-- golden:begin -->')[1].split('<!-- golden:end -->')[0]
    found = re.findall(r'^    (\S.*?) += ([0-9a-f]+(?:\n {20,}[0-9a-f]+)*)$', text, re.M)
    return {name: bytes.fromhex(re.sub(r'\s', '', value)) for name, value in found}


def key(name):
    return serialization.load_der_private_key(open(os.path.join(VECTORS, name), 'rb').read(), None)


def share(private):
    return X25519PrivateKey.from_private_bytes(private)


def same(got, e, name):
    assert got == e[name], f'{name}: {got.hex()}'


def check_direction(direction, e, way):
    same(direction.secret, e, f'secret {way}, epoch {direction.epoch}')
    same(w.expand(direction.secret, 'waxwing/1 key'), e, f'key {way}, epoch {direction.epoch}')
    same(direction.iv, e, f'IV {way}, epoch {direction.epoch}')


@suite.case
def example_of_protocol_12():
    e = read_example()
    assert len(e) > 60, len(e)
    guest_key, host_key = key('onetime.p8'), key('host.p8')
    guest_share, host_share = share(e['guest X25519 private']), share(e['host X25519 private'])
    raw = lambda private: private.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    frame1 = w.frame(1, w.encode({'key': w.spki(guest_key), 'share': raw(guest_share), 'random': e['guest random'],
                                  'version': 1}))
    same(frame1, e, 'frame 1')
    frame2 = w.frame(2, w.encode({'share': raw(host_share), 'random': e['host random'], 'version': 1,
                                  'secret': e['OAEP ciphertext']}))
    same(frame2, e, 'frame 2')
    same(guest_key.decrypt(e['OAEP ciphertext'], w.oaep()), e, 'S')
    dh = w.agree(guest_share, raw(host_share))
    same(dh, e, 'dh')
    schedule = w.Schedule(frame1, frame2, e['S'], dh)
    same(schedule.th1, e, 'th1')
    same(schedule.root, e, 'root')
    up, down = [w.Direction(s) for s in schedule.handshake_secrets()]
    check_direction(up, e, 'g→h')
    check_direction(down, e, 'h→g')
    content = w.encode({'type': 'ready'})
    same(w.pad(content), e, 'ready plaintext')
    same(up.seal(content), e, 'ready frame')
    schedule.ready(content)
    same(schedule.th2, e, 'th2')
    der = w.spki(host_key)
    same(schedule.host_signs(der), e, 'what is signed')
    w.verify(host_key.public_key(), e['PSS signature'], schedule.host_signs(der))
    content = w.encode({'type': 'host', 'identity': der, 'signature': e['PSS signature']})
    same(content, e, 'host content')
    same(down.seal(content), e, 'host frame')
    schedule.host(content)
    same(schedule.th3, e, 'th3')
    same(schedule.master, e, 'master')
    same(schedule.exporter(), e, 'exporter')
    same(schedule.chain(), e, 'chain')
    up, down = [w.Direction(s, 1) for s in schedule.secrets()]
    check_direction(up, e, 'g→h')
    check_direction(down, e, 'h→g')
    room_of_the_example(e, schedule, up, down)


def room_of_the_example(e, schedule, up, down):
    lobby = w.decode_message(e['lobby content'], 'host')
    assert lobby == {'type': 'lobby', 'room': 'Example', 'features': [], 'registration': 'open'}, lobby
    same(down.seal(w.encode(lobby)), e, 'lobby frame')
    guest, host = share(e['guest refresh X25519']), share(e['host refresh X25519'])
    offer, answer = (w.decode_message(e[f'{n} content'], s) for n, s in (('refresh', 'host'), ('refreshed', 'guest')))
    same(down.seal(w.encode(offer)), e, 'refresh frame')
    same(up.seal(w.encode(answer)), e, 'refreshed frame')
    same(down.seal(w.encode({'type': 'refresh_end'})), e, 'refresh_end frame')
    dh = w.agree(guest, offer['share'])
    assert dh == w.agree(host, answer['share'])
    same(dh, e, 'refresh dh')
    to_host, to_guest, chain = w.refresh_secrets(schedule.chain(), dh, 'ada')
    same(chain, e, 'new chain')
    up.start(to_host, 2)
    down.start(to_guest, 2)
    check_direction(up, e, 'g→h')
    check_direction(down, e, 'h→g')
    assert w.decode_message(e['say content'], 'guest')['counter'] == 1
    same(up.seal(e['say content']), e, 'say frame')
    same(up.seal(w.encode({'type': 'update'})), e, 'update frame')
    up.update()
    check_direction(up, e, 'g→h')
    same(up.seal(w.encode({'type': 'close', 'code': 48})), e, 'close frame')


@suite.case
def python_guest_with_python_host():
    waxwing_peer.selftest()


if __name__ == '__main__':
    suite.main()
