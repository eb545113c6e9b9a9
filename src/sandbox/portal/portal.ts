import { randomBytes } from 'node:crypto';
import type { FhirResource } from '../../fhir/index.ts';
import type { Access } from '../fhir-api/index.ts';
import { fromStore } from '../fhir-api/index.ts';
import { keptFrom } from './label.ts';
import type { Login } from './login.ts';

export type Labels = 'honoured' | 'ignored';

/** The portal where patients, proxies and guardians read charts. It has its own log-in, which this demo skips. */
export type Portal = {
  readonly logins: readonly Login[];
  labels(): Labels;
  setLabels(labels: Labels): void;
  /** A bearer token for the FHIR API; the same one each time. Throws a RangeError for a log-in nobody has. */
  token(login: string): string;
  /** A token of the staff's, who see the whole chart: what a probe compares with. */
  staffToken(patient: string): string;
  accessOf(token: string): Access | undefined;
  access(login: Login): Access;
};

type Peek = (type: string, id: string) => FhirResource | undefined;

/** Real portals do both: honour labels, and ignore them. `start` says which this one does until it is switched. */
export function portal(logins: readonly Login[], peek: Peek, start: Labels): Portal {
  const opens = new Map<string, () => Access>();
  const handedOut = new Map<string, string>();
  const tokenFor = (who: string, access: () => Access): string => {
    const token = handedOut.get(who) ?? randomBytes(24).toString('base64url');
    handedOut.set(who, token);
    opens.set(token, access);
    return token;
  };
  let labels = start;
  const access = (login: Login): Access => ({
    scopes: login.open ? ['patient/*.rs'] : [],
    patient: login.patient,
    hides: (resource) => labels === 'honoured' && isKept(login, fromStore(resource), peek),
  });
  return {
    logins,
    labels: () => labels,
    setLabels: (next) => {
      labels = next;
    },
    access,
    token: (id) => {
      const login = logins.find((each) => each.id === id);
      if (!login) throw new RangeError(`Nobody logs in as ${id}`);
      return tokenFor(id, () => access(login));
    },
    staffToken: (patient) =>
      tokenFor(`staff/${patient}`, () => ({ scopes: ['patient/*.rs'], patient })),
    accessOf: (token) => opens.get(token)?.(),
  };
}

/** Who wrote something tells as much as the thing itself: a Provenance is kept with what it is about. */
function isKept(login: Login, resource: FhirResource, peek: Peek): boolean {
  if (keptFrom(login, resource)) return true;
  if (resource.resourceType !== 'Provenance') return false;
  return resource.target.some(({ reference = '' }) => {
    const [type = '', id = ''] = reference.split('/');
    const target = peek(type, id);
    return target !== undefined && keptFrom(login, target);
  });
}
