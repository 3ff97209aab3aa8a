import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { collectTemplate } from './collect-template.ts';
import { CreateError } from './create-error.ts';
import { findRepository } from './repository.ts';
import type { Template } from './template.ts';

/** The template of the repository that the new plugin goes into; elsewhere the one that was packed with this program. */
export async function loadTemplate(repository: string | undefined): Promise<Template> {
  if (repository !== undefined) return collectTemplate(repository);
  let packed: string;
  try {
    packed = await readFile(new URL('./template.json', import.meta.url), 'utf8');
  } catch {
    // Run from its source, nothing is packed yet.
    const own = await findRepository(fileURLToPath(new URL('.', import.meta.url)));
    if (own !== undefined) return collectTemplate(own);
    throw new CreateError('This installation of @sidecar/create-plugin has no template. Install it again.');
  }
  return JSON.parse(packed) as Template;
}
