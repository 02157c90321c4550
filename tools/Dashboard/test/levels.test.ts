import { describe, expect, it } from 'vitest';
import { announcedLevels, type Limit, limitBeyond } from '../src/more/levels';

const LEVELS = { low: 0, lowWarning: 5, highWarning: 60, high: 65, hysteresis: 2 };

function severities(...readings: number[]): string {
  let limit: Limit | undefined;
  return readings
    .map((reading) => {
      limit = limitBeyond(reading, LEVELS, limit);
      return '-wA'[limit?.severity ?? 0];
    })
    .join('');
}

describe('a reading is beyond', () => {
  it('the most severe level that it has crossed', () => {
    expect(severities(30, 60, 60.1, 65, 65.1, 30, 4.9, 0, -0.1)).toBe('--wwA-wwA');
  });

  it('a level until it is back by as much as the hysteresis', () => {
    expect(severities(66, 64, 63.1, 63, 62, 58.1, 58)).toBe('AAAwww-');
    expect(severities(-1, 1.9, 2, 6.9, 7)).toBe('AAww-');
  });

  it('no level if there are none', () => {
    expect(limitBeyond(1e9, {}, undefined)).toBeUndefined();
  });

  it('a level of the other side without one of this side', () => {
    expect(severities(66, -1, 6)).toBe('AAw');
  });
});

describe('announced levels', () => {
  it('are those that the channel has', () => {
    expect(announcedLevels({ alarmlow: 5, warnhigh: 30 })).toEqual({ low: 5, highWarning: 30 });
    expect(announcedLevels({ title: 'Kitchen', low: 10, high: 30 })).toBeUndefined();
  });
});
