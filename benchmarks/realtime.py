"""Live streams beside bare websocket-client, in turn and in one run. `scripts/bench realtime`."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict

ROUNDS = 5

# Answers a start, counts audio, and says what it is asked to say. Written on the socket itself, so that it is no brake.
SERVER = r"""
import base64, hashlib, json, socket, struct, threading, time
def frame(opcode, data):
    size = len(data)
    head = bytes([0x80 | opcode, size]) if size < 126 else bytes([0x80 | opcode, 126]) + struct.pack("!H", size)
    return head + data
def say(**message): return frame(1, json.dumps(message).encode())
def serve(sock):
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    head = b""
    while not head.endswith(b"\r\n\r\n"): head += sock.recv(4096)
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"sec-websocket-key"):
            key = line.partition(b":")[2].strip()
    accept = base64.b64encode(hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())
    sock.sendall(b"HTTP/1.1 101 S\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + accept + b"\r\n\r\n")
    heard, data = 0, bytearray()
    while came := sock.recv(1 << 20):
        data += came
        at = 0
        while len(data) - at >= 14:  # frames are longer than that, or come alone
            size, opcode, start = data[at + 1] & 127, data[at] & 15, at + 6
            if size == 126:
                size, start = data[at + 2] << 8 | data[at + 3], at + 8
            if len(data) < start + size: break
            if opcode == 2: heard += size
            else: told(sock, opcode, data[start - 4 : start], data[start : start + size], heard)
            at = start + size
        if len(data) - at >= 6 and data[at] & 15 != 2 and len(data) - at == 6 + (data[at + 1] & 127):
            told(sock, data[at] & 15, data[at + 2 : at + 6], data[at + 6 :], heard); at = len(data)
        del data[:at]
def told(sock, opcode, mask, data, heard):
    data = bytes(byte ^ mask[n % 4] for n, byte in enumerate(data))
    if opcode == 9: sock.sendall(frame(10, data))
    if opcode == 8: sock.sendall(frame(8, data)); sock.shutdown(2)
    if opcode != 1: return
    message = json.loads(data)
    kind = message["type"]
    if kind == "start_request":
        inner = {"type": "conversation_created", "data": {"conversationId": "1"}}
        sock.sendall(say(type="message", message=inner))
    elif kind == "modify_request":  # asks for many events
        sock.sendall(say(type="message", message={"type": "session_modified"}))
        text = "word " * 40
        for _ in range(1000):
            time.sleep(0.002)
            now = time.perf_counter()
            sock.sendall(say(type="message_response", at=now, messages=[{"payload": {"content": text}}]))
        sock.sendall(say(type="done"))
    elif kind == "stop_request":
        sock.sendall(say(type="message", message={"type": "recognition_stopped"}, heard=heard))
def quietly(sock):
    try: serve(sock)
    except OSError: pass
server = socket.create_server(("127.0.0.1", 0)); print(server.getsockname()[1], flush=True)
while True: threading.Thread(target=quietly, args=(server.accept()[0],), daemon=True).start()
"""  # noqa: E501

CASE = r"""
import json, statistics, sys, threading, time
kind, what, port = sys.argv[1:]
CHUNK, COUNT = bytes(range(256)) * 32, 20_000
clock = time.perf_counter
START = json.dumps({"type": "start_request", "config": {}})
def report(*values): print(*values)
if kind == "bare":
    import websocket
    def connect():
        return websocket.create_connection(f"ws://127.0.0.1:{port}/v1/streaming/x", header={"x-api-key": "t"}, suppress_origin=True)
    if what == "start":
        took = []
        for _ in range(60):
            time.sleep(0.005)  # the server is done with the one before
            began = clock(); ws = connect(); ws.send(START); ws.recv(); took.append(clock() - began); ws.close()
        report(statistics.median(took[10:]))
    elif what == "send":
        ws = connect(); ws.send(START); ws.recv()
        began = clock()
        for _ in range(COUNT): ws.send_binary(CHUNK)
        ws.send('{"type": "stop_request"}'); answer = json.loads(ws.recv())
        took = clock() - began
        assert answer["heard"] == COUNT * 8192, answer
        report(COUNT * 8192 / took / 1e6)
    else:  # a thread that reads and calls back, as every client of the library has it
        ws = connect(); ws.send(START); ws.recv(); late, over = [], threading.Event()
        def callback(event): late.append(clock() - event["at"])
        def read():
            while True:
                event = json.loads(ws.recv())
                if event["type"] == "message_response": callback(event)
                if event["type"] == "done": return over.set()
        threading.Thread(target=read, daemon=True).start()
        ws.send('{"type": "modify_request"}'); over.wait()
        late = sorted(late[100:]); report(statistics.median(late), late[int(len(late) * 0.99)])
else:
    import symbl
    client = symbl.Symbl(access_token="t", base_url=f"http://127.0.0.1:{port}")
    options = {"reconnect_timeout": 60} if "again" in kind else {}
    if what == "start":
        took = []
        for _ in range(60):
            time.sleep(0.005)
            began = clock(); c = client.streaming.start_connection(**options); took.append(clock() - began); c.close()
        report(statistics.median(took[10:]))
    elif what == "send":
        c = client.streaming.start_connection(**options)
        began = clock()
        for _ in range(COUNT): c.send_audio(CHUNK)
        heard = []
        c.subscribe({"message": lambda event: heard.append(event.get("heard"))})
        c._link.request_stop()
        while not heard or heard[-1] is None: time.sleep(0.0001)
        took = clock() - began
        assert heard[-1] == COUNT * 8192, heard
        report(COUNT * 8192 / took / 1e6)
        c.stop()
    else:
        c = client.streaming.start_connection(**options); late, over = [], threading.Event()
        c.subscribe({"message_response": lambda event: late.append(clock() - event["at"]), "done": lambda event: over.set()})
        c.modify_request(sample_rate_hertz=16000); over.wait()
        late = sorted(late[100:]); report(statistics.median(late), late[int(len(late) * 0.99)])
        c.close()
"""  # noqa: E501

KINDS = ("bare", "symbl", "symbl again")  # the last with reconnect_timeout


def realtime() -> None:
    """Live streams beside bare websocket-client: event to callback, audio sent, and the start with its handshake."""
    found: dict[tuple[str, str], list[list[float]]] = defaultdict(list)
    server = subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True)
    assert server.stdout
    try:
        port = server.stdout.readline().strip()
        for _ in range(ROUNDS):
            for what in ("event", "send", "start"):
                for kind in KINDS:
                    command = [sys.executable, "-c", CASE, kind, what, port]
                    done = subprocess.run(command, capture_output=True, text=True, check=True)
                    found[what, kind].append([float(word) for word in done.stdout.split()])
    finally:
        server.kill()
        server.wait()
        server.stdout.close()
    for what, names in {"event": ("event to callback, median", "99 of 100"), "start": ("start",)}.items():
        for place, name in enumerate(names):
            times = {kind: min(row[place] for row in found[what, kind]) for kind in KINDS}
            for kind in KINDS:
                print(f"  {name:<26} {kind:<12} {times[kind] * 1e6:7.0f} us   {times[kind] / times['bare']:.2f} x bare")
    rates = {kind: max(row[0] for row in found["send", kind]) for kind in KINDS}
    for kind in KINDS:
        print(
            f"  {'send_audio':<26} {kind:<12} {rates[kind]:7.0f} MB/s  {rates['bare'] / rates[kind]:.2f} x bare's time"
        )


if __name__ == "__main__":
    realtime()
