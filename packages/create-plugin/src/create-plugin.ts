import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { answerProblems, type PluginAnswers } from './answers.ts';
import { CreateError } from './create-error.ts';
import { loadTemplate } from './load-template.ts';
import { registerInRepository } from './register-in-repository.ts';
import { renderPlugin } from './render-plugin.ts';
import { findRepository } from './repository.ts';
import { requireEmpty, writeFiles } from './write-files.ts';

/** What was written, and what the person does now. */
export interface CreatedPlugin {
  readonly folder: string;
  /** Paths in the folder. */
  readonly files: readonly string[];
  /** Commands and remarks, one a line. */
  readonly nextSteps: readonly string[];
}

/** Writes a new plugin; in a checkout of Sidecar's repository as one of its packages, elsewhere as a package of its own. */
export async function createPlugin(
  answers: PluginAnswers,
  options: {
    /** Where the person is. */
    readonly workingFolder: string;
    /** Where the plugin goes; `packages/plugin-<id>` of the repository or `sidecar-plugin-<id>` unless given. */
    readonly folder?: string | undefined;
  },
): Promise<CreatedPlugin> {
  requireGood(answers);
  const start = await realpath(options.workingFolder);
  const given = options.folder === undefined ? undefined : path.resolve(start, options.folder);
  const repository = await findRepository(given ?? start);
  const folder = given ?? ownFolder(repository, start, answers.id);
  if (repository !== undefined && path.dirname(folder) !== path.join(repository, 'packages'))
    throw new CreateError(`In Sidecar's own repository a plugin's folder stands in packages/.`, 2);
  const template = await loadTemplate(repository);
  const files = renderPlugin(template, answers, repository === undefined ? 'standalone' : 'repository');
  await requireEmpty(folder);
  await writeFiles(folder, files);
  const nextSteps =
    repository === undefined
      ? [`cd ${path.relative(start, folder) || '.'}`, 'npm install', 'npm test']
      : [
          ...(await registerInRepository(repository, folder, answers)),
          'pnpm install',
          'pnpm api',
          'node scripts/quality.ts --write',
          `cd ${path.relative(start, folder)} && pnpm exec vitest run`,
        ];
  return { folder, files: Object.keys(files), nextSteps };
}

function ownFolder(repository: string | undefined, start: string, id: string): string {
  if (repository === undefined) return path.join(start, `sidecar-plugin-${id}`);
  return path.join(repository, 'packages', `plugin-${id}`);
}

function requireGood(answers: PluginAnswers): void {
  for (const field of ['name', 'id', 'auth', 'tool'] as const) {
    const problem = answerProblems[field](answers[field]);
    if (problem !== undefined) throw new CreateError(problem, 2);
  }
  // Where two plugins have a tool of the same name, models see `<id>_<tool>`, for which they have 64 characters.
  if (`${answers.id}_${answers.tool}`.length > 64)
    throw new CreateError('The id and the tool have at most 63 characters together.', 2);
}
