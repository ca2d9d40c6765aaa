import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { cityManifest } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import { scenario, scenarioDraft, scenarioId, type Scenario } from '#lib/model/scenario/scenario.ts';
import { openCity } from '#lib/scenarios/city/open-city.ts';
import type { CityReader, ReadPackFile } from '#lib/scenarios/city/city-reader.ts';
import { flattenScenario, type FlatScenario } from '#lib/scenarios/flat-scenario.ts';
import { listPacks, openPack } from '#lib/server/http/city-pack.ts';
import { askServer } from '../ask-server.ts';
import { readMessage } from '../read-message.ts';
import { serverToken } from '../server-options.ts';

/** Where scenarios and the city come from: a running server, or the data folder. */
export interface ScenarioPlace {
	/** The running server; without one packs are read from `data`. */
	readonly url?: string;
	readonly data: string;
	/** Which pack; the first by name without it. */
	readonly city?: string;
}

export interface OpenedScenario {
	readonly name: string;
	readonly flat: FlatScenario;
	/** The scenario as a server keeps it; absent for a file. */
	readonly kept?: Pick<Scenario, 'id' | 'rev'>;
}

/** Opens the city; scenarios over it are opened with `openScenario`. Throws CITY_NOT_FOUND, FEED_UNREACHABLE. */
export async function openScenarioCity({ url, data, city }: ScenarioPlace): Promise<CityReader> {
	if (url !== undefined) {
		const known = z.object({ manifest: cityManifest, packUrl: z.string() });
		const { manifest, packUrl } = await askServer(url, serverToken())(known, '/api/city');
		return openCity(manifest, packOfServer(new URL(packUrl, url).href));
	}
	const [first] = listPacks(data);
	const { dir, manifest } = openPack(data, city ?? first ?? 'mycity');
	return openCity(manifest, (path) => readIfThere(join(dir, path)));
}

/**
 * A scenario by the file of its draft, or by the id under which the server keeps it, with all its parents. Throws
 * INPUT_INVALID for a file that is no draft, or whose parent only a server could know.
 */
export async function openScenario(
	named: string,
	city: CityReader,
	{ url }: ScenarioPlace
): Promise<OpenedScenario> {
	const isKept = url !== undefined && !existsSync(named) && scenarioId.safeParse(named).success;
	if (isKept) {
		const chain = await chainOf(named, url);
		return { name: chain[0]!.name, flat: flattenScenario(chain), kept: chain[0]! };
	}
	const draft = parseDraft(named);
	const { id, version } = city.manifest;
	if (draft.parent.kind === 'baseline')
		return { name: draft.name, flat: flattenScenario([{ ...draft, city: id, pack: version }]) };
	if (url === undefined)
		throw new AppError('INPUT_INVALID', {
			message: `${named}: its parent is the scenario ${draft.parent.id}, which a server keeps: give its address with --url.`
		});
	const parents = await chainOf(draft.parent.id, url);
	return { name: draft.name, flat: flattenScenario([{ ...draft, city: id, pack: version }, ...parents]) };
}

/** A kept scenario and its parents, the one on the living city last. */
async function chainOf(id: string, url: string): Promise<Scenario[]> {
	const ask = askServer(url, serverToken());
	const chain = [await ask(scenario, `/api/scenarios/${encodeURIComponent(id)}`)];
	for (let { parent } = chain[0]!; parent.kind === 'scenario'; { parent } = chain.at(-1)!)
		chain.push(await ask(scenario, `/api/scenarios/${encodeURIComponent(parent.id)}`));
	return chain;
}

function parseDraft(file: string) {
	const text = new TextDecoder().decode(readMessage(file));
	try {
		return scenarioDraft.parse(JSON.parse(text));
	} catch (cause) {
		const fault =
			cause instanceof z.ZodError
				? `${cause.issues[0]?.path.join('.')}: ${cause.issues[0]?.message}`
				: 'it is not JSON';
		throw new AppError(
			'INPUT_INVALID',
			{ file, message: `${file} is no draft of a scenario: ${fault}.` },
			{ cause }
		);
	}
}

const packOfServer =
	(packUrl: string): ReadPackFile =>
	async (path) => {
		const token = serverToken();
		const ask = () =>
			fetch(
				new URL(path, packUrl),
				token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } }
			);
		// A model may compute for minutes between two files: the first try then finds a connection that the server has closed.
		const response = await ask()
			.catch(ask)
			.catch((cause: unknown) => {
				throw new AppError(
					'FEED_UNREACHABLE',
					{ message: `The server does not give ${path} of its pack: it does not answer. Is it running?` },
					{ cause }
				);
			});
		if (response.status === 404) return undefined;
		if (response.ok) return new Uint8Array(await response.arrayBuffer());
		throw new AppError('FEED_UNREACHABLE', {
			message: `The server does not give ${path} of its pack: it answers ${response.status}.`
		});
	};

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
	try {
		return await readFile(path);
	} catch (thrown) {
		if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined;
		throw thrown;
	}
}
