/** The channels of several boards on one page. */

import type { Description } from '../../../Clients/JavaScript/src/description';
import type { SenmlPack, SenmlRecord } from '../../../Clients/JavaScript/src/senml';

/**
 * Boards may call themselves alike: here a board's channels are called as in its topics.
 *
 * @param board What its topics call the board.
 * @param group What the groups of its channels begin with; empty where it is alone on the page.
 * @param isFirst Whether the pack describes the channels.
 */
export function rename(pack: SenmlPack, board: string, group: string, isFirst: boolean): SenmlPack {
  const introduced = new Set<string>();
  const records = pack.records.map((record) => {
    const name = record.name.startsWith(pack.baseName) ? record.name.slice(pack.baseName.length) : record.name;
    const isIntroduced = isFirst && !introduced.has(name);
    introduced.add(name);
    // A record without a description changes none.
    const description = group && (isIntroduced || record.description) ? place(record, name, group) : record.description;
    return { ...record, name: `${board}/${name}`, description };
  });
  return { ...pack, baseName: `${board}/`, records };
}

/** Says of which board a channel is: at its group, and in its own title where a card has channels of several groups. */
function place({ value, actuator, description }: SenmlRecord, name: string, board: string): Description {
  const group = join(board, description?.group);
  return actuator || typeof value !== 'number' ? { ...description, group, title: join(board, description?.title ?? name) } : { ...description, group };
}

function join(board: string, text: string | undefined): string {
  return [board, text].filter(Boolean).join(' · ');
}
