import { readProject } from "../project/read.ts";
import { describeProject, nextCommands } from "../project/report.ts";
import type { Project, WorkerFile } from "../project/types.ts";
import type { Context, Outcome } from "./types.ts";

/** The facts of the worker project in the current folder; never the text of a file or a value of an env file. */
export async function inspect(context: Context): Promise<Outcome> {
  const project = await readProject(context.cwd);
  return { result: withoutText(project), text: describeProject(project), next: nextCommands(project) };
}

function withoutText(
  project: Project,
): Omit<Project, "workerFile"> & { workerFile?: Omit<WorkerFile, "text"> } {
  if (!project.workerFile) return project;
  const { text, ...workerFile } = project.workerFile;
  return { ...project, workerFile };
}
