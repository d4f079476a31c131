import { readLogin } from "../../ntn/login.ts";
import type { Check } from "../types.ts";

/** Whether somebody is logged in to Notion, asked without the network and without printing who. */
export const ntnLogin: Check = {
  id: "ntn-login",
  about: "machine",
  look: async (place) => {
    const [ntn, features] = await Promise.all([place.ntn(), place.features()]);
    if (!ntn || !features) return [];
    switch (await readLogin(ntn, features)) {
      case "logged-in":
        return [{ status: "ok", says: "ntn has a sign-in to Notion (not tried: that needs the network)" }];
      case "not-logged-in":
        return [
          {
            status: "note",
            says: "Nobody is logged in to Notion here; deploying needs it.",
            fix: "ntn login",
          },
        ];
      default:
        return [
          {
            status: "note",
            says: "Whether somebody is logged in to Notion cannot be told from ntn's answer.",
            fix: "ntn workers list shows your workers, or what is missing",
          },
        ];
    }
  },
};
