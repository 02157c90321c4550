/** The last texts of a channel: each is valid until the next. */

/** The maximum number of texts. */
const MAX_CHANGES = 256;

export interface Text {
  readonly time: number;
  readonly text: string;
}

export class Texts {
  readonly all: Text[] = [];

  add(time: number, text: string): void {
    const { all } = this;
    // The sender's clock was set back.
    while (all.length && all[all.length - 1]!.time >= time) {
      all.pop();
    }
    if (all[all.length - 1]?.text !== text) {
      all.push({ time, text });
      if (all.length > MAX_CHANGES) {
        all.shift();
      }
    }
  }

  /** The text at a time. */
  at(time: number): Text | undefined {
    return this.all.filter((text) => text.time <= time).pop();
  }
}
