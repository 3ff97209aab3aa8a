import type { Tool } from '@sidecar/core';
import { catalogTools, integrations } from './catalog.ts';
import { CliError } from './cli-error.ts';
import { exitCodes } from './exit-codes.ts';
import { nearest } from './nearest.ts';
import { printableLine } from './terminal/printable.ts';

/** An integration as `connect` and its siblings take it. */
export type IntegrationId = 'gmail' | 'twitter';

/** The id of an integration; `X` is Twitter's other name. Fails with a suggestion. */
export function requireIntegration(typed: string): IntegrationId {
  const wanted = typed.toLowerCase();
  if (wanted === 'gmail' || wanted === 'twitter') return wanted;
  if (wanted === 'x') return 'twitter';
  throw unknown(
    'integration',
    typed,
    integrations.map(({ id }) => id),
  );
}

/** A tool by its short or qualified name. Fails with a suggestion. */
export function requireTool(typed: string): Tool {
  const found = catalogTools.find(
    ({ plugin, tool }) => tool.name === typed || `${plugin.id}.${tool.name}` === typed,
  );
  if (found) return found.tool;
  throw unknown(
    'tool',
    typed,
    catalogTools.map(({ tool }) => tool.name),
  );
}

function unknown(kind: string, typed: string, known: readonly string[]): CliError {
  const suggestion = nearest(typed, known);
  return new CliError(`There is no ${kind} called "${printableLine(typed).slice(0, 80)}".`, {
    exitCode: exitCodes.usage,
    remedy: suggestion ? `Did you mean ${suggestion}?` : `There are: ${known.join(', ')}.`,
  });
}
