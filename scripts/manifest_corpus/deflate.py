"""A gzip writer whose output is the same wherever it runs.

The compressors that Python is built with differ, and so do their bytes. This one knows fixed
Huffman codes (RFC 1951, 3.2.6) and a greedy search for the last equal place, which is enough
to keep the long fixtures small.
"""
import struct
import zlib

WINDOW = 32768
SHORTEST_MATCH = 4
LONGEST_MATCH = 258
LENGTH_BASES = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83,
                99, 115, 131, 163, 195, 227, 258]
LENGTH_BITS = [0] * 8 + [bits for bits in range(1, 6) for _ in range(4)] + [0]
DISTANCE_BASES = [1, 2, 3, 4] + [
    base for bits in range(1, 14) for base in (2 * 2 ** bits + 1, 3 * 2 ** bits + 1)]
DISTANCE_BITS = [0, 0, 0, 0] + [bits for bits in range(1, 14) for _ in range(2)]


class BitWriter:
    """Bits into bytes, the least significant first."""

    def __init__(self):
        self.bytes = bytearray()
        self.pending = 0
        self.count = 0

    def write(self, value, width):
        """Adds the `width` low bits of a number, its lowest bit first."""
        self.pending |= value << self.count
        self.count += width
        while self.count >= 8:
            self.bytes.append(self.pending & 0xFF)
            self.pending >>= 8
            self.count -= 8

    def write_code(self, code, width):
        """Adds a Huffman code, its highest bit first."""
        self.write(int(format(code, f"0{width}b")[::-1], 2), width)

    def finish(self):
        """The bytes, the last one filled up with zeros."""
        if self.count:
            self.write(0, 8 - self.count)
        return bytes(self.bytes)


def write_symbol(out, symbol):
    """Adds a literal, an end or a length by its fixed code."""
    if symbol < 144:
        out.write_code(0x30 + symbol, 8)
    elif symbol < 256:
        out.write_code(0x190 + symbol - 144, 9)
    elif symbol < 280:
        out.write_code(symbol - 256, 7)
    else:
        out.write_code(0xC0 + symbol - 280, 8)


def last_not_above(bases, value):
    """The place of the largest base that is not above a value."""
    return max(place for place, base in enumerate(bases) if base <= value)


def write_match(out, length, distance):
    """Adds "as many bytes as `length` from `distance` before here"."""
    place = last_not_above(LENGTH_BASES, length)
    write_symbol(out, 257 + place)
    out.write(length - LENGTH_BASES[place], LENGTH_BITS[place])
    place = last_not_above(DISTANCE_BASES, distance)
    out.write_code(place, 5)
    out.write(distance - DISTANCE_BASES[place], DISTANCE_BITS[place])


def match_length(data, earlier, here, longest):
    """How many bytes at two places are equal, up to a limit."""
    limit = min(longest, len(data) - here)
    length = 0
    while length < limit and data[earlier + length] == data[here + length]:
        length += 1
    return length


def deflate(data, longest=LONGEST_MATCH):
    """One block with fixed codes. A small `longest` keeps the ratio of expansion low."""
    out, places, here = BitWriter(), {}, 0
    out.write(0b011, 3)
    while here < len(data):
        key = data[here:here + SHORTEST_MATCH]
        earlier = places.get(key)
        places[key] = here
        length = 0
        if earlier is not None and here - earlier <= WINDOW:
            length = match_length(data, earlier, here, longest)
        if length >= SHORTEST_MATCH:
            write_match(out, length, here - earlier)
            here += length
        else:
            write_symbol(out, data[here])
            here += 1
    write_symbol(out, 256)
    return out.finish()


def framed(body, checksum, size):
    """A gzip member around a deflated body: no name, no time, no operating system."""
    header = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
    return header + body + struct.pack("<II", checksum, size & 0xFFFFFFFF)


def gzip(data, longest=LONGEST_MATCH):
    """The bytes as one gzip member."""
    member = framed(deflate(data, longest), zlib.crc32(data), len(data))
    if zlib.decompress(member, wbits=31) != data:
        raise ValueError("the compressor is wrong")
    return member


def zeros(at_least):
    """A gzip member that expands about 1,030-fold into zero bytes, at least so many.

    Its one dynamic block knows three symbols: a zero byte, "258 bytes as the one before"
    and the end; the second takes two bits, both of them 0.
    """
    out = BitWriter()
    out.write(0b101, 3)
    out.write(286 - 257, 5)
    out.write(0, 5)
    out.write(18 - 4, 4)
    # The lengths of the codes for code lengths, in the order of RFC 1951: 18, 2 and 1 are used.
    for symbol in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1]:
        out.write({18: 1, 1: 2, 2: 2}.get(symbol, 0), 3)
    one, two, many_zeros = (0b10, 2), (0b11, 2), (0b0, 1)
    for code, repeat in [(two, None), (many_zeros, 138), (many_zeros, 117), (two, None),
                         (many_zeros, 28), (one, None), (one, None)]:
        out.write_code(*code)
        if repeat:
            out.write(repeat - 11, 7)
    out.write_code(0b10, 2)
    matches = -(-(at_least - 1) // 258)
    for _ in range(matches):
        out.write(0, 2)
    out.write_code(0b11, 2)
    return framed(out.finish(), zero_checksum(1 + 258 * matches), 1 + 258 * matches)


def zero_checksum(count):
    """The CRC-32 of so many zero bytes."""
    block, checksum = bytes(1 << 20), 0
    for _ in range(count >> 20):
        checksum = zlib.crc32(block, checksum)
    return zlib.crc32(bytes(count & ((1 << 20) - 1)), checksum)


def readable_part(member):
    """What a reader gets out of a member that was cut off."""
    return zlib.decompressobj(wbits=31).decompress(member)
