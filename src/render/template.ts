import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type Handlebars from "handlebars";
import { packageRoot } from "../package-files.ts";
import { templateHelpers, type Use } from "./helpers.ts";
import type { TemplateName, Views } from "./views.ts";

/** Fills a template with its view. `use` gives the local name of an import and learns that it is needed. */
export type Render = <Name extends TemplateName>(name: Name, view: Views[Name], use: Use) => string;

/**
 * Reads and compiles every template of the package, once. `strict` refuses a missing value; escaping for HTML is off,
 * because values reach the code only through the helpers, and a bare `{{name}}` only as an identifier.
 */
export function loadTemplates(): Promise<Render> {
  return (loaded ??= compileTemplates());
}

let loaded: Promise<Render> | undefined;

async function compileTemplates(): Promise<Render> {
  const { default: handlebars } = await import("handlebars");
  const engine = handlebars.create();
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  for (const [name, text] of await templateTexts()) {
    const program = guardMustaches(engine.parse(text));
    compiled.set(name, engine.compile(program, { strict: true, noEscape: true }));
  }
  const partials = Object.fromEntries(compiled);
  return (name, view, use) => {
    const template = compiled.get(name);
    if (!template) throw new Error(`No template ${name}`);
    return template(view, {
      helpers: templateHelpers(use) as Record<string, Handlebars.HelperDelegate>,
      partials,
    });
  };
}

async function templateTexts(): Promise<[string, string][]> {
  const root = join(packageRoot(), "templates");
  const names = (await readdir(root, { recursive: true })).filter((path) => path.endsWith(".ts.hbs"));
  return Promise.all(
    names.map(async (path): Promise<[string, string]> => [
      path.replaceAll("\\", "/").slice(0, -".ts.hbs".length),
      await readFile(join(root, path), "utf8"),
    ]),
  );
}

/** Turns each bare `{{name}}` into `{{identifier name}}`, so that no text can pass unescaped by oversight. */
function guardMustaches(program: hbs.AST.Program): hbs.AST.Program {
  for (const statement of program.body) {
    if (statement.type === "MustacheStatement") guard(statement as hbs.AST.MustacheStatement);
    if (statement.type === "BlockStatement") {
      const { program: body, inverse } = statement as hbs.AST.BlockStatement;
      guardMustaches(body);
      if (inverse) guardMustaches(inverse);
    }
  }
  return program;
}

function guard(statement: hbs.AST.MustacheStatement): void {
  if (statement.params.length > 0 || statement.path.type !== "PathExpression") return;
  const { loc } = statement;
  statement.params = [statement.path];
  const path: hbs.AST.PathExpression = {
    type: "PathExpression",
    data: false,
    depth: 0,
    parts: ["identifier"],
    original: "identifier",
    loc,
  };
  statement.path = path;
}
