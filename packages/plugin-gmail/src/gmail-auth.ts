import type { OAuth2 } from '@sidecar/core';
import { type GoogleEndpoints, type GoogleOptions, googleAuth } from '@sidecar/google';

/** Where Google's services are; set only to reach a stand-in of them. */
export interface GmailEndpoints extends GoogleEndpoints {}

/** What a host can set; of the scopes `gmail.modify` unless given, which every tool can work with. */
export interface GmailOptions extends GoogleOptions {}

const everything = 'https://mail.google.com/';
const modify = 'https://www.googleapis.com/auth/gmail.modify';
const compose = 'https://www.googleapis.com/auth/gmail.compose';

/** For each ability the scopes of which any one is enough, as the Gmail API reference lists them. */
export const gmailScopes = {
  read: [modify, 'https://www.googleapis.com/auth/gmail.readonly', everything],
  send: [modify, compose, 'https://www.googleapis.com/auth/gmail.send', everything],
  draft: [modify, compose, everything],
  modify: [modify, everything],
} as const;

/** Google, asked for the mailbox. */
export function gmailAuth(options: GmailOptions): OAuth2 {
  return googleAuth(options, [modify]);
}
