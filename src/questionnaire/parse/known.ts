const named = (names: string): ReadonlySet<string> => new Set(`id extension ${names}`.split(' '));

/** Elements of a Questionnaire that are read, or that say nothing about how the form behaves. */
export const questionnaireElements: ReadonlySet<string> = named(
  'resourceType meta implicitRules language text contained url identifier version name title derivedFrom status ' +
    'experimental subjectType date publisher contact description useContext jurisdiction purpose copyright ' +
    'approvalDate lastReviewDate effectivePeriod code item',
);

export const itemElements: ReadonlySet<string> = named(
  'linkId definition code prefix text type enableWhen enableBehavior required repeats readOnly maxLength ' +
    'answerOption initial item answerValueSet answerConstraint',
);

export const conditionElements: ReadonlySet<string> = named(
  'question operator answerBoolean answerDecimal answerInteger answerDate answerDateTime answerTime answerString ' +
    'answerCoding answerQuantity answerReference',
);

export const optionElements: ReadonlySet<string> = named(
  'initialSelected valueInteger valueDate valueTime valueString valueCoding valueReference',
);

/** By short name. */
export const optionExtensions: ReadonlySet<string> = new Set([
  ...['ordinalValue', 'itemWeight'],
  ...['questionnaire-optionExclusive', 'questionnaire-optionPrefix'],
]);
