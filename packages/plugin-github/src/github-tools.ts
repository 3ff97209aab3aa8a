import { fileReadTool } from './tools/file-read.ts';
import { issueCommentTool } from './tools/issue-comment.ts';
import { issueCreateTool } from './tools/issue-create.ts';
import { issueReadTool } from './tools/issue-read.ts';
import { issueUpdateTool } from './tools/issue-update.ts';
import { issuesListTool } from './tools/issues-list.ts';
import { pullRequestCreateTool } from './tools/pull-request-create.ts';
import { pullRequestDiffTool } from './tools/pull-request-diff.ts';
import { pullRequestMergeTool } from './tools/pull-request-merge.ts';
import { pullRequestReadTool } from './tools/pull-request-read.ts';
import { pullRequestReviewTool } from './tools/pull-request-review.ts';
import { pullRequestsListTool } from './tools/pull-requests-list.ts';
import { repositoriesListTool } from './tools/repositories-list.ts';
import { searchTool } from './tools/search.ts';
import { workflowDispatchTool } from './tools/workflow-dispatch.ts';
import { workflowRunsTool } from './tools/workflow-runs.ts';

/** Every tool of GitHub, in the order in which a model sees them. */
export const githubTools = [
  issuesListTool,
  issueReadTool,
  issueCreateTool,
  issueUpdateTool,
  issueCommentTool,
  pullRequestsListTool,
  pullRequestReadTool,
  pullRequestDiffTool,
  pullRequestCreateTool,
  pullRequestReviewTool,
  pullRequestMergeTool,
  repositoriesListTool,
  fileReadTool,
  searchTool,
  workflowDispatchTool,
  workflowRunsTool,
] as const;
