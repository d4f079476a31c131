import { Worker, type SyncExecutionResult, type SyncChangeUpsert } from '@notionhq/workers'
import * as Builder from '@notionhq/workers/builder'
import {
  checkboxOf,
  dateTimeOf,
  endpoint,
  expired,
  fetchJson,
  finishWalk,
  latestById,
  nextLink,
  nextPage,
  numberOf,
  pageEnd,
  recordsAt,
  restartWalk,
  resumeWalk,
  serverTime,
  slipped,
  stepBack,
  textOf,
  titleOf,
  tokenAfter,
  urlOf,
  type Walk,
} from './sync-helpers.js'
import * as Schema from '@notionhq/workers/schema'

const app = new Worker()

/** How the team calls a page that is not there. */
export const missing = (page: string): SyncExecutionResult<'ID', never> => {
  console.error(`no page ${page}`)
  return { changes: [], hasMore: false }
}

// Notion keeps the secret and adds it to requests to GitHub; it never reaches this code.
app.credential('GITHUB_TOKEN', {
  network: [
    {
      domain: 'api.github.com',
      transform: [{ headers: { Authorization: 'Bearer {{credential}}' } }],
    },
  ],
})

const githubReleasesProperties = {
  Name: Schema.title(),
  Tag: Schema.richText(),
  Published: Schema.date(),
  Draft: Schema.checkbox(),
  Prerelease: Schema.checkbox(),
  'Release Link': Schema.url(),
  Author: Schema.richText(),
  Target: Schema.richText(),
  Assets: Schema.number(),
  Immutable: Schema.checkbox(),
  Created: Schema.date(),
  Updated: Schema.date(),
  'Release ID': Schema.richText(),
}

const githubReleases = app.database('githubReleases', {
  type: 'managed',
  initialTitle: 'GitHub Releases',
  primaryKeyProperty: 'Release ID',
  schema: { databaseIcon: Builder.emojiIcon('🚀'), properties: githubReleasesProperties },
})

// At most 4,500 requests an hour to GitHub; every sync that calls it shares this pacer.
const githubApi = app.pacer('githubApi', { allowedRequests: 4500, intervalMs: 60 * 60_000 })

const githubUrl = 'https://api.github.com'

/** One GET, paced; Notion signs it on the way. */
async function githubGet(url: string) {
  await githubApi.wait()
  return fetchJson(url, {
    headers: {
      Accept: 'application/vnd.github+json',
      'X-GitHub-Api-Version': '2026-03-10',
      'User-Agent': 'notion-worker',
    },
    // GitHub also says "too fast" with status 403.
    isRateLimit: (response) =>
      response.status === 403 && response.headers.get('x-ratelimit-remaining') === '0',
    resetHeader: 'x-ratelimit-reset',
  })
}

/** What is read of a release. Anything may be missing; the helpers take it as it comes. */
type GithubRelease = {
  id?: string | number | null
  name?: string | null
  tag_name?: string | null
  published_at?: string | null
  draft?: boolean | null
  prerelease?: boolean | null
  html_url?: string | null
  author?: { login?: string | null } | null
  target_commitish?: string | null
  assets?: unknown[] | null
  immutable?: boolean | null
  created_at?: string | null
  updated_at?: string | null
}

/**
 * The row of a release. An empty value is sent as [], which clears it; leaving it out would
 * keep the old one.
 */
function toGithubRelease(
  release: GithubRelease,
): SyncChangeUpsert<'Release ID', typeof githubReleasesProperties> {
  return {
    type: 'upsert',
    key: String(release.id),
    properties: {
      Name: titleOf(release.name || release.tag_name, '(untitled release)'),
      Tag: textOf(release.tag_name),
      Published: dateTimeOf(release.published_at),
      Draft: checkboxOf(release.draft),
      Prerelease: checkboxOf(release.prerelease),
      'Release Link': urlOf(release.html_url),
      Author: textOf(release.author?.login),
      Target: textOf(release.target_commitish),
      Assets: numberOf(release.assets?.length),
      Immutable: checkboxOf(release.immutable),
      Created: dateTimeOf(release.created_at),
      Updated: dateTimeOf(release.updated_at),
      'Release ID': textOf(release.id),
    },
  }
}

/** One record per release of a page, the newest. */
const latestGithubReleases = (records: GithubRelease[]): GithubRelease[] =>
  latestById(records, (release) => release.id)

/** One page of all releases, in GitHub's own order. */
async function listGithubReleases(at?: string) {
  const first = endpoint(githubUrl, '/repos/octo-org/app/releases', { per_page: '100' })
  const { body, headers } = await githubGet(at ?? first)
  const records = recordsAt<GithubRelease>(body, [])
  return {
    records,
    next: tokenAfter(at, records, nextLink(headers, githubUrl)),
    now: serverTime(headers),
  }
}

// Replace, every 2 hours: GitHub cannot tell which releases changed, so each cycle reads all of
// them. When a cycle ends, Notion removes the rows it did not see; a cycle that looks partial
// refuses to end.
app.sync('githubReleasesSync', {
  database: githubReleases,
  mode: 'replace',
  schedule: '2h',
  execute: async (
    state: Walk<string> | undefined,
  ): Promise<SyncExecutionResult<'Release ID', Walk<string>>> => {
    const walk = resumeWalk(state)
    const page = await listGithubReleases(walk.at).catch(expired(walk.at, [400, 404, 410, 422]))
    if (!page) return restartWalk(walk, 'The API refused the next page')
    // A release that is deleted meanwhile shifts the next page: the page before must still end where it
    // did.
    if (walk.before) {
      const { records } = await listGithubReleases(walk.before.at)
      const slip = slipped(walk.before.ends ?? [], records, page.records, (release) => release.id)
      if (slip)
        return stepBack(
          walk,
          records.map((release) => String(release.id)),
          latestGithubReleases(records).map(toGithubRelease),
          slip,
        )
    }
    const seen = (walk.seen ?? 0) + page.records.length
    const changes = latestGithubReleases(page.records).map(toGithubRelease)
    if (page.next !== undefined) {
      return nextPage(walk, changes, {
        seen,
        at: page.next,
        before: pageEnd(walk.at, page.records, (release) => release.id),
      })
    }
    return finishWalk(walk, seen, changes, { key: 'githubReleasesSync' })
  },
})

export default app
