import { type ReaderView, readersOf, type Site } from '../../record/index.ts';
import { t } from '../text.ts';

function State({ reader }: { readonly reader: ReaderView }) {
  const { state, testedOn, testedBy, blocks } = reader;
  const tested = testedOn && t('readers.tested', { date: testedOn, by: testedBy ?? '' });
  const blocked = blocks && t(`readers.blocks.${blocks}`);
  return (
    <td class={blocks ? 'stop' : state === 'does-not-see' ? 'clear-of-it' : undefined}>
      {t(`readers.states.${state}`)}
      {blocked && ` ${blocked}`}
      {tested && <span class="muted">{tested}</span>}
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
