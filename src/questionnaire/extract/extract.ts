import type { Bundle, BundleEntry, FhirResource } from '../../fhir/index.ts';
import { enabledPlaces } from '../answers/query.ts';
import { type Answers, slotAt } from '../answers/state.ts';
import { focusOf } from '../fhirpath/focus.ts';
import type { Collection } from '../fhirpath/navigate.ts';
import type { Form, FormItem } from '../form/form.ts';
import { field, isObject, type Json, objectsField, stringField } from '../json.ts';
import { shortName } from '../parse/extension-name.ts';
import { present } from '../present.ts';
import { writeItem } from '../response/response-item.ts';
import { scopeAt } from '../settle/scope.ts';
import { type ExtractContext, extractObservations } from './extract-observation.ts';
import { fillTemplate, type Sight, TemplateError, textGiven } from './extract-template.ts';

type Order = { readonly extension: Json; readonly template: Json; readonly item?: FormItem };

function isResource(value: Json): value is Json & FhirResource {
  return stringField(value, 'resourceType') !== undefined;
}

function templateNamed(form: Form, extension: Json): Json {
  const part = objectsField(extension, 'extension').find(
    (each) => stringField(each, 'url') === 'template',
  );
  const reference = part === undefined ? undefined : field(part, 'valueReference');
  const at = isObject(reference) ? (stringField(reference, 'reference') ?? '') : '';
  const found = objectsField(form.source, 'contained').find(
    (each) => `#${stringField(each, 'id')}` === at,
  );
  if (found === undefined) throw new TemplateError('no-template', at);
  return found;
}

function ordersOn(form: Form, source: Json, item?: FormItem): readonly Order[] {
  return objectsField(source, 'extension').flatMap((each) =>
    shortName(stringField(each, 'url') ?? '') === 'sdc:templateExtract'
      ? [{ extension: each, template: templateNamed(form, each), ...present({ item }) }]
      : [],
  );
}

/** Ids that the form allocates for resources that refer to each other (extractAllocateId). */
function allocated(form: Form, newId: () => string): Readonly<Record<string, string>> {
  const names = objectsField(form.source, 'extension').flatMap((each) =>
    shortName(stringField(each, 'url') ?? '') === 'sdc:extractAllocateId'
      ? (stringField(each, 'valueString') ?? [])
      : [],
  );
  return Object.fromEntries(names.map((name) => [name, `urn:uuid:${newId()}`]));
}

/** What the order itself says in an expression: `fullUrl`, `resourceId`, `ifNoneExist` … */
function told(sight: Sight, { extension }: Order, name: string, focus: Collection) {
  const part = objectsField(extension, 'extension').find(
    (each) => stringField(each, 'url') === name,
  );
  const expression = part && stringField(part, 'valueString');
  return expression === undefined ? undefined : textGiven(sight, expression, focus);
}

function entryFor(
  sight: Sight,
  order: Order,
  focus: Collection,
  newId: () => string,
): readonly BundleEntry[] {
  const { id: _, ...resource } = fillTemplate(sight, order.template, focus);
  if (!isResource(resource)) return [];
  const [fullUrl = `urn:uuid:${newId()}`, id, ...conditions] = [
    ...['fullUrl', 'resourceId', 'ifNoneExist', 'ifNoneMatch', 'ifMatch', 'ifModifiedSince'],
  ].map((name) => told(sight, order, name, focus));
  const [ifNoneExist, ifNoneMatch, ifMatch, ifModifiedSince] = conditions;
  const type = resource.resourceType;
  const [method, url] =
    id === undefined ? (['POST', type] as const) : (['PUT', `${type}/${id}`] as const);
  return [
    {
      fullUrl,
      resource: { ...resource, ...present({ id }) },
      request: { method, url, ...present({ ifNoneExist, ifNoneMatch, ifMatch, ifModifiedSince }) },
    },
  ];
}

function fromTemplates(form: Form, given: Answers, context: ExtractContext): BundleEntry[] {
  const variables = { ...given.context.variables, ...allocated(form, context.newId) };
  const answers = { ...given, context: { ...given.context, variables } };
  const seen = { form, ...present({ evaluate: context.evaluate }) };
  const orders = [
    ...ordersOn(form, form.source),
    ...form.all.flatMap((item) => ordersOn(form, item.source, item)),
  ];
  return orders.flatMap((order) => {
    const { item } = order;
    if (item === undefined) {
      const scope = scopeAt(form, answers);
      return entryFor({ ...seen, scope }, order, [focusOf(scope)], context.newId);
    }
    return enabledPlaces(form, answers, item).flatMap((place) => {
      const scope = scopeAt(form, answers, item, place);
      return writeItem(item, slotAt(answers.root, item, place)).flatMap((node) =>
        entryFor({ ...seen, scope }, order, [node], context.newId),
      );
    });
  });
}

/**
 * What the answers give beside the response: Observations of marked questions, then the resources of templates
 * (SDC template-based extraction: ServiceRequest, Task …), as one transaction. Throws a TemplateError when a
 * template cannot be worked out, and then nothing is extracted.
 */
export function extract(form: Form, answers: Answers, context: ExtractContext): Bundle {
  const observations = extractObservations(form, answers, context);
  const entry = [
    ...observations.map(
      (resource): BundleEntry => ({
        fullUrl: `urn:uuid:${context.newId()}`,
        resource,
        request: { method: 'POST', url: 'Observation' },
      }),
    ),
    ...fromTemplates(form, answers, context),
  ];
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    ...(entry.length === 0 ? {} : { entry }),
  };
}
