/** The names of the rules for plugins; the rules themselves need the options of a suite, in which their names are. */
export const pluginRuleNames = [
  'contract',
  'tool-names',
  'schemas',
  'token-budget',
  'strict-inputs',
  'settings',
  'scopes',
  'least-scopes',
  'examples',
  'network',
  'identify',
  'import',
  'readme',
  'secrets',
  'quiet',
  'statuses',
  'network-failures',
  'refused-token',
  'mint-failures',
  'ambiguous-writes',
  'abort',
  'hostile-answers',
  'mutated-answers',
  'remedies',
] as const;

/** The name of a rule, by which it is shown and can be skipped. */
export type PluginRuleName = (typeof pluginRuleNames)[number];
