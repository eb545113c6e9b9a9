import { useId } from 'preact/hooks';
import { municipality, type Opened } from '../state.ts';
import { t } from '../text.ts';
import { anyName, quiet } from './quiet.ts';

/** Where the patient lives decides the local services. Never taken from the chart; kept only on this screen. */
export function MunicipalityChooser({ opened }: { readonly opened: Opened }) {
  const id = useId();
  const { pack, session } = opened;
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
