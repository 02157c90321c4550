// Node's ws, doing what PeerProtocol.cs says.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const size = 64;
const period = 1000n; // microseconds
const now = () => process.hrtime.bigint() / 1000n;

const http = createServer();
const sockets = new WebSocketServer({ noServer: true });
const viewers = new Set();
http.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, client => {
        client.on('error', () => client.terminate());
        if (request.url === '/echo') {
            client.on('message', (data, isBinary) => client.send(data, { binary: isBinary }));
        } else {
            viewers.add(client);
            client.on('close', () => viewers.delete(client));
        }
    });
});

const broadcast = () => {
    let due = now();
    setInterval(() => {
        for (; due <= now(); due += period) {
            const message = Buffer.alloc(size);
            message.writeBigInt64BE(due);
            for (const client of viewers) {
                client.send(message, { binary: true });
            }
        }
    }, 1);
};

if (process.argv[2] === 'broadcast') {
    broadcast();
}

http.listen(0, '127.0.0.1', () => console.log(http.address().port));
process.stdin.on('end', () => process.exit()).resume();
