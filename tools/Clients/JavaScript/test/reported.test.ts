// A board without time of day, to which a client reconnects, over connections of any latency.

import { describe, expect, it } from 'vitest';
import { Channels } from '../src/channels.js';
import { readPack } from '../src/pack.js';

/** When the page was loaded, by the wall clock; the monotonic clock starts at 0 there. */
const WALL = 1_763_877_600;

/** Reads one channel once a period; keeps the last readings. */
class Board {
  constructor(
    private readonly signal: (reading: number) => number | boolean,
    private readonly period = 1,
    private readonly kept = 60,
    /** Its time at the start; none for no time of day. */
    public clock?: number,
  ) {}

  /** The number of the newest reading. */
  newest(time: number): number {
    return Math.floor(time / this.period + 1e-9);
  }

  first(time: number): object[] {
    const newest = this.newest(time);
    const numbers = Array.from({ length: Math.min(this.kept, newest + 1) }, (_, i) => newest - Math.min(this.kept, newest + 1) + 1 + i);
    return this.pack(time, numbers);
  }

  live(reading: number): object[] {
    return this.pack(reading * this.period, [reading]);
  }

  private pack(time: number, numbers: number[]): object[] {
    const records = numbers.map((number) => this.record(number, number * this.period - time));
    return [{ bn: 'dev:', ...(this.clock === undefined ? {} : { bt: this.clock + time }), ...records[0] }, ...records.slice(1)];
  }

  private record(number: number, t: number): object {
    const value = this.signal(number);
    return { n: 'x', t: Number(t.toFixed(3)), ...(typeof value === 'boolean' ? { vb: value } : { v: value }) };
  }
}

/** A client whose packs arrive after a latency. @returns The numbers of the reported readings, in their order. */
class Client {
  readonly reported: unknown[] = [];
  private readonly channels = new Channels();

  constructor(private readonly board: Board) {}

  /** @param latency From the start of the attempt to the making of the pack, and from there to here. */
  connect(time: number, latency: number): void {
    const made = time + latency;
    this.take(this.board.first(made), true, time, made + latency);
  }

  live(reading: number, time: number, latency: number): void {
    this.take(this.board.live(reading), false, 0, time + latency);
  }

  private take(pack: object[], isFirst: boolean, begun: number, arrival: number): void {
    const { readings } = this.channels.add(readPack(JSON.stringify(pack), WALL + arrival), isFirst, { earliest: begun, latest: arrival });
    this.reported.push(...readings.map(({ value }) => value));
  }
}

/** Connects, reads some live readings, is disconnected and reconnects, several times. */
function visit(board: Board, latency: () => number, away: number, period = 1): unknown[] {
  const client = new Client(board);
  let time = 3.2 * period;
  for (let visits = 0; visits < 5; visits++) {
    const wait = latency();
    client.connect(time, wait);
    const from = board.newest(time + wait) + 1;
    for (let reading = from; reading < from + 4; reading++) {
      client.live(reading, reading * period, wait);
    }
    time = (from + 3) * period + wait + away;
  }
  return client.reported;
}

const counting = (from: number, to: unknown) => Array.from({ length: (to as number) - from + 1 }, (_, i) => from + i);

describe('a board without time of day', () => {
  it.each([0, 0.005, 0.3, 1, 2.5, 7])('reports each reading once over a latency of %d s', (latency) => {
    for (const away of [0.05, 0.4, 3, 20]) {
      const reported = visit(new Board((reading) => reading), () => latency, away);
      expect(reported).toEqual(counting(0, reported[reported.length - 1]));
    }
  });

  it('reports each reading once over a latency that changes', () => {
    let seed = 7;
    const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    for (let run = 0; run < 300; run++) {
      const reported = visit(new Board((reading) => reading), () => 5 * random(), 4 * random());
      expect(reported).toEqual(counting(0, reported[reported.length - 1]));
    }
  });

  it('reports no reading of a constant signal twice, and on a fast network all of them', () => {
    for (const [latency, isExact] of [[0.004, true], [2.5, false]] as const) {
      const reported = visit(new Board(() => true), () => latency, 0.3);
      const counted = visit(new Board((reading) => reading), () => latency, 0.3);
      const made = (counted[counted.length - 1] as number) + 1;
      expect(reported.length).toBeLessThanOrEqual(made);
      if (isExact) {
        expect(reported).toHaveLength(made);
      }
    }
  });

  it('reports the readings of an interruption, also if the board kept only the last', () => {
    const reported = visit(new Board((reading) => reading, 1, 3), () => 0.01, 30);
    expect(new Set(reported).size).toBe(reported.length);
    expect([...reported].sort((a, b) => (a as number) - (b as number))).toEqual(reported);
  });

  it('reports no reading of a fast channel twice', () => {
    const reported = visit(new Board((reading) => reading, 0.01), () => 0.2, 0.3, 0.01);
    expect(reported).toEqual([...new Set(reported)]);
  });

  it('is recognized after its clock was set', () => {
    const board = new Board((reading) => reading);
    const client = new Client(board);
    client.connect(5.1, 0.3);
    client.live(6, 6, 0.3);
    board.clock = 1_800_000_000;
    client.connect(7.1, 0.3);
    expect(client.reported).toEqual(counting(0, 7));
  });
});

describe('a board that knows the time', () => {
  it.each([0, 0.3, 7])('reports each reading once over a latency of %d s', (latency) => {
    for (const signal of [(reading: number) => reading, () => 5]) {
      const reported = visit(new Board(signal, 1, 60, 1_700_000_000), () => latency, 2);
      const count = visit(new Board((reading) => reading, 1, 60, 1_700_000_000), () => latency, 2);
      expect(reported).toHaveLength((count[count.length - 1] as number) + 1);
    }
  });

  it.each([-0.7, -0.02, 0.02, 0.7])('reports each reading once when it has corrected its clock by %d s', (correction) => {
    const board = new Board((reading) => reading, 1, 60, 1_700_000_000);
    const client = new Client(board);
    client.connect(5.1, 0.1);
    client.live(6, 6, 0.1);
    board.clock! += correction;
    client.connect(9.1, 0.1);
    expect(client.reported).toEqual(counting(0, 9));
  });
});

it('takes no memory for each reading', () => {
  const channels = new Channels();
  const pack = readPack('[{"bn":"dev:","n":"x","v":1}]', WALL);
  const start = performance.now();
  for (let i = 0; i < 200_000; i++) {
    channels.add(pack, false, { earliest: 0, latest: i });
  }
  expect(performance.now() - start).toBeLessThan(5_000);
});
