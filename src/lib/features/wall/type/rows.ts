/** Heights of what stands below each other in the panels, arc-minutes: how many fit is reckoned, not tried. */
export const ROWS = {
	/** A panel's name and count. */
	head: 38,
	alarm: 64,
	/** Name, number, its sparkline and what it is against its target. */
	indicator: 110,
	/** A line of a list. */
	line: 32,
	/** Between panels. */
	gap: 8
} as const;

export type RowKind = keyof typeof ROWS;
