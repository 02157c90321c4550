/** A client of a fake socket, opened anew for each test. */

import { afterEach, beforeEach, vi } from 'vitest';
import { type Reading, Sensorcast, type SensorcastOptions } from '../src/index.js';
import { FakeSocket } from './fakeSocket.js';

export const FIRST = '[{"bn":"dev:","bt":1763877600,"n":"x","u":"Cel","ut":1,"v":1,"t":-1},{"n":"x","v":2},{"n":"lamp","set":true,"vb":false}]';

export let board: Sensorcast;
export let readings: Reading[];

export const socket = () => FakeSocket.last;
export const live = (sequence: number, value: number) =>
  socket().receive(`[{"bn":"dev:","bt":${1763877601 + sequence},"seq":${sequence},"n":"x","v":${value}}]`);
export const soon = () => vi.advanceTimersByTimeAsync(0);

export function open(options: SensorcastOptions = {}): void {
  board = new Sensorcast('ws://board/ws', { encoding: 'json', WebSocket: FakeSocket, ...options });
  readings = [];
  board.subscribe((reading) => readings.push(reading));
}

export function openForEachTest(): void {
  beforeEach(() => {
    vi.useFakeTimers();
    FakeSocket.made = [];
    open();
  });

  afterEach(() => {
    board.close();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
}
