import { afterEach, expect, test, vi } from 'vitest';
import { loadGlyphs } from './load-glyphs.ts';

const piece = (family: string, unicodeRange: string) => ({ family, unicodeRange });
const LATIN = piece('"Our Latin"', 'U+20-7E, U+A0-B6');
/** As wide as a Chinese font: Latin letters are in some of its pieces, too. */
const HAN = Array.from({ length: 20 }, (_, i) => piece('Our Han', `U+4E, U+${(0x4e00 + i).toString(16)}`));

function fonts(...pieces: readonly { readonly family: string; readonly unicodeRange: string }[]) {
	const loaded: string[] = [];
	const load = (font: string, text: string) => {
		loaded.push(`${font}: ${text}`);
		return font.includes('broken') ? Promise.reject(new Error('no such file')) : Promise.resolve([]);
	};
	vi.stubGlobal('document', { fonts: Object.assign([...pieces], { load }) });
	return loaded;
}
afterEach(() => vi.unstubAllGlobals());

test('every sign comes from the first family that has it, and from that only', async () => {
	const loaded = fonts(LATIN, ...HAN);
	await loadGlyphs(500, "'Our Latin', 'Our Han', system-ui", 'North 一丁 North');
	expect(loaded).toEqual(["500 16px 'Our Latin': North ", "500 16px 'Our Han': 一丁"]);
	loaded.length = 0;
	await loadGlyphs(500, "'Our Latin', 'Our Han'", 'North');
	expect(loaded).toEqual(["500 16px 'Our Latin': North"]);
});

test('signs of no family of ours are the machine’s, and a font that cannot be had is told of', async () => {
	const loaded = fonts(LATIN);
	await loadGlyphs(600, "'Our Latin', sans-serif", '一');
	expect(loaded).toEqual([]);
	fonts(piece('broken', 'U+20-7E'));
	await expect(loadGlyphs(600, 'broken', 'a')).rejects.toThrow('no such file');
});
