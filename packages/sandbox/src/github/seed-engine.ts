import { makeCommit } from './commit.ts';
import type { Account, Commit, Issue, PullPart, Repository, Workflow } from './github-store.ts';
import type { SeedPeople } from './seed-people.ts';

const hourMs = 3_600_000;

/** Fills a repository with issues, pull requests, files and workflows, so that there is something to look at. */
export function fillEngine(repository: Repository, seed: SeedPeople): void {
  const main = makeCommit('Engine', engineFiles());
  repository.branches.set('main', main);
  const change = (files: Readonly<Record<string, string>>) =>
    makeCommit(
      'Change',
      new Map([
        ...main.files,
        ...Object.entries(files).map(([path, text]) => [path, Buffer.from(text)] as const),
      ]),
    );
  repository.branches.set(
    'warm-up',
    change({ 'src/engine.ts': engineText.replace('cold', 'warm'), 'docs/warm.md': 'Warm it up first.\n' }),
  );
  repository.branches.set(
    'long',
    change({ 'docs/table.md': tableText(2_000), 'docs/index.md': '# Index\n' }),
  );
  repository.branches.set('clash', change({ 'src/engine.ts': engineText.replace('cold', 'hot') }));
  Object.assign(repository, { workflows: workflowsOf(seed) });
  addIssues(repository, seed, main);
  addRuns(repository, seed, main);
}

const engineText = `export function start() {\n  return 'cold';\n}\n\nexport function stop() {\n  return 'still';\n}\n`;

function engineFiles(): ReadonlyMap<string, Uint8Array> {
  const text = (content: string) => Buffer.from(content);
  return new Map([
    ['README.md', text('# Engine\n\nNotes on an engine. 解析機関\n')],
    ['src/engine.ts', text(engineText)],
    ['src/card.ts', text("export const card = 'punched';\n")],
    ['docs/table.md', text(tableText(10))],
    ['data/numbers.txt', text(tableText(60_000))],
    ['logo.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])],
  ]);
}

/** Rows of numbers; 60,000 of them are more than a megabyte. */
function tableText(rows: number): string {
  return Array.from({ length: rows }, (_, index) => `row ${index + 1}: ${index * index}\n`).join('');
}

function workflowsOf({ nextId }: SeedPeople): Workflow[] {
  return [
    { id: nextId(), name: 'CI', path: '.github/workflows/ci.yml' },
    { id: nextId(), name: 'Release', path: '.github/workflows/release.yml', inputs: ['level'] },
    { id: nextId(), name: 'Nightly', path: '.github/workflows/nightly.yml', inputs: [] },
    { id: nextId(), name: 'Nightly', path: '.github/workflows/nightly-slow.yml', inputs: [] },
  ];
}

interface NewIssue {
  readonly title: string;
  readonly author: Account;
  readonly body?: string;
  readonly pull?: PullPart;
}

function addIssues(repository: Repository, seed: SeedPeople, main: Commit): void {
  const { ada, grace, nowMs, nextId } = seed;
  const pull = (head: string): PullPart => ({ head, base: 'main', draft: false, from: main, reviews: [] });
  const news: readonly NewIssue[] = [
    { title: 'The engine stutters when it is cold', author: grace, body: 'It says `cold` and stops.' },
    { title: 'Warm the engine up first', author: grace, body: 'Closes #1', pull: pull('warm-up') },
    { title: 'Print the table', author: ada },
    { title: 'Write the whole table', author: ada, pull: pull('long') },
    { title: 'Start hot', author: grace, pull: pull('clash') },
  ];
  for (const [index, { body, ...facts }] of news.entries()) {
    const at = nowMs - (100 - index) * hourMs;
    const issue: Issue = {
      id: nextId(),
      number: index + 1,
      ...facts,
      body: body ?? null,
      createdAt: at,
      updatedAt: at,
      closedAt: null,
      comments: [],
      state: 'open',
      stateReason: null,
      labels: [],
      assignees: [],
      milestone: null,
    };
    repository.issues.push(issue);
  }
  const [first] = repository.issues;
  if (!first) return;
  first.labels = repository.labels.slice(0, 1);
  first.assignees = [ada];
  first.milestone = repository.milestones[0] ?? null;
  const comments = ['I hear it too.', 'Oil does not help.', 'Then **warmth** might.'];
  for (const [index, body] of comments.entries())
    first.comments.push({
      id: nextId(),
      author: index % 2 ? grace : ada,
      body,
      createdAt: nowMs - (50 - index) * hourMs,
    });
}

function addRuns(repository: Repository, { ada, nowMs, nextId }: SeedPeople, { sha }: Commit): void {
  const [workflow] = repository.workflows;
  if (!workflow) return;
  for (const [index, conclusion] of (['success', 'failure', 'success'] as const).entries()) {
    const createdAt = nowMs - (30 - index) * hourMs;
    const facts = { workflow, actor: ada, event: 'push', branch: 'main', sha, title: 'Engine', createdAt };
    repository.runs.push({ ...facts, id: nextId(), number: index + 1, status: 'completed', conclusion });
  }
}
