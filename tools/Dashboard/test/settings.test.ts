import { describe, expect, it } from 'vitest';
import { Settings, storageOf } from '../src/settings';

function storage(kept?: string): Storage {
  const values = new Map(kept === undefined ? [] : [['sensorcast', kept]]);
  return { getItem: (key: string) => values.get(key) ?? null, setItem: (key: string, value: string) => void values.set(key, value) } as Storage;
}

it('are restored as they were stored', () => {
  const place = storage();
  const settings = new Settings(place);
  settings.change({ window: 900, isPerChannel: true });
  settings.change(({ hidden }) => hidden.push('board:t'));
  expect(new Settings(place).now).toMatchObject({ window: 900, isPerChannel: true, hidden: ['board:t'] });
});

it('keep the changes of another tab', () => {
  const place = storage();
  const [one, other] = [new Settings(place), new Settings(place)];
  one.change({ density: 'comfortable' });
  one.change(({ hidden }) => hidden.push('board:t'));
  other.change(({ hidden }) => hidden.push('board:p'));
  expect(new Settings(place).now).toMatchObject({ density: 'comfortable', hidden: ['board:t', 'board:p'] });
  one.adopt();
  expect(one.now.hidden).toEqual(['board:t', 'board:p']);
});

describe('a link', () => {
  it('carries the view, and stores nothing by itself', () => {
    const place = storage();
    const settings = new Settings(place);
    settings.change({ window: 900, cards: [{ kind: 'chart', channels: ['board:t', 'board:ü'], isWide: true, scale: [0, 5] }] });
    const elsewhere = storage();
    const opened = new Settings(elsewhere, settings.fragment);
    expect(opened.now).toEqual(settings.now);
    expect(new Settings(elsewhere).now.window).toBe(120);
  });

  it.each(['#top', '#view=%', '#view=nonsense', '#view=%7B%22cards%22%3A7%7D'])('that is not valid changes nothing: %s', (fragment) => {
    expect(new Settings(storage(), fragment).now).toEqual(new Settings(storage()).now);
  });
});

describe('have the defaults', () => {
  it.each([undefined, 'nonsense', 'null', '7', '{"window":7,"isPerChannel":"yes","hidden":"all","cards":{},"levels":[3]}'])('with %s', (kept) => {
    expect(new Settings(storage(kept)).now).toMatchObject({ window: 120, isPerChannel: false, hidden: [], cards: [] });
  });

  it('in a browser that keeps nothing', () => {
    const forbidden = storageOf(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    const settings = new Settings(forbidden);
    settings.change({ window: 30 });
    expect(settings.now.window).toBe(30);
  });
});
