import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from '../questionnaire/index.ts';
import { ContentError } from './errors.ts';
import { fillSlot, readSlot, type Slot, type SlotTexts, template } from './slot-fill.ts';

const folder = 'questionnaires/slots';
const names = readdirSync(folder);

function slotNamed(file: string): Slot {
  const found = readSlot(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')));
  if (found === undefined) throw new Error(file);
  return found;
}

/** As a site would write them; "Text 1" is nobody's wording. */
function written(slot: Slot): SlotTexts {
  const { items, ...head } = template(slot, '2026-11-22');
  const open = Object.keys(items).length > 0 ? items : { first: { text: '', options: {} } };
  const filled = Object.entries(open).map(([linkId, { options = {} }], index) => {
    const codes = Object.keys(options).length > 0 ? Object.keys(options) : ['1', '2'];
    return [
      linkId,
      {
        text: `Text ${index}`,
        options: Object.fromEntries(codes.map((code) => [code, `Svar ${code}`])),
      },
    ];
  });
  return {
    ...head,
    title: 'Instrumentet',
    permission: 'Avtal 7, prov',
    filledBy: 'Prov Provsson',
    items: Object.fromEntries(filled),
  };
}

describe.each(names)('a site that fills in %s', (file) => {
  const slot = slotNamed(file);

  test('gets a questionnaire that can be put, with who gave permission', () => {
    const filled = fillSlot(slot, written(slot), 'texts.json');
    expect(parse(filled)).toMatchObject({ ok: true });
    expect(JSON.stringify(filled)).toContain('Permission: Avtal 7, prov');
    expect(JSON.stringify(filled)).not.toContain('"unfilled"');
  });

  test('is told of every text that lacks, and gets nothing', () => {
    const empty = { ...written(slot), items: {} };
    expect(() => fillSlot(slot, empty, 'texts.json')).toThrow(ContentError);
    expect(() => fillSlot(slot, empty, 'texts.json')).toThrow(
      /texts\.json: items.* is not filled in/,
    );
  });
});

test('a text for an item that the slot does not have is refused', () => {
  const slot = slotNamed('hark.json');
  const { items, ...texts } = written(slot);
  const strange = { ...texts, items: { ...items, 'hark.x': { text: 'Text' } } };
  expect(() => fillSlot(slot, strange, 'texts.json')).toThrow(
    'items.hark.x: the slot has no such item',
  );
});
