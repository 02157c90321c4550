import { describe, expect, it, vi } from 'vitest';
import { decode } from '../src/cbor.js';
import { ActuationError } from '../src/index.js';
import { board, FIRST, open, openForEachTest, socket, soon } from './openBoard.js';

openForEachTest();

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
