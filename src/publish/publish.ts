import type { FhirResource } from '../fhir/index.ts';
import type { Form } from '../questionnaire/index.ts';
import type { Pack } from '../routine/index.ts';
import { activityDefinition } from './activity-definition.ts';
import { healthcareService, organization } from './directory.ts';
import { type Encode, library, written } from './library.ts';
import { type Cases, ownForm } from './own-form.ts';
import { packageIndex, packageManifest } from './package-manifest.ts';
import { planDefinition } from './plan-definition.ts';
import { terminology } from './terminology.ts';

export type ToPublish = {
  readonly pack: Pack;
  /** The routine as each audience meets it, in the order of the pack, and the form that it is put. */
  readonly met: readonly { readonly pack: Pack; readonly form: Form }[];
  readonly cases: Cases;
  /** What counts how many were asked: a Measure and what it computes with. */
  readonly measure: readonly FhirResource[];
  readonly encode: Encode;
};

function resourcesOf({ pack, met, cases, measure, encode }: ToPublish): readonly FhirResource[] {
  const forms = [...new Map(met.map(({ form }) => [form.url, form])).values()];
  const ofAudiences = met.flatMap((each) =>
    each.pack.audiences.flatMap((audience) => [
      planDefinition(each.pack, audience, each.form),
      ...each.pack.steps.map((step) => activityDefinition(each.pack, audience.id, step)),
    ]),
  );
  const packs = met.map((each) => each.pack);
  return [
    library(pack, ownForm(pack, cases), encode),
    ...forms.map(({ source }) => source as unknown as FhirResource),
    ...ofAudiences,
    organization(pack),
    ...pack.services.map((service) => healthcareService(pack, service)),
    ...measure,
    ...terminology(pack, packs, forms),
  ];
}

const fileOf = ({ resourceType, id }: FhirResource): string => `${resourceType}-${id}.json`;

/**
 * A routine as the files of a FHIR package, by name, in the order of their names: the same routine gives the same
 * text, always.
 */
export function publish(what: ToPublish): ReadonlyMap<string, string> {
  const resources = resourcesOf(what)
    .map((resource) => [fileOf(resource), resource] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map([
    ['package/package.json', written(packageManifest(what.pack))],
    ['package/.index.json', written(packageIndex(resources))],
    ...resources.map(([file, resource]) => [`package/${file}`, written(resource)] as const),
  ]);
}
