# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Captures what travels over the loopback interface, with Wireshark's own tools."""
import os
import shutil
import signal
import socket
import subprocess
import time

from program import SLOW
from suite import Skip


class Dumpcap:
    """Captures the loopback traffic of some ports into a file, from the constructor's return on."""

    def __init__(self, ports, path):
        tool = shutil.which('dumpcap') or shutil.which('tshark')
        if tool is None:
            raise Skip('NOT TESTED: neither dumpcap nor tshark is installed (apt install tshark)')
        self.path, self.ports = path, ports
        self.process = subprocess.Popen([tool, '-q', '-i', 'lo', '-B', '64', '-f', ' or '.join(f'tcp port {p}' for p in ports),
                                         '-w', path], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        told = ''
        for line in self.process.stderr:
            told += line
            if line.startswith(('File:', 'Capturing on')):
                break
        else:
            raise Skip(f'NOT TESTED: nobody may capture here: {told.strip()[-300:]}')
        self.wait_until_it_captures()

    def wait_until_it_captures(self):
        """A word of ours in a stream of ours, until it is in the file."""
        deadline = time.monotonic() + 30 * SLOW
        while True:
            speak(self.ports[0], [b'is anybody listening?'])
            if os.path.exists(self.path) and b'is anybody listening?' in open(self.path, 'rb').read():
                return
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise Skip('NOT TESTED: nothing can be captured on lo here')
            time.sleep(0.1)

    def stop(self, last_port):
        """Ends when the last word of ours is in the file, so that nothing before it is missing."""
        deadline = time.monotonic() + 30 * SLOW
        while b'this is the last word' not in open(self.path, 'rb').read():
            assert time.monotonic() < deadline, 'the capture does not end'
            speak(last_port, [b'this is the last word'])
            time.sleep(0.1)
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30 * SLOW)
        return self.path


def speak(port, pieces):
    """A stream in the clear on a port that is captured."""
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(('127.9.9.9', port))
        server.listen(1)
        with socket.create_connection(('127.9.9.9', port)) as client:
            there, _ = server.accept()
            for piece in pieces:
                client.sendall(piece)
            client.shutdown(socket.SHUT_WR)
            while there.recv(65536):
                pass
            there.close()


def streams(path):
    """What each direction of each connection carried: (stream, source port) → bytes."""
    fields = ['tcp.stream', 'tcp.srcport', 'tcp.seq', 'tcp.payload']
    done = subprocess.run(['tshark', '-r', path, '-Y', 'tcp.len > 0', '-T', 'fields',
                           *(f'-e{field}' for field in fields)], capture_output=True, text=True, check=True)
    pieces = {}
    for line in done.stdout.splitlines():
        stream, source, sequence, payload = line.split('\t')
        pieces.setdefault((int(stream), int(source)), {})[int(sequence)] = bytes.fromhex(payload.replace(':', ''))
    result = {}
    for key, found in pieces.items():
        data, expected = b'', None
        for sequence in sorted(found):
            assert expected is None or sequence <= expected, f'the capture lost packets of {key}'
            fresh = found[sequence][0 if expected is None else expected - sequence:]
            data, expected = data + fresh, (sequence if expected is None else expected) + len(fresh)
        result[key] = data
    return result


def streams_in_order(path):
    """(source port, destination port, bytes) of each segment with bytes, as they came, without what came twice."""
    fields = ['tcp.stream', 'tcp.srcport', 'tcp.dstport', 'tcp.seq', 'tcp.payload']
    done = subprocess.run(['tshark', '-r', path, '-Y', 'tcp.len > 0', '-T', 'fields',
                           *(f'-e{field}' for field in fields)], capture_output=True, text=True, check=True)
    expected, found = {}, []
    for line in done.stdout.splitlines():
        stream, source, target, sequence, payload = line.split('\t')
        data, at = bytes.fromhex(payload.replace(':', '')), int(sequence)
        fresh = data[max(0, expected.get((stream, source), at) - at):]
        expected[stream, source] = max(expected.get((stream, source), 0), at + len(data))
        if fresh:
            found.append((int(source), int(target), fresh))
    return found
