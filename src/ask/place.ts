import { existsSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { Problem } from "../problems/problem.ts";
import { findPackage } from "../project/package-json.ts";
import type { Asker } from "./asker.ts";
import { placeAt, type Place } from "./session.ts";

/** What a folder is to us: a worker, one that was begun, a place where one can be made, or another kind of package. */
type Kind = "worker" | "begun" | "free" | "other";

/** The folder that was named on the command line. Throws a Problem if no worker can be there. */
export async function givenPlace(cwd: string, dir: string): Promise<Place> {
  const root = resolve(cwd, dir);
  if (isFile(root)) throw new Problem("ask/not-a-folder", { folder: dir });
  const kind = await kindOf(root);
  if (kind === "other")
    throw new Problem("files/not-a-worker", { name: dir }, { file: join(dir, "package.json") });
  return placeAt(root, { hasWorker: kind === "worker", isAsked: false });
}

/** Finds the worker in the current folder; where there is none, asks where to make one. */
export async function findPlace(cwd: string, asker: Asker): Promise<Place> {
  if ((await kindOf(cwd)) === "worker") return placeAt(cwd, { hasWorker: true, isAsked: false });
  return askPlace(cwd, asker);
}

/** Asks for a folder: this one, if a worker can be made here, or another one. */
export async function askPlace(cwd: string, asker: Asker): Promise<Place> {
  const kind = await kindOf(cwd);
  if (kind === "other")
    asker.tell(
      "The package in this folder is no Notion worker, so the worker goes into a folder of its own.",
    );
  if (kind === "begun" || kind === "free") asker.tell("There is no Notion worker in this folder yet.");
  if (kind !== "other") {
    const here = {
      value: "here",
      name: kind === "worker" ? "In this folder" : "Make one in this folder",
      hint: cwd,
    };
    const there = { value: "there", name: "Make one in a new folder" };
    const isMeantHere = kind !== "free" || visibleNames(cwd).length === 0;
    const choices = isMeantHere ? [here, there] : [there, here];
    const choice = await asker.select({ message: "Where should the worker be?", choices });
    if (choice === "here") return placeAt(cwd, { hasWorker: kind === "worker", isAsked: true });
  }
  const folder = await asker.input({
    message: "Name of the folder:",
    proposal: "my-worker",
    check: (text) => folderFault(cwd, text),
  });
  const root = resolve(cwd, folder);
  return placeAt(root, { hasWorker: (await kindOf(root)) === "worker", isAsked: true });
}

async function folderFault(cwd: string, text: string): Promise<string | undefined> {
  if (text === "") return "Expected a name, such as my-worker.";
  if (/\p{Cc}/u.test(text)) return "Expected a name without control characters.";
  const root = resolve(cwd, text);
  if (isFile(root)) return "There is a file of that name.";
  try {
    return (await kindOf(root)) === "other"
      ? "That folder holds a package that is no Notion worker."
      : undefined;
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
}

async function kindOf(root: string): Promise<Kind> {
  const facts = await findPackage(root);
  const hasSdk = facts?.ranges.has("@notionhq/workers") === true;
  if (facts !== undefined && !hasSdk) return "other";
  if (existsSync(join(root, "src", "index.ts"))) return "worker";
  return hasSdk ? "begun" : "free";
}

function isFile(path: string): boolean {
  try {
    return !statSync(path).isDirectory();
  } catch {
    // Nothing there yet, or nothing we may look at: writing will tell.
    return false;
  }
}

function visibleNames(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => !name.startsWith("."));
  } catch {
    return [];
  }
}
