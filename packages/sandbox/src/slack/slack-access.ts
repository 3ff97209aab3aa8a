import type { AdapterPayload } from 'oidc-provider';
import { bearerToken } from '../access.ts';
import type { AuthorizationServer } from '../oauth/authorization-server.ts';
import type { Installation, Installations } from './installations.ts';
import { slackError } from './slack-error.ts';
import { type SlackPerson, slackPeople } from './slack-people.ts';
import { kindOf, splitScopes, type TokenKind } from './token-kind.ts';

/** Whose token a call came with, and what it may do. */
export interface SlackAccess {
  readonly kind: TokenKind;
  /** Who has installed the app. */
  readonly person: SlackPerson;
  /** As whom the token acts: its person, or the bot. */
  readonly actor: SlackPerson;
  readonly scopes: readonly string[];
  readonly installation: Installation;
  readonly clientId: string;
}

/** Finds tokens in the authorization server's own memory, and ends them. */
export class SlackTokens {
  readonly #authorization: AuthorizationServer;
  readonly #installations: Installations;

  constructor(authorization: AuthorizationServer, installations: Installations) {
    this.#authorization = authorization;
    this.#installations = installations;
  }

  /** Whose the token of a request is; throws as Slack refuses. */
  async authenticate(headers: Headers): Promise<SlackAccess> {
    const token = bearerToken(headers);
    if (token === undefined) throw slackError('not_authed');
    const payload = await this.#authorization.memory.adapter('AccessToken').find(token);
    if (!payload) throw slackError('invalid_auth');
    if ((payload.exp ?? 0) * 1000 <= Date.now()) throw slackError('token_expired');
    const person = slackPeople.find(({ login }) => login === payload.accountId);
    const kind = kindOf(payload.scope ?? '');
    const installation = this.#installations.of(payload.grantId);
    const bot = slackPeople.find(({ id }) => id === installation.botUserId);
    if (!person || !bot) throw slackError('account_inactive');
    const scopes = splitScopes(payload.scope ?? '')[kind];
    const actor = kind === 'bot' ? bot : person;
    return { kind, person, actor, scopes, installation, clientId: payload.clientId ?? '' };
  }

  /** Ends a token and what renews it. A workspace has one bot, so every token of it goes. */
  revoke({ kind, person, installation, clientId }: SlackAccess): void {
    this.#authorization.memory.endTokens((payload: AdapterPayload) => {
      const same =
        kindOf(payload.scope ?? '') === kind &&
        payload.clientId === clientId &&
        this.#installations.of(payload.grantId) === installation;
      return same && (kind === 'bot' || payload.accountId === person.login);
    });
  }
}
