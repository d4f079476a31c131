import { describe, expect, it } from "vitest";
import { preparePlan } from "../../../src/plan/load.ts";
import { acmePlan } from "../../kit/acme-plan.ts";
import { saidProblems } from "../../kit/problems.ts";

// Each row trips one check of the gate and names a near miss: a plan that differs in one value and passes.
type Row = [title: string, set: string[], problem: string, nearMiss: string[]];

const replace = ["architecture=replace", "because=a table of twenty rows", "schedule.replace=1h"];
const none = ["source.changes={ kind: none }"];
const lookback =
  "source.changes={ kind: lookback, request: { path: /c }, records: data, send: since, field: updated_at, bound: gte, resolution: 1s, lag: 1m, most: 2d, cap: 100 }";
/** Acme, read for so many teams. */
const inPartitions = (count: number): string[] => [
  "source.partition={ over: team, ids: inside }",
  `source.params.team=[${Array.from({ length: count }, (_, index) => `t${index}`).join(", ")}]`,
  "source.list.request.path=/teams/{team}/orders",
  "source.changes.request.path=/teams/{team}/changes",
];
const ofTeamLink =
  "fields[2]={ name: Link, type: url, from: id, template: 'https://acme.example/{team}/$value' }";
const ofTeam = (changes: string): string => changes.replace("/c ", "'/teams/{team}/c' ");
const token =
  "source.changes={ kind: delta-token, request: { path: '/teams/{team}/orders' }, records: data, page: { kind: cursor, send: cursor, read: next }, token: token, send: token, start: { by: list }, expired: { statuses: [410] }, field: updated_at, resolution: 1s, lag: 1m }";
const window =
  "source.changes={ kind: since-window, request: { path: /c }, records: data, page: { kind: cursor, send: cursor, read: next }, send: since, field: updated_at, bound: gte, resolution: 1s, lag: 1m }";
const span =
  "source.changes={ kind: rolling-window, request: { path: /c }, records: data, page: { kind: single }, send: since, over: starts, back: 7d, lag: 1m }";

const people =
  "source.lookups={ people: { request: { path: /people }, records: data, page: { kind: cursor, send: cursor, read: next, size: { send: limit, value: 50 } }, id: id, value: name } }";

const labels =
  "source.children={ labels: { list: tags, more: has_more_tags, holds: 5, request: { path: /orders/$id/tags }, records: data, page: { kind: cursor, send: cursor, read: next, size: { send: limit, value: 200 } }, most: 200 } }";

// prettier-ignore
const rows: Row[] = [
  ["a delta without changes", [...none, "architecture=backfill-delta"], "architecture plan/delta-without-changes", none],
  ["replace although there are changes", ["architecture=replace"], "architecture plan/replace-without-because", replace],
  ["a word of the language as name", ["database.key=delete"], "database.key plan/reserved-name", ["database.key=deleted"]],
  ["a pacer of the database's name", ["pacer=acmeOrders"], "pacer plan/keys-collide", ["pacer=acmeOrder"]],
  ["a database of the delta's name", ["database.key=acmeOrdersDelta"], "database.key plan/keys-collide", ["database.key=acmeOrdersDeltas"]],
  ["a pacer that makes the sign-in collide", ["pacer=xApi", "database.key=xAuth"], "database.key plan/keys-collide", ["pacer=xApi", "database.key=yAuth"]],
  ["a schedule over seven days", ["schedule.backfill=8d"], "schedule.backfill plan/schedule-range", ["schedule.backfill=7d"]],
  ["a schedule over seven days in minutes", ["schedule.delta=10081m"], "schedule.delta plan/schedule-range", ["schedule.delta=10080m"]],
  ["a replace schedule out of range", [...replace, "schedule.replace=169h"], "schedule.replace plan/schedule-range", [...replace, "schedule.replace=168h"]],
  ["a time of the pair where everything is read each time", [...replace, "schedule.overlap=5m"], "schedule.overlap plan/time-stray", replace],
  ["a time of replace beside a delta", ["schedule.replace=1h"], "schedule.replace plan/time-stray", ["schedule.backfill=1h"]],
  ["a delta by hand", ["schedule.delta=manual"], "schedule.delta plan/delta-manual", ["schedule.backfill=manual"]],
  ["an overlap below the lag", ["schedule.overlap=119s"], "schedule.overlap plan/overlap-too-short", ["schedule.overlap=120s"]],
  ["no overlap", ["schedule.overlap=0s", "source.changes.lag=0s"], "schedule.overlap plan/overlap-too-short", ["schedule.overlap=1s", "source.changes.lag=0s"]],
  ["an overlap below the resolution", ["schedule.overlap=2m", "source.changes.resolution=1h"], "schedule.overlap plan/overlap-too-short", ["schedule.overlap=60m", "source.changes.resolution=1h"]],
  ["a lookback below the overlap", ["schedule.lookback=9m"], "schedule.lookback plan/lookback-too-short", ["schedule.lookback=10m"]],
  ["a first look back beyond what the API tells", [lookback, "schedule.lookback=47h"], "schedule.lookback plan/looks-too-far-back", [lookback, "schedule.lookback=46h"]],
  ["gaps that nothing closes", [lookback, "schedule.backfill=manual"], "schedule.backfill plan/gaps-stay", [lookback, "schedule.backfill=manual", "because=somebody starts it each week"]],
  ["what lies outside of a span, for ever", [span, "schedule.backfill=manual"], "schedule.backfill plan/gaps-stay", [span, "schedule.backfill=3d"]],
  ["an overlap of what has no beginning", [span, "schedule.overlap=5m"], "schedule.overlap plan/time-unused", [span]],
  ["a first look back of what has no beginning", [span, "schedule.lookback=2d"], "schedule.lookback plan/time-unused", [span]],
  ["a keyset over changes in no order", ["source.changes.kind=since-window"], "source.changes.page.kind plan/keyset-unsorted", ["source.changes.kind=since-window", "source.changes.page={ kind: cursor, send: cursor, read: next }"]],
  ["deleted rows that would stay", ["source.deletes=[{ kind: sweep }]", "schedule.backfill=manual"], "schedule.backfill plan/deletes-stay", ["source.deletes=[{ kind: sweep }]", "schedule.backfill=manual", "because=rows are never deleted"]],
  ["a limit that leaves no time for a page", ["source.rate=[{ requests: 29, per: 1h }]"], "source.rate plan/pace-too-slow", ["source.rate=[{ requests: 30, per: 1h }]"]],
  ["the slowest of several limits", ["source.rate=[{ requests: 10, per: 1s }, { requests: 700, per: 1d }]"], "source.rate plan/pace-too-slow", ["source.rate=[{ requests: 10, per: 1s }, { requests: 720, per: 1d }]"]],
  ["two limits that leave no time together", ["source.rate=[{ requests: 50, per: 1h }, { requests: 45, per: 1h, for: changes }]"], "source.rate plan/pace-too-slow", ["source.rate=[{ requests: 90, per: 1h }, { requests: 45, per: 1h, for: changes }]"]],
  ["a slow limit of a list that moves", ["source.rate=[{ requests: 59, per: 1h }]", "source.list.order=moving"], "source.rate plan/pace-too-slow", ["source.rate=[{ requests: 60, per: 1h }]", "source.list.order=moving"]],
  ["a limit for requests that nobody sends", ["source.rate=[{ requests: 9, per: 1s }, { requests: 5, per: 1s, for: read }]"], "source.rate[1].for plan/rate-for-nothing", ["source.rate=[{ requests: 9, per: 1s }, { requests: 5, per: 1s, for: list }]"]],
  ["no limit for the other requests", ["source.rate=[{ requests: 5, per: 1s, for: changes }]"], "source.rate plan/rate-for-all-missing", ["source.rate=[{ requests: 5, per: 1s }]"]],
  ["more partitions than a state can hold", [...inPartitions(51)], "source.params.team plan/too-many-partitions", [...inPartitions(50)]],
  ["more partitions than a state can hold tokens of", [...inPartitions(11), token], "source.params.team plan/too-many-partitions", [...inPartitions(10), token]],
  ["partitions of changes that are looked back at", [...inPartitions(2), ofTeam(lookback)], "source.params.team plan/partition-kind", [...inPartitions(1), ofTeam(lookback)]],
  ["partitions of changes with an upper bound", [...inPartitions(2), ofTeam(window).replace("send: since", "send: since, sendUntil: until")], "source.params.team plan/partition-kind", [...inPartitions(2), ofTeam(window)]],
  ["a request that does not name its partition", [...inPartitions(2), "source.list.request.path=/orders"], "source.list.request plan/partition-place", [...inPartitions(2), "source.list.request={ path: /orders, query: { team: '{team}' } }"]],
  ["a partition that is a part of a text in the query", [...inPartitions(2), "source.list.request={ path: /orders, query: { q: 'team:{team}' } }"], "source.list.request plan/partition-place", [...inPartitions(1), "source.list.request={ path: /orders, query: { q: 'team:{team}' } }"]],
  ["a partition in a field", [...inPartitions(2), ofTeamLink], "fields[2].template plan/partition-in-field", [...inPartitions(1), ofTeamLink]],
  ["values joined in a number", ["fields.Total.from=[[a, b]]"], "fields[3].type plan/words-misfit", ["fields.Name.from=[[a, b], c]"]],
  ["a lookup that nobody described", ["fields.Name.lookup=people"], "fields[0].lookup plan/lookup-unknown", [people, "fields.Name.lookup=people"]],
  ["a number that is looked up", [people, "fields.Total.lookup=people"], "fields[3].type plan/lookup-type", [people, "fields.Tags.lookup=people"]],
  ["a key that is looked up", [people, "fields.ID.lookup=people"], "fields[5].from plan/key-source", [people, "fields.Name={ name: Name, type: title, from: id, lookup: people }"]],
  ["a directory that takes longer than a run has", [people, "source.lookups.people.most=10001", "fields.Name.lookup=people"], "source.lookups plan/lookup-too-long", [people, "source.lookups.people.most=19700"]],
  ["a directory whose pages are all the first", [people, "source.lookups.people.page={ kind: cursor, read: next }"], "source.lookups.people.request plan/slot-missing", [people, "source.lookups.people.page={ kind: cursor, send: after, read: next }"]],
  ["a slot that no directory fills", [people, "source.lookups.people.request.query.q=$since"], "source.lookups.people.request plan/slot-stray", [people, "source.lookups.people.request.query.q=$sinces"]],
  ["a directory whose query the paging sets as well", [people, "source.lookups.people.request.query.limit=5"], "source.lookups.people.request.query.limit plan/query-taken", [people, "source.lookups.people.request.query.limits=5"]],
  ["a GraphQL directory in one answer", ["source.lookups={ people: { request: { method: POST, path: /g, body: { query: '{ people { id } }' } }, records: data.people, id: id, value: name } }"], "source.lookups.people.page plan/lookup-unpaged", ["source.lookups={ people: { request: { method: POST, path: /g, body: { kind: '{ people }' } }, records: data.people, id: id, value: name } }"]],
  ["lists that take longer than a run has", [labels], "source.children plan/children-too-slow", [labels, "source.list.page.size.value=50", "source.changes.page.size.value=50"]],
  ["a list that is asked for without its record", [labels, "source.children.labels.request.path=/labels", "source.list.page.size.value=50", "source.changes.page.size.value=50"], "source.children.labels.request plan/slot-missing", [labels, "source.children.labels.request.path=/labels", "source.children.labels.request.query.of=$id", "source.list.page.size.value=50", "source.changes.page.size.value=50"]],
  ["a page above one batch", ["source.list.page.size.value=101"], "source.list.page.size.value plan/page-too-large", ["source.list.page.size.value=100"]],
  ["a page of changes above one batch", ["source.changes.page.size.value=500"], "source.changes.page.size.value plan/page-too-large", ["source.changes.page.size.value=1"]],
  ["paging by the last id over an order that moves", ["source.list.page={ kind: last-id, send: after }", "source.list.order=moving"], "source.list.order plan/last-id-moves", ["source.list.page={ kind: last-id, send: after }"]],
  ["a query that the paging sets as well", ["source.list.request.query.cursor=x"], "source.list.request.query.cursor plan/query-taken", ["source.list.request.query.cursors=x"]],
  ["a query that the changes set as well", ["source.changes.request.query.updated_since=x"], "source.changes.request.query.updated_since plan/query-taken", ["source.list.request.query.updated_since=x"]],
  ["two parts of the paging in one parameter", ["source.list.page.send=limit"], "source.list.page plan/query-taken", ["source.list.page.send=limits"]],
  ["a page token that is sent nowhere", ["source.list.page={ kind: cursor, read: next }"], "source.list.request plan/slot-missing", ["source.list.page={ kind: cursor, read: next }", "source.list.request.query.after=$cursor"]],
  ["a page token that is sent twice", ["source.list.request.query.after=$cursor"], "source.list.page.send plan/slot-twice", ["source.list.request.query.after=$cursors"]],
  ["changes since nowhere", ["source.changes={ kind: since-sorted, request: { path: /c }, records: data, page: { kind: single }, field: updated_at, bound: gte, resolution: 1s, lag: 1m }"], "source.changes.request plan/slot-missing", ["source.changes={ kind: since-sorted, request: { path: /c, query: { q: 'since:$since' } }, records: data, page: { kind: single }, field: updated_at, bound: gte, resolution: 1s, lag: 1m }"]],
  ["a slot that no kind fills", ["source.list.request.query.o=$offset"], "source.list.request plan/slot-stray", ["source.list.request.query.o=$offsets"]],
  ["a slot in the path", ["source.list.request.path=/orders/$cursor"], "source.list.request plan/slot-stray", ["source.list.request.path=/orders/$cursors"]],
  ["a page number without a place", ["source.list.page={ kind: page }"], "source.list.request plan/slot-missing", ["source.list.page={ kind: page, send: page }"]],
  ["an address followed by POST", ["source.list.page={ kind: next-url, read: next }", "source.list.request.method=POST"], "source.list.request.method plan/post-follows", ["source.list.page={ kind: next-url, read: next }"]],
  ["a body that a GET does not send", ["source.list.request.body={ a: 1 }"], "source.list.request.method plan/body-of-get", ["source.list.request.body={ a: 1 }", "source.list.request.method=POST"]],
  ["newest first in one answer", ["source.changes={ kind: newest-first, request: { path: /c }, records: data, page: { kind: single }, field: updated_at, resolution: 1s, lag: 1m }"], "source.changes.page.kind plan/newest-in-one", ["source.changes={ kind: newest-first, request: { path: /c }, records: data, page: { kind: link-header }, field: updated_at, resolution: 1s, lag: 1m }"]],
  ["a last page that nobody can reckon", ["source.list.page={ kind: offset, send: offset, cap: 10000 }"], "source.list.page.cap plan/cap-without-size", ["source.list.page={ kind: offset, send: offset, cap: 10000, size: { value: 100 } }"]],
  ["a secret's header", ["source.headers.authorization=x"], "source.headers.authorization plan/header-taken", ["source.headers.x-authorization=x"]],
  ["the sign-in's own header", ["source.auth={ kind: header, header: X-Key, env: K }", "source.headers.x-key=v"], "source.headers.x-key plan/header-taken", ["source.headers.x-key=v"]],
  ["a header in two spellings", ["source.headers.accept=text/plain"], "source.headers.accept plan/header-twice", ["source.headers.accept-language=en"]],
  ["no title", ["fields.Name={ name: Name, type: richText, from: name }"], "fields plan/no-title", ["fields.Name={ name: Name, type: title, from: name }"]],
  ["two titles", ["fields.Total={ name: Total, type: title, from: total }"], "fields[3].type plan/two-titles", ["fields.Total={ name: Total, type: richText, from: total }"]],
  ["a key that is no field", ["database.primaryKey=Key"], "database.primaryKey plan/key-unknown", ["database.primaryKey=Key", "fields.ID.name=Key"]],
  ["a title as key", ["database.primaryKey=Name"], "fields[0].type plan/key-type", ["database.primaryKey=ID"]],
  ["a number as key", ["fields.ID.type=number"], "fields[5].type plan/key-type", ["fields.ID.type=richText"]],
  ["a key from elsewhere", ["fields.ID.from=number"], "fields[5].from plan/key-source", ["fields.ID.from=number", "source.list.id=number"]],
  ["a key with a second choice", ["fields.ID.from=[id, number]"], "fields[5].from plan/key-source", ["fields.ID.from=[id]"]],
  ["a name twice", ["fields.Total.name=STATUS"], "fields[3].name plan/field-twice", ["fields.Total.name=Status 2"]],
  ["a name with blanks at its end", ['fields.Total.name="Total "'], "fields[3].name plan/field-spaces", ['fields.Total.name="Total sum"']],
  ["a blank name", ['fields.Total.name=" "'], "fields[3].name plan/field-blank", ["fields.Total.name=-"]],
  ["count for text", ["fields.Total.transform=count", "fields.Total.from=items[]", "fields.Total.type=richText", "fields.Total.format="], "fields[3].transform plan/transform-misfit", ["fields.Total.transform=count", "fields.Total.from=items[]"]],
  ["epoch seconds for a number", ["fields.Total.transform=epoch-s"], "fields[3].transform plan/transform-misfit", ["fields.Created.type=date"]],
  ["a list in a number", ["fields.Total.from=items[].total"], "fields[3].from plan/list-unexpected", ["fields.Total.from=items.total"]],
  ["a relation to nothing", ["fields.Total.type=relation", "fields.Total.format="], "fields[3].type plan/relation-to", ["fields.Total.type=relation", "fields.Total.format=", "fields.Total.to=acmeOrders"]],
  ["a text with a database", ["fields.Total.to=acmeOrders"], "fields[3].to plan/extra-misfit", ["fields.Total.type=relation", "fields.Total.format=", "fields.Total.to=acmeOrders"]],
  ["a list that is split", ["fields.Tags.transform=split"], "fields[2].from plan/list-unexpected", ["fields.Tags.transform=split", "fields.Tags.from=tags"]],
  ["a record that is a list", ["fields.Total.from='[0].total'"], "fields[3].from plan/list-nested", ["fields.Total.from=items[0].total"]],
  ["one value in a multiSelect", ["fields.Tags.from=tags"], "fields[2].from plan/list-expected", ["fields.Tags.from=tags[]"]],
  ["count of one value", ["fields.Total.transform=count", "fields.Total.from=items"], "fields[3].from plan/list-expected", ["fields.Total.transform=count", "fields.Total.from=items[]"]],
  ["a second choice beside a list", ['fields.Name.from=["names[].text", name]'], "fields[0].from plan/list-choice", ['fields.Name.from=["names[].text"]']],
  ["a list within a list", ["fields.Tags.from=groups[].tags[].name"], "fields[2].from plan/list-nested", ["fields.Tags.from=groups[].tag.name"]],
  ["a record that is a list", ['fields.Tags.from="[].name"'], "fields[2].from plan/list-nested", ["fields.Tags.from=tags[]"]],
  ["a format for text", ["fields.Name.format=dollar"], "fields[0].format plan/extra-misfit", ["fields.Total.format=euro"]],
  ["labels for a multiSelect", ["fields.Tags.labels={ a: A }"], "fields[2].labels plan/extra-misfit", ["fields.Tags.options=[A]"]],
  ["an empty word for a number", ["fields.Total.empty=none"], "fields[3].empty plan/extra-misfit", ["fields.Name.empty=none"]],
  ["a select of nothing", ["fields.Status={ name: Status, type: select, from: status }"], "fields[1].type plan/select-empty", ["fields.Status={ name: Status, type: select, from: status, open: true }"]],
  ["an option twice", ["fields.Status.options=[Open, Closed, Open]"], "fields[1].options[2] plan/option-twice", ["fields.Status.options=[Open, Closed, open]"]],
  ["an option with blanks at its end", ['fields.Status.options=["Open", " Closed"]'], "fields[1].options[1] plan/option-spaces", ['fields.Status.options=["Open", "Closed  now"]']],
  ["a label that is no option", ["fields.Status.labels.done=Done"], "fields[1].labels.done plan/label-unlisted", ["fields.Status.labels.done=Done", "fields.Status.open=true"]],
];

const prepare = (set: string[]) => () => preparePlan({ text: acmePlan, file: "acme.plan.yaml" }, { set });

describe("the gate", () => {
  it("lets the plan pass that all of these differ from", async () => {
    expect(await saidProblems(prepare([]))).toEqual([]);
  });

  it.each(rows)("refuses %s", async (_title, set, problem) => {
    expect((await saidProblems(prepare(set))).map((each) => each.replace(/^\d+:\d+ /, ""))).toEqual([
      problem,
    ]);
  });

  it.each(rows)("lets the near miss of %s pass", async (_title, _set, _problem, nearMiss) => {
    expect(await saidProblems(prepare(nearMiss))).toEqual([]);
  });

  it("reports every fault at once, in the order of the lines", async () => {
    const set = ["database.primaryKey=Key", "schedule.overlap=1m", "fields.Total.name=Status"];
    expect(await saidProblems(prepare(set))).toEqual([
      "schedule.overlap plan/overlap-too-short",
      "database.primaryKey plan/key-unknown",
      "fields[3].name plan/field-twice",
    ]);
  });
});
