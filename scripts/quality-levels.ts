/** How a package did in the plugin suite: the rules whose tests passed. */
export type PassedRules = ReadonlySet<string>;

/** What is read of a rule. */
export interface LeveledRule {
  readonly level: string;
}

/** The highest level all of whose rules, and all rules below, passed. A rule that was skipped or never ran has not passed. */
export function reachedLevel(
  passed: PassedRules,
  rules: Readonly<Record<string, LeveledRule>>,
  levels: readonly string[],
): string | undefined {
  let reached: string | undefined;
  for (const level of levels) {
    const names = Object.keys(rules).filter((name) => rules[name]?.level === level);
    if (!names.every((name) => passed.has(name))) break;
    reached = level;
  }
  return reached;
}

/** What a package says of itself. */
export interface QualityClaim {
  readonly folder: string;
  /** `sidecar.quality` of its package.json. */
  readonly manifest: string | undefined;
  /** The README's line `Quality: **gold**`. */
  readonly readme: string | undefined;
}

/** What is wrong with what a package claims, one sentence each. */
export function claimProblems(
  { folder, manifest, readme }: QualityClaim,
  reached: string | undefined,
  levels: readonly string[],
): string[] {
  if (manifest === undefined || !levels.includes(manifest))
    return [`${folder}/package.json needs "sidecar": { "quality": "${levels.join('" | "')}" }`];
  const problems: string[] = [];
  if (readme !== manifest)
    problems.push(`${folder}/README.md needs the line "Quality: **${manifest}**", as in its package.json`);
  if (levels.indexOf(manifest) > levels.indexOf(reached ?? ''))
    problems.push(`${folder} claims ${manifest} and reaches ${reached ?? 'no level'}`);
  return problems;
}

/** The level that a README names. */
export function readmeLevel(readme: string): string | undefined {
  return /^Quality: \*\*(\w+)\*\*/m.exec(readme)?.[1];
}
