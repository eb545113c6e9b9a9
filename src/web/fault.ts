import type { LaunchProblem } from '../session/index.ts';

/** What stops the app before a visit can begin. */
export type Fault =
  | LaunchProblem['code']
  | 'content-missing'
  | 'content-invalid'
  | 'content-expired'
  | 'site-invalid'
  | 'not-in-audience'
  /** Another patient, visit or person than the form was opened for: everything has been wiped. */
  | 'another-patient'
  | 'unexpected';

/** The site's or the region's own files are missing or wrong; `detail` names the file, never a person. */
export class ContentError extends Error {
  readonly code: Extract<Fault, `content-${string}` | 'site-invalid' | 'not-in-audience'>;
  constructor(code: ContentError['code'], detail: string, cause?: unknown) {
    super(`${code}: ${detail}`, { cause });
    this.name = 'ContentError';
    this.code = code;
  }
}
