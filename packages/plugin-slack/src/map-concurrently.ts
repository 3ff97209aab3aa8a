const mostAtOnce = 4;

/** Does the same to each, a few at a time; the first failure stops the rest. */
export async function mapConcurrently<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const remaining = items.values();
  let failed = false;
  const worker = async () => {
    for (const item of remaining) {
      if (failed) return;
      await work(item).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(mostAtOnce, items.length) }, worker));
}
