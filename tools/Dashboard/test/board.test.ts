import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Board } from '../src/broker/board';

const bytes = (text: string) => new TextEncoder().encode(text);
const pack = (sequence: number, value = sequence) => bytes(`[{"bn":"b:","bt":${1_782_907_200 + sequence},"seq":${sequence},"n":"a","v":${value}}]`);

function board(group = '') {
  const packs: string[] = [];
  const made = new Board('attic', group, ({ sequence, records }, isFirst) => packs.push(`${isFirst ? 'first' : 'live'} ${sequence} ${records[0]?.name}`));
  return { made, packs };
}

it('keeps live packs until the description comes, and drops those that it includes', () => {
  const { made, packs } = board();
  [4, 5, 6, 7].forEach((sequence) => made.take('packs', pack(sequence)));
  expect(packs).toEqual([]);
  made.take('recent', pack(5));
  expect(packs).toEqual(['first 5 attic/a', 'live 6 attic/a', 'live 7 attic/a']);
});

it('reads a message that is a part of a larger buffer, as those of MQTT.js are, whose slice() copies nothing', () => {
  const { made, packs } = board();
  made.take('recent', pack(5));
  const cbor = [0x81, 0xa5, 0x21, 0x62, 0x62, 0x3a, 0x22, 0x1a, 0x6a, 0x45, 0, 6, 0x63, 0x73, 0x65, 0x71, 6, 0, 0x61, 0x61, 2, 6];
  const shared = new Uint8Array([7, 7, 7, ...cbor, 7]).subarray(3, 3 + cbor.length);
  made.take('packs', Object.assign(shared, { slice: () => shared }));
  expect(packs.slice(1)).toEqual(['live 6 attic/a']);
  expect(made.state).toBe('waiting');
});

it('counts no loss for the packs since a retained description', () => {
  const { made, packs } = board();
  made.take('recent', pack(5), true);
  made.take('packs', pack(90));
  expect(packs).toEqual(['first undefined attic/a', 'live 90 attic/a']);
  made.take('recent', pack(95));
  made.take('packs', pack(95));
  made.take('packs', pack(96));
  expect(packs.slice(2)).toEqual(['first 95 attic/a', 'live 96 attic/a']);
});

it('counts the packs lost around a retained description, if packs came before it', () => {
  const { made, packs } = board();
  made.take('recent', pack(5));
  [90, 91, 91].forEach((sequence) => made.take('packs', pack(sequence)));
  expect(made.isDoubtful).toBe(true);
  made.take('recent', pack(70), true);

  // 92 is lost; the packs that have come are still in the description.
  [91, 93].forEach((sequence) => made.take('packs', pack(sequence)));
  expect(packs.slice(1)).toEqual(['live 90 attic/a', 'live 91 attic/a', 'first 91 attic/a', 'live 93 attic/a']);

  // A description that is newer than all packs is used alone.
  made.take('recent', pack(96), true);
  made.take('packs', pack(97));
  expect(packs.slice(5)).toEqual(['first undefined attic/a', 'live 97 attic/a']);
});

it('drops the packs from before an unannounced restart of the board', () => {
  const { made, packs } = board();
  made.take('recent', pack(99));
  [100, 3].forEach((sequence) => made.take('packs', pack(sequence)));
  made.take('recent', pack(2), true);
  made.take('packs', pack(4));
  expect(made.isDoubtful).toBe(true);
  made.take('recent', pack(2), true);
  made.take('packs', pack(5));
  expect(packs.slice(2)).toEqual(['first 100 attic/a', 'first undefined attic/a', 'live 5 attic/a']);
});

it('drops packs that come twice or late, and handles the wrap-around of the numbers', () => {
  const { made, packs } = board();
  made.take('recent', pack(2 ** 32 - 2));
  [2 ** 32 - 1, 2 ** 32 - 1, 0, 2 ** 32 - 1, 2].forEach((sequence) => made.take('packs', pack(sequence)));
  expect(packs.slice(1).map((one) => one.split(' ')[1])).toEqual([String(2 ** 32 - 1), '0', '2']);
});

it('begins anew when the board has', () => {
  const { made, packs } = board();
  made.take('recent', pack(100));
  made.take('history', bytes('[{"bn":"b:","bt":1782907200,"n":"a","v":1}]'));
  made.take('packs', pack(1));
  expect(packs.slice(1)).toEqual(['first undefined attic/a', 'live 1 attic/a']);
});

it('distinguishes the board from the bridge', () => {
  const { made } = board();
  expect(made.state).toBe('waiting');
  made.take('board', bytes('online'));
  made.take('status', bytes('online'));
  expect(made.state).toBe('live');
  made.take('status', bytes('offline'));
  expect(made.state).toBe('bridge-away');
  made.take('board', bytes('offline'));
  expect(made.state).toBe('board-away');
});

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

it('takes an empty message for a removal', () => {
  const { made, packs } = board();
  made.take('status', bytes('online'));
  made.take('recent', pack(1));
  ['status', 'board', 'recent', 'history', 'packs'].forEach((topic) => made.take(topic, bytes('')));
  expect(made.state).toBe('live');
  expect(packs).toHaveLength(1);
});

it('reads the packs again when the description was of an earlier start', () => {
  const { made, packs } = board();
  made.take('recent', pack(5_000));
  [1, 2, 3].forEach((sequence) => made.take('packs', pack(sequence)));
  expect(made.isDoubtful).toBe(true);
  made.take('recent', pack(3));
  expect(made.isDoubtful).toBe(false);
  made.take('packs', pack(4));
  expect(packs).toEqual(['first 5000 attic/a', 'first 3 attic/a', 'live 4 attic/a']);

  // One late pack does not count for ever.
  made.take('packs', pack(4));
  made.take('packs', pack(5));
  expect(made.isDoubtful).toBe(false);
});

it('shows a channel that the description lacks, and requests another description, once', () => {
  const { made, packs } = board();
  made.take('recent', pack(5));
  const other = (sequence: number) => bytes(`[{"bn":"b:","bt":1782907200,"seq":${sequence},"n":"new","v":1}]`);
  made.take('packs', other(6));
  expect(packs.slice(1)).toEqual(['live 6 attic/new']);
  expect(made.isDoubtful).toBe(true);
  made.take('recent', other(6));
  made.take('packs', other(7));
  expect(made.isDoubtful).toBe(false);

  // A bridge may have no room for it.
  made.take('recent', pack(8));
  made.take('packs', other(9));
  expect(made.isDoubtful).toBe(false);
  expect(packs.slice(-1)).toEqual(['live 9 attic/new']);
});

it('does not continue in another unit, but waits for the description', () => {
  const { made, packs } = board();
  const inUnit = (sequence: number, unit: string) => bytes(`[{"bn":"b:","bt":1782907200,"seq":${sequence},"n":"a","u":"${unit}","v":1}]`);
  made.take('recent', inUnit(5, 'Cel'));
  made.take('packs', inUnit(6, 'Cel'));
  made.take('packs', inUnit(7, 'K'));
  expect(made.isDescribed).toBe(false);
  expect(packs).toEqual(['first 5 attic/a', 'live 6 attic/a']);
  made.take('recent', inUnit(6, 'K'));
  expect(packs.slice(2)).toEqual(['first 6 attic/a', 'live 7 attic/a']);
});

it('works without a description that does not come', () => {
  const { made, packs } = board();
  made.doWithout();
  [4, 5].forEach((sequence) => made.take('packs', pack(sequence)));
  made.doWithout();
  expect(packs).toEqual(['first 4 attic/a', 'live 5 attic/a']);
});

it('does not read a message that is far too long', () => {
  const { made, packs } = board();
  made.take('status', bytes('online'));
  made.take('recent', bytes(`[${'{"n":"a","v":1},'.repeat(20_000)}{"n":"a","v":1}]`));
  expect(made.state).toBe('unreadable');
  expect(packs).toEqual([]);
});

it.each(['{', '[{"n":1}]', 'x', '[', '\x80', '17', '"text"', 'null', '{"n":"a","v":1}', '[[]]', '[null]'])('does not break on %j, and goes on', (text) => {
  const { made, packs } = board();
  made.take('status', bytes('online'));
  made.take('recent', bytes(text));
  expect(made.state).toBe('unreadable');
  made.take('status', bytes(text));
  made.take('recent', pack(1));
  expect(packs).toHaveLength(1);
  expect(made.state).toBe('disturbed');
  vi.advanceTimersByTime(10_000);
  expect(made.state).toBe('live');
  made.take('packs', bytes(text));
  expect(made.state).toBe('disturbed');
  expect(packs).toHaveLength(1);
});

it('keeps the description of a channel when live packs come, which have none', () => {
  const reported: unknown[] = [];
  const made = new Board('attic', 'attic', ({ records }) => reported.push(records.map(({ description }) => description)));
  made.take('recent', bytes('[{"bn":"b:","bt":1782907200,"seq":1,"n":"a","title":"Air","v":1},{"n":"a","v":2},{"n":"lamp","set":true,"vb":true},{"n":"door","vb":true}]'));
  made.take('packs', bytes('[{"bn":"b:","bt":1782907201,"seq":2,"n":"a","v":3},{"n":"lamp","vb":false}]'));
  expect(reported[0]).toEqual([
    { title: 'Air', group: 'attic' },
    undefined,
    { group: 'attic' },
    { group: 'attic' },
  ]);
  expect(reported[1]).toEqual([undefined, undefined]);
});

it('adds the name of the board to its groups if there are several', () => {
  const groups: unknown[] = [];
  const made = new Board('attic', 'attic', ({ records }) => groups.push(records.map(({ description }) => description?.group)));
  made.take('recent', bytes('[{"bn":"b:","bt":1782907200,"n":"a","group":"Air","v":1},{"n":"c","v":1}]'));
  expect(groups).toEqual([['attic · Air', 'attic']]);
});
