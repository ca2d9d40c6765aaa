import { Tiles3DLoader } from '@loaders.gl/3d-tiles';
import { AppError } from '#lib/model/errors.ts';
import { fileError, wordsOf } from '../file-error.ts';
import { parseJson } from '../formats/parse-json.ts';
import { isGlb, readGlb } from './read-glb.ts';

/** Stands for the zip in addresses: the loader resolves those of tiles against that of their tileset. */
const ZIP = 'https://zip.invalid/';
/** Tiles with a header of three words, the third of which is their length. */
const TILE_KINDS = ['b3dm', 'i3dm', 'pnts', 'cmpt'];
/** Of these the loader reads all; points may be packed by Draco, whose decoder it would fetch from a network. */
const READ_WHOLE = ['b3dm', 'i3dm'];

export type Entries = Readonly<Record<string, Uint8Array>>;

interface Tile {
	readonly contentUrl?: string;
	readonly contents?: readonly { readonly uri: string }[];
	readonly children?: readonly Tile[];
}

/**
 * Reads the tileset `entry` of a zip, the tilesets that it names and every tile. Throws INPUT_INVALID with the one that
 * is missing or broken. What is in `seen` has been looked at.
 */
export async function readTileset(
	file: string,
	entries: Entries,
	entry: string,
	seen: Set<string> = new Set([entry])
): Promise<unknown> {
	const json = parseJson(`${file}, ${entry}`, new TextDecoder().decode(bufferOf(file, entries, entry)));
	for (const path of tilesOf(await rootOf(file, entries, entry), ZIP + entry)) {
		if (seen.has(path)) continue;
		seen.add(path);
		if (/\.json$/i.test(path)) await readTileset(file, entries, path, seen);
		else await readTile(`${file}, ${path}`, bufferOf(file, entries, path));
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

/** Of tiles with several contents (3D Tiles 1.1) the loader leaves the addresses, or their templates, as they are written. */
function* tilesOf({ contentUrl, contents = [], children = [] }: Tile, base: string): Generator<string> {
	const written = contents.map(({ uri }) => uri).filter((uri) => !uri.includes('{'));
	for (const uri of [...(contentUrl === undefined ? [] : [contentUrl]), ...written]) {
		const url = new URL(uri, base);
		if (url.protocol !== 'data:') yield pathOf(url.href);
	}
	for (const child of children) yield* tilesOf(child, base);
}

async function readTile(file: string, bytes: ArrayBuffer): Promise<void> {
	if (isGlb(bytes)) return void readGlb(file, bytes);
	const kind = new TextDecoder().decode(bytes.slice(0, 4));
	if (!TILE_KINDS.includes(kind)) return; // left to whoever draws it
	const length = bytes.byteLength < 12 ? Infinity : new DataView(bytes).getUint32(8, true);
	if (length > bytes.byteLength)
		throw fileError({
			file,
			place: `byte ${bytes.byteLength}`,
			reason: 'cutOff',
			problem: 'this tile is cut off here',
			cure: 'zip the whole folder again'
		});
	if (READ_WHOLE.includes(kind))
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

/** Path in the zip; what lies elsewhere keeps its address. */
function pathOf(url: string): string {
	const { href, pathname } = new URL(url);
	if (!href.startsWith(ZIP)) return href;
	try {
		return decodeURIComponent(pathname.slice(1));
	} catch {
		return pathname.slice(1); // a percent sign of its own
	}
}

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
