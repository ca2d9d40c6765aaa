import { io } from 'socket.io-client';
import { flightAt } from '#lib/model/wall/flight-at.ts';
import { MotionStore } from '../../src/lib/scene/motion/motion-store.ts';
import { startLiveClient } from '../../workers/live/client.ts';
import { ANCHOR } from '../pages/motion/entities.ts';
import { flightOf, urnOf, type Course } from './course.ts';
import { clockName, skewClock, trueNow, type ClockError } from './skewed-clock.ts';

/** What a window showed in its frames. */
export interface Shown {
	/** True time of each frame, epoch ms. */
	readonly at: readonly number[];
	/** Longitude of the camera. */
	readonly lng: readonly number[];
	/** x and y of the probes in local metres, frame by frame. */
	readonly xy: readonly (readonly number[])[];
}

export interface SkewPage {
	/** Makes this machine's clock wrong, and begins to show. */
	open(who: Contestant, course: Course, probes: readonly number[], clock: ClockError): Promise<void>;
	/** What the frames of the next so many ms show. */
	watch(milliseconds: number): Promise<Shown>;
}

export type Contestant = 'ours' | 'broadcast';

/** What a broadcast says; positions as x, y float32 in metres. */
export interface Broadcast {
	readonly lng: number;
	readonly xy: ArrayBuffer;
}

/** Of one frame; undefined while nothing has come yet. */
type Look = () => { readonly lng: number; readonly xy: readonly number[] } | undefined;

let look: Look = () => undefined;

/** Ours: the camera is a function of the server's time, entities are what the live worker and the scene's store make of them. */
async function openOurs(course: Course, probes: readonly number[], clock: ClockError): Promise<Look> {
	const from = trueNow();
	skewClock(clock, from);
	const store = new MotionStore('cars', 4, [255, 255, 255, 255], 0);
	const client = startLiveClient({
		url: location.origin,
		city: { anchor: ANCHOR },
		onStatus: () => undefined,
		createWorker: () =>
			new Worker(new URL('./skewed-worker.ts', import.meta.url), {
				type: 'module',
				name: clockName(clock, from)
			})
	});
	client.subscribe('cars', store);
	const slots: number[] = [];
	while (slots.length < probes.length) {
		const slot = await client.find('cars', urnOf(probes[slots.length]!));
		if (slot !== undefined) slots.push(slot);
		else await new Promise((resolve) => setTimeout(resolve, 100));
	}
	return () => {
		const shown = (client.shownAt() - store.epochBase) / 1000;
		const now = client.serverNow();
		return {
			lng: flightAt(flightOf(course, now), now).lng,
			xy: slots.flatMap((slot) => {
				const state = store.stateAt(slot, shown);
				return [state?.x ?? Number.NaN, state?.y ?? Number.NaN];
			})
		};
	};
}

/** The naive wall: what was last sent is shown. */
function openBroadcast(probes: readonly number[]): Promise<Look> {
	let last: { lng: number; xy: number[] } | undefined;
	const socket = io(new URL('/broadcast', location.origin).href, { transports: ['websocket'] });
	socket.on('all', ({ lng, xy }: Broadcast) => {
		const all = new Float32Array(xy);
		last = { lng, xy: probes.flatMap((i) => [all[2 * i]!, all[2 * i + 1]!]) };
	});
	return Promise.resolve(() => last);
}

const wallSkew: SkewPage = {
	async open(who, course, probes, clock) {
		look = who === 'ours' ? await openOurs(course, probes, clock) : await openBroadcast(probes);
		while (!look()) await new Promise((resolve) => setTimeout(resolve, 50));
	},
	watch: (milliseconds) =>
		new Promise((resolve) => {
			const shown = { at: [] as number[], lng: [] as number[], xy: [] as (readonly number[])[] };
			const end = trueNow() + milliseconds;
			const frame = () => {
				const now = trueNow();
				if (now > end) return resolve(shown);
				const seen = look();
				if (seen) {
					shown.at.push(now);
					shown.lng.push(seen.lng);
					shown.xy.push(seen.xy);
				}
				requestAnimationFrame(frame);
			};
			requestAnimationFrame(frame);
		})
};
Object.assign(window, { wallSkew });
