/** An upright rectangle, CSS pixels from the picture's left and top. */
export interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/** What two rectangles share; undefined when they do not meet. */
export function sharedBox(a: Box, b: Box): Box | undefined {
	const x = Math.max(a.x, b.x);
	const y = Math.max(a.y, b.y);
	const width = Math.min(a.x + a.width, b.x + b.width) - x;
	const height = Math.min(a.y + a.height, b.y + b.height) - y;
	return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

/** What is left of a box when so much of the picture above `from` + `by` is covered, CSS pixels. */
export function lowered(box: Box, from: number, by: number): Box {
	const covered = Math.max(0, from + by - box.y);
	return by > 0 && covered < box.height ? { ...box, y: box.y + covered, height: box.height - covered } : box;
}
