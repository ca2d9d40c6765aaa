import type { Server as HttpServer } from 'node:http';
import { join } from 'node:path';
import type { CityManifest } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { stepOf } from '#lib/model/wire/timing.ts';
import { NO_ACCESS, type Access } from '#lib/server/auth/access.ts';
import { attachLive, type Gateway } from '#lib/server/gateway/gateway.ts';
import type { Historian } from '#lib/server/historian/historian.ts';
import type { LiveHealth } from '#lib/server/http/health.ts';
import type { FeedHealth, Hub } from '#lib/server/hub/hub.ts';
import { InstantStates, type InstantState } from '#lib/server/hub/instant-states.ts';
import type { Ingest } from '#lib/server/ingest/ingest.ts';
import { startIngest } from '#lib/server/ingest/start-ingest.ts';
import { logOf } from '#lib/server/log.ts';
import { openSources } from '#lib/server/sources/open-sources.ts';
import type { EntityFacts, ReplaySource } from '#lib/server/sources/replay-source.ts';
import { keepCheckpoints } from './keep-checkpoints.ts';
import type { LiveConfig } from './live-config.ts';
import { openHistorian } from './open-historian.ts';
import { openHub } from './open-hub.ts';
import { tickEvery } from './tick-timer.ts';

/** The way in of messages and what becomes of them; without it there are only layers that are functions of time. */
export interface LoggedOptions {
	/** `<data>/live/<city>`: log, history and checkpoints. */
	readonly dir: string;
	readonly config: LiveConfig;
	/** `mqttPort`: 0 lets the system choose; undefined: no embedded broker. */
	readonly listen: { readonly host: string; readonly mqttPort: number | undefined };
	/** Between two checkpoints of the state. */
	readonly checkpointEvery?: Milliseconds;
}

export interface LiveOptions {
	readonly packDir: string;
	readonly city: CityManifest;
	readonly logged?: LoggedOptions;
	/** The server's clock. */
	readonly now?: () => EpochMs;
	/** Samples a second of layers that are functions of time. */
	readonly tickHz?: number;
	/** Instead of the pack's own timetables and journeys. */
	readonly sources?: readonly ReplaySource[];
	readonly onError?: (part: string, error: AppError) => void;
}

export interface LiveService {
	/** Incarnation of the log, or of the state when there is no log. */
	readonly epoch: number;
	readonly hub: Hub;
	readonly gateway: Gateway;
	/** Absent without `logged`. */
	readonly ingest: Ingest | undefined;
	/** Absent without `logged`, and when it could not be opened: `health` says why. */
	readonly historian: Historian | undefined;
	/** Arrow stream for `GET /api/dict/{layer}?since=`; LAYER_UNKNOWN when there is none, FORBIDDEN without its right. */
	dictionary(layer: string, since: number, access?: Access): Uint8Array;
	/** A layer that is a function of time at any instant of the server's clock; INPUT_INVALID for one of messages. */
	stateAt(layer: string, at: EpochMs, access?: Access): InstantState;
	/** What the card of an entity says at that instant; NOT_FOUND outside the dictionary. */
	factsAt(layer: string, idx: number, at: EpochMs, access?: Access): EntityFacts;
	/** For `GET /api/health`. */
	health(): { readonly feeds: readonly FeedHealth[]; readonly live?: LiveHealth };
	stop(): Promise<void>;
}

/** Rows of the log reach receivers within so much. */
const LOGGED_STEP: Milliseconds = 200;
const CHECKPOINT_EVERY: Milliseconds = 30_000;
const CHECKPOINTS = 'checkpoint';

/**
 * Starts the live side of one city on an http server, in the order of a message's way: ingest and its log, historian,
 * hub (checkpoint, then the rest of the log), gateway, and the tick that drives them. Throws what kept ingest from
 * opening the log; a historian that cannot be opened is said in health, and the live picture goes on without.
 */
export async function startLive(httpServer: HttpServer, options: LiveOptions): Promise<LiveService> {
	const { logged, now = Date.now, onError = writeError } = options;
	const sources = options.sources ?? openSources(options.packDir, options.city);
	const logDir = logged && join(logged.dir, 'log');
	const ingest =
		logged && logDir
			? await startIngest({
					logDir,
					config: logged.config,
					listen: logged.listen,
					...(options.now && { now })
				})
			: undefined;
	const history = logged && logDir ? await openHistorian(logged, logDir, now, onError) : undefined;
	try {
		const hub = await openHub(sources, {
			bus: ingest?.bus,
			dir: logged && join(logged.dir, CHECKPOINTS),
			historian: history?.historian,
			tickHz: options.tickHz,
			now: now(),
			onError
		});
		const unfollow = ingest?.bus.follow(({ records }) => {
			const last = records.at(-1);
			if (last) history?.historian?.notify(last.offset);
		});
		const checkpoints =
			logged &&
			ingest &&
			keepCheckpoints({
				dir: join(logged.dir, CHECKPOINTS),
				hub,
				every: logged.checkpointEvery ?? CHECKPOINT_EVERY,
				historyHas: () => history?.historian?.health().sealedOffset,
				release: (offset) => ingest.release(offset),
				onError: (error) => onError('checkpoint', error)
			});
		const states = new InstantStates(hub);
		const gateway = attachLive(httpServer, hub, {
			now,
			tokens: logged?.config.tokens ?? [],
			onError: (error) => onError('gateway', error)
		});
		const step = ingest ? Math.min(LOGGED_STEP, stepOf(hub.tickHz)) : stepOf(hub.tickHz);
		const tick = () => {
			try {
				gateway.tick();
			} catch (thrown) {
				onError('gateway', AppError.from(thrown));
			}
		};
		const stopTicks = ingest || sources.length > 0 ? tickEvery(step, now, tick) : () => undefined;
		return {
			epoch: hub.epoch,
			hub,
			gateway,
			ingest,
			historian: history?.historian,
			dictionary: (layer, since, access = NO_ACCESS) => hub.dictionary(layer, since, access),
			stateAt: (layer, at, access = NO_ACCESS) => states.stateAt(layer, at, access),
			factsAt: (layer, idx, at, access = NO_ACCESS) => states.factsAt(layer, idx, at, access),
			health: () => ({
				feeds: hub.health(now()),
				...(ingest && {
					live: {
						epoch: hub.epoch,
						ingest: ingest.health(),
						log: { start: ingest.bus.start, end: ingest.bus.end },
						hub: { offset: hub.offset, lagRecords: hub.lag },
						gateway: { clients: gateway.clients },
						historian: history!.health() // with ingest there is one
					}
				})
			}),
			async stop() {
				stopTicks();
				await gateway.close();
				hub.close();
				unfollow?.();
				await checkpoints?.close();
				await history?.historian?.close();
				await ingest?.close();
			}
		};
	} catch (thrown) {
		await history?.historian?.close();
		await ingest?.close();
		throw thrown;
	}
}

const writeError = (part: string, error: AppError) => logOf(part).error({ code: error.code }, error.message);
