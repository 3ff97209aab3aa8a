import { type StoreRuleName, type StoreSuiteOptions, testStore } from '@sidecar/testing';

/** Runs the suite by itself, without any test runner; answers what each rule that failed threw, by its name. */
export async function failedRules(
  options: Omit<StoreSuiteOptions, 'describe' | 'it'>,
  { only }: { readonly only?: readonly StoreRuleName[] } = {},
): Promise<ReadonlyMap<string, unknown>> {
  const tests: { readonly name: string; readonly body: () => Promise<void> }[] = [];
  testStore({
    ...options,
    describe: (_, body) => body(),
    it: (title, { skip }, body) => {
      const name = title.slice(0, title.indexOf(':'));
      const isWanted = only === undefined || only.some((wanted) => wanted === name);
      if (!skip && isWanted) tests.push({ name, body });
    },
  });
  const failures = new Map<string, unknown>();
  for (const { name, body } of tests) {
    await body().catch((error: unknown) => failures.set(name, error));
  }
  return failures;
}
