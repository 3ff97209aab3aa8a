import { SidecarError } from '@sidecar/core';

/** Notes, by name, what a write of several requests has done so far; a later note replaces the earlier one. */
export type NoteProgress = (step: string, sentence: string) => void;

/** Runs a write that takes several requests. Where it fails after some of them, the error says what is done already. */
export async function partialWrite<Result>(run: (note: NoteProgress) => Promise<Result>): Promise<Result> {
  const done = new Map<string, string>();
  try {
    return await run((step, sentence) => done.set(step, sentence));
  } catch (error) {
    if (done.size === 0 || !SidecarError.isInstance(error)) throw error;
    throw new SidecarError(
      error.code,
      `${error.message} Done before that: ${[...done.values()].join(', ')}.`,
      {
        integration: 'notion',
        outcome: 'unknown',
        retryable: false,
        nextAction: 'Look at the page in Notion, and do again only what is missing.',
        cause: error,
        ...(error.connection === undefined ? {} : { connection: error.connection }),
        ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
        ...(error.fields === undefined ? {} : { fields: error.fields }),
      },
    );
  }
}
