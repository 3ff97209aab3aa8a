import assert from 'node:assert/strict';
import type { Store } from '@sidecar/core';

/** All keys with a prefix, page by page; rejects when there are more pages than `most` keys can fill. */
export async function listedKeys(
  store: Store,
  prefix: string,
  { most }: { readonly most: number },
): Promise<readonly string[]> {
  const listed: string[] = [];
  let page = await store.list(prefix);
  while (page.length > 0) {
    listed.push(...page);
    assert.ok(listed.length <= most, `the pages of ${prefix} must end after ${most} keys`);
    page = await store.list(prefix, page.at(-1));
  }
  return listed;
}
