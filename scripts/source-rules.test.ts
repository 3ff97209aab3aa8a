import { describe, expect, it } from 'vitest';
import { sourceProblems } from './source-rules.ts';

describe('source rules', () => {
  it.each([
    ['const value = answer as any;', '"as any"'],
    ['const value = answer as unknown as Record;', '"as unknown as"'],
    ['// @ts-ignore', '"@ts-ignore"'],
    ['console.log(value);', '"console.log"'],
    ['// biome-ignore lint: because', '"biome-ignore"'],
  ])('refuses %s', (code, found) => {
    expect(sourceProblems('packages/core/src/a.ts', code).join()).toContain(`a.ts:1 ${found}`);
  });

  it('refuses abbreviations and one-letter names where they are declared', () => {
    const code = 'const res = 1;\nfunction go(e: number, _: number) {\n  return [res, e];\n}';
    expect(sourceProblems('packages/core/src/a.ts', code)).toEqual([
      'packages/core/src/a.ts:1 declares "res": write the word',
      'packages/core/src/a.ts:2 declares "e": write the word',
    ]);
  });

  it('refuses providers in code and texts of core, but not as an example in a comment', () => {
    const code = `// Slack does so.\nconst text = 'as in gmail()';\nconst slackToken = text + " of GitHub";`;
    expect(sourceProblems('packages/core/src/a.ts', code)).toEqual([
      'packages/core/src/a.ts:2 names "gmail": core names no provider',
      'packages/core/src/a.ts:3 names "slack": core names no provider',
      'packages/core/src/a.ts:3 names "GitHub": core names no provider',
    ]);
    expect(sourceProblems('packages/plugin-slack/src/a.ts', code)).toEqual([]);
  });

  it('refuses files that are called after nothing', () => {
    expect(sourceProblems('packages/core/src/utils.ts', '')).toHaveLength(1);
  });

  it.each([
    ['a suppression that names its rule and reason', '// biome-ignore lint/a/b: mail holds them'],
    ['names that others gave', 'const found = { q: 1, res: 2 };'],
    ['plain words in comments and texts', '// as safe as any\nconst text = "console.log";'],
  ])('accepts %s', (_, code) => {
    expect(sourceProblems('packages/core/src/a.ts', code)).toEqual([]);
  });
});
