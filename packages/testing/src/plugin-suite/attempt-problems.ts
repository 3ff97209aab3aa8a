import { SidecarError } from '@sidecar/core';
import type { Attempt } from './attempt.ts';
import type { PluginUnderTest } from './plugin-under-test.ts';

/** What is wrong with the way a call ended, whatever it was: nothing but a SidecarError of this plugin or an output may come out. */
export function attemptProblems({ plugin }: PluginUnderTest, attempt: Attempt): readonly string[] {
  if (attempt.ended === 'output') return [];
  if (attempt.ended === 'never') return ['never ended'];
  const { error } = attempt;
  if (!SidecarError.isInstance(error)) return [`let an exception escape: ${String(error)}`];
  if (error.code === 'internal')
    return [`failed by an exception of its own: ${error.cause?.message ?? error.message}`];
  if (error.code === 'timeout') return ['ran into the time limit'];
  return error.integration === plugin.id
    ? []
    : [`failed with ${error.code} and integration ${error.integration}, not ${plugin.id}`];
}

/** The error that a call ended with, if it is one of ours. */
export function sidecarErrorOf(attempt: Attempt): SidecarError | undefined {
  return attempt.ended === 'error' && SidecarError.isInstance(attempt.error) ? attempt.error : undefined;
}

/** How a call ended, in some words. */
export function endInWords(attempt: Attempt): string {
  if (attempt.ended === 'never') return 'never ended';
  if (attempt.ended === 'output') return `answered ${shortJson(attempt.output)}`;
  const { error } = attempt;
  return SidecarError.isInstance(error)
    ? `failed with ${error.code} (${error.message})`
    : `threw ${String(error)}`;
}

function shortJson(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
