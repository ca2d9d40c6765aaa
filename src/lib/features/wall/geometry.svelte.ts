import { innerHeight, innerWidth } from 'svelte/reactivity/window';
import type { WallProfile } from '#lib/model/wall/profile.ts';
import type { Metres } from '#lib/model/units.ts';
import { wallBoxes, type WallBoxes } from './picture/wall-boxes.ts';
import { partPicture, wholePicture, type WindowPicture } from './picture/window-picture.ts';
import { ROWS, type RowKind } from './type/rows.ts';
import { fontSizeOf, WALL_TYPE } from './type/wall-type.ts';

export type WallZone = keyof WallProfile['distance'];
/** A zone, or what everybody reads: from the farthest seat. */
export type ReadFrom = WallZone | 'all';

/** Which part of a wall a window is of. */
export interface WallPlace {
	readonly column: number;
	readonly row: number;
}

/** In a window smaller than the wall, type is never smaller than this, CSS pixels: somebody looks at it from a desk. */
const LEAST_PX = 12;

/** Where a wall's picture is shown when it does not fill a window: a preview beside other things. */
export interface WallInset {
	/** CSS pixels; 0 before it is measured. */
	readonly width: number;
	readonly height: number;
	/** In place of `LEAST_PX`: what matters is where things stand. */
	readonly leastType: number;
}

/** Which part of a wall one window has, where things stand in it, and how large they are to be read. */
export class WallGeometry {
	/** Absent: the window has all of the wall. */
	readonly place: WallPlace | undefined;
	readonly #profile: () => WallProfile;
	readonly #inset: (() => WallInset) | undefined;
	readonly picture: WindowPicture = $derived.by(() => {
		const window = this.#inset?.() ?? {
			width: innerWidth.current ?? 1920,
			height: innerHeight.current ?? 1080
		};
		const { place, profile } = this;
		const node =
			place && profile.nodes.find(({ column, row }) => column === place.column && row === place.row);
		return node ? partPicture(profile, node, window) : wholePicture(profile, window);
	});
	/** Millimetres from CSS pixel to CSS pixel that type is sized by. */
	readonly pitch: number = $derived.by(() => {
		const { pitch } = this.picture;
		const note = fontSizeOf(WALL_TYPE.note, { pitch, distance: this.distance('nearest') });
		const least = this.#inset?.().leastType ?? LEAST_PX;
		return note < least ? (pitch * note) / least : pitch;
	});
	readonly boxes: WallBoxes = $derived.by(() =>
		wallBoxes(
			this.picture,
			{
				title: this.size(WALL_TYPE.title, 'all'),
				note: this.size(WALL_TYPE.note, 'all'),
				situation: this.size(WALL_TYPE.body, 'situation'),
				response: this.size(WALL_TYPE.body, 'response')
			},
			this.isWordy
		)
	);

	constructor(profile: () => WallProfile, place: WallPlace | undefined, inset?: () => WallInset) {
		this.#profile = profile;
		this.#inset = inset;
		this.place = place;
	}

	/** The left has sentences, not numbers. */
	get isWordy(): boolean {
		return false;
	}

	get profile(): WallProfile {
		return this.#profile();
	}

	distance(from: ReadFrom | 'nearest'): Metres {
		const { distance } = this.profile;
		if (from === 'all') return Math.max(...Object.values(distance));
		return from === 'nearest' ? Math.min(...Object.values(distance)) : distance[from];
	}
	/** CSS pixels of so many arc-minutes of type. */
	size(minutes: number, from: ReadFrom): number {
		return fontSizeOf(minutes, { pitch: this.pitch, distance: this.distance(from) });
	}
	/** CSS pixels that a row of a panel is high. */
	row(kind: RowKind, from: ReadFrom): number {
		return this.size(ROWS[kind], from);
	}
}
