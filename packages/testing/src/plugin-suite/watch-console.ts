const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;

/** What was written to the console while some work was done. */
export async function watchConsole(work: () => Promise<unknown>): Promise<readonly string[]> {
  const terminal = globalThis.console;
  const written: string[] = [];
  const before = methods.map((method) => [method, terminal[method]] as const);
  for (const method of methods)
    terminal[method] = (...values: unknown[]) => written.push(values.map(String).join(' '));
  try {
    await work();
  } finally {
    for (const [method, original] of before) terminal[method] = original;
  }
  return written;
}
