import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Sensorcast } from '../src/index.js';
import { FakeSocket } from './fakeSocket.js';
import { board, FIRST, live, open, openForEachTest, socket } from './openBoard.js';

openForEachTest();

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

it('measures the round trip', async () => {
  socket().receive(FIRST);
  const roundTrip = board.measureRoundTrip();
  await vi.advanceTimersByTimeAsync(3);
  expect(socket().sent).toEqual(['[{"seq":1}]']);
  socket().receive('{"seq":1}');
  expect(await roundTrip).toBe(3);
});
