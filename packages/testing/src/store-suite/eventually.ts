const pollMs = 50;

/** Tries again until something comes of it; undefined when nothing did for `patienceMs`. */
export async function eventually<Result>(
  attempt: () => Promise<Result | undefined>,
  patienceMs: number,
): Promise<Result | undefined> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const result = await attempt();
    if (result !== undefined || performance.now() > deadline) return result;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
