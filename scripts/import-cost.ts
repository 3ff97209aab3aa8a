/** What importing an entry loads, before anything is called. */
export interface ImportCost {
  /** Bytes of source by package. */
  readonly bytes: Readonly<Record<string, number>>;
}

/**
 * A program that imports an entry and prints what that loaded. Bytes loaded are what an import's time comes from, and unlike
 * the time they are the same on every machine and every day; the bench measures the time.
 */
export function importCostProgram(entry: string): string {
  return `
    import { registerHooks } from 'node:module';
    const bytes = {};
    registerHooks({
      load(url, context, nextLoad) {
        const loaded = nextLoad(url, context);
        const place = url.split('/node_modules/').at(-1);
        const name = url.includes('/node_modules/') ? place.split('/').slice(0, place.startsWith('@') ? 2 : 1).join('/') : undefined;
        if (name) bytes[name] = (bytes[name] ?? 0) + (loaded.source?.length ?? 0);
        return loaded;
      },
    });
    await import('${entry}');
    console.log(JSON.stringify({ bytes }));`;
}

/** What is wrong with what an import loads: packages that should wait for their first use, or too much of its own. */
export function importCostProblems(
  name: string,
  cost: ImportCost,
  limits: { readonly eager: readonly string[]; readonly ownKilobytes: number },
): readonly string[] {
  const unexpected = Object.keys(cost.bytes).filter(
    (loaded) => loaded !== name && !limits.eager.includes(loaded),
  );
  const own = (cost.bytes[name] ?? 0) / 1024;
  return [
    ...unexpected.map((loaded) => `${name} loads ${loaded} while it is imported`),
    ...(own > limits.ownKilobytes
      ? [`${name} loads ${own.toFixed(0)} KB of its own, at most ${limits.ownKilobytes}`]
      : []),
  ];
}
