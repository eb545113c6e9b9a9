import { optionsOf, sameValue, type Value } from '../../questionnaire/index.ts';
import { t } from '../text.ts';
import { writeNumber } from './number.ts';
import type { ItemProps } from './sight.ts';

type Seen = Pick<ItemProps, 'sight' | 'item' | 'at'>;

/** An answer in words, for where it is shown and not asked for. */
export function shown({ sight, item, at }: Seen, value: Value): string {
  const { form, answers, language } = sight;
  const options = optionsOf(form, item.linkId, language, answers, at);
  const option = options.find((each) => sameValue(each.value, value));
  if (option !== undefined) return option.text;
  switch (value.type) {
    case 'boolean':
      return t(value.value ? 'form.yes' : 'form.no');
    case 'coding':
      return value.value.display ?? value.value.code ?? '';
    case 'integer':
    case 'decimal':
      return writeNumber(value.value, language);
    case 'quantity': {
      const { value: number, unit, code } = value.value;
      return [number === undefined ? '' : writeNumber(number, language), unit ?? code ?? ''].join(
        ' ',
      );
    }
    case 'reference':
      return value.value.display ?? value.value.reference ?? '';
    case 'attachment':
      return value.value.title ?? value.value.contentType ?? '';
    case 'dateTime':
      return value.value.replace('T', ' ');
    case 'string':
    case 'text':
    case 'url':
    case 'date':
    case 'time':
      return value.value;
  }
}
