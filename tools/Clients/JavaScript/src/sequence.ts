/** The numbers of live packs start again from 0 after the largest number of 32 bits. */
const MODULUS = 2 ** 32;

/** Counts the live packs that the server left out for this client, by the gaps in their numbers. */
export class Sequence {
  private last: number | undefined;

  /** Another connection: what was left out meanwhile was not left out for being slow. */
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
    // Serial number arithmetic (RFC 1982): half the range ahead is a step back, and a counter that started again says nothing.
    return step < MODULUS / 2 ? Math.max(0, step - 1) : 0;
  }
}
