import type { Io } from "./io.ts";
import type { Asked } from "./output.ts";

/** What we say of our own failure. */
export type Bug = { message: string; hint: string };

/** The sentences for an error that we did not foresee; paths under the home directory start with `~`. */
export function describeBug(error: unknown, io: Io): Bug {
  const said = error instanceof Error ? error.message : String(error);
  return {
    message: `create-sync failed: ${maskHome(said, io)} This is a bug in create-sync, not in your project.`,
    hint: "Please report it with the command you ran; `npm bugs create-sync` opens the place. DEBUG=create-sync adds the stack.",
  };
}

/** The same for people, with the stack when `DEBUG` names create-sync. JSON output gets the stack alone, on stderr. */
export function printBug(error: unknown, { io, asked, bug }: { io: Io; asked: Asked; bug: Bug }): string {
  const words = asked.json ? "" : `✖ ${bug.message}\n  → ${bug.hint}\n`;
  const wantsStack = (io.env.DEBUG ?? "").split(/[\s,]+/).includes("create-sync");
  const stack = error instanceof Error && wantsStack ? `${maskHome(error.stack ?? "", io)}\n` : "";
  return words + stack;
}

function maskHome(text: string, { home }: Io): string {
  // A home of "/" would mask every slash.
  return home.length > 1 ? text.replaceAll(home, "~") : text;
}
