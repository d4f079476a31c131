import { Worker, type SyncExecutionResult } from '@notionhq/workers'

const app = new Worker()

/** How the team calls a page that is not there. */
export const missing = (page: string): SyncExecutionResult<'ID', never> => {
  console.error(`no page ${page}`)
  return { changes: [], hasMore: false }
}

export default app
