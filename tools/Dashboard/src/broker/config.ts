/** The broker's address: `config.json`, beside the page. */

import * as words from '../words/index';

export interface Config {
  /** Its WebSocket: an address, also one beside the page. */
  readonly broker: string;
  /** The prefix of every topic. */
  readonly prefix: string;
  /** Whether the broker needs a user and a password. */
  readonly signIn: boolean;
  /** The boards, for brokers that send no retained message for a wildcard; else they are discovered. */
  readonly boards: readonly string[];
}

/** @throws Error in words for the visitor. */
export async function readConfig(): Promise<Config> {
  const response = await fetch('config.json', { cache: 'no-cache' });
  if (!response.ok) {
    throw new Error(`config.json: ${response.status} ${response.statusText}`);
  }
  const { broker = 'mqtt', prefix = 'sensorcast', signIn = false, boards = [] } = Object(await response.json()) as Record<string, unknown>;
  if (typeof broker !== 'string' || typeof prefix !== 'string' || !prefix || /[+#]/.test(prefix) || !Array.isArray(boards)) {
    throw new Error(words.BAD_CONFIG);
  }
  const url = new URL(broker, location.href);
  if (url.username || url.password) {
    throw new Error(words.PASSWORD_IN_ADDRESS);
  }
  return { broker: url.href.replace(/^http/, 'ws'), prefix, signIn: signIn === true, boards: boards.map(String) };
}
