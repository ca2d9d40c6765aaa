import type { Box } from './box.ts';
import { cutBox, usefulSeams } from './cut-box.ts';
import type { WindowPicture } from './window-picture.ts';

/** Where things stand on a wall. No box crosses a seam; several of a kind are filled in reading order. */
export interface WallBoxes {
	/** State sentence in the first, time in the last. */
	readonly head: readonly Box[];
	/** Numbers, at the left. */
	readonly situation: readonly Box[];
	/** Alarms and what is done about them, at the right. */
	readonly response: readonly Box[];
	/** Mode, sources, lease and whose data they are. */
	readonly foot: readonly Box[];
	/** What the panels leave of the map. */
	readonly centre: Box;
	/** The map's key stands at its foot. */
	readonly key: Box;
}

/** Sizes of type that the boxes are cut by, CSS pixels. */
export interface BoxType {
	readonly title: number;
	readonly note: number;
	/** Running text of the panels at the left and the right. */
	readonly situation: number;
	readonly response: number;
}

/** Pictures this much wider than high have panels of a quarter each. */
const WIDE = 2.4;
/** A panel's share of the width. */
const SHARE = { wide: { left: 0.25, right: 0.25 }, narrow: { left: 0.21, right: 0.27 } } as const;
/** The left's share when it has sentences. */
const WORDY_LEFT = 0.3;
const MOST_SHARE = 0.34;
/** What a panel needs to be of use, in sizes of its type. */
const LEAST_EMS = { left: 11, right: 14, height: 7, head: 14 } as const;
const MARGIN = 0.02;
/** Lines of the head and the foot, in sizes of their type. */
const HEAD_LINE = 1.75;
const FOOT_LINE = 2;

export function wallBoxes(
	{ width, height, seams }: Pick<WindowPicture, 'width' | 'height' | 'seams'>,
	type: BoxType,
	wordy = false
): WallBoxes {
	const margin = Math.max(6, Math.round(MARGIN * Math.min(width, height)));
	const gap = Math.max(3, Math.round(margin / 2));
	const headHeight = Math.round(HEAD_LINE * type.title);
	const footHeight = Math.round(FOOT_LINE * type.note);
	const top = gap + headHeight + gap;
	const bottom = height - footHeight - gap;
	const across = usefulSeams(seams.x, width, LEAST_EMS.head * type.situation);
	const band = (y: number, high: number) =>
		cutBox({ x: margin, y, width: width - 2 * margin, height: high }, { x: across, y: [] }, gap);
	const head = band(gap, headHeight);
	const foot = band(height - footHeight - gap / 2, footHeight);
	if (width < height) return { head, foot, ...stacked(width, top, bottom, margin, gap) };
	const share = width / height >= WIDE ? SHARE.wide : SHARE.narrow;
	const left = sideWidth(width, wordy ? WORDY_LEFT : share.left, LEAST_EMS.left * type.situation, across);
	const right = sideWidth(
		width,
		share.right,
		LEAST_EMS.right * type.response,
		across.map((x) => width - x)
	);
	const down = (em: number) => usefulSeams(seams.y, height, LEAST_EMS.height * em);
	const side = (x: number, wide: number, em: number, least: number) =>
		cutBox(
			{ x, y: top, width: wide, height: bottom - top },
			{ x: usefulSeams(seams.x, width, least * em), y: down(em) },
			gap
		);
	const centre = { x: left + gap, y: top, width: width - left - right - 2 * gap, height: bottom - top };
	return {
		head,
		foot,
		situation: side(margin, left - margin, type.situation, LEAST_EMS.left),
		response: side(width - right, right - margin, type.response, LEAST_EMS.right),
		centre,
		key: cutBox(centre, { x: across, y: down(type.note) }, gap).reduce((lowest, box) =>
			box.y > lowest.y ? box : lowest
		)
	};
}

/** A picture higher than wide has everything one below the other. */
function stacked(width: number, top: number, bottom: number, margin: number, gap: number) {
	const high = bottom - top;
	const row = (from: number, to: number): Box => ({
		x: margin,
		y: top + from * high,
		width: width - 2 * margin,
		height: (to - from) * high - gap
	});
	return {
		situation: [row(0, 0.2)],
		response: [row(0.2, 0.5)],
		centre: row(0.5, 1),
		key: row(0.5, 1)
	};
}

/** A panel ends at the seam that is next to its share of the width, where there is one that will do. */
function sideWidth(width: number, share: number, least: number, seams: readonly number[]): number {
	const wanted = Math.min(Math.max(share * width, least), MOST_SHARE * width);
	const fitting = seams.filter((seam) => seam >= Math.min(least, wanted) && seam <= MOST_SHARE * width);
	return fitting.toSorted((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))[0] ?? wanted;
}
