import { findSource, sourceSetting } from "./answers.ts";
import type { Asker } from "./asker.ts";
import type { Ending } from "./design.ts";
import { findPlace, givenPlace } from "./place.ts";
import type { Session } from "./session.ts";
import { askSource, otherApi } from "./source.ts";

/**
 * The wizard from its first question to its end: folder, source, then everything the source leaves open, the review
 * and the writing. What stands before the source is known loads no library but the prompts.
 */
export async function runFlow(session: Session, asker: Asker, dir?: string): Promise<Ending> {
  session.place =
    dir === undefined ? await findPlace(session.cwd, asker) : await givenPlace(session.cwd, dir);
  if (dir !== undefined && !session.place.hasWorker)
    asker.tell(
      `There is no Notion worker in ${session.place.folder ?? "this folder"} yet; it is made when you say so.`,
    );
  if (findSource(session.answers) === undefined) {
    const source = await askSource(asker);
    if (source === otherApi) return { kind: "otherApi" };
    session.answers = [...session.answers, sourceSetting(source)];
  }
  const { design } = await import("./design.ts");
  return design(session, asker);
}
