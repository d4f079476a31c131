import * as Builder from "@notionhq/workers/builder";

export const checkboxOf = (value: unknown) => Builder.checkbox(value === true || value === "true");
