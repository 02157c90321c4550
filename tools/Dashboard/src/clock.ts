/** Times of day as people write them, in a form that does not change its width. */

const DAY = 86_400;
const MINUTE = 60;

const withSeconds = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const withMinutes = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const withDay = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });

/**
 * @param time Seconds since 1970.
 * @param step The distance to the next time that is shown; the finer it is, the finer the time.
 */
export function clockTime(time: number, step: number): string {
  const format = step < MINUTE ? withSeconds : step < DAY ? withMinutes : withDay;
  return format.format(time * 1000);
}
