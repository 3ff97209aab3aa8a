import { z } from 'zod';
import { repositoryField } from './repository-name.ts';

/** The input fields that name one issue or pull request. */
export const numberFields = {
  repository: repositoryField,
  number: z.int().min(1).max(2_000_000_000).describe('Its number.'),
};

/** An input field of Markdown. */
export const markdownField = z.string().max(65_536).describe('Markdown.');
