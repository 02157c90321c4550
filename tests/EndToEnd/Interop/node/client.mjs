// A client with Node's ws: node client.mjs <command> <url> ...
// A message is a line: text or binary, and its fragments in base64.

import { createInterface } from 'node:readline';
import WebSocket from 'ws';

const [command, url, ...rest] = process.argv.slice(2);

const connect = (protocols = []) => new WebSocket(url, protocols);
const toLine = (data, isBinary) => `${isBinary ? 'binary' : 'text'} ${data.toString('base64')}`;

const send = (socket, line) => {
  const [kind, ...fragments] = line.split(' ');
  fragments.forEach((fragment, i) =>
    socket.send(Buffer.from(fragment, 'base64'), { binary: kind === 'binary', fin: i === fragments.length - 1 }),
  );
};

const commands = {
  receive(protocols, count) {
    const socket = connect(protocols.split(',').filter(Boolean));
    let left = Number(count);
    socket.on('open', () => console.log(socket.protocol));
    socket.on('message', (data, isBinary) => {
      if (left-- > 0) {
        console.log(toLine(data, isBinary));
      }
      if (left === 0) {
        socket.close();
      }
    });
  },

  exchange() {
    const socket = connect();
    socket.on('open', async () => {
      for await (const line of createInterface({ input: process.stdin })) {
        const echo = new Promise((resolve) => socket.once('message', (...message) => resolve(toLine(...message))));
        send(socket, line);
        console.log(await echo);
      }
      socket.close();
    });
  },

  // Sends each message when the one before has been replied to, by an object in JSON; prints all messages.
  actuate(protocols) {
    const socket = connect(protocols.split(',').filter(Boolean));
    let onReply;
    socket.on('message', (data, isBinary) => {
      console.log(toLine(data, isBinary));
      if (!isBinary && data.toString().startsWith('{')) {
        onReply();
      }
    });
    socket.on('open', async () => {
      for await (const line of createInterface({ input: process.stdin })) {
        const reply = new Promise((resolve) => (onReply = resolve));
        send(socket, line);
        await reply;
      }
      socket.close();
    });
  },

  // Sends messages and waits until the server closes for one of them.
  provoke() {
    const socket = connect();
    socket.on('open', async () => {
      for await (const line of createInterface({ input: process.stdin })) {
        send(socket, line);
      }
    });
    socket.on('close', (code) => console.log(code));
  },

  ping(payload) {
    const socket = connect();
    socket.on('open', () => socket.ping(payload));
    socket.on('pong', (data) => {
      console.log(data.toString());
      socket.close();
    });
  },

  close(code, reason) {
    const socket = connect();
    socket.on('open', () => socket.close(Number(code), reason));
    socket.on('close', (answer) => console.log(answer));
  },

  wait() {
    const socket = connect();
    socket.on('open', () => console.log('open'));
    socket.on('close', (code) => console.log(code));
  },
};

commands[command](...rest);
