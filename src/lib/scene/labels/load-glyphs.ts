type Range = readonly [from: number, to: number];

/** A family of so many pieces has its own signs in each: the browser finds those of a text itself. */
const FEW_PIECES = 12;

/**
 * Loads the pieces of our fonts that a text is drawn with: of each sign the first family of a stack that has it.
 * `document.fonts.load` of the whole stack would fetch Chinese pieces for the Latin letters that are in them, too.
 * Rejects when a font cannot be had.
 */
export async function loadGlyphs(weight: number, stack: string, text: string): Promise<void> {
	const pieces = [...document.fonts];
	let left = [...new Set(text)];
	const loads: Promise<unknown>[] = [];
	for (const family of stack.split(',').map((name) => name.trim())) {
		const own = pieces.filter((piece) => bare(piece.family) === bare(family));
		if (own.length === 0 || left.length === 0) continue;
		const ranges =
			own.length > FEW_PIECES ? undefined : own.flatMap(({ unicodeRange }) => rangesOf(unicodeRange));
		const drawn = ranges ? left.filter((sign) => isIn(ranges, sign.codePointAt(0)!)) : left; // a sign has one
		if (drawn.length > 0) loads.push(document.fonts.load(`${weight} 16px ${family}`, drawn.join('')));
		left = left.filter((sign) => !drawn.includes(sign));
	}
	await Promise.all(loads);
}

const bare = (family: string): string => family.replaceAll(/["']/g, '');

/** `U+20-7E, U+B7`: how browsers write it back. */
const rangesOf = (unicodeRange: string): readonly Range[] =>
	unicodeRange.split(',').map((range) => {
		const [from = '', to = from] = range.trim().replace(/^U\+/i, '').split('-');
		return [parseInt(from, 16), parseInt(to, 16)];
	});

const isIn = (ranges: readonly Range[], code: number): boolean =>
	ranges.some(([from, to]) => code >= from && code <= to);
