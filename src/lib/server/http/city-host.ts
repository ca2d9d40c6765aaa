import { existsSync, unwatchFile, watchFile } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { AppError } from '#lib/model/errors.ts';
import { accessOf, bearerOf } from '#lib/server/auth/access.ts';
import { liveDirOf, readLiveConfig } from '#lib/server/live/live-config.ts';
import { startLive, type LiveService } from '#lib/server/live/start-live.ts';
import { logOf } from '#lib/server/log.ts';
import { openSimulation } from '#lib/server/simulation/open-simulation.ts';
import { simulationRoutes } from '#lib/server/simulation/simulation-routes.ts';
import { openSearchIndex } from '#lib/server/search/search-index.ts';
import { exportRoutes } from '#lib/server/briefings/export/export-routes.ts';
import { briefingRoutes } from '#lib/server/briefings/briefing-routes.ts';
import { openCityBriefings } from '#lib/server/briefings/open-city-briefings.ts';
import { NoteBook } from '#lib/server/notes/note-book.ts';
import { noteRoutes } from '#lib/server/notes/note-routes.ts';
import { baselineNow } from '#lib/server/scenarios/baseline-now.ts';
import { openCityScenarios } from '#lib/server/scenarios/open-city-scenarios.ts';
import { scenarioRoutes } from '#lib/server/scenarios/scenario-routes.ts';
import { SavedViews } from '#lib/server/views/saved-views.ts';
import { viewRoutes } from '#lib/server/views/view-routes.ts';
import { openCityWalls } from '#lib/server/walls/open-city-walls.ts';
import { wallRoutes } from '#lib/server/walls/wall-routes.ts';
import { listPacks, openPack, type CityPack } from './city-pack.ts';
import { answerRoute, isServerPath } from './answer-route.ts';
import { cityRoutes } from './city-routes.ts';
import { replyError } from './json-reply.ts';
import { liveRoutes } from './live-routes.ts';
import { servePackFile } from './pack-files.ts';
import type { OpenCity } from './open-city.ts';

export interface CityHostOptions {
	readonly dataDir: string;
	/** Absent: the first pack by name, and the first that is imported when there is none. */
	readonly cityId?: string;
	/** Carries the live socket; absent in tests of plain HTTP. */
	readonly httpServer?: Server | undefined;
	/** Address that the server and its MQTT broker listen on. */
	readonly host: string;
	/** 0 lets the system choose; undefined: no broker. */
	readonly mqttPort?: number | undefined;
	/** The demo city lives: its devices are simulated. */
	readonly simulate?: boolean;
	/** True while a city is being made that will be shown. */
	readonly making?: () => boolean;
}

export interface CityHost {
	/** True when the request was the host's to answer: `/api/…`, `/ingest/…`, `/metrics` and `/packs/…`. */
	handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
	readonly city: CityPack | undefined;
	/** Opens what is there now, without waiting for the watch to see it; what cannot be opened is in the log. */
	lookAgain(): Promise<void>;
	close(): Promise<void>;
}

const howToImport = (id: string) => `npm run -s cityloop -- import --id ${id} --osm city.osm.pbf`;
const WATCH_MS = 2000;
const LOOPBACK = /^(?:127\.|::1$|localhost$)/;
const log = logOf('city');

/**
 * Opens a city and keeps it open: when its `city.json` appears or is replaced by a new import, the host
 * opens the new one without a restart. Throws PACK_BROKEN for a pack that cannot serve at start, DATA_IN_USE.
 */
export async function openCityHost(options: CityHostOptions): Promise<CityHost> {
	const access = (request: IncomingMessage) => accessOf(city?.config.tokens ?? [], bearerOf(request));
	const openToSenders = () =>
		LOOPBACK.test(options.host) && !city?.config.tokens.some(({ ingest }) => ingest);
	const routes = [
		...cityRoutes({ city: () => city, requireCity }),
		...liveRoutes({ requireLive, access, openToSenders }),
		...viewRoutes({
			views: () => requireCity().views,
			city: () => requireCity().pack.manifest.id,
			access,
			get open() {
				return openToSenders();
			}
		}),
		...noteRoutes({
			notes: () => requireCity().notes,
			changed: (rev) => city?.live?.changes.announce('notes', rev),
			access,
			get open() {
				return openToSenders();
			}
		}),
		...briefingRoutes({
			briefings: () => requireCity().briefings.briefings,
			city: () => requireCity().pack.manifest.id,
			access,
			get open() {
				return openToSenders();
			}
		}),
		...scenarioRoutes({
			scenarios: () => requireCity().scenarios,
			baseline: () => baselineNow(requireCity().live, Date.now()),
			access,
			get open() {
				return openToSenders();
			}
		}),
		...exportRoutes({ exports: () => requireCity().briefings.exports }),
		...wallRoutes({
			walls: () => requireCity().walls.walls,
			access,
			get open() {
				return openToSenders();
			}
		}),
		...simulationRoutes({ simulation: () => requireCity().simulation, access, openToSenders })
	];
	const idNow = () => options.cityId ?? listPacks(options.dataDir)[0];
	let city = await open();
	const watched = join(options.dataDir, 'cities', idNow() ?? '', idNow() ? 'city.json' : '');
	let reopening = Promise.resolve();
	const lookAgain = () => (reopening = reopening.then(reopen));
	watchFile(watched, { interval: WATCH_MS, persistent: false }, () => void lookAgain());

	async function open(): Promise<OpenCity | undefined> {
		const id = idNow();
		if (!id || !listPacks(options.dataDir).includes(id)) return undefined;
		const pack = openPack(options.dataDir, id);
		const index = pack.manifest.search ? join(pack.dir, pack.manifest.search) : undefined;
		const search = index && existsSync(index) ? openSearchIndex(index) : undefined;
		const liveDir = liveDirOf(options.dataDir, id);
		const config = readLiveConfig(liveDir);
		const live =
			options.httpServer &&
			(await startLive(options.httpServer, {
				packDir: pack.dir,
				city: pack.manifest,
				inEnglish: search && ((name) => search.englishOf(name)),
				logged: { dir: liveDir, config, listen: { host: options.host, mqttPort: options.mqttPort } }
			}));
		const simulation =
			options.simulate && live?.ingest
				? openSimulation({
						dataDir: options.dataDir,
						city: pack.manifest,
						mqttPort: () => live.ingest?.health().mqttPort,
						guarded: config.devices.length > 0
					})
				: undefined;
		const views = new SavedViews(join(options.dataDir, 'views', id));
		const notes = new NoteBook(join(options.dataDir, 'notes', id));
		live?.changes.announce('notes', notes.rev);
		const scenarios = openCityScenarios(join(options.dataDir, 'scenarios', id), pack.manifest, live);
		const briefings = openCityBriefings({
			dir: join(options.dataDir, 'briefings', id),
			cacheDir: join(options.dataDir, 'cache', 'briefings', id),
			city: pack.manifest,
			live,
			scenarios,
			httpServer: options.httpServer
		});
		const walls = openCityWalls(join(options.dataDir, 'walls', id), pack.manifest, live);
		return { pack, search, views, notes, briefings, scenarios, walls, config, live, simulation };
	}

	async function shut(closing: OpenCity | undefined): Promise<void> {
		closing?.walls.stop();
		await closing?.briefings.close();
		await closing?.simulation?.close();
		await closing?.live?.stop();
		closing?.search?.close();
		closing?.views.close();
		closing?.notes.close();
		closing?.scenarios.close();
		closing?.walls.close();
	}

	async function reopen(): Promise<void> {
		try {
			const id = idNow();
			if (id && city && openPack(options.dataDir, id).manifest.version === city.pack.manifest.version) return;
			const closing = city;
			// The old one answers until the new one is open; only the socket cannot have two owners.
			if (closing) city = { ...closing, live: undefined };
			closing?.walls.stop();
			await closing?.briefings.close();
			await closing?.simulation?.close();
			await closing?.live?.stop();
			try {
				city = await open();
			} catch (thrown) {
				city = undefined;
				throw thrown;
			} finally {
				closing?.search?.close();
				closing?.views.close();
				closing?.notes.close();
				closing?.scenarios.close();
				closing?.walls.close();
			}
		} catch (thrown) {
			log.error({ code: AppError.from(thrown).code }, AppError.from(thrown).message);
		}
	}

	function requireCity(): OpenCity {
		if (city) return city;
		const id = options.cityId ?? 'mycity';
		if (options.making?.())
			throw new AppError('CITY_NOT_FOUND', {
				message: 'The demo city is being made: ask again in some seconds.',
				hint: howToImport(id),
				making: true
			});
		throw new AppError('CITY_NOT_FOUND', {
			message: `No city pack is installed${options.cityId ? ` under the name '${id}'` : ''}.`,
			hint: howToImport(id)
		});
	}

	function requireLive(): LiveService {
		const { live } = requireCity();
		if (live) return live;
		throw new AppError('NOT_FOUND', { message: 'This server has no live layers.' });
	}

	function answerPack(path: string, request: IncomingMessage, response: ServerResponse): true {
		const { pack } = requireCity();
		const prefix = `${pack.manifest.id}/${pack.manifest.version}/`;
		if (path.startsWith(prefix) && servePackFile(request, response, pack.dir, path.slice(prefix.length)))
			return true;
		throw new AppError('NOT_FOUND', {
			message: `There is no /packs/${path} (the pack may have been replaced: reload).`
		});
	}

	return {
		get city() {
			return city?.pack;
		},
		async handle(request, response) {
			const url = urlOf(request);
			if (!url) return false;
			const isPack = url.pathname.startsWith('/packs/');
			if (!isPack && !isServerPath(url.pathname)) return false;
			try {
				if (isPack) {
					if (request.method !== 'GET' && request.method !== 'HEAD')
						throw new AppError('METHOD_NOT_ALLOWED', { message: `${url.pathname} answers GET only.` });
					return answerPack(decodePath(url.pathname.slice('/packs/'.length)), request, response);
				}
				await answerRoute(routes, url, request, response);
				return true;
			} catch (thrown) {
				replyError(response, thrown);
				return true;
			}
		},
		lookAgain,
		async close() {
			unwatchFile(watched);
			await shut(city);
			city = undefined;
		}
	};
}

/** What was asked for; undefined when it is no path of this server (`*`, `http://…`). */
function urlOf({ url = '/' }: IncomingMessage): URL | undefined {
	const text = `http://local${url}`;
	return url.startsWith('/') && URL.canParse(text) ? new URL(text) : undefined;
}

function decodePath(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch (cause) {
		throw new AppError('NOT_FOUND', { message: 'The path is not valid UTF-8.' }, { cause });
	}
}
