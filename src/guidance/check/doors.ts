import type { Pack, ServiceRole } from '../../routine/index.ts';
import { closedAt } from './any-hour.ts';
import type { Finding } from './finding.ts';

type Leads = { readonly door: 'acute' | 'child'; readonly to: readonly ServiceRole[] };

const leads: readonly Leads[] = [
  { door: 'acute', to: ['emergency'] },
  { door: 'child', to: ['child-protection'] },
];

/** Someone answers at any hour wherever there is acute danger, also behind the child's door. */
function acuteAnswered(pack: Pack): readonly Finding[] {
  return leads.flatMap(({ door }): readonly Finding[] => {
    const path = `doors.${door}.services`;
    const [found] = pack.doors[door].services.includes('emergency')
      ? closedAt(pack, ['emergency'])
      : ['no emergency'];
    if (found === undefined) return [];
    const weight = pack.template ? 'notice' : 'fault';
    return [{ code: 'door-leads-nowhere', weight, property: 2, path, found }];
  });
}

/** The two doors that are always open lead to somebody, and say what to do. */
export function doors(pack: Pack): readonly Finding[] {
  const fault = { code: 'door-leads-nowhere', weight: 'fault', property: 2 } as const;
  const lacking = leads.flatMap(({ door, to }): readonly Finding[] => {
    const { services, tasks } = pack.doors[door];
    const nobody = to.filter((role) => !services.includes(role));
    return [
      ...nobody.map((role): Finding => ({ ...fault, path: `doors.${door}`, found: `no ${role}` })),
      ...(tasks.length === 0 ? [{ ...fault, path: `doors.${door}`, found: 'no tasks' }] : []),
    ];
  });
  return [...lacking, ...(lacking.length > 0 ? [] : acuteAnswered(pack))];
}
