import { join } from 'node:path';
import { AppError } from '#lib/model/errors.ts';
import { AreaSet } from '#lib/server/alarms/rule-engine/area-set.ts';
import type { BusReader } from '#lib/server/bus/bus.ts';
import { openSqliteReader } from '#lib/server/bus/sqlite-reader.ts';
import { HistoryEngine } from '#lib/server/historian/engine.ts';
import { HISTORIAN_DEFAULTS } from '#lib/server/historian/start-historian.ts';
import { openPack } from '#lib/server/http/city-pack.ts';
import { holdFolder } from '#lib/server/live/hold-folder.ts';
import { liveDirOf } from '#lib/server/live/live-config.ts';
import { CityAreas } from '#lib/server/themes/city-areas.ts';
import type { Past } from './past.ts';

/** Events asked for at once. */
const PAGE = 1000;

/**
 * The past of a city in a data folder that no server holds. Throws CITY_NOT_FOUND, NO_HISTORY for one that was never
 * served, DATA_IN_USE while a server holds it: ask that one.
 */
export async function pastOfFolder(dataDir: string, city: string): Promise<Past> {
	const { dir, manifest } = openPack(dataDir, city);
	const liveDir = liveDirOf(dataDir, city);
	const release = holdFolder(liveDir);
	const opened: { reader?: BusReader } = {};
	try {
		const logDir = join(liveDir, 'log');
		const reader = (opened.reader = openLog(logDir, city));
		const history = await HistoryEngine.open({
			...HISTORIAN_DEFAULTS,
			logDir,
			dir: join(liveDir, 'history')
		});
		const areas = new CityAreas(dir, manifest);
		return {
			timezone: manifest.timezone,
			place: manifest.anchor,
			layers: reader.layers(),
			entities: (layer) => Promise.resolve(reader.entities(layer, 0)),
			state: (layer, at) =>
				history.at(layer, at, 'received', true).then(
					({ frame }) => frame,
					(thrown: unknown) => {
						if (AppError.from(thrown).code === 'NO_HISTORY') return undefined;
						throw thrown;
					}
				),
			async window(layer, from, to) {
				const { stream, step } = await history.window({ layer, from, to, by: 'received' });
				const chunks: Uint8Array[] = [];
				for await (const chunk of stream) chunks.push(chunk);
				return { bytes: Buffer.concat(chunks), step };
			},
			events(layer, from, to) {
				const all = [...reader.eventsBefore(layer, from, reader.end, PAGE)];
				for (;;) {
					const page = reader.events(layer, all.at(-1)?.offset ?? 0, PAGE);
					all.push(...page.filter(({ receivedAt }) => receivedAt < to));
					if (page.length < PAGE || page.at(-1)!.receivedAt >= to) return Promise.resolve(all);
				}
			},
			areas(dataset) {
				const index = areas.of(dataset);
				return Promise.resolve(index && new AreaSet(dataset, index));
			},
			async close() {
				await history.close();
				reader.close();
				release();
			}
		};
	} catch (thrown) {
		opened.reader?.close();
		release();
		throw thrown;
	}
}

function openLog(logDir: string, city: string): BusReader {
	try {
		return openSqliteReader(logDir);
	} catch (cause) {
		throw new AppError(
			'NO_HISTORY',
			{ message: `${city} has no history yet: serve it, and let it hear something.` },
			{ cause }
		);
	}
}
