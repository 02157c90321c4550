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


def connect(url, protocols):
    offer = [name for name in protocols.split(",") if name]
    return websockets.connect(url, subprotocols=offer or None)


async def send(socket, line):
    kind, *fragments = line.rstrip("\n").split(" ")
    parts = [base64.b64decode(fragment) for fragment in fragments]
    if kind == "text":
        parts = [part.decode() for part in parts]
    await socket.send(parts if len(parts) > 1 else parts[0])


async def receive(url, protocols, count):
    async with connect(url, protocols) as socket:
        print(socket.subprotocol or "")
        for _ in range(int(count)):
            print(to_line(await socket.recv()))


async def exchange(url):
    async with websockets.connect(url) as socket:
        for line in sys.stdin:
            await send(socket, line)
            print(to_line(await socket.recv()))


async def actuate(url, protocols):
    """Sends each message when the one before has been replied to, by an object in JSON; prints all that comes."""
    async with connect(url, protocols) as socket:
        for line in sys.stdin:
            await send(socket, line)
            message = b""
            while not (isinstance(message, str) and message.startswith("{")):
                message = await socket.recv()
                print(to_line(message))


async def provoke(url):
    """Sends messages and waits to be closed for one of them."""
    socket = await websockets.connect(url)
    for line in sys.stdin:
        await send(socket, line)
    await print_close_code(socket)


async def print_close_code(socket):
    try:
        while True:
            await socket.recv()
    except websockets.ConnectionClosed:
        print(socket.close_code)


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
    await print_close_code(socket)


asyncio.run(globals()[sys.argv[1]](*sys.argv[2:]))
