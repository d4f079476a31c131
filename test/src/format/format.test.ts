import { afterAll, describe, expect, test } from "vitest";
import { formatSnippet } from "../../../src/format/format.ts";
import { defaultStyle } from "../../../src/project/default-style.ts";
import { tempProject, type TempProject } from "../../kit/temp-project.ts";

const code = "// Why.\nconst list = {a: 'x',\n b: [1,2]}\nfunction f() { return list }";
const made: TempProject[] = [];

afterAll(async () => {
  await Promise.all(made.map((project) => project.remove()));
});

async function projectWith(files: Record<string, string>): Promise<string> {
  const project = await tempProject(files);
  made.push(project);
  return project.root;
}

describe("a snippet is formatted in the file's style", () => {
  test("with tabs, double quotes and semicolons", async () => {
    expect(await formatSnippet(code, defaultStyle)).toBe(
      '// Why.\nconst list = { a: "x", b: [1, 2] };\nfunction f() {\n\treturn list;\n}\n',
    );
  });

  test("with four spaces, single quotes and neither semicolons nor trailing commas", async () => {
    const style = {
      ...defaultStyle,
      indent: 4,
      quote: "single",
      semicolons: false,
      trailingCommas: false,
      printWidth: 20,
    } as const;
    expect(await formatSnippet(code, style)).toBe(
      "// Why.\nconst list = {\n    a: 'x',\n    b: [1, 2]\n}\nfunction f() {\n    return list\n}\n",
    );
  });

  test("with \\n, since the edit gives it the file's line ends", async () => {
    expect(await formatSnippet("a();\r\nb();\r\n", { ...defaultStyle, newline: "\r\n" })).toBe(
      "a();\nb();\n",
    );
  });
});

describe("the project's own config wins", () => {
  test("in package.json, over the style of the file", async () => {
    const root = await projectWith({
      "package.json": '{ "prettier": { "semi": false, "singleQuote": true, "useTabs": false } }',
    });
    expect(await formatSnippet('if (a) { b("c"); }', defaultStyle, root)).toBe("if (a) {\n  b('c')\n}\n");
  });

  test("in .editorconfig, as far as it goes", async () => {
    const root = await projectWith({
      ".editorconfig": "root = true\n[*]\nindent_style = space\nindent_size = 3\nend_of_line = crlf\n",
    });
    expect(await formatSnippet("if (a) { b('c') }", defaultStyle, root)).toBe('if (a) {\n   b("c");\n}\n');
  });

  test("for src/index.ts where it tells files apart", async () => {
    const config = {
      overrides: [
        { files: "src/*.ts", options: { semi: false } },
        { files: "*.js", options: { singleQuote: true } },
      ],
    };
    const root = await projectWith({ ".prettierrc": JSON.stringify(config) });
    expect(await formatSnippet("a('b');", defaultStyle, root)).toBe('a("b")\n');
  });

  test("but not with plugins, pragmas or ranges, which would leave the snippet as it is or fail", async () => {
    const config = {
      plugins: ["prettier-plugin-that-is-not-there"],
      requirePragma: true,
      insertPragma: true,
      rangeEnd: 1,
      semi: false,
    };
    const root = await projectWith({ ".prettierrc": JSON.stringify(config) });
    expect(await formatSnippet("a('b');", defaultStyle, root)).toBe('a("b")\n');
  });

  test.each([
    ["cannot be parsed", "{ semi: "],
    ["has a value prettier refuses", '{ "semi": "never", "printWidth": -1 }'],
  ])("and one that %s counts as none", async (_, text) => {
    const root = await projectWith({ ".prettierrc": text });
    expect(await formatSnippet("a('b')", defaultStyle, root)).toBe('a("b");\n');
  });
});

test("a snippet that does not parse is our bug: an error that quotes it, no Problem", async () => {
  const failed = formatSnippet("const broken = {", defaultStyle);
  await expect(failed).rejects.toThrow(/^Generated code does not parse: [^]*const broken = \{$/);
  await expect(failed).rejects.not.toHaveProperty("code");
});
