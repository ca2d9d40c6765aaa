import type { Matrix4 } from 'three';
import type { Seconds } from '#lib/model/units.js';
import type { MotionStore } from './motion-store.js';

/** What a frame of moving entities is drawn with. */
export interface MotionFrame {
	readonly clipFromMetre: Matrix4;
	/** Local metres. */
	readonly camera: readonly [number, number, number];
	/** Size of the whole picture in device pixels. */
	readonly pixels: readonly [number, number];
	/** Device pixels per CSS pixel. */
	readonly ratio: number;
	/** Seconds after the store's base. */
	readonly time: (store: MotionStore) => Seconds;
}
