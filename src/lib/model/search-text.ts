/**
 * One canonical spelling for what people type and what maps say: the search index is written with it and
 * asked with it. `350 5th Avenue`, `350 Fifth Ave.` and `350 5 av` become `350 5 ave`.
 */
const CANONICAL: Readonly<Record<string, string>> = {
	street: 'st',
	saint: 'st',
	str: 'st',
	avenue: 'ave',
	av: 'ave',
	road: 'rd',
	boulevard: 'blvd',
	drive: 'dr',
	place: 'pl',
	square: 'sq',
	lane: 'ln',
	court: 'ct',
	highway: 'hwy',
	parkway: 'pkwy',
	terrace: 'ter',
	expressway: 'expy',
	bridge: 'br',
	building: 'bldg',
	center: 'ctr',
	centre: 'ctr',
	north: 'n',
	south: 's',
	east: 'e',
	west: 'w',
	first: '1',
	second: '2',
	third: '3',
	fourth: '4',
	fifth: '5',
	sixth: '6',
	seventh: '7',
	eighth: '8',
	ninth: '9',
	tenth: '10',
	eleventh: '11',
	twelfth: '12'
};

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const CJK_EACH = /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])/gu;

/** The words of a text in canonical spelling; each Chinese, Japanese or Korean character is a word. */
export function searchWords(text: string): string[] {
	const plain = text
		.normalize('NFKD')
		.replace(/\p{M}+/gu, '')
		.normalize('NFC')
		.toLowerCase()
		.replace(/['’ʼ`]/gu, '')
		.replace(CJK_EACH, ' $1 ');
	return plain
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '')
		.map((word) => CANONICAL[word] ?? word.replace(/^(\d+)(?:st|nd|rd|th)$/, '$1'));
}

/** The words joined by single spaces: what is stored and compared. */
export function searchKey(text: string): string {
	return searchWords(text).join(' ');
}

/** True for a word that is a single ideograph or syllable block. */
export function isIdeograph(word: string): boolean {
	return CJK.test(word);
}

/** Canonical words that a word still being typed may become: `aven` is on its way to `ave`. */
export function canonicalCompletions(word: string): string[] {
	if (word.length < 3) return [];
	const found = Object.keys(CANONICAL).filter((long) => long.startsWith(word));
	return [...new Set(found.map((long) => CANONICAL[long]!))];
}
