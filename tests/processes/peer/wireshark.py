# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Runs tshark with the dissector, and makes links whose keys are known, for captures by hand."""
import io
import os
import pwd
import random
import re
import shlex
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree

import suite
import waxwing_wire as w
from pcapng import GUEST, HOST, Capture, Stream
from program import SLOW
from suite import Skip

ROOT = os.environ.get('WAXWING_SOURCE_DIR', os.path.join(os.path.dirname(__file__), '..', '..', '..'))
DISSECTOR = os.path.join(ROOT, 'resources', 'wireshark', 'waxwing.lua')
COLUMNS = 'gui.column.format:"No.","%m","Protocol","%p","Info","%i"'


class Packet:
    """What tshark told of one packet: a dictionary of fields for each part of it that is Waxwing's."""

    def __init__(self, number, source):
        self.number, self.source, self.frames = number, source, []


class Fields(dict):
    """name → [(shown, bytes)], in the order of the bytes."""

    def shown(self, name):
        return [shown for shown, _ in self.get('waxwing.' + name, [])]

    def bytes(self, name):
        return [data for _, data in self.get('waxwing.' + name, [])]

    def one(self, name):
        found = self.shown(name)
        assert len(found) == 1, (name, found, list(self))
        return found[0]

    def experts(self):
        return {name.split('.')[1] for name in self if name.split('.')[-1] in EXPERTS and name.count('.') == 1}


EXPERTS = {'malformed', 'too_large', 'unexpected', 'record_malformed', 'wrong_epoch', 'replayed', 'skipped', 'tampered',
           'bad_padding', 'no_key', 'beginning_missing'}


def collect(element, fields):
    for child in element:
        name = child.get('name', '')
        if name.startswith('waxwing.'):
            fields.setdefault(name, []).append((child.get('show', ''), bytes.fromhex(child.get('value') or '')))
        elif name == 'cbor':
            fields.setdefault(name, [])
        collect(child, fields)


class Tshark:
    """The tshark of WAXWING_TSHARK (a command, perhaps with arguments) or of PATH."""

    def __init__(self):
        self.command = shlex.split(os.environ.get('WAXWING_TSHARK', '')) or [shutil.which('tshark')]
        if self.command[0] is None:
            raise Skip('NOT TESTED: tshark is not installed (apt install tshark)')
        self.identity, self.folder = {}, suite.folder('tshark')
        os.chmod(suite.FOLDER, 0o755)
        self.script = os.path.join(self.folder, 'waxwing.lua')
        shutil.copyfile(DISSECTOR, self.script)
        self.find_user()

    def find_user(self):
        """Newer ones ignore Lua, without a word, for root."""
        empty = Capture().write(os.path.join(self.folder, 'empty.pcapng'))
        nobody = {'user': 'nobody', 'group': pwd.getpwnam('nobody').pw_gid, 'extra_groups': []}
        for self.identity in ({}, nobody):
            done = self.start('-X', 'lua_script:' + self.script, '-Y', 'waxwing', '-r', empty)
            if done.returncode == 0:
                break
            if os.geteuid() != 0:
                raise Skip(f'NOT TESTED: this tshark runs no Lua: {done.stderr[-300:]}')
        else:
            raise Skip(f'NOT TESTED: this tshark runs no Lua: {done.stderr[-300:]}')
        version = self.start('--version').stdout
        self.version = re.search(r'\d+\.\d+\.\d+', version)[0]

    def environment(self):
        """Nobody's own preferences and plugins."""
        return dict(os.environ, HOME=self.folder, XDG_CONFIG_HOME=self.folder, LC_ALL='C.UTF-8')

    def start(self, *arguments, timeout=60, **more):
        return subprocess.run([*self.command, *arguments], capture_output=True, text=True, env=self.environment(),
                              timeout=timeout * SLOW, errors='replace', **self.identity, **more)

    def run(self, path, *arguments, keylog=None, timeout=60, **more):
        """What it prints; everything that hints at a fault of the dissector fails."""
        options = ['-o', 'waxwing.keylog:' + keylog] if keylog else []
        done = self.start('-X', 'lua_script:' + self.script, *options, '-r', path, *arguments, timeout=timeout, **more)
        assert done.returncode == 0, (done.returncode, done.stderr[-600:])
        for text in (done.stdout, done.stderr):
            for fault in ('Lua Error', 'Lua:', 'gave up', 'Dissector bug', 'dissector_bug', 'stack traceback'):
                assert fault not in text, text[max(0, text.index(fault) - 300):][:900]
        return done.stdout

    def packets(self, path, *arguments, **more):
        """The packets that hold frames."""
        out = self.run(path, '-Y', 'waxwing', '-T', 'pdml', *arguments, **more)
        out = re.sub('[\0-\x08\x0b\x0c\x0e-\x1f]', '\ufffd', out)  # older ones print what XML has no place for
        found = []
        for _, packet in ElementTree.iterparse(io.StringIO(out)):
            if packet.tag != 'packet':
                continue
            numbers = {f.get('name'): f.get('show') for f in packet.iter('field')
                       if f.get('name') in ('num', 'tcp.srcport')}
            one = Packet(int(numbers['num']), int(numbers['tcp.srcport']))
            for layer in packet.findall('proto'):
                if layer.get('name') == 'waxwing':
                    one.frames.append(Fields())
                    collect(layer, one.frames[-1])
            found.append(one)
            packet.clear()
        return found

    def frames(self, path, *arguments, **more):
        """All frames, in order."""
        return [frame for packet in self.packets(path, *arguments, **more) for frame in packet.frames]

    def lines(self, path, *arguments, **more):
        """(protocol, information) of each packet with frames, as the packet list shows them."""
        out = self.run(path, '-Y', 'waxwing', '-o', COLUMNS, *arguments, **more)
        return [re.match(r'\s*\d+\s+(\S+)\s+(.*)', line).groups() for line in out.splitlines()]


class LoggedDirection(w.Direction):
    """Remembers its keys and what it sealed and opened."""

    def start(self, secret, epoch=0):
        super().start(secret, epoch)
        self.__dict__.setdefault('keys', []).append((epoch, w.expand(secret, 'waxwing/1 key'), self.iv))
        self.__dict__.setdefault('records', [])

    def seal(self, content, *arguments, **fields):
        place = self.epoch, self.sequence
        data = super().seal(content, *arguments, **fields)
        self.records.append((*place, content, data))
        return data

    def open(self, data):
        place = self.epoch, self.sequence
        content = super().open(data)
        self.records.append((*place, content, data))
        return content


def key_lines(random_bytes, way, direction):
    return [f'WAXWING_1 {random_bytes.hex()} {way} {epoch} {key.hex()} {iv.hex()}' for epoch, key, iv in direction.keys]


class SealedLink:
    """Both ends of a link from fixed randomness, without its public-key arithmetic: what a key log opens."""

    def __init__(self, capture=None, seed=1, **options):
        self.chance = random.Random(seed)
        self.capture = capture or Capture()
        self.stream = Stream(self.capture, **options)
        self.random = self.chance.randbytes(32)
        self.directions = {way: LoggedDirection(self.chance.randbytes(32)) for way in (GUEST, HOST)}
        self.sent = []

    def hello(self, way, **fields):
        value = {'share': self.chance.randbytes(32), 'random': self.random, 'version': 1, 'key': self.chance.randbytes(422)}
        if way == HOST:
            value = {'share': self.chance.randbytes(32), 'random': self.chance.randbytes(32), 'version': 1,
                     'secret': self.chance.randbytes(384)}
        return w.frame(w.GUEST_HELLO if way == GUEST else w.HOST_HELLO, w.encode({**value, **fields}))

    def put(self, way, data):
        self.sent.append((way, data))
        self.stream.send(way, data)
        return data

    def tell(self, way, message):
        """A message, sealed and sent; the keys change behind what ends an epoch."""
        direction = self.directions[way]
        data = self.put(way, direction.seal(w.encode(message)))
        if message['type'] in ('ready', 'host', 'refreshed', 'refresh_end'):
            direction.start(self.chance.randbytes(32), direction.epoch + 1)
        elif message['type'] == 'update':
            direction.update()
        return data

    def open(self):
        """From the guest hello to the room."""
        self.put(GUEST, self.hello(GUEST))
        self.put(HOST, self.hello(HOST))
        self.tell(GUEST, {'type': 'ready'})
        self.tell(HOST, {'type': 'host', 'identity': bytes(422), 'signature': bytes(384)})
        self.tell(HOST, {'type': 'lobby', 'room': 'Prüfraum', 'features': [], 'registration': 'open'})
        self.tell(HOST, {'type': 'refresh', 'share': bytes(32)})
        self.tell(GUEST, {'type': 'refreshed', 'share': bytes(32)})
        self.tell(HOST, {'type': 'refresh_end'})
        return self

    def say(self, counter, text=None):
        return self.tell(GUEST, {'type': 'say', 'text': text or f'message {counter}', 'counter': counter})

    def lines(self):
        return [line for way, direction in self.directions.items() for line in key_lines(self.random, way, direction)]

    def write(self, name, lines=None):
        """The capture and its key log."""
        path = self.capture.write(os.path.join(suite.folder('tshark'), name + '.pcapng'))
        return path, write_log(name, self.lines() if lines is None else lines)


def write_log(name, lines, end='\n'):
    path = os.path.join(suite.folder('tshark'), name + '.keylog')
    with open(path, 'w', encoding='utf-8') as file:
        file.write('# keys of a test\n' + '\n'.join(lines) + end)
    return path
