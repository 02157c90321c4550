/** What a board's description says of its channels, and whether the packs after it fit it. */

import type { SenmlPack } from '../../../Clients/JavaScript/src/senml';

const MODULUS = 2 ** 32;

export class BoardDescription {
  private readonly units = new Map<string, string | undefined>();
  private last: number | undefined;
  /** So many packs in a row were late. */
  private late = 0;
  private hasUnknown = false;

  /**
   * @param first The pack that describes the board.
   * @param requested Channels that a description lacked: one is requested once for them, as a bridge may have no room for them.
   */
  constructor(
    first: SenmlPack,
    private readonly requested: Set<string>,
  ) {
    this.last = first.sequence;
    for (const { name, unit } of first.records) {
      this.units.set(name, this.units.get(name) ?? unit);
    }
  }

  /** Whether what comes does not fit, so that this may be of a time before the board was flashed anew. */
  get isDoubtful(): boolean {
    return this.hasUnknown || this.late > 0;
  }

  /** Whether a pack's units are the described ones: a line cannot go on in another unit. */
  hasUnitsOf(pack: SenmlPack): boolean {
    return pack.records.every(({ name, unit }) => unit === undefined || (this.units.get(name) ?? unit) === unit);
  }

  /** @returns Whether a pack is new: a broker may deliver twice, or what is in the description already. */
  accept({ sequence, records }: SenmlPack): boolean {
    // All the packs are late where the description is of another start.
    if (this.last !== undefined && sequence !== undefined && (sequence - this.last - 1 + MODULUS) % MODULUS >= MODULUS / 2) {
      this.late++;
      return false;
    }
    this.late = 0;
    for (const { name, unit } of records) {
      if (!this.units.has(name)) {
        this.units.set(name, unit);
        this.hasUnknown ||= !this.requested.has(name);
        this.requested.add(name);
      }
    }
    this.last = sequence ?? this.last;
    return true;
  }
}
