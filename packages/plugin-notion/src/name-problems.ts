import { SidecarError } from '@sidecar/core';
import { nearNames } from './near-names.ts';
import { invalidInput } from './notion-errors.ts';

/** Something with a name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

const whoElse = 'Give the exact name, the e-mail address or the id.';
const whatElse =
  'Give its exact title, id or address. If it is there, share it with this connection in Notion (••• → Connections).';

/** The error for a name that nothing has. */
export function notFound(kind: string, given: string, near: readonly Named[]): SidecarError {
  const names = near.map(({ name }) => name).filter((name) => name !== '');
  const share = kind === 'person' ? whoElse : whatElse;
  return new SidecarError(
    'not_found',
    `Notion shows this connection no ${kind} "${given.trim().slice(0, 100)}".`,
    {
      integration: 'notion',
      nextAction: [nearNames(given, names), share].filter(Boolean).join(' '),
    },
  );
}

/** The id of the only one, or the error that says which there are. */
export function oneOf(
  fitting: readonly Named[],
  { kind, given, field }: { readonly kind: string; readonly given: string; readonly field: string },
): string {
  const [first, ...more] = fitting;
  if (first && more.length === 0) return first.id;
  const ids = fitting.slice(0, 5).map(({ id, name }) => `${id} ("${name.slice(0, 80)}")`);
  throw invalidInput(
    field,
    `${fitting.length} ${kind}s fit "${given.trim().slice(0, 100)}"`,
    `Give the id of the one that is meant: ${ids.join(', ')}.`,
  );
}
