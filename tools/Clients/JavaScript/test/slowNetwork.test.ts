// A board without time of day behind a network that is slow in both directions, over real sockets.

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { Sensorcast } from '../src/index.js';

/** Between two readings, in milliseconds. */
const PERIOD = 100;

/** The board's history. */
const KEPT = 60;

let board: WebSocketServer;
let network: Server;
let clock: ReturnType<typeof setInterval>;
let client: Sensorcast;
let newest = 0;

const portOf = (server: Server | WebSocketServer) => (server.address() as AddressInfo).port;

/** The time of the reading with this number. */
const madeAt: number[] = [];

function firstPack(): string {
  const from = Math.max(0, newest + 1 - KEPT);
  const records = Array.from({ length: newest + 1 - from }, (_, i) => ({ n: 'x', v: from + i, t: (madeAt[from + i]! - performance.now()) / 1000 }));
  return JSON.stringify([{ bn: 'dev:', ut: PERIOD / 1000, ...records[0] }, ...records.slice(1)]);
}

/** Forwards messages with a delay. */
function delay(from: Socket, to: Socket, latency: () => number): void {
  let last: Promise<unknown> = Promise.resolve();
  from.on('data', (bytes) => {
    const arrived = new Promise((resolve) => setTimeout(resolve, latency()));
    last = Promise.all([last, arrived]).then(() => to.destroyed || to.write(bytes));
  });
  from.on('close', () => to.destroy());
  from.on('error', () => to.destroy());
}

async function start(latency: () => number): Promise<Set<Socket>> {
  const sockets = new Set<Socket>();
  network = createServer((near) => {
    const far = connect(portOf(board), '127.0.0.1');
    sockets.add(near);
    delay(near, far, latency);
    delay(far, near, latency);
  }).listen(0, '127.0.0.1');
  await once(network, 'listening');
  return sockets;
}

beforeEach(async () => {
  newest = 0;
  madeAt[0] = performance.now();
  board = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'senml+json' });
  board.on('connection', (socket) => socket.send(firstPack()));
  await once(board, 'listening');
  clock = setInterval(() => {
    madeAt[++newest] = performance.now();
    board.clients.forEach((socket) => socket.send(`[{"bn":"dev:","n":"x","v":${newest}}]`));
  }, PERIOD);
});

afterEach(() => {
  client.close();
  clearInterval(clock);
  board.clients.forEach((socket) => socket.terminate());
  board.close();
  network.close();
});

it.each([
  ['5 ms', () => 5],
  ['half a second', () => 500],
  ['up to half a second', () => 500 * Math.random()],
])('with a latency of %s each reading is reported once', async (_, latency) => {
  const sockets = await start(latency);
  client = new Sensorcast(`ws://127.0.0.1:${portOf(network)}/ws`, { WebSocket, encoding: 'json' });
  const reported: unknown[] = [];
  client.subscribe(({ value }) => reported.push(value));
  for (let cuts = 0; cuts < 3; cuts++) {
    await new Promise<void>((resolve) => {
      const leave = client.on('state', ({ kind }) => kind === 'live' && (leave(), resolve()));
    });
    await new Promise((resolve) => setTimeout(resolve, 700));
    sockets.forEach((socket) => socket.destroy());
    sockets.clear();
  }
  expect(reported.length).toBeGreaterThan(10);
  expect(reported).toEqual(reported.map((_, i) => i));
}, 30_000);
