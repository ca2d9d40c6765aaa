import type { Metres } from '#lib/model/units.ts';

/** Smallest visual angles of a wall's type, arc-minutes: `--wt-*` of tokens.css. */
export const WALL_TYPE = { note: 16, body: 20, label: 22, title: 30, kpi: 45, hero: 60 } as const;

/** Nothing that is read is smaller. */
export const LEAST_MINUTES = WALL_TYPE.note;
/** Nor are sentences, which take longer to read than a name. */
export const LEAST_RUNNING_MINUTES = WALL_TYPE.body;

/** From where and on what a text is read. */
export interface Reading {
	/** Millimetres from CSS pixel to CSS pixel. */
	readonly pitch: number;
	/** From the reader to the wall. */
	readonly distance: Metres;
}

/** Millimetres that one arc-minute takes a metre away. */
const MINUTE_AT_A_METRE = 0.29089;
/** Height of a capital to the size of its type, Noto Sans SC. */
const CAPITAL = 0.733;

/** Size of type in CSS pixels whose capitals subtend so many arc-minutes. */
export const fontSizeOf = (minutes: number, { pitch, distance }: Reading): number =>
	(minutes * distance * MINUTE_AT_A_METRE) / (pitch * CAPITAL);

/** Arc-minutes that the capitals of a type subtend; the size in CSS pixels. */
export const minutesOf = (fontSize: number, { pitch, distance }: Reading): number =>
	(fontSize * pitch * CAPITAL) / (distance * MINUTE_AT_A_METRE);
