/** The channels of several boards on one page. */

import type { SenmlPack } from '../../../Clients/JavaScript/src/senml';
import * as words from '../words/index';

/**
 * Boards may have the same base name: here a board's channels are named as in its topics.
 *
 * @param board The board's name in its topics.
 * @param group The prefix of its channels' groups; empty if it is alone on the page.
 * @param isFirst Whether the pack describes the channels.
 */
export function rename(pack: SenmlPack, board: string, group: string, isFirst: boolean): SenmlPack {
  const introduced = new Set<string>();
  const records = pack.records.map((record) => {
    const name = record.name.startsWith(pack.baseName) ? record.name.slice(pack.baseName.length) : record.name;
    let { description } = record;
    // A record without a description changes none.
    if (group && (description || (isFirst && !introduced.has(name)))) {
      description = { ...description, group: description?.group ? words.within(group, description.group) : group };
    }
    introduced.add(name);
    return { ...record, name: `${board}/${name}`, description };
  });
  return { ...pack, baseName: `${board}/`, records };
}

