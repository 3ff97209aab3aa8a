import type * as Core from '@sidecar/core';
import { type ExampleOrder, isPlaceholder } from './example-order.ts';

/** How an example may connect, as far as it is another way here. */
interface ConnectWords {
  readonly auth?: string;
  readonly via?: unknown;
  readonly fields?: object;
}

/** `connect` of any plugin. */
export type ExampleConnect = (integration: string, options?: ConnectWords) => Promise<unknown>;

/** `connect` without a browser, and with something typed where the example leaves that to the environment. */
export function connectInExample(
  connect: ExampleConnect,
  stage: {
    readonly core: typeof Core;
    readonly plugins: readonly Core.AnyPlugin[];
    readonly order: ExampleOrder;
  },
): ExampleConnect {
  const { core, plugins, order } = stage;
  return async (integration, options) => {
    const methods = plugins.find(({ id }) => id === integration)?.auth ?? {};
    const method = methods[options?.auth ?? Object.keys(methods)[0] ?? ''];
    if (method?.kind === 'oauth2' && options?.via)
      return connect(integration, {
        ...options,
        via: core.existingGrant({ refreshToken: order.refreshToken }),
      });
    if (!options?.fields) return connect(integration, options);
    return connect(integration, { ...options, fields: filled(options.fields, order.fields) });
  };
}

function filled(fields: object, given: Readonly<Record<string, unknown>>): object {
  const typed = Object.entries(fields).map(([name, value]) => [
    name,
    value === undefined || isPlaceholder(value) ? (given[name] ?? value) : value,
  ]);
  return Object.fromEntries(typed);
}
