import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { built } from "../cli/built.ts";

/** Whether a real terminal can be had on this machine. */
export const hasTmux = spawnSync("tmux", ["-V"]).status === 0;

/** A terminal of 100 columns with the built program in it. */
export type Terminal = {
  /** Waits until the screen (with what scrolled off) shows some words, and gives it. */
  shows: (words: string) => Promise<string>;
  /** Presses keys by tmux's names ("Enter", "Down", "C-c"). */
  press: (...keys: string[]) => void;
  type: (text: string) => void;
  /** The exit code, when the program has ended, and everything on the screen. */
  end: () => Promise<{ code: number; screen: string }>;
  close: () => void;
};

const giveUpAfterMs = 60_000;

/** Starts the program in a folder, as a person would: in a shell of its own terminal. */
export function startTerminal(cwd: string, args: readonly string[] = []): Terminal {
  const socket = `create-sync-${randomBytes(6).toString("hex")}`;
  const tmux = (...words: string[]): string =>
    spawnSync("tmux", ["-L", socket, "-f", "/dev/null", ...words], { encoding: "utf8" }).stdout;
  const words = [process.execPath, built("src/bin.js"), ...args].map((word) => `'${word}'`).join(" ");
  // The shell stays behind, also after Ctrl-C, so that the screen and the exit code can be read.
  tmux(
    "new-session",
    "-d",
    "-x",
    "100",
    "-y",
    "50",
    "-c",
    cwd,
    `trap : INT; env -u CI ${words}; echo "ended with $?"; sleep 60`,
  );
  tmux("set-option", "-g", "history-limit", "5000");
  const screen = (): string => tmux("capture-pane", "-p", "-J", "-S", "-2000");

  async function shows(wanted: string): Promise<string> {
    const began = performance.now();
    for (;;) {
      const shown = screen();
      if (shown.includes(wanted)) return shown;
      if (performance.now() - began > giveUpAfterMs)
        throw new Error(`the terminal never showed "${wanted}" but\n${shown}`);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }

  return {
    shows,
    press: (...keys) => void tmux("send-keys", ...keys),
    type: (text) => void tmux("send-keys", "-l", text),
    end: async () => {
      const shown = await shows("ended with ");
      return { code: Number(/ended with (\d+)/.exec(shown)?.[1]), screen: shown };
    },
    close: () => void tmux("kill-server"),
  };
}
