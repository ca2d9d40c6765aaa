import { z } from 'zod';

/** Short names of walls, scenes and playlists: they stand in addresses. */
export const wallSlug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens');

/** Words in both languages of the interface. */
export const bothWords = z.object({
	zh: z.string().trim().min(1).max(80),
	en: z.string().trim().min(1).max(80)
});

/** Time of the day in the city's zone, `22:30`. */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const pixels = z.number().int().min(1).max(32_768);
const metres = z.number().min(0.3).max(100);

/** A machine of a wall and the part of the picture that it shows, in the wall's pixels. */
export const wallNode = z.object({
	/** Counted from the left and from the top, 0 first. */
	column: z.number().int().min(0).max(31),
	row: z.number().int().min(0).max(31),
	x: z.number().int().min(0).max(32_768),
	y: z.number().int().min(0).max(32_768),
	width: pixels,
	height: pixels
});
export type WallNode = z.infer<typeof wallNode>;

/** What a wall is made of, where it is read from, and how it may behave. */
export const wallProfile = z.object({
	id: wallSlug,
	name: bothWords,
	/** The whole picture, without what bezels hide. */
	width: pixels,
	height: pixels,
	/** Panels that the picture is put together from: nothing that is read crosses their seams. */
	columns: z.number().int().min(1).max(64),
	rows: z.number().int().min(1).max(64),
	/** Millimetres from pixel to pixel. */
	pitch: z.number().min(0.05).max(20),
	/** Millimetres of frame between two panels; the map goes on behind them. 0: none. */
	bezel: z.number().min(0).max(100),
	/** Metres from the reader to each part of the wall. */
	distance: z.object({ situation: metres, map: metres, response: metres }),
	/** One for each machine; together they cover the picture. */
	nodes: z.array(wallNode).min(1).max(64),
	/** Frames a second at most. */
	fps: z.number().int().min(1).max(60),
	/** Hours in which it is dimmed, and to how much of its brightness. */
	night: z.object({ from: timeOfDay, to: timeOfDay, brightness: z.number().min(0.1).max(1) }).optional(),
	/** The picture wanders by two pixels, against burning in. */
	wanders: z.boolean(),
	reducedMotion: z.boolean(),
	/** An alarm of level 1 may take the wall while nobody holds it. */
	interrupts: z.boolean()
});
export type WallProfile = z.infer<typeof wallProfile>;
