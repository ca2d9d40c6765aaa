import { LABEL_FONT } from '#lib/scene/labels/label-sheet.ts';

/** The font comes in pieces by letter, and deck keeps a letter as it drew it first: each is there before it is drawn. */
const asked = new Set<string>();
let loading: Promise<unknown> | undefined;

/** Has the browser load what texts need of the label font; undefined when all of it is there. */
export function labelGlyphs(texts: readonly string[]): Promise<unknown> | undefined {
	const fresh = [...new Set(texts.join(''))].filter((letter) => letter > '\u007f' && !asked.has(letter));
	if (fresh.length === 0) return loading;
	for (const letter of fresh) asked.add(letter);
	const font = document.fonts.load(`500 24px ${LABEL_FONT}`, fresh.join(''));
	// A letter that cannot be had is drawn as the browser can.
	const all = Promise.allSettled([loading, font]).then(() => {
		if (loading === all) loading = undefined;
	});
	loading = all;
	return all;
}
