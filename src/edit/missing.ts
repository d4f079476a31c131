import { propertyNode } from "../model/cells.ts";
import type { Plan } from "../plan/schema.ts";
import type { Project, WorkerFile } from "../project/types.ts";
import type { Snippet } from "../render/snippet.ts";

/** Which snippets are still to be written. `isSamePlan`: this very plan was added before, so its own code may be there. */
export function missingSnippets(
  plan: Plan,
  snippets: readonly Snippet[],
  where: { file: WorkerFile; project: Project; isSamePlan: boolean },
): Snippet[] {
  return snippets.filter((snippet) => {
    if (!isPresent(snippet, where)) return true;
    if (where.isSamePlan) return false;
    switch (snippet.role) {
      case "credential":
      case "pacer":
        return false;
      case "client":
        return snippet.part === "address" && !hasSameAddress(snippet, where.file);
      case "database":
        return !hasSameDatabase(plan, where.project);
      default:
        return true;
    }
  });
}

function isPresent(snippet: Snippet, { file, project }: { file: WorkerFile; project: Project }): boolean {
  const items = snippet.registers.map(({ kind, key }) =>
    project.items.find((item) => item.kind === kind && item.key === key && item.file === file.path),
  );
  if (items.includes(undefined)) return false;
  // A reused handle may be held under any name, and a database may declare its properties in place.
  if (snippet.role === "database" || snippet.role === "pacer")
    return items.every((item) => item?.variable !== undefined);
  if (snippet.role === "credential")
    return snippet.declares.length === 0 || items.every((item) => item?.variable !== undefined);
  return snippet.declares.every((name) => file.names.some((taken) => taken.name === name));
}

/** The client of the same host: the constant with its address reads the same. The rest of it is the user's to edit. */
function hasSameAddress(snippet: Snippet, file: WorkerFile): boolean {
  const [address = ""] = snippet.text.split(/;?\n/);
  return squeezed(file.text).includes(squeezed(address));
}

const squeezed = (text: string): string => text.replaceAll("'", '"').replaceAll(/[\s;]+/g, "");

/** Whether the database that is there has just these properties, so that the plan's rows fit it. */
function hasSameDatabase(plan: Plan, project: Project): boolean {
  const item = project.items.find(({ kind, key }) => kind === "database" && key === plan.database.key);
  if (!item?.properties || item.variable === undefined || item.primaryKey !== plan.database.primaryKey)
    return false;
  const wanted = Object.fromEntries(plan.fields.map((field) => [field.name, propertyNode(field).method]));
  const names = new Set([...Object.keys(wanted), ...Object.keys(item.properties)]);
  return [...names].every((name) => wanted[name] === item.properties?.[name]);
}
