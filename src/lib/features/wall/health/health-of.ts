import type { WallHealth } from '#lib/model/wall/programme.ts';
import type { WallSurface } from '../surface.svelte.ts';

const MB = 1_048_576;

/** What only Chromium says of a page's memory. */
interface PageMemory {
	readonly usedJSHeapSize: number;
}

/** What a window of a wall says of itself now. */
export function healthOf(
	{ session, programme, layout }: WallSurface,
	frames: Pick<WallHealth, 'frame' | 'framesPerSecond'>,
	contextsLost: number
): WallHealth {
	const { live, progress, picture, trouble, sceneError } = session;
	// Two maps side by side fill less than the window.
	const canvas = layout === 'compare' ? null : document.querySelector('canvas');
	const { memory } = performance as { memory?: PageMemory }; // Chromium's own
	const { residentMemory: resident } = window as { residentMemory?: number }; // put there by `cityloop wall-watch`
	return {
		rev: programme.current?.rev ?? 0,
		...frames,
		...(memory && { heap: Math.round(memory.usedJSHeapSize / MB) }),
		...(resident !== undefined && { resident }),
		contextsLost,
		link: live?.link ?? 'connecting',
		clockOffset: Math.round(live?.clockOffset ?? 0),
		canvas: { width: canvas?.width ?? 0, height: canvas?.height ?? 0 },
		dark: layout !== 'safe' && (trouble !== undefined || sceneError !== undefined),
		renderer: (picture?.renderer ?? '').slice(0, 200),
		uptime: Math.round(performance.now() / 1000),
		broken: [...progress]
			.flatMap(([id, { state }]) => (state === 'failed' ? id.slice(0, 64) : []))
			.slice(0, 64)
	};
}
