import { SidecarError, type SidecarErrorCode } from '../errors.ts';

/** What a person needs to know of a failing store. */
export interface StoreProblem {
  /** One or two sentences: what is wrong, with the file or service concerned. */
  readonly problem: string;
  /** One sentence: what to do about it. */
  readonly remedy: string;
  readonly retryable?: boolean;
  readonly cause?: unknown;
}

/** The error for a failing store: its message ends with the remedy, which is also its next action. */
export function storeProblem(
  code: SidecarErrorCode,
  { problem, remedy, ...rest }: StoreProblem,
): SidecarError {
  return new SidecarError(code, `${problem} ${remedy}`, { nextAction: remedy, ...rest });
}
