# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Capture files made by hand: TCP streams of one's own bytes, cut into segments as one likes."""
import struct

GUEST, HOST = 'g2h', 'h2g'  # ways of a stream
ADDRESSES = {GUEST: bytes([10, 0, 0, 1]), HOST: bytes([10, 0, 0, 2])}
SYN, ACK, PUSH, FIN = 2, 16, 8, 1
LINKTYPE_RAW = 101


def block(kind, body):
    body += bytes(-len(body) % 4)
    return struct.pack('<II', kind, 12 + len(body)) + body + struct.pack('<I', 12 + len(body))


def checksum(data):
    data += bytes(len(data) % 2)
    total = sum(struct.unpack(f'>{len(data) // 2}H', data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


class Capture:
    """Packets in the order in which they are added, a millisecond apart; no more than `snapped` bytes of each."""

    def __init__(self, snapped=1 << 18):
        self.snapped = snapped
        self.time = 1_790_000_000_000_000
        self.blocks = [block(0x0A0D0D0A, struct.pack('<IHHq', 0x1A2B3C4D, 1, 0, -1)),
                       block(1, struct.pack('<HHI', LINKTYPE_RAW, 0, 0))]

    def add(self, packet):
        self.time += 1000
        kept = packet[:self.snapped]
        head = struct.pack('<IIIII', 0, self.time >> 32, self.time & 0xFFFFFFFF, len(kept), len(packet))
        self.blocks.append(block(6, head + kept))

    def write(self, path):
        with open(path, 'wb') as file:
            file.write(b''.join(self.blocks))
        return path


class Stream:
    """One connection in a capture; without `begin` the capture begins in its midst."""

    def __init__(self, capture, guest_port=50000, host_port=12345, begin=True):
        self.capture = capture
        self.ports = {GUEST: guest_port, HOST: host_port}
        self.next = {GUEST: 1000, HOST: 500_000}
        self.last = {}
        if begin:
            self.segment(GUEST, SYN)
            self.segment(HOST, SYN | ACK)
            self.segment(GUEST, ACK)

    def segment(self, way, flags=ACK, payload=b'', sequence=None):
        other = HOST if way == GUEST else GUEST
        at = self.next[way] if sequence is None else sequence
        tcp = struct.pack('>HHIIBBHHH', self.ports[way], self.ports[other], at & 0xFFFFFFFF,
                          self.next[other] if flags & ACK else 0, 5 << 4, flags, 65535, 0, 0)
        pseudo = ADDRESSES[way] + ADDRESSES[other] + struct.pack('>BBH', 0, 6, len(tcp) + len(payload))
        tcp = tcp[:16] + struct.pack('>H', checksum(pseudo + tcp + payload)) + tcp[18:]
        ip = struct.pack('>BBHHHBBH', 0x45, 0, 20 + len(tcp) + len(payload), 0, 0x4000, 64, 6, 0)
        ip += ADDRESSES[way] + ADDRESSES[other]
        self.capture.add(ip[:10] + struct.pack('>H', checksum(ip)) + ip[12:] + tcp + payload)
        if sequence is None:
            self.next[way] += len(payload) + (1 if flags & (SYN | FIN) else 0)

    def send(self, way, data, cuts=()):
        """Bytes in one segment, or in as many as cuts say; none is longer than 60,000 B."""
        edges = [0, *sorted(cuts), len(data)]
        for first, last in zip(edges, edges[1:]):
            for place in range(first, last, 60_000):
                self.last[way] = (self.next[way], data[place:min(place + 60_000, last)])
                self.segment(way, PUSH | ACK, self.last[way][1])

    def send_again(self, way):
        """TCP's own retransmission of the last segment."""
        sequence, payload = self.last[way]
        self.segment(way, PUSH | ACK, payload, sequence)

    def lose(self, way, data):
        """Bytes that were sent, and are not in the capture."""
        self.next[way] += len(data)
