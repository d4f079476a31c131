/** The error of a prompt that Ctrl-C ends; its name is how the rest of the program knows it. */
class ExitPromptError extends Error {
  override readonly name = "ExitPromptError";
}

/**
 * Runs a prompt that ends like after Ctrl-C when its input ends. By itself a prompt waits for ever after Ctrl-D, and
 * the program then stops with exit code 0, as if all were done.
 */
export async function untilEnd<Value>(input: NodeJS.ReadableStream, prompt: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
  const controller = new AbortController();
  const end = () => controller.abort();
  const look = (_text: unknown, key: { name?: string; ctrl?: boolean } | undefined) => {
    // On a line with text Ctrl-D deletes; on an empty one it closes the input, which the line editor sees after us.
    if (key?.ctrl && key.name === "d") setImmediate(() => input.isPaused() && end());
  };
  input.on("keypress", look).once("end", end);
  try {
    return await prompt(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? new ExitPromptError("the input ended", { cause: error }) : error;
  } finally {
    input.off("keypress", look).off("end", end);
  }
}
