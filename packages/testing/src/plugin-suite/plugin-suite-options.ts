import type { AnyPlugin, OAuthClient } from '@sidecar/core';
import type { TestOptions } from '../store-suite/store-suite-options.ts';
import type { PluginRuleName } from './plugin-rule-name.ts';
import type { MintExample } from './provider/mint-endpoint.ts';
import type { ScriptedAnswer } from './provider/scripted-answer.ts';
import type { IssuedTokens } from './provider/token-endpoint.ts';
import type { QualityLevel } from './quality-level.ts';

/** One call of a tool, and what the provider answers to its requests. */
export interface ToolExample {
  readonly input: unknown;
  /** Beside those of the connection. */
  readonly answers: readonly ScriptedAnswer[];
  /** What the tool has to answer; any output that fits its schema unless given. */
  readonly output?: unknown;
}

/** How the suite connects the plugin. */
export interface ConnectionExample {
  /** The auth method; the plugin's first unless given. Try each method with a suite of its own. */
  readonly auth?: string;
  /** What a person would type, for methods that ask for something. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** What the provider answers while connecting (to `identify`, for instance), and to every tool that asks the same. */
  readonly answers?: readonly ScriptedAnswer[];
  /** How a `minted` method gets its tokens, where it asks the provider for them. */
  readonly mint?: MintExample;
  /** The provider's own form of a token answer, where it is not that of RFC 6749. */
  readonly tokenAnswer?: (tokens: IssuedTokens) => object;
}

/** What a plugin is tried with. */
export interface PluginSuiteOptions {
  /** Your test runner's `describe`: vitest's, or that of node:test. */
  readonly describe: (title: string, body: () => void) => unknown;
  /** Your test runner's `it`. */
  readonly it: (title: string, options: TestOptions, body: () => Promise<void>) => unknown;
  /** The folder of the plugin's package.json and README.md. */
  readonly packageFolder: URL;
  readonly connection?: ConnectionExample;
  /** One or more for each tool, by its name. */
  readonly examples: Readonly<Record<string, ToolExample | readonly ToolExample[]>>;
  /** The highest level that is tried; gold unless given. */
  readonly level?: QualityLevel;
  /** Rules that are left out, each with the reason that is shown in its place. The plugin has not reached their level. */
  readonly skip?: Readonly<Partial<Record<PluginRuleName, string>>>;
  /** Makes the plugin with a client in its options, where it takes one, so that it can be seen to keep the secret. */
  readonly withClient?: (client: OAuthClient) => AnyPlugin;
  /** Origins beside the plugin's `apiOrigins` that it asks without credentials, such as a host for downloads. */
  readonly otherOrigins?: readonly string[];
  /** Scopes that are asked for though no tool names them, each with the reason. */
  readonly extraScopes?: Readonly<Record<string, string>>;
  /** How many tokens the tools may cost a model: 700 for one and 6,000 for all unless given. */
  readonly tokenBudget?: { readonly tool?: number; readonly all?: number };
  /** Fails `import` when importing takes longer than this many milliseconds; it is only reported unless given. */
  readonly importLimitMs?: number;
  /** How long a call may take before it counts as one that never ends: 4,000 milliseconds unless given. */
  readonly patienceMs?: number;
  /** Gets what was measured, as sentences. */
  readonly report?: (fact: string) => void;
}
