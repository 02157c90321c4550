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
    // A number that goes back is a counter that began anew, and tells nothing.
    const missing = Math.max(0, sequence - (this.last ?? sequence) - 1);
    this.last = sequence;
    return missing;
  }
}
