import { SidecarError } from '../errors.ts';
import type { AnswerVerdict } from '../plugin.ts';
import { backoff, rateLimitWait } from './backoff.ts';
import type { CallEnvironment } from './call-environment.ts';
import type { CallRequest } from './call-request.ts';
import type { IssuedCredential } from './credential-source.ts';
import { type Answer, exchange } from './exchange.ts';
import { judgeAnswer } from './judge-answer.ts';
import type { NetworkFailure } from './network-failure.ts';
import { orAborted } from './or-aborted.ts';
import type { OutgoingRequest } from './outgoing-request.ts';
import { readRedirect } from './redirect.ts';
import type { Turn } from './request-hold.ts';

/** What follows from one exchange: the call's answer, or another exchange after a while. */
type Step = { readonly answer: Answer } | { readonly waitMs: number };

const mostRedirects = 5;
const mostRateLimits = 5;

/**
 * The way of one call from its request to the answer that its caller gets: single exchanges, and what follows from each.
 *
 * Not built on ky: it clones every request and answer, so that a stream body is kept in memory; it sleeps by the machine's clock only;
 * and it leaves redirects to fetch, which would take our credentials along.
 */
export class ConnectionCall {
  readonly #environment: CallEnvironment;
  readonly #call: CallRequest;
  #request: OutgoingRequest;
  #idempotent: boolean;
  /** A write that was answered with a redirect has happened, whatever becomes of the rest. */
  #settled = false;
  #rejected: string | undefined;
  #failures = 0;
  #rateLimits = 0;
  #waitedMs = 0;

  constructor(environment: CallEnvironment, call: CallRequest) {
    this.#environment = environment;
    this.#call = call;
    this.#request = call.request;
    this.#idempotent = call.idempotent;
  }

  /** Resolves with an answer that is the caller's business; every other end is a SidecarError. */
  async run(): Promise<Answer> {
    for (;;) {
      const own = this.#environment.origins.has(this.#request.url.origin);
      const step = await (own ? this.#stepInTurn() : this.#step(undefined));
      if ('answer' in step) return step.answer;
      if (step.waitMs > 0) await this.#environment.clock.sleep(step.waitMs, { signal: this.#call.signal });
    }
  }

  async #stepInTurn(): Promise<Step> {
    const turn = await this.#waitTurn();
    try {
      return await this.#step(await this.#issue());
    } finally {
      turn.leave();
    }
  }

  async #waitTurn(): Promise<Turn> {
    const { clock, errors, hold } = this.#environment;
    const startedAt = clock.monotonic();
    const turn = await hold.enter({ maximumWaitMs: this.#patienceMs(), signal: this.#call.signal });
    if ('retryAfterMs' in turn) throw errors.rateLimited(turn.retryAfterMs);
    this.#waitedMs += clock.monotonic() - startedAt;
    return turn;
  }

  /** How long this call may still wait because of rate limits. */
  #patienceMs(): number {
    return Math.min(this.#environment.limits.rateLimitWaitMs - this.#waitedMs, this.#call.remainingMs());
  }

  async #issue(): Promise<IssuedCredential> {
    const { credentials, errors, credentialHeaders } = this.#environment;
    const { credential, signal } = this.#call;
    const wanted = {
      signal,
      ...(credential === undefined ? {} : { credential }),
      ...(this.#rejected === undefined ? {} : { rejected: this.#rejected }),
    };
    try {
      const issued = await orAborted(credentials.issue(wanted), signal);
      credentialHeaders.add(issued.attach.header);
      if (issued.version !== this.#rejected) return issued;
    } catch (error) {
      throw SidecarError.isInstance(error)
        ? error
        : errors.internal('the credentials could not be read.', error);
    }
    throw errors.refusedTwice();
  }

  /** One exchange and what follows from it; without a credential for a foreign origin. */
  async #step(issued: IssuedCredential | undefined): Promise<Step> {
    const { progress, signal } = this.#call;
    progress.written = this.#settled || !this.#idempotent;
    const exchanged = await exchange(this.#environment, this.#request, { issued, signal });
    if ('failure' in exchanged) return this.#afterFailure(exchanged);
    const verdict = this.#judge(exchanged, issued);
    if (verdict.code === 'ok') return this.#afterRedirect(exchanged) ?? { answer: exchanged };
    if (verdict.code === 'token_refused' && issued?.token === undefined) return { answer: exchanged };
    // Nothing of it is read, so that its connection is freed.
    exchanged.body.stream?.cancel().catch(() => undefined);
    return this.#afterVerdict(verdict, { issued, status: exchanged.response.status });
  }

  #judge({ response, body }: Answer, issued: IssuedCredential | undefined): AnswerVerdict {
    const { answers, clock, errors } = this.#environment;
    const { status, headers } = response;
    try {
      return judgeAnswer({ status, headers, json: body.json }, issued && answers, clock.now());
    } catch (error) {
      throw errors.internal('the plugin failed while it judged an answer.', error);
    }
  }

  async #afterVerdict(
    verdict: AnswerVerdict,
    { issued, status }: { readonly issued: IssuedCredential | undefined; readonly status: number },
  ): Promise<Step> {
    const { errors } = this.#environment;
    const { progress } = this.#call;
    if (verdict.code === 'provider_unavailable') {
      return this.#repeat(
        errors.unavailable(status, {
          written: progress.written,
          ...(verdict.retryAfterMs === undefined ? {} : { retryAfterMs: verdict.retryAfterMs }),
        }),
      );
    }
    // Everything else is a refusal: nothing was done.
    progress.written = this.#settled;
    if (verdict.code === 'rate_limited')
      return this.#afterRateLimit(verdict.retryAfterMs, issued !== undefined && verdict.holds !== 'call');
    if (verdict.code === 'insufficient_scope') throw errors.insufficientScope();
    return this.#afterTokenRefused(issued);
  }

  #afterTokenRefused(issued: IssuedCredential | undefined): Step {
    const { errors } = this.#environment;
    if (this.#rejected !== undefined) throw errors.refusedTwice();
    this.#rejected = issued?.version;
    if (!this.#request.replayable) throw errors.refusedStream();
    return { waitMs: 0 };
  }

  async #afterRateLimit(toldMs: number | undefined, shared: boolean): Promise<Step> {
    const { errors, hold } = this.#environment;
    this.#rateLimits += 1;
    const waitMs = rateLimitWait(toldMs, this.#rateLimits);
    if (shared) await orAborted(hold.hold(waitMs), this.#call.signal);
    const hopeless = waitMs > this.#patienceMs() || this.#rateLimits > mostRateLimits;
    if (hopeless || !this.#request.replayable) throw errors.rateLimited(toldMs);
    // Calls to the API wait in the hold, together.
    if (shared) return { waitMs: 0 };
    this.#waitedMs += waitMs;
    return { waitMs };
  }

  #afterFailure({ failure, cause }: { readonly failure: NetworkFailure; readonly cause: unknown }): Step {
    const { errors } = this.#environment;
    const { progress } = this.#call;
    if (failure.unsent) progress.written = this.#settled;
    const details = { cause, written: progress.written };
    if (failure.kind === 'tls') throw errors.tls(details);
    if (failure.kind === 'garbage') throw errors.garbage(details);
    if (failure.kind === 'invalid') throw errors.unreadableRequest(cause);
    return this.#repeat(errors.network(details), failure.unsent);
  }

  /** Sends again what did no harm, or fails with the error. */
  #repeat(error: SidecarError, unsent = false): Step {
    this.#failures += 1;
    const harmless = (this.#idempotent || unsent) && this.#request.replayable;
    if (!harmless || this.#failures >= this.#environment.limits.attempts) throw error;
    return { waitMs: backoff(this.#failures, this.#environment.random) };
  }

  #afterRedirect({ response, body }: Answer): Step | undefined {
    const redirect = this.#call.followRedirects ? readRedirect(this.#request, response) : undefined;
    if (!redirect) return undefined;
    body.stream?.cancel().catch(() => undefined);
    const { progress } = this.#call;
    progress.redirects += 1;
    const { errors } = this.#environment;
    if ('refused' in redirect) throw errors.redirectRefused(redirect.refused, { written: progress.written });
    if (progress.redirects > mostRedirects)
      throw errors.redirectRefused('too often', { written: progress.written });
    if (redirect.next.method !== this.#request.method) {
      this.#settled = progress.written;
      this.#idempotent = true;
    }
    this.#request = redirect.next;
    return { waitMs: 0 };
  }
}
