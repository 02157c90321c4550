/** Connects to the broker, in the version of MQTT that it speaks. */

import mqtt, { type MqttClient } from 'mqtt';
import type { Refusal } from '../../../Clients/JavaScript/src/refusal';
import { isOfUser } from './reasons';
import { keep } from './user';

/** In milliseconds. */
const CONNECT_TIMEOUT = 8_000;

/** In seconds. */
const TRY_AGAIN_AFTER = 3;

export class Broker {
  private version: 4 | 5 = 5;

  /** @param password Without one, no user name is sent. */
  connect(address: string, username: string, password: string | undefined): MqttClient {
    return mqtt.connect(address, {
      protocolVersion: this.version,
      reconnectPeriod: 0,
      connectTimeout: CONNECT_TIMEOUT,
      keepalive: 15,
      timerVariant: 'native',
      clean: true,
      ...(password === undefined ? {} : { username, password }),
    });
  }

  /** @returns Why the broker refuses a password; after success the user's name is kept. */
  check(address: string, username: string, password: string): Promise<Refusal | undefined> {
    return new Promise((resolve) => {
      const client = this.connect(address, username, password);
      const end = (refusal: Refusal | undefined) => {
        client.removeAllListeners('close');
        client.end(true);
        resolve(refusal);
      };
      client.on('connect', () => {
        keep(username);
        end(undefined);
      });
      const miss = () => {
        this.changeVersion();
        end({ kind: 'busy', seconds: TRY_AGAIN_AFTER });
      };
      client.on('error', (error: Error & { code?: number }) => (isOfUser(error.code) ? end({ kind: 'locked' }) : miss()));
      client.on('close', miss);
    });
  }

  /** It did not connect, perhaps for the version: brokers of 3.1.1 refuse another one in several ways. */
  changeVersion(): void {
    this.version = this.version === 5 ? 4 : 5;
  }
}
