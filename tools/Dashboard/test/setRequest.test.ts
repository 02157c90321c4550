import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ActuationError } from '../../Clients/JavaScript/src/requests';
import { Channel, type Value } from '../src/store';
import { SetRequest } from '../src/setRequest';

let channel: Channel;
let request: SetRequest;
let answers: { value: Value; resolve: () => void; reject: (error: unknown) => void }[];

beforeEach(() => {
  answers = [];
  channel = new Channel('board:level', 'level', 0);
  channel.add(1, 10);
  const send = (_: string, value: Value) => new Promise<void>((resolve, reject) => answers.push({ value, resolve, reject }));
  request = new SetRequest(channel, send, vi.fn());
});

const settled = () => new Promise((resolve) => setTimeout(resolve));

it('has the value that the device reports', () => {
  expect([request.value, request.isPending]).toEqual([10, false]);
});

it('is pending until the device has reported the new state', async () => {
  request.set(20);
  expect([request.value, request.isPending]).toEqual([20, true]);
  answers[0]!.resolve();
  await settled();
  request.settle();
  expect([request.value, request.isPending]).toEqual([20, true]);
  channel.add(2, 20.5);
  request.settle();
  expect([request.value, request.isPending]).toEqual([20.5, false]);
});

it('waits as long as the device has announced, or until the value is reached', async () => {
  channel.actuator = { minimum: 0, maximum: 100, step: 1, takes: 30 };
  request.set(20);
  answers[0]!.resolve();
  await settled();
  channel.add(20, 15);
  request.settle();
  expect(request.isPending).toBe(true);
  channel.add(25, 20);
  request.settle();
  expect(request.isPending).toBe(false);

  request.set(50);
  answers[1]!.resolve();
  await settled();
  channel.add(56, 49);
  request.settle();
  expect([request.value, request.isPending]).toEqual([49, false]);
});

it('ends for a button when the device has accepted', async () => {
  channel.actuator = { minimum: undefined, maximum: undefined, step: undefined, isButton: true };
  request.set(true);
  answers[0]!.resolve();
  await settled();
  request.settle();
  expect(request.isPending).toBe(false);
});

it('ends at once when the device reported the value before it answered', async () => {
  request.set(20);
  channel.add(2, 20);
  answers[0]!.resolve();
  await settled();
  request.settle();
  expect(request.isPending).toBe(false);
});

it('sends one value at a time, and only the last of those requested meanwhile', async () => {
  [11, 12, 13].forEach((value) => request.set(value));
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
  ])('%s is reported, and the control returns to the device\'s value', async (error, words) => {
    request.set(20);
    answers[0]!.reject(error);
    await settled();
    expect([request.refusal, request.value, request.isPending]).toEqual([words, 10, false]);
  });

  it('is cleared by the next request', async () => {
    request.set(20);
    answers[0]!.reject(new ActuationError('failed'));
    await settled();
    request.set(12);
    expect(request.refusal).toBe('');
    expect(answers.map(({ value }) => value)).toEqual([20, 12]);
  });
});
