import { Worker, type SyncChangeUpsert } from "@notionhq/workers";
import * as Builder from "@notionhq/workers/builder";
import * as Schema from "@notionhq/workers/schema";
import type { Project } from "./studio.js";

export const worker = new Worker();

const schema = {
  Title: Schema.title(),
  Stage: Schema.select([{ name: "Pitch" }, { name: "Shoot" }, { name: "Cut" }, { name: "Done" }]),
  Lead: Schema.richText(),
  Tags: Schema.multiSelect([]),
  Budget: Schema.number("dollar"),
  Deadline: Schema.date(),
  Link: Schema.url(),
  "Project ID": Schema.richText(),
};

export const projects = worker.database("projects", {
  type: "managed",
  initialTitle: "Projects",
  primaryKeyProperty: "Project ID",
  schema: { properties: schema },
});

const stages: Record<string, string> = { PITCH: "Pitch", SHOOT: "Shoot", CUT: "Cut", DONE: "Done" };

/** Rows for the projects of a page; of two versions of one project, for the one edited later. */
export function rowsOf(page: readonly Project[]): SyncChangeUpsert<"Project ID", typeof schema>[] {
  const latest = new Map<string, Project>();
  for (const project of page) {
    const id = str(project.id);
    if (!id) continue;
    const rival = latest.get(id);
    const isOutdated = rival !== undefined && editedAt(project) < editedAt(rival);
    if (!isOutdated) latest.set(id, project);
  }
  return [...latest].map(([id, project]) => rowOf(id, project));
}

function rowOf(id: string, project: Project): SyncChangeUpsert<"Project ID", typeof schema> {
  const edited = editedAt(project);
  const stage = str(project.stage);
  const option = optionName(Object.hasOwn(stages, stage) ? stages[stage] : stage);
  const lead = str(project.lead?.name);
  const tags = Array.isArray(project.tags)
    ? project.tags.map((tag) => optionName(tag?.label)).filter(Boolean)
    : [];
  const budget =
    typeof project.budget === "boolean" || str(project.budget) === "" ? NaN : Number(project.budget);
  const deadline =
    typeof project.deadline === "string" ? new Date(project.deadline.slice(0, 10) + "T00:00:00Z") : null;
  const isDay =
    deadline !== null &&
    !isNaN(deadline.getTime()) &&
    deadline.toISOString().slice(0, 10) === String(project.deadline).slice(0, 10);
  const link = str(project.url);
  return {
    type: "upsert",
    key: id,
    // Tells Notion which write is the newer one; a time that cannot be is not told.
    ...(edited < Date.now() + 24 * 60 * 60_000 ? { upstreamUpdatedAt: new Date(edited).toISOString() } : {}),
    properties: {
      Title: Builder.title(str(project.title) || "Untitled project"),
      Stage: option ? Builder.select(option) : [],
      Lead: lead ? Builder.richText(lead) : [],
      Tags: Builder.multiSelect(...new Set(tags)),
      Budget: Number.isFinite(budget) ? Builder.number(budget) : [],
      Deadline: isDay ? Builder.date(deadline.toISOString().slice(0, 10)) : [],
      Link: /^(https?:\/\/|mailto:)/i.test(link) && URL.canParse(link) ? Builder.url(link) : [],
      "Project ID": Builder.richText(id),
    },
  };
}

/** Milliseconds since 1970, or NaN. */
export function editedAt({ editedAt: time }: Project): number {
  if (typeof time !== "string") return NaN;
  return Date.parse(/(z|[+-]\d{2}:?\d{2})$/i.test(time) ? time : `${time}Z`);
}

function str(value: unknown, most = 2000): string {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return "";
  const text = String(value).trim();
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** Without commas, at which Notion would make two options of it. */
function optionName(value: unknown): string {
  return str(str(value).replace(/\s*,\s*/g, "; "), 100);
}
