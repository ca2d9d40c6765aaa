import type { LngLat } from '#lib/model/geometry.ts';
import type { LiveStatus } from '#lib/model/live.ts';
import type { EntityCard } from '#lib/model/motion.ts';
import { AppError } from '#lib/model/errors.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { transfer, type Transfer } from '../rpc.ts';
import type { LayerLook } from './live-layer.ts';
import { LiveSession } from './live-session.ts';
import { buffersOf, type MotionStep } from './motion-writer.ts';

export interface LiveStart {
	readonly url: string;
	readonly anchor: LngLat;
	readonly liveDelay: Milliseconds;
}

/** As the worker calls it: buffers move. */
export type MotionCallback = (steps: Transfer<readonly MotionStep[]>) => void;

/** What the page may ask of the live worker. */
export type LiveApi = ReturnType<typeof createLiveApi>;

export function createLiveApi() {
	let session: LiveSession | undefined;
	const running = (): LiveSession => {
		if (!session) throw new AppError('INTERNAL', { message: 'the live worker was not started' });
		return session;
	};
	return {
		async start(options: LiveStart, onStatus: (status: LiveStatus) => void): Promise<void> {
			session?.close();
			session = new LiveSession({ ...options, onStatus });
		},
		async subscribe(layer: string, look: LayerLook | undefined, onMotion: MotionCallback): Promise<void> {
			running().subscribe(layer, look, (steps) => onMotion(transfer(steps, buffersOf(steps))));
		},
		async unsubscribe(layer: string): Promise<void> {
			running().unsubscribe(layer);
		},
		async showAt(at: EpochMs | undefined): Promise<void> {
			running().showAt(at);
		},
		async card(layer: string, index: number): Promise<EntityCard | undefined> {
			return running().card(layer, index);
		},
		async stop(): Promise<void> {
			session?.close();
			session = undefined;
		}
	};
}
