"""python3-websockets, doing what PeerProtocol.cs says."""

import asyncio
import sys
import time

import websockets

SIZE = 64
PERIOD = 1000  # microseconds
viewers = set()


def now():
    return time.monotonic_ns() // 1000


async def serve(socket, path=None):
    path = path or socket.path
    if path == "/echo":
        async for message in socket:
            await socket.send(message)
        return
    viewers.add(socket)
    try:
        await socket.wait_closed()
    finally:
        viewers.discard(socket)


async def broadcast():
    due = now()
    while True:
        while due <= now():
            websockets.broadcast(viewers, due.to_bytes(8, "big") + bytes(SIZE - 8))
            due += PERIOD
        await asyncio.sleep(max(0, due - now()) / 1e6)


async def main():
    async with websockets.serve(serve, "127.0.0.1", 0, compression=None) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        task = asyncio.create_task(broadcast()) if sys.argv[1:] == ["broadcast"] else None
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
        if task:
            task.cancel()


asyncio.run(main())
