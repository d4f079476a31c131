import type { Lookup } from "../plan/lookups.ts";
import type { Plan } from "../plan/schema.ts";
import { createDirectories, idsIn } from "./directories.ts";
import { countIds, idForm, type IdStyle } from "./ids.ts";
import { createLedger, type Entry } from "./ledger.ts";
import { createRandom, mixSeeds } from "./random.ts";
import { createRecordMaker } from "./records.ts";
import type { ChangeOptions, Version, World } from "./types.ts";

/** What a world is made from. */
export type WorldOptions = {
  /** What its records hold. */
  plan: Plan;
  /** The catalogue's sample answer of the list: the form of ids and values. */
  sample?: unknown;
  seed: number;
  /** The source's clock, in ms since 1970. */
  now: () => number;
  /** How ids look. Default: as in the sample. */
  idStyle?: IdStyle;
};

type Change = { entry: Entry; id: string; what: Version["what"]; options: ChangeOptions };

/**
 * An empty source. A record's values depend on the seed, its place in the order of creation and its revision alone, so
 * the order in which different records change makes no difference to them. `set` and `clear` with a name that is no
 * property throw; so do changes of records in a state that does not allow them.
 */
export function createWorld({ plan, sample, seed, now, idStyle }: WorldOptions): World {
  const ledger = createLedger();
  const maker = createRecordMaker(plan, sample);
  const nextId = countIds(idForm(plan, sample, idStyle), createRandom(mixSeeds(seed, 1)));
  const { alive, history, ids, watch, visible, truth } = ledger;

  return {
    create(options = {}) {
      const id = options.id ?? nextId();
      add({ entry: ledger.open(id), id, what: "create", options });
      return id;
    },
    edit: (id, options = {}) => add({ entry: ledger.find(id, "alive"), id, what: "edit", options }),
    remove: (id, options = {}) => add({ entry: ledger.find(id, "alive"), id, what: "delete", options }),
    restore: (id, options = {}) => add({ entry: ledger.find(id, "deleted"), id, what: "restore", options }),
    visible: (at = now()) => visible(at),
    truth: (at = now()) => truth(at),
    ...{ alive, history, ids, watch },
    directories: createDirectories({ plan, sample, now, onChange: touch }),
  };

  /** Notes for every record with that id that what its row should show is another from now on. */
  function touch(fields: Lookup["fields"], lookedUp: string): void {
    const at = now();
    for (const id of alive()) {
      const entry = ledger.find(id, "alive");
      const last = entry.versions.at(-1);
      if (last === undefined || !idsIn(last.values, fields).includes(lookedUp)) continue;
      const { updatedAt, createdAt, values, visibleAt, saidAt = visibleAt } = last;
      const number = entry.versions.length;
      ledger.add(entry, {
        ...{ id, number, what: "edit", at, updatedAt, createdAt, values, saidAt },
        visibleAt: Math.max(at, visibleAt),
      });
    }
  }

  function add({ entry, id, what, options }: Change): void {
    const at = now();
    const before = entry.versions.at(-1);
    const number = entry.versions.length;
    const times = {
      at,
      updatedAt: options.updatedAt ?? at,
      visibleAt: at + Math.max(0, options.lagMs ?? 0),
      createdAt: before?.createdAt ?? at,
    };
    const serial = entry.place + 1;
    const making = {
      moment: { serial, revision: number, createdAt: times.createdAt, updatedAt: times.updatedAt },
      random: createRandom(mixSeeds(seed, serial, number)),
      options,
    };
    const change = () => (before === undefined ? maker.create(making) : maker.edit(before.values, making));
    const values = what === "delete" && before ? before.values : change();
    ledger.add(entry, { id, number, what, ...times, values });
  }
}
