/** The error of a prompt that Ctrl-C ends; its name is how the rest of the program knows it. */
class ExitPromptError extends Error {
  override readonly name = "ExitPromptError";
}

/**
 * Runs a prompt that ends like after Ctrl-C when its input ends, and that goes on after Ctrl-Z and `fg`. By itself a
 * prompt waits for ever after either, and the program then stops with exit code 0, as if all were done.
 */
export async function untilEnd<Value>(
  input: NodeJS.ReadableStream,
  prompt: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const controller = new AbortController();
  let isOpen = true;
  const end = () => controller.abort();
  const resume = () => setImmediate(() => isOpen && input.resume());
  const look = (_text: unknown, key: { name?: string; ctrl?: boolean } | undefined) => {
    if (!key?.ctrl) return;
    // On a line with text Ctrl-D deletes; on an empty one it closes the input, which the line editor sees after us.
    if (key.name === "d") setImmediate(() => input.isPaused() && end());
    // The line editor pauses the input when the program is continued, and nobody starts it again.
    if (key.name === "z") input.once("pause", resume);
  };
  input.on("keypress", look).once("end", end);
  try {
    return await prompt(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? new ExitPromptError("the input ended", { cause: error }) : error;
  } finally {
    isOpen = false;
    input.off("keypress", look).off("end", end).off("pause", resume);
  }
}
