import { expect, it } from 'vitest';
import { groupsOf } from '../src/groups';
import { Channel } from '../src/store';

const ACTUATOR = { minimum: undefined, maximum: undefined, step: undefined };

function channels(): Channel[] {
  return ([
    ['cpu', '/', 0.5],
    ['inside', 'Cel', 21],
    ['lamp', '', true],
    ['outside', 'Cel', 8],
    ['message', '', 'hi'],
    ['wave', 'V', 1],
    ['fan', '', false],
    ['humidity', '%RH', 50],
    ['silent', 'Cel', undefined],
  ] as const).map(([name, unit, value], i) => {
    const channel = new Channel(`board:${name}`, name, i);
    channel.unit = unit;
    channel.actuator = name === 'lamp' || name === 'fan' ? ACTUATOR : undefined;
    if (value !== undefined) {
      channel.add(1, value);
    }
    return channel;
  });
}

const shape = (isPerChannel: boolean) =>
  groupsOf(channels(), isPerChannel).map(({ title, subtitle, channels }) => [title, subtitle, channels.map(({ label }) => label).join(' ')]);

it('puts channels of one unit together, in the order of their announcement', () => {
  expect(shape(false)).toEqual([
    ['cpu', '', 'cpu'],
    ['Temperature', '', 'inside outside'],
    ['Switches', '', 'lamp fan'],
    ['message', '', 'message'],
    ['wave', 'Voltage', 'wave'],
    ['humidity', '', 'humidity'],
  ]);
});

it('or gives each its own', () => {
  expect(shape(true).map(([title]) => title)).toEqual(['cpu', 'inside', 'lamp', 'outside', 'message', 'wave', 'fan', 'humidity']);
});

it('knows a card by what is on it', () => {
  const [first, second] = [groupsOf(channels(), false), groupsOf(channels(), false)];
  expect(first.map(({ key }) => key)).toEqual(second.map(({ key }) => key));
  expect(new Set(first.map(({ key }) => key)).size).toBe(6);
});
