/** What a channel of texts has said lately: a text holds from when it was told until the next. */

/** So many changes are remembered. */
const MOST = 256;

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
      if (all.length > MOST) {
        all.shift();
      }
    }
  }

  /** What held at a time. */
  at(time: number): Text | undefined {
    return this.all.filter((text) => text.time <= time).pop();
  }
}
