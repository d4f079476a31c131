import type { SyncExecutionResult } from "@notionhq/workers";
import { editedAt, projects, rowsOf, worker } from "./projects.js";
import { editedPage, projectsPage, StaleCursor, type ProjectPage } from "./studio.js";

export default worker;

const studio = worker.pacer("studioBoard", { allowedRequests: 10, intervalMs: 1_000 });

const minutes = 60_000;
// Edits show up after two minutes at most; ten also bring back what the daily read swept too early.
const overlap = 10 * minutes;

/** `bookmark`: a cursor passed on the way; pages in a circle come back to it. */
type Walk = { after?: string; bookmark?: string; turns?: number };

type DailyState = Walk & {
  v: 1;
  lastRows?: number;
  rows?: number;
  since?: string;
  isTail?: boolean;
  retries?: number;
  gaveUp?: { at: number; why: string };
};

function turn({ after, bookmark, turns = 0 }: Walk, next: string): Required<Walk> | undefined {
  if (next === after || next === bookmark) return undefined;
  const count = turns + 1;
  const isNewMark = bookmark === undefined || (count & turns) === 0;
  return { after: next, bookmark: isNewMark ? next : bookmark, turns: count };
}

// Daily: Studio Board forgets deleted projects, so only a complete list tells which rows have to go.
worker.sync("projectsDaily", {
  database: projects,
  mode: "replace",
  schedule: "1d",
  execute: async (saved: DailyState | undefined): Promise<SyncExecutionResult<"Project ID", DailyState>> => {
    const before: DailyState = saved?.v === 1 ? saved : { v: 1 };
    const clean: DailyState = {
      v: 1,
      ...(before.lastRows !== undefined ? { lastRows: before.lastRows } : {}),
    };
    if (before.gaveUp !== undefined && Date.now() - before.gaveUp.at < minutes)
      throw new Error(before.gaveUp.why);
    const state = before.gaveUp === undefined ? before : clean;
    const { rows = 0, retries = 0, lastRows = 0 } = state;

    const giveUp = (why: string) => ({
      changes: [],
      hasMore: true,
      nextState: { ...clean, gaveUp: { at: Date.now(), why: `${why} No rows were removed.` } },
    });
    const beginAgain = (why: string) =>
      retries < 3
        ? { changes: [], hasMore: true, nextState: { ...clean, retries: retries + 1 } }
        : giveUp(why);

    await studio.wait();
    let page: ProjectPage;
    try {
      page = state.isTail
        ? await editedPage(new Date(state.since ?? 0), state.after)
        : await projectsPage(state.after);
    } catch (error) {
      if (error instanceof StaleCursor) return beginAgain("The cursor went stale four times.");
      throw error;
    }
    const changes = rowsOf(page.projects);
    const since = state.since ?? new Date(page.askedAt.getTime() - overlap).toISOString();
    const counted = state.isTail ? rows : rows + changes.length;

    if (page.after !== undefined) {
      const place = turn(state, page.after);
      if (!place) return beginAgain("Four times the same page came twice.");
      return { changes, hasMore: true, nextState: { ...state, ...place, since, rows: counted } };
    }
    if (!state.isTail) {
      // New projects and late edits are read before the end, so that the clean-up spares them.
      return { changes, hasMore: true, nextState: { ...clean, retries, since, rows: counted, isTail: true } };
    }
    if (counted === 0) return giveUp("Studio Board lists no projects: look at what the key may see.");
    if (counted < 0.7 * lastRows && lastRows - counted > 20) {
      const release = "If that is right: ntn workers sync state reset projectsDaily.";
      return giveUp(`Studio Board lists ${counted} projects instead of ${lastRows} rows before. ${release}`);
    }
    return { changes, hasMore: false, nextState: { v: 1, lastRows: counted } };
  },
});

type EditsState = Walk & { v: 1; newestEdit?: string; since?: string };

// Every five minutes the edits since ten minutes before the newest one that Studio Board has shown.
worker.sync("projectEdits", {
  database: projects,
  mode: "incremental",
  schedule: "5m",
  execute: async (saved: EditsState | undefined): Promise<SyncExecutionResult<"Project ID", EditsState>> => {
    const state: EditsState = saved?.v === 1 ? saved : { v: 1 };
    const { newestEdit } = state;
    const start =
      newestEdit === undefined ? Date.now() - 24 * 60 * minutes : new Date(newestEdit).getTime() - overlap;
    const since = state.since ?? new Date(start).toISOString();
    const rest: EditsState = { v: 1, ...(newestEdit !== undefined && { newestEdit }) };

    await studio.wait();
    const page = await editedPage(new Date(since), state.after).catch((error: unknown) => {
      if (error instanceof StaleCursor) return null;
      throw error;
    });
    if (page === null) return { changes: [], hasMore: false, nextState: rest };

    const edits = page.projects.map(editedAt).filter((time) => !Number.isNaN(time));
    if (edits.length > 0) {
      // An edit dated ahead of the server would skip all that follow until then.
      const newest = Math.min(Math.max(...edits), page.askedAt.getTime());
      if (newestEdit === undefined || newest > Date.parse(newestEdit))
        rest.newestEdit = new Date(newest).toISOString();
    }
    const place = page.after === undefined ? undefined : turn(state, page.after);
    if (place === undefined) return { changes: rowsOf(page.projects), hasMore: false, nextState: rest };
    return { changes: rowsOf(page.projects), hasMore: true, nextState: { ...rest, ...place, since } };
  },
});
