import { describe, expect, it } from 'vitest';
import { groupsOf } from '../src/arrangement';
import { Channel, type Value } from '../src/store';

let index = 0;

function channel(label: string, unit: string, value: Value | undefined, isActuator = false): Channel {
  const made = new Channel(`board:${label}`, label, index++);
  made.unit = unit;
  if (isActuator) {
    made.actuator = { minimum: 0, maximum: 1, step: 1 };
  }
  if (value !== undefined) {
    made.add(1, value);
  }
  return made;
}

const inside = channel('inside', 'Cel', 21);
const supply = channel('supply', 'V', 3);
const outside = channel('outside', 'Cel', 5);
const door = channel('door', '', true);
const notice = channel('notice', '', 'hello');
const lamp = channel('lamp', '', false, true);
const dimmer = channel('dimmer', '/', 0.5, true);
const ALL = [inside, supply, outside, door, notice, lamp, dimmer];

const titles = (...parameters: Parameters<typeof groupsOf>) =>
  groupsOf(...parameters).map(({ title, channels }) => `${title}: ${channels.map(({ label }) => label).join(' ')}`);

describe('by itself', () => {
  it('each unit has a card, and on/off channels, texts and controls have one each', () => {
    expect(titles(ALL, [], false)).toEqual(['Temperature: inside outside', 'supply: supply', 'On and off: door notice', 'Controls: lamp dimmer']);
  });

  it('each channel may have its own card', () => {
    expect(titles(ALL, [], true).slice(0, 3)).toEqual(['inside: inside', 'supply: supply', 'outside: outside']);
  });

  it('the channels of a group are together, under its name and that of their kind', () => {
    const [kitchen, hall, cellar] = [channel('t1', 'Cel', 20), channel('t2', 'Cel', 18), channel('h1', '%', 60)];
    kitchen!.description = { title: 'Kitchen', group: 'Upstairs' };
    hall!.description = { group: 'Upstairs' };
    cellar!.description = { title: 'Cellar', group: 'Below', kind: 'humidity' };
    const groups = groupsOf([outside, kitchen!, cellar!, hall!], [], false);
    expect(groups.map(({ title, subtitle, channels }) => [title, subtitle, channels.length])).toEqual([
      ['outside', 'Temperature', 1],
      ['Temperature', 'Upstairs', 2],
      ['Cellar', 'Below, Humidity', 1],
    ]);
  });

  it('channels of several groups on one card are named with their group', () => {
    const [attic, shed, third, roof] = ['attic', 'shed', 'shed', undefined].map((group, i) => {
      const made = channel(`t${i}`, 'Cel', 20);
      made.description = { title: 'air', ...(group ? { group } : {}) };
      return made;
    });
    const labels = (channels: string[]) =>
      groupsOf([attic!, shed!, third!, roof!], [{ kind: 'chart', channels }], true).slice(0, 1).map((one) => [one.fullTitle, one.subtitle, ...one.labels])[0];
    expect(labels(['board:t0'])).toEqual(['attic · air', 'attic, Temperature', 'air']);
    expect(labels(['board:t0', 'board:t1', 'board:t3'])).toEqual(['Temperature', '3 channels', 'attic · air', 'shed · air', 'air']);
    expect(labels(['board:t1', 'board:t2'])).toEqual(['shed · Temperature', 'shed', 'air', 'air']);

    const [lamp, pump] = [channel('lamp', '', false, true), channel('pump', '', false, true)];
    lamp!.description = { group: 'attic' };
    pump!.description = { group: 'shed' };
    expect(groupsOf([lamp!, pump!], [], false).map((one) => [one.fullTitle, ...one.labels])).toEqual([['Controls', 'attic · lamp', 'shed · pump']]);
  });

  it('a channel without a reading has none', () => {
    expect(titles([channel('silent', 'Cel', undefined)], [], false)).toEqual([]);
  });
});

describe('arranged', () => {
  it('cards have that order, and other channels follow', () => {
    const cards = [
      { kind: 'controls' as const, channels: [] },
      { kind: 'chart' as const, channels: ['board:supply', 'board:inside'] },
      { kind: 'chart' as const, channels: ['board:gone'] },
    ];
    expect(titles(ALL, cards, false)).toEqual(['Controls: lamp dimmer', 'Voltage and Temperature: supply inside', 'outside: outside', 'On and off: door notice']);
  });

  it('an actuator may have a chart, and stays among the controls', () => {
    expect(titles([dimmer], [{ kind: 'controls', channels: [] }, { kind: 'chart', channels: ['board:dimmer'] }], false)).toEqual([
      'Controls: dimmer',
      'dimmer: dimmer',
    ]);
  });
});
