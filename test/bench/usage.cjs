// Preloaded into every Node process of a measured run (NODE_OPTIONS=--require): writes what the process used, as the
// system counts it, to a file of its own when it ends.
const { writeFileSync } = require("node:fs");
const { join } = require("node:path");

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage = { argv: process.argv, cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMiB: maxRSS / 1024 };
  writeFileSync(join(process.env.BENCH_USAGE, `${process.pid}.json`), JSON.stringify(usage));
});
