import type { PluginRule, PluginRules } from './plugin-rule.ts';
import type { PluginRuleName } from './plugin-rule-name.ts';
import { abort } from './rules/abort-rule.ts';
import { answerRules } from './rules/answer-rules.ts';
import { contract } from './rules/contract-rule.ts';
import { exampleRules } from './rules/example-rules.ts';
import { failureRules } from './rules/failure-rules.ts';
import { inputRules } from './rules/input-rules.ts';
import { mintFailures } from './rules/mint-rule.ts';
import { packageRules } from './rules/package-rules.ts';
import { readme } from './rules/readme-rule.ts';
import { remedies } from './rules/remedy-rule.ts';
import { scopeRules } from './rules/scope-rules.ts';
import { secretRules } from './rules/secret-rules.ts';
import { toolRules } from './rules/tool-rules.ts';
import { writeRules } from './rules/write-rules.ts';

/** All rules for plugins, in the order in which they are tried. */
export const pluginRules: PluginRules = {
  contract,
  ...toolRules,
  ...inputRules,
  ...scopeRules,
  ...exampleRules,
  ...packageRules,
  readme,
  ...secretRules,
  ...failureRules,
  'mint-failures': mintFailures,
  ...writeRules,
  abort,
  ...answerRules,
  remedies,
} satisfies Readonly<Record<PluginRuleName, PluginRule>>;
