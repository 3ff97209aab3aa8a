import { SidecarError } from '@sidecar/core';
import { CommanderError } from 'commander';
import { CliError } from './cli-error.ts';
import { exitCodes } from './exit-codes.ts';
import { remedyOf, type Wording } from './remedy.ts';
import { printable, printableJson } from './terminal/printable.ts';
import type { Screen } from './terminal/screen.ts';

interface Surroundings extends Wording {
  readonly out: Screen;
  readonly err: Screen;
  readonly json: boolean;
}

/** Says what went wrong and what to do, never a stack trace unless SIDECAR_DEBUG asks for it. */
export function showError(error: unknown, surroundings: Surroundings): void {
  const { out, err, json } = surroundings;
  // Commander has written its own message already, and help is no failure.
  if (error instanceof CommanderError && error.exitCode === 0) return;
  const { message, remedy, ...facts } = describeError(error, surroundings);
  // All is said already.
  if (message === '') return;
  if (json) out.line(printableJson({ error: { ...facts, message, ...(remedy && { remedy }) } }));
  if (!(error instanceof CommanderError)) {
    err.line(`${err.paint('red', err.isUnicode ? '✗' : 'Error:')} ${printable(message)}`);
    if (remedy) err.line(`  ${printable(remedy)}`);
  }
  if (process.env.SIDECAR_DEBUG && error instanceof Error) {
    const { cause } = error;
    err.line(
      err.paint('dim', printable([error.stack, cause && JSON.stringify(cause)].filter(Boolean).join('\n'))),
    );
  }
}

/** An error as JSON shows it. */
function describeError(error: unknown, wording: Wording) {
  if (SidecarError.isInstance(error)) {
    const { code, integration, connection, retryable, retryAfterMs, fields, outcome, message } = error;
    const facts = { code, integration, connection, retryable, retryAfterMs, fields, outcome };
    return { ...facts, message, remedy: remedyOf(error, wording) };
  }
  if (error instanceof CliError)
    return {
      code: error.exitCode === exitCodes.usage ? 'usage' : 'failed',
      message: error.message,
      remedy: error.remedy,
    };
  if (error instanceof CommanderError) {
    return { code: 'usage', message: error.message.replace(/^error: /, ''), remedy: undefined };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal',
    message: `This should not have happened: ${message}`,
    remedy: 'Set SIDECAR_DEBUG=1 to see where.',
  };
}
