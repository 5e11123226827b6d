# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""The worked example of a direct link in PROTOCOL.md, section 12: plays it, and with --write writes it anew."""
import os
import re
import sys

from cryptography.hazmat.primitives import serialization

import waxwing_direct as d
import waxwing_wire as w

ROOT = os.environ.get('WAXWING_SOURCE_DIR', os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', '..'))
DOCUMENT = os.path.join(ROOT, 'core', 'PROTOCOL.md')
BEGIN, END = '<!-- golden-direct:begin -->\n', '<!-- golden-direct:end -->'
NAMES = ('ada', 'Zoë')


def counting(first):
    return bytes(range(first, first + 32))


DRAWN = {
    'caller random': counting(0x10), 'callee random': counting(0x30), 'S': counting(0x50),
    # RFC 7748 §6.1: Alice calls, Bob is called.
    'caller X25519 private': bytes.fromhex('77076d0a7318a57d3c16c17251b26645df4c2f92ebc099dc6f27bb1d19e3ac2a'),
    'callee X25519 private': bytes.fromhex('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb'),
    'caller refresh X25519': counting(0x70), 'callee refresh X25519': counting(0x90),
}


def key(name):
    path = os.path.join(ROOT, 'tests', 'pure', 'crypto', 'vectors', name + '.p8')
    return serialization.load_der_private_key(open(path, 'rb').read(), None)


def section():
    return open(DOCUMENT, encoding='utf-8').read().split(BEGIN)[1].split(END)[0]


def read():
    found = re.findall(r'^    (\S.*?) += ([0-9a-f]+(?:\n {20,}[0-9a-f]+)*)$', section(), re.M)
    return {name: bytes.fromhex(re.sub(r'\s', '', value)) for name, value in found}


def play(recorded):
    """Both ends, what is random by itself taken from `recorded`; all that came out, by name, in its order."""
    drawn = dict(DRAWN, **{name: recorded[name] for name in recorded
                           if name == 'OAEP ciphertext' or name.startswith('PSS ')})
    ada, zoe = key('member'), key('callee')
    ders = [w.spki(k) for k in (ada, zoe)]
    parties = (w.sha256(w.spki(key('host'))),) + NAMES
    caller = d.Caller(parties, ada, w.sha256(ders[1]), key('onetime'), drawn)
    callee = d.Callee(parties, zoe, w.sha256(ders[0]), drawn)
    d.run(caller, callee)
    out = dict(caller.values)
    for name, value in callee.values.items():
        assert out.setdefault(name, value) == value, name
    greet = callee.seal({'type': 'told', 'counter': 0})
    caller.receive(greet)
    told = caller.seal({'type': 'told', 'counter': 0})
    callee.receive(told)
    tell, update = caller.tell(1, 'Hello, wörld', 1_700_000_000_000, update_after=1)
    for frame in (tell, update):
        callee.receive(frame)
    close = callee.seal({'type': 'close', 'code': 48})
    caller.receive(close)
    out.update({'told frame of the callee': greet, 'told frame of the caller': told, 'tell frame': tell,
                'update frame': update, 'secret g→h, epoch 3': caller.sending.secret, 'close frame': close,
                'comparison code': d.comparison_code(*ders).encode()})
    assert [m['type'] for m in callee.got] == ['told', 'tell'] and [m['type'] for m in caller.got] == ['told', 'close']
    return out


PARTS = [
    ('What is drawn. The RSA keys are `onetime.p8` (the caller\'s one-time key), `member.p8` (its identity) and `callee.p8` of '
     '`tests/pure/crypto/vectors`, PKCS #8.',
     ['caller random', 'caller X25519 private', 'callee random', 'callee X25519 private', 'S', 'OAEP ciphertext',
      'PSS signature of the callee', 'PSS signature of the caller', 'caller refresh X25519', 'callee refresh X25519']),
    ('The hellos, and what follows from them.', ['frame 1', 'frame 2', 'dh', 'context', 'th1', 'root']),
    ('The three records of epoch 0.',
     ['ready frame', 'th2', 'what is signed by host', 'host content', 'host frame', 'th3', 'what is signed by guest',
      'guest content', 'guest frame', 'th4', 'master', 'secret g→h, epoch 1', 'secret h→g, epoch 1', 'chain']),
    ('The first refresh, with both names.', ['refresh frame', 'refreshed frame', 'refresh_end frame', 'refresh dh', 'R',
                                             'new chain']),
    ('The first `told` of each, then a message with N = 1 and the key update behind it, then the callee leaves.',
     ['told frame of the callee', 'told frame of the caller', 'tell frame', 'update frame', 'secret g→h, epoch 3',
      'close frame']),
    ('The comparison code (16.6), in ASCII.', ['comparison code']),
]


def text_of(values):
    blocks = []
    for sentence, names in PARTS:
        lines = [sentence, '']
        for name in names:
            head = f'    {name:28} = '
            digits = values[name].hex()
            for at in range(0, len(digits), 80):
                lines.append(head + digits[at:at + 80])
                head = ' ' * len(head)
        blocks.append('\n'.join(lines) + '\n')
    return '\n'.join(blocks)


if __name__ == '__main__':
    if sys.argv[1:] != ['--write']:
        sys.exit('usage: direct_example.py --write')
    document = open(DOCUMENT, encoding='utf-8').read()
    before, rest = document.split(BEGIN)
    with open(DOCUMENT, 'w', encoding='utf-8') as out:
        out.write(before + BEGIN + text_of(play({})) + END + rest.split(END)[1])
