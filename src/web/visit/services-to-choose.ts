import { optionsOf } from '../../questionnaire/index.ts';
import { type LocalMoment, type Pack, servicesFor } from '../../routine/index.ts';
import type { Asking } from '../state.ts';

/**
 * The services a patient may choose among: those of the questionnaire's options that have a number here. One that
 * the region has not filled in is never offered.
 */
export function servicesToChoose(
  pack: Pack,
  { form }: Pick<Asking, 'form'>,
  municipality: string | undefined,
  at: LocalMoment,
): ReadonlySet<string> {
  const here = servicesFor(
    pack,
    pack.services.flatMap(({ roles }) => roles),
    {
      at,
      ...(municipality !== undefined && { municipality }),
    },
  );
  const reachable = new Set(here.map(({ service }) => service.id));
  const codes = optionsOf(form, pack.agreement.service, form.language).map(
    ({ coding }) => coding?.code ?? '',
  );
  return new Set(codes.filter((code) => reachable.has(code)));
}
