import { AppError } from '#lib/model/errors.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import { fileError, wordsOf } from '../file-error.ts';
import { parseJson } from '../formats/parse-json.ts';
import { tilesetPlace } from './tileset-place.ts';

/** A tileset of this server, whose tiles are fetched when they are drawn. */
export interface OpenedAddress {
	/** Where it says itself that it stands. */
	readonly at?: LngLat;
}

/** Reads the tileset at an address of this server. Throws INPUT_INVALID when there is none. */
export async function openAddress(address: string, signal?: AbortSignal): Promise<OpenedAddress> {
	const file = new URL(address).pathname;
	const tileset = parseJson(file, await textAt(address, file, signal));
	if (typeof tileset !== 'object' || tileset === null || !('root' in tileset))
		throw fileError({
			file,
			reason: 'notTileset',
			problem: 'this is no tileset: it has no root',
			cure: 'give the address of a tileset.json'
		});
	const at = tilesetPlace(tileset);
	return { ...(at && { at }) };
}

async function textAt(address: string, file: string, signal?: AbortSignal): Promise<string> {
	try {
		const answer = await fetch(address, { signal: signal ?? null });
		if (answer.ok) return await answer.text();
		throw nothing(file, `the server answers ${answer.status}`);
	} catch (cause) {
		signal?.throwIfAborted();
		if (cause instanceof AppError) throw cause;
		throw nothing(file, `the server does not answer (${wordsOf(cause)})`, cause);
	}
}

const nothing = (file: string, problem: string, cause?: unknown) =>
	fileError(
		{
			file,
			reason: 'addressNothing',
			problem,
			cure: 'check the address, or drop the tileset as a zip'
		},
		cause
	);
