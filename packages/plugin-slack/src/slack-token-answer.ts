import type { TokenAnswer } from '@sidecar/core';

/**
 * Brings an answer of `oauth.v2.access` into the standard's shape. A bot's tokens stand at the top and a person's under
 * `authed_user`; an app without a bot gets the person's alone, and a refresh answers what it renewed at the top.
 */
export function slackTokenAnswer(body: Readonly<Record<string, unknown>>): TokenAnswer {
  const { authed_user: user, ...bot } = body;
  if (!isObject(user) || !isToken(user.access_token)) return bot;
  return isToken(bot.access_token) ? { ...bot, credentials: { user } } : { ...bot, ...user };
}

function isToken(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
