import type { SidecarError } from '@sidecar/core';
import type { Catalog } from './catalog.ts';

type Failure = Pick<SidecarError, 'code' | 'integration' | 'connection' | 'nextAction'>;

const howToConfigure = 'Put it in the environment; the README of this example says where to get it.';

/** What core says in the words of its API, in the words of this program. */
const words: readonly (readonly [RegExp, string])[] = [
  [/^Set .* in the environment, or give the client in the plugin's options\.$/, howToConfigure],
  [/give loopback\(\) (another port|a port above 1023)/i, 'set SIDECAR_CALLBACK_PORT to $1'],
  [/connect with pasteUrl\(\)( instead)?/i, 'use "connect --paste" instead'],
  [/loopback\(\) or pasteUrl\(\)/, 'the browser or "connect --paste"'],
  [/^Give discoverPlugins\(\{ from \}\) the folder/, 'Name with --plugins-from the folder'],
  [/Give one of the accounts:/, 'Choose one with --account:'],
];

/** What remedies are written with. */
export interface Wording {
  /** How a command is written here, to be completed. */
  readonly prefix: string;
  readonly catalog: Catalog;
}

/** What a person can do now, as a command where there is one. */
export function remedyOf(error: Failure, { prefix, catalog }: Wording): string | undefined {
  const { code, integration, connection, nextAction } = error;
  if (integration !== undefined) {
    const command = commandFor(code);
    if (command) {
      const [verb, name] = command;
      const account = connection?.split('/')[1] ?? 'default';
      const whose = account === 'default' ? '' : ` --account ${account}`;
      return `${verb} ${catalog.nameOf(integration)}: ${prefix}${name} ${integration}${whose}`;
    }
  }
  return words.reduce<string | undefined>((text, [from, to]) => text?.replace(from, to), nextAction);
}

function commandFor(code: string): readonly [verb: string, command: string] | undefined {
  if (code === 'needs_reauth' || code === 'insufficient_scope') return ['Reconnect', 'connect'];
  if (code === 'not_connected' || code === 'disconnected') return ['Connect', 'connect'];
  if (code === 'disabled') return ['Enable', 'enable'];
  return undefined;
}
