import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ActuationError } from '../../Clients/JavaScript/src/requests';
import { Channel, type Value } from '../src/store';
import { Wish } from '../src/wish';

let channel: Channel;
let wish: Wish;
let answers: { value: Value; resolve: () => void; reject: (error: unknown) => void }[];

beforeEach(() => {
  answers = [];
  channel = new Channel('board:level', 'level', 0);
  channel.add(1, 10);
  const send = (_: string, value: Value) => new Promise<void>((resolve, reject) => answers.push({ value, resolve, reject }));
  wish = new Wish(channel, send, vi.fn());
});

const settled = () => new Promise((resolve) => setTimeout(resolve));

it('stands at what the device tells', () => {
  expect([wish.value, wish.isPending]).toEqual([10, false]);
});

it('is pending until the device has told the new state', async () => {
  wish.set(20);
  expect([wish.value, wish.isPending]).toEqual([20, true]);
  answers[0]!.resolve();
  await settled();
  wish.settle();
  expect([wish.value, wish.isPending]).toEqual([20, true]);
  channel.add(2, 20.5);
  wish.settle();
  expect([wish.value, wish.isPending]).toEqual([20.5, false]);
});

it('waits as long as the device has said to take, or until it is there', async () => {
  channel.actuator = { minimum: 0, maximum: 100, step: 1, takes: 30 };
  wish.set(20);
  answers[0]!.resolve();
  await settled();
  channel.add(20, 15);
  wish.settle();
  expect(wish.isPending).toBe(true);
  channel.add(25, 20);
  wish.settle();
  expect(wish.isPending).toBe(false);

  wish.set(50);
  answers[1]!.resolve();
  await settled();
  channel.add(56, 49);
  wish.settle();
  expect([wish.value, wish.isPending]).toEqual([49, false]);
});

it('is over for a button when the device has accepted', async () => {
  channel.actuator = { minimum: undefined, maximum: undefined, step: undefined, isButton: true };
  wish.set(true);
  answers[0]!.resolve();
  await settled();
  wish.settle();
  expect(wish.isPending).toBe(false);
});

it('is over at once when the device told first and answered then', async () => {
  wish.set(20);
  channel.add(2, 20);
  answers[0]!.resolve();
  await settled();
  wish.settle();
  expect(wish.isPending).toBe(false);
});

it('sends one at a time, and only the last of those that came meanwhile', async () => {
  [11, 12, 13].forEach((value) => wish.set(value));
  expect(answers.map(({ value }) => value)).toEqual([11]);
  answers[0]!.resolve();
  await settled();
  expect(answers.map(({ value }) => value)).toEqual([11, 13]);
});

describe('a refusal', () => {
  it.each([
    [new ActuationError('out-of-range', 'board:level'), 'Refused: out of range'],
    [new ActuationError('failed'), 'The device tried and failed'],
    [new ActuationError('not-connected'), 'Not connected, so nothing was set'],
    [new ActuationError('brand-new' as 'failed'), 'Refused: brand-new'],
  ])('%s is told, and the control falls back', async (error, words) => {
    wish.set(20);
    answers[0]!.reject(error);
    await settled();
    expect([wish.refusal, wish.value, wish.isPending]).toEqual([words, 10, false]);
  });

  it('is forgotten with the next wish', async () => {
    wish.set(20);
    answers[0]!.reject(new ActuationError('failed'));
    await settled();
    wish.set(12);
    expect(wish.refusal).toBe('');
    expect(answers.map(({ value }) => value)).toEqual([20, 12]);
  });
});
