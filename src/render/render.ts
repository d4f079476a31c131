import { importedName } from "../model/dialect.ts";
import type { ItemKind } from "../project/types.ts";
import type { TestNode } from "../model/test-node.ts";
import type { CodeModel } from "../model/types.ts";
import type { Use } from "./helpers.ts";
import type { ImportNeed, Role, Snippet } from "./snippet.ts";
import { loadTemplates, type Render } from "./template.ts";
import type { TemplateName } from "./views.ts";

/** Chooses the local name of each import, in the order asked; gets all of them at once. */
export type ResolveLocals = (wanted: readonly ImportNeed[]) => ImportNeed[];

/** Snippets in the order of the file, with what they import. */
export type Rendered = { snippets: Snippet[]; imports: ImportNeed[] };

/**
 * Spells a model. It is rendered twice: the first time to learn which imports the templates use, the second time
 * with the names by which the user's file knows them.
 */
export function renderModel(model: CodeModel, render: Render, resolve: ResolveLocals): Rendered {
  const used = new Set<string>();
  snippetsOf(model, render, (name) => {
    used.add(name);
    return name;
  });
  const sorted = [...used].sort((a, b) => a.toLowerCase().localeCompare(b.toLowerCase(), "en"));
  const wanted = sorted.map((name): ImportNeed => ({ ...importedName(name), local: name }));
  const imports = resolve(wanted);
  const locals = new Map(wanted.map((need, index) => [need.local, imports[index]?.local ?? need.local]));
  return { snippets: snippetsOf(model, render, (name) => locals.get(name) ?? name), imports };
}

/** Gives the text of a node's template. */
type Spell = (name: TemplateName, view: Parameters<Render>[1]) => string;

function snippetsOf(model: CodeModel, render: Render, use: Use): Snippet[] {
  const spell: Spell = (name, view) => render(name, view as never, use);
  return [...resourceSnippets(model, spell), ...recordSnippets(model, spell), ...syncSnippets(model, spell)];
}

function snippet(role: Role, text: string, made: Omit<Partial<Snippet>, "role" | "text">): Snippet {
  return { role, declares: [], registers: [], text, ...made };
}

const key = (kind: ItemKind, name: string) => [{ kind, key: name }];

/** What a worker registers once and syncs share: sign-in, database, pacer, and the function that sends requests. */
function resourceSnippets(
  { names, credential, oauth, database, pacer, pacers, client }: CodeModel,
  spell: Spell,
): Snippet[] {
  const credentials = credential && {
    part: "credential",
    registers: key("credential", credential.key),
  };
  const signIn = oauth && { part: "sign-in", declares: [oauth.variable], registers: key("oauth", oauth.key) };
  return [
    ...(credentials ? [snippet("credential", spell("parts/credential", credential), credentials)] : []),
    ...(signIn ? [snippet("credential", spell("parts/oauth", oauth), signIn)] : []),
    snippet("database", spell("parts/database", database), {
      part: "database",
      declares: [names.properties, database.variable],
      registers: key("database", database.key),
    }),
    snippet("pacer", spell("parts/pacer", pacer), {
      part: "pacer",
      declares: [pacer.variable],
      registers: key("pacer", pacer.key),
    }),
    ...pacers.map((own) =>
      snippet("pacer", spell("parts/pacer", own), {
        part: `pacer of ${own.kind}`,
        declares: [own.variable],
        registers: key("pacer", own.key),
      }),
    ),
    snippet("client", spell("parts/address", client), { part: "address", declares: [client.baseUrl] }),
    snippet("client", spell("parts/client", client), { part: "request function", declares: [client.name] }),
  ];
}

/** What turns a record of the API into a row. */
function recordSnippets(
  { recordType, mapper, latest, gone, entries, deletions, directories }: CodeModel,
  spell: Spell,
): Snippet[] {
  const part = (name: string, declared: string) => ({ part: name, declares: [declared] });
  return [
    snippet("type", spell("parts/record-type", recordType), part("record type", recordType.name)),
    ...(entries
      ? [snippet("type", spell("parts/record-type", entries.type), part("entry type", entries.type.name))]
      : []),
    ...(deletions
      ? [
          snippet(
            "type",
            spell("parts/record-type", deletions.type),
            part("type of deletions", deletions.type.name),
          ),
        ]
      : []),
    ...(directories?.all ?? []).map(({ name, type }) =>
      snippet("type", spell("parts/record-type", type), part(`entry type of ${name}`, type.name)),
    ),
    ...(directories
      ? [snippet("type", spell("parts/directories-type", directories), part("names", directories.type))]
      : []),
    snippet("mapper", spell("parts/mapper", mapper), part("mapper", mapper.name)),
    snippet("mapper", spell("parts/latest", latest), part("choice of the newest", latest.name)),
    ...(gone ? [snippet("mapper", spell(gone.unit, gone), part("test for deletion", gone.name))] : []),
  ];
}

/** What reads pages, and the syncs that hand them in. */
function syncSnippets(
  { names, readers, overlap, partitions, syncs, deletions, ...told }: CodeModel,
  spell: Spell,
): Snippet[] {
  const parts = new Map([
    [names.changed, "reader of changes"],
    [names.deleted, "reader of deletions"],
    [names.found, "reader of some records"],
  ]);
  return [
    ...readers.map((reader) =>
      snippet("reader", spell(reader.unit as TemplateName, reader), {
        part: parts.get(reader.name) ?? "reader of the list",
        declares: [reader.name],
      }),
    ),
    ...toldSnippets(told, spell),
    ...(deletions
      ? [
          snippet("reader", spell("deletes/delete-log", deletions), {
            part: "rows of deletions",
            declares: [deletions.name],
          }),
        ]
      : []),
    ...childSnippets(told.children, spell),
    ...directorySnippets(told.directories, spell),
    ...(overlap
      ? [snippet("reader", spell("parts/overlap", overlap), { part: "overlap", declares: [overlap.name] })]
      : []),
    ...(partitions
      ? [
          snippet("reader", spell("parts/partitions", partitions), {
            part: "partitions",
            declares: [partitions.name],
          }),
        ]
      : []),
    ...syncs.map((sync) =>
      snippet("sync", spell(sync.unit as TemplateName, sync), {
        part: `${sync.unit} sync`,
        registers: key("sync", sync.key),
      }),
    ),
  ];
}

/** What reads changes that an API tells of by itself, beside the reader of their pages. */
function toldSnippets(
  { single, anchor, entries }: Pick<CodeModel, "single" | "anchor" | "entries">,
  spell: Spell,
): Snippet[] {
  const reader = (part: string, name: string, text: string): Snippet =>
    snippet("reader", text, { part, declares: [name] });
  return [
    ...(single ? [reader("reader of one record", single.name, spell("parts/single", single))] : []),
    ...(anchor ? [reader("first token", anchor.name, spell("parts/anchor", anchor))] : []),
    ...(entries ? [reader("rows of the changes", entries.name, spell("parts/entries", entries))] : []),
  ];
}

/** What reads the rest of lists inside of records. */
function childSnippets(children: CodeModel["children"], spell: Spell): Snippet[] {
  if (!children) return [];
  const readers = children.all.map((child) =>
    snippet("reader", spell("parts/child", child), {
      part: `reader of ${child.title}`,
      declares: [child.reader],
    }),
  );
  const text = spell("parts/children", children);
  return [...readers, snippet("reader", text, { part: "completion of lists", declares: [children.name] })];
}

/** What reads the names behind ids. */
function directorySnippets(directories: CodeModel["directories"], spell: Spell): Snippet[] {
  if (!directories) return [];
  const readers = directories.all.map(({ name, reader }) =>
    snippet("reader", spell(reader.unit as TemplateName, reader), {
      part: `reader of ${name}`,
      declares: [reader.name],
    }),
  );
  const text = spell("parts/directories", directories);
  return [...readers, snippet("reader", text, { part: "reader of names", declares: [directories.name] })];
}

/** The text of a plan's test file. */
export async function spellTest(node: TestNode): Promise<string> {
  const render = await loadTemplates();
  return render("files/sync.test", node, (name) => name);
}
