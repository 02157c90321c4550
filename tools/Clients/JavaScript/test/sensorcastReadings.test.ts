import { describe, expect, it, vi } from 'vitest';
import { type Reading } from '../src/index.js';
import { board, FIRST, live, open, openForEachTest, readings, socket } from './openBoard.js';

const values = () => readings.map(({ label, value }) => [label, value]);

openForEachTest();

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
