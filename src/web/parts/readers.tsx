import { type ReaderView, readersOf, type Site } from '../../record/index.ts';
import { t } from '../text.ts';

/** Those who work in care. Anyone else who sees it may be, or be read by, the one she fears. */
const inCare: readonly ReaderView['id'][] = ['staff', 'other-units', 'other-providers'];

function toneOf({ id, state, blocks }: ReaderView): string | undefined {
  if (blocks || (state === 'sees' && !inCare.includes(id))) return 'stop';
  return state === 'does-not-see' ? 'clear-of-it' : undefined;
}

function State({ reader }: { readonly reader: ReaderView }) {
  const { id, state, testedOn, testedBy, blocks } = reader;
  const printed = id === 'print' && state === 'sees';
  return (
    <td class={toneOf(reader)}>
      {t(printed ? 'readers.printed' : `readers.states.${state}`)}
      {blocks && ` ${t(`readers.blocks.${blocks}`)}`}
      {testedOn && (
        <span class="muted">{t('readers.tested', { date: testedOn, by: testedBy ?? '' })}</span>
      )}
    </td>
  );
}

/** Everyone who might come to see it, said before saving. Unknown is never shown as safe. */
export function Readers({ site }: { readonly site: Site | undefined }) {
  return (
    <table class="plain">
      <caption>{t('readers.title')}</caption>
      <tbody>
        {readersOf(site).map((reader) => (
          <tr key={reader.id}>
            <th scope="row">{t(`readers.who.${reader.id}`)}</th>
            <State reader={reader} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
