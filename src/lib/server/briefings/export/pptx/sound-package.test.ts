import { expect, test } from 'vitest';
import { soundParagraphs } from './sound-package.ts';

const run = (text: string) => `<a:r><a:t>${text}</a:t></a:r>`;

test('the properties of a paragraph stand once, before its first run', () => {
	const spaced = '<a:pPr marL="0"><a:buNone/></a:pPr>';
	expect(
		soundParagraphs(`<a:p>${spaced}${run('a')}${spaced}${run('b')}</a:p><a:p>${spaced}${run('c')}</a:p>`)
	).toBe(`<a:p>${spaced}${run('a')}${run('b')}</a:p><a:p>${spaced}${run('c')}</a:p>`);
});

test('empty ones are properties too, and a paragraph without any stays as it is', () => {
	expect(soundParagraphs(`<a:p><a:pPr lvl="1"/>${run('a')}<a:pPr lvl="1"/>${run('b')}</a:p>`)).toBe(
		`<a:p><a:pPr lvl="1"/>${run('a')}${run('b')}</a:p>`
	);
	expect(soundParagraphs(`<a:p>${run('a')}</a:p>`)).toBe(`<a:p>${run('a')}</a:p>`);
});
