import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decode } from '../src/cbor.js';
import { ActuationError, type Reading, Sensorcast, type SensorcastOptions } from '../src/index.js';
import { FakeSocket } from './fakeSocket.js';

const FIRST = '[{"bn":"dev:","bt":1763877600,"n":"x","u":"Cel","ut":1,"v":1,"t":-1},{"n":"x","v":2},{"n":"lamp","set":true,"vb":false}]';

let board: Sensorcast;
let readings: Reading[];

const socket = () => FakeSocket.last;
const live = (sequence: number, value: number) =>
  socket().receive(`[{"bn":"dev:","bt":${1763877601 + sequence},"seq":${sequence},"n":"x","v":${value}}]`);
const values = () => readings.map(({ label, value }) => [label, value]);
const soon = () => vi.advanceTimersByTimeAsync(0);

function open(options: SensorcastOptions = {}): void {
  board = new Sensorcast('ws://board/ws', { encoding: 'json', WebSocket: FakeSocket, ...options });
  readings = [];
  board.subscribe((reading) => readings.push(reading));
}

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

describe('connecting', () => {
  it.each([
    ['ws://board/ws', 'ws://board/ws'],
    ['https://proxy:8443/board1/#top', 'wss://proxy:8443/board1/ws'],
  ])('%s is %s', (address, url) => {
    new Sensorcast(address, { WebSocket: FakeSocket }).close();
    expect(socket().url).toBe(url);
  });

  it('offers the encoding, and the token if there is one', () => {
    open({ encoding: 'cbor', token: 'secret' });
    expect(socket().protocols).toEqual(['senml+cbor', 'token.c2VjcmV0']);
    open({});
    expect(socket().protocols).toEqual(['senml+json']);
  });

  it('takes the WebSocket of the platform, and throws if there is none', () => {
    vi.stubGlobal('WebSocket', FakeSocket);
    new Sensorcast('ws://other/ws').close();
    expect(socket().url).toBe('ws://other/ws');
    vi.stubGlobal('WebSocket', undefined);
    expect(() => new Sensorcast('ws://other/ws')).toThrow('There is no WebSocket here');
  });

  it('reports its state', async () => {
    const states: string[] = [];
    board.on('state', ({ kind }) => states.push(kind));
    expect(board.state.kind).toBe('connecting');
    socket().receive(FIRST);
    socket().drop();
    await vi.advanceTimersByTimeAsync(500);
    socket().receive(FIRST);
    board.close();
    board.close();
    expect(states).toEqual(['live', 'offline', 'connecting', 'live', 'closed']);
    expect(FakeSocket.made).toHaveLength(2);
  });

  it('is lost after silence', async () => {
    socket().receive(FIRST);
    await vi.advanceTimersByTimeAsync(13_000);
    expect(board.state.kind).toBe('offline');
  });
});

describe('a board that is flashed anew', () => {
  const NEXT = '[{"bn":"dev:","bt":1763877700,"n":"x","u":"K","ut":60,"v":300}]';

  beforeEach(async () => {
    socket().receive(FIRST);
    socket().drop();
    await vi.advanceTimersByTimeAsync(500);
  });

  it('replaces all descriptions', () => {
    const gone: string[] = [];
    board.on('gone', ({ name, actuator }) => gone.push(`${name} ${actuator !== undefined}`));
    socket().receive(NEXT);
    expect(gone).toEqual(['dev:lamp true']);
    expect([...board.channels.keys()]).toEqual(['dev:x']);
    expect(board.channel('lamp')).toBeUndefined();
    expect(board.channel('x')).toMatchObject({ unit: 'K', updateTime: 60, latest: { value: 300, unit: 'K' } });
  });

  it('may make a channel read-only, and settable again', async () => {
    socket().receive('[{"bn":"dev:","bt":1763877700,"n":"x","v":1},{"n":"lamp","vb":true}]');
    expect(board.channel('lamp')).toMatchObject({ actuator: undefined, updateTime: undefined });
    socket().drop();
    await vi.advanceTimersByTimeAsync(500);
    socket().receive(FIRST);
    expect(board.channel('lamp')?.actuator).toBeDefined();
  });

  it('may have another name', () => {
    socket().receive('[{"bn":"other:","bt":1763877700,"n":"x","v":1}]');
    expect([...board.channels.keys()]).toEqual(['other:x']);
    expect(board.channel('x')?.name).toBe('other:x');
  });

  it('keeps the channels of a live pack until then', async () => {
    socket().receive(NEXT);
    socket().receive('[{"bn":"dev:","bt":1763877701,"seq":1,"n":"new","u":"V","v":5}]');
    expect(board.channel('new')?.unit).toBe('V');
    expect([...board.channels.keys()]).toEqual(['dev:x', 'dev:new']);
  });
});

describe('readings', () => {
  it('come with the history first', () => {
    socket().receive(FIRST);
    live(0, 3);
    expect(values()).toEqual([['x', 1], ['x', 2], ['lamp', false], ['x', 3]]);
    expect(readings.map(({ isHistory }) => isHistory)).toEqual([true, true, true, false]);
    expect(readings[3]).toEqual({ name: 'dev:x', label: 'x', value: 3, unit: 'Cel', time: 1763877601, isHistory: false });
    expect(board.channels.get('dev:x')?.latest).toBe(readings[3]);
    expect(board.channel('lamp')?.actuator).toBeDefined();
  });

  it('are those subscribed to, by either name', () => {
    const taken: unknown[] = [];
    const take = ({ label, value }: Reading) => taken.push([label, value]);
    board.subscribe('lamp', take);
    const leave = board.subscribe(['dev:x', 'y'], take);
    socket().receive(FIRST);
    leave();
    live(0, 3);
    expect(taken).toEqual([['x', 1], ['x', 2], ['lamp', false]]);
  });

  it('may be limited to some channels', () => {
    open({ channels: ['dev:lamp'] });
    socket().receive(FIRST);
    expect(values()).toEqual([['lamp', false]]);
    expect([...board.channels.keys()]).toEqual(['dev:x', 'dev:lamp']);
  });

  it('can be iterated over until the board is closed', async () => {
    const all = board.readings();
    const some = board.readings('lamp');
    socket().receive(FIRST);
    board.close();
    const taken: unknown[] = [];
    for await (const { value } of all) {
      taken.push(value);
    }
    for await (const { value } of some) {
      taken.push(value);
    }
    for await (const _ of board) {
      taken.push('never');
    }
    expect(taken).toEqual([1, 2, false, false]);
  });

  it('are no longer iterated over after a break', async () => {
    const iterator = board.readings();
    socket().receive(FIRST);
    for await (const _ of iterator) {
      break;
    }
    live(0, 3);
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });

  it('reach every listener, also if one of them fails', async () => {
    const reported: unknown[] = [];
    vi.stubGlobal('queueMicrotask', (action: () => void) => {
      try {
        action();
      } catch (error) {
        reported.push(error);
      }
    });
    const after = vi.fn();
    board.subscribe('lamp', () => {
      throw new Error('of the listener');
    });
    board.subscribe('lamp', after);
    socket().receive(FIRST);
    expect(after).toHaveBeenCalledOnce();
    expect(reported).toEqual([new Error('of the listener')]);
    expect(board.state.kind).toBe('live');
  });
});

it('counts skipped packs', () => {
  const skipped: number[] = [];
  board.on('skipped', (count) => skipped.push(count));
  socket().receive(FIRST);
  live(4, 1);
  live(7, 2);
  socket().drop();
  vi.advanceTimersByTime(500);
  socket().receive(FIRST);
  live(99, 3);
  live(101, 4);
  expect(skipped).toEqual([2, 1]);
  expect(board.skipped).toBe(3);
});

describe('setting', () => {
  it('waits for the acknowledgement', async () => {
    const roundTrips: number[] = [];
    board.on('roundTrip', (time) => roundTrips.push(time));
    socket().receive(FIRST);
    const done = board.set('lamp', true);
    await vi.advanceTimersByTimeAsync(7);
    expect(socket().sent).toEqual(['[{"seq":1,"n":"dev:lamp","vb":true}]']);
    socket().receive('{"seq":1}');
    await done;
    expect(roundTrips).toEqual([7]);
    expect(board.roundTrip).toBe(7);
  });

  it('takes several values at once, by either name', async () => {
    socket().receive(FIRST);
    const done = board.set({ 'dev:lamp': true, level: 0.5, 'dev:label': 'on' });
    await soon();
    expect(socket().sent).toEqual(['[{"seq":1,"n":"dev:lamp","vb":true},{"n":"dev:level","v":0.5},{"n":"dev:label","vs":"on"}]']);
    socket().receive('{"seq":1}');
    await done;
  });

  it('is in CBOR if the readings are', async () => {
    open({ encoding: 'cbor' });
    socket().receive(FIRST);
    const done = board.set('level', 0.1);
    await soon();
    const message = socket().sent[0] as ArrayBuffer;
    expect(decode(new Uint8Array(message))).toEqual([new Map<unknown, unknown>([['seq', 1], [0, 'dev:level'], [2, 0.1]])]);
    socket().receive('{"seq":1}');
    await done;
  });

  it('fails with the board\'s code', async () => {
    socket().receive(FIRST);
    const error = board.set('level', 2).catch((reason: unknown) => reason);
    await soon();
    socket().receive('{"seq":1,"error":"out-of-range","n":"dev:level"}');
    expect(await error).toBeInstanceOf(ActuationError);
    expect(await error).toMatchObject({ code: 'out-of-range', channel: 'dev:level' });
  });

  it('waits for the connection', async () => {
    const done = board.set('lamp', true);
    await vi.advanceTimersByTimeAsync(4_000);
    socket().receive(FIRST);
    await soon();
    socket().receive('{"seq":1}');
    await done;
  });

  it('fails if there is none in time', async () => {
    const failure = expect(board.set('lamp', true)).rejects.toMatchObject({ code: 'not-connected' });
    await vi.advanceTimersByTimeAsync(5_000);
    await failure;
  });

  it('fails at once when the board is closed', async () => {
    const failures = [expect(board.set('lamp', true)).rejects.toMatchObject({ code: 'not-connected' })];
    board.close();
    failures.push(expect(board.set('lamp', true)).rejects.toMatchObject({ code: 'not-connected' }));
    await soon();
    await Promise.all(failures);
  });

  it('refuses values that no board takes', async () => {
    socket().receive(FIRST);
    await expect(board.set('level', NaN)).rejects.toThrow(RangeError);
    await expect(board.set('label', 'x'.repeat(1024))).rejects.toThrow(RangeError);
    expect(socket().sent).toEqual([]);
  });
});

describe('the board\'s new value', () => {
  const SETTABLE =
    '[{"bn":"dev:","n":"level","set":true,"min":0,"max":1,"step":0.01,"v":0},{"n":"valve","set":true,"min":0,"max":1,"step":0.1,"takes":3,"v":0}]';
  const reading = (name: string, value: number) => socket().receive(`[{"bn":"dev:","seq":1,"n":"${name}","v":${value}}]`);

  it('is the reading that follows the acknowledgement', async () => {
    open({ channels: ['valve'] });
    socket().receive(SETTABLE);
    const done = board.setAndRead('level', 0.505);
    await soon();
    reading('level', 0.2);
    socket().receive('{"seq":1}');
    reading('valve', 0);
    reading('level', 0.51);
    reading('level', 0.7);
    expect((await done)?.value).toBe(0.51);
  });

  it('is waited for if the actuator is slow', async () => {
    socket().receive(SETTABLE);
    const done = board.setAndRead('dev:valve', 0.52);
    await soon();
    socket().receive('{"seq":1}');
    reading('valve', 0.1);
    reading('valve', 0.3);
    reading('valve', 0.5);
    expect((await done)?.value).toBe(0.5);
  });

  it('is the newest reading when the time has passed', async () => {
    socket().receive(SETTABLE);
    const done = board.setAndRead('valve', 1);
    const none = board.setAndRead('level', 1);
    await soon();
    socket().receive('{"seq":1}');
    reading('valve', 0.1);
    await soon();
    socket().receive('{"seq":2}');
    await vi.advanceTimersByTimeAsync(4_990);
    expect(await none).toBeUndefined();
    reading('valve', 0.3);
    await vi.advanceTimersByTimeAsync(10);
    expect((await done)?.value).toBe(0.3);
  });

  it('is not waited for when the board refuses', async () => {
    socket().receive(SETTABLE);
    const failure = expect(board.setAndRead('level', 2)).rejects.toMatchObject({ code: 'out-of-range' });
    await soon();
    socket().receive('{"seq":1,"error":"out-of-range","n":"dev:level"}');
    await failure;
  });
});

it('measures the round trip', async () => {
  socket().receive(FIRST);
  const roundTrip = board.measureRoundTrip();
  await vi.advanceTimersByTimeAsync(3);
  expect(socket().sent).toEqual(['[{"seq":1}]']);
  socket().receive('{"seq":1}');
  expect(await roundTrip).toBe(3);
});
