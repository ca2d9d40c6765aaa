import type { Words } from '#lib/model/alarm-rule.ts';
import { PNG } from 'pngjs';

/** What a picture has in it, as far as one can tell without looking. */
export interface PictureFacts {
	/** Part of all pixels that the commonest colour has. */
	readonly commonest: number;
	/** Different colours, of five bits a channel. */
	readonly colours: number;
	/** Part of all pixels that differ visibly from their right neighbour. */
	readonly edges: number;
}

/** A map has bodies, water and names: less than this is an empty sheet, a failed canvas, or a sky. */
const LIMITS = { commonest: 0.97, colours: 12, edges: 0.002 } as const;
/** Sum of the channels' differences that one sees. */
const VISIBLE = 24;

export function pictureFacts(png: Uint8Array): PictureFacts {
	const { width, height, data } = PNG.sync.read(Buffer.from(png));
	const counts = new Uint32Array(1 << 15);
	let edges = 0;
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const at = 4 * (y * width + x);
			const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!]; // inside the picture
			counts[((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3)]!++;
			if (x + 1 === width) continue;
			const apart =
				Math.abs(red - data[at + 4]!) + Math.abs(green - data[at + 5]!) + Math.abs(blue - data[at + 6]!);
			if (apart > VISIBLE) edges++;
		}
	const pixels = width * height;
	return {
		commonest: counts.reduce((most, count) => Math.max(most, count), 0) / pixels,
		colours: counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0),
		edges: edges / pixels
	};
}

/** Why a picture is no map, in words; undefined when it looks like one. */
export function blankness({ commonest, colours, edges }: PictureFacts): Words | undefined {
	const percent = (part: number) => `${(100 * part).toFixed(1)} %`;
	if (commonest > LIMITS.commonest)
		return { zh: `${percent(commonest)} 是同一种颜色`, en: `${percent(commonest)} of it have one colour` };
	if (colours < LIMITS.colours) return { zh: `只有 ${colours} 种颜色`, en: `it has ${colours} colours only` };
	if (edges < LIMITS.edges)
		return { zh: `只有 ${percent(edges)} 是边缘`, en: `${percent(edges)} of it are edges only` };
	return undefined;
}
