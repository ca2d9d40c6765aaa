import { emsOf } from '../type/text-ems.ts';
import type { BriefKey } from './brief-key.ts';

/** A size in sizes of a note's type. */
export interface Ems {
	readonly width: number;
	readonly height: number;
}

/** Of the map's width and height a key takes no more; narrower than this it says nothing. */
const SHARE = { width: 1 / 4, height: 1 / 3 } as const;
const LEAST_WIDTH = 15;

/** How wide one key of several beside each other is. */
export const KEY_WIDTH = 16;
/** What a block has at each side, and between two. */
export const PADDING = { x: 0.7, y: 0.4 } as const;
export const GAP = 0.4;
/** Lines of a key: words, a ramp's colours with their bounds, a mark before a word and what parts it from the next. */
export const LINE = 1.25;
const RAMP = 0.9 + LINE;
const MARK = 1.35;
const BETWEEN = 0.9;
/** More words than this nobody looks up from afar. */
export const MOST_MARKS = 6;

/** What a key may take of a map, both and the answer in sizes of a note's type. */
export const keyRoom = (box: Ems, map: Ems): Ems => ({
	width: Math.min(box.width, Math.max(SHARE.width * map.width, LEAST_WIDTH)),
	height: Math.min(box.height, SHARE.height * map.height)
});

/** Room for one line of names. */
export const ONE_LINE = 2 * PADDING.y + LINE;

/** How many of the explained layers and of the merely named ones have room; the last are left out first. */
export interface KeyRoomPlan {
	readonly keys: number;
	readonly names: number;
}

/**
 * Divides a key's room: explained layers beside each other in one row, the first ones that are low enough; below their
 * names those that are only named, on which `tail` (from when the data are) always follows.
 */
export function planKeyRoom(
	keys: readonly Omit<BriefKey, 'id'>[],
	names: readonly string[],
	tail: string | undefined,
	room: Ems
): KeyRoomPlan {
	const beside = Math.max(1, Math.floor((room.width + GAP) / (KEY_WIDTH + GAP)));
	const wide = Math.min(room.width, KEY_WIDTH) - 2 * PADDING.x;
	const least = names.length > 0 || tail !== undefined ? blockHeight(1) + GAP : 0;
	const high = keys.slice(0, beside).findIndex((key) => keyHeight(key, wide) + least > room.height);
	const shown = high < 0 ? Math.min(beside, keys.length) : high;
	const taken = Math.max(0, ...keys.slice(0, shown).map((key) => keyHeight(key, wide) + GAP));
	const lines = Math.floor((room.height - taken - 2 * PADDING.y) / LINE);
	const widths = [...keys.slice(shown).map(({ name }) => name), ...names].map((name) => MARK + emsOf(name));
	const ends = tail === undefined ? [] : [emsOf(tail)];
	const fits = (count: number) => {
		const rest = count < widths.length ? [MARK] : [];
		return lineCount([...widths.slice(0, count), ...rest, ...ends], room.width - 2 * PADDING.x) <= lines;
	};
	let count = widths.length;
	while (count > 0 && !fits(count)) count--;
	return { keys: shown, names: count };
}

function keyHeight({ title, unit, shape, lines }: Omit<BriefKey, 'id'>, wide: number): number {
	const head = Math.max(1, Math.ceil((emsOf(title) + (unit === '' ? 0 : 0.4 + emsOf(unit))) / wide));
	const marks = lines.slice(0, MOST_MARKS).map(({ name }) => MARK + emsOf(name));
	if (lines.length > MOST_MARKS) marks.push(MARK);
	return (
		blockHeight(head) + (shape === 'ramp' ? (lines.length > 0 ? RAMP : 0) : LINE * lineCount(marks, wide))
	);
}

const blockHeight = (lines: number): number => 2 * PADDING.y + LINE * lines;

/** Lines that things of such widths take one after the other. */
function lineCount(widths: readonly number[], room: number): number {
	let [lines, used] = [0, Infinity];
	for (const width of widths) {
		used += BETWEEN + width;
		if (used <= room) continue;
		lines++;
		used = width;
	}
	return lines;
}

/** Every how many-th bound of a ramp is written, so that none touches the next. */
export function boundStep(names: readonly string[], wide: number): number {
	const longest = Math.max(0, ...names.map(emsOf)) + 0.4;
	return Math.max(1, Math.ceil((longest * names.length) / wide));
}
