/** Makes the packs that set actuators (RFC 8428 section 3: "SenML can also be used for actuation"). */

import { encode, type Encodable } from './cborEncoder.js';
import { JSON_LABELS, SEQUENCE } from './labels.js';

/** A message as a WebSocket takes it: text is SenML-JSON, bytes are SenML-CBOR. */
export type Message = string | ArrayBuffer;

export type Value = number | string | boolean;

/** The new value of an actuator. */
export interface Setting {
  /** The full name. */
  readonly name: string;
  readonly value: Value;
}

/** @param sequence The number of the server's acknowledgement; a pack without settings is only acknowledged. */
export function settingsAsJson(settings: readonly Setting[], sequence?: number): string {
  return JSON.stringify(records(settings, sequence).map((record) => Object.fromEntries(record)));
}

/** As {@link settingsAsJson}; numbers are integers or decimal fractions, so they are exact. */
export function settingsAsCbor(settings: readonly Setting[], sequence?: number): ArrayBuffer {
  const pack = records(settings, sequence).map(
    (record) => new Map([...record].map(([label, value]) => [JSON_LABELS.get(label) ?? label, value])),
  );
  return encode(pack).buffer as ArrayBuffer;
}

function records(settings: readonly Setting[], sequence: number | undefined): Map<string, Encodable>[] {
  const first = new Map<string, Encodable>(sequence === undefined ? [] : [[SEQUENCE, sequence]]);
  const rest = settings.slice(1).map((setting) => addTo(new Map(), setting));
  return [settings[0] ? addTo(first, settings[0]) : first, ...rest];
}

function addTo(record: Map<string, Encodable>, { name, value }: Setting): Map<string, Encodable> {
  return record.set('n', name).set(labelOf(value), value);
}

function labelOf(value: Value): string {
  switch (typeof value) {
    case 'boolean':
      return 'vb';
    case 'string':
      // A lone surrogate has no UTF-8 encoding: an encoder would send another character.
      if (/\p{Surrogate}/u.test(value)) {
        throw new RangeError('A text with half a surrogate pair cannot be sent');
      }
      return 'vs';
    default:
      // Section 5 allows no infinity and no NaN.
      if (!Number.isFinite(value)) {
        throw new RangeError(`SenML has no ${value}`);
      }
      return 'v';
  }
}
