import type { WallProfile } from '#lib/model/wall/profile.ts';
import { nodeGrid } from './node-grid.ts';

/** What a common kind of wall is made of. */
export type WallBuild = Pick<
	WallProfile,
	'width' | 'height' | 'columns' | 'rows' | 'pitch' | 'bezel' | 'nodes' | 'distance' | 'wanders'
>;
export interface WallPreset {
	readonly id: string;
	/** As the trade writes it, the same in both languages. */
	readonly name: string;
	readonly build: WallBuild;
}

/** A full-HD panel of 55 inches. */
const LCD_PITCH = 0.63;
/** Frame between two such panels, ultra-narrow. */
const LCD_BEZEL = 3.5;

/** Panels of liquid crystal, each full HD, fed by one machine. */
const lcd = (columns: number, rows: number, metres: number): WallPreset => ({
	id: `lcd-${columns}x${rows}`,
	name: `55″ LCD ${columns}×${rows}`,
	build: {
		width: 1920 * columns,
		height: 1080 * rows,
		columns,
		rows,
		pitch: LCD_PITCH,
		bezel: columns * rows > 1 ? LCD_BEZEL : 0,
		nodes: nodeGrid(1920 * columns, 1080 * rows, 1, 1),
		distance: everywhere(metres),
		wanders: true
	}
});

/** Light-emitting diodes have no frames: nothing to keep clear of but the edges between machines. */
const led = (pitch: number, width: number, height: number, columns: number, rows: number): WallPreset => ({
	id: `led-${pitch}-${width}x${height}`,
	name: `LED P${pitch} ${width}×${height}`,
	build: {
		width,
		height,
		columns,
		rows,
		pitch,
		bezel: 0,
		nodes: nodeGrid(width, height, columns, rows),
		distance: everywhere(5),
		wanders: false
	}
});

const everywhere = (metres: number): WallProfile['distance'] => ({
	situation: metres,
	map: metres,
	response: metres
});

/** Walls that are built most; whoever has another one begins with the nearest. */
export const WALL_PRESETS: readonly WallPreset[] = [
	lcd(1, 1, 3),
	lcd(2, 2, 4),
	led(0.9, 3840, 1080, 1, 1),
	led(1.25, 3840, 1080, 1, 1),
	led(1.5, 3840, 1080, 1, 1),
	led(1.25, 7680, 2160, 2, 2)
];

/** The preset that a profile is built like; undefined when somebody made another. */
export const presetOf = (profile: WallBuild): WallPreset | undefined =>
	WALL_PRESETS.find(({ build }) =>
		(['width', 'height', 'columns', 'rows', 'pitch', 'bezel'] as const).every(
			(field) => build[field] === profile[field]
		)
	);
