# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""An independent Waxwing guest and host, written from core/PROTOCOL.md alone.

Both are made of steps that a hostile test takes one by one, leaves out or repeats.
    waxwing_peer.py --selftest        plays the guest against the host
    waxwing_peer.py --host [PORT]     serves a room until it is interrupted
"""
import os
import queue
import socket
import sys
import threading
import time

import waxwing_wire as w
from waxwing_wire import CODES, Refusal


PATIENCE = 30 * float(os.environ.get('WAXWING_PACE', '1'))  # s: what is waited for comes at once, but the machine may be loaded


class Ended(Exception):
    """The other side ended the link: how is 'alert', 'close', 'eof', 'reset' or 'silence'."""

    def __init__(self, how, code=None, version=None):
        super().__init__(f'{how} {w.NAMES.get(code, code)}' + (f' {version}' if version is not None else ''))
        self.how, self.code, self.version = how, code, version
        self.name = w.NAMES.get(code)


class Refused(Exception):
    """The host answered `refused`."""

    def __init__(self, message):
        self.code, self.wait, self.left = message['code'], message.get('wait'), message.get('left')
        self.name = w.NAMES.get(self.code)
        super().__init__(f'refused: {self.name} wait={self.wait} left={self.left}')


class Link:
    """Frames and records over one socket. `me` is 'guest' or 'host'."""

    def __init__(self, sock, me):
        self.socket, self.me, self.you = sock, me, 'host' if me == 'guest' else 'guest'
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.limit = w.LOBBY_FRAME
        self.sending = self.receiving = None
        self.update_after = None
        self.lock = threading.RLock()
        self.unread = bytearray()  # of the frame that comes
        self.bytes_in = self.bytes_out = 0

    # -- frames

    def send_frame(self, data):
        self.bytes_out += len(data)
        self.socket.settimeout(PATIENCE)
        self.socket.sendall(data)

    def fill(self, size, deadline):
        """So much lies here, and never more; where it is cut short, what has come stays."""
        while len(self.unread) < size:
            left = deadline - time.monotonic()
            if left <= 0:
                raise Ended('silence')
            self.socket.settimeout(left)
            try:
                part = self.socket.recv(min(size - len(self.unread), 1 << 18))
            except (TimeoutError, socket.timeout):
                raise Ended('silence') from None
            except (ConnectionResetError, BrokenPipeError):
                raise Ended('reset') from None
            if not part:
                raise Ended('eof')
            self.unread += part
            self.bytes_in += len(part)

    def recv_frame(self, timeout=PATIENCE):
        """A whole frame; an alert ends the link."""
        deadline = time.monotonic() + timeout
        self.fill(4, deadline)
        size = int.from_bytes(self.unread[:4], 'big')
        if size > self.limit:
            raise Refusal('too large', str(size))
        if size == 0:
            raise Refusal('malformed', 'length 0')
        self.fill(4 + size, deadline)
        data, self.unread = bytes(self.unread), bytearray()
        if data[4] == w.ALERT and self.me == 'guest' and self.receiving is None:
            if size == 2 and data[5] != CODES['wrong version']:
                raise Ended('alert', data[5])
            if size == 4 and data[5] == CODES['wrong version']:
                raise Ended('alert', data[5], int.from_bytes(data[6:8], 'big'))
            raise Refusal('malformed', 'alert')
        return data

    # -- records

    def send(self, message, raw=None):
        """Seals and sends a message; `raw` is content of one's own. Updates keys behind the Nth talk message."""
        with self.lock:
            content = w.encode(message) if raw is None else raw
            self.send_frame(self.sending.seal(content))
            if message and message.get('type') in ('say', 'said') and self.update_after:
                self.sending.talk += 1
                if self.sending.talk >= self.update_after:
                    self.update()
            return content

    def update(self):
        with self.lock:
            self.send_frame(self.sending.seal(w.encode({'type': 'update'})))
            self.sending.update()

    def recv_content(self, timeout=PATIENCE):
        data = self.recv_frame(timeout)
        if data[4] != w.RECORD:
            raise Refusal('unexpected' if data[4] in (1, 2, 4) else 'malformed', f'frame {data[4]}')
        return self.receiving.open(data)

    def recv(self, timeout=PATIENCE):
        """The next message, `update` handled, `close` raised."""
        deadline = time.monotonic() + timeout
        while True:
            message = w.decode_message(self.recv_content(deadline - time.monotonic()), self.you)
            if message['type'] == 'update':
                self.receiving.update()
            elif message['type'] == 'close':
                raise Ended('close', message['code'])
            else:
                return message

    def close(self, code=None):
        """Says `close` where a code is given, and lingers as 9.3 says."""
        try:
            if code is not None:
                self.send({'type': 'close', 'code': CODES.get(code, code)})
            self.socket.shutdown(socket.SHUT_WR)
            self.socket.settimeout(1)
            while self.socket.recv(65536):
                pass
        except OSError:
            pass
        self.socket.close()

    def end(self, timeout=PATIENCE):
        """How the other side ended the link; what comes before is thrown away."""
        deadline = time.monotonic() + timeout
        try:
            while True:
                self.recv(deadline - time.monotonic())
        except Ended as ended:
            return ended


ONE_TIME = {'lock': threading.Lock()}


def one_time_key():
    """The same for every guest of this process: a guest of a test may, a real one must not (6.2)."""
    with ONE_TIME['lock']:
        if 'key' not in ONE_TIME:
            ONE_TIME['key'] = w.new_rsa()
        return ONE_TIME['key']


class Guest(Link):
    """A guest. Each method is one step of the order in PROTOCOL 1."""

    def __init__(self, address='127.0.0.1', port=12345, source=None, key=None):
        self.key = key or one_time_key()  # first: from the connection on a deadline of the host runs
        self.private, self.share = w.new_share()
        family = socket.AF_INET6 if ':' in address else socket.AF_INET
        sock = socket.socket(family, socket.SOCK_STREAM)
        if source:
            sock.bind((source, 0))
        sock.settimeout(PATIENCE)
        sock.connect((address, port))
        super().__init__(sock, 'guest')
        self.name = None
        self.counter = 0
        self.pending = None
        self.features, self.resumed = set(), None

    # -- handshake (6)

    def hello(self, **fields):
        value = {'key': w.spki(self.key), 'share': self.share, 'random': os.urandom(32), 'version': w.VERSION}
        value.update(fields)
        return {k: v for k, v in value.items() if v is not None}

    def send_hello(self, body=None, **fields):
        self.frame1 = w.frame(w.GUEST_HELLO, w.encode(self.hello(**fields)) if body is None else body)
        self.send_frame(self.frame1)

    def recv_hello(self, timeout=PATIENCE):
        self.frame2 = self.recv_frame(timeout)
        if self.frame2[4] != w.HOST_HELLO:
            raise Refusal('unexpected', 'frame 2')
        hello = w.decode_hello(w.HOST_HELLO, self.frame2[5:])
        try:
            secret = self.key.decrypt(hello['secret'], w.oaep())
        except ValueError:
            secret = b''
        if len(secret) != 32:
            raise Refusal('key transport failed')
        self.schedule = w.Schedule(self.frame1, self.frame2, secret, w.agree(self.private, hello['share']))
        sending, receiving = self.schedule.handshake_secrets()
        self.sending, self.receiving = w.Direction(sending), w.Direction(receiving)

    def send_ready(self):
        self.schedule.ready(self.send({'type': 'ready'}))

    def recv_host(self, timeout=PATIENCE):
        content = self.recv_content(timeout)
        message = w.decode_message(content, 'host')
        if message['type'] == 'close':
            raise Ended('close', message['code'])
        if message['type'] != 'host':
            raise Refusal('unexpected', message['type'])
        self.host_key = message['identity']
        w.verify(w.read_rsa(self.host_key), message['signature'], self.schedule.host_signs(self.host_key))
        self.fingerprint = w.fingerprint(self.host_key)
        self.schedule.host(content)
        sending, receiving = self.schedule.secrets()
        self.sending, self.receiving = w.Direction(sending, 1), w.Direction(receiving, 1)
        self.exporter, self.chain = self.schedule.exporter(), self.schedule.chain()

    def handshake(self):
        self.send_hello()
        self.recv_hello()
        self.send_ready()
        self.recv_host()
        self.lobby = self.expect('lobby')
        return self

    # -- lobby (7)

    def expect(self, *types, timeout=PATIENCE):
        message = self.recv(timeout)
        if message['type'] == 'refused' and 'refused' not in types:
            raise Refused(message)
        if message['type'] not in types:
            raise Refusal('unexpected', f"{message['type']}, not {types}")
        return message

    def ask(self, message, *answers):
        self.send(message)
        return self.expect(*answers)

    def check(self, name, **more):
        return self.ask({'type': 'check', 'name': name, **more}, 'checked')

    def registration(self, name, email, password, salt=None, **more):
        salt = salt or os.urandom(16)
        client, server = w.scram_keys(password, salt)
        return {'type': 'register', 'name': name, 'email': email, 'salt': salt, 'iterations': w.ITERATIONS,
                'stored_key': w.sha256(client), 'server_key': server, **more}

    def register(self, name, email, password, **more):
        return self.ask(self.registration(name, email, password, **more), 'registered')

    def client_first(self, name, nonce=None):
        self.bare = w.client_first_bare(name, nonce or w.new_nonce())
        return {'type': 'client_first', 'scram': w.GS2 + self.bare}

    def proof(self, server_first, password):
        """`client_final` without and with its proof; checks `server_first` first."""
        nonce, salt, iterations = w.scram_fields(server_first, 'rsi')
        mine = self.bare.split(',r=')[1]
        if not nonce.startswith(mine) or not w.is_nonce(nonce[len(mine):]):
            raise Refusal('malformed', 'nonce')
        if not 16 <= len(w.unb64(salt)) <= 64 or str(int(iterations)) != iterations:
            raise Refusal('malformed', 'salt or iterations')
        if not w.ITERATIONS <= int(iterations) <= 10_000_000:
            raise Refusal('malformed', 'iterations')
        client, server = w.scram_keys(password, w.unb64(salt), int(iterations))
        plain = w.client_final_without_proof(self.exporter, nonce)
        text = f'{self.bare},{server_first},{plain}'.encode()
        self.signature = w.b64(w.mac(server, text))
        return plain, plain + ',p=' + w.b64(w.xor(client, w.mac(w.sha256(client), text)))

    def login(self, name, password):
        first = self.ask(self.client_first(name), 'server_first')
        _, final = self.proof(first['scram'], password)
        self.final(final)
        return self.name

    def final(self, text):
        answer = self.ask({'type': 'client_final', 'scram': text}, 'server_final')
        if answer['scram'] != 'v=' + self.signature:
            self.close('not the host that knows you')
            raise Refusal('not the host that knows you')
        self.limit = w.ROOM_FRAME
        self.name = answer['name']

    def identity(self, key, device, **more):
        der = w.spki(key)
        value = {'type': 'identity', 'identity': der, 'device': device, 'features': [],
                 'signature': w.sign(key, w.member_signs(self.exporter, der, self.name))}
        value.update(more)
        return value

    def enter(self, key, device, resume=None, **more):
        """Identity, first refresh, welcome and roster; with the feature replay `resume` of these fields, too."""
        self.device = device
        self.send(self.identity(key, device, **more))
        if more.get('features'):
            self.features = set(more['features']) & set(self.lobby['features'])
        if 'replay' in self.features:
            self.send({'type': 'resume', **(resume or {})})
        self.welcome = self.expect('welcome')
        self.update_after = self.welcome['update_after']
        self.counter = self.welcome['counter']
        self.people = {}
        while True:
            page = self.expect('roster')
            for person in page['people']:
                if person['name'] in self.people:
                    raise Refusal('malformed', 'twice in the roster')
                self.people[person['name']] = person
            if page['last']:
                break
        mine = self.people.get(self.name)
        if not mine or device not in mine['devices']:
            raise Refusal('malformed', 'not in the roster')
        self.next = self.welcome['next']
        self.resumed = self.expect('resumed') if 'replay' in self.features else None
        return self

    # -- room (8)

    def recv(self, timeout=PATIENCE):
        """As a link's, refresh and ping handled."""
        deadline = time.monotonic() + timeout
        while True:
            message = super().recv(deadline - time.monotonic())
            if message['type'] == 'refresh':
                self.refresh(message)
            elif message['type'] == 'refresh_end':
                if self.pending is None:
                    raise Refusal('unexpected', 'refresh_end')
                self.receiving.start(self.pending, self.receiving.epoch + 1)
                self.pending = None
            elif message['type'] == 'ping':
                self.send({'type': 'pong'})
            else:
                return message

    def refresh(self, message):
        if self.pending is not None or self.name is None:
            raise Refusal('unexpected', 'refresh')
        private, share = w.new_share()
        sending, self.pending, self.chain = w.refresh_secrets(self.chain, w.agree(private, message['share']), self.name)
        with self.lock:
            self.send({'type': 'refreshed', 'share': share})
            self.sending.start(sending, self.sending.epoch + 1)

    def say(self, text):
        self.counter += 1
        self.send({'type': 'say', 'text': text, 'counter': self.counter})
        return self.counter

    def wait_for(self, kind, timeout=PATIENCE, **fields):
        """The next message of a kind with these values; others are passed over, `said` is acknowledged and checked."""
        deadline = time.monotonic() + timeout
        while True:
            message = self.recv(deadline - time.monotonic())
            if message['type'] == 'said':
                if message['number'] != self.next and not (self.resumed and message['number'] > self.next):
                    raise Refusal('unexpected', 'number')
                self.next = message['number'] + 1
                self.send({'type': 'received', 'number': message['number']})
            if message['type'] == kind and all(message.get(k) == v for k, v in fields.items()):
                return message


class Session(Link):
    """One guest at a host, step by step as well."""

    def __init__(self, sock, host):
        super().__init__(sock, 'host')
        self.host, self.account, self.binding = host, None, None
        self.shared = {}

    # -- handshake (6)

    def recv_hello(self, timeout=PATIENCE):
        self.frame1 = self.recv_frame(timeout)
        if self.frame1[4] != w.GUEST_HELLO:
            raise Refusal('unexpected', 'frame 1')
        self.guest_hello = w.decode_hello(w.GUEST_HELLO, self.frame1[5:])
        self.guest_key = w.read_rsa(self.guest_hello['key'])

    def hello(self, **fields):
        self.private, share = w.new_share()
        self.secret = os.urandom(32)
        value = {'share': share, 'random': os.urandom(32), 'version': w.VERSION,
                 'secret': self.guest_key.encrypt(self.secret, w.oaep())}
        value.update(fields)
        return {k: v for k, v in value.items() if v is not None}

    def send_hello(self, body=None, **fields):
        self.frame2 = w.frame(w.HOST_HELLO, w.encode(self.hello(**fields)) if body is None else body)
        self.send_frame(self.frame2)
        dh = w.agree(self.private, self.guest_hello['share'])
        self.schedule = w.Schedule(self.frame1, self.frame2, self.secret, dh)
        receiving, sending = self.schedule.handshake_secrets()
        self.sending, self.receiving = w.Direction(sending), w.Direction(receiving)

    def recv_ready(self, timeout=PATIENCE):
        content = self.recv_content(timeout)
        if w.decode_message(content, 'guest')['type'] != 'ready':
            raise Refusal('unexpected', 'not ready')
        self.schedule.ready(content)

    def host_message(self, key=None, **fields):
        key = key or self.host.key
        der = w.spki(key)
        value = {'type': 'host', 'identity': der, 'signature': w.sign(key, self.schedule.host_signs(der))}
        value.update(fields)
        return value

    def send_host(self, message=None):
        self.schedule.host(self.send(message or self.host_message()))
        receiving, sending = self.schedule.secrets()
        self.sending, self.receiving = w.Direction(sending, 1), w.Direction(receiving, 1)
        self.exporter, self.chain = self.schedule.exporter(), self.schedule.chain()

    def handshake(self):
        self.recv_hello()
        self.send_hello()
        self.recv_ready()
        self.send_host()
        return self

    # -- lobby (7)

    def send_lobby(self, **fields):
        self.send({'type': 'lobby', 'room': self.host.room, 'features': [], 'registration': 'open', **fields})

    def refuse(self, code, **more):
        self.send({'type': 'refused', 'code': CODES[code], **more})

    def lobby(self):
        """Answers questions until a login has succeeded."""
        while self.account is None:
            message = self.recv(30)
            answer = getattr(self, 'on_' + message['type'], None)
            if answer is None or not message['type'] in ('check', 'register', 'client_first'):
                raise Refusal('unexpected', message['type'])
            answer(message)

    def on_check(self, message):
        taken = w.fold(message['name']) in self.host.accounts
        self.send({'type': 'checked', 'verdict': 'taken' if taken else 'free'})

    def on_register(self, message):
        name = message['name']
        if w.fold(name) in self.host.accounts:
            return self.refuse('name taken')
        if message['iterations'] != w.ITERATIONS:
            return self.refuse('iterations refused')
        self.host.accounts[w.fold(name)] = dict(message)
        self.send({'type': 'registered'})

    def on_client_first(self, message):
        scram = message['scram']
        if not scram.startswith(w.GS2):
            raise Refusal('malformed', 'gs2')
        self.bare = scram[len(w.GS2):]
        name, nonce = w.scram_fields(self.bare, 'nr')
        if not w.is_nonce(nonce):
            raise Refusal('malformed', 'nonce')
        account = self.host.accounts.get(w.fold(name))
        if account is None:
            return self.refuse('name unknown', left=4)
        self.nonce = nonce + w.new_nonce()
        self.server_first = f"r={self.nonce},s={w.b64(account['salt'])},i={account['iterations']}"
        self.send({'type': 'server_first', 'scram': self.server_first})
        final = self.recv(30)
        if final['type'] != 'client_final':
            raise Refusal('unexpected', final['type'])
        self.on_final(final, account)

    def on_final(self, message, account):
        plain, _, proof = message['scram'].rpartition(',p=')
        if plain != w.client_final_without_proof(self.exporter, self.nonce):
            raise Refusal('malformed', 'binding or nonce')
        text = f'{self.bare},{self.server_first},{plain}'.encode()
        client = w.xor(w.unb64(proof), w.mac(account['stored_key'], text))
        if w.sha256(client) != account['stored_key']:
            return self.refuse('wrong password', left=4)
        self.server_signature = w.b64(w.mac(account['server_key'], text))
        self.account = account
        self.send_server_final()

    def send_server_final(self, **fields):
        self.send({'type': 'server_final', 'scram': 'v=' + self.server_signature, 'name': self.account['name'],
                   **fields})
        self.limit = w.ROOM_FRAME

    # -- identity and refresh (7.5, 5.5)

    def recv_identity(self):
        message = self.recv(30)
        if message['type'] != 'identity':
            raise Refusal('unexpected', message['type'])
        key = w.read_rsa(message['identity'])
        signs = w.member_signs(self.exporter, message['identity'], self.account['name'])
        w.verify(key, message['signature'], signs)
        self.device, self.identity = message['device'], w.sha256(message['identity'])

    def send_refresh(self):
        self.private, share = w.new_share()
        self.send({'type': 'refresh', 'share': share})

    def on_refreshed(self, message):
        dh = w.agree(self.private, message['share'])
        receiving, sending, self.chain = w.refresh_secrets(self.chain, dh, self.account['name'])
        self.receiving.start(receiving, self.receiving.epoch + 1)
        with self.lock:
            self.send({'type': 'refresh_end'})
            self.sending.start(sending, self.sending.epoch + 1)

    def recv_refreshed(self):
        message = self.recv(30)
        if message['type'] != 'refreshed':
            raise Refusal('unexpected', message['type'])
        self.on_refreshed(message)

    def person(self):
        return {'name': self.account['name'], 'role': 'member', 'devices': [self.device],
                'identities': [self.identity], 'new': [False]}

    def send_welcome(self, **fields):
        self.update_after = fields.get('update_after', self.host.update_after)
        self.send({'type': 'welcome', 'next': self.host.next, 'history': self.host.history, 'longest': 32768,
                   'counter': self.host.counters.get(self.device, 0), 'update_after': self.update_after, **fields})

    def send_roster(self, people=None, last=True):
        everyone = [s.person() for s in self.host.members] if people is None else people
        self.send({'type': 'roster', 'last': last, 'people': everyone})

    def admit(self):
        """From the guest's first question to its welcome."""
        self.send_lobby()
        self.lobby()
        self.recv_identity()
        self.send_refresh()
        self.recv_refreshed()
        self.host.admit(self)
        return self

    # -- room (8)

    def serve(self):
        self.handshake().admit()
        while True:
            self.handle(self.recv(70))

    def handle(self, message):
        kind = message['type']
        if kind == 'say':
            self.host.say(self, message)
        elif kind == 'received':
            self.host.received(self, message['number'])
        elif kind == 'ping':
            self.send({'type': 'pong'})
        elif kind == 'refreshed':
            self.on_refreshed(message)
        elif kind != 'pong':
            raise Refusal('unexpected', kind)


class Host:
    """A room. `script`, called with each session in a thread of its own, stands in for its honest course."""

    def __init__(self, room='A room in Python', script=None, key=None, update_after=5, port=0):
        self.room, self.script, self.update_after = room, script, update_after
        self.key = key or w.new_rsa()
        self.fingerprint = w.fingerprint(w.spki(self.key))
        self.accounts, self.counters, self.history, self.next = {}, {}, os.urandom(16), 1
        self.members, self.lock = [], threading.RLock()
        self.speakers = {}
        self.results = queue.Queue()
        self.listener = socket.create_server(('127.0.0.1', port))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                sock, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.run, args=(Session(sock, self),), daemon=True).start()

    def run(self, session):
        """What came of a session goes to `results`."""
        result = None
        try:
            result = (self.script or Session.serve)(session)
        except Exception as error:  # a test reads it
            result = error
            if isinstance(error, Refusal):
                self.say_why(session, error)
        finally:
            self.leave(session)
            session.socket.close()
            self.results.put(result)

    @staticmethod
    def say_why(session, error):
        if session.sending is not None:
            session.close(error.code)
            return
        code = CODES[error.code]
        try:
            session.send_frame(w.alert(code))
        except OSError:
            return
        session.close()

    def admit(self, session):
        with self.lock:
            for member in self.members:
                member.send({'type': 'joined', 'last': True, 'people': [session.person()]})
            self.members.append(session)
            session.send_welcome()
            session.send_roster()

    def leave(self, session):
        with self.lock:
            if session in self.members:
                self.members.remove(session)
                for member in self.members:
                    member.send({'type': 'left', 'name': session.account['name']})

    def say(self, session, message):
        with self.lock:
            if message['counter'] > self.counters.get(session.device, 0):
                self.counters[session.device] = message['counter']
                number, self.next = self.next, self.next + 1
                said = {'type': 'said', 'name': session.account['name'], 'text': message['text'],
                        'time': int(time.time() * 1000), 'device': session.device, 'number': number,
                        'counter': message['counter']}
                others = [m for m in self.members if m is not session]
                self.speakers[number] = [session, len(others), 0]
                for member in self.members:
                    member.send(said)
            session.send({'type': 'ack', 'counter': self.counters[session.device]})

    def received(self, session, number):
        with self.lock:
            for said in range(session.shared.get('received', 0) + 1, number + 1):
                speaker = self.speakers.get(said)
                if speaker and speaker[0] is not session and speaker[0] in self.members:
                    speaker[2] += 1
                    speaker[0].send({'type': 'delivered', 'number': said, 'count': speaker[2], 'of': speaker[1]})
            session.shared['received'] = number

    def close(self, code='room closed'):
        self.listener.close()
        with self.lock:
            members, self.members = self.members, []
        for member in members:
            member.close(code)


def selftest():
    """The guest against the host: a whole conversation, refusals, updates, a refresh in the middle."""
    host = Host(update_after=2)
    guests = []
    for name in ('stranger', 'another'):
        guest = Guest(port=host.port).handshake()
        assert guest.fingerprint == host.fingerprint
        assert guest.check(name)['verdict'] == 'free'
        guest.register(name, f'{name}@example.org', 'password of ' + name)
        assert guest.check(name)['verdict'] == 'taken'
        try:
            guest.login(name, 'not the password')
            raise AssertionError('a wrong password was taken')
        except Refused as refused:
            assert refused.name == 'wrong password', refused
        guest.login(name, 'password of ' + name)
        guests.append(guest.enter(w.new_rsa(), os.urandom(16)))
    one, two = guests
    one.wait_for('joined')
    for i in range(7):
        if i == 3:
            with host.lock:
                host.members[0].send_refresh()
        one.say(f'message {i} ' + 'x' * 5000 * i)
        said = two.wait_for('said', number=i + 1)
        assert said['text'].startswith(f'message {i}')
        one.wait_for('ack', counter=i + 1)
        one.wait_for('delivered', number=i + 1, count=1, of=1)
    assert one.sending.epoch >= 4 and two.receiving.epoch >= 4, (one.sending.epoch, two.receiving.epoch)
    two.close('left')
    one.wait_for('left', name='another')
    host.close()
    assert one.end().name == 'room closed'
    return f'guest and host agree; {one.bytes_out} B and {one.bytes_in} B'


if __name__ == '__main__':
    if '--host' in sys.argv:
        serving = Host(port=int(sys.argv[2]) if len(sys.argv) > 2 else 0)
        print(f'waxwing://127.0.0.1:{serving.port}/?key={serving.fingerprint}', flush=True)
        threading.Event().wait()
    else:
        print(selftest())
