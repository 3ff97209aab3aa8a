export type { AuthKind, PluginAnswers } from './answers.ts';
export { CreateError } from './create-error.ts';
export type { CreatedPlugin } from './create-plugin.ts';
export { createPlugin } from './create-plugin.ts';
