import { expect, test } from 'vitest';
import { eventText } from './event-text.ts';

test('texts are told in the reader’s language, else in the one that nobody named, else in any', () => {
	const both = { 'en-US': 'Flood', zh: '洪水', und: 'FLOOD' };
	expect(eventText(both, 'zh-CN')).toEqual({ text: '洪水', lang: 'zh' });
	expect(eventText(both, 'en')).toEqual({ text: 'Flood', lang: 'en-US' });
	expect(eventText({ fr: 'Inondation', und: 'FLOOD' }, 'en')).toEqual({ text: 'FLOOD', lang: undefined });
	expect(eventText({ fr: 'Inondation' }, 'en')).toEqual({ text: 'Inondation', lang: 'fr' });
	expect(eventText(undefined, 'en')).toBeUndefined();
});
