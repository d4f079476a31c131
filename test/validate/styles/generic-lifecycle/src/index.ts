import worker from "./worker.js";
import { crewProperties, crews } from "./crews.js";
import { runDelta, runFull, type DeltaState, type FullState } from "./lifecycle.js";
import { vesselProperties, vessels } from "./vessels.js";

export default worker;

const crewTable = worker.database("crews", {
  type: "managed",
  initialTitle: "Crews",
  primaryKeyProperty: "ID",
  schema: { properties: crewProperties },
});

const vesselTable = worker.database("vessels", {
  type: "managed",
  initialTitle: "Vessels",
  primaryKeyProperty: "ID",
  schema: { properties: vesselProperties },
});

// Tidewater tells for some weeks that a record is gone. The daily read is for whatever was not told, and for the first load.
worker.sync("crewsAll", {
  database: crewTable,
  mode: "replace",
  schedule: "1d",
  execute: (state: FullState | undefined) => runFull(crews, state),
});
worker.sync("crewsModified", {
  database: crewTable,
  mode: "incremental",
  schedule: "5m",
  execute: (state: DeltaState | undefined) => runDelta(crews, state),
});
worker.sync("vesselsAll", {
  database: vesselTable,
  mode: "replace",
  schedule: "1d",
  execute: (state: FullState | undefined) => runFull(vessels, state),
});
worker.sync("vesselsModified", {
  database: vesselTable,
  mode: "incremental",
  schedule: "5m",
  execute: (state: DeltaState | undefined) => runDelta(vessels, state),
});
