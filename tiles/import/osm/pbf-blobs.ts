import { open, type FileHandle } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';
import Pbf from 'pbf';
import { inputError } from '../input-error.ts';
import type { SourceFile } from '../source-file.ts';

/** Limits of the format (OpenStreetMap wiki, PBF): a header under 64 KiB, a blob under 32 MiB. */
const LARGEST_HEADER = 64 * 1024;
const LARGEST_BLOB = 32 * 1024 * 1024;

/** Where one compressed block of map data lies in the file. */
export interface BlobPlace {
	readonly offset: number;
	readonly size: number;
}

/** What this reader understands; a file that requires more is refused. */
const FEATURES = new Set(['OsmSchema-V0.6', 'DenseNodes', 'HistoricalInformation']);

/** An .osm.pbf file whose blocks can be read again and again, one in memory at a time. */
export class PbfFile {
	readonly path: string;
	readonly blobs: readonly BlobPlace[];
	readonly #handle: FileHandle;

	private constructor(path: string, handle: FileHandle, blobs: readonly BlobPlace[]) {
		this.path = path;
		this.#handle = handle;
		this.blobs = blobs;
	}

	/** Walks over the block headers; a file cut off anywhere is found here, before any work is done. */
	static async open(source: SourceFile): Promise<PbfFile> {
		const handle = await open(source.path, 'r');
		try {
			return new PbfFile(source.path, handle, await placesOf(source, handle));
		} catch (thrown) {
			await handle.close();
			throw thrown;
		}
	}

	/** The block's bytes, unpacked. */
	async read(place: BlobPlace): Promise<Uint8Array> {
		return unpack(this.path, place, await bytesAt(this.#handle, place));
	}

	async close(): Promise<void> {
		await this.#handle.close();
	}
}

async function placesOf(source: SourceFile, handle: FileHandle): Promise<BlobPlace[]> {
	const blobs: BlobPlace[] = [];
	let offset = 0;
	let headers = 0;
	while (offset < source.size) {
		if (offset + 4 > source.size) throw truncated(source, offset);
		const length = (await bytesAt(handle, { offset, size: 4 })).readUInt32BE(0);
		if (length === 0 || length > LARGEST_HEADER)
			throw inputError({
				file: source.path,
				place: `byte ${offset}`,
				problem: offset === 0 ? 'this is not an .osm.pbf file' : 'the file is damaged (no block starts here)',
				cure:
					offset === 0
						? 'give OpenStreetMap data in PBF, for example an extract from download.geofabrik.de'
						: 'download it again'
			});
		if (offset + 4 + length > source.size) throw offset === 0 ? notPbf(source) : truncated(source, offset);
		const header = new Pbf(await bytesAt(handle, { offset: offset + 4, size: length }));
		let type = '';
		let size = -1;
		try {
			header.readFields((tag, _result, pbf) => {
				if (tag === 1) type = pbf.readString();
				else if (tag === 3) size = pbf.readVarint();
			}, undefined);
		} catch {
			size = -1;
		}
		if (size < 0 || size > LARGEST_BLOB || !/^[\x20-\x7e]+$/.test(type))
			throw offset === 0 ? notPbf(source) : damaged(source.path, offset, 'its block header cannot be read');
		const start = offset + 4 + length;
		if (start + size > source.size) throw truncated(source, offset);
		if (type === 'OSMHeader') {
			headers++;
			checkFeatures(
				source.path,
				offset,
				unpack(source.path, { offset: start, size }, await bytesAt(handle, { offset: start, size }))
			);
		} else if (type === 'OSMData') blobs.push({ offset: start, size });
		offset = start + size;
	}
	if (headers === 0) throw notPbf(source);
	return blobs;
}

async function bytesAt(handle: FileHandle, { offset, size }: BlobPlace): Promise<Buffer> {
	const bytes = Buffer.allocUnsafe(size);
	let done = 0;
	while (done < size) {
		const { bytesRead } = await handle.read(bytes, done, size - done, offset + done);
		if (bytesRead === 0) break;
		done += bytesRead;
	}
	return bytes.subarray(0, done);
}

function unpack(path: string, { offset }: BlobPlace, blob: Buffer): Uint8Array {
	let raw: Uint8Array | undefined;
	let zlib: Uint8Array | undefined;
	let other = 0;
	try {
		new Pbf(blob).readFields((tag, _result, pbf) => {
			if (tag === 1) raw = pbf.readBytes();
			else if (tag === 3) zlib = pbf.readBytes();
			else if (tag >= 4) other = tag;
		}, undefined);
		if (zlib) return inflateSync(zlib, { maxOutputLength: LARGEST_BLOB });
	} catch (cause) {
		throw damaged(
			path,
			offset,
			`a block cannot be unpacked (${cause instanceof Error ? cause.message : ''})`,
			cause
		);
	}
	if (raw) return raw;
	throw inputError({
		file: path,
		place: `byte ${offset}`,
		problem: `a block is packed in a way other than zlib (field ${other})`,
		cure: 'rewrite the file, for example: osmium cat in.osm.pbf -o out.osm.pbf'
	});
}

function checkFeatures(path: string, offset: number, header: Uint8Array): void {
	const required: string[] = [];
	try {
		new Pbf(header).readFields((tag, _result, pbf) => {
			if (tag === 4) required.push(pbf.readString());
		}, undefined);
	} catch (cause) {
		throw damaged(path, offset, 'its header cannot be read', cause);
	}
	const unknown = required.filter((feature) => !FEATURES.has(feature));
	if (unknown.length > 0)
		throw inputError({
			file: path,
			place: 'header',
			problem: `the file requires ${unknown.join(', ')}, which is not supported`,
			cure: 'rewrite it, for example: osmium cat in.osm.pbf -o out.osm.pbf'
		});
}

function truncated(source: SourceFile, offset: number) {
	return inputError({
		file: source.path,
		place: `byte ${source.size}`,
		problem: `the file is cut off: the block that starts at byte ${offset} is not complete`,
		cure: 'download it again'
	});
}

function notPbf(source: SourceFile) {
	return inputError({
		file: source.path,
		place: 'byte 0',
		problem: 'this is not an .osm.pbf file',
		cure: 'give OpenStreetMap data in PBF, for example an extract from download.geofabrik.de'
	});
}

export function damaged(path: string, offset: number, problem: string, cause?: unknown) {
	return inputError(
		{ file: path, place: `byte ${offset}`, problem, cure: 'the file is damaged: download it again' },
		cause
	);
}
