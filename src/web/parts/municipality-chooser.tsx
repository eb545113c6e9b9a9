import { useId } from 'preact/hooks';
import type { Pack, ServiceRole } from '../../routine/index.ts';
import { municipality, type Opened } from '../state.ts';
import { t } from '../text.ts';
import { anyName, quiet } from './quiet.ts';

type Props = { readonly opened: Opened; readonly roles: readonly ServiceRole[] };

/** Whether any service that can be reached here serves only some municipalities. */
function isLocal({ services }: Pack, roles: readonly ServiceRole[]): boolean {
  return services.some(
    ({ phone, municipalities, roles: own }) =>
      phone !== undefined &&
      municipalities !== undefined &&
      own.some((role) => roles.includes(role)),
  );
}

/** Where the patient lives decides the local services. Never taken from the chart; kept only on this screen. */
export function MunicipalityChooser({ opened, roles }: Props) {
  const id = useId();
  const { pack, session } = opened;
  if (!isLocal(pack, roles)) return null;
  return (
    <p class="line">
      <label for={id}>{t('municipality.title')}</label>
      <select
        ref={quiet}
        id={id}
        name={anyName()}
        value={municipality.value ?? ''}
        onChange={({ currentTarget }) => {
          municipality.value = currentTarget.value || undefined;
        }}
      >
        <option value="">{t('municipality.choose')}</option>
        {pack.municipalities.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
      {session.patient.protectedIdentity && (
        <span class="muted">{t('municipality.protected')}</span>
      )}
    </p>
  );
}
