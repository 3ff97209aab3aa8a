export { googleAnswers } from './google-answers.ts';
export type { GoogleEndpoints, GoogleOptions } from './google-auth.ts';
export { googleAuth } from './google-auth.ts';
export type { Explanation, GoogleService } from './google-error.ts';
export { googleError } from './google-error.ts';
export type { GoogleFailure } from './google-failure.ts';
export { lazySchema } from './lazy-schema.ts';
