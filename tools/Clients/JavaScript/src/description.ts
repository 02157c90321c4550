/** The description of a channel in its first record, as extension labels (RFC 8428 section 4.4). */

import type { CborMap } from './cbor.js';

/** In the channel's unit. */
const NUMBERS = ['low', 'high', 'warnlow', 'warnhigh', 'alarmlow', 'alarmhigh'] as const;

/** Untrusted text of a device: fields that do not conform to docs/readings.md are left out. */
export interface Description extends Readonly<Partial<Record<(typeof NUMBERS)[number], number>>> {
  /** The channel's title for people. */
  readonly title?: string;
  /** The group that it is shown in. */
  readonly group?: string;
  /** Its kind: a device class of Home Assistant. */
  readonly kind?: string;
}

/** No control characters, and none that change the direction of the text. */
const VALID_TEXT = /^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]{1,64}$/u;
const VALID_KIND = /^[a-z][a-z0-9_]{0,63}$/;

/** @returns Undefined if the record has no such field. */
export function descriptionIn(fields: CborMap): Description | undefined {
  const found: Record<string, string | number> = {};
  for (const [name, valid] of [['title', VALID_TEXT], ['group', VALID_TEXT], ['kind', VALID_KIND]] as const) {
    const text = fields.get(name);
    if (typeof text === 'string' && valid.test(text) && text.trim()) {
      found[name] = text;
    }
  }
  for (const name of NUMBERS) {
    const number = fields.get(name);
    if (typeof number === 'number' && Number.isFinite(number)) {
      found[name] = number;
    }
  }
  return Object.keys(found).length ? found : undefined;
}
