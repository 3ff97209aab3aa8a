import type { AnyPlugin } from '@sidecar/core';
import type { TrialOptions } from './try-rule.ts';

/** A plugin that somebody might write, and what the suite has to say against it. */
export interface BrokenPlugin {
  /** The rule that it breaks. */
  readonly rule: string;
  /** What is wrong with it, as the end of a sentence. */
  readonly what: string;
  readonly plugin: AnyPlugin;
  readonly options?: TrialOptions;
  /** What the rule's test has to fail with. */
  readonly says: RegExp;
}
