import { describe, expect, it } from 'vitest';
import { readRecording } from '../src/more/recording';

const START = 1_763_877_600;

describe('CSV', () => {
  it('is read as we write it, notes left out', () => {
    const text =
      'time,channel,value,unit,note\r\n' +
      '2025-11-23T06:00:01.125431Z,board:inside,21.57,Cel,\r\n' +
      '2025-11-23T06:00:02.000000Z,,,,2 packs skipped\r\n' +
      '2025-11-23T06:00:03.000000Z,board:lamp,true,,\r\n' +
      '2025-11-23T06:00:02.500000Z,board:notice,"one, ""two""\nthree",,\r\n';
    expect(readRecording(text)).toEqual([
      { time: START + 1.125431, name: 'board:inside', unit: 'Cel', value: 21.57 },
      { time: START + 2.5, name: 'board:notice', unit: '', value: 'one, "two"\nthree' },
      { time: START + 3, name: 'board:lamp', unit: '', value: true },
    ]);
  });

  it('of something else is refused with a message', () => {
    expect(() => readRecording('a,b\n1,2\n')).toThrow('A recording has the columns time, channel and value');
  });
});

describe('SenML', () => {
  it('may have a pack on each line', () => {
    const text = `[{"bn":"board:","bt":${START},"n":"inside","u":"Cel","v":21}]\n[{"bn":"board:","bt":${START},"n":"inside","t":1,"v":22},{"n":"lamp","vb":false}]\n`;
    expect(readRecording(text)).toEqual([
      { time: START, name: 'board:inside', unit: 'Cel', value: 21 },
      { time: START, name: 'board:lamp', unit: '', value: false },
      { time: START + 1, name: 'board:inside', unit: 'Cel', value: 22 },
    ]);
  });

  it('may be one pack', () => {
    const text = JSON.stringify([{ bn: 'board:', bt: START, n: 'inside', u: 'Cel', v: 21 }, { n: 'inside', t: 1, v: 22 }], undefined, 2);
    expect(readRecording(text)).toHaveLength(2);
  });

  it('that is broken is refused', () => {
    expect(() => readRecording('[{"n":')).toThrow();
  });
});
