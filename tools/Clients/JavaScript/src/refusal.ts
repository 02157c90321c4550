/** Reads over HTTP why a board refuses, because a browser does not report to a script why a WebSocket could not be opened. */

import { tokenHeaders } from './token.js';

export type Refusal =
  /** 401: a token is needed, or another one. */
  | { readonly kind: 'locked' }
  /** 429: wrong tokens have come from this address, which must wait. */
  | { readonly kind: 'barred'; readonly seconds: number }
  /** Any other error with Retry-After, such as 503 when all slots are taken. */
  | { readonly kind: 'busy'; readonly seconds: number };

/** A board needs a token to be read, or another one. */
export class TokenError extends Error {
  override name = 'TokenError';

  constructor() {
    super('The board answers 401: it needs a token, or another one');
  }
}

const UNAUTHORIZED = 401;
const TOO_MANY_REQUESTS = 429;

/** How long to wait after a 429 without Retry-After, in seconds. */
const BARRED_FOR = 30;

/** A board that has vanished does not answer, in milliseconds. */
const TIMEOUT = 8_000;

/**
 * @param streamUrl The WebSocket's address; `/status` is beside it, with the same tokens.
 * @param token The offered token, if there is one.
 * @returns Undefined if the board does not refuse, or if that is unknown: a page of another origin may not read it.
 */
export async function findRefusal(streamUrl: string, token?: string): Promise<Refusal | undefined> {
  const url = new URL('status', streamUrl.replace(/^ws/, 'http'));
  try {
    const response = await fetch(url, { headers: tokenHeaders(token), cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT) });
    void response.body?.cancel();
    const seconds = retryAfter(response.headers);
    if (response.status === UNAUTHORIZED) {
      return { kind: 'locked' };
    }
    if (response.status === TOO_MANY_REQUESTS) {
      return { kind: 'barred', seconds: seconds ?? BARRED_FOR };
    }
    return response.ok || seconds === undefined ? undefined : { kind: 'busy', seconds };
  } catch {
    return undefined;
  }
}

/** RFC 9110 section 10.2.3: seconds, or a date. */
function retryAfter(headers: Headers): number | undefined {
  const field = headers.get('Retry-After')?.trim();
  if (!field) {
    return undefined;
  }
  if (/^\d+$/.test(field)) {
    return Number(field);
  }
  // The date is the server's, so it counts from the server's time if that is known.
  const from = Date.parse(headers.get('Date') ?? '') || Date.now();
  const seconds = (Date.parse(field) - from) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
