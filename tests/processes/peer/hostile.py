# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Hostile bytes that both suites send: what is wrong with a frame, a map or a key, and by which code it is refused."""
import functools
import os

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

import waxwing_wire as w
from waxwing_wire import Raw, encode, frame

PING = encode({'type': 'ping'})


def pairs(*items):
    """A map as it stands, unsorted and unchecked: keys and values are encoded bytes."""
    return bytes([0xA0 | len(items) // 2]) + b''.join(items)


T, S = encode('type'), encode('ping')

# Content of a record that is refused as malformed wherever it comes (4).
CONTENTS = {
    'nothing': b'',
    'an integer': b'\x00',
    'an array': b'\x80',
    'two maps': PING + b'\xa0',
    'a trailing byte': PING + b'\x00',
    'a truncated map': PING[:-1],
    'a map of one without entries': b'\xa1',
    'an indefinite map': b'\xbf' + T + S + b'\xff',
    'an indefinite text': pairs(T, b'\x7f\x64ping\xff'),
    'a long form of a length': pairs(T, b'\x78\x04ping'),
    'a long form of a count': b'\xb8\x01' + T + S,
    'no type': b'\xa0',
    'a type that is a number': encode({'type': 3}),
    'a type that is not known': encode({'type': 'shout'}),
    'a field that is not known': encode({'type': 'ping', 'more': 1}),
    'a key twice': pairs(T, S, T, S),
    'keys badly sorted': pairs(T, encode('close'), encode('code'), b'\x18\x30'),
    'a key that is a number': pairs(b'\x01', b'\x01', T, S),
    'a missing field': encode({'type': 'close'}),
    'another CBOR type': encode({'type': 'close', 'code': '48'}),
    'a number over its range': encode({'type': 'close', 'code': 256}),
    'a negative number': encode({'type': 'close', 'code': -1}),
    'a float': pairs(encode('code'), b'\xf9\x52\x00', T, encode('close')),
    'a null': pairs(encode('code'), b'\xf6', T, encode('close')),
    'an undefined': pairs(encode('code'), b'\xf7', T, encode('close')),
    'a simple value': pairs(encode('code'), b'\xf8\xff', T, encode('close')),
    'a tag': pairs(encode('code'), b'\xc1\x18\x30', T, encode('close')),
    'a tag in front': b'\xd9\xd9\xf7' + PING,
    'an integer in a long form': pairs(encode('code'), b'\x19\x00\x30', T, encode('close')),
    'text that is not UTF-8': pairs(T, b'\x64pi\xffg'),
    'a surrogate in UTF-8': pairs(T, b'\x63\xed\xa0\x80'),
    'an overlong UTF-8': pairs(T, b'\x62\xc0\xaf'),
    'text beyond U+10FFFF': pairs(T, b'\x64\xf4\x90\x80\x80'),
    'a depth of 5': encode({'type': 'ping', 'more': [[[[1]]]]}),
    'a depth of 2,000': pairs(T, b'\x81' * 2000 + b'\x00'),
    'an array of 2^32 values': pairs(T, b'\x9a\xff\xff\xff\xff'),
    'a map of 2^64 - 1 entries': b'\xbb' + b'\xff' * 8,
    'bytes of length 2^63': pairs(T, b'\x5b\x80' + bytes(7)),
    'text of length 2^64 - 1': pairs(T, b'\x7b' + b'\xff' * 8),
    'a break alone': b'\xff',
    'reserved heads': b'\xbc' + bytes(8),
}

MALFORMED = 'malformed'


def sealed_plain(link, plaintext):
    return link.sending.seal(b'', plaintext=plaintext)


def flipped(data, place):
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1:]


def small(link):
    return link.sending.seal(PING)


def plain(content, size, last=0):
    data = len(content).to_bytes(4, 'big') + content
    return data.ljust(size - 1, b'\0') + bytes([last])


def another_key(link):
    other = w.Direction(os.urandom(32), link.sending.epoch)
    return other.seal(PING, epoch=link.sending.epoch, sequence=link.sending.sequence)


# Frames on a link that has keys: name → (link → bytes, code) (3, 5.3).
FRAMES = {
    'length 0': (lambda l: bytes(4), MALFORMED),
    'length of 4 GiB': (lambda l: b'\xff\xff\xff\xff', 'too large'),
    'length of 2 GiB': (lambda l: b'\x80\x00\x00\x00\x03', 'too large'),
    'frame type 0': (lambda l: frame(0, b'x' * 30), MALFORMED),
    'frame type 5': (lambda l: frame(5, b'x' * 30), MALFORMED),
    'frame type 255': (lambda l: frame(255, b''), MALFORMED),
    'frame type 1': (lambda l: frame(1, b'\xa0'), 'unexpected'),
    'frame type 2': (lambda l: frame(2, b'\xa0'), 'unexpected'),
    'an alert': (lambda l: w.alert(2), 'unexpected'),
    'a record without a body': (lambda l: frame(3, b''), 'record malformed'),
    'a record of length 28': (lambda l: frame(3, bytes(27)), 'record malformed'),
    'the epoch before': (lambda l: l.sending.seal(PING, epoch=(l.sending.epoch - 1) % 2**32), 'wrong epoch'),
    'the epoch after': (lambda l: l.sending.seal(PING, epoch=l.sending.epoch + 1), 'wrong epoch'),
    'the last epoch of all': (lambda l: l.sending.seal(PING, epoch=2**32 - 1), 'wrong epoch'),
    'a skipped sequence': (lambda l: l.sending.seal(PING, sequence=l.sending.sequence + 1), 'skipped'),
    'the last sequence of all': (lambda l: l.sending.seal(PING, sequence=2**64 - 1), 'skipped'),
    'a flipped bit of the ciphertext': (lambda l: flipped(small(l), 17), 'tampered'),
    'a flipped bit of the tag': (lambda l: flipped(small(l), -1 % 289), 'tampered'),
    'a record of zeros': (lambda l: small(l)[:17] + bytes(272), 'tampered'),
    'a record of another key': (another_key, 'tampered'),
    'a record without ciphertext': (lambda l: sealed_plain(l, b''), 'bad padding'),
    'plaintext of 255 B': (lambda l: sealed_plain(l, plain(PING, 255)), 'bad padding'),
    'plaintext longer than its padding': (lambda l: sealed_plain(l, plain(PING, 288)), 'bad padding'),
    'a last byte that is not zero': (lambda l: sealed_plain(l, plain(PING, 256, 1)), 'bad padding'),
    'a first byte that is not zero': (lambda l: sealed_plain(l, plain(PING + b'\x01', 256)[:3]
                                                             + bytes([len(PING)]) + plain(PING + b'\x01', 256)[4:]),
                                      'bad padding'),
    'content longer than the record': (lambda l: sealed_plain(l, b'\x00\x00\x00\xfd' + bytes(252)), 'bad padding'),
    'content of 4 GiB': (lambda l: sealed_plain(l, b'\xff' * 256), 'bad padding'),
}


def hostile_hellos(good):
    """Bodies of a hello, made from the fields of a good one: name → (body, code)."""
    def but(**fields):
        return encode({k: v for k, v in dict(good, **fields).items() if v is not None})

    def raw(name, value):
        return but(**{name: Raw(value)})

    keys = sorted(good, key=lambda k: (len(k), k))
    entries = [encode(k) + encode(good[k]) for k in keys]
    heads = bytes([0xA0 + len(keys)])
    nested = lambda n: b'\x81' * n + b'\x00'
    return {
        'nothing': (b'', MALFORMED),
        'no map': (b'\x83\x01\x02\x03', MALFORMED),
        'an empty map': (b'\xa0', MALFORMED),
        'version missing': (but(version=None), MALFORMED),
        'version negative': (but(version=-1), MALFORMED),
        'version a text': (but(version='1'), MALFORMED),
        'version a float': (raw('version', b'\xf9\x3c\x00'), MALFORMED),
        'version in a long form': (raw('version', b'\x18\x01'), MALFORMED),
        'version tagged': (raw('version', b'\xc1\x01'), MALFORMED),
        'random missing': (but(random=None), MALFORMED),
        'random of 31 B': (but(random=bytes(31)), MALFORMED),
        'share of 33 B': (but(share=bytes(33)), MALFORMED),
        'share a text': (but(share='x' * 32), MALFORMED),
        'share an array': (but(share=[1] * 32), MALFORMED),
        'share null': (raw('share', b'\xf6'), MALFORMED),
        'share indefinite': (raw('share', b'\x5f\x58\x20' + bytes(32) + b'\xff'), MALFORMED),
        'share of length 2^63': (raw('share', b'\x5b\x80' + bytes(7)), MALFORMED),
        'an array of 2^32': (raw('random', b'\x9a\xff\xff\xff\xff'), MALFORMED),
        'a field more': (but(zebra=1), MALFORMED),
        'a feature more, named like a later one': (but(features=[]), MALFORMED),
        'a depth of 17': (raw('random', nested(16)), MALFORMED),
        'a depth of 3,000': (raw('random', nested(3000)), MALFORMED),
        'trailing byte': (but() + b'\x00', MALFORMED),
        'truncated': (but()[:-1], MALFORMED),
        'keys badly sorted': (heads + b''.join(reversed(entries)), MALFORMED),
        'a key twice': (bytes([heads[0] + 1]) + entries[0] + b''.join(entries), MALFORMED),
        'an indefinite map': (b'\xbf' + b''.join(entries) + b'\xff', MALFORMED),
        'a key not UTF-8': (bytes([heads[0] + 1]) + b'\x62\xff\xfe\x00' + b''.join(entries), MALFORMED),
        'random data': (bytes(range(200, 256)) * 8, MALFORMED),
    }


@functools.cache
def odd_keys():
    """SPKI that no side takes: name → (DER, code) (6.2)."""
    good = rsa.generate_private_key(65537, 3072).public_key().public_numbers()
    der = w.spki(rsa.RSAPublicNumbers(65537, good.n).public_key())

    def numbers(n, e=65537):
        return w.spki(rsa.RSAPublicNumbers(e, n).public_key())

    number = lambda v: der_of(2, v.to_bytes(v.bit_length() // 8 + 1, 'big'))
    rsa_oid = bytes.fromhex('06092a864886f70d010101')
    pss_oid = bytes.fromhex('06092a864886f70d01010a')

    def made(n, e=65537, oid=rsa_oid, parameters=b'\x05\x00', unused=b'\x00', inside=b''):
        key = der_of(0x30, number(n) + number(e) + inside)
        return der_of(0x30, der_of(0x30, oid + parameters) + der_of(3, unused + key))

    assert made(good.n) == der
    negative = der_of(2, (good.n | 1 << 3071).to_bytes(384, 'big'))
    return {
        'nothing but a zero': (b'\x00', MALFORMED),
        'text': (b'ssh-rsa AAAAB3NzaC1yc2E', MALFORMED),
        '1,024 B of zeros': (bytes(1024), MALFORMED),
        'a truncated SPKI': (der[:-1], MALFORMED),
        'a byte behind the SPKI': (der + b'\x00', MALFORMED),
        'a length in a long form': (b'\x30\x83\x00' + der[2:], MALFORMED),
        'parameters absent': (made(good.n, parameters=b''), MALFORMED),
        'a modulus with a leading zero more': (der_with(der_of(2, b'\x00\x00' + good.n.to_bytes(384, 'big'))),
                                               MALFORMED),
        'PKCS #1 in place of SPKI': (der_of(0x30, number(good.n) + number(65537)), MALFORMED),
        'a third number': (made(good.n, inside=number(1)), MALFORMED),
        'RSA of 1024 bits': (w.spki(rsa.generate_private_key(65537, 1024)), 'weak key'),
        'RSA of 2048 bits': (w.spki(rsa.generate_private_key(65537, 2048)), 'weak key'),
        'RSA of 3071 bits': (numbers(good.n >> 1 | 1 | 1 << 3070), 'weak key'),
        'RSA of 3073 bits': (made(good.n | 1 << 3072), 'weak key'),
        'RSA of 4096 bits': (made(good.n << 1024 | 1), 'weak key'),
        'exponent 3': (made(good.n, 3), 'weak key'),
        'exponent 1': (made(good.n, 1), 'weak key'),
        'exponent 65539': (made(good.n, 65539), 'weak key'),
        'an exponent of 3072 bits': (made(good.n, good.n - 2), 'weak key'),
        'an even modulus': (made(good.n - 1), 'weak key'),
        'a modulus of zero': (made(0), MALFORMED),
        'a negative modulus': (der_with(negative), MALFORMED),
        'P-256': (w.spki(ec.generate_private_key(ec.SECP256R1())), 'weak key'),
        'Ed25519': (w.spki(ed25519.Ed25519PrivateKey.generate()), 'weak key'),
        'an RSASSA-PSS key': (made(good.n, oid=pss_oid, parameters=b''), 'weak key'),
    }


def der_of(tag, content):
    size = len(content)
    if size < 128:
        length = bytes([size])
    else:
        data = size.to_bytes((size.bit_length() + 7) // 8, 'big')
        length = bytes([0x80 | len(data)]) + data
    return bytes([tag]) + length + content


def der_with(modulus):
    """An SPKI around an INTEGER as it stands."""
    key = der_of(0x30, modulus + der_of(2, b'\x01\x00\x01'))
    algorithm = der_of(0x30, bytes.fromhex('06092a864886f70d0101010500'))
    return der_of(0x30, algorithm + der_of(3, b'\x00' + key))


# Points of small order (RFC 7748 §6.1, "Curve25519" of D. J. Bernstein): each gives 32 zero bytes.
PRIME = 2**255 - 19
SMALL_SHARES = {
    'all zero': bytes(32),
    'one': (1).to_bytes(32, 'little'),
    'order 8': bytes.fromhex('e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800'),
    'order 8, the other': bytes.fromhex('5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157'),
    'p - 1': (PRIME - 1).to_bytes(32, 'little'),
    'p': PRIME.to_bytes(32, 'little'),
    'p + 1': (PRIME + 1).to_bytes(32, 'little'),
    'zero with the highest bit': bytes(31) + b'\x80',
}
