import { fileError } from '../file-error.ts';
import { filePieces } from '../file-pieces.ts';
import { parseJson } from '../formats/parse-json.ts';
import type { OpenedModel } from '../opened.ts';
import { textOf, type KnownFile } from '../read-file.ts';
import type { ModelFormat } from '../sniff.ts';
import type { Reading } from '../table/source-table.ts';
import { cityJsonMesh } from './city-json.ts';
import { glbOf } from './glb.ts';
import { isGlb, readGlb } from './read-glb.ts';
import { readTileset, type Entries } from './read-tileset.ts';
import { tilesetPlace } from './tileset-place.ts';

/** Opens what is drawn as it is: glTF, 3D Tiles in a zip, CityJSON. Throws INPUT_INVALID when it cannot be. */
export async function openModel(
	{ file, format, entries }: KnownFile & { readonly format: ModelFormat },
	reading: Reading
): Promise<OpenedModel> {
	switch (format) {
		case 'gltf':
			return openGltf(file, reading);
		case 'tileset':
			return openTileset(file, entries);
		case 'cityjson':
			return openCityJson(file, reading);
	}
}

async function openGltf(file: File, reading: Reading): Promise<OpenedModel> {
	const head = await file.slice(0, 12).arrayBuffer();
	refuseOutside(
		file.name,
		isGlb(head) ? await glbJson(file, reading) : parseJson(file.name, await textOf(file, reading))
	);
	return {
		kind: 'model',
		file: file.name,
		format: 'gltf',
		files: new Map([[file.name, file]]),
		entry: file.name
	};
}

async function glbJson(file: File, reading: Reading): Promise<unknown> {
	const pieces: ArrayBuffer[] = [];
	for await (const piece of filePieces(file, reading)) pieces.push(piece);
	return readGlb(file.name, await new Blob(pieces).arrayBuffer());
}

/** By itself a model has to hold everything. */
function refuseOutside(file: string, json: unknown): void {
	const { buffers = [], images = [] } = json as Readonly<
		Record<'buffers' | 'images', readonly { readonly uri?: string }[] | undefined>
	>; // glTF 2.0
	const outside = [...buffers, ...images].find(({ uri }) => uri !== undefined && !uri.startsWith('data:'));
	if (outside)
		throw fileError({
			file,
			reason: 'refersOutside',
			problem: `it refers to ${outside.uri}, which is not in it`,
			cure: 'export it as one binary file (.glb)'
		});
}

async function openTileset(file: File, entries: Entries): Promise<OpenedModel> {
	const names = Object.keys(entries).filter((name) => /(^|\/)tileset\.json$/i.test(name));
	const [entry] = names.sort((a, b) => a.length - b.length);
	if (entry === undefined)
		throw fileError({
			file: file.name,
			reason: 'tilesMissing',
			problem: 'this names the tiles of a tileset that are not with it',
			cure: 'zip the whole folder, or give the address of the tileset on this server'
		});
	const at = tilesetPlace(await readTileset(file.name, entries, entry));
	const files = new Map(
		Object.entries(entries).map(([name, bytes]) => [name, new Blob([bytes as Uint8Array<ArrayBuffer>])]) // fflate's own buffers
	);
	return { kind: 'model', file: file.name, format: 'tileset', files, entry, ...(at && { at }) };
}

async function openCityJson(file: File, reading: Reading): Promise<OpenedModel> {
	const { mesh, at, count } = cityJsonMesh(file.name, await textOf(file, reading));
	const files = new Map([['model.glb', new Blob([glbOf(mesh)], { type: 'model/gltf-binary' })]]);
	return {
		kind: 'model',
		file: file.name,
		format: 'cityjson',
		files,
		entry: 'model.glb',
		count,
		...(at && { at })
	};
}
