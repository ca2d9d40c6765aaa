import type { Box } from './box.ts';

/** Where a picture stands that is as large as a box has room for, in its middle. */
export function containedBox(
	{ width, height }: { readonly width: number; readonly height: number },
	outer: Box
): Box {
	const scale = Math.min(outer.width / width, outer.height / height);
	const [inner, high] = [scale * width, scale * height];
	return {
		x: outer.x + (outer.width - inner) / 2,
		y: outer.y + (outer.height - high) / 2,
		width: inner,
		height: high
	};
}
