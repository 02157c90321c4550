/** The two ways in which an access token is sent. */

/** The subprotocol entry that carries a token; it is offered beside the encoding and never selected. */
export function tokenProtocol(token: string): string {
  return `token.${btoa(bytesOf(token)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')}`;
}

/** The header fields that carry a token; none for none. */
export function tokenHeaders(token?: string): Record<string, string> {
  return token === undefined ? {} : { Authorization: `Bearer ${bytesOf(token)}` };
}

/** The bytes of UTF-8, a character each, as base64 and header fields need them. */
function bytesOf(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}
