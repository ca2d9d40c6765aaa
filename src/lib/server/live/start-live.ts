import type { Server as HttpServer } from 'node:http';
import { join } from 'node:path';
import type { CityManifest } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { stepOf } from '#lib/model/wire/timing.ts';
import { NO_ACCESS, type Access } from '#lib/server/auth/access.ts';
import { attachLive, type Gateway } from '#lib/server/gateway/gateway.ts';
import type { BusReader } from '#lib/server/bus/bus.ts';
import type { Historian, HistorianHealth } from '#lib/server/historian/historian.ts';
import { startHistorian } from '#lib/server/historian/start-historian.ts';
import type { LiveHealth } from '#lib/server/http/health.ts';
import { newestCheckpoint, type HubCheckpoint } from '#lib/server/hub/checkpoint.ts';
import { Hub, type FeedHealth } from '#lib/server/hub/hub.ts';
import { InstantStates, type InstantState } from '#lib/server/hub/instant-states.ts';
import type { Ingest } from '#lib/server/ingest/ingest.ts';
import { startIngest } from '#lib/server/ingest/start-ingest.ts';
import { logOf } from '#lib/server/log.ts';
import { openSources } from '#lib/server/sources/open-sources.ts';
import type { EntityFacts, ReplaySource } from '#lib/server/sources/replay-source.ts';
import { keepCheckpoints } from './keep-checkpoints.ts';
import type { LiveConfig } from './live-config.ts';
import { stateFromHistory } from './state-from-history.ts';
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
/** Nothing is in history while it is not there. */
const NO_HISTORIAN: HistorianHealth = { offset: 0, sealedOffset: 0, lagRecords: 0, bytes: 0 };

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
	try {
		const history = logged && logDir ? await openHistorian(logged, logDir, now, onError) : undefined;
		const hub = await openHub(sources, ingest, history?.historian, options, onError);
		const unfollow = ingest?.bus.follow(({ records }) => {
			const last = records.at(-1);
			if (last) history?.historian?.notify(last.offset);
		});
		const checkpoints =
			logged &&
			ingest &&
			keepCheckpoints({
				dir: join(logged.dir, 'checkpoint'),
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
						historian: history?.health() ?? NO_HISTORIAN
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
		await ingest?.close();
		throw thrown;
	}
}

interface OpenHistorian {
	readonly historian: Historian | undefined;
	health(): HistorianHealth;
}

async function openHistorian(
	{ dir, config }: LoggedOptions,
	logDir: string,
	now: () => EpochMs,
	onError: (part: string, error: AppError) => void
): Promise<OpenHistorian> {
	try {
		const { days, gigabytes } = config.history;
		const retain = { days, bytes: gigabytes * 2 ** 30 };
		const historian = await startHistorian({ logDir, dir: join(dir, 'history'), retain, now });
		return { historian, health: () => historian.health() };
	} catch (thrown) {
		const error = AppError.from(thrown);
		onError('history', error);
		const health = { ...NO_HISTORIAN, failure: error.message };
		return { historian: undefined, health: () => health };
	}
}

async function openHub(
	sources: readonly ReplaySource[],
	ingest: Ingest | undefined,
	historian: Historian | undefined,
	{ logged, tickHz, now = Date.now }: LiveOptions,
	onError: (part: string, error: AppError) => void
): Promise<Hub> {
	const bus = ingest?.bus;
	const checkpoint = logged && bus && (await openCheckpoint(logged, bus, historian, now(), onError));
	return new Hub(sources, {
		...(tickHz === undefined ? {} : { tickHz }),
		...(bus && { bus }),
		...(checkpoint && { checkpoint }),
		now: now(),
		firstRev: Math.max(Math.floor(now()), checkpoint?.nextRev ?? 0),
		onError
	});
}

/** What is known without reading the log from its start; undefined when that is all there. */
async function openCheckpoint(
	{ dir }: LoggedOptions,
	bus: BusReader,
	historian: Historian | undefined,
	now: EpochMs,
	onError: (part: string, error: AppError) => void
): Promise<HubCheckpoint | undefined> {
	const known = await newestCheckpoint(join(dir, 'checkpoint'), bus);
	if (known || bus.start === 1) return known;
	if (historian) return stateFromHistory(historian, bus, now, onError);
	const message = `No checkpoint holds and the log begins at ${bus.start}: entities come back as they report.`;
	onError('hub', new AppError('NO_HISTORY', { message }));
	return undefined;
}

const writeError = (part: string, error: AppError) => logOf(part).error({ code: error.code }, error.message);
