import { describe, expect, it } from "vitest";
import { readDirectory } from "../../../templates/helpers/directory.ts";
import { joined } from "../../../templates/helpers/joined.ts";
import { nameIn } from "../../../templates/helpers/name-in.ts";
import { putAt } from "../../../templates/helpers/put-at.ts";
import { wholeList } from "../../../templates/helpers/whole-list.ts";

type Entry = { id?: unknown; name?: unknown };
type Page = { records: Entry[]; next?: string; refused?: string };

/** A directory of these pages, and the places that were asked for. */
function directory(pages: readonly Page[], most = { entries: 10, pages: 3 }) {
  const asked: (string | undefined)[] = [];
  const options = {
    read: (at?: string) => {
      asked.push(at);
      return Promise.resolve(pages[asked.length - 1] ?? { records: [] });
    },
    idOf: (entry: Entry) => entry.id,
    nameOf: (entry: Entry) => entry.name,
    most,
  };
  return { asked, read: (ids: readonly unknown[] = ["1"]) => readDirectory("Acme people", ids, options) };
}

describe("readDirectory", () => {
  it("reads every page to the end, ids as text", async () => {
    const { asked, read } = directory([
      { records: [{ id: 1, name: "Ada" }], next: "p2" },
      { records: [], next: "p3" },
      { records: [{ id: "2", name: " Grace " }] },
    ]);
    expect([...(await read())]).toEqual([
      ["1", "Ada"],
      ["2", "Grace"],
    ]);
    expect(asked).toEqual([undefined, "p2", "p3"]);
  });

  it("leaves out what has no id or no name", async () => {
    const entries = [
      { id: 1 },
      { id: 2, name: " " },
      { name: "Nobody" },
      { id: 3, name: null },
      { id: {}, name: "X" },
    ];
    expect([...(await directory([{ records: entries }]).read())]).toEqual([]);
  });

  it.each([[[]], [[null, undefined]], [["", "  "]], [[{}]]])(
    "asks for nothing where the ids are %j",
    async (ids) => {
      const { asked, read } = directory([{ records: [{ id: 1, name: "Ada" }] }]);
      expect((await read(ids)).size).toBe(0);
      expect(asked).toEqual([]);
    },
  );

  it("takes as many entries as there may be, and refuses one more by name", async () => {
    const records = (count: number) => Array.from({ length: count }, (_, id) => ({ id, name: `N${id}` }));
    expect((await directory([{ records: records(10) }]).read()).size).toBe(10);
    const tooMany = directory([{ records: records(6), next: "p2" }, { records: records(5) }]);
    await expect(tooMany.read()).rejects.toThrow("The directory of Acme people has more than 10 entries");
  });

  it("refuses pages without end, and what the pages refuse", async () => {
    const page = { records: [{ id: 1, name: "Ada" }], next: "again" };
    const endless = directory([page, page, page, page]);
    await expect(endless.read()).rejects.toThrow("The directory of Acme people did not end after 3 pages");
    expect(endless.asked).toHaveLength(3);
    const refusing = directory([{ records: [], refused: "nothing beyond page 9" }]);
    await expect(refusing.read()).rejects.toThrow("The directory of Acme people: nothing beyond page 9");
  });

  it("fails as its reader does", async () => {
    const read = () => Promise.reject(new Error("GET /people: HTTP 500"));
    const options = { read, idOf: () => 1, nameOf: () => 1, most: { entries: 1, pages: 1 } };
    await expect(readDirectory("people", [1], options)).rejects.toThrow("HTTP 500");
  });
});

describe("nameIn", () => {
  const names = new Map([["7", "Ada"]]);
  it.each([
    [7, "Ada"],
    [" 7 ", "Ada"],
    [8, "8"],
    ["gone", "gone"],
    [0, "0"],
    [null, undefined],
    ["", undefined],
    [{}, undefined],
    ["constructor", "constructor"],
  ])("calls %j %j", (id, name) => {
    expect(nameIn(names, id)).toBe(name);
  });
});

describe("joined", () => {
  it.each([
    [["Ada", "Lovelace"], "Ada Lovelace"],
    [[" Ada ", null, "", "King"], "Ada King"],
    [[undefined, "King"], "King"],
    [[7, true], "7 true"],
    [[null, " ", {}], undefined],
    [["x".repeat(1999), "yy"], `${"x".repeat(1999)}…`],
  ])("makes of %j %j", (values, text) => {
    expect(joined(...values)).toBe(text);
  });
});

describe("wholeList", () => {
  const read = (pages: readonly (readonly number[])[]) => {
    const asked: (string | undefined)[] = [];
    const next = (at?: string) => {
      asked.push(at);
      const place = asked.length;
      const records = [...(pages[place - 1] ?? [])];
      return Promise.resolve({ records, next: place < pages.length ? `p${place + 1}` : undefined });
    };
    return { asked, next };
  };

  it("reads every page, empty ones too", async () => {
    const { asked, next } = read([[1, 2], [], [3]]);
    expect(await wholeList("labels", next, { entries: 3, pages: 3 })).toEqual([1, 2, 3]);
    expect(asked).toEqual([undefined, "p2", "p3"]);
  });

  it("refuses more items or pages than were planned for", async () => {
    const tooMany = wholeList("labels", read([[1, 2], [3]]).next, { entries: 2, pages: 3 });
    await expect(tooMany).rejects.toThrow("The list of labels has more than 2 entries");
    const endless = wholeList("labels", read([[1], [2], [3]]).next, { entries: 9, pages: 2 });
    await expect(endless).rejects.toThrow("The list of labels did not end after 2 pages");
  });
});

describe("putAt", () => {
  it("replaces what is there and leaves the rest", () => {
    const record = { labels: { items: [1], more: true }, id: 7 };
    putAt(record, ["labels", "items"], [1, 2]);
    expect(record).toEqual({ labels: { items: [1, 2], more: true }, id: 7 });
  });
});
