import type { AnyPlugin } from '@sidecar/core';
import type { Catalog, CatalogTool } from './catalog.ts';
import { CliError } from './cli-error.ts';
import { exitCodes } from './exit-codes.ts';
import { nearest } from './nearest.ts';
import { printableLine } from './terminal/printable.ts';

/** An integration by its id; `X` is Twitter's other name. Fails with a suggestion. */
export function requireIntegration(catalog: Catalog, typed: string): AnyPlugin {
  const wanted = typed.toLowerCase();
  const found = catalog.find(wanted) ?? (wanted === 'x' ? catalog.find('twitter') : undefined);
  if (found) return found;
  throw unknownName(
    'integration',
    typed,
    catalog.integrations.map(({ id }) => id),
  );
}

/** A tool by its short or qualified name. Fails with a suggestion. */
export function requireTool({ tools }: Catalog, typed: string): CatalogTool {
  const found = tools.find(({ name, qualifiedName }) => name === typed || qualifiedName === typed);
  if (found) return found;
  const sharing = tools.filter(({ tool }) => tool.name === typed);
  if (sharing.length === 0) {
    throw unknownName(
      'tool',
      typed,
      tools.map(({ name }) => name),
    );
  }
  throw new CliError(`Several integrations have a tool called "${typed}".`, {
    exitCode: exitCodes.usage,
    remedy: `Use one of: ${sharing.map(({ qualifiedName }) => qualifiedName).join(', ')}.`,
  });
}

/** Says that a name is unknown, with the one that was probably meant, or all there are. */
export function unknownName(kind: string, typed: string, known: readonly string[]): CliError {
  const suggestion = nearest(typed, known);
  const choices = known.length > 0 ? `There are: ${known.join(', ')}.` : 'There are none.';
  return new CliError(`There is no ${kind} called "${printableLine(typed).slice(0, 80)}".`, {
    exitCode: exitCodes.usage,
    remedy: suggestion ? `Did you mean ${suggestion}?` : choices,
  });
}
