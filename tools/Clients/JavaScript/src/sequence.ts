/** The numbers of live packs start again from 0 after the largest number of 32 bits. */
const MODULUS = 2 ** 32;

/** Counts the live packs that the server skipped for this client, by the gaps in their numbers. */
export class Sequence {
  private last: number | undefined;

  /** A new connection: packs that are missing from before it were not skipped because of a slow client. */
  restart(): void {
    this.last = undefined;
  }

  /** @returns How many packs are missing before the one with this number. */
  next(sequence: number | undefined): number {
    if (sequence === undefined) {
      return 0;
    }
    const step = (sequence - (this.last ?? sequence) + MODULUS) % MODULUS;
    this.last = sequence;
    // Serial number arithmetic (RFC 1982): half the range ahead is a step back, and a counter that started again counts nothing.
    return step < MODULUS / 2 ? Math.max(0, step - 1) : 0;
  }
}
