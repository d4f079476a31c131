import { Worker } from '@notionhq/workers';
import * as Builder from '@notionhq/workers/builder';

const worker = new Worker();

export function titleOf(name: string | null) {
  return Builder.title(name ?? 'none');
}

export default worker;
