/** The words of a name: `Demo bookshop` and `demoBooks` both give their words in lower case. */
function wordsOf(text: string): string[] {
  return text
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

/** `pull request` → `PullRequest`. A text without any letter gives "". */
export function pascalCase(text: string): string {
  return wordsOf(text)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("")
    .replace(/^\d+/, "");
}

/** `pull request` → `pullRequest`. */
export function camelCase(text: string): string {
  const pascal = pascalCase(text);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}

/** `issue` → `An issue`, to begin a sentence with. */
export function startWithArticle(word: string): string {
  const words = withArticle(word);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `issue` → `an issue`, `hour` → `an hour`, `user` → `a user`. */
export function withArticle(word: string): string {
  const takesAn = /^([aeio]|u(?!ser|ni)|hour)/i.test(word);
  return `${takesAn ? "an" : "a"} ${word}`;
}
