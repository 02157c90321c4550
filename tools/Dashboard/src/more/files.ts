/** Files for the visitor: streamed to disk if the browser can, else kept in memory until they are complete. */

import type { Target } from './recorder';

/** The maximum size of a recording in memory. */
export const MEMORY_LIMIT = 250_000_000;

const TYPE = 'text/csv';

/** Not in every browser, and only on pages of a trustworthy origin. */
interface SavePicker {
  showSaveFilePicker?(options: object): Promise<{ createWritable(): Promise<{ write(text: string): Promise<void>; close(): Promise<void> }> }>;
}

export function canStream(): boolean {
  return 'showSaveFilePicker' in globalThis;
}

/** @returns Undefined if the visitor cancelled. */
export async function openTarget(name: string): Promise<Target | undefined> {
  const { showSaveFilePicker } = globalThis as SavePicker;
  if (!showSaveFilePicker) {
    return inMemory(name);
  }
  try {
    const file = await showSaveFilePicker({ suggestedName: name, types: [{ accept: { [TYPE]: ['.csv'] } }] });
    const stream = await file.createWritable();
    return { limit: Infinity, write: (text) => stream.write(text), close: () => stream.close() };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') {
      return undefined;
    }
    throw error;
  }
}

/** Hands a file over as a download. */
export function download(parts: BlobPart[], name: string, type = TYPE): void {
  const url = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** @param time In milliseconds since 1970. */
export function fileName(device: string, time: number, extension = 'csv'): string {
  return `${device.replace(/[^\w.-]+/g, '-')}-${new Date(time).toISOString().slice(0, 19).replace(/:/g, '')}Z.${extension}`;
}

function inMemory(name: string): Target {
  // A browser may move large blobs to the disk, but not strings.
  const parts: Blob[] = [];
  return {
    limit: MEMORY_LIMIT,
    async write(text) {
      parts.push(new Blob([text]));
    },
    async close() {
      download(parts, name);
    },
  };
}
