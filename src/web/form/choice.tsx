import { t } from '../text.ts';
import { Asked, type ControlProps } from './asked.tsx';
import { optionsAt } from './choosing.ts';
import { DropDown } from './drop-down.tsx';
import { Faces } from './faces.tsx';
import { OwnWords } from './own-words.tsx';
import { Search } from './search.tsx';
import type { ItemProps } from './sight.ts';

type Way = 'faces' | 'drop-down' | 'search' | 'own-words' | 'none';

/** More than this many alternatives are a list to open rather than a page to scroll. */
const most = 12;

function wayOf(props: ItemProps): Way {
  const { item } = props;
  const { length } = optionsAt(props);
  if (length === 0) return item.type === 'open-choice' ? 'own-words' : 'none';
  // Several answers are ticked, whatever control was asked for: a list to open shows one.
  if (item.repeats) return 'faces';
  switch (item.control) {
    case 'drop-down':
      return 'drop-down';
    case 'autocomplete':
    case 'lookup':
      return 'search';
    case 'radio-button':
    case 'check-box':
      return 'faces';
    default:
      return length > most ? 'drop-down' : 'faces';
  }
}

function control(way: Way, props: ControlProps) {
  const open = props.item.type === 'open-choice';
  switch (way) {
    case 'faces':
      return (
        <>
          <Faces {...props} />
          {open && <OwnWords {...props} id={`${props.id}-own`} labelled />}
        </>
      );
    case 'drop-down':
      return (
        <>
          <DropDown {...props} />
          {open && <OwnWords {...props} id={`${props.id}-own`} labelled />}
        </>
      );
    case 'search':
      return <Search {...props} />;
    case 'own-words':
      return <OwnWords {...props} />;
    case 'none':
      return <p class="cannot">{t('form.noOptions')}</p>;
  }
}

/** A question with alternatives, in the way the form asks for them. */
export function Choice(props: ItemProps) {
  const way = wayOf(props);
  const as = way === 'faces' ? 'group' : way === 'none' ? 'output' : 'label';
  return <Asked {...props} as={as} control={(inner) => control(way, inner)} />;
}
