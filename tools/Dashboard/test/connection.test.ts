import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Connection, type ConnectionState } from '../src/connection';

class FakeSocket {
  static made: FakeSocket[] = [];
  binaryType = 'blob';
  closedWith: unknown[] | undefined;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor(
    readonly url: string,
    readonly protocol: string,
  ) {
    FakeSocket.made.push(this);
  }

  close(...reason: unknown[]): void {
    this.closedWith = reason;
  }
}

const states: ConnectionState[] = [];
const onMessage = vi.fn();
let connection: Connection;

const socket = () => FakeSocket.made[FakeSocket.made.length - 1]!;
const state = () => states[states.length - 1]!;
const message = () => socket().onmessage?.({ data: new ArrayBuffer(1) });
const drop = () => socket().onclose?.();

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.stubGlobal('WebSocket', FakeSocket);
  FakeSocket.made = [];
  states.length = 0;
  onMessage.mockReset();
  connection = new Connection('ws://board/ws', 'senml+cbor', { onMessage, onState: (next) => states.push(next) });
  connection.connect();
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it('asks for the subprotocol and for whole buffers', () => {
  expect(socket()).toMatchObject({ url: 'ws://board/ws', protocol: 'senml+cbor', binaryType: 'arraybuffer' });
});

it('is live with the first message, which it points out', () => {
  expect(state().kind).toBe('connecting');
  message();
  message();
  expect(states.map(({ kind }) => kind)).toEqual(['connecting', 'live']);
  expect(onMessage.mock.calls.map(([, isFirst]) => isFirst)).toEqual([true, false]);
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
    expect(onMessage.mock.calls.map(([, isFirst]) => isFirst)).toEqual([true, true]);
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
    onMessage.mockImplementation(() => (connection.silenceLimit = 5_000));
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
  });
});

describe('a message that cannot be read', () => {
  it('ends the connection, and the delay grows until one can', () => {
    onMessage.mockImplementation(() => {
      throw new Error('malformed');
    });
    message();
    expect(socket().closedWith).toEqual([4007, 'unreadable message']);
    vi.advanceTimersByTime(400);
    message();
    expect(state()).toMatchObject({ kind: 'offline', failures: 2 });
  });

  it('is also one of text', () => {
    socket().onmessage?.({ data: '[]' });
    expect(state().kind).toBe('offline');
    expect(onMessage).not.toHaveBeenCalled();
  });
});
