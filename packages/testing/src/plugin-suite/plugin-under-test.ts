import type { AnyPlugin, AuthMethod, Effect, Tool } from '@sidecar/core';
import type { PluginSuiteOptions, ToolExample } from './plugin-suite-options.ts';
import type { ScriptedAnswer } from './provider/scripted-answer.ts';

/** An example before it was run: a tool's, or that of `identify`. */
export interface Scenario {
  /** The tool's name, or `identify`. */
  readonly name: string;
  readonly effect: Effect;
  readonly example: ToolExample;
  /** Everything that the provider answers, the connection's answers included. */
  readonly answers: readonly ScriptedAnswer[];
}

/** A plugin, and what it is tried with. */
export class PluginUnderTest {
  readonly plugin: AnyPlugin;
  readonly options: PluginSuiteOptions;

  constructor(plugin: AnyPlugin, options: PluginSuiteOptions) {
    this.plugin = plugin;
    this.options = options;
  }

  /** The name of the auth method that the suite connects by. */
  get auth(): string {
    return this.options.connection?.auth ?? Object.keys(this.plugin.auth)[0] ?? '';
  }

  get method(): AuthMethod | undefined {
    return this.plugin.auth[this.auth];
  }

  /** The tools that exist under the auth method. */
  get tools(): readonly Tool[] {
    return this.plugin.tools.filter(({ auth }) => auth?.includes(this.auth) ?? true);
  }

  /** Every example of every tool, and `identify` where the plugin has it. */
  get scenarios(): readonly Scenario[] {
    const shared = this.options.connection?.answers ?? [];
    const identify: Scenario[] = this.plugin.identify
      ? [{ name: 'identify', effect: 'read', example: { input: {}, answers: [] }, answers: shared }]
      : [];
    const ofTools = this.tools.flatMap(({ name, effect }) =>
      this.examplesOf(name).map((example) => {
        const answers = [...example.answers, ...shared];
        return { name, effect, example, answers };
      }),
    );
    return [...identify, ...ofTools];
  }

  examplesOf(tool: string): readonly ToolExample[] {
    const given = Object.hasOwn(this.options.examples, tool) ? this.options.examples[tool] : undefined;
    if (given === undefined) return [];
    return isList(given) ? given : [given];
  }
}

function isList(given: ToolExample | readonly ToolExample[]): given is readonly ToolExample[] {
  return Array.isArray(given);
}
