/** Parses a board's address as people write it into that of its stream: the rule is docs/notation.md. */

const SCHEMES: Readonly<Record<string, 'ws' | 'wss'>> = { http: 'ws', https: 'wss', ws: 'ws', wss: 'wss' };

/** Characters that no host has, though URL parsers decode or reinterpret some of them. */
const NOT_IN_HOST = /[%\\<>^|"`{}\0-\x1f]/;

const DOTTED_IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;

/**
 * @param address The address in the browser's address bar, a name alone, or the address of the stream.
 * @returns The address of the stream.
 * @throws SyntaxError
 */
export function streamAddress(address: string | URL): string {
  const given = String(address).trim();
  if (given === '') {
    fail(given, 'it is empty');
  }
  if (/\s/.test(given)) {
    fail(given, 'there is a space in it');
  }
  const [, scheme, rest = given] = /^([^/?#]*):\/\/(.*)$/.exec(given) ?? [];
  const protocol = scheme === undefined ? 'ws' : SCHEMES[scheme.toLowerCase()];
  if (!protocol) {
    return fail(given, 'its scheme is not http, https, ws or wss');
  }
  const isStream = scheme?.toLowerCase() === protocol;
  const [, authority = '', path = '', query = ''] = /^([^/?#]*)([^?#]*)([^#]*)/.exec(rest) ?? [];
  const host = readAuthority(given, authority);
  return new URL(`${protocol}://${host}${streamPath(path, isStream)}${isStream ? query : ''}`).href;
}

function readAuthority(given: string, authority: string): string {
  if (authority.includes('@')) {
    fail(given, 'credentials do not belong in an address; pass a token as the option token');
  }
  if (authority.includes('\\')) {
    fail(given, 'its host is not valid');
  }
  const [, host = '', colon, port = ''] = (authority.startsWith('[') ? /^(\[.*\]|\[[^\]]*$)(:?)(.*)$/ : /^([^:]*)(:?)(.*)$/).exec(authority) ?? [];
  if (port.includes(':')) {
    fail(given, 'an IPv6 address needs brackets, such as [::1]');
  }
  const valid = host.startsWith('[') ? readIpv6(given, host) : readHost(given, host);
  if (port !== '' && !(colon && /^\d+$/.test(port) && Number(port) >= 1 && Number(port) <= 65535)) {
    fail(given, 'a port is a number from 1 to 65535');
  }
  return port === '' ? valid : `${valid}:${Number(port)}`;
}

function readIpv6(given: string, host: string): string {
  if (host.includes('%')) {
    fail(given, 'an IPv6 address with a zone is not supported: browsers take none');
  }
  return normalizeHost(given, host);
}

function readHost(given: string, host: string): string {
  // Fully qualified names may end in a dot.
  const name = host.replace(/\.$/, '');
  if (NOT_IN_HOST.test(name) || name.split('.').includes('')) {
    fail(given, 'its host is not valid');
  }
  const normalized = normalizeHost(given, name);
  // URL parsers expand 192.0.2 to 192.0.0.2.
  return DOTTED_IPV4.test(normalized) && !DOTTED_IPV4.test(name) ? fail(given, 'its host is not valid') : normalized;
}

function normalizeHost(given: string, host: string): string {
  try {
    return new URL(`http://${host}/`).hostname;
  } catch {
    return fail(given, 'its host is not valid');
  }
}

function streamPath(path: string, isStream: boolean): string {
  if (isStream && path !== '' && !path.endsWith('/')) {
    return path;
  }
  const prefix = path.replace(/\/$/, '');
  return prefix.endsWith('/ws') ? prefix : `${prefix}/ws`;
}

function fail(given: string, reason: string): never {
  throw new SyntaxError(`The address "${given}" is not valid: ${reason}`);
}
