import { SidecarError, type SidecarErrorCode } from '@sidecar/core';
import { CommanderError } from 'commander';
import { CliError } from './cli-error.ts';

/** What the program answers to the shell; the README lists them. */
export const exitCodes = { ok: 0, failure: 1, usage: 2, needsPerson: 3, interrupted: 130 } as const;

const codesOf: Partial<Record<SidecarErrorCode, number>> = {
  unknown_name: exitCodes.usage,
  invalid_input: exitCodes.usage,
  not_configured: exitCodes.needsPerson,
  disabled: exitCodes.needsPerson,
  not_connected: exitCodes.needsPerson,
  needs_reauth: exitCodes.needsPerson,
  insufficient_scope: exitCodes.needsPerson,
  aborted: exitCodes.interrupted,
};

/** The exit code of a command that ended with this error. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CliError) return error.exitCode;
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  if (SidecarError.isInstance(error)) return codesOf[error.code] ?? exitCodes.failure;
  return exitCodes.failure;
}
