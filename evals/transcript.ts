import { isRecord } from "../src/run/protocol.ts";

/** Reads what an agent prints, piece by piece. */
export type ToolCallCounter = {
  read(text: string): void;
  /** Tool calls so far; undefined where what was printed is no transcript. */
  count(): number | undefined;
};

const longestLine = 1024 * 1024;
/** What Codex calls the items that are tool calls, in `codex exec --json`. */
const codexTools = ["command_execution", "file_change", "mcp_tool_call", "web_search"];

/** Counts the tool calls in JSON lines as Claude Code (`--output-format stream-json`) and Codex (`exec --json`) print them. */
export function countToolCalls(): ToolCallCounter {
  let line = "";
  let calls: number | undefined;
  const end = (): void => {
    const found = line.length <= longestLine ? toolCallsIn(line) : undefined;
    if (found !== undefined) calls = (calls ?? 0) + found;
    line = "";
  };
  return {
    read(text) {
      const [first = "", ...rest] = text.split("\n");
      line = (line + first).slice(0, longestLine + 1);
      for (const next of rest) {
        end();
        line = next.slice(0, longestLine + 1);
      }
    },
    count() {
      end();
      return calls;
    },
  };
}

/** The tool calls that one line tells of; undefined for a line that is none of a transcript. */
function toolCallsIn(line: string): number | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    const event: unknown = JSON.parse(line);
    if (!isRecord(event)) return undefined;
    if (event.type === "assistant" && isRecord(event.message) && Array.isArray(event.message.content))
      return event.message.content.filter((part) => isRecord(part) && part.type === "tool_use").length;
    if (event.type === "item.completed" && isRecord(event.item))
      return codexTools.includes(String(event.item.type)) ? 1 : 0;
    return undefined;
  } catch {
    return undefined;
  }
}
