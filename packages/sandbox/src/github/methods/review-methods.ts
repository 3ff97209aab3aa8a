import { z } from 'zod';
import { changedPaths } from '../commit.ts';
import { GithubError } from '../github-error.ts';
import type { GithubMethod, RepositoryCall } from '../github-method.ts';
import type { Review } from '../github-store.ts';
import { listAnswer } from '../page.ts';
import { pullTips } from '../pull-state.ts';
import { reviewResource } from '../resources/pull-resource.ts';
import { findPull } from './pull-methods.ts';

const text = z.string('is not a string');

const reviewBody = z.strictObject({
  commit_id: text.optional(),
  body: text.optional(),
  event: z.enum(['APPROVE', 'REQUEST_CHANGES', 'COMMENT'], 'is no event'),
  comments: z
    .array(
      z.strictObject({
        path: text,
        body: text,
        line: z.int('is not an integer').optional(),
        side: z.enum(['LEFT', 'RIGHT'], 'is no side').optional(),
      }),
    )
    .optional(),
});

const states = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const;

function list(call: RepositoryCall) {
  const { repository } = call;
  const issue = findPull(call);
  return listAnswer(issue.pull.reviews, call, {
    pathname: `/repositories/${repository.id}/pulls/${issue.number}/reviews`,
    show: (review: Review) => reviewResource(repository, issue, review),
  });
}

function create(call: RepositoryCall) {
  const { repository, principal, store, now } = call;
  const issue = findPull(call);
  const { event, body = '', comments = [] } = reviewBody.parse(call.body);
  const refuse = (message: string) => new GithubError(422, 'Unprocessable Entity', { errors: [message] });
  if (event === 'APPROVE' && issue.author === principal.account)
    throw refuse('Can not approve your own pull request');
  if (event === 'REQUEST_CHANGES' && issue.author === principal.account)
    throw refuse('Can not request changes on your own pull request');
  if (event !== 'APPROVE' && body === '' && comments.length === 0) throw refuse('Body can not be blank');
  const { head } = pullTips(repository, issue.pull);
  const shown = changedPaths(issue.pull.from, head);
  for (const { path } of comments) if (!shown.includes(path)) throw refuse('Path could not be resolved');
  const review = {
    id: store.nextId(),
    author: principal.account,
    state: states[event],
    body,
    commit: head.sha,
    submittedAt: now,
  };
  issue.pull.reviews.push(review);
  return { body: reviewResource(repository, issue, review) };
}

const path = '/repos/:owner/:repo/pulls/:number/reviews';

/** Calls about reviews. */
export const reviewMethods: readonly GithubMethod[] = [
  { verb: 'GET', path, need: { permission: 'pull_requests', level: 'read' }, run: list },
  {
    verb: 'POST',
    path,
    need: { permission: 'pull_requests', level: 'write' },
    body: reviewBody,
    run: create,
  },
];
