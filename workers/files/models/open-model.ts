import { fileError, wordsOf } from '../file-error.ts';
import type { OpenedModel } from '../opened.ts';
import type { KnownFile } from '../read-file.ts';
import type { ModelFormat } from '../sniff.ts';
import { cityJsonMesh } from './city-json.ts';
import { glbOf } from './glb.ts';
import { tilesetPlace } from './tileset-place.ts';

/** Opens what is drawn as it is: glTF, 3D Tiles in a zip, CityJSON. Throws INPUT_INVALID when it cannot be. */
export async function openModel({
	file,
	format,
	entries
}: KnownFile & { readonly format: ModelFormat }): Promise<OpenedModel> {
	switch (format) {
		case 'gltf':
			return openGltf(file);
		case 'tileset':
			return openTileset(file, entries);
		case 'cityjson':
			return openCityJson(file);
	}
}

async function openGltf(file: File): Promise<OpenedModel> {
	const head = new DataView(await file.slice(0, 12).arrayBuffer());
	const binary = head.byteLength === 12 && head.getUint32(0, true) === 0x46546c67;
	if (binary && head.getUint32(4, true) !== 2)
		throw fileError({
			file: file.name,
			place: 'byte 4',
			reason: 'gltfOld',
			problem: `this is glTF version ${head.getUint32(4, true)}`,
			cure: 'export it as glTF 2.0'
		});
	if (binary && head.getUint32(8, true) > file.size)
		throw fileError({
			file: file.name,
			place: `byte ${file.size}`,
			reason: 'cutOff',
			problem: `it is cut off: ${head.getUint32(8, true)} bytes were promised`,
			cure: 'copy it again'
		});
	if (!binary) refuseOutside(file.name, await file.text());
	return {
		kind: 'model',
		file: file.name,
		format: 'gltf',
		files: new Map([[file.name, file]]),
		entry: file.name
	};
}

/** A .gltf by itself has to hold everything. */
function refuseOutside(file: string, text: string): void {
	const { buffers = [], images = [] } = parsed(file, text) as Readonly<
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

async function openTileset(file: File, entries: Readonly<Record<string, Uint8Array>>): Promise<OpenedModel> {
	const names = Object.keys(entries).filter((name) => /(^|\/)tileset\.json$/i.test(name));
	const [entry] = names.sort((a, b) => a.length - b.length);
	if (entry === undefined)
		throw fileError({
			file: file.name,
			reason: 'tilesMissing',
			problem: 'this names the tiles of a tileset that are not with it',
			cure: 'zip the whole folder, or give the address of the tileset on this server'
		});
	const at = tilesetPlace(parsed(`${file.name}, ${entry}`, new TextDecoder().decode(entries[entry])));
	const files = new Map(
		Object.entries(entries).map(([name, bytes]) => [name, new Blob([bytes as Uint8Array<ArrayBuffer>])]) // fflate's own buffers
	);
	return { kind: 'model', file: file.name, format: 'tileset', files, entry, ...(at && { at }) };
}

async function openCityJson(file: File): Promise<OpenedModel> {
	const { mesh, at, count } = cityJsonMesh(file.name, await file.text());
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

function parsed(file: string, text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw fileError(
			{
				file,
				reason: 'notJson',
				problem: `this is not valid JSON (${wordsOf(cause)})`,
				cure: 'export it again'
			},
			cause
		);
	}
}
