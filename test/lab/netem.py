#!/usr/bin/env python3
"""netem.py TAP_A TAP_B CONTROL: carries frames between two TAP devices, late and lossy.

For kernels without sch_netem. CONTROL is a file 'delay_ms jitter_ms loss_percent', read again
whenever it changes. Frames of one direction keep their order.
"""
import fcntl
import heapq
import os
import random
import select
import struct
import sys
import time

TUNSETIFF, IFF_TAP, IFF_NO_PI = 0x400454CA, 2, 0x1000


def open_tap(name):
    fd = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(fd, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TAP | IFF_NO_PI))
    return fd


def main(name_a, name_b, control):
    a, b = open_tap(name_a), open_tap(name_b)
    print("ready", flush=True)
    under_way = []  # heap of (due, number, to, frame)
    number, modified = 0, None
    last_due = {a: 0.0, b: 0.0}
    delay = jitter = loss = 0.0
    while True:
        try:
            seen = os.stat(control).st_mtime_ns
            if seen != modified:
                with open(control) as settings:
                    delay, jitter, loss = [float(word) for word in settings.read().split()]
                modified = seen
        except (OSError, ValueError):
            pass  # being replaced: the former settings hold until the next turn
        now = time.monotonic()
        while under_way and under_way[0][0] <= now:
            _, _, to, frame = heapq.heappop(under_way)
            try:
                os.write(to, frame)
            except OSError:
                pass  # a cable that is cut, a full queue: the frame is lost
        patience = min(0.2, max(0.0, under_way[0][0] - now)) if under_way else 0.2
        for source in select.select([a, b], [], [], patience)[0]:
            try:
                frame = os.read(source, 65536)
            except OSError:
                continue
            if random.random() * 100 < loss:
                continue
            to = b if source == a else a
            due = time.monotonic() + max(0.0, delay + random.uniform(-jitter, jitter)) / 1000
            due = last_due[to] = max(due, last_due[to])
            number += 1
            heapq.heappush(under_way, (due, number, to, frame))


main(*sys.argv[1:4])
