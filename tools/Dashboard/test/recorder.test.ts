import { beforeEach, expect, it, vi } from 'vitest';
import { Recorder, type Target } from '../src/more/recorder';
import { Channel } from '../src/store';

const channel = new Channel('board:t', 't', 0);
const onEnd = vi.fn();
let written: string;
let isClosed: boolean;
let recorder: Recorder;

function target(more: Partial<Target> = {}): Target {
  return {
    limit: Infinity,
    async write(text) {
      written += text;
    },
    async close() {
      isClosed = true;
    },
    ...more,
  };
}

const lines = () => written.trimEnd().split('\r\n');

beforeEach(() => {
  onEnd.mockReset();
  written = '';
  isClosed = false;
  recorder = new Recorder(onEnd);
});

it('writes every reading from start to stop', async () => {
  recorder.reading(channel, 1, 1);
  recorder.start(target());
  for (let i = 0; i < 10_000; i++) {
    recorder.reading(channel, i, i);
  }
  await recorder.stop();
  recorder.reading(channel, 1, 1);
  expect(lines()).toHaveLength(10_001);
  expect([lines()[0], lines()[10_000]]).toEqual(['time,channel,value,unit,note', '1970-01-01T02:46:39.000000Z,board:t,9999,,']);
  expect([recorder.bytes, isClosed, onEnd.mock.calls]).toEqual([written.length, true, [['']]]);
});

it('marks where readings are missing', async () => {
  recorder.start(target());
  recorder.note(1, 'interrupted');
  await recorder.stop();
  expect(lines()[1]).toBe('1970-01-01T00:00:01.000000Z,,,,interrupted');
});

it('writes in order to a slow file', async () => {
  let turn = 0;
  recorder.start(target({ write: (text) => new Promise((resolve) => setTimeout(() => resolve(void (written += text)), 5 - turn++)) }));
  for (let i = 0; i < 5; i++) {
    recorder.reading(channel, i, i);
    recorder.flush();
  }
  await recorder.stop();
  expect(lines().slice(1).map((line) => line.split(',')[2])).toEqual(['0', '1', '2', '3', '4']);
});

it('ends at the limit with all readings so far', async () => {
  recorder.start(target({ limit: 1000 }));
  for (let i = 0; i < 1000; i++) {
    recorder.reading(channel, i, i);
  }
  await vi.waitFor(() => expect(onEnd).toHaveBeenCalledOnce());
  expect(onEnd.mock.calls[0]![0]).toMatch(/memory/);
  expect([isClosed, recorder.isRecording, written.length >= 1000, written.length < 1100]).toEqual([true, false, true, true]);
});

it('reports when the file cannot be written', async () => {
  recorder.start(target({ write: () => Promise.reject(new Error('disk full')) }));
  recorder.reading(channel, 1, 1);
  recorder.flush();
  await vi.waitFor(() => expect(onEnd).toHaveBeenCalledWith('Error: disk full'));
  expect(recorder.isRecording).toBe(false);
});
