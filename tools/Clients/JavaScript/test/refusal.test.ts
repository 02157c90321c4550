import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Connection, type ConnectionState } from '../src/connection.js';
import { Sensorcast, TokenError } from '../src/index.js';
import { findRefusal, type Refusal } from '../src/refusal.js';
import { FakeSocket } from './fakeSocket.js';

const LOCKED = new Response('', { status: 401 });
const answer = (response: Response | Error) => {
  const fetch = vi.fn(() => (response instanceof Error ? Promise.reject(response) : Promise.resolve(response)));
  vi.stubGlobal('fetch', fetch);
  return fetch;
};
const drop = () => FakeSocket.last.drop();
const soon = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.made = [];
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the request', () => {
  it.each([
    ['ws://board/ws', 'http://board/status'],
    ['wss://proxy/greenhouse/ws', 'https://proxy/greenhouse/status'],
  ])('for %s goes to %s', async (url, status) => {
    const fetch = answer(LOCKED);
    expect(await findRefusal(url, 'grün')).toEqual({ kind: 'locked' });
    expect(fetch).toHaveBeenCalledWith(new URL(status), expect.objectContaining({ headers: { Authorization: 'Bearer gr\u00c3\u00bcn' } }));
  });

  it.each<[string, Response | Error, Refusal | undefined]>([
    ['a wait', new Response('', { status: 429, headers: { 'Retry-After': '7' } }), { kind: 'barred', seconds: 7 }],
    ['a wait of any length', new Response('', { status: 429 }), { kind: 'barred', seconds: 30 }],
    ['success', new Response('{}'), undefined],
    ['a date', new Response('', { status: 429, headers: { Date: 'Fri, 27 Nov 2026 17:00:00 GMT', 'Retry-After': 'Fri, 27 Nov 2026 17:01:00 GMT' } }), { kind: 'barred', seconds: 60 }],
    ['a date that is past', new Response('', { status: 429, headers: { Date: 'Fri, 27 Nov 2026 17:00:00 GMT', 'Retry-After': 'Fri, 27 Nov 2026 16:01:00 GMT' } }), { kind: 'barred', seconds: 0 }],
    ['no valid wait', new Response('', { status: 429, headers: { 'Retry-After': 'soon' } }), { kind: 'barred', seconds: 30 }],
    ['no free slot for some time', new Response('', { status: 503, headers: { 'Retry-After': '5' } }), { kind: 'busy', seconds: 5 }],
    ['no free slot', new Response('', { status: 503 }), undefined],
    ['no answer', new TypeError('Failed to fetch'), undefined],
  ])('handles %s', async (_, response, refusal) => {
    const fetch = answer(response);
    expect(await findRefusal('ws://board/ws')).toEqual(refusal);
    expect(fetch).toHaveBeenCalledWith(new URL('http://board/status'), expect.objectContaining({ headers: {} }));
  });
});

describe('a connection', () => {
  const states: ConnectionState[] = [];
  const refusals: (Refusal | undefined)[] = [];
  const findRefusal = vi.fn(async () => refusals.shift());
  let connection: Connection;

  beforeEach(() => {
    states.length = refusals.length = 0;
    findRefusal.mockClear();
    connection = new Connection('ws://board/ws', [], { onPack() {}, onState: (state) => states.push(state) }, FakeSocket, findRefusal);
    connection.connect();
  });

  afterEach(() => connection.close());

  it('that was live does not check the reason', async () => {
    FakeSocket.last.receive('[]');
    drop();
    await soon();
    expect(findRefusal).not.toHaveBeenCalled();
  });

  it('is not tried again if a token is needed', async () => {
    refusals.push({ kind: 'locked' });
    drop();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(states.map(({ kind }) => kind)).toEqual(['connecting', 'offline', 'locked']);
    expect(FakeSocket.made).toHaveLength(1);
  });

  it('is not tried before its time, and is checked first', async () => {
    refusals.push({ kind: 'barred', seconds: 8 }, { kind: 'barred', seconds: 2 });
    drop();
    await soon();
    expect(states[states.length - 1]).toEqual({ kind: 'barred', retryIn: 8_000, retryAt: Date.now() + 8_000 });
    await vi.advanceTimersByTimeAsync(7_999);
    expect(findRefusal).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(findRefusal).toHaveBeenCalledTimes(2);
    expect(states[states.length - 1]).toEqual({ kind: 'barred', retryIn: 2_000, retryAt: Date.now() + 2_000 });
    await vi.advanceTimersByTimeAsync(1_999);
    expect(FakeSocket.made).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(FakeSocket.made).toHaveLength(2);
  });

  it('waits as long as a board without a free slot requests', async () => {
    refusals.push({ kind: 'busy', seconds: 20 });
    drop();
    await soon();
    expect(states[states.length - 1]).toMatchObject({ kind: 'offline', failures: 1, retryIn: 20_000 });
    await vi.advanceTimersByTimeAsync(19_999);
    expect(FakeSocket.made).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(FakeSocket.made).toHaveLength(2);
  });

  it('waits longer than one timer can', async () => {
    refusals.push({ kind: 'busy', seconds: 86_400 * 60 });
    drop();
    await vi.advanceTimersByTimeAsync(86_400_000 * 60 - 1);
    expect(FakeSocket.made).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(FakeSocket.made).toHaveLength(2);
  });

  it('does not check without end when the wait is zero', async () => {
    refusals.push(...Array.from({ length: 100 }, (): Refusal => ({ kind: 'barred', seconds: 0 })));
    drop();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(findRefusal.mock.calls.length).toBeLessThan(10);
  });

  it('is not opened if it is closed during the check', async () => {
    refusals.push({ kind: 'barred', seconds: 1 });
    drop();
    connection.close();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(FakeSocket.made).toHaveLength(1);
    expect(states.map(({ kind }) => kind)).toEqual(['connecting', 'offline']);
  });
});

describe('a board that needs another token', () => {
  it('ends iterators, and refuses settings', async () => {
    answer(LOCKED);
    const board = new Sensorcast('ws://board/ws', { WebSocket: FakeSocket, token: 'wrong-horse' });
    const reading = expect(board.readings().next()).rejects.toThrow(TokenError);
    const setting = expect(board.set('lamp', true)).rejects.toMatchObject({ code: 'not-allowed' });
    drop();
    await soon();
    await reading;
    await setting;
    expect(board.state).toEqual({ kind: 'locked' });

    const late = board.readings();
    await expect(late.next()).rejects.toThrow('401');
    expect(await late.next()).toEqual({ done: true, value: undefined });
    board.close();
    expect(board.state.kind).toBe('closed');
  });
});
