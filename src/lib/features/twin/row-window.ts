/**
 * Rows of one height in a scrolling box. Browsers draw nothing taller than some 17 million pixels: past `TALLEST` a
 * pixel of the scroll bar stands for more than one of the table.
 */
export const ROW_HEIGHT = 28;
export const TALLEST = 12_000_000;

/** Rows drawn beyond what is seen, on either side. */
const SPARE = 6;

export interface RowWindow {
	/** First row that is drawn. */
	readonly first: number;
	/** The row after the last one that is drawn. */
	readonly end: number;
	/** Where the first drawn row begins below the top of the box, pixels; may be negative. */
	readonly offset: number;
}

/** Height of what scrolls, pixels. */
export const scrolledHeight = (rows: number): number => Math.min(TALLEST, rows * ROW_HEIGHT);

/** Pixels of the table above the box when it is scrolled by `scrollTop`. */
export function tableTop(rows: number, height: number, scrollTop: number): number {
	const most = rows * ROW_HEIGHT - height;
	const scrolled = scrolledHeight(rows) - height;
	if (most <= 0 || scrolled <= 0) return 0;
	return Math.min(most, Math.max(0, scrollTop * (most / scrolled)));
}

/** The reverse of `tableTop`. */
export function scrollTopOf(rows: number, height: number, top: number): number {
	const most = rows * ROW_HEIGHT - height;
	const scrolled = scrolledHeight(rows) - height;
	return most <= 0 || scrolled <= 0 ? 0 : top * (scrolled / most);
}

/** The rows to draw in a box of `height` whose top is `top` pixels down the table. */
export function rowWindow(rows: number, height: number, top: number): RowWindow {
	const first = Math.max(0, Math.floor(top / ROW_HEIGHT) - SPARE);
	const end = Math.min(rows, Math.ceil((top + height) / ROW_HEIGHT) + SPARE);
	return { first, end, offset: first * ROW_HEIGHT - top };
}

/** The top that shows a row whole, moved as little as that needs. */
export function topShowing(row: number, height: number, top: number): number {
	const begin = row * ROW_HEIGHT;
	if (begin < top) return begin;
	return Math.max(top, begin + ROW_HEIGHT - height);
}
