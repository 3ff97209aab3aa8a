// Which level of the quality scale each plugin reaches, by its conformance tests. A package that claims more, or says
// nothing, fails. With --write it writes the tables of docs/quality-scale.md, otherwise it compares them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pluginRules } from '../packages/testing/src/plugin-suite/plugin-rules.ts';
import { qualityLevels } from '../packages/testing/src/plugin-suite/quality-level.ts';
import { claimProblems, type QualityClaim, reachedLevel, readmeLevel } from './quality-levels.ts';
import { markdownTable, replaceSection } from './quality-tables.ts';
import { publishedPackages, root, type WorkspacePackage } from './workspace.ts';

/** One test as vitest's JSON reporter tells it. */
interface TestResult {
  readonly title: string;
  readonly status: string;
}

const document = path.join(root, 'docs/quality-scale.md');
const testFile = 'src/conformance.test.ts';
const plugins = publishedPackages().filter(({ folder }) => folder.startsWith('packages/plugin-'));
const results = runTests(plugins.filter(({ folder }) => existsSync(path.join(root, folder, testFile))));

const problems: string[] = [];
const rows = plugins.map(({ folder, manifest }) => {
  const passed = new Set(
    (results.get(folder) ?? []).filter(({ status }) => status === 'passed').map(({ title }) => ruleOf(title)),
  );
  const reached = reachedLevel(passed, pluginRules, qualityLevels);
  const claim = readClaim(folder);
  if (!results.has(folder)) problems.push(`${folder} has no ${testFile}`);
  problems.push(...claimProblems(claim, reached, qualityLevels));
  console.log(`${manifest.name}: claims ${claim.manifest ?? 'nothing'}, reaches ${reached ?? 'no level'}`);
  return [`[\`${manifest.name}\`](../${folder})`, claim.manifest ?? 'none'];
});
writeOrCompare();
for (const problem of problems) console.log(`  ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;

function runTests(packages: readonly WorkspacePackage[]): ReadonlyMap<string, readonly TestResult[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sidecar-quality-'));
  try {
    const outputFile = path.join(folder, 'results.json');
    const files = packages.map((workspacePackage) => path.posix.join(workspacePackage.folder, testFile));
    const vitest = path.join(root, 'node_modules/.bin/vitest');
    const options = ['run', '--reporter=json', `--outputFile=${outputFile}`, ...files];
    const shell = process.platform === 'win32';
    if (files.length > 0)
      spawnSync(vitest, options, { cwd: root, shell, stdio: ['ignore', 'ignore', 'inherit'] });
    const { testResults } = JSON.parse(readFileSync(outputFile, 'utf8')) as {
      testResults: { name: string; assertionResults: TestResult[] }[];
    };
    return new Map(testResults.map(({ name, assertionResults }) => [folderOf(name), assertionResults]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function folderOf(file: string): string {
  return path.relative(root, file).split(path.sep).slice(0, 2).join('/');
}

/** Tests of the suite are called "network (bronze): sends every request …". */
function ruleOf(title: string): string {
  return /^([\w-]+) \(\w+\): /.exec(title)?.[1] ?? '';
}

function readClaim(folder: string): QualityClaim {
  const manifest = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8')) as {
    sidecar?: { quality?: string };
  };
  const readme = readFileSync(path.join(root, folder, 'README.md'), 'utf8');
  return { folder, manifest: manifest.sidecar?.quality, readme: readmeLevel(readme) };
}

function writeOrCompare() {
  const ruleRows = qualityLevels.flatMap((level) =>
    Object.entries(pluginRules)
      .filter(([, rule]) => rule.level === level)
      .map(([name, { sentence }]) => [level, `\`${name}\``, `The plugin ${sentence}.`]),
  );
  const known = readFileSync(document, 'utf8');
  const withRules = replaceSection(
    known,
    'rules',
    markdownTable(['level', 'rule', 'what it asks'], ruleRows),
  );
  const made = replaceSection(withRules, 'packages', markdownTable(['package', 'level'], rows));
  if (made === known) return;
  if (process.argv.includes('--write')) writeFileSync(document, made);
  else problems.push('docs/quality-scale.md is out of date: run "node scripts/quality.ts --write"');
}
