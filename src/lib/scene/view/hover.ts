import type { Pick } from '../contract.ts';

export interface HoverOptions {
	/** What lies under a CSS pixel of the container; undefined while nothing may be pointed at. */
	readonly pick: (x: number, y: number) => Pick | undefined;
	readonly canvas: () => HTMLCanvasElement | undefined;
	/** Something to name is under the pointer, or no longer. */
	readonly onHover: (pick: Pick | undefined, at: { x: number; y: number }) => void;
	readonly onPoint: (at: { x: number; y: number } | undefined) => void;
}

/** Returns what is to be called with the pointer's place: sets the cursor and says what changed below. */
export function createHover(options: HoverOptions): (at: { x: number; y: number } | undefined) => void {
	let last = '';
	return (at) => {
		options.onPoint(at);
		const found = at && options.pick(at.x, at.y);
		const thing = found?.kind === 'ground' ? undefined : found;
		const canvas = options.canvas();
		if (canvas) canvas.style.cursor = thing ? 'pointer' : '';
		const key = keyOf(found);
		// over a thing the pointer's place is news too: a tooltip goes with it
		if (key === last && !thing) return;
		last = key;
		options.onHover(thing, at ?? { x: 0, y: 0 });
	};
}

function keyOf(found: Pick | undefined): string {
	if (!found) return '';
	if (found.kind === 'ground') return 'ground';
	if (found.kind === 'building') return `b${found.id}`;
	return `${found.layer} ${found.kind === 'model' ? found.part : found.index}`;
}
