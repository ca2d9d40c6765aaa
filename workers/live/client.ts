import type { CityManifest } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import type { LiveStatus } from '#lib/model/live.ts';
import type { EntityCard, MotionSink } from '#lib/model/motion.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { LIVE_DELAY } from '#lib/model/wire/timing.ts';
import { connect, type Endpoint } from '../rpc.ts';
import type { LiveApi, MotionCallback } from './api.ts';
import type { LayerLook } from './live-layer.ts';
import { perform, type MotionStep } from './motion-writer.ts';

export type { LayerLook } from './live-layer.ts';

export interface LiveClientOptions {
	/** Origin of the server. */
	readonly url: string;
	readonly city: Pick<CityManifest, 'anchor'>;
	readonly onStatus: (status: LiveStatus) => void;
	/** The scene's `liveDelay`; both must be the same. */
	readonly liveDelay?: Milliseconds;
	/** The worker died (it is started again by itself). */
	readonly onError?: (error: AppError) => void;
	/** Makes the worker; tests put a channel here. */
	readonly createWorker?: () => LiveWorker;
}

export interface LiveWorker extends Endpoint {
	addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
	addEventListener(type: 'error' | 'messageerror', listener: (event: Event) => void): void;
	terminate(): void;
}

/** The page's end of the live worker. */
export interface LiveClient {
	readonly liveDelay: Milliseconds;
	/** Moves `sink` by the layer's entities until `unsubscribe`. Without a look they keep the sink's, but for the dictionary's colours. */
	subscribe(layer: string, sink: MotionSink, look?: LayerLook): void;
	unsubscribe(layer: string): void;
	/**
	 * Shows the layers as they are at an instant of the server's clock, standing; undefined shows the
	 * present again. An instant that cannot be had empties the layer, and its status says why.
	 */
	showAt(at: EpochMs | undefined): void;
	/** The entity at an index of the layer's sink, in words; undefined when it is gone. */
	card(layer: string, index: number): Promise<EntityCard | undefined>;
	serverNow(): EpochMs;
	dispose(): void;
}

const FIRST_BACK_OFF: Milliseconds = 500;
const LONGEST_BACK_OFF: Milliseconds = 30_000;

/** Starts the live worker; when it dies it is replaced, with growing pauses, and everything subscribed again. */
export function startLiveClient(options: LiveClientOptions): LiveClient {
	const liveDelay = options.liveDelay ?? LIVE_DELAY;
	const [lng, lat] = options.city.anchor;
	const subscriptions = new Map<
		string,
		{ readonly sink: MotionSink; readonly look: LayerLook | undefined }
	>();
	const createWorker =
		options.createWorker ??
		(() => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'live' }));
	let standingAt: EpochMs | undefined;
	let offset: Milliseconds = 0;
	let backOff = FIRST_BACK_OFF;
	let running: ReturnType<typeof start> | undefined;
	let disposed = false;

	function start() {
		const worker = createWorker();
		const api = connect<LiveApi>(worker);
		const crashed = (event: Event) => {
			if (running?.worker !== worker || disposed) return;
			const error = new AppError('WORKER_CRASHED', {
				message: (event as Partial<ErrorEvent>).message ?? 'the live worker ended',
				worker: 'live'
			});
			running = undefined;
			worker.terminate();
			api.fail(error);
			options.onError?.(error);
			options.onStatus({ link: 'offline', clockOffset: offset, since: Date.now() + offset, layers: [] });
			setTimeout(restart, backOff);
			backOff = Math.min(LONGEST_BACK_OFF, backOff * 2);
		};
		worker.addEventListener('error', crashed);
		worker.addEventListener('messageerror', crashed);
		// A call fails only with the worker, which `crashed` answers.
		const ignore = () => undefined;
		api
			.start({ url: options.url, anchor: [lng, lat], liveDelay }, (status) => {
				offset = status.clockOffset;
				if (status.link === 'online') backOff = FIRST_BACK_OFF;
				if (running?.worker === worker) options.onStatus(status);
			})
			.catch(ignore);
		return {
			worker,
			api,
			subscribe(layer: string) {
				const subscription = subscriptions.get(layer);
				if (!subscription) return;
				// Across the channel the callback receives the steps themselves: the wrapping only says what to move.
				const onMotion = ((steps: readonly MotionStep[]) => {
					if (subscriptions.get(layer) === subscription) perform(steps, subscription.sink);
				}) as unknown as MotionCallback;
				api.subscribe(layer, subscription.look, onMotion).catch(ignore);
			},
			showAt: (at: EpochMs | undefined) => void api.showAt(at).catch(ignore),
			unsubscribe: (layer: string) => void api.unsubscribe(layer).catch(ignore)
		};
	}

	function restart() {
		if (disposed) return;
		running = start();
		if (standingAt !== undefined) running.showAt(standingAt);
		for (const layer of subscriptions.keys()) running.subscribe(layer);
	}
	restart();

	return {
		liveDelay,
		subscribe(layer, sink, look) {
			subscriptions.set(layer, { sink, look });
			running?.subscribe(layer);
		},
		unsubscribe(layer) {
			if (subscriptions.delete(layer)) running?.unsubscribe(layer);
		},
		showAt(at) {
			if (at === standingAt) return;
			standingAt = at;
			running?.showAt(at);
		},
		async card(layer, index) {
			return running?.api.card(layer, index);
		},
		serverNow: () => Date.now() + offset,
		dispose() {
			disposed = true;
			const closing = running;
			running = undefined;
			subscriptions.clear();
			void closing?.api.stop().catch(() => undefined);
			closing?.worker.terminate();
		}
	};
}
