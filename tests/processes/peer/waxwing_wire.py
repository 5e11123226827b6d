# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""The Waxwing protocol in Python, bytes and values: written from core/PROTOCOL.md alone, as a second opinion.

Nothing here opens a socket. Paragraphs in brackets are those of PROTOCOL.md.
"""
import base64
import functools
import hashlib
import hmac
import io
import os
import unicodedata

import cbor2
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = 1
GUEST_HELLO, HOST_HELLO, RECORD, ALERT = 1, 2, 3, 4  # frame types (3.1)
LOBBY_FRAME, ROOM_FRAME = 4096, 65565  # largest length (3.2)
ITERATIONS = 600_000
CHUNK = 61_376  # bytes of every chunk of a file but the last (8.11)
WINDOW = 32  # chunks that are sent and not told as taken, at most (8.11)

CODES = {  # 9.1
    'wrong version': 1, 'malformed': 2, 'too large': 3, 'unexpected': 4, 'weak key': 5, 'bad signature': 6,
    'key transport failed': 7, 'record malformed': 16, 'wrong epoch': 17, 'replayed': 18, 'skipped': 19, 'tampered': 20,
    'bad padding': 21, 'busy': 32, 'idle': 33, 'slow reader': 34, 'away': 35, 'internal': 36, 'left': 48,
    'room closed': 49, 'removed': 50, 'banned': 51, 'room full': 52, 'replaced': 53, 'too many devices': 54,
    'device taken': 55, 'too many tries': 56, 'not the host that knows you': 57, 'another key': 58, 'name taken': 64,
    'name looks like another': 65, 'name too short': 66, 'name too long': 67,
    'name has a character that is not allowed': 68, 'name mixes scripts': 69, 'name not in normal form': 70,
    'name unknown': 72, 'wrong password': 73, 'throttled': 74, 'registration closed': 75, 'invite missing': 76,
    'invite invalid': 77, 'e-mail invalid': 78, 'iterations refused': 79, 'accounts full': 80,
    'reset code invalid': 82, "host's own account": 83, 'too many reset codes': 84, 'not here': 96,
    'takes no calls': 97, 'too many calls': 98, 'calls crossed': 99, 'call declined': 100, 'another identity': 101,
    'file too large': 104, 'no place for files': 105, 'file unknown': 106, 'too many files': 107,
    'file cancelled': 108, 'file paused': 109,
}
NAMES = {number: name for name, number in CODES.items()}


class Refusal(Exception):
    """What this side refuses, with the name of its code (9.1)."""

    def __init__(self, code, detail=''):
        super().__init__(f'{code}: {detail}')
        self.code = code


# ---------------------------------------------------------------- CBOR (4)


def head(major, value):
    """The shortest head."""
    if value < 24:
        return bytes([major << 5 | value])
    for size, mark in ((1, 24), (2, 25), (4, 26), (8, 27)):
        if value < 1 << 8 * size:
            return bytes([major << 5 | mark]) + value.to_bytes(size, 'big')
    raise Refusal('malformed', 'integer')


class Raw(bytes):
    """Encoded CBOR that is put in as it stands: for what a good encoder would never say."""


def encode(value):
    """Deterministic CBOR of booleans, integers, texts, byte strings, arrays and maps."""
    if isinstance(value, Raw):
        return bytes(value)
    if value is False or value is True:
        return b'\xf5' if value else b'\xf4'
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        data = value.encode('utf-8', 'surrogatepass')
        return head(3, len(data)) + data
    if isinstance(value, (list, tuple)):
        return head(4, len(value)) + b''.join(encode(v) for v in value)
    if isinstance(value, dict):
        pairs = sorted(((encode(k), encode(v)) for k, v in value.items()), key=lambda p: (len(p[0]), p[0]))
        return head(5, len(pairs)) + b''.join(k + v for k, v in pairs)
    raise Refusal('malformed', f'type {type(value).__name__}')


def decode(data):
    """One map in deterministic CBOR and nothing behind it."""
    stream = io.BytesIO(data)
    try:
        value = cbor2.load(stream)
    except Exception as error:  # cbor2 raises whatever its bytes lead to
        raise Refusal('malformed', repr(error)) from None
    if not isinstance(value, dict) or stream.read(1):
        raise Refusal('malformed', 'not one map')
    if encode(value) != data:
        raise Refusal('malformed', 'not deterministic')
    return value


# ---------------------------------------------------------------- field tables (11)

U63 = 2**63 - 1


def u(low, high):
    return lambda v: isinstance(v, int) and not isinstance(v, bool) and low <= v <= high


def b(low, high=None):
    return lambda v: isinstance(v, bytes) and low <= len(v) <= (high or low)


def t(low, high):
    return lambda v: isinstance(v, str) and low <= len(v.encode()) <= high


def word(*words):
    return lambda v: isinstance(v, str) and v in words


def boolean(v):
    return isinstance(v, bool)


def array(low, high, item):
    return lambda v: isinstance(v, list) and low <= len(v) <= high and all(item(i) for i in v)


def features(v):
    names = [n.encode() for n in v] if isinstance(v, list) and all(isinstance(n, str) for n in v) else [b'\n']
    good = all(1 <= len(n) <= 32 and all(0x20 <= c <= 0x7E for c in n) for n in names)
    return len(names) <= 32 and good and names == sorted(set(names))


def person(v):
    return (isinstance(v, dict) and fits(v, PERSON)
            and len(v['new']) == len(v['devices']) == len(v['identities'])
            and len(set(v['devices'])) == len(v['devices']))


def fits(value, fields):
    needed = {name for name in fields if not name.endswith('?')}
    known = {name.rstrip('?'): rule for name, rule in fields.items()}
    return needed <= set(value) <= set(known) and all(known[name](v) for name, v in value.items())


PERSON = {'new': array(1, 4, boolean), 'name': t(1, 128), 'role': word('member', 'host'),
          'devices': array(1, 4, b(16)), 'identities': array(1, 4, b(32))}
HELLOS = {
    GUEST_HELLO: {'key': b(1, 1024), 'share': b(32), 'random': b(32), 'version': u(1, 1)},
    HOST_HELLO: {'share': b(32), 'random': b(32), 'secret': b(384), 'version': u(1, 1)},
}
BOTH, FROM_GUEST, FROM_HOST = 'both', 'guest', 'host'
ACT = word('reply', 'edit', 'erase')
TOGETHER = {'say': ('act', 'target'), 'said': ('act', 'target'), 'resume': ('after', 'history')}  # both or none
OF_A_FILE = ('file', 'file_name', 'size', 'digest')  # of `said`: all of them or none
MESSAGES = {
    'ready': (FROM_GUEST, {}),
    'host': (FROM_HOST, {'identity': b(1, 1024), 'signature': b(384)}),
    'lobby': (FROM_HOST, {'room': t(1, 63), 'features': features, 'registration': word('open', 'invite', 'closed')}),
    'check': (FROM_GUEST, {'name': t(0, 1024), 'invite?': t(0, 1024)}),
    'checked': (FROM_HOST, {'code?': u(0, 255), 'verdict': word('free', 'taken', 'not allowed')}),
    'register': (FROM_GUEST, {'name': t(0, 1024), 'salt': b(16), 'email': t(0, 1024), 'invite?': t(0, 1024),
                              'iterations': u(0, U63), 'server_key': b(32), 'stored_key': b(32)}),
    'registered': (FROM_HOST, {}),
    'client_first': (FROM_GUEST, {'scram': t(1, 2048)}),
    'server_first': (FROM_HOST, {'scram': t(1, 2048)}),
    'client_final': (FROM_GUEST, {'scram': t(1, 2048)}),
    'server_final': (FROM_HOST, {'name': t(1, 128), 'scram': t(1, 2048)}),
    'refused': (FROM_HOST, {'code': u(0, 255), 'left?': u(0, 1000), 'wait?': u(0, 86400)}),
    'identity': (FROM_GUEST, {'device': b(16), 'features': features, 'identity': b(1, 1024), 'signature': b(384)}),
    'update': (BOTH, {}),
    'refresh': (FROM_HOST, {'share': b(32)}),
    'refreshed': (FROM_GUEST, {'share': b(32)}),
    'refresh_end': (FROM_HOST, {}),
    'welcome': (FROM_HOST, {'next': u(1, U63), 'counter': u(0, U63), 'history': b(16), 'longest': u(1, 32768),
                            'update_after': u(1, 1000)}),
    'roster': (FROM_HOST, {'last': boolean, 'people': array(1, 200, person)}),
    'joined': (FROM_HOST, {'last': boolean, 'people': array(1, 200, person)}),
    'left': (FROM_HOST, {'name': t(1, 128)}),
    'say': (FROM_GUEST, {'act?': ACT, 'file?': b(16), 'text': t(1, 32768), 'target?': u(1, U63), 'counter': u(0, U63)}),
    'said': (FROM_HOST, {'act?': ACT, 'file?': b(16), 'name': t(1, 128), 'size?': u(0, U63), 'text': t(1, 32768),
                         'time': u(0, U63), 'device': b(16), 'digest?': b(32), 'number': u(1, U63),
                         'target?': u(1, U63), 'counter': u(1, U63), 'file_name?': t(1, 255)}),
    'ack': (FROM_HOST, {'counter': u(0, U63)}),
    'received': (FROM_GUEST, {'number': u(1, U63)}),
    'delivered': (FROM_HOST, {'of': u(1, U63), 'count': u(1, U63), 'number': u(1, U63)}),
    'ping': (BOTH, {}),
    'pong': (BOTH, {}),
    'key_log': (FROM_GUEST, {'running': boolean}),
    'key_logged': (FROM_HOST, {'name?': t(1, 128), 'running': boolean}),
    'resume': (FROM_GUEST, {'after?': u(0, U63), 'history?': b(16)}),
    'resumed': (FROM_HOST, {'count': u(0, U63), 'complete': boolean}),
    'writing': (FROM_GUEST, {'active': boolean}),
    'writes': (FROM_HOST, {'name': t(1, 128), 'active': boolean}),
    'read': (FROM_GUEST, {'number': u(1, U63)}),
    'seen': (FROM_HOST, {'of': u(1, U63), 'count': u(1, U63), 'number': u(1, U63)}),
    'change_first': (FROM_GUEST, {'scram': t(1, 2048)}),
    'change_challenge': (FROM_HOST, {'scram': t(1, 2048)}),
    'change_final': (FROM_GUEST, {'salt': b(16), 'scram': t(1, 2048), 'iterations': u(0, U63), 'server_key': b(32),
                                  'stored_key': b(32)}),
    'changed': (FROM_HOST, {'scram': t(1, 2048)}),
    'reset': (FROM_GUEST, {'code': t(0, 1024), 'name': t(0, 1024), 'salt': b(16), 'iterations': u(0, U63),
                           'server_key': b(32), 'stored_key': b(32)}),
    'reset_done': (FROM_HOST, {}),
    'file_limits': (FROM_HOST, {'room': u(0, U63), 'largest': u(0, U63)}),
    'put': (FROM_GUEST, {'file': b(16), 'name': t(1, 255), 'size': u(0, U63)}),
    'put_from': (FROM_HOST, {'file': b(16), 'offset': u(0, U63)}),
    'chunk': (BOTH, {'file': b(16), 'bytes': b(1, CHUNK), 'offset': u(0, U63)}),
    'took': (BOTH, {'file': b(16), 'offset': u(1, U63)}),
    'put_end': (FROM_GUEST, {'file': b(16), 'digest': b(32)}),
    'kept': (FROM_HOST, {'file': b(16)}),
    'file_refused': (FROM_HOST, {'code': u(0, 255), 'file': b(16)}),
    'get': (FROM_GUEST, {'file': b(16), 'offset': u(0, U63)}),
    'sent': (FROM_HOST, {'file': b(16)}),
    'stop': (FROM_GUEST, {'code': u(0, 255), 'file': b(16)}),
    'close': (BOTH, {'code': u(0, 255)}),
}


def decode_message(content, sender, either=()):
    """A message that `sender` ('guest' or 'host') may send, or both where its type is one of `either`."""
    value = decode(content)
    name = value.pop('type', None)
    who, fields = MESSAGES.get(name, (None, {})) if isinstance(name, str) else (None, {})
    if who is None or not fits(value, fields) or len({field in value for field in TOGETHER.get(name, ())}) == 2:
        raise Refusal('malformed', f'{name} {list(value)}')
    is_part = name in ('said', 'tell') and len({field in value for field in OF_A_FILE}) == 2
    if is_part or 'act' in value and 'file' in value:
        raise Refusal('malformed', f'{name} {list(value)}')
    if who not in (BOTH, sender) and name not in either:
        raise Refusal('unexpected', name)
    return dict(value, type=name)


def decode_hello(kind, body):
    value = decode(body)
    if not fits(value, HELLOS[kind]):
        raise Refusal('malformed', 'hello')
    return value


# ---------------------------------------------------------------- primitives (2)


def sha256(data):
    return hashlib.sha256(data).digest()


def mac(key, data):
    return hmac.digest(key, data, 'sha256')


def extract(salt, ikm):
    return mac(salt, ikm)


def expand(prk, label, length=32):
    """One block is enough: nothing here is longer than 32 B."""
    return mac(prk, label.encode() + b'\x01')[:length]


def oaep():
    return padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)


def pss(salt=32):
    return padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=salt)


def new_rsa(bits=3072, exponent=65537):
    return rsa.generate_private_key(exponent, bits)


def spki(key):
    public = key.public_key() if hasattr(key, 'public_key') else key
    return public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def read_rsa(der):
    """A public key as 6.2 wants it."""
    try:
        key = serialization.load_der_public_key(der)
        same = spki(key) == der
    except Exception as error:
        raise Refusal('malformed', repr(error)) from None
    if not same:
        raise Refusal('malformed', 'SPKI')
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size != 3072:
        raise Refusal('weak key', 'kind or size')
    numbers = key.public_numbers()
    if numbers.e != 65537 or numbers.n % 2 == 0:
        raise Refusal('weak key', 'exponent or modulus')
    return key


def sign(key, data, salt=32):
    return key.sign(data, pss(salt), hashes.SHA256())


def verify(key, signature, data):
    try:
        key.verify(signature, data, pss(), hashes.SHA256())
    except InvalidSignature:
        raise Refusal('bad signature') from None


def new_share():
    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return private, public


def agree(private, share):
    try:
        return private.exchange(X25519PublicKey.from_public_bytes(share))
    except ValueError:
        raise Refusal('weak key', 'X25519') from None


def fingerprint(der):
    """6.6: 160 bits, 32 characters, in groups of four."""
    text = base64.b32encode(sha256(der)[:20]).decode()
    return '-'.join(text[i:i + 4] for i in range(0, 32, 4))


# ---------------------------------------------------------------- frames and records (3, 5)


def frame(kind, body):
    return (1 + len(body)).to_bytes(4, 'big') + bytes([kind]) + body


def alert(code, version=None):
    return frame(ALERT, bytes([code]) + (b'' if version is None else version.to_bytes(2, 'big')))


def padded_size(content_size):
    n = 4 + content_size
    step = max(32, 1 << max(0, n.bit_length() - 5))
    return max(256, -(-n // step) * step)


def pad(content):
    return (len(content).to_bytes(4, 'big') + content).ljust(padded_size(len(content)), b'\0')


def unpad(plaintext):
    size = int.from_bytes(plaintext[:4], 'big')
    if len(plaintext) < 256 or size > len(plaintext) - 4 or padded_size(size) != len(plaintext):
        raise Refusal('bad padding', 'size')
    if any(plaintext[4 + size:]):
        raise Refusal('bad padding', 'bytes')
    return plaintext[4:4 + size]


class Direction:
    """Keys and counts of one direction (5.1, 5.4)."""

    def __init__(self, secret, epoch=0):
        self.talk = 0
        self.start(secret, epoch)

    def start(self, secret, epoch):
        self.secret, self.epoch, self.sequence, self.talk = secret, epoch, 0, 0
        self.cipher = AESGCM(expand(secret, 'waxwing/1 key'))
        self.iv = expand(secret, 'waxwing/1 iv', 12)

    def update(self):
        self.start(expand(self.secret, 'waxwing/1 next'), self.epoch + 1)

    def nonce(self, sequence):
        return bytes(x ^ y for x, y in zip(self.iv, sequence.to_bytes(12, 'big')))

    def seal(self, content, plaintext=None, epoch=None, sequence=None):
        """A whole frame. A plaintext, epoch or sequence of one's own makes a hostile one, and counts nothing."""
        own = epoch is None and sequence is None
        epoch = self.epoch if epoch is None else epoch
        sequence = self.sequence if sequence is None else sequence
        plain = pad(content) if plaintext is None else plaintext
        header = ((29 + len(plain)).to_bytes(4, 'big') + bytes([RECORD]) + epoch.to_bytes(4, 'big')
                  + sequence.to_bytes(8, 'big'))
        if own:
            self.sequence += 1
        return header + self.cipher.encrypt(self.nonce(sequence), plain, header)

    def open(self, data):
        """The content of a whole frame; the checks of 5.3 in their order."""
        if int.from_bytes(data[:4], 'big') < 29:
            raise Refusal('record malformed')
        if int.from_bytes(data[5:9], 'big') != self.epoch:
            raise Refusal('wrong epoch')
        sequence = int.from_bytes(data[9:17], 'big')
        if sequence != self.sequence:
            raise Refusal('replayed' if sequence < self.sequence else 'skipped')
        try:
            plain = self.cipher.decrypt(self.nonce(sequence), data[17:], data[:17])
        except InvalidTag:
            raise Refusal('tampered') from None
        self.sequence += 1
        return unpad(plain)


# ---------------------------------------------------------------- key schedule (6.4, 5.5)


class Schedule:
    """Everything between the hellos and epoch 1."""

    def __init__(self, frame1, frame2, secret, dh):
        self.th1 = sha256(b'waxwing/1 room\0' + frame1 + frame2)
        self.root = extract(self.th1, secret + dh)
        self.th2 = self.th3 = self.master = None

    def handshake_secrets(self):
        """Of epoch 0: guest to host, host to guest."""
        return expand(self.root, 'waxwing/1 handshake g2h'), expand(self.root, 'waxwing/1 handshake h2g')

    def ready(self, content):
        self.th2 = sha256(self.th1 + content)

    def host(self, content):
        self.th3 = sha256(self.th2 + content)
        self.master = extract(self.th3, self.root)

    def host_signs(self, der):
        return b'waxwing/1 host\0' + self.th2 + sha256(der)

    def secrets(self):
        return expand(self.master, 'waxwing/1 g2h'), expand(self.master, 'waxwing/1 h2g')

    def exporter(self):
        return expand(self.master, 'waxwing/1 exporter')

    def chain(self):
        return expand(self.master, 'waxwing/1 chain')


def refresh_secrets(chain, dh, name):
    """Guest to host, host to guest, the next chain."""
    r = extract(chain, dh + sha256(name.encode()))
    return expand(r, 'waxwing/1 g2h'), expand(r, 'waxwing/1 h2g'), expand(r, 'waxwing/1 chain')


def member_signs(exporter, der, name):
    return b'waxwing/1 member\0' + exporter + sha256(der) + name.encode()


# ---------------------------------------------------------------- SCRAM (7.4)

GS2 = 'p=waxwing-exporter,,'


def b64(data):
    return base64.b64encode(data).decode()


def unb64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Refusal('malformed', 'base64') from None
    if b64(data) != text:
        raise Refusal('malformed', 'base64')
    return data


def prepare_password(text):
    spaced = ''.join(' ' if unicodedata.category(c) == 'Zs' else c for c in text)
    return unicodedata.normalize('NFC', spaced).encode()


@functools.lru_cache(maxsize=256)
def scram_keys(password, salt, iterations=ITERATIONS):
    """ClientKey and ServerKey."""
    salted = hashlib.pbkdf2_hmac('sha256', prepare_password(password), salt, iterations, 32)
    return mac(salted, b'Client Key'), mac(salted, b'Server Key')


def scram_fields(text, names):
    """The values of `a=…,b=…` in exactly this order."""
    parts = text.split(',')
    if len(parts) != len(names) or any(not p.startswith(n + '=') for p, n in zip(parts, names)):
        raise Refusal('malformed', 'scram')
    return [p[2:] for p in parts]


def is_nonce(text):
    return 1 <= len(text) <= 128 and all(0x21 <= ord(c) <= 0x7E and c != ',' for c in text)


def client_first_bare(name, nonce):
    return f'n={name},r={nonce}'


def client_final_without_proof(exporter, nonce):
    return f'c={b64(GS2.encode() + exporter)},r={nonce}'


def xor(one, other):
    return bytes(x ^ y for x, y in zip(one, other))


def new_nonce():
    return b64(os.urandom(18))


def fold(name):
    """Near enough to NFKC_Casefold for the names of a test."""
    return unicodedata.normalize('NFKC', unicodedata.normalize('NFKC', name).casefold())
