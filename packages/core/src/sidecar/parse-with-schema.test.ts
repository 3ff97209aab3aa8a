import { describe, expect, it } from 'vitest';
import { SidecarError } from '../errors.ts';
import { issuesText } from './parse-with-schema.ts';

describe('issues in the message of an error', () => {
  it('are readable for a field that is called like a secret', () => {
    const issues = [
      { path: 'token', message: 'Give the token as the service shows it.' },
      { path: 'privateKey', message: 'Give the whole file.' },
    ];
    const { message } = new SidecarError('invalid_input', `Toy: ${issuesText(issues)}.`);
    expect(message).toBe(
      'Toy: token (Give the token as the service shows it); privateKey (Give the whole file).',
    );
  });
});
