import type { QualityLevel } from './quality-level.ts';
import type { Subject } from './subject.ts';

/** One thing that every plugin keeps to. */
export interface PluginRule {
  readonly level: QualityLevel;
  /** What a plugin does that keeps the rule, as a sentence. */
  readonly sentence: string;
  /** What the plugin has done against it, one sentence each; nothing when it keeps the rule. */
  readonly check: (subject: Subject) => Promise<readonly string[]>;
}

/** Rules by the name under which the suite shows and skips them. */
export type PluginRules = Readonly<Record<string, PluginRule>>;
