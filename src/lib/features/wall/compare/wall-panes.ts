import type { PicturePart } from '#lib/scene/contract.ts';
import { sharedBox, type Box } from '../picture/box.ts';
import type { WallBoxes } from '../picture/wall-boxes.ts';
import type { WindowPicture } from '../picture/window-picture.ts';

/** A map in a window: where it lies there, CSS pixels of the window, and what of its own picture that is. */
export interface WallPane {
	readonly box: Box;
	readonly part: PicturePart;
}

/** The one map of a wall, behind everything. It goes on behind bezels, where the window has only a part of it. */
export function wholePane({ part, map, seams }: WindowPicture, panels: readonly Box[]): WallPane {
	const box = { x: 0, y: 0, width: part.width, height: part.height };
	const isAll = map.width === part.width && map.height === part.height;
	// The map is moved by what bezels hide: names keep as far from the panels and their seams as that.
	const [right, down] = [map.x - part.x, map.y - part.y];
	const moved = { x: seams.x.map((at) => at + right), y: seams.y.map((at) => at + down) };
	const covered = panels.map(({ x, y, ...size }) => ({ x: x + right, y: y + down, ...size }));
	return { box, part: { ...(!isAll && { slice: map }), seams: moved, covered } };
}

/** Two maps between the panels, the first at the left; undefined where the window has nothing of one. */
export function sidePanes(
	{ part, seams }: WindowPicture,
	{ centre }: Pick<WallBoxes, 'centre'>
): readonly [WallPane | undefined, WallPane | undefined] {
	const width = Math.floor(centre.width / 2) - 1;
	const half = (x: number): WallPane | undefined => {
		const pane = { ...centre, x, width };
		const seen = sharedBox(pane, part);
		if (!seen) return undefined;
		const slice = { x: seen.x - pane.x, y: seen.y - pane.y, width: pane.width, height: pane.height };
		const isAll = seen.width === pane.width && seen.height === pane.height;
		return {
			box: { ...seen, x: seen.x - part.x, y: seen.y - part.y },
			part: {
				...(!isAll && { slice }),
				seams: { x: seams.x.map((at) => at - pane.x), y: seams.y.map((at) => at - pane.y) },
				covered: []
			}
		};
	};
	return [half(centre.x), half(centre.x + centre.width - width)];
}
