"""A client with Debian's python3-websockets: client.py <command> <url> ...

A message is a line: text or binary, and its fragments in base64.
"""

import asyncio
import base64
import sys

import websockets


def to_line(message):
    is_text = isinstance(message, str)
    content = base64.b64encode(message.encode() if is_text else message).decode()
    return f"{'text' if is_text else 'binary'} {content}"


async def receive(url, protocols, count):
    offer = [name for name in protocols.split(",") if name]
    async with websockets.connect(url, subprotocols=offer or None) as socket:
        print(socket.subprotocol or "")
        for _ in range(int(count)):
            print(to_line(await socket.recv()))


async def exchange(url):
    async with websockets.connect(url) as socket:
        for line in sys.stdin:
            kind, *fragments = line.rstrip("\n").split(" ")
            parts = [base64.b64decode(fragment) for fragment in fragments]
            if kind == "text":
                parts = [part.decode() for part in parts]
            await socket.send(parts if len(parts) > 1 else parts[0])
            print(to_line(await socket.recv()))


async def ping(url, payload):
    async with websockets.connect(url) as socket:
        # Only a pong with the same payload ends this wait.
        await (await socket.ping(payload))
        print(payload)


async def close(url, code, reason):
    socket = await websockets.connect(url)
    await socket.close(int(code), reason)
    print(socket.close_code)


async def wait(url):
    socket = await websockets.connect(url)
    print("open", flush=True)
    try:
        while True:
            await socket.recv()
    except websockets.ConnectionClosed:
        print(socket.close_code)


asyncio.run(globals()[sys.argv[1]](*sys.argv[2:]))
