import { expect, test } from 'vitest';
import { hasOwnView } from './own-view.ts';

const own = (query: string) => hasOwnView(new URLSearchParams(query));

test('a link that says what is seen goes before the programme', () => {
	expect(
		['theme=water', 'v=7Qk2mB9xTeAb', 'cam=0,0,12,0,0', 'layers=metro', 'at=2026-11-22T06:00Z'].map(own)
	).toEqual([true, true, true, true, true]);
});

test('language, place in the wall, look and overlays do not', () => {
	expect(['', 'lang=en', 'col=1&row=0', 'look=dark', 'overlay=seams', 'fps=10', 'return=5'].map(own)).toEqual(
		Array.from({ length: 7 }, () => false)
	);
});
