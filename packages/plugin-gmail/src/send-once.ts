import { SidecarError } from '@sidecar/core';

/**
 * Runs a call that sends. Where it may have been carried out although it failed, the error says so and how to look,
 * so that nobody sends it again: an answer that cannot be read is as uncertain as none.
 */
export async function sendOnce<Result>(send: () => Promise<Result>, whereToLook: string): Promise<Result> {
  try {
    return await send();
  } catch (error) {
    if (!SidecarError.isInstance(error) || !isUncertain(error)) throw error;
    throw new SidecarError(
      error.code,
      'Gmail did not confirm the mail: it may have been sent or saved, or not.',
      {
        integration: 'gmail',
        outcome: 'unknown',
        retryable: false,
        nextAction: `Look with email_search for "${whereToLook}" before doing it again.`,
        cause: error,
        ...(error.connection === undefined ? {} : { connection: error.connection }),
      },
    );
  }
}

function isUncertain(error: SidecarError): boolean {
  return error.outcome === 'unknown' || error.code === 'invalid_response';
}
