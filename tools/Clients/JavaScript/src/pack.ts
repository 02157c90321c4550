/** From a message to a pack, in either encoding. */

import { type CborValue, decode } from './cbor.js';
import { JSON_LABELS } from './labels.js';
import { resolve, SenmlError, type SenmlPack } from './senml.js';

/**
 * Reads a message: text is SenML-JSON, bytes are SenML-CBOR.
 * @param now The origin of relative times, in seconds since 1970.
 * @throws SenmlError
 * @throws CborError
 */
export function readPack(message: string | ArrayBuffer, now: number): SenmlPack {
  return resolve(typeof message === 'string' ? fromJson(parse(message)) : decode(new Uint8Array(message)), now);
}

function parse(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch (error) {
    throw new SenmlError(`SenML: not JSON: ${String(error)}`);
  }
}

/** Converts JSON to the form of decoded CBOR: records are maps, with numbers as labels. */
function fromJson(pack: unknown): CborValue {
  return Array.isArray(pack) ? pack.map(record) : undefined;
}

function record(fields: unknown): CborValue {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    return undefined;
  }
  return new Map(Object.entries(fields as Record<string, CborValue>).map(([label, value]) => [JSON_LABELS.get(label) ?? label, value]));
}
