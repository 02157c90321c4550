/** Resolves SenML packs (RFC 8428): base fields are folded into each record, relative times become absolute. */

import type { CborMap, CborValue } from './cbor.js';
import { type Description, descriptionIn } from './description.js';
import { BUTTON, CONFIRM, Label, MAX_LENGTH, MAXIMUM, MINIMUM, OPTIONS, SEQUENCE, SETTABLE, STEP, TAKES } from './labels.js';

/** The values that an actuator takes: true or false, unless there is more. */
export interface Actuator {
  /** Of a number, in the channel's unit. */
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  readonly step: number | undefined;
  /** Of a text: its maximum length in bytes of UTF-8. */
  readonly maxLength?: number | undefined;
  /** Of a choice: its texts. They are untrusted. */
  readonly options?: readonly string[] | undefined;
  /** It is a button, which is pressed with `true` and has no readings. */
  readonly isButton?: boolean | undefined;
  /** The button needs a confirmation. */
  readonly needsConfirmation?: boolean | undefined;
  /** The maximum seconds until the reading has followed. */
  readonly takes?: number | undefined;
}

export interface SenmlRecord {
  readonly name: string;
  readonly unit: string | undefined;
  /** Seconds since 1970-01-01 UTC. */
  readonly time: number;
  /** The maximum seconds until the next reading. */
  readonly updateTime: number | undefined;
  /** None in a record that only describes its channel. */
  readonly value: number | string | boolean | undefined;
  /** In the record that introduces an actuator. */
  readonly actuator: Actuator | undefined;
  /** In the record that introduces a channel, if it has a description. */
  readonly description: Description | undefined;
}

export interface SenmlPack {
  /** The first base name, which is the sender's. */
  readonly baseName: string;
  /** The first base time, in seconds since 1970-01-01 UTC; the receiver's time when `hasTime` is false. */
  readonly baseTime: number;
  /** Whether the sender knows the time of day; if not, all times count from when the pack was received. */
  readonly hasTime: boolean;
  /** Counts the live packs of a Sensorcast server. */
  readonly sequence: number | undefined;
  readonly records: readonly SenmlRecord[];
}

/** The pack breaks RFC 8428. */
export class SenmlError extends Error {
  override name = 'SenmlError';
}

const SUPPORTED_VERSION = 10;

/** Section 4.5.3: a smaller time counts from now, any other from 1970. */
const SMALLEST_ABSOLUTE_TIME = 2 ** 28;

/** The seconds from 1970 that a Date can have. */
const MAX_TIME = 8.64e12;

/** Section 4.5.1. */
const VALID_NAME = /^[A-Za-z0-9][-A-Za-z0-9:./_]*$/;

/**
 * Resolves a decoded pack.
 * @param now The origin of relative times, in seconds since 1970.
 */
export function resolve(pack: CborValue, now: number): SenmlPack {
  if (!Array.isArray(pack)) {
    throw new SenmlError('SenML: a pack is an array of records');
  }
  const base = { name: '', time: 0, unit: undefined as string | undefined, value: undefined as number | undefined };
  const records: SenmlRecord[] = [];
  let baseName: string | undefined;
  let baseTime: number | undefined;
  let sequence: number | undefined;

  for (const fields of pack) {
    if (!(fields instanceof Map)) {
      throw new SenmlError('SenML: a record is a map');
    }
    mustUnderstand(fields);
    base.name = text(fields, Label.BaseName) ?? base.name;
    base.time = number(fields, Label.BaseTime) ?? base.time;
    base.unit = text(fields, Label.BaseUnit) ?? base.unit;
    base.value = number(fields, Label.BaseValue) ?? base.value;
    baseName ??= text(fields, Label.BaseName);
    baseTime ??= number(fields, Label.BaseTime);
    sequence ??= number(fields, SEQUENCE);
    if (!holdsReading(fields)) {
      continue;
    }
    const name = base.name + (text(fields, Label.Name) ?? '');
    if (!VALID_NAME.test(name)) {
      throw new SenmlError(`SenML: the name "${name}" is not allowed`);
    }
    records.push({
      name,
      unit: text(fields, Label.Unit) ?? base.unit,
      time: absolute(base.time + (number(fields, Label.Time) ?? 0), now),
      updateTime: number(fields, Label.UpdateTime),
      value: value(fields, base.value),
      actuator: actuator(fields),
      description: descriptionIn(fields),
    });
  }
  const hasTime = baseTime !== undefined && baseTime >= SMALLEST_ABSOLUTE_TIME;
  return { baseName: baseName ?? '', baseTime: hasTime ? baseTime! : now, hasTime, sequence, records };
}

function absolute(time: number, now: number): number {
  const seconds = time < SMALLEST_ABSOLUTE_TIME ? now + time : time;
  if (!(Math.abs(seconds) <= MAX_TIME)) {
    throw new SenmlError(`SenML: the time ${time} is out of range`);
  }
  return seconds;
}

/** Section 4.4: fields that must not be ignored. */
function mustUnderstand(fields: CborMap): void {
  const version = number(fields, Label.BaseVersion) ?? SUPPORTED_VERSION;
  if (version > SUPPORTED_VERSION) {
    throw new SenmlError(`SenML: version ${version} is not understood`);
  }
  for (const label of fields.keys()) {
    if (typeof label === 'string' && label.endsWith('_')) {
      throw new SenmlError(`SenML: the field "${label}" is not understood`);
    }
  }
}

/** A record of base fields alone only sets them. */
function holdsReading(fields: CborMap): boolean {
  for (const label of fields.keys()) {
    if (typeof label === 'number' && label >= 0) {
      return true;
    }
  }
  return false;
}

function value(fields: CborMap, baseValue: number | undefined): number | string | boolean | undefined {
  const own = number(fields, Label.Value);
  if (own !== undefined) {
    return finite(own + (baseValue ?? 0));
  }
  const flag = boolean(fields, Label.BooleanValue);
  if (flag !== undefined) {
    return flag;
  }
  const string = text(fields, Label.StringValue);
  if (string !== undefined) {
    return string;
  }
  // Section 4.5.4: a missing value counts as zero if there is a base value.
  return fields.has(Label.Sum) || fields.has(Label.DataValue) ? undefined : baseValue;
}

function actuator(fields: CborMap): Actuator | undefined {
  if (!boolean(fields, SETTABLE)) {
    return undefined;
  }
  return {
    minimum: number(fields, MINIMUM),
    maximum: number(fields, MAXIMUM),
    step: number(fields, STEP),
    maxLength: of('number', fields.get(MAX_LENGTH)),
    options: options(fields.get(OPTIONS)),
    isButton: of('boolean', fields.get(BUTTON)),
    needsConfirmation: of('boolean', fields.get(CONFIRM)),
    takes: of('number', fields.get(TAKES)),
  };
}

/** A value that only a later board defines is ignored, as the label itself is by an earlier client. */
function of<Type extends 'number' | 'boolean'>(type: Type, field: CborValue): (Type extends 'number' ? number : boolean) | undefined {
  return typeof field === type && (type !== 'number' || Number.isFinite(field)) ? (field as never) : undefined;
}

function options(field: CborValue): readonly string[] | undefined {
  return Array.isArray(field) && field.length > 0 && field.every((option) => typeof option === 'string') ? (field as string[]) : undefined;
}

function number(fields: CborMap, label: number | string): number | undefined {
  const field = fields.get(label);
  if (field === undefined) {
    return undefined;
  }
  // Section 5 allows no infinity and no NaN, and a chart could not draw them.
  return typeof field === 'number' && Number.isFinite(field) ? field : wrongType(label);
}

/** The sum of two numbers in range may be out of range. */
function finite(sum: number): number {
  if (!Number.isFinite(sum)) {
    throw new SenmlError('SenML: the sum of base value and value is out of range');
  }
  return sum;
}

function boolean(fields: CborMap, label: number | string): boolean | undefined {
  const field = fields.get(label);
  return field === undefined || typeof field === 'boolean' ? field : wrongType(label);
}

function text(fields: CborMap, label: number): string | undefined {
  const field = fields.get(label);
  return field === undefined || typeof field === 'string' ? field : wrongType(label);
}

function wrongType(label: number | string): never {
  throw new SenmlError(`SenML: the field ${label} has the wrong type`);
}
