import { Worker, type SyncChangeUpsert, type SyncExecutionResult } from "@notionhq/workers";
import * as Builder from "@notionhq/workers/builder";
import {
	type ChangeToken,
	dateOf,
	dateTimeOf,
	deltaEach,
	each,
	emailOf,
	endpoint,
	expired,
	fetchJson,
	finishToken,
	finishWalk,
	firstToken,
	forgetToken,
	keyedInside,
	latestById,
	listAnew,
	listOn,
	movedOn,
	multiSelectOf,
	nextPage,
	type Partitioned,
	recordsAt,
	refusalSays,
	refuseWalk,
	requireEnv,
	restartWalk,
	resumeToken,
	resumeWalk,
	segments,
	selectOf,
	serverTime,
	type SinceToken,
	textAt,
	textOf,
	titleOf,
	tokenAfter,
	updatedStamp,
	urlOf,
	type Walk,
	walkEach,
} from "./sync-helpers.js";
import * as Schema from "@notionhq/workers/schema";

const worker = new Worker();

// People sign in to Google Calendar once (ntn workers oauth start googleCalendarAuth); Notion
// renews the token.
const googleCalendarAuth = worker.oauth("googleCalendarAuth", {
	name: "Google",
	clientId: requireEnv("GOOGLE_CLIENT_ID"),
	clientSecret: requireEnv("GOOGLE_CLIENT_SECRET"),
	authorizationEndpoint: "https://accounts.google.com/o/oauth2/v2/auth",
	tokenEndpoint: "https://oauth2.googleapis.com/token",
	scope: "https://www.googleapis.com/auth/calendar.events.readonly",
	authorizationParams: { access_type: "offline", prompt: "consent" },
	accessTokenExpireMs: 60 * 60_000,
});

const teamEventsProperties = {
	Summary: Schema.title(),
	Start: Schema.date(),
	End: Schema.date(),
	Location: Schema.richText(),
	Attendees: Schema.multiSelect([]),
	Organizer: Schema.email(),
	"Meet Link": Schema.url(),
	Status: Schema.select([{ name: "Confirmed" }, { name: "Tentative" }]),
	"Event Type": Schema.select([
		{ name: "Default" },
		{ name: "Out of office" },
		{ name: "Focus time" },
		{ name: "Working location" },
		{ name: "Birthday" },
		{ name: "From Gmail" },
	]),
	"All-day Date": Schema.date(),
	Description: Schema.richText(),
	Created: Schema.date(),
	Updated: Schema.date(),
	"Event Link": Schema.url(),
	"Event ID": Schema.richText(),
};

const teamEvents = worker.database("teamEvents", {
	type: "managed",
	initialTitle: "Google Calendar Events",
	primaryKeyProperty: "Event ID",
	schema: { databaseIcon: Builder.emojiIcon("📅"), properties: teamEventsProperties },
});

// At most 5 requests a second to Google Calendar; every sync that calls it shares this pacer.
const googleCalendarApi = worker.pacer("googleCalendarApi", {
	allowedRequests: 5,
	intervalMs: 1_000,
});

const googleCalendarUrl = "https://www.googleapis.com/calendar/v3";

/** One GET, paced and signed. */
async function googleCalendarGet(url: string) {
	await googleCalendarApi.wait();
	return fetchJson(url, {
		headers: {
			Accept: "application/json",
			Authorization: `Bearer ${await googleCalendarAuth.accessToken()}`,
		},
		// Google Calendar also says "too fast" with status 403.
		isRateLimit: (response) =>
			refusalSays(
				response,
				403,
				["error", "errors", 0, "reason"],
				["rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded"],
			),
	});
}

/** What is read of an event. Anything may be missing; the helpers take it as it comes. */
type TeamEvent = {
	id?: string | number | null;
	summary?: string | null;
	start?: { dateTime?: string | null; date?: string | null } | null;
	end?: { dateTime?: string | null; date?: string | null } | null;
	location?: string | null;
	attendees?: ({ email?: string | null } | null)[] | null;
	organizer?: { email?: string | null } | null;
	hangoutLink?: string | null;
	status?: unknown;
	eventType?: string | null;
	description?: string | null;
	created?: string | null;
	updated?: string | null;
	htmlLink?: string | null;
};

/**
 * The row of an event. An empty value is sent as [], which clears it; leaving it out would keep
 * the old one.
 */
function toTeamEvent(event: TeamEvent): SyncChangeUpsert<"Event ID", typeof teamEventsProperties> {
	return {
		type: "upsert",
		key: String(event.id),
		...updatedStamp(event.updated),
		properties: {
			Summary: titleOf(event.summary, "(no title)"),
			Start: dateTimeOf(event.start?.dateTime || event.start?.date),
			End: dateTimeOf(event.end?.dateTime || event.end?.date),
			Location: textOf(event.location),
			Attendees: multiSelectOf(each(event.attendees, (item) => item.email)),
			Organizer: emailOf(event.organizer?.email),
			"Meet Link": urlOf(event.hangoutLink),
			Status: selectOf(event.status, { confirmed: "Confirmed", tentative: "Tentative" }),
			"Event Type": selectOf(event.eventType, {
				default: "Default",
				outOfOffice: "Out of office",
				focusTime: "Focus time",
				workingLocation: "Working location",
				birthday: "Birthday",
				fromGmail: "From Gmail",
			}),
			"All-day Date": dateOf(event.start?.date),
			Description: textOf(event.description),
			Created: dateTimeOf(event.created),
			Updated: dateTimeOf(event.updated),
			"Event Link": urlOf(event.htmlLink),
			"Event ID": textOf(event.id),
		},
	};
}

/** One record per event of a page, the newest. */
const latestTeamEvents = (records: TeamEvent[]): TeamEvent[] =>
	latestById(
		records,
		(event) => event.id,
		(event) => event.updated,
	);

/** Whether the API says that an event was deleted. */
const isDeletedTeamEvent = (event: TeamEvent): boolean => event.status === "cancelled";

/** One page of all events, in an order that does not move. */
async function listTeamEvents(calendar: string, at?: string) {
	const url = endpoint(googleCalendarUrl, `/calendars/${segments(calendar)}/events`, {
		singleEvents: "false",
		maxResults: "100",
		pageToken: at,
	});
	const { body, headers } = await googleCalendarGet(url);
	const records = recordsAt<TeamEvent>(body, ["items"]);
	return {
		records,
		next: tokenAfter(at, records, textAt(body, ["nextPageToken"])),
		token: textAt(body, ["nextSyncToken"]),
		now: serverTime(headers),
	};
}

/** One page of the events that changed since a token; the last one has the next token. */
async function changedTeamEvents(calendar: string, token: string, at?: string) {
	const url = endpoint(googleCalendarUrl, `/calendars/${segments(calendar)}/events`, {
		singleEvents: "false",
		maxResults: "100",
		syncToken: token,
		pageToken: at,
	});
	const { body, headers } = await googleCalendarGet(url);
	const records = recordsAt<TeamEvent>(body, ["items"]);
	return {
		records,
		next: tokenAfter(at, records, textAt(body, ["nextPageToken"])),
		token: textAt(body, ["nextSyncToken"]),
		now: serverTime(headers),
	};
}

// How far a cycle goes back behind what it has already seen. Google Calendar may show a change 1
// minute late, and what a sweep took by mistake comes back this way.
const teamEventsOverlap = 10 * 60_000;

// Read one after the other in each cycle. The changes of a new one are read at once, the rest of it
// with the next full walk. The events of one that is taken out leave with the next full walk.
const teamEventsCalendars = ["ana@acme.example", "bo@acme.example"];

// Replace, every 7 days: the full walk that loads every event and, when it ends, lets Notion remove
// the rows it did not see. A walk that looks partial refuses to end. A deletion that goes
// unreported is noticed when a full walk (every 7 days) no longer finds the record. Deleted events
// show up among the changes, so the delta removes their rows.
worker.sync("teamEventsBackfill", {
	database: teamEvents,
	mode: "replace",
	schedule: "7d",
	execute: (
		states: Partitioned<Walk<string, string, SinceToken>> | undefined,
	): Promise<SyncExecutionResult<"Event ID", Partitioned<Walk<string, string, SinceToken>>>> =>
		walkEach(
			states,
			teamEventsCalendars,
			{ key: "teamEventsBackfill", list: "teamEventsCalendars", overlap: teamEventsOverlap },
			keyedInside(
				"Event ID",
				async (
					calendar,
					state: Walk<string, string, SinceToken> | undefined,
				): Promise<SyncExecutionResult<"Event ID", Walk<string, string, SinceToken>>> => {
					const walk = resumeWalk(state);
					if (walk.tail) {
						const { token, at } = walk.tail;
						const page = await changedTeamEvents(calendar, token, at).catch(
							expired(token, [400, 410]),
						);
						if (!page) return restartWalk(walk, "The token of the changes expired");
						const changes = latestTeamEvents(page.records)
							.filter((event) => !isDeletedTeamEvent(event))
							.map(toTeamEvent);
						if (page.next !== undefined)
							return nextPage(walk, changes, { tail: { token, at: page.next } });
						return finishWalk(walk, walk.seen ?? 0, changes, {
							key: "teamEventsBackfill",
							of: calendar,
						});
					}
					const page = await listTeamEvents(calendar, walk.at).catch(expired(walk.at, [400]));
					if (!page) return restartWalk(walk, "The API refused the next page (HTTP 400)");
					const seen = (walk.seen ?? 0) + page.records.length;
					const changes = latestTeamEvents(page.records)
						.filter((event) => !isDeletedTeamEvent(event))
						.map(toTeamEvent);
					const startedAt = walk.startedAt ?? page.now;
					if (page.next !== undefined) {
						return nextPage(walk, changes, { startedAt, seen, at: page.next });
					}
					// What changed during the walk is read once more, so that the sweep at its end takes none of it.
					const { token } = page;
					if (token === undefined)
						return refuseWalk(
							walk,
							"The last page of the list has no token for what changes from now on",
						);
					return nextPage(walk, changes, { seen, tail: { token } });
				},
			),
		),
});

// Incremental, every 5 minutes: only what changed since a token that Google Calendar gave. A cycle
// starts at a token at least 10 minutes older than the newest, so what a sweep took by mistake is
// read again. The first cycle, and one whose token is no longer valid, lists everything.
worker.sync("teamEventsDelta", {
	database: teamEvents,
	mode: "incremental",
	schedule: "5m",
	execute: (
		states: Partitioned<ChangeToken<string, string>> | undefined,
	): Promise<SyncExecutionResult<"Event ID", Partitioned<ChangeToken<string, string>>>> =>
		deltaEach(
			states,
			teamEventsCalendars,
			{ key: "teamEventsDelta", list: "teamEventsCalendars" },
			keyedInside(
				"Event ID",
				async (
					calendar,
					state: ChangeToken<string, string> | undefined,
				): Promise<SyncExecutionResult<"Event ID", ChangeToken<string, string>>> => {
					const { token, at, mark, listing, known } = resumeToken(state);
					// Without a token nobody knows what changed: the first time, and after it expired, all events are
					// listed.
					if (listing) {
						const page = await listTeamEvents(calendar, listing.at).catch(
							expired(listing.at, [400]),
						);
						if (!page) return listAnew(known, listing, "The API refused the next page (HTTP 400)");
						const changes = latestTeamEvents(page.records).map((event) =>
							isDeletedTeamEvent(event)
								? { type: "delete" as const, key: String(event.id) }
								: toTeamEvent(event),
						);
						return {
							changes,
							hasMore: true,
							nextState: { ...known, ...firstToken(page), ...listOn(listing, page) },
						};
					}
					const page = await changedTeamEvents(calendar, token, at).catch(
						expired(token, [400, 410]),
					);
					if (!page)
						return at === undefined
							? forgetToken(known, "teamEventsBackfill")
							: { changes: [], hasMore: false, nextState: known };
					const changes = latestTeamEvents(page.records).map((event) =>
						isDeletedTeamEvent(event)
							? { type: "delete" as const, key: String(event.id) }
							: toTeamEvent(event),
					);
					if (page.next !== undefined)
						return {
							changes,
							hasMore: true,
							nextState: { ...known, ...movedOn(at, page.next, mark) },
						};
					return finishToken(known, page, changes, teamEventsOverlap);
				},
			),
		),
});

export default worker;
