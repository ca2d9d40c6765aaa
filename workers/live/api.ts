import type { ClockState } from '#lib/model/clock.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { EntityPage, EntityQuestion, EntityRows } from '#lib/model/entity-rows.ts';
import type { LayerReadings } from '#lib/model/live-values.ts';
import type { EntityCard } from '#lib/model/motion.ts';
import { AppError } from '#lib/model/errors.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { transfer, type Transfer } from '../rpc.ts';
import { entityFile } from './entity-file.ts';
import { entityPlace, entityRows } from './entity-rows.ts';
import type { LayerWish } from './layer-wish.ts';
import { LiveSession } from './live-session.ts';
import { newsBuffers, type LiveNews } from './news.ts';

export interface LiveStart {
	readonly url: string;
	readonly anchor: LngLat;
	readonly liveDelay: Milliseconds;
	readonly clock: ClockState;
	readonly token?: string;
	readonly still?: boolean;
}

/** As the worker calls it: buffers move. */
export type NewsCallback = (news: Transfer<LiveNews>) => void;

/** What the page may ask of the live worker. */
export type LiveApi = ReturnType<typeof createLiveApi>;

export function createLiveApi() {
	let session: LiveSession | undefined;
	const running = (): LiveSession => {
		if (!session) throw new AppError('INTERNAL', { message: 'the live worker was not started' });
		return session;
	};
	return {
		async start(options: LiveStart, onNews: NewsCallback): Promise<void> {
			session?.close();
			session = new LiveSession({
				...options,
				onNews: (news) => onNews(transfer(news, newsBuffers(news)))
			});
		},
		/** Undefined: the layer is wanted no more. */
		async want(layer: string, wish: LayerWish | undefined): Promise<void> {
			running().want(layer, wish);
		},
		/** Sends every observation of a layer to this port from now on; undefined: to nobody. */
		async tap(layer: string, port: MessagePort | undefined): Promise<void> {
			running().tap(layer, port);
		},
		async setClock(clock: ClockState): Promise<void> {
			running().setClock(clock);
		},
		async find(layer: string, urn: string): Promise<number | undefined> {
			return running().find(layer, urn);
		},
		async card(layer: string, index: number): Promise<EntityCard | undefined> {
			return running().card(layer, index);
		},
		async readings(layer: string, metric: number): Promise<LayerReadings | undefined> {
			return running().readings(layer, metric);
		},
		async entities(
			layer: string,
			question: EntityQuestion,
			page: EntityPage
		): Promise<EntityRows | undefined> {
			const of = running().rowsOf(layer);
			return of && entityRows(of, question, page);
		},
		async entityPlace(layer: string, question: EntityQuestion, index: number): Promise<number | undefined> {
			const of = running().rowsOf(layer);
			return of && entityPlace(of, question, index);
		},
		async entityFile(layer: string, question: EntityQuestion) {
			const of = running().rowsOf(layer);
			const bytes = of && entityFile(of, question);
			return bytes && transfer(bytes, [bytes.buffer as ArrayBuffer]); // of a new array
		},
		async stateHash(layer: string): Promise<{ readonly hash: string; readonly at: EpochMs } | undefined> {
			return running().stateHash(layer);
		},
		async stop(): Promise<void> {
			session?.close();
			session = undefined;
		}
	};
}
