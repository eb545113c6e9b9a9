import { LaunchError } from '../session/index.ts';
import { ContentError, type Fault } from './fault.ts';

/** Something unexpected is told as that: the page stops, nothing is written, nobody sees a half screen. */
export function faultOf(error: unknown): Fault {
  if (error instanceof LaunchError || error instanceof ContentError) return error.code;
  return 'unexpected';
}
