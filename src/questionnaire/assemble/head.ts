import { type Json, objectsField, stringField } from '../json.ts';
import { merged } from './propagate.ts';

const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';

/** `assemble-root-or-child` needs no assembly any more; a mere root is then a questionnaire like any other. */
function expectation(extension: Json): readonly Json[] {
  const code = stringField(extension, 'valueCode');
  if (code === 'assemble-root') return [];
  return [{ ...extension, valueCode: code?.replace(/^assemble-/, 'independent-') }];
}

type Gathered = {
  readonly contained: ReadonlyMap<string, Json>;
  /** The canonical addresses of what it was assembled of. */
  readonly used: ReadonlySet<string>;
};

/** Everything but the items of an assembled questionnaire: with what came from its parts, and where they came from. */
export function headOf(
  questionnaire: Json,
  more: readonly Json[],
  { contained, used }: Gathered,
): Json {
  const own = objectsField(questionnaire, 'extension').flatMap((each) =>
    stringField(each, 'url') === `${sdc}assemble-expectation` ? expectation(each) : [each],
  );
  const from = [...used].map((valueCanonical) => ({ url: `${sdc}assembledFrom`, valueCanonical }));
  const extension = [...merged(own, more), ...from];
  const { item: _, contained: __, extension: ___, ...rest } = questionnaire;
  const version = stringField(questionnaire, 'version');
  return {
    ...rest,
    ...(contained.size > 0 ? { contained: [...contained.values()] } : {}),
    ...(extension.length > 0 ? { extension } : {}),
    ...(version === undefined ? {} : { version: `${version}-assembled` }),
  };
}
