import { expect, test } from 'vitest';
import { z } from 'zod';
import { fieldQuestions } from './field-question.ts';

test('asks in the words of the plugin, and hides whatever may be secret', () => {
  const fields = z.object({
    site: z.string().describe('Address of your wiki'),
    address: z.email(),
    region: z.enum(['eu', 'us']).optional(),
    account_key: z.string(),
    pin: z.number().int(),
    anything: z.string(),
  });
  const questions = fieldQuestions(fields);
  expect(questions.filter(({ isSecret }) => isSecret).map(({ name }) => name)).toEqual([
    'account_key',
    'pin',
    'anything',
  ]);
  expect(questions[0]).toMatchObject({ label: 'Address of your wiki', isRequired: true, type: 'string' });
  expect(questions[2]).toMatchObject({ label: 'region', isRequired: false });
});
