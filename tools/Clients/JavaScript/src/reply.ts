/** The server's reply to a client's pack: a text message with a JSON object. */

export interface Reply {
  /** The number of the answered pack; undefined if it had none. */
  readonly sequence: number | undefined;
  /** Why the pack was refused, such as `out-of-range`; undefined if it was accepted. */
  readonly error: string | undefined;
  /** The full name that caused the error. */
  readonly name: string | undefined;
}

/** A pack is an array, so an object is a reply, on every subprotocol. */
export function isReply(message: string | ArrayBuffer): message is string {
  return typeof message === 'string' && /^\s*\{/.test(message);
}

export function readReply(message: string): Reply {
  const { seq, error, n } = JSON.parse(message) as Record<string, unknown>;
  return { sequence: optional('number', seq), error: optional('string', error), name: optional('string', n) };
}

function optional(type: 'number', field: unknown): number | undefined;
function optional(type: 'string', field: unknown): string | undefined;
function optional(type: string, field: unknown): unknown {
  if (field !== undefined && typeof field !== type) {
    throw new TypeError(`A reply with a ${typeof field} where a ${type} belongs`);
  }
  return field;
}
