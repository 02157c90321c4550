// Over real sockets, with npm's ws on both sides; tests/EndToEnd/Interop does the same with the server itself.

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { encode } from '../src/cborEncoder.js';
import { Sensorcast } from '../src/index.js';
import { readPack } from '../src/pack.js';

let server: WebSocketServer;
let board: Sensorcast;

const address = () => `ws://127.0.0.1:${(server.address() as AddressInfo).port}/ws`;

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: (protocols) => [...protocols].find((name) => name.startsWith('senml')) ?? false });
  server.on('connection', (socket) => {
    socket.send(encode([new Map<number, string | number | boolean>([[-2, 'dev:'], [0, 'lamp'], [4, false]])]));
    socket.on('message', (data: Buffer) => {
      const [setting] = readPack(new Uint8Array(data).buffer, 0).records;
      socket.send(setting?.name === 'dev:lamp' ? '{"seq":1}' : '{"seq":2,"error":"unknown-name","n":"dev:fan"}');
    });
  });
  await once(server, 'listening');
});

afterEach(() => {
  board.close();
  server.clients.forEach((client) => client.terminate());
  server.close();
});

it('reads and sets', async () => {
  board = new Sensorcast(address(), { WebSocket, token: 'secret' });
  const { value } = await board.readings('lamp').next();
  expect(value).toMatchObject({ name: 'dev:lamp', value: false, isHistory: true });
  await board.set('lamp', true);
  expect(board.roundTrip).toBeGreaterThan(0);
  await expect(board.set('fan', true)).rejects.toMatchObject({ code: 'unknown-name', channel: 'dev:fan' });
});

it('reconnects', async () => {
  board = new Sensorcast(address(), { WebSocket });
  await board.readings().next();
  const live = new Promise<void>((resolve) => board.on('state', ({ kind }) => kind === 'live' && resolve()));
  server.clients.forEach((client) => client.terminate());
  await live;
});

it('reports why it cannot connect, and keeps trying', async () => {
  const port = (server.address() as AddressInfo).port;
  board = new Sensorcast(`ws://127.0.0.1:${port}/ws`, { WebSocket });
  await board.readings().next();
  server.clients.forEach((client) => client.terminate());
  server.close();
  const error = await new Promise((resolve) => board.on('state', (state) => state.kind === 'offline' && state.error && resolve(state.error)));
  expect(String(error)).toContain('ECONNREFUSED');
});
