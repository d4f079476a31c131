import { importedName } from "../model/dialect.ts";
import type { ItemKind } from "../project/types.ts";
import type { CodeModel, TestNode } from "../model/types.ts";
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

function snippetsOf(model: CodeModel, render: Render, use: Use): Snippet[] {
  const { names, credential, oauth, database, pacer, client, gone, overlap } = model;
  const text = (name: TemplateName, view: Parameters<Render>[1]) => render(name, view as never, use);
  const snippet = (role: Role, text: string, made: Omit<Partial<Snippet>, "role" | "text">): Snippet => ({
    role,
    declares: [],
    registers: [],
    text,
    ...made,
  });
  const key = (kind: ItemKind, name: string) => [{ kind, key: name }];
  return [
    ...(credential
      ? [snippet("credential", text("parts/credential", credential), { part: "credential", registers: key("credential", credential.key) })]
      : []),
    ...(oauth
      ? [snippet("credential", text("parts/oauth", oauth), { part: "sign-in", declares: [oauth.variable], registers: key("oauth", oauth.key) })]
      : []),
    snippet("database", text("parts/database", database), {
      part: "database",
      declares: [names.properties, database.variable],
      registers: key("database", database.key),
    }),
    snippet("pacer", text("parts/pacer", pacer), { part: "pacer", declares: [pacer.variable], registers: key("pacer", pacer.key) }),
    snippet("client", text("parts/client", client), { part: "request function", declares: [client.baseUrl, client.name] }),
    snippet("type", text("parts/record-type", model.recordType), { part: "record type", declares: [model.recordType.name] }),
    snippet("mapper", text("parts/mapper", model.mapper), { part: "mapper", declares: [model.mapper.name] }),
    snippet("mapper", text("parts/latest", model.latest), { part: "choice of the newest", declares: [model.latest.name] }),
    ...(gone ? [snippet("mapper", text("deletes/tombstone", gone), { part: "test for deletion", declares: [gone.name] })] : []),
    ...model.readers.map((reader) =>
      snippet("reader", text(reader.unit as TemplateName, reader), {
        part: reader.since ? "reader of changes" : "reader of the list",
        declares: [reader.name],
      }),
    ),
    ...(overlap ? [snippet("reader", text("parts/overlap", overlap), { part: "overlap", declares: [overlap.name] })] : []),
    ...model.syncs.map((sync) =>
      snippet("sync", text(sync.unit as TemplateName, sync), { part: `${sync.unit} sync`, registers: key("sync", sync.key) }),
    ),
  ];
}

/** The text of a plan's test file. */
export async function spellTest(node: TestNode): Promise<string> {
  const render = await loadTemplates();
  return render("files/sync.test", node, (name) => name);
}
