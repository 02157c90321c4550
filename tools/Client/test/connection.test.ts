import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Connection, type ConnectionState } from '../src/connection.js';
import { FakeSocket } from './fakeSocket.js';

const states: ConnectionState[] = [];
const onPack = vi.fn();
const onReply = vi.fn();
let connection: Connection;

const socket = () => FakeSocket.last;
const state = () => states[states.length - 1]!;
const message = () => socket().receive(new ArrayBuffer(1));
const drop = () => socket().onclose?.();

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  vi.stubGlobal('WebSocket', FakeSocket);
  FakeSocket.made = [];
  states.length = 0;
  onPack.mockReset();
  onReply.mockReset();
  connection = new Connection('ws://board/ws', ['senml+cbor', 'token.dDE'], { onPack, onReply, onState: (next) => states.push(next) });
  connection.connect();
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it('offers the subprotocols and asks for whole buffers', () => {
  expect(socket()).toMatchObject({ url: 'ws://board/ws', protocols: ['senml+cbor', 'token.dDE'], binaryType: 'arraybuffer' });
});

it('is live with the first message, which it points out', () => {
  expect(state().kind).toBe('connecting');
  message();
  message();
  expect(states.map(({ kind }) => kind)).toEqual(['connecting', 'live']);
  expect(onPack.mock.calls.map(([, isFirst]) => isFirst)).toEqual([true, false]);
});

describe('when the connection drops', () => {
  it('comes back after the delay it tells', () => {
    message();
    drop();
    expect(state()).toEqual({ kind: 'offline', failures: 1, retryAt: Date.now() + 375 });
    vi.advanceTimersByTime(374);
    expect(FakeSocket.made).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(FakeSocket.made).toHaveLength(2);
    message();
    expect(state().kind).toBe('live');
    expect(onPack.mock.calls.map(([, isFirst]) => isFirst)).toEqual([true, true]);
  });

  it('says why, where the socket does, and forgets it with the next', () => {
    const error = new Error('Unexpected server response: 401');
    socket().onerror?.({ error });
    drop();
    expect(state()).toMatchObject({ kind: 'offline', error });
    vi.advanceTimersByTime(500);
    drop();
    expect(state()).toMatchObject({ kind: 'offline', error: undefined });
  });

  it('waits longer each time, never over ten seconds, and forgets that once it is live', () => {
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) {
      drop();
      const now = state();
      const wait = now.kind === 'offline' ? now.retryAt - Date.now() : NaN;
      waits.push(wait);
      vi.advanceTimersByTime(wait);
    }
    expect(waits).toEqual([375, 750, 1500, 3000, 6000, 7500, 7500, 7500]);
    message();
    drop();
    expect(state()).toMatchObject({ failures: 1 });
  });

  it('comes back at once when told to', () => {
    drop();
    connection.connect();
    expect(FakeSocket.made).toHaveLength(2);
    vi.advanceTimersByTime(5_000);
    expect(FakeSocket.made).toHaveLength(2);
  });
});

it('has one socket at a time', () => {
  connection.connect();
  message();
  connection.connect();
  expect(FakeSocket.made).toHaveLength(1);
});

it('gives up an attempt that hangs', () => {
  const first = socket();
  vi.advanceTimersByTime(8_000);
  expect(state().kind).toBe('offline');
  expect(first.closedWith).toBeDefined();
  expect(first.onmessage).toBeNull();
});

describe('silence', () => {
  it('beyond the limit is the end', () => {
    onPack.mockImplementation(() => (connection.silenceLimit = 5_000));
    message();
    vi.advanceTimersByTime(4_000);
    message();
    vi.advanceTimersByTime(4_999);
    expect(state().kind).toBe('live');
    vi.advanceTimersByTime(1);
    expect(state().kind).toBe('offline');
  });

  it('does not matter while no limit is known', () => {
    message();
    vi.advanceTimersByTime(3_600_000);
    expect(state().kind).toBe('live');
    onPack.mockImplementation(() => (connection.silenceLimit = 5_000));
    message();
    vi.advanceTimersByTime(5_000);
    expect(state().kind).toBe('offline');
  });
});

describe('a message that cannot be read', () => {
  it('ends the connection, and the delay grows until one can', () => {
    onPack.mockImplementation(() => {
      throw new Error('malformed');
    });
    message();
    expect(socket().closedWith).toEqual([4007, 'unreadable message']);
    expect(state()).toMatchObject({ kind: 'offline', error: new Error('malformed') });
    vi.advanceTimersByTime(400);
    message();
    expect(state()).toMatchObject({ kind: 'offline', failures: 2 });
  });

  it('is also a reply that is none', () => {
    socket().receive('{"seq":"1"}');
    expect(state().kind).toBe('offline');
    expect(onReply).not.toHaveBeenCalled();
  });

  it('is also one that is neither text nor a buffer', () => {
    socket().receive(new Uint8Array(1));
    expect(state().kind).toBe('offline');
    expect(onPack).not.toHaveBeenCalled();
  });
});

it('passes on packs of text', () => {
  socket().receive('[]');
  expect(onPack.mock.calls).toEqual([['[]', true]]);
});

describe('sending', () => {
  it('waits for an open socket', () => {
    expect(connection.send('[]')).toBe(false);
    socket().readyState = 1;
    expect(connection.send('[]')).toBe(true);
    expect(socket().sent).toEqual(['[]']);
  });

  it('brings replies to who waits for them, and the others to the handler', async () => {
    socket().readyState = 1;
    const roundTrip = connection.request((sequence) => `[{"seq":${sequence}}]`);
    await vi.advanceTimersByTimeAsync(12);
    expect(socket().sent).toEqual(['[{"seq":1}]']);
    socket().receive('{"error":"more","count":3}');
    socket().receive('{"seq":1}');
    expect(await roundTrip).toBe(12);
    expect(onReply.mock.calls).toEqual([[{ sequence: undefined, error: 'more', name: undefined }]]);
    expect(onPack).not.toHaveBeenCalled();
  });

  it('is not answered when the connection drops', async () => {
    socket().readyState = 1;
    const request = connection.request(() => '[]');
    await vi.advanceTimersByTimeAsync(0);
    drop();
    await expect(request).rejects.toMatchObject({ code: 'no-answer' });
  });
});

describe('closing', () => {
  it('is for good', () => {
    message();
    connection.close();
    expect(socket().closedWith?.[0]).toBe(1000);
    vi.advanceTimersByTime(3_600_000);
    expect(FakeSocket.made).toHaveLength(1);
    expect(state().kind).toBe('live');
  });

  it('also ends the wait for the next attempt', () => {
    drop();
    connection.close();
    vi.advanceTimersByTime(3_600_000);
    expect(FakeSocket.made).toHaveLength(1);
  });

  it('may come from the handler of the first pack', () => {
    onPack.mockImplementation(() => connection.close());
    message();
    expect(states.map(({ kind }) => kind)).toEqual(['connecting']);
  });
});
