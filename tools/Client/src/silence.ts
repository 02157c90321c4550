/** A live server is not silent for so many update times and so many milliseconds more. */
const SILENT_UPDATES = 3;
const SILENT_MILLISECONDS = 5_000;

/**
 * How long a server may be silent before it has gone, in milliseconds.
 * @param updateTime That of its fastest channel, in seconds; none when nobody knows, and then there is no limit.
 */
export function silenceLimit(updateTime: number | undefined): number | undefined {
  return updateTime === undefined ? undefined : SILENT_UPDATES * 1000 * updateTime + SILENT_MILLISECONDS;
}
