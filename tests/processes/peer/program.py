# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Drives the program without a window (app/HEADLESS.md)."""
import contextlib
import json
import os
import random
import signal
import socket
import subprocess
import threading
import time

import suite

PROGRAM = os.environ.get('WAXWING_PROGRAM', 'waxwing')
PACE = float(os.environ.get('WAXWING_PACE', '1'))  # how much slower the program is: under a sanitizer
SLOW = 3 * PACE  # a factor for deadlines: what is waited for comes at once, but the machine may be loaded
RUNNING = set()
WRITING = threading.Lock()


@suite.at_the_end
def end_all():
    for process in list(RUNNING):
        if process.poll() is None:
            process.kill()


def threads_of(pid):
    """Name, state and place in the kernel of each thread: what a program that does not end waits for."""
    def text(path):
        try:
            with open(path, encoding='utf-8') as file:
                return file.read().strip()
        except OSError:
            return '?'
    folder = f'/proc/{pid}/task'
    tasks = os.listdir(folder) if os.path.isdir(folder) else []
    return [f'{text(f"{folder}/{task}/comm")} {text(f"{folder}/{task}/stat").rpartition(")")[2][:2].strip()}'
            f' {text(f"{folder}/{task}/wchan")} {text(f"{folder}/{task}/syscall").split(" ")[0]}' for task in tasks]


class Program:
    """One process of the program; its lines are read as they come."""

    def __init__(self, *arguments, json_lines=True, profile=None, prefix=(), limits=None):
        self.json = json_lines
        self.profile = profile
        command = [*prefix, PROGRAM, '--headless', *(['--json'] if json_lines else []), *arguments]
        if profile:
            command += ['--profile', profile if os.path.isabs(profile) else suite.folder(profile)]
        environment = dict(os.environ, HOME=suite.folder('home'), LC_ALL='C.UTF-8')
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, env=environment, preexec_fn=limits)
        RUNNING.add(self.process)
        self.lines, self.errors, self.used = [], [], 0
        self.news = threading.Condition()
        self.readers = [threading.Thread(target=self.read, args=(self.process.stdout, self.lines), daemon=True),
                        threading.Thread(target=self.read, args=(self.process.stderr, self.errors), daemon=True)]
        for reader in self.readers:
            reader.start()

    @property
    def all_lines(self):
        with self.news:
            return list(self.lines)

    def events(self, name):
        return [line for line in self.all_lines if line.get('event') == name]

    def end_input(self):
        self.process.stdin.close()

    def read(self, stream, lines):
        for line in stream:
            text = line.decode('utf-8', 'replace').rstrip('\n')
            with self.news:
                lines.append(json.loads(text) if self.json and stream is self.process.stdout else text)
                self.news.notify_all()
        with self.news:
            self.news.notify_all()

    def write(self, text):
        self.process.stdin.write(text.encode() + b'\n')
        self.process.stdin.flush()

    def command(self, name, /, **fields):
        self.write(json.dumps({'command': name, **fields}))

    def say(self, text, id=None):
        if self.json:
            self.command('say', text=text, **({} if id is None else {'id': id}))
        else:
            self.write(text)

    def find(self, wanted, timeout=15, again=False):
        """The first line not used yet for which `wanted(line)`; lines before it count as used."""
        deadline = time.monotonic() + timeout * SLOW
        with self.news:
            place = 0 if again else self.used
            while True:
                while place < len(self.lines):
                    line = self.lines[place]
                    place += 1
                    if wanted(line):
                        if not again:
                            self.used = place
                        return line
                left = deadline - time.monotonic()
                ended = self.process.poll() is not None and not self.readers[0].is_alive()
                if left <= 0 or ended:
                    raise AssertionError(f'{"ended with " + str(self.process.poll()) if ended else "waited in vain"};'
                                         f' last lines {self.lines[-6:]}; errors {self.errors[-4:]}')
                self.news.wait(min(left, 0.5))

    def event(self, name, /, timeout=15, again=False, **fields):
        try:
            return self.find(lambda e: e.get('event') == name and all(e.get(k) == v for k, v in fields.items()),
                             timeout, again)
        except AssertionError as error:
            raise AssertionError(f'no {name} {fields}: {error}') from None

    def sees(self, name, timeout=15):
        """`name` has joined, perhaps with others: arrivals are gathered."""
        return self.find(lambda e: e.get('event') == 'joined' and name in e['names'], timeout)

    def text(self, part, timeout=15):
        return self.find(lambda line: part in line, timeout)

    def complains(self, part, timeout=15):
        """A line on standard error, which comes by a pipe and a thread of its own."""
        with self.news:
            assert self.news.wait_for(lambda: any(part in line for line in self.errors), timeout * SLOW), self.errors

    def wait(self, timeout=20):
        """The exit code."""
        try:
            code = self.process.wait(timeout * SLOW)
        except subprocess.TimeoutExpired:
            raise AssertionError(f'still running: {threads_of(self.process.pid)}; last lines {self.lines[-6:]};'
                                 f' errors {self.errors[-4:]}') from None
        for reader in self.readers:
            reader.join(10 * SLOW)  # it ends with the pipe, and the last lines count
        return code

    def ends(self, code, timeout=20):
        got = self.wait(timeout)
        assert got == code, f'ended with {got}, not {code}; {self.lines[-4:]} {self.errors[-4:]}'
        return self

    def signal(self, number):
        self.process.send_signal(number)

    def kill(self):
        self.process.kill()
        self.process.wait()


class HostProgram(Program):
    """A host on a port of its own, open when the constructor returns; nobody else's network hears of it."""

    def __init__(self, profile, *more, port=0, room='Prüfraum Nordflügel', opened=True, advertised=False, **options):
        if not advertised:
            more = ('--no-advertise', *more)
        super().__init__('--host', '--room', room, '--port', str(port), *more, profile=profile, **options)
        if opened:
            told = self.event('opened', 30)
            self.port, self.fingerprint, self.told = told['port'], told['fingerprint'], told

    def link(self, **more):
        return f'waxwing://127.0.0.1:{self.port}/?key={self.fingerprint}' + ''.join(f'&{k}={v}' for k, v in more.items())


def password_file(password):
    """Written once: another case's program may be reading it."""
    with WRITING:
        path = os.path.join(suite.folder('passwords'), str(abs(hash(password))))
        if not os.path.exists(path):
            with open(path, 'w', encoding='utf-8') as file:
                file.write(password + '\n')
        return path


def own_profile(user):
    """The same for a user throughout a case, and of no other case."""
    return f'{getattr(suite.CURRENT, "case", "")} {user}'.replace('/', ' ').replace('\0', '')


class GuestProgram(Program):
    """A guest; `register` makes its account first. Without a password it reads one as its arguments say."""

    def __init__(self, where, user, password, *more, register=True, key=None, profile=None, **options):
        address = where if isinstance(where, str) else f'127.0.0.1:{where.port}'
        key = key or getattr(where, 'fingerprint', None)
        arguments = ['--join', address, '--user', user]
        if password is not None:
            arguments += ['--password-file', password_file(password)]
        if register:
            arguments += ['--register', '--email', f'{abs(hash(user)) % 1000}@example.org']
        if key:
            arguments += ['--accept-key', key]
        arguments += more  # behind, so that it stands in for what is above
        super().__init__(*arguments, profile=profile or own_profile(user), **options)
        self.user = user

    def inside(self, timeout=40):
        """Waits until it is in the room."""
        if self.json:
            self.event('welcome', timeout)
        else:
            self.text('You are in', timeout)
        return self


def stop(host, code=0):
    host.signal(signal.SIGINT)
    host.ends(code)


@contextlib.contextmanager
def dead_port():
    """Nobody listens there, and nobody can as long as it is held."""
    with socket.socket() as held:
        held.bind(('127.0.0.1', 0))
        yield held.getsockname()[1]


def free_port():
    """Below those that the system lends to whoever connects: nobody gets it meanwhile, or while its host is killed and
    started again."""
    while True:
        port = random.SystemRandom().randrange(20000, 32768)
        try:
            with socket.create_server(('', port)):
                return port
        except OSError:
            pass
