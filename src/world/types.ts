/** What JSON can hold under names; a record as an API prints it. */
export type DataRecord = { [name: string]: unknown };

/**
 * One change of one record, as the source itself knows it. Versions are never changed or taken away, so the truth of
 * any moment can be asked for later. Times are ms since 1970 by the source's clock.
 */
export type Version = {
  readonly id: string;
  /** Counts from 0 within the record. */
  readonly number: number;
  readonly what: "create" | "edit" | "delete" | "restore";
  /** When it happened. */
  readonly at: number;
  /** The change time the record carries; differs from `at` where a scenario wants it to (a silent edit, a long transaction). */
  readonly updatedAt: number;
  /** From when on the API's answers show it. Never before `at`. */
  readonly visibleAt: number;
  /** When the record was created; the same in all its versions. */
  readonly createdAt: number;
  /** The fields' raw values, without id, change time and delete marks, which the API prints. */
  readonly values: DataRecord;
  /**
   * Set where the record itself is as it was, and only what one of its ids leads to has changed: from when on answers
   * about changes tell of it, which is that of the version before.
   */
  readonly saidAt?: number;
};

/** Something that ids lead to, as a directory of the API prints it. */
export type DirectoryEntry = { readonly id: string; readonly values: DataRecord };

/** What the ids in records lead to, by the names of the plan's lookups. Unknown names throw. */
export type Directories = {
  names(): readonly string[];
  /** The entries at a time (default now). */
  entries(name: string, at?: number): readonly DirectoryEntry[];
  /** Calls an entry otherwise; the records that lead to it do not change by it. */
  rename(name: string, id: string): void;
  /** Takes an entry away; the records keep its id. */
  forget(name: string, id: string): void;
  /** Adds entries that no record leads to yet; gives their ids. */
  grow(name: string, count: number): readonly string[];
};

/** What a scenario may say about a change; everything has a default. */
export type ChangeOptions = {
  /** The change time it carries. Default: now. */
  updatedAt?: number;
  /** How many ms later the API shows it. Default 0. */
  lagMs?: number;
  /** Raw values by property name; they replace what the seed would give. `undefined` leaves a field out of the record. */
  set?: Readonly<Record<string, unknown>>;
  /** Property names to be emptied (null in the record). Properties that cannot be empty (ids) stay. */
  clear?: readonly string[];
};

/** A source's records and all that ever happened to them, by a clock that is asked at each call. Same seed, same world. */
export type World = {
  /** A new record; gives its id. Ids grow in the order of creation, in every order an API sorts them by. */
  create(options?: ChangeOptions & { id?: string }): string;
  /** Gives a record new values; every edit changes at least one visible text. Throws for a record that is not alive. */
  edit(id: string, options?: ChangeOptions): void;
  remove(id: string, options?: Pick<ChangeOptions, "updatedAt" | "lagMs">): void;
  restore(id: string, options?: ChangeOptions): void;
  /** The ids of records that are alive now, in order of creation. */
  alive(): string[];
  /** Every version of a record, oldest first. */
  history(id: string): readonly Version[];
  /** Every id there ever was, in order of creation. */
  ids(): readonly string[];
  /** The newest version of each record that the API shows at a time (default now), deleted ones included, in order of creation. */
  visible(at?: number): readonly Version[];
  /** The newest version of each record at a time (default now), whether shown or not, in order of creation. */
  truth(at?: number): readonly Version[];
  readonly directories: Directories;
  /** Gets every version as it happens. */
  watch(listener: (version: Version) => void): void;
};
