/** Why a broker refuses: its reason codes. */

import mqtt from 'mqtt';
import * as words from '../words/index';

/** "Bad user name or password" and "not authorized" (MQTT 3.1.1 section 3.2.2.3; MQTT 5 section 3.2.2.2). */
const REFUSED_USER = [4, 5, 0x86, 0x87];
const UNACCEPTABLE_VERSION = [1, 0x84];

export const NOT_AUTHORIZED = 0x87;

/** Codes from here on are refusals. */
export const REFUSED = 0x80;

export function isOfUser(code: number | undefined): boolean {
  return code !== undefined && REFUSED_USER.includes(code);
}

export function isOfVersion(code: number): boolean {
  return UNACCEPTABLE_VERSION.includes(code);
}

/** @returns The reason in words, as far as it is known. */
export function reasonOf(code: number | undefined): string {
  return mqtt.ReasonCodes[(code ?? 0) as keyof typeof mqtt.ReasonCodes] || String(code ?? words.NO_REASON);
}
