/** The subprotocol entry that carries an access token; it is offered beside the encoding and never selected. */
export function tokenProtocol(token: string): string {
  const binary = String.fromCharCode(...new TextEncoder().encode(token));
  return `token.${btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')}`;
}
