import { expect, test } from 'vitest';
import { briefingPages, turnOf } from './briefing-pages.ts';

test('a briefing is its title, then each claim', () => {
	const step = { id: 'a', title: { en: 'Rain' }, text: { en: 'It rains.' } };
	expect(briefingPages({ steps: [step] })).toEqual([{ kind: 'title' }, { kind: 'step', step }]);
});

test('pages turn every twenty seconds from when the scene came on air, and begin again', () => {
	const turns = [-5, 0, 19_999, 20_000, 59_999, 60_000].map((after) =>
		turnOf(3, 1_000_000, 1_000_000 + after)
	);
	expect(turns).toEqual([0, 0, 0, 1, 2, 0]);
});
