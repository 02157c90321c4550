import { expect, it } from 'vitest';
import { noteRow, readingRow, shownAsCsv } from '../src/more/csv';
import { CAPACITY } from '../src/ring';
import { Channel } from '../src/store';

const TIME = 1_763_877_601.125431;

function channel(name: string, unit: string, ...readings: [number, number | boolean | string][]): Channel {
  const made = new Channel(`board:${name}`, name, 0);
  made.unit = unit;
  readings.forEach(([time, value]) => made.add(time, value));
  return made;
}

it('writes a reading with its time to the microsecond', () => {
  expect(readingRow(TIME, channel('t', 'Cel'), 21.57)).toBe('2025-11-23T06:00:01.125431Z,board:t,21.57,Cel,\r\n');
});

it('quotes as RFC 4180 requires', () => {
  expect(readingRow(TIME, channel('m', ''), 'a, "b"\r\nc')).toBe('2025-11-23T06:00:01.125431Z,board:m,"a, ""b""\r\nc",,\r\n');
  expect(noteRow(TIME, 'interrupted')).toBe('2025-11-23T06:00:01.125431Z,,,,interrupted\r\n');
});

it('has the shown readings, in the order of time, with booleans as booleans', () => {
  const channels = [
    channel('t', 'Cel', [1, 10], [2, 11], [3, 12]),
    channel('door', '', [1.5, true], [2.5, false]),
    channel('message', '', [2.2, 'hi']),
    channel('old', '', [0.5, 'past']),
  ];
  expect(shownAsCsv(channels, { from: 1.2, to: 2.9 }).join('')).toBe(
    [
      'time,channel,value,unit,note',
      '1970-01-01T00:00:01.500000Z,board:door,true,,',
      '1970-01-01T00:00:02.000000Z,board:t,11,Cel,',
      '1970-01-01T00:00:02.200000Z,board:message,hi,,',
      '1970-01-01T00:00:02.500000Z,board:door,false,,',
      '',
    ].join('\r\n'),
  );
});

it('leaves interruptions out, and marks a row that stands for several readings', () => {
  const made = channel('t', 'Cel');
  for (let i = 0; i < 2 * CAPACITY; i++) {
    made.add(i / 10, i % 4);
  }
  const rows = shownAsCsv([made], { from: 0, to: 0.75 });
  expect(rows.slice(1).map((row) => row.split(',').slice(2).join())).toEqual(['0,Cel,min\r\n', '3,Cel,max\r\n', '0,Cel,min\r\n', '3,Cel,max\r\n']);
});
