import type { Meta } from '../fhir/index.ts';
import { system } from '../fhir/index.ts';
import type { ResultCode } from '../routine/index.ts';
import type { Occasion } from './occasion.ts';
import type { Site } from './site.ts';

type Landing = NonNullable<Site['landing']>;

/**
 * The labels that every resource of the occasion carries: very restricted after a yes, else restricted, for
 * an absence in the pattern tells as much; sensitive; kept from the patient's own view where the site says so.
 * Labels are necessary and never sufficient: `permission` is what protects.
 */
export function labelled(landing: Landing, occasion: Occasion, result: ResultCode): Meta {
  const veryRestricted = result === 'positive' && landing.confidentiality === 'VR';
  return {
    security: [
      { system: system.confidentiality, code: veryRestricted ? 'V' : 'R' },
      { system: system.actCode, code: 'SDV' },
      ...(landing.nopat ? [{ system: system.actCode, code: 'NOPAT' }] : []),
    ],
    tag: [{ system: system.occasion, code: occasion.key }],
  };
}
