import type { Box } from '../picture/box.ts';
import { cutBox, usefulSeams } from '../picture/cut-box.ts';
import type { WallBoxes } from '../picture/wall-boxes.ts';
import type { Seams } from '../picture/window-picture.ts';

/** A claim's share of the width beside what shows it. */
const WORDS = 0.38;
/** Narrowest room for a claim, in sizes of its type. */
const LEAST_EMS = 14;

/** Where a claim and what shows it stand: words never cross a seam, a picture of the city may. */
export function briefingBoxes(
	{ width, height, seams }: { readonly width: number; readonly height: number; readonly seams: Seams },
	{ centre, head }: Pick<WallBoxes, 'centre' | 'head'>,
	type: number
): { readonly words: Box; readonly shown: Box } {
	const margin = head[0]?.x ?? 0;
	const all = { x: margin, y: centre.y, width: width - 2 * margin, height: centre.height };
	if (width < height) {
		const high = Math.floor(all.height / 2);
		return { words: { ...all, height: high }, shown: { ...all, y: all.y + high, height: all.height - high } };
	}
	const across = usefulSeams(seams.x, width, LEAST_EMS * type);
	const down = usefulSeams(seams.y, height, LEAST_EMS * type);
	const border =
		across.toSorted((a, b) => Math.abs(a - WORDS * width) - Math.abs(b - WORDS * width))[0] ?? WORDS * width;
	const [words = all] = cutBox({ ...all, width: border - margin }, { x: across, y: down }, margin);
	return { words, shown: { ...all, x: border + margin / 2, width: width - border - 1.5 * margin } };
}
