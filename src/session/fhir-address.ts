import { TransportError } from '../fhir/index.ts';
import { parseAddress } from './secure-address.ts';

/** A path we write ourselves: type, id, operation. No dots that climb, no escapes, no query. */
const ownPath = /^(?:[A-Za-z0-9$_-][A-Za-z0-9$_.-]*(?:\/[A-Za-z0-9$_-][A-Za-z0-9$_.-]*)*)?$/;

/**
 * The whole address of a path under the FHIR base. An absolute address (a Bundle's `next` link) is taken when
 * it lies under the same base, and refused (`foreign`) everywhere else: the token goes nowhere else.
 */
export function fhirAddress(base: string, path: string): string {
  const root = base.replace(/\/$/, '');
  if (ownPath.test(path)) return path === '' ? root : `${root}/${path}`;
  const url = parseAddress(path);
  const home = new URL(root);
  const inside =
    url !== undefined &&
    url.origin === home.origin &&
    url.username === '' &&
    url.password === '' &&
    !/%2e|%2f|%5c/i.test(url.pathname) &&
    (url.pathname === home.pathname || url.pathname.startsWith(`${home.pathname}/`));
  if (!inside) throw new TransportError('foreign');
  return url.href;
}
