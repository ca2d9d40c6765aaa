import type { Server as HttpServer } from 'node:http';
import { join } from 'node:path';
import type { CityManifest } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { stepOf } from '#lib/model/wire/timing.ts';
import { Alarms } from '#lib/server/alarms/alarms.ts';
import { NO_ACCESS, type Access } from '#lib/server/auth/access.ts';
import { Changes } from '#lib/server/gateway/changes.ts';
import { attachLive, type Gateway } from '#lib/server/gateway/gateway.ts';
import type { Historian } from '#lib/server/historian/historian.ts';
import type { LiveHealth } from './live-health.ts';
import type { FeedHealth, Hub } from '#lib/server/hub/hub.ts';
import { InstantStates, type InstantState } from '#lib/server/hub/instant-states.ts';
import type { Ingest } from '#lib/server/ingest/ingest.ts';
import { Indicators } from '#lib/server/indicators/indicators.ts';
import { logOf } from '#lib/server/log.ts';
import { CitySql } from '#lib/server/sql/city-sql.ts';
import { openSources } from '#lib/server/sources/open-sources.ts';
import type { EntityFacts, ReplaySource } from '#lib/server/sources/replay-source.ts';
import { CityAreas } from '#lib/server/themes/city-areas.ts';
import { openCityThemes } from '#lib/server/themes/open-city-themes.ts';
import { announceThemes, type Themes } from '#lib/server/themes/themes.ts';
import { keepCheckpoints } from './keep-checkpoints.ts';
import { openHub } from './open-hub.ts';
import { openLogged, type LoggedOptions } from './open-logged.ts';
import { tickEvery } from './tick-timer.ts';

export interface LiveOptions {
	readonly packDir: string;
	readonly city: CityManifest;
	/** Without it there are only layers that are functions of time. */
	readonly logged?: LoggedOptions;
	/** What a thing of the city is called in English, by its own name. */
	readonly inEnglish?: ((name: string) => string | undefined) | undefined;
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
	/** Tells every page that something which it fetches is another one now. */
	readonly changes: Changes;
	/** Absent without `logged`. */
	readonly ingest: Ingest | undefined;
	/** Absent without `logged`. */
	readonly themes: Themes | undefined;
	/** Absent without `logged`. */
	readonly indicators: Indicators | undefined;
	/** Absent without `logged`. */
	readonly alarms: Alarms | undefined;
	/** Questions in SQL. Absent without `logged`. */
	readonly sql: CitySql | undefined;
	/** The named areas of the city's pack. */
	readonly areas: CityAreas;
	/** Absent without `logged`, and while it cannot be opened: `health` says why. */
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
const INDICATORS = 'indicators';
const ALARMS = 'alarms';
const SQL = 'sql';

/**
 * Starts the live side of one city on an http server, in the order of a message's way: ingest and its log, historian,
 * hub (checkpoint, then the rest of the log), gateway, and the tick that drives them. Throws DATA_IN_USE,
 * and what kept ingest from opening the log; without its historian the live picture goes on.
 */
export async function startLive(httpServer: HttpServer, options: LiveOptions): Promise<LiveService> {
	const { logged, now = Date.now, onError = writeError } = options;
	const sources = options.sources ?? openSources(options.packDir, options.city);
	const parts = logged && (await openLogged(logged, options.now, onError));
	try {
		const areas = new CityAreas(options.packDir, options.city);
		const themes =
			logged &&
			parts &&
			(await openCityThemes({
				dir: logged.dir,
				city: options.city,
				areas,
				config: logged.config,
				ingest: parts.ingest,
				onError: (error) => onError('themes', error)
			}));
		const hub = await openHub(sources, {
			bus: parts?.ingest.bus,
			dir: logged && join(logged.dir, CHECKPOINTS),
			historian: parts?.history.current,
			tickHz: options.tickHz,
			now: now(),
			onError
		});
		const unfollow = parts?.ingest.bus.follow(({ records }) => {
			const last = records.at(-1);
			if (last) parts.history.current?.notify(last.offset);
		});
		const checkpoints =
			logged &&
			parts &&
			keepCheckpoints({
				dir: join(logged.dir, CHECKPOINTS),
				hub,
				every: logged.checkpointEvery ?? CHECKPOINT_EVERY,
				historyHas: () => parts.history.current?.health().sealedOffset,
				release: (offset) => parts.ingest.release(offset),
				onError: (error) => onError('checkpoint', error)
			});
		const states = new InstantStates(hub);
		const changes = new Changes();
		if (themes) announceThemes(themes, changes);
		const alarms =
			logged &&
			themes &&
			new Alarms({
				dir: join(logged.dir, ALARMS),
				hub,
				areas,
				city: options.city,
				themes,
				inEnglish: options.inEnglish,
				now,
				onChanged: (rev) => changes.announce('alarms', rev),
				onError: (error) => onError('alarms', error)
			});
		const gateway = attachLive(httpServer, hub, {
			now,
			changes,
			tokens: logged?.config.tokens ?? [],
			haltedSince: () => parts?.ingest.health().logFailure?.since,
			onError: (error) => onError('gateway', error)
		});
		const step = parts ? Math.min(LOGGED_STEP, stepOf(hub.tickHz)) : stepOf(hub.tickHz);
		/** One part that fails does not stop the other. */
		const guarded = (part: string, work: () => void) => {
			try {
				work();
			} catch (thrown) {
				onError(part, AppError.from(thrown));
			}
		};
		const tick = () => {
			guarded('gateway', () => gateway.tick());
			guarded('alarms', () => alarms?.tick());
		};
		const stopTicks = parts || sources.length > 0 ? tickEvery(step, now, tick) : () => undefined;
		const indicators =
			logged &&
			themes &&
			new Indicators({
				dir: join(logged.dir, INDICATORS),
				packDir: options.packDir,
				city: options.city,
				hub,
				themes: themes.current,
				now,
				onChanged: (rev) => changes.announce('indicators', rev),
				onError: (error) => onError('indicators', error)
			});
		const sql =
			logged &&
			parts &&
			new CitySql({
				dir: join(logged.dir, SQL),
				logDir: join(logged.dir, 'log'),
				packDir: options.packDir,
				city: options.city,
				bus: parts.ingest.bus,
				historian: () => parts.history.current
			});
		return {
			epoch: hub.epoch,
			hub,
			gateway,
			changes,
			ingest: parts?.ingest,
			themes,
			indicators,
			alarms,
			sql,
			areas,
			get historian() {
				return parts?.history.current;
			},
			dictionary: (layer, since, access = NO_ACCESS) => hub.dictionary(layer, since, access),
			stateAt: (layer, at, access = NO_ACCESS) => states.stateAt(layer, at, access),
			factsAt: (layer, idx, at, access = NO_ACCESS) => states.factsAt(layer, idx, at, access),
			health: () => ({
				feeds: hub.health(now()),
				...(parts && {
					live: {
						epoch: hub.epoch,
						ingest: parts.ingest.health(),
						log: { start: parts.ingest.bus.start, end: parts.ingest.bus.end },
						hub: { offset: hub.offset, lagRecords: hub.lag },
						gateway: { clients: gateway.clients },
						historian: parts.history.health(),
						...(indicators && { indicators: indicators.health() }),
						...(alarms && { alarms: alarms.health() })
					}
				})
			}),
			async stop() {
				stopTicks();
				alarms?.close();
				await sql?.close();
				await indicators?.close();
				await gateway.close();
				hub.close();
				unfollow?.();
				await checkpoints?.close();
				await parts?.close();
			}
		};
	} catch (thrown) {
		await parts?.close();
		throw thrown;
	}
}

const writeError = (part: string, error: AppError) => logOf(part).error({ code: error.code }, error.message);
