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
const drop = () => socket().drop();

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

it('offers the subprotocols and requests ArrayBuffers', () => {
  expect(socket()).toMatchObject({ url: 'ws://board/ws', protocols: ['senml+cbor', 'token.dDE'], binaryType: 'arraybuffer' });
});

it('is live with the first message, which it marks', () => {
  expect(state().kind).toBe('connecting');
  message();
  message();
  expect(states.map(({ kind }) => kind)).toEqual(['connecting', 'live']);
  expect(onPack.mock.calls.map(([, isFirst]) => isFirst)).toEqual([true, false]);
});

describe('when the connection drops', () => {
  it('reconnects after the delay that it reports', () => {
    message();
    drop();
    expect(state()).toEqual({ kind: 'offline', failures: 1, retryIn: 375, retryAt: Date.now() + 375 });
    vi.advanceTimersByTime(374);
    expect(FakeSocket.made).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(FakeSocket.made).toHaveLength(2);
    message();
    expect(state().kind).toBe('live');
    expect(onPack.mock.calls.map(([, isFirst]) => isFirst)).toEqual([true, true]);
  });

  it('reports the reason if the socket has one, and clears it with the next', () => {
    const error = new Error('Unexpected server response: 401');
    socket().onerror?.({ error });
    drop();
    expect(state()).toMatchObject({ kind: 'offline', error });
    vi.advanceTimersByTime(500);
    drop();
    expect(state()).toMatchObject({ kind: 'offline', error: undefined });
  });

  it('waits longer each time, at most ten seconds, and starts again after it was live', () => {
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

  it('reconnects at once on request', () => {
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

it('ends an attempt that hangs', () => {
  const first = socket();
  vi.advanceTimersByTime(8_000);
  expect(state().kind).toBe('offline');
  expect(first.closedWith).toBeDefined();
  expect(first.onmessage).toBeNull();
});

describe('silence', () => {
  const probes = () => socket().sent.length;

  it('causes a probe of the server', async () => {
    message();
    await vi.advanceTimersByTimeAsync(4_000);
    message();
    await vi.advanceTimersByTimeAsync(4_999);
    expect(probes()).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(socket().sent).toEqual(['[{"seq":1}]']);
    expect(state().kind).toBe('live');
  });

  it('ends the connection if the server does not answer', async () => {
    message();
    await vi.advanceTimersByTimeAsync(12_999);
    expect(state().kind).toBe('live');
    await vi.advanceTimersByTimeAsync(1);
    expect(state().kind).toBe('offline');
  });

  it.each([
    ['at once', 1, '{"seq":1}'],
    ['late', 7_000, '{"seq":1}'],
    ['with something else', 100, '{"error":"busy"}'],
  ])('of a server that answers %s is no loss', async (_, delay, answer) => {
    message();
    const [board] = FakeSocket.made;
    board!.send = (asked) => {
      board!.sent.push(asked);
      setTimeout(() => board!.receive(answer.replace('1', /\d+/.exec(String(asked))![0])), delay);
    };
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(states.map(({ kind }) => kind)).toEqual(['connecting', 'live']);
    expect(FakeSocket.made).toHaveLength(1);
    // No more often than every few seconds.
    expect(probes()).toBeLessThan(3_600 / 5);
  });

  it('does not follow the wall clock', async () => {
    message();
    vi.setSystemTime(Date.now() + 86_400_000);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(probes()).toBe(0);
    vi.setSystemTime(Date.now() - 172_800_000);
    await vi.advanceTimersByTimeAsync(8_001);
    expect(state().kind).toBe('offline');
  });
});

describe('the protocol:', () => {
  it('a first pack may take its time on a slow network', () => {
    socket().accept('senml+cbor');
    vi.advanceTimersByTime(59_000);
    message();
    expect(states.map(({ kind }) => kind)).toEqual(['connecting', 'live']);
  });

  it('but it has a time limit', () => {
    socket().accept('senml+cbor');
    vi.advanceTimersByTime(60_000);
    expect(state().kind).toBe('offline');
  });

  it('a subprotocol that was not offered ends the connection', () => {
    socket().accept('token.dDE');
    expect(state()).toMatchObject({ kind: 'offline', error: expect.objectContaining({ message: expect.stringContaining('token.dDE') }) });
    expect(socket().closedWith?.[0]).toBe(4007);
  });

  it.each([
    [1001, 'Restart', 375],
    [1008, '', 10_000],
    [1013, 'Full', 10_000],
  ])('close code %i', (code, reason, wait) => {
    message();
    socket().drop(code, reason);
    expect(state()).toMatchObject({ kind: 'offline', retryIn: wait });
    expect(String((state() as { error: unknown }).error)).toBe(`Error: The board closed the connection: ${code} ${reason}`.trim());
    vi.advanceTimersByTime(wait - 1);
    expect(FakeSocket.made).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(FakeSocket.made).toHaveLength(2);
  });
});

it('an error of an abandoned socket is not reported for the next', () => {
  const first = socket();
  vi.advanceTimersByTime(9_000);
  first.onerror?.({ error: new Error('old') });
  drop();
  expect(state()).toMatchObject({ error: undefined });
});

describe('a message that cannot be read', () => {
  it('ends the connection, and the delay grows until a message can be read', () => {
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

  it('is also a reply that is not valid', () => {
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
  expect(onPack.mock.calls.map(([message, isFirst]) => [message, isFirst])).toEqual([['[]', true]]);
});

describe('sending', () => {
  it('waits for an open socket', () => {
    expect(connection.send('[]')).toBe(false);
    socket().readyState = 1;
    expect(connection.send('[]')).toBe(true);
    expect(socket().sent).toEqual(['[]']);
  });

  it('passes replies to the waiting request, and the others to the handler', async () => {
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

  it('fails without an answer when the connection drops', async () => {
    socket().readyState = 1;
    const request = connection.request(() => '[]');
    await vi.advanceTimersByTimeAsync(0);
    drop();
    await expect(request).rejects.toMatchObject({ code: 'no-answer' });
  });
});

describe('closing', () => {
  it('is permanent', () => {
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
