/** A board's description of its channels, and whether the packs after it match it. */

import type { SenmlPack } from '../../../Clients/JavaScript/src/senml';

const MODULUS = 2 ** 32;

export class BoardDescription {
  private readonly units = new Map<string, string | undefined>();
  private last: number | undefined;
  /** The number of the newest pack that this describes. */
  private newest: number | undefined;
  /** So many packs in a row were late. */
  private late = 0;
  private hasUnknown = false;

  /**
   * @param first The pack that describes the board.
   * @param requested Channels that a description lacked: a new one is requested once for them, as a bridge may have no room for them.
   * @param last The number of the newest pack that came before it, where that is not the one that it goes up to.
   */
  constructor(
    first: SenmlPack,
    private readonly requested: Set<string>,
    last = first.sequence,
  ) {
    this.last = last;
    for (const { name, unit } of first.records) {
      this.units.set(name, this.units.get(name) ?? unit);
    }
  }

  /** Whether the packs do not match, so that this may be from before the board was flashed anew. */
  get isDoubtful(): boolean {
    return this.hasUnknown || this.late > 0;
  }

  /** Whether a pack's units are the described ones: a line cannot continue in another unit. */
  hasUnitsOf(pack: SenmlPack): boolean {
    return pack.records.every(({ name, unit }) => unit === undefined || (this.units.get(name) ?? unit) === unit);
  }

  /**
   * @param first An old pack that describes the board again.
   * @returns The number of the newest pack, if it came after that one: what comes next is to follow on it, not on the description. Only
   * once without a pack between, as all that follows is late where the board has begun anew.
   */
  newestSince({ sequence }: SenmlPack): number | undefined {
    return this.newest !== undefined && sequence !== undefined && isUpTo(this.newest, sequence) ? this.newest : undefined;
  }

  /** @returns Whether a pack is new: a broker may deliver it twice, or the description may include it. */
  accept({ sequence, records }: SenmlPack): boolean {
    // All packs are late if the description is of another start.
    if (this.last !== undefined && sequence !== undefined && isUpTo(this.last, sequence)) {
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
    this.last = this.newest = sequence ?? this.last;
    return true;
  }
}

/** Whether a number is another one or before it; they begin again at 0. */
function isUpTo(last: number, sequence: number): boolean {
  return (sequence - last - 1 + MODULUS) % MODULUS >= MODULUS / 2;
}
