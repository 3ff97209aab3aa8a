export type { Exchange } from './exchange.ts';
export { InvalidInput } from './invalid-input.ts';
export { playedApi, type SentRequest } from './played-api.ts';
export { realMail } from './real-mail.ts';
export { type RecordedCall, recordedCalls } from './recorded-calls.ts';
export { replay } from './replay.ts';
export { runPluginTool } from './run-plugin-tool.ts';
export { sharedFolder } from './shared-folder.ts';
export { specProblems } from './spec-problems.ts';
