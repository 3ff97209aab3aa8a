export type { GmailEndpoints, GmailOptions } from './gmail-auth.ts';
export type { GmailClient } from './gmail-client.ts';
export { gmail } from './gmail-plugin.ts';
