import { expect, it } from 'vitest';
import { Board } from '../src/broker/board';

const bytes = (text: string) => new TextEncoder().encode(text);
const pack = (sequence: number, value = sequence) => bytes(`[{"bn":"b:","bt":${1_782_907_200 + sequence},"seq":${sequence},"n":"a","v":${value}}]`);

function board(group = '') {
  const packs: string[] = [];
  const made = new Board('attic', group, ({ sequence, records }, isFirst) => packs.push(`${isFirst ? 'first' : 'live'} ${sequence} ${records[0]?.name}`));
  return { made, packs };
}

it('holds live packs until the description comes, and drops those that are in it', () => {
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

it('takes what has come since a retained description for no loss', () => {
  const { made, packs } = board();
  made.take('recent', pack(5), true);
  made.take('packs', pack(90));
  expect(packs).toEqual(['first undefined attic/a', 'live 90 attic/a']);
  made.take('recent', pack(95));
  made.take('packs', pack(95));
  made.take('packs', pack(96));
  expect(packs.slice(2)).toEqual(['first 95 attic/a', 'live 96 attic/a']);
});

it('drops what comes twice or late, and what comes after the largest number is later', () => {
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

it('tells the board from the bridge', () => {
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

it.each(['', '{', '[{"n":1}]', 'x', '[', '\x80'])('does not break on %j, and goes on', (text) => {
  const { made, packs } = board();
  made.take('status', bytes('online'));
  made.take('recent', bytes(text));
  expect(made.state).toBe('unreadable');
  made.take('status', bytes(text));
  made.take('recent', pack(1));
  expect(made.state).toBe('live');
  expect(packs).toHaveLength(1);
});

it('names the board at its groups where there are several', () => {
  const groups: unknown[] = [];
  const made = new Board('attic', 'attic', ({ records }) => groups.push(records.map(({ description }) => description?.group)));
  made.take('recent', bytes('[{"bn":"b:","bt":1782907200,"n":"a","group":"Air","v":1},{"n":"c","v":1}]'));
  expect(groups).toEqual([['attic · Air', 'attic']]);
});
