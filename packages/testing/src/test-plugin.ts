import { fail } from 'node:assert/strict';
import type { AnyPlugin } from '@sidecar/core';
import { pluginRules } from './plugin-suite/plugin-rules.ts';
import type { PluginSuiteOptions } from './plugin-suite/plugin-suite-options.ts';
import { type QualityLevel, qualityLevels } from './plugin-suite/quality-level.ts';
import { Subject } from './plugin-suite/subject.ts';

const timeoutMs = 60_000;
const mostShown = 12;

/** Tries a plugin, as a host would get it, by every rule of the quality scale up to a level, one test each, in the caller's own test runner. */
export function testPlugin(plugin: AnyPlugin, options: PluginSuiteOptions): void {
  const { describe, it, skip = {}, level = 'gold' } = options;
  requireReasons(skip);
  const subject = new Subject(plugin, options);
  describe(`The plugin ${plugin.name}`, () => {
    for (const [name, rule] of Object.entries(pluginRules)) {
      if (rank(rule.level) > rank(level)) continue;
      const reason = new Map(Object.entries(skip)).get(name);
      const title = `${name} (${rule.level}): ${rule.sentence}`;
      if (reason !== undefined)
        it(`${title} (skipped: ${reason})`, { timeout: timeoutMs, skip: true }, async () => undefined);
      else
        it(title, { timeout: timeoutMs }, async () => {
          const problems = await rule.check(subject);
          if (problems.length > 0) fail(inLines(problems));
        });
    }
  });
}

function rank(level: QualityLevel): number {
  return qualityLevels.indexOf(level);
}

function inLines(problems: readonly string[]): string {
  const shown = [...new Set(problems)];
  const more = shown.length > mostShown ? `\n- and ${shown.length - mostShown} more` : '';
  return `${shown.length} ${shown.length === 1 ? 'problem' : 'problems'}:\n- ${shown.slice(0, mostShown).join('\n- ')}${more}`;
}

/** Whoever leaves something out says why, and leaves out nothing that is not there. */
function requireReasons(skip: Readonly<Record<string, string | undefined>>): void {
  for (const [name, reason] of Object.entries(skip)) {
    if (!Object.hasOwn(pluginRules, name)) throw new TypeError(`There is no rule "${name}" to skip.`);
    if (!reason?.trim()) throw new TypeError(`Skipping the rule "${name}" needs a reason.`);
  }
}
