import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from '../../questionnaire/index.ts';
import { type RichNode, richTextOf } from './rich-text.ts';

function shown(format: 'markdown' | 'xhtml', markup: string): readonly RichNode[] | undefined {
  const url = `http://hl7.org/fhir/StructureDefinition/rendering-${format}`;
  const value = format === 'markdown' ? { valueMarkdown: markup } : { valueString: markup };
  const parsed = parse({
    resourceType: 'Questionnaire',
    status: 'draft',
    language: 'sv',
    item: [{ linkId: 'a', type: 'display', text: 'A', _text: { extension: [{ url, ...value }] } }],
  });
  if (!parsed.ok) throw new Error('refused');
  return richTextOf(parsed.form, 'a', 'sv');
}

describe('marked-up text', () => {
  test('keeps what is allowed of xhtml', () => {
    expect(shown('xhtml', '<div><p>Read <b>this</b> &amp; go</p></div>')).toEqual([
      { tag: 'p', children: ['Read ', { tag: 'b', children: ['this'] }, ' & go'] },
    ]);
  });

  test('drops scripts, styles, handlers and addresses that are not https', () => {
    expect(shown('xhtml', '<script>alert(1)</script><p onclick="x()">a</p>')).toEqual([
      { tag: 'p', children: ['a'] },
    ]);
    expect(shown('xhtml', '<a href="javascript:x()">a</a>')).toEqual([
      { tag: 'a', children: ['a'] },
    ]);
    expect(shown('xhtml', '<a href="https://example.org/">a</a>')).toEqual([
      { tag: 'a', children: ['a'], href: 'https://example.org/' },
    ]);
  });

  test('is read from markdown', () => {
    expect(
      shown(
        'markdown',
        '# Title\n\nSome **bold** and [a link](https://example.org).\n\n- one\n- two',
      ),
    ).toEqual([
      { tag: 'h1', children: ['Title'] },
      {
        tag: 'p',
        children: [
          'Some ',
          { tag: 'strong', children: ['bold'] },
          ' and ',
          { tag: 'a', children: ['a link'], href: 'https://example.org' },
          '.',
        ],
      },
      {
        tag: 'ul',
        children: [
          { tag: 'li', children: ['one'] },
          { tag: 'li', children: ['two'] },
        ],
      },
    ]);
  });

  test('of any kind gives only allowed elements and safe addresses', () => {
    const allowed =
      /^(p|br|b|strong|i|em|u|[uo]l|li|a|h\d|t\w+|blockquote|code|su[bp])( https:.*)?$/;
    const elements = (nodes: readonly RichNode[]): string[] =>
      nodes.flatMap((node) =>
        typeof node === 'string'
          ? []
          : [[node.tag, node.href ?? ''].join(' ').trim(), ...elements(node.children)],
      );
    const piece = fc.constantFrom(
      ...['<p>', '</p>', '<script>', '</script>', '<a href="javascript:1">', '</a>', '<', '&lt;'],
      ...['<b', '**', '[x](javascript:1)', '[x](https://e.org)', '<img src=x onerror=y>', 'word'],
    );
    fc.assert(
      fc.property(fc.array(piece), fc.constantFrom('markdown', 'xhtml'), (pieces, format) => {
        const nodes = shown(format, `x${pieces.join(' ')}`) ?? [];
        for (const each of elements(nodes)) expect(each).toMatch(allowed);
      }),
    );
  });
});
