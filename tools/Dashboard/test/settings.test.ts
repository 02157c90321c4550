import { describe, expect, it } from 'vitest';
import { Settings, storageOf } from '../src/settings';

function storage(kept?: string): Storage {
  const values = new Map(kept === undefined ? [] : [['sensorcast', kept]]);
  return { getItem: (key: string) => values.get(key) ?? null, setItem: (key: string, value: string) => void values.set(key, value) } as Storage;
}

it('comes back as it was kept', () => {
  const place = storage();
  const settings = new Settings(place);
  settings.window = 900;
  settings.isPerChannel = true;
  settings.hidden.add('board:t');
  settings.keep();
  expect(new Settings(place)).toMatchObject({ window: 900, isPerChannel: true, hidden: new Set(['board:t']) });
});

describe('is what it is at first', () => {
  it.each([undefined, 'nonsense', 'null', '7', '{"window":7,"isPerChannel":"yes","hidden":"all"}'])('with %s', (kept) => {
    expect(new Settings(storage(kept))).toMatchObject({ window: 120, isPerChannel: false, hidden: new Set() });
  });

  it('in a browser that keeps nothing', () => {
    const forbidden = storageOf(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    const settings = new Settings(forbidden);
    settings.keep();
    expect(settings.window).toBe(120);
  });
});
