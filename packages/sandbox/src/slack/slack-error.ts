/** A refusal of Slack's Web API. https://docs.slack.dev/apis/web-api/#errors */
export class SlackError extends Error {
  override readonly name = 'SlackError';
  readonly body: Readonly<Record<string, unknown>>;

  constructor(body: Readonly<Record<string, unknown>>) {
    super(`Slack answers ${String(body.error)}.`);
    this.body = body;
  }
}

/** An error by its word, with what else the answer says. */
export function slackError(error: string, more: Readonly<Record<string, unknown>> = {}): SlackError {
  return new SlackError({ ok: false, error, ...more });
}

/** The error for a token without a scope. */
export function missingScope(needed: string, provided: readonly string[]): SlackError {
  return slackError('missing_scope', { needed, provided: provided.join(',') });
}

/** The error for arguments that do not fit, with a complaint for each. */
export function invalidArguments(complaints: readonly string[]): SlackError {
  return slackError('invalid_arguments', {
    response_metadata: { messages: complaints.map((complaint) => `[ERROR] ${complaint}`) },
  });
}
