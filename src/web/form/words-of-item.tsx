import { createElement, type VNode } from 'preact';
import { liveTextOf, type Text, type Worded } from '../../questionnaire/index.ts';
import { type RichNode, richTextOf } from './rich-text.ts';
import type { ItemProps, Sight } from './sight.ts';

type Spoken = { readonly lang?: string; readonly dir?: 'auto' };

/** Marks words that are in another language than the one spoken, so that they are read and laid out as theirs. */
export function spoken({ language: asked }: Sight, { language }: Pick<Worded, 'language'>): Spoken {
  return asked === language || language === 'und' ? {} : { lang: language, dir: 'auto' };
}

const primary = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';

/** Words of the form that belong to no item's own text: labels, formats, rules. */
export function plainWords({ form, language }: Sight, { text, translations }: Text): Worded {
  const own = { text, language: form.language };
  if (primary(language) === primary(form.language)) return own;
  const exact = translations?.get(language.toLowerCase());
  if (exact !== undefined) return { text: exact, language };
  const near = [...(translations ?? [])].find(([tag]) => primary(tag) === primary(language));
  return near === undefined ? own : { text: near[1], language: near[0] };
}

const heading = /^h\d$/;

/** Elements made one by one, never from markup. Links are words with their address: nothing here leads out. */
function drawn(node: RichNode, index: number): VNode | string {
  if (typeof node === 'string') return node;
  const { tag, href } = node;
  const inside = node.children.map(drawn);
  if (tag === 'a') {
    return (
      <span key={index}>
        {inside}
        {href !== undefined && ` (${href})`}
      </span>
    );
  }
  if (heading.test(tag)) {
    return (
      <p key={index}>
        <strong>{inside}</strong>
      </p>
    );
  }
  return createElement<object>(tag, { key: index }, inside);
}

const block = /^(p|ul|ol|li|table|thead|tbody|tr|th|td|blockquote|h\d)$/;

/** In a label or a legend only phrases may stand. */
const phrases = (node: RichNode): readonly RichNode[] =>
  typeof node === 'string' || !block.test(node.tag)
    ? [node]
    : [...node.children.flatMap(phrases), ' '];

type WordsProps = Pick<ItemProps, 'sight' | 'item' | 'at'> & {
  /** `block`: paragraphs and lists may stand here. */
  readonly as?: 'block' | 'phrase';
};

/** An item's prefix and text, formatted where the form formats it. */
export function Words({ sight, item, at, as = 'phrase' }: WordsProps) {
  const { form, answers, language } = sight;
  const text = liveTextOf(form, answers, item.linkId, language, at);
  const rich =
    item.textExpression === undefined ? richTextOf(form, item.linkId, language) : undefined;
  const nodes = as === 'block' ? rich : rich?.flatMap(phrases);
  const prefix = item.prefix && `${plainWords(sight, item.prefix).text} `;
  const Tag = as === 'block' ? 'div' : 'span';
  return (
    <Tag {...spoken(sight, text)}>
      {prefix}
      {nodes === undefined ? text.text : nodes.map(drawn)}
    </Tag>
  );
}

/** The item's text for names of buttons. */
export function nameOf({ sight, item, at }: Pick<ItemProps, 'sight' | 'item' | 'at'>): string {
  return liveTextOf(sight.form, sight.answers, item.linkId, sight.language, at).text;
}
