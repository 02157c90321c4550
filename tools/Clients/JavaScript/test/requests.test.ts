import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ActuationError, Requests } from '../src/requests.js';

const sent: unknown[] = [];
let isOpen: boolean;
let requests: Requests;

const request = () => requests.request(String);
const reply = (sequence: number, error?: string, name?: string) => requests.answer({ sequence, error, name });
const soon = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  sent.length = 0;
  isOpen = true;
  requests = new Requests((message) => {
    sent.push(message);
    return isOpen;
  });
});

afterEach(() => vi.useRealTimers());

it('measures the round trip', async () => {
  const answer = request();
  await vi.advanceTimersByTimeAsync(30);
  expect(reply(1)).toBe(true);
  expect(await answer).toBe(30);
});

it('has one pending at a time', async () => {
  const answers = [request(), request()];
  await soon();
  expect(sent).toEqual(['1']);
  reply(1);
  await soon();
  expect(sent).toEqual(['1', '2']);
  reply(2);
  await Promise.all(answers);
});

it('fails with the server\'s code, and continues', async () => {
  const answers = [request(), request()];
  await soon();
  reply(1, 'out-of-range', 'dev:level');
  const error = await answers[0]!.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ActuationError);
  expect(error).toMatchObject({ code: 'out-of-range', channel: 'dev:level', message: 'dev:level: out-of-range' });
  await soon();
  reply(2);
  await answers[1];
});

it('ignores replies without a request', async () => {
  expect(reply(1)).toBe(false);
  const answer = request();
  await soon();
  expect(reply(2)).toBe(false);
  expect(requests.answer({ sequence: undefined, error: 'more', name: undefined })).toBe(false);
  expect(requests.answer({ sequence: undefined, error: undefined, name: undefined })).toBe(false);
  expect(reply(1)).toBe(true);
  expect(reply(1)).toBe(false);
  await answer;
});

it('fails with an error that has no number: only one is pending', async () => {
  const busy = { sequence: undefined, error: 'busy', name: undefined };
  expect(requests.answer(busy)).toBe(false);
  const answer = request();
  await soon();
  expect(requests.answer(busy)).toBe(true);
  await expect(answer).rejects.toMatchObject({ code: 'busy' });
});

it('fails when it cannot be sent', async () => {
  isOpen = false;
  await expect(request()).rejects.toMatchObject({ code: 'not-connected', message: 'not-connected' });
});

it('fails without an answer, and continues', async () => {
  const answers = [request(), request()];
  const first = expect(answers[0]).rejects.toMatchObject({ code: 'no-answer' });
  await vi.advanceTimersByTimeAsync(5_000);
  await first;
  expect(sent).toEqual(['1', '2']);
  expect(reply(1)).toBe(false);
  reply(2);
  await answers[1];
});

it('fails when the connection is lost', async () => {
  const answer = request();
  await soon();
  requests.abandon();
  await expect(answer).rejects.toMatchObject({ code: 'no-answer' });
});
