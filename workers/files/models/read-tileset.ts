import { Tiles3DLoader } from '@loaders.gl/3d-tiles';
import { AppError } from '#lib/model/errors.ts';
import { fileError, wordsOf } from '../file-error.ts';
import { parseJson } from '../formats/parse-json.ts';
import { isGlb, readGlb } from './read-glb.ts';

/** Stands for the zip in addresses: the loader resolves those of tiles against that of their tileset. */
const ZIP = 'https://zip.invalid/';
/** Tiles that the loader reads; what else a tileset names is left to whoever draws it. */
const TILE_KINDS = ['b3dm', 'i3dm', 'pnts', 'cmpt'];

export type Entries = Readonly<Record<string, Uint8Array>>;

interface Tile {
	readonly contentUrl?: string;
	readonly contents?: readonly { readonly uri: string }[];
	readonly children?: readonly Tile[];
}

/**
 * Reads the tileset `entry` of a zip, the tilesets that it names and every tile. Throws INPUT_INVALID with the one that
 * is missing or broken. `seen` are the tilesets that led here.
 */
export async function readTileset(
	file: string,
	entries: Entries,
	entry: string,
	seen: ReadonlySet<string> = new Set()
): Promise<unknown> {
	const json = parseJson(`${file}, ${entry}`, new TextDecoder().decode(entries[entry]));
	for (const path of tilesOf(await rootOf(file, entries, entry), ZIP + entry)) {
		const bytes = bufferOf(file, entries, path);
		if (path === entry || seen.has(path)) continue;
		if (/\.json$/i.test(path)) await readTileset(file, entries, path, new Set([...seen, entry]));
		else await readTile(`${file}, ${path}`, bytes);
	}
	return json;
}

async function rootOf(file: string, entries: Entries, entry: string): Promise<Tile> {
	const fetch = async (url: string) => answerOf(url, bufferOf(file, entries, pathOf(url)));
	const options = { core: { fetch }, '3d-tiles': { isTileset: true } };
	const { root } = await parsed(`${file}, ${entry}`, () =>
		parse(bufferOf(file, entries, entry), options, { url: ZIP + entry })
	);
	if (!root)
		throw fileError({
			file: `${file}, ${entry}`,
			reason: 'damaged',
			problem: 'this tileset has no root',
			cure: 'export it again'
		});
	return root;
}

/** As a server gives it: with its address, against which a subtree names its buffers. */
const answerOf = (url: string, bytes: ArrayBuffer): Response =>
	Object.defineProperty(new Response(bytes), 'url', { value: url });

/** Of tiles with several contents (3D Tiles 1.1) the loader leaves the addresses as they are written. */
function* tilesOf({ contentUrl, contents = [], children = [] }: Tile, base: string): Generator<string> {
	if (contentUrl !== undefined) yield pathOf(contentUrl);
	for (const { uri } of contents) yield pathOf(new URL(uri, base).href);
	for (const child of children) yield* tilesOf(child, base);
}

async function readTile(file: string, bytes: ArrayBuffer): Promise<void> {
	const kind = new TextDecoder().decode(bytes.slice(0, 4));
	if (isGlb(bytes)) readGlb(file, bytes);
	else if (TILE_KINDS.includes(kind))
		await parsed(file, () => parse(bytes, { '3d-tiles': { isTileset: false, loadGLTF: false } }));
}

/** The loader's own function: by `parse` of loaders.gl it would look for a worker of its own on a network. */
const parse = Tiles3DLoader.parse as unknown as (
	bytes: ArrayBuffer,
	options: object,
	context?: { readonly url: string }
) => Promise<{ readonly root?: Tile }>;

async function parsed<T>(file: string, read: () => Promise<T>): Promise<T> {
	try {
		return await read();
	} catch (cause) {
		if (cause instanceof AppError) throw cause;
		throw fileError(
			{ file, reason: 'damaged', problem: `it cannot be read (${wordsOf(cause)})`, cure: 'export it again' },
			cause
		);
	}
}

const pathOf = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1));

function bufferOf(file: string, entries: Entries, path: string): ArrayBuffer {
	const bytes = entries[path];
	if (!bytes)
		throw fileError({
			file,
			place: path,
			reason: 'tileMissing',
			problem: 'this tile is not in the zip',
			cure: 'zip the whole folder again'
		});
	return new Uint8Array(bytes).buffer;
}
