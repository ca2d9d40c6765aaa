import type { Server as HttpServer } from 'node:http';
import type { CityManifest } from '#lib/model/city.ts';
import type { AppError } from '#lib/model/errors.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { stepOf } from '#lib/model/wire/timing.ts';
import { attachLive } from '#lib/server/gateway/gateway.ts';
import { Hub, type FeedHealth } from '#lib/server/hub/hub.ts';
import { InstantStates, type InstantState } from '#lib/server/hub/instant-states.ts';
import { openSources } from '#lib/server/sources/open-sources.ts';
import type { EntityFacts, ReplaySource } from '#lib/server/sources/replay-source.ts';

export interface LiveOptions {
	readonly packDir: string;
	readonly city: CityManifest;
	/** The server's clock. */
	readonly now?: () => EpochMs;
	readonly tickHz?: number;
	/** Instead of the pack's own timetables and journeys. */
	readonly sources?: readonly ReplaySource[];
	readonly onError?: (layer: string, error: AppError) => void;
}

export interface LiveService {
	readonly epoch: number;
	readonly hub: Hub;
	/** Arrow stream for `GET /api/dict/{layer}?since=`; LAYER_UNKNOWN when there is none. */
	dictionary(layer: string, since: number): Uint8Array;
	/** A layer as it is at any instant of the server's clock; LAYER_UNKNOWN when there is none. */
	stateAt(layer: string, at: EpochMs): InstantState;
	/** What the card of an entity says at that instant; NOT_FOUND outside the dictionary. */
	factsAt(layer: string, idx: number, at: EpochMs): EntityFacts;
	/** For `GET /api/health`. */
	health(): readonly FeedHealth[];
	stop(): Promise<void>;
}

/** Starts the live side of one city on an http server: sources, hub, gateway and the tick that drives them. */
export function startLive(httpServer: HttpServer, options: LiveOptions): LiveService {
	const now = options.now ?? Date.now;
	const sources = options.sources ?? openSources(options.packDir, options.city);
	const hub = new Hub(sources, {
		...(options.tickHz === undefined ? {} : { tickHz: options.tickHz }),
		...(options.onError === undefined ? {} : { onError: options.onError })
	});
	const states = new InstantStates(hub);
	const step = stepOf(hub.tickHz);
	const gateway = attachLive(httpServer, hub, { now });
	let timer: NodeJS.Timeout | undefined;
	/** Aims at the next full step of the clock each time, so that ticks never drift. */
	const schedule = () => {
		timer = setTimeout(
			() => {
				gateway.tick();
				schedule();
			},
			step - (now() % step)
		);
	};
	if (sources.length > 0) {
		gateway.tick();
		schedule();
	}
	return {
		epoch: hub.epoch,
		hub,
		dictionary: (layer, since) => hub.dictionary(layer, since),
		stateAt: (layer, at) => states.stateAt(layer, at),
		factsAt: (layer, idx, at) => states.factsAt(layer, idx, at),
		health: () => hub.health(now()),
		async stop() {
			clearTimeout(timer);
			await gateway.close();
		}
	};
}
