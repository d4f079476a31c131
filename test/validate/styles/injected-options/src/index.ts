import { Worker } from "@notionhq/workers";
import { plantColumns, toPlantRow } from "./plants.js";
import { makeReader } from "./reader.js";

const worker = new Worker();
const pace = worker.pacer("greenhouse", { allowedRequests: 5, intervalMs: 1000 });

const plants = worker.database("plants", {
  type: "managed",
  initialTitle: "Plants",
  primaryKeyProperty: "Plant No",
  schema: { properties: plantColumns },
});

// Everything, every two hours: the log knows neither changes nor deletions, and there are some hundred plants.
worker.sync("plantsReplace", {
  database: plants,
  mode: "replace",
  schedule: "2h",
  execute: makeReader({
    sync: "plantsReplace",
    beforeRequest: () => pace.wait(),
    toRow: toPlantRow,
    onSkipped: (count) => console.error(`${count} entries of a page have no plant number`),
  }),
});

export default worker;
