import { deviceCode } from '@sidecar/core';
import { people } from '@sidecar/sandbox';
import type { SandboxSession } from './sandbox-session.ts';
import { expect, type TourGuide } from './tour-guide.ts';

const [ada] = people;
const repository = 'engine-society/engine';

/** Connects GitHub by a code that is entered on another device. */
export async function connectGithub(
  guide: TourGuide,
  { sidecar, sandbox, signal }: SandboxSession,
): Promise<void> {
  let entered = '';
  await guide.step('Connect GitHub (device code)', {
    work: async () => {
      const show = async ({ userCode }: { readonly userCode: string }) => {
        entered = userCode;
        await sandbox.approveDevice(userCode, 'github', { login: ada.login });
      };
      await sidecar.connect('github', { via: deviceCode({ show }), signal });
      const status = await sidecar.status('github');
      expect(status.state === 'connected', `GitHub is ${status.state}.`);
      return status;
    },
    tell: ({ identity = '' }) => [`${entered} was entered elsewhere. Connected as ${identity}.`],
  });
}

/** Opens an issue, answers it, and finds it in the list. */
export async function useGithub(guide: TourGuide, { sidecar, signal }: SandboxSession): Promise<void> {
  const title = `Operation 21 has the wrong sign (${new Date().toISOString()})`;
  const { number } = await guide.step('Open an issue (issue_create)', {
    work: () =>
      sidecar.run(
        'github.issue_create',
        { repository, title, body: 'It should be **minus**.', assignees: ['@me'] },
        { signal },
      ),
    tell: (issue) => [`${repository}#${issue.number}: ${title}`],
  });
  await guide.step('Answer it (issue_comment)', {
    work: () =>
      sidecar.run('github.issue_comment', { repository, number, body: 'Grace agrees.' }, { signal }),
    tell: () => ['Grace agrees.'],
  });
  await guide.step('List the issues (issues_list)', {
    work: async () => {
      const { issues } = await sidecar.run('github.issues_list', { repository, limit: 5 }, { signal });
      expect(
        issues.some((issue) => issue.number === number),
        'The new issue is not in the list.',
      );
      return issues;
    },
    tell: (issues) => issues.slice(0, 3).map((issue) => `#${issue.number} ${issue.title}`),
  });
}
