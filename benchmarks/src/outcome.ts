/** A measurement, or why there is none: one library that fails does not end the bench. */
export type Outcome<Result> = { readonly result: Result } | { readonly failure: string };

const limitMs = 180_000;

/** Waits for a measurement, but not for ever. */
export async function outcomeOf<Result>(measure: () => Promise<Result>): Promise<Outcome<Result>> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${limitMs / 1000} s`)), limitMs);
  });
  try {
    return { result: await Promise.race([measure(), tooLong]) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
