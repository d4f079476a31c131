import { afterAll, expect } from "vitest";

// Runs before each file of those that share a process: what one of them leaves behind would be there for the next.

const before = look();
afterAll(() => expect(look()).toEqual(before));

function look(): object {
  const { Date, fetch, setTimeout, setInterval, performance } = globalThis;
  return {
    env: { ...process.env },
    cwd: process.cwd(),
    // Libraries keep a register of their own there, such as __zod_globalRegistry.
    globals: Object.keys(globalThis).filter((name) => !name.startsWith("__")),
    values: [Date, fetch, setTimeout, setInterval, performance.now, Date.now, Math.random],
    console: [console.log, console.error],
  };
}
